//! The same act told again.

use super::build::Event;

/// Links each event to the first telling that the model finds, unless what the two say cannot be true of one act.
pub(super) fn link(events: &mut [Event]) {
    for i in 1..events.len() {
        let Some(word) = events[i].retells else { continue };
        let at = events[..i].partition_point(|e| e.word < word);
        let first = Some(at).filter(|&j| j < i && events[j].word == word && possible(&events[j], &events[i]));
        events[i].same_as = first.map(|j| events[j].same_as.unwrap_or(j));
    }
}

/// One act has one polarity, and not two days.
fn possible(a: &Event, b: &Event) -> bool {
    let days = |e: &Event| e.time.as_ref().and_then(|t| t.days);
    let apart = matches!((days(a), days(b)), (Some(x), Some(y)) if x.1 < y.0 || y.1 < x.0);
    a.negated == b.negated && !apart
}
