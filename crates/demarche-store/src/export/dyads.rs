//! Rows of two actors, as ICEWS, GDELT and PETRARCH2 have them: pairs of actor and recipient, visits with their hosts, meetings both ways,
//! statements as 01x, requests as 02x.

use demarche::record::{Event, EventTime, Mark, PlaceInfo, Statement};

use super::cameo::{Cameo, three_digits};
use super::choose::{self, Report};
use super::view::{Side, View};
use super::{Extra, Options};

/// What a row comes from.
#[derive(Debug, Clone, Copy)]
pub enum Origin<'r> {
    /// An event.
    Event(&'r Event),
    /// A statement without an event on its cue.
    Statement(&'r Statement),
}

/// One row of two actors, either of which may be missing.
#[derive(Debug, Clone)]
pub struct Dyad<'r> {
    /// What it comes from.
    pub origin: Origin<'r>,
    /// Id of the happening (of the telling, where each makes rows; of a statement, its own), and the number of the row in it.
    pub key: (String, usize),
    /// Source, GDELT's first actor.
    pub source: Option<Side<'r>>,
    /// Target, GDELT's second actor.
    pub target: Option<Side<'r>>,
    /// CAMEO code of at least three digits.
    pub code: String,
    /// Goldstein's score of the code.
    pub goldstein: f64,
    /// Tellings, sources and articles of the happening.
    pub counts: (u32, u32, u32),
}

impl<'r> Dyad<'r> {
    /// Number of the sentence, from 0.
    pub fn sentence(&self) -> usize {
        match self.origin {
            Origin::Event(e) => e.sentence,
            Origin::Statement(s) => s.sentence,
        }
    }

    /// When it happened, as the record has it.
    pub fn time(&self) -> Option<&'r EventTime> {
        match self.origin {
            Origin::Event(e) => e.time.as_ref(),
            Origin::Statement(s) => s.time.as_ref(),
        }
    }

    /// Where it happened.
    pub fn place(&self, view: &View<'r>) -> Option<&'r PlaceInfo> {
        match self.origin {
            Origin::Event(e) => view.by_id.place(e.place.as_deref()?),
            Origin::Statement(_) => None,
        }
    }

    /// The words that name it.
    pub fn trigger(&self) -> Option<Mark> {
        match self.origin {
            Origin::Event(e) => Some(&e.trigger),
            Origin::Statement(s) => s.cue.as_ref(),
        }
        .map(|q| Mark { start: q.start, end: q.end, part: q.part.clone() })
    }

    /// Between 0 and 1.
    pub fn confidence(&self) -> f64 {
        match self.origin {
            Origin::Event(e) => e.confidence,
            Origin::Statement(s) => s.confidence,
        }
    }

    /// True if it stands in the headline or lead.
    pub fn lead(&self) -> bool {
        match self.origin {
            Origin::Event(e) => e.lead,
            Origin::Statement(_) => false,
        }
    }

    /// Fields that are not said in its own sentence.
    pub fn inferred(&self) -> &'r [String] {
        match self.origin {
            Origin::Event(e) => &e.inferred,
            Origin::Statement(s) => &s.inferred,
        }
    }
}

/// The rows of a record: of the events that go out, then of the statements, in their order. What makes no row, or loses pairs to the limit, is
/// counted in `report`.
pub fn dyads<'r>(view: &View<'r>, options: &Options, report: &mut Report) -> Vec<Dyad<'r>> {
    let mut rows = Vec::new();
    for event in choose::events(view, options, report) {
        of_event(view, event, options, report, &mut rows);
    }
    for statement in &view.record.statements {
        rows.extend(of_statement(view, statement, options, report));
    }
    rows
}

/// Appends the rows of one event, whether or not it was chosen.
pub fn of_event<'r>(view: &View<'r>, event: &'r Event, options: &Options, report: &mut Report, rows: &mut Vec<Dyad<'r>>) {
    let cameo = Cameo::embedded();
    let coded = cameo.request(&event.cameo, view.carried(event));
    let changed = coded != event.cameo;
    let code = three_digits(&coded);
    let happening = view.happening(event);
    let id = if options.tellings == super::Tellings::All { &event.uid } else { &happening.id };
    let (actors, recipients) = (view.sides(&event.actors), view.sides(&event.recipients));
    let pairs = Pairs::new(actors, recipients, cameo.is_among(&code));
    let total = pairs.count();
    if total > options.pairs_limit {
        report.cut += 1;
        report.cut_pairs += total - options.pairs_limit;
    }
    let mut ordinal = 0;
    let mut push = |source, target, code: &str, goldstein| {
        let key = (id.clone(), ordinal);
        ordinal += 1;
        let counts = (happening.mentions, happening.sources, happening.articles);
        rows.push(Dyad { origin: Origin::Event(event), key, source, target, code: code.to_owned(), goldstein, counts });
    };
    let back = if pairs.among { Some(code.as_str()) } else { cameo.back(&code) };
    for (source, target) in pairs.iter().take(options.pairs_limit) {
        let score = if changed { cameo.goldstein(&code) } else { event.goldstein };
        push(source, target, &code, score);
        if let (Some(back), Some(_), Some(_)) = (back, source, target) {
            push(target, source, back, if back == code { score } else { cameo.goldstein(back) });
        }
    }
}

