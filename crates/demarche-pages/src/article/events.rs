//! The events as cards.

use demarche::record::{Event, Parts, Party};
use maud::{Markup, html};

use crate::names::{self, Names};

/// The events in the order of the text, each with its retellings; `None` if there are none.
pub fn list(names: &Names, parts: &Parts) -> Option<Markup> {
    let first: Vec<&Event> = names.record.events.iter().filter(|e| is_first(names, e)).collect();
    (!first.is_empty()).then(|| {
        html! {
            ol.cards { @for e in first { (card(names, parts, e)) } }
        }
    })
}

/// Not told before, as far as this record knows.
pub fn is_first(names: &Names, e: &Event) -> bool {
    e.same_as.as_deref().is_none_or(|id| names.by_id.event(id).is_none())
}

fn card(names: &Names, parts: &Parts, e: &Event) -> Markup {
    html! {
        li.card.(names::quad(&e.quad)) id=(e.id) data-id=(e.id) {
            p.head {
                a.go href={ "#w-" (e.id) } title="To its words" { (e.id) }
                " " span.type { (e.kind) } @if let Some(mode) = &e.mode { span.mode { "/" (mode) } }
                @if e.negated { " " span.flag { "did not happen" } }
                @if e.status != "actual" { " " span.flag { (e.status) } }
            }
            p.line { (line(names, parts, e)) }
            p.meta { (meta(names, e)) }
            @for again in names.record.events.iter().filter(|o| o.same_as.as_deref() == Some(&e.id)) {
                p.again id=(again.id) data-id=(again.id) {
                    a.go href={ "#w-" (again.id) } { (again.id) } " told again: “" (again.trigger.text) "”"
                }
            }
        }
    }
}

/// Actor, word, recipient, object; who is not named is said in words.
fn line(names: &Names, parts: &Parts, e: &Event) -> Markup {
    html! {
        @if e.actors.is_empty() { span.none { "not named" } } @else { span.r-a { (parties(names, parts, &e.actors)) } }
        " " span.r-t { (e.trigger.text) }
        @if !e.recipients.is_empty() { " " span.arrow aria-label="to" { "→" } " " span.r-r { (parties(names, parts, &e.recipients)) } }
        @if let Some(object) = &e.object { " " span.r-o { (object.text) } }
    }
}

/// The names of parties; the article's words where the record has no name.
pub fn parties(names: &Names, parts: &Parts, list: &[Party]) -> String {
    let name = |p: &Party| match names.party(p) {
        Some(e) => e.name.clone(),
        None => parts.words(p.part.as_deref(), p.start, p.end).to_owned(),
    };
    list.iter().map(name).collect::<Vec<_>>().join(", ")
}

fn meta(names: &Names, e: &Event) -> Markup {
    let place = e.place.as_deref().and_then(|id| names.by_id.place(id));
    let told = e.statement.as_deref().and_then(|id| names.by_id.statement(id));
    html! {
        @if let Some(when) = e.time.as_ref().and_then(names::days) { span { (when) } }
        @if let Some(place) = place { span { (place.name) } }
        @if let Some(s) = told {
            span { "only as " (s.speaker.as_ref().and_then(|p| names.party(p)).map_or("a source", |x| x.name.as_str())) " says (" a href={ "#" (s.id) } { (s.id) } ")" }
        }
        @if !e.contexts.is_empty() { span { (e.contexts.join(", ")) } }
        span { "CAMEO " (e.cameo) }
        span title="Goldstein's score of the code, -10 to 10" { "Goldstein " (signed(e.goldstein)) }
        @if !e.inferred.is_empty() { span { "from elsewhere: " (e.inferred.join(", ")) } }
        span { "sure " (format!("{:.0} %", e.confidence * 100.0)) }
    }
}

/// With its sign, one decimal, and a minus that is one.
pub fn signed(value: f64) -> String {
    if value < 0.0 { format!("−{:.1}", -value) } else { format!("+{value:.1}") }
}
