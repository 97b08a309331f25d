//! The ledger of one article.

use demarche::record::Commitment;
use maud::{Markup, html};

use crate::names::Names;

/// A row a commitment; `None` if there are none.
pub fn table(names: &Names) -> Option<Markup> {
    let list = &names.record.commitments;
    let tied = list.iter().any(|c| c.due.is_some() || c.answers.is_some());
    (!list.is_empty()).then(|| {
        html! {
            table.ledger {
                thead { tr { th scope="col" { "Kind" } th scope="col" { "From → to" } th scope="col" { "What" } @if tied { th scope="col" { "Due, answer" } } } }
                tbody { @for c in list { (row(names, c, tied)) } }
            }
        }
    })
}

fn row(names: &Names, c: &Commitment, tied: bool) -> Markup {
    let answered: Vec<&Commitment> = names.record.commitments.iter().filter(|o| o.answers.as_deref() == Some(&c.id)).collect();
    html! {
        tr id=(c.id) data-id=(c.id) {
            th scope="row" {
                @match &c.event { Some(event) => a.go href={ "#w-" (event) } title="To its words" { (c.id) }, None => (c.id) }
                " " span.kind { (c.kind) }
            }
            td {
                span.r-a { (c.from.as_deref().and_then(|id| names.by_id.entity(id)).map_or("not named", |e| e.name.as_str())) }
                @if let Some(to) = names.list(&c.to) { " → " span.r-r { (to) } }
            }
            td {
                @if let Some(what) = &c.what { (what.text) } @else { span.none { "not said" } }
                @if let Some(condition) = &c.condition { " " span.none { "if: " (condition.text) } }
            }
            @if tied { td {
                @if let Some(due) = &c.due { time datetime=(due) { "by " (due) } " " }
                @if let Some(earlier) = &c.answers { "answers " a href={ "#" (earlier) } { (earlier) } " " }
                @for a in answered { (a.kind) " in " a href={ "#" (a.id) } { (a.id) } " " }
            } }
        }
    }
}