/// The rows of a statement: one for each addressee, or one without. None if an event on the cue tells it, if nobody is named as speaker, or if it is
/// only reported by another source.
fn of_statement<'r>(view: &View<'r>, statement: &'r Statement, options: &Options, report: &mut Report) -> Vec<Dyad<'r>> {
    let parties = statement.speaker.as_slice();
    let Some(&speaker) = view.sides(parties).first() else {
        report.leave("statements without a known speaker");
        return Vec::new();
    };
    if choose::is_told_as_event(view, statement) {
        return Vec::new();
    }
    if statement.within.is_some() && !options.with.contains(&Extra::Claimed) {
        report.leave("claimed by a source (--with claimed)");
        return Vec::new();
    }
    let cameo = Cameo::embedded();
    let Some(code) = cameo.statement(&statement.stance, tells_own_act(view, statement, speaker)) else {
        report.leave("statements of an unknown stance");
        return Vec::new();
    };
    let pairs = Pairs::new(vec![speaker], view.sides(&statement.addressees), false);
    pairs
        .iter()
        .take(options.pairs_limit)
        .enumerate()
        .map(|(ordinal, (source, target))| Dyad {
            origin: Origin::Statement(statement),
            key: (statement.uid.clone(), ordinal),
            source,
            target,
            code: code.to_owned(),
            goldstein: cameo.goldstein(code),
            counts: (1, 1, 1),
        })
        .collect()
}

/// True if an act that the statement tells is done by the speaker, or by somebody who acts for the same country or organisation.
fn tells_own_act(view: &View, statement: &Statement, speaker: Side) -> bool {
    let side = |code: &Option<String>| code.as_ref() == speaker.entity.plover.country.as_ref() && code.is_some();
    statement.events.iter().filter_map(|id| view.by_id.event(id)).any(|event| {
        let actors = event.actors.iter().filter_map(|p| view.by_id.entity(p.entity.as_deref()?));
        let mut own = actors.filter(|e| e.id == speaker.entity.id || side(&e.plover.country));
        own.next().is_some()
    })
}

/// Pairs of actors and recipients, or of actors among each other.
struct Pairs<'r> {
    actors: Vec<Side<'r>>,
    recipients: Vec<Side<'r>>,
    among: bool,
}

/// Source and target.
type Pair<'r> = (Option<Side<'r>>, Option<Side<'r>>);

impl<'r> Pairs<'r> {
    fn new(actors: Vec<Side<'r>>, recipients: Vec<Side<'r>>, mutual: bool) -> Self {
        let among = mutual && recipients.is_empty() && actors.len() > 1;
        Self { actors, recipients, among }
    }

    /// How many there are, without making them.
    fn count(&self) -> usize {
        let (a, r) = (self.actors.len(), self.recipients.len());
        if self.among {
            a * (a - 1) / 2
        } else if a == 0 || r == 0 {
            a + r
        } else {
            let ids: std::collections::BTreeSet<&str> = self.actors.iter().map(|s| s.entity.id.as_str()).collect();
            let both = self.recipients.iter().filter(|s| ids.contains(s.entity.id.as_str())).count();
            // Somebody who is on both sides alone pairs with nobody, but is not lost.
            (a.saturating_mul(r) - both).max(1)
        }
    }

    fn iter(&self) -> Box<dyn Iterator<Item = Pair<'r>> + '_> {
        let (actors, recipients) = (&self.actors, &self.recipients);
        if self.among {
            let rest = move |i: usize| actors[i + 1..].iter().map(move |&b| (Some(actors[i]), Some(b)));
            return Box::new((0..actors.len()).flat_map(rest));
        }
        if actors.is_empty() || recipients.is_empty() {
            let alone = actors.iter().map(|&s| (Some(s), None)).chain(recipients.iter().map(|&s| (None, Some(s))));
            return Box::new(alone);
        }
        if let ([a], [r]) = (&actors[..], &recipients[..])
            && a.entity.id == r.entity.id
        {
            return Box::new(std::iter::once((Some(*a), None)));
        }
        let others = move |&a: &Side<'r>| recipients.iter().filter(move |r| r.entity.id != a.entity.id).map(move |&r| (Some(a), Some(r)));
        Box::new(actors.iter().flat_map(others))
    }
}
