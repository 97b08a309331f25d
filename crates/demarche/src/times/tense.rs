//! Before or after: on which side of its article a date without a year or week lies, judged by the verb that governs it.
//!
//! The nearest sign to the left decides ("**will rule** on Thursday", "**said** on Thursday", "**agreed to meet** Friday"); an
//! expression that opens its clause looks to the right first ("On Thursday, the court **ruled**").

use super::words::{Kind, Words};

/// A side of the article's date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Direction {
    /// Before.
    Past,
    /// After.
    Future,
}

/// How many words are searched on each side: keeps the reader linear on sentences without end.
const WINDOW: usize = 40;

/// The direction of the expression from word `start` (with its preposition) to word `end`; `None` if nothing tells.
pub(crate) fn direction(words: &Words, start: usize, end: usize) -> Option<Direction> {
    if let Some(sign) = beside(words, start, end) {
        return Some(sign);
    }
    let opens = start == 0 || opens_clause(words, start);
    let left = || to_left(words, start);
    let right = || to_right(words, end);
    if opens { right().or_else(left) } else { left().or_else(right) }
}

/// Signs that stand right beside the expression and win over every verb.
fn beside(words: &Words, start: usize, end: usize) -> Option<Direction> {
    if words.phrase(start, &["ahead", "of"]) {
        return Some(Direction::Future);
    }
    // What goes on since a date began before it was told.
    let behind = |at: usize| words.is(at, "since") || (words.is_any(at, &["after", "following"]) && words.possessive(end));
    if behind(start) {
        return Some(Direction::Past);
    }
    if words.is(start, "for") && start > 0 {
        // "offered a truce for Easter", "called a strike for June": what is offered lies ahead.
        let stop = start.saturating_sub(6);
        let verb = (stop..start).rev().find(|i| participle_or_past(words, *i));
        return verb.filter(|i| words.entry(*i).tense.promise).map(|_| Direction::Future);
    }
    if words.is_any(start, &["until", "till"]) {
        // "has been suspended until March": still to come. "ruled until March": behind, by its verb.
        let stop = start.saturating_sub(8);
        let present = (stop..start).any(|k| words.is_any(k, &["is", "are", "has", "have", "will"]) || words.entry(k).tense.respite);
        return present.then_some(Direction::Future);
    }
    let before = start.checked_sub(1)?;
    if words.is(before, "of")
        && before > 0
        && words.small(before - 1)
        && names_a_day(words, start, end)
        && !words.entry(before - 1).tense.event_noun
    {
        return Some(Direction::Past);
    }
    behind(before).then_some(Direction::Past)
}

/// True if a month stands in the expression: "10 June", "May 3".
fn names_a_day(words: &Words, start: usize, end: usize) -> bool {
    end - start > 1 && (start..end).any(|k| words.entry(k).month.is_some())
}

fn opens_clause(words: &Words, start: usize) -> bool {
    let before = start - 1;
    if words.is_any(before, &["that", "but", ";", ":", "–", "—", "“", "\"", "‘", "where", "when"]) {
        return true;
    }
    words.is_any(before, &["and", ","]) && {
        // "…, and on Friday the court will": a clause of its own follows. "met on Monday and Tuesday": none does.
        let governed = words.is_any(start, &["on", "in", "at", "by"]);
        governed && before > 0 && (words.is(before, "and") || words.is(before - 1, "and"))
    }
}

/// True if word `i` ends the stretch that can govern an expression.
fn border(words: &Words, i: usize) -> bool {
    matches!(words.get(i), ";" | "“" | "”" | "\"")
}

fn to_left(words: &Words, start: usize) -> Option<Direction> {
    let stop = start.saturating_sub(WINDOW);
    let mut i = start;
    while i > stop {
        i -= 1;
        if border(words, i) {
            return None;
        }
        if let Some(sign) = sign_at(words, i) {
            return Some(sign);
        }
    }
    None
}

fn to_right(words: &Words, end: usize) -> Option<Direction> {
    let stop = words.len().min(end + WINDOW);
    for i in end..stop {
        if matches!(words.get(i), ";" | "“" | "”" | "\"") {
            return None;
        }
        let tense = words.entry(i).tense;
        if words.letters(i) && tense.future_auxiliary && !words.entry(i).month.is_some_and(|_| words.capital(i)) {
            return Some(Direction::Future);
        }
        if words.is_any(i, &["is", "are"]) {
            return Some(be_present(words, i).unwrap_or(Direction::Future));
        }
        if words.is_any(i, &["has", "have"]) {
            return Some(Direction::Past);
        }
        if let Some(sign) = sign_at(words, i) {
            return Some(sign);
        }
    }
    None
}

