//! The article's words with everything marked that the record points at. Spans may overlap in any way: the text is cut at every edge, and each piece
//! carries all that covers it.

use std::collections::{BTreeMap, BTreeSet};

use demarche::record::{Mark, Part, Party, Quote};
use maud::{Markup, html};

use crate::names::{self, Names};

/// What a piece of text is to the item that covers it. The letter stands in the page after the item's id: `v3.a`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Role {
    Trigger,
    Actor,
    Recipient,
    Object,
    Time,
    Content,
    Cue,
    Speaker,
    Mention,
    Place,
    Amount,
    Date,
    What,
}

impl Role {
    fn letter(self) -> char {
        match self {
            Role::Trigger => 't',
            Role::Actor => 'a',
            Role::Recipient => 'r',
            Role::Object | Role::What => 'o',
            Role::Time => 'd',
            Role::Content => 'c',
            Role::Cue => 'k',
            Role::Speaker => 's',
            Role::Mention => 'm',
            Role::Place => 'p',
            Role::Amount => 'n',
            Role::Date => 'd',
        }
    }

    /// The class that shows it when nothing is picked out.
    fn class(self) -> Option<&'static str> {
        match self {
            Role::Trigger => Some("ev"),
            Role::Content => Some("st"),
            Role::Mention => Some("en"),
            Role::Amount | Role::Date => Some("qt"),
            _ => None,
        }
    }
}

struct Spot<'r> {
    start: usize,
    end: usize,
    id: &'r str,
    role: Role,
    /// Class of the event's quad.
    quad: &'static str,
}

/// All marks of a record, by the part they lie in.
pub struct Marks<'r> {
    parts: BTreeMap<Option<&'r str>, Spots<'r>>,
}

#[derive(Default)]
struct Spots<'r> {
    spots: Vec<Spot<'r>>,
    /// Length of the longest: how far back one must look for those that reach a point.
    longest: usize,
}

impl<'r> Marks<'r> {
    /// Gathers the marks. `O(n log n)` in their number.
    pub fn new(names: &Names<'r>) -> Self {
        let record = names.record;
        let mut out = Self { parts: BTreeMap::new() };
        for e in &record.events {
            let quad = names::quad(&e.quad);
            out.add(e.trigger.part.as_deref(), (e.trigger.start, e.trigger.end), &e.id, Role::Trigger, quad);
            out.parties(&e.actors, &e.id, Role::Actor);
            out.parties(&e.recipients, &e.id, Role::Recipient);
            out.quote(e.object.as_ref(), &e.id, Role::Object);
            out.mark(e.time.as_ref().and_then(|t| t.span.as_ref()), &e.id, Role::Time);
            if let Some(place) = e.place.as_deref().and_then(|id| names.by_id.place(id)) {
                out.add(place.part.as_deref(), (place.start, place.end), &e.id, Role::Place, "");
            }
        }
        for s in &record.statements {
            for c in &s.content {
                out.mark(Some(c), &s.id, Role::Content);
            }
            out.quote(s.cue.as_ref(), &s.id, Role::Cue);
            if let Some(p) = &s.speaker {
                out.parties(std::slice::from_ref(p), &s.id, Role::Speaker);
            }
        }
        for e in &record.entities {
            for m in &e.mentions {
                out.add(m.part.as_deref(), (m.start, m.end), &e.id, Role::Mention, "");
            }
        }
        for a in &record.amounts {
            out.add(a.part.as_deref(), (a.start, a.end), &a.id, Role::Amount, "");
        }
        for t in &record.times {
            out.add(t.part.as_deref(), (t.start, t.end), &t.id, Role::Date, "");
        }
        for p in &record.places {
            out.add(p.part.as_deref(), (p.start, p.end), &p.id, Role::Place, "");
        }
        for c in &record.commitments {
            out.quote(c.what.as_ref(), &c.id, Role::What);
            if let Some(e) = c.event.as_deref().and_then(|id| names.by_id.event(id)) {
                out.add(e.trigger.part.as_deref(), (e.trigger.start, e.trigger.end), &c.id, Role::Cue, "");
            }
        }
        for spots in out.parts.values_mut() {
            spots.spots.sort_by_key(|s| (s.start, s.end));
        }
        out
    }

