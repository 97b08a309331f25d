//! What single mentions say: the name in them, the title in them, and whom the knowledge base takes them for.

use std::ops::Range;

use jiff::civil::Date;

use super::Codes;
use crate::analysis::{Analysis, Form};
use crate::document::Document;
use crate::knowledge::{ActorKind, Candidate, Knowledge, single};

/// Whom the knowledge base takes a mention for.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Known {
    /// Id of the actor; `None` for somebody whom the tables do not name but whose office or country they know.
    pub id: Option<String>,
    /// Id of the holder, or the office, whom the tables know where the mention gives the office to a name that they do not know.
    pub instead_of: Option<String>,
    /// Its kind, in the record's words.
    pub kind: &'static str,
    /// Its canonical name.
    pub name: String,
    /// True if the words are its name, not its office.
    pub by_name: bool,
    /// Between 0 and 1.
    pub score: f32,
    /// Its codes.
    pub codes: Codes,
}

impl Known {
    /// Keeps what the office says and drops who holds it; returns the id.
    pub(super) fn forget(&mut self) -> Option<String> {
        self.codes.actor = None;
        self.name.clear();
        self.id.take()
    }
}

/// The one actor that `words` name on the date; `None` if there is none, or if two are nearly as likely.
pub(super) fn known(knowledge: &Knowledge, words: &str, kind: &str, on: Option<Date>) -> Option<Known> {
    // "the US-led alliance" is neither the United States nor its army.
    if words.contains("-led ") || words.contains("-backed ") {
        return None;
    }
    let all = knowledge.lookup_as_written(words, on);
    let mut candidates: Vec<Candidate> = all.iter().filter(|c| kinds_agree(kind, c.kind)).cloned().collect();
    if candidates.is_empty() && matches!(kind, "person" | "role") && !words.contains(',') {
        // "the Israeli ambassador", "a Turkish lawmaker": one of the institution's people, whose codes are known.
        candidates = all.into_iter().filter(|c| c.source.contains("government.csv") || c.source.contains("agents.csv")).collect();
        for one in &mut candidates {
            one.actor = None;
            one.kind = ActorKind::Person;
            // An office that another mention names says more.
            one.score = one.score.min(0.55);
        }
    }
    let best = single(&candidates)?;
    let codes = Codes {
        actor: best.actor.clone(),
        country: best.country.clone(),
        acts_for: best.acts_for.clone(),
        plover_country: best.plover.country.clone(),
        sectors: best.plover.sectors.clone(),
        cameo: best.cameo.clone(),
        why: Some(format!("{} ({:.2}; {})", best.reason, best.score, best.source)),
    };
    Some(Known {
        id: best.actor.clone(),
        instead_of: best.instead_of.clone(),
        kind: kind_name(best.kind),
        name: best.name.clone(),
        by_name: best.reason == "name",
        score: best.score,
        codes,
    })
}

fn kind_name(kind: ActorKind) -> &'static str {
    match kind {
        ActorKind::Person => "person",
        ActorKind::Organisation => "organisation",
        ActorKind::Country => "country",
        ActorKind::Group => "group",
        ActorKind::Place => "place",
        ActorKind::Role => "role",
    }
}

/// May a mention that the model takes for `model` be what the knowledge base calls `base`?
fn kinds_agree(model: &str, base: ActorKind) -> bool {
    match model {
        "person" | "role" => matches!(base, ActorKind::Person | ActorKind::Role),
        "weapon" | "law" | "event" | "other" => false,
        "place" => matches!(base, ActorKind::Place | ActorKind::Country),
        _ => matches!(base, ActorKind::Organisation | ActorKind::Country | ActorKind::Group),
    }
}

/// The words of the proper name inside a mention: the run of proper nouns that ends with or holds the head. `None` if the head is none.
pub(super) fn proper_name(document: &Document, analysis: &Analysis, words: Range<usize>, head: usize) -> Option<Range<usize>> {
    if analysis.words[head].upos != "PROPN" {
        return None;
    }
    let in_name = |w: usize| analysis.words[w].upos == "PROPN" || is_particle(document.word(w)) || document.word(w) == "-";
    let mut start = head;
    while start > words.start && in_name(start - 1) && !is_title(document, analysis, start - 1, head) {
        start -= 1;
    }
    let mut end = head + 1;
    while end < words.end && in_name(end) {
        end += 1;
    }
    while start < head && analysis.words[start].upos != "PROPN" {
        start += 1;
    }
    while end > head + 1 && analysis.words[end - 1].upos != "PROPN" {
        end -= 1;
    }
    Some(start..end)
}

/// Words inside names that are no proper nouns: "Ursula von der Leyen".
fn is_particle(word: &str) -> bool {
    matches!(
        word,
        "von"
            | "van"
            | "der"
            | "den"
            | "de"
            | "del"
            | "della"
            | "di"
            | "da"
            | "dos"
            | "al"
            | "bin"
            | "ibn"
            | "ben"
            | "el"
            | "la"
            | "le"
            | "of"
    )
}

/// A proper noun that the model's tree takes for a title of the name ("President", "Minister").
fn is_title(document: &Document, analysis: &Analysis, word: usize, head: usize) -> bool {
    let w = &analysis.words[word];
    let titled = w.deprel == "nmod:desc"
        || w.deprel == "compound" && analysis.words[head].deprel != "flat" && word + 1 == head && document.word(word).len() > 20;
    titled && w.head == Some(head) || document.word(word).ends_with('.') && document.word(word).chars().count() > 2
}

/// The office or description in a mention: what stands before the name, or the whole description without its article.
pub(super) fn title_of(
    document: &Document,
    analysis: &Analysis,
    words: &Range<usize>,
    head: usize,
    form: Form,
    kind: &str,
) -> Option<String> {
    if kind != "person" || form == Form::Pronoun {
        return None;
    }
    let text = |r: Range<usize>| document.span_of(&r).of(&document.text).to_owned();
    let start = words.start
        + usize::from(matches!(document.word(words.start).to_lowercase().as_str(), "the" | "a" | "an" | "its" | "his" | "her" | "their"));
    if form == Form::Nominal {
        return (start < words.end).then(|| text(start..words.end));
    }
    let name = proper_name(document, analysis, words.clone(), head)?;
    (start < name.start).then(|| text(start..name.start))
}
