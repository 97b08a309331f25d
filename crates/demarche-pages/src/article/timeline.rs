//! The events in the order of time.

use demarche::record::Event;
use maud::{Markup, html};

use crate::article::events::is_first;
use crate::names::{self, Names};

enum Entry<'r> {
    Event(&'r Event),
    Due(&'r demarche::record::Commitment),
    Published,
}

/// What is dated, the earliest first, with the day of publication among it; `None` if nothing is dated.
pub fn list(names: &Names) -> Option<Markup> {
    let record = names.record;
    // First day, last day, as printed.
    let mut dated: Vec<(String, String, String, Entry)> = Vec::new();
    for e in record.events.iter().filter(|e| is_first(names, e)) {
        if let Some((time, shown)) = e.time.as_ref().and_then(|t| Some((t, names::days(t)?))) {
            let first = time.start_date.clone().unwrap_or_default();
            dated.push((first.clone(), time.end_date.clone().unwrap_or(first), shown, Entry::Event(e)));
        }
    }
    for c in &record.commitments {
        if let Some(due) = &c.due {
            dated.push((due.clone(), due.clone(), due.clone(), Entry::Due(c)));
        }
    }
    if dated.is_empty() {
        return None;
    }
    if let Some(day) = &record.article.published {
        dated.push((day.clone(), day.clone(), day.clone(), Entry::Published));
    }
    dated.sort_by(|a, b| (&a.0, &a.1).cmp(&(&b.0, &b.1)));
    Some(html! {
        ol.timeline {
            @for (i, (_, _, shown, entry)) in dated.iter().enumerate() {
                @let repeated = i > 0 && dated[i - 1].2 == *shown;
                @match entry {
                    Entry::Event(e) => li.(names::quad(&e.quad)) data-id=(e.id) {
                        span.day.same[repeated] { (shown) } " "
                        a href={ "#" (e.id) } { (e.id) } " " (names.sentence(e))
                        @if e.negated { " " span.flag { "did not happen" } }
                        @if !matches!(e.status.as_str(), "actual" | "historical") { " " span.flag { (e.status) } }
                    },
                    Entry::Due(c) => li data-id=(c.id) { span.day.same[repeated] { (shown) } " " a href={ "#" (c.id) } { (c.id) } " due: " (names.commitment(c)) },
                    Entry::Published => li.published { span.day.same[repeated] { (shown) } " the article is published" },
                }
            }
        }
    })
}