    fn add(&mut self, part: Option<&'r str>, (start, end): (usize, usize), id: &'r str, role: Role, quad: &'static str) {
        if start < end {
            let spots = self.parts.entry(part).or_default();
            spots.longest = spots.longest.max(end - start);
            spots.spots.push(Spot { start, end, id, role, quad });
        }
    }

    fn mark(&mut self, mark: Option<&'r Mark>, id: &'r str, role: Role) {
        if let Some(m) = mark {
            self.add(m.part.as_deref(), (m.start, m.end), id, role, "");
        }
    }

    fn quote(&mut self, quote: Option<&'r Quote>, id: &'r str, role: Role) {
        if let Some(q) = quote {
            self.add(q.part.as_deref(), (q.start, q.end), id, role, "");
        }
    }

    fn parties(&mut self, parties: &'r [Party], id: &'r str, role: Role) {
        for p in parties {
            self.add(p.part.as_deref(), (p.start, p.end), id, role, "");
        }
    }

    /// The words of `part` from one code point to another, marked. `anchored` holds the ids whose first words have an anchor already.
    pub fn render(&self, part: &Part, start: usize, end: usize, anchored: &mut BTreeSet<String>) -> Markup {
        let Some(spots) = self.parts.get(&part.name.as_deref()) else { return html! { (part.slice(start, end)) } };
        let until = spots.spots.partition_point(|s| s.start < end);
        let from = spots.spots.partition_point(|s| s.start + spots.longest <= start).min(until);
        let here: Vec<&Spot> = spots.spots[from..until].iter().filter(|s| s.end > start).collect();
        let mut edges: Vec<usize> =
            here.iter().flat_map(|s| [s.start, s.end]).filter(|e| (start..=end).contains(e)).chain([start, end]).collect();
        edges.sort_unstable();
        edges.dedup();
        let mut active: Vec<&Spot> = Vec::new();
        let mut next = here.into_iter().peekable();
        html! {
            @for pair in edges.windows(2) {
                @let over = {
                    active.retain(|s| s.end > pair[0]);
                    while let Some(spot) = next.next_if(|s| s.start <= pair[0]) { active.push(spot); }
                    &active
                };
                (piece(part.slice(pair[0], pair[1]), over, anchored))
            }
        }
    }
}

/// One piece of text, with the ids and roles of all that covers it.
fn piece(words: &str, over: &[&Spot], anchored: &mut BTreeSet<String>) -> Markup {
    if over.is_empty() {
        return html! { (words) };
    }
    let ids: BTreeSet<String> = over.iter().map(|s| format!("{}.{}", s.id, s.role.letter())).collect();
    let ids = ids.into_iter().collect::<Vec<_>>().join(" ");
    let trigger = over.iter().find(|s| s.role == Role::Trigger);
    let mut classes: Vec<&str> = over.iter().filter_map(|s| s.role.class()).collect();
    classes.sort_unstable();
    classes.dedup();
    classes.extend(trigger.map(|t| t.quad).filter(|q| !q.is_empty()));
    let class = classes.join(" ");
    // The first words of each item are where links to it lead.
    let new: Vec<&str> = over
        .iter()
        .filter(|s| matches!(s.role, Role::Trigger | Role::Content | Role::Mention))
        .map(|s| s.id)
        .filter(|id| anchored.insert((*id).to_owned()))
        .collect();
    let (own, others) = new.split_first().map_or((None, &[][..]), |(first, rest)| (Some(*first), rest));
    html! {
        @for id in others { span id={ "w-" (id) } {} }
        @if let Some(t) = trigger {
            a class=[(!class.is_empty()).then_some(&class)] id=[own.map(|id| format!("w-{id}"))] href={ "#" (t.id) } data-i=(ids) { (words) }
        } @else {
            span class=[(!class.is_empty()).then_some(&class)] id=[own.map(|id| format!("w-{id}"))] data-i=(ids) { (words) }
        }
    }
}