/// What the word at `i`, with the words right before it, says.
fn sign_at(words: &Words, i: usize) -> Option<Direction> {
    if words.kind(i) != Some(Kind::Letters) {
        return None;
    }
    let tense = words.entry(i).tense;
    if infinitive(words, i) {
        return Some(governor_of_infinitive(words, i - 1));
    }
    if words.entry(i).month.is_some() && words.capital(i) {
        return None;
    }
    if tense.future_auxiliary {
        return Some(Direction::Future);
    }
    if participle_or_past(words, i) {
        if let Some(sign) = auxiliary_before(words, i) {
            return Some(sign);
        }
        return Some(if tense.forward { Direction::Future } else { Direction::Past });
    }
    if tense.backward {
        return None;
    }
    if tense.forward || (tense.scheduled && words.small(i) && !noun(words, i)) {
        return Some(auxiliary_before(words, i).filter(|_| !tense.forward).unwrap_or(Direction::Future));
    }
    if words.is_any(i, &["has", "have", "had"]) {
        return Some(Direction::Past);
    }
    // A bare verb after an auxiliary ("will rule") or a present participle ("is visiting").
    if words.small(i) { auxiliary_right_before(words, i) } else { None }
}

/// True if the word at `i`, a verb by its form, is rather a noun here ("the vote", "snap visits"): bare forms are verbs only after
/// a plural or at the head of a sentence, forms in -s not after a determiner.
fn noun(words: &Words, i: usize) -> bool {
    if words.is_any(i, &["is", "are"]) {
        return false;
    }
    let Some(before) = i.checked_sub(1) else {
        return false;
    };
    if words.is_any(before, DETERMINERS) || words.get(before) == "s" && words.glued(before) {
        return true;
    }
    !(words.get(i).ends_with('s')
        || words.get(before).ends_with('s')
        || words.is_any(before, &["they", "who", "that", "we", "and", "people"]))
}

/// After these a word is a noun.
const DETERMINERS: &[&str] = &[
    "the", "a", "an", "this", "that", "these", "those", "its", "his", "her", "their", "our", "my", "no", "any", "of", "in", "on", "for",
    "with", "by", "from", "several", "many", "some", "new", "more", "two", "three", "four", "after", "before", "during", "between",
];

fn participle_or_past(words: &Words, i: usize) -> bool {
    let tense = words.entry(i).tense;
    if tense.past {
        return words.small(i) || i == 0;
    }
    let word = words.get(i);
    word.len() > 3 && word.ends_with("ed") && words.small(i) && !tense.not_verb
}

/// True if word `i` is an infinitive after "to".
fn infinitive(words: &Words, i: usize) -> bool {
    i > 0 && words.is(i - 1, "to") && words.small(i) && {
        let entry = words.entry(i);
        !entry.tense.not_infinitive && entry.cardinal.is_none() && entry.scale.is_none() && entry.unit.is_none()
    }
}

/// What governs the "to" at `to`: "agreed to", "is set to" look ahead, "was forced to" does not, a headline's bare "to" does.
fn governor_of_infinitive(words: &Words, to: usize) -> Direction {
    for i in (to.saturating_sub(8)..to).rev() {
        let tense = words.entry(i).tense;
        if border(words, i) || words.get(i) == "," {
            break;
        }
        if tense.promise || tense.forward || tense.scheduled {
            return Direction::Future;
        }
        if participle_or_past(words, i) {
            return Direction::Past;
        }
    }
    Direction::Future
}

/// The auxiliary of the verb group that ends at `i`, adverbs between.
fn auxiliary_before(words: &Words, i: usize) -> Option<Direction> {
    for k in (i.saturating_sub(5)..i).rev() {
        let tense = words.entry(k).tense;
        if tense.future_auxiliary && !words.capital(k) {
            return Some(Direction::Future);
        }
        if words.is(k, "to") {
            return Some(governor_of_infinitive(words, k));
        }
        if words.is_any(k, &["is", "are"]) {
            return be_present(words, k);
        }
        if words.is_any(k, &["was", "were", "has", "have", "had", "s"]) {
            return words.entry(i).tense.forward.then_some(Direction::Future).or(Some(Direction::Past));
        }
        if !(words.is_any(k, &["be", "been", "being", "not", "also", "have", "t", "n"]) || words.get(k).ends_with("ly")) {
            return None;
        }
    }
    None
}

/// An auxiliary that stands right before a bare verb at `i`.
fn auxiliary_right_before(words: &Words, i: usize) -> Option<Direction> {
    let k = i.checked_sub(1)?;
    let k = if words.is_any(k, &["not", "also"]) || words.get(k).ends_with("ly") { k.checked_sub(1)? } else { k };
    if words.entry(k).tense.future_auxiliary && !words.capital(k) {
        return Some(Direction::Future);
    }
    if words.get(i).ends_with("ing") && words.is_any(k, &["is", "are"]) {
        return Some(Direction::Future);
    }
    if words.get(i).ends_with("ing") && words.is_any(k, &["was", "were"]) {
        return Some(Direction::Past);
    }
    None
}

/// "is held on Sunday", "is visiting on Sunday", "is due": ahead.
fn be_present(words: &Words, i: usize) -> Option<Direction> {
    let next = if words.is_any(i + 1, &["not", "also", "still", "now"]) { i + 2 } else { i + 1 };
    let word = words.get(next);
    let ahead = word.ends_with("ing") || word.ends_with("ed") || words.entry(next).tense.past || words.entry(next).tense.forward;
    ahead.then_some(Direction::Future)
}
