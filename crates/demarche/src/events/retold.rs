//! The same act told again.

use super::build::Event;

/// Links each event to the first earlier one that tells the same act: one type, no party or date that contradicts, and enough in common.
pub(super) fn link(events: &mut [Event]) {
    for i in 1..events.len() {
        let best = (0..i)
            .filter(|&j| events[j].same_as.is_none())
            .filter_map(|j| likeness(&events[j], &events[i]).map(|score| (j, score)))
            .max_by(|a, b| a.1.cmp(&b.1).then(b.0.cmp(&a.0)));
        events[i].same_as = best.map(|(j, _)| j);
    }
}

/// How much the two have in common; `None` if they are not one act.
fn likeness(a: &Event, b: &Event) -> Option<u32> {
    if a.kind != b.kind || a.negated != b.negated || a.sentence == b.sentence {
        return None;
    }
    let ids = |list: &[super::build::Filler]| list.iter().map(|f| f.entity).collect::<Vec<_>>();
    let (aa, ba, ar, br) = (ids(&a.actors), ids(&b.actors), ids(&a.recipients), ids(&b.recipients));
    let shares = |x: &[usize], y: &[usize]| x.iter().any(|e| y.contains(e));
    let clash = |x: &[usize], y: &[usize]| !x.is_empty() && !y.is_empty() && !shares(x, y);
    if clash(&aa, &ba) || clash(&ar, &br) {
        return None;
    }
    let days = |e: &Event| e.time.as_ref().and_then(|t| t.days);
    if let (Some(x), Some(y)) = (days(a), days(b))
        && (x.1 < y.0 || y.1 < x.0)
    {
        return None;
    }
    if a.mode.is_some() && b.mode.is_some() && a.mode != b.mode {
        return None;
    }
    let background = |e: &Event| e.status == "historical";
    if background(a) != background(b) || (a.status == "hypothetical") != (b.status == "hypothetical") {
        return None;
    }
    let same_word = a.lemma == b.lemma;
    let actors = shares(&aa, &ba);
    let recipients = shares(&ar, &br);
    // In headline and lead the same act has other words; further down the word or both parties must agree.
    let headline = a.lead && b.lead;
    let enough = (actors && recipients)
        || (same_word && (actors || recipients))
        || (headline && (actors || recipients))
        || (same_word && a.place.is_some() && a.place == b.place);
    enough.then(|| u32::from(same_word) * 2 + u32::from(actors) * 2 + u32::from(recipients) * 2 + u32::from(headline))
}
