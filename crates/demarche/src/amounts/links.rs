//! What ties amounts to other words of their sentence: what the money is for, since when, and of which amount they are a part.

use super::noun;
use super::reader::{Found, Sort, whole_after};
use super::role;
use crate::span::Span;
use crate::times::Time;
use crate::times::words::Words;

/// Fills `of`, `since` and `part_of` of the amounts of one sentence. `first` is the index of the first of them in the document;
/// `times` are the times of the sentence.
pub(crate) fn link(words: &Words, list: &mut [Found], first: usize, times: &[Time]) {
    for k in 0..list.len() {
        if matches!(list[k].sort, Sort::Money | Sort::Measure) {
            list[k].amount.of = purpose(words, list[k].end);
        }
        let part = part_of(words, list, k);
        if let Some(whole) = part {
            list[k].amount.part_of = Some(first + whole);
            // "including two children": what happened to the whole happened to its part.
            if list[k].amount.role.is_none() && list[k].sort == Sort::Count && inherits(words, &list[k]) {
                list[k].amount.role = list[whole].amount.role;
            }
            if list[k].amount.unit.is_none() {
                list[k].amount.unit = list[whole].amount.unit.clone();
            }
        }
    }
    // A part named before its whole ("40 of the 120 seats") takes its unit too.
    for k in 0..list.len() {
        if let Some(whole) = list[k].amount.part_of.and_then(|index| index.checked_sub(first)).filter(|whole| *whole > k) {
            list[k].amount.unit = list[whole].amount.unit.clone();
            list[k].people = list[whole].people;
            // "Two of the three hostages were freed": the verb speaks of the two.
            list[whole].amount.role = list[whole].amount.unit.as_deref().and_then(role::of_noun);
        }
    }
    // "nine out of ten villages"
    for k in 1..list.len() {
        if words.phrase(list[k - 1].end, &["out", "of"]) && list[k].start <= list[k - 1].end + 3 && list[k - 1].amount.unit.is_none() {
            list[k - 1].amount.unit = list[k].amount.unit.clone();
        }
    }
    for found in list.iter_mut().filter(|found| found.sort == Sort::Count) {
        found.amount.role = found.amount.role.filter(|_| found.people);
    }
    for time in times {
        if time.with_preposition.of(words.text).get(..5).is_some_and(|start| start.eq_ignore_ascii_case("since"))
            && let Some(found) = list.iter_mut().rev().find(|found| found.amount.span.end <= time.span.start)
            && !words.text[found.amount.span.end..time.span.start].contains([',', ';'])
        {
            found.amount.since = Some(time.value.clone());
        }
    }
}

fn inherits(words: &Words, found: &Found) -> bool {
    found.start > 0 && (words.is(found.start - 1, "including") || found.start > 1 && words.is(found.start - 2, "among"))
        || words.is(found.end, "of")
}

/// "in military aid", "of wheat", "worth of ammunition", "for roads": the words after the preposition.
fn purpose(words: &Words, end: usize) -> Option<Span> {
    let at = if words.phrase(end, &["worth", "of"]) { end + 1 } else { end };
    if !words.is_any(at, &["in", "of", "for"]) {
        return None;
    }
    let start = at + 1;
    let mut k = start + usize::from(words.is_any(start, &["the", "a", "an", "its", "their", "his", "her", "other", "new"]));
    while k < words.len() && k - start < 4 {
        let hyphen = words.dash(k) && words.glued(k) && words.glued(k + 1) && k > start;
        if !hyphen && (noun::stops(words, k) && !(words.letters(k) && is_state(words, k)) || verb(words, k) && k > start) {
            break;
        }
        k += 1;
    }
    let last = k.checked_sub(1).filter(|last| *last >= start)?;
    let entry = words.entry(start);
    let time = entry.month.is_some() || entry.unit.is_some() || entry.weekday.is_some() || entry.season.is_some();
    (words.small(last) && !time).then(|| words.span(start, last + 1))
}

/// "displaced people": stop words of counts that are adjectives here.
fn is_state(words: &Words, k: usize) -> bool {
    words.is_any(k, &["displaced", "wounded", "injured", "missing", "homeless"])
}

fn verb(words: &Words, k: usize) -> bool {
    words.entry(k).tense.past || words.get(k).ends_with("ed") || words.entry(k).tense.future_auxiliary
}

/// Index in `list` of the amount that amount `k` is a part of.
fn part_of(words: &Words, list: &[Found], k: usize) -> Option<usize> {
    let found = &list[k];
    let same = |other: &Found| other.sort == found.sort || found.sort == Sort::Share;
    let before =
        |from: usize| list[..from].iter().rposition(same).map(|index| list[index].amount.part_of.map_or(index, |_| root(list, index)));
    let start = found.start;
    let led = start > 0 && words.is(start - 1, "including")
        || start > 1 && words.is_any(start - 1, &["which", "whom", "them", "these"]) && words.is_any(start - 2, &["of", "among"]);
    if led || words.is(found.end, "of") && words.is_any(found.end + 1, &["them", "which", "whom", "these", "those"]) {
        return before(k);
    }
    // "40 of the 120 seats", "nine out of ten".
    let of = words.is(found.end, "of") && words.is_any(found.end + 1, &["the", "its", "their", "our"]);
    if let Some(next) = list.get(k + 1).filter(|next| {
        words.is(found.end, "of")
            && (next.start == found.end + 1 + usize::from(of) || whole_after(words, found.end) == Some(next.start))
            && same(next)
    }) {
        return (next.amount.part_of.is_none()).then_some(k + 1);
    }
    // "Of the 120 prisoners, 45 were released".
    let previous = k.checked_sub(1)?;
    let whole = &list[previous];
    let opened = whole.start > 1
        && words.is_any(whole.start - 1, &["the", "its", "their", "those"])
        && words.is_any(whole.start - 2, &["of", "among"])
        && (whole.start == 2 || words.get(whole.start - 3) == ",");
    (opened && whole.sort == found.sort).then_some(previous)
}

/// The amount that a chain of parts starts from, for "including A and B".
fn root(list: &[Found], index: usize) -> usize {
    list[..index].iter().rposition(|found| found.amount.part_of.is_none() && found.sort == list[index].sort).unwrap_or(index)
}
