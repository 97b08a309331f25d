//! Who is who.

use demarche::record::Entity;
use maud::{Markup, html};

use crate::names::{Names, title};

/// Whom the knowledge base knows, who acts, and who is named more than once; the rest is counted. `None` if the article names nobody.
pub fn list(names: &Names) -> Option<Markup> {
    let record = names.record;
    let acts = |id: &str| {
        record.events.iter().any(|e| e.actors.iter().chain(&e.recipients).any(|p| p.entity.as_deref() == Some(id)))
            || record.statements.iter().any(|s| s.speaker.as_ref().is_some_and(|p| p.entity.as_deref() == Some(id)))
    };
    let shown: Vec<&Entity> = record.entities.iter().filter(|e| e.actor.is_some() || e.mentions.len() > 1 || acts(&e.id)).collect();
    let rest = record.entities.len() - shown.len();
    (!record.entities.is_empty()).then(|| {
        html! {
            ul.who { @for e in &shown { (entity(e)) } }
            @if rest > 0 { p.note { (rest) " more named once each." } }
        }
    })
}

fn entity(e: &Entity) -> Markup {
    let codes: Vec<&str> = [e.actor.as_deref(), e.cameo.as_deref()].into_iter().flatten().collect();
    html! {
        li id=(e.id) data-id=(e.id) {
            a.go href={ "#w-" (e.id) } title="To its words" { (e.id) } " "
            b { (e.name) }
            @if let Some(title) = title(e) { ", " (title) }
            " " span.meta {
                span { (e.kind) }
                @if let Some(side) = &e.acts_for { span { "acts for " (side) } }
                @for code in codes { span { code { (code) } } }
                span { (e.mentions.len()) @if e.mentions.len() == 1 { " mention" } @else { " mentions" } }
            }
        }
    }
}
