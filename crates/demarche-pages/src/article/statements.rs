//! Statements by speaker.

use demarche::record::{Parts, Statement};
use maud::{Markup, html};

use crate::names::{Names, title};

/// The statements, one block a speaker in the order in which they first speak; `None` if there are none.
pub fn by_speaker(names: &Names, parts: &Parts) -> Option<Markup> {
    let mut speakers: Vec<(Option<&str>, Vec<&Statement>)> = Vec::new();
    for s in &names.record.statements {
        let who = s.speaker.as_ref().and_then(|p| p.entity.as_deref());
        match speakers.iter_mut().find(|(id, _)| *id == who) {
            Some((_, list)) => list.push(s),
            None => speakers.push((who, vec![s])),
        }
    }
    (!speakers.is_empty()).then(|| {
        html! {
            @for (who, list) in &speakers {
                @let entity = who.and_then(|id| names.by_id.entity(id));
                h3 {
                    (entity.map_or("A source that is not named", |e| e.name.as_str()))
                    @if let Some(title) = entity.and_then(title) { " " small { (title) } }
                }
                ul.said { @for s in list { (statement(names, parts, s)) } }
            }
        }
    })
}

fn statement(names: &Names, parts: &Parts, s: &Statement) -> Markup {
    let words: Vec<&str> = s.content.iter().map(|c| parts.words(c.part.as_deref(), c.start, c.end)).collect();
    let words = words.join(" … ");
    html! {
        li.card id=(s.id) data-id=(s.id) {
            p.head {
                a.go href={ "#w-" (s.id) } title="To its words" { (s.id) }
                " " span.type { (s.stance) } " " span.mode { (s.form) }
                @if let Some(to) = names.parties(&s.addressees) { " " span.mode { "to " (to) } }
            }
            @if s.form == "direct" { blockquote { "“" (words) "”" } } @else { blockquote { (words) } }
            @if s.within.is_some() || !s.events.is_empty() || !s.inferred.is_empty() {
                p.meta {
                    @if let Some(outer) = &s.within { span { "as reported in " a href={ "#" (outer) } { (outer) } } }
                    @if !s.events.is_empty() {
                        span { "holds" @for id in &s.events { " " a href={ "#" (id) } { (id) } } }
                    }
                    @if !s.inferred.is_empty() { span { "from elsewhere: " (s.inferred.join(", ")) } }
                }
            }
        }
    }
}
