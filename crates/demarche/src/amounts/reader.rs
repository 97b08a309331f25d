//! Finds the amounts of one sentence: a number, its bound before it, its unit after it.

use super::Amount;
use super::bound;
use super::money;
use super::noun;
use super::numeral::numeral;
use super::range::{Range, range, vague};
use super::role;
use crate::span::Span;
use crate::times::words::{Kind, Words};

/// What a number is a number of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sort {
    /// Money.
    Money,
    /// Percent, points.
    Share,
    /// A measure: km, tonnes.
    Measure,
    /// Things or people.
    Count,
}

/// One amount with the words that it covers.
#[derive(Debug, Clone)]
pub(crate) struct Found {
    /// First word.
    pub start: usize,
    /// One past the last word.
    pub end: usize,
    /// First word of the number itself.
    pub number: usize,
    /// What it is.
    pub sort: Sort,
    /// True if people are counted.
    pub people: bool,
    /// The amount.
    pub amount: Amount,
}

/// The unit that was found after (or before) a number.
struct Unit {
    start: usize,
    end: usize,
    sort: Sort,
    name: Option<String>,
}

/// The amount at word `i`, if one starts there (its number, not its bound). `before`: the amounts of the sentence so far.
pub(crate) fn amount(words: &Words, i: usize, before: &[Found], taken: &dyn Fn(Span) -> bool) -> Option<Found> {
    let mut range = vague(words, i).or_else(|| range(words, i))?;
    // "20 or more graves"
    if let Some((end, told)) = bound::after(words, range.end).filter(|(end, _)| words.small(*end)) {
        (range.end, range.bound) = (end, range.bound.or(Some(told)));
    }
    if range.end > words.len() || taken(words.span(range.start, range.end)) || in_name(words, &range) {
        return None;
    }
    let unit = unit(words, &range);
    let found = match unit {
        Some(unit) => with_unit(words, range, unit),
        None => bare(words, range, before),
    }?;
    (!taken(words.span(found.start, found.end))).then_some(found)
}

/// Numbers in names, labels, ordinals, scores, phone numbers.
fn in_name(words: &Words, range: &Range) -> bool {
    let (i, end) = (range.start, range.end);
    let figures = words.kind(i) == Some(Kind::Figures);
    let ordinal = words.glued(end) && words.is_any(end, &["st", "nd", "rd", "th"]);
    let fraction = words.is_any(end, &["thirds", "third", "quarters", "fifths", "fifth", "fourths", "tenths", "half", "halves"])
        && range.low < 20.0
        || words.dash(end) && words.is_any(end + 1, &["thirds", "quarters", "fifths", "tenths"]);
    // "one in five": a ratio.
    let ratio = words.is(end, "in") && range.low < range_after(words, end + 1) && words.small(end)
        || i > 1 && words.is(i - 1, "in") && numeral_ends(words, i - 1);
    // "155mm shells": a calibre.
    let calibre = figures && words.get(end) == "mm" && words.small(end + 1) && !noun::stops(words, end + 1);
    if ratio || calibre {
        return true;
    }
    let slash = figures && (words.get(end) == "/" && words.glued(end) || i > 0 && words.get(i - 1) == "/" && words.glued(i))
        || words.get(end) == ":" && words.glued(end) && words.glued(end + 1);
    if ordinal || fraction || slash {
        return true;
    }
    // Letters glued after figures are no unit unless the unit reader knows them ("5km").
    if figures
        && words.glued(end)
        && words.letters(end)
        && noun::measure(words, end).is_none()
        && money::after(words, end, range.low).is_none()
    {
        return true;
    }
    let Some(before) = i.checked_sub(1) else {
        return false;
    };
    if words.glued(i)
        && words.dash(before)
        && words.glued(before)
        && before > 0
        && (words.letters(before - 1) || words.kind(before - 1) == Some(Kind::Figures))
    {
        return true;
    }
    let point = if words.get(before) == "." && before > 0 && words.glued(before) { before - 1 } else { before };
    if noun::is_label(words.get(point)) && figures && (words.capital(point) || !followed_by_unit(words, range)) {
        return true;
    }
    if words.is(before, "of") && before > 0 && words.get(before - 1) == "Group" {
        return true;
    }
    // "Big Five", "Ocean's Eleven": capital inside a sentence.
    if !figures && words.capital(i) && words.capital(before) && words.letters(before) {
        return true;
    }
    // "Windows 11", "Vision 2030": a name before, nothing counted after.
    figures
        && words.letters(before)
        && words.capital(before)
        && before > 0
        && !followed_by_unit(words, range)
        && !role::is_role(words, range.start, range.end)
}

/// The plain number at word `i`, 0 if there is none.
fn range_after(words: &Words, i: usize) -> f64 {
    let small = words.entry(i).cardinal.or_else(|| words.plain_number(i).filter(|n| *n <= 1000));
    small.map_or(0.0, f64::from)
}

/// True if a small cardinal in words ends right before word `i`.
fn numeral_ends(words: &Words, i: usize) -> bool {
    i > 0 && words.entry(i - 1).cardinal.is_some()
}

fn followed_by_unit(words: &Words, range: &Range) -> bool {
    unit(words, range).is_some()
}

fn unit(words: &Words, range: &Range) -> Option<Unit> {
    let (start, end) = (range.start, range.end);
    if let Some(currency) = money::before(words, range.number) {
        // "$20 million US": the sign wins; a name after it is swallowed only if it says the same.
        return Some(Unit { start: start.min(currency.start), end, sort: Sort::Money, name: currency.code });
    }
    let at = if range.bound.is_some() && words.is(end, "of") { end + 1 } else { end };
    if let Some(currency) = money::after(words, at, range.low) {
        return Some(Unit { start, end: currency.end, sort: Sort::Money, name: currency.code });
    }
    if words.get(end) == "%" || words.is_any(end, &["percent", "pc"]) || words.phrase(end, &["per", "cent"]) {
        let last = end + 1 + usize::from(words.is(end, "per"));
        if words.is_any(last, &["point", "points"]) {
            return Some(Unit { start, end: last + 1, sort: Sort::Share, name: Some("percentage-point".into()) });
        }
        return Some(Unit { start, end: last, sort: Sort::Share, name: Some("percent".into()) });
    }
    if words.is_any(end, &["percentage", "basis"]) && words.is_any(end + 1, &["point", "points"]) {
        let name = if words.is(end, "basis") { "basis-point" } else { "percentage-point" };
        return Some(Unit { start, end: end + 2, sort: Sort::Share, name: Some(name.into()) });
    }
    if words.dash(end) && words.is(end + 1, "percent") {
        return Some(Unit { start, end: end + 2, sort: Sort::Share, name: Some("percent".into()) });
    }
    if let Some((name, end)) = noun::compound(words, end) {
        return Some(Unit { start, end, sort: Sort::Count, name: Some(name) });
    }
    if words.dash(end) && words.glued(end) {
        return None;
    }
    let of = words.is(end, "of");
    if of && range.bound.is_none() {
        return None;
    }
    let at = if of { end + 1 } else { end };
    // "Of the 120 prisoners": no determiner between number and noun, except in "hundreds of the fighters", which counts a part.
    let measured = noun::measure(words, at).is_some();
    let one = range.low == 1.0 && range.high.is_none();
    let (name, last) = noun::head(words, at, one)?;
    if words.entry(last - 1).unit.is_some() {
        return None;
    }
    Some(Unit { start, end: last, sort: if measured { Sort::Measure } else { Sort::Count }, name: Some(name) })
}

fn with_unit(words: &Words, range: Range, unit: Unit) -> Option<Found> {
    let Range { mut low, mut high, .. } = range;
    let people = unit.sort == Sort::Count && (noun::is_demonym(words, unit.end - 1) || unit.name.as_deref().is_some_and(noun::is_people));
    // "one": only of people, money, shares and measures; "one side", "one day" count nothing.
    if words.is(range.start, "one") && unit.sort == Sort::Count && !people {
        return None;
    }
    if unit.sort == Sort::Count && range.point_of_three && people {
        low *= 1000.0;
        high = high.map(|high| if high < 1000.0 { high * 1000.0 } else { high });
    }
    let mut start = unit.start;
    let mut end = unit.end;
    let mut bound = range.bound;
    if let Some((from, told)) = bound::before(words, start) {
        (start, bound) = (from, Some(told));
    }
    if let Some((after, told)) = bound::after(words, end).filter(|_| bound.is_none()) {
        (end, bound) = (after, Some(told));
    }
    let role = if people || unit.sort == Sort::Count { role::role(words, start, end, unit.name.as_deref()) } else { None };
    let says_itself = unit.name.as_deref().is_some_and(role::says_itself);
    let role = role.filter(|_| people || says_itself);
    let amount = Amount {
        span: words.span(start, end),
        value: low,
        value_max: high,
        unit: unit.name,
        bound,
        of: None,
        since: None,
        part_of: None,
        role,
    };
    Some(Found { start, end, number: range.start, sort: unit.sort, people: people || says_itself, amount })
}

/// A number without a unit: only where a role ("30 wounded"), a part ("four of which", "40 of the 120 seats") or a verb after a like
/// amount ("and 5 voted no") tells what it counts.
fn bare(words: &Words, range: Range, before: &[Found]) -> Option<Found> {
    if words.is(range.start, "one") || range.point_of_three {
        return None;
    }
    let (mut start, end) = (range.start, range.end);
    let mut bound = range.bound;
    if let Some((from, told)) = bound::before(words, start) {
        (start, bound) = (from, Some(told));
    }
    let others = words.is_any(end, &["others", "more", "other"]);
    let end = if words.is(end, "others") { end + 1 } else { end };
    let like = before.iter().rev().find(|found| found.sort == Sort::Count);
    let included = start > 0 && words.is(start - 1, "including") && like.is_some();
    let favour = words.phrase(end, &["in", "favour"])
        || words.phrase(end, &["in", "favor"])
        || words.is_any(end, &["against", "abstentions"]) && !before.is_empty();
    let of_number = words.is(end, "of") && range_after(words, end + 1) > range.low;
    let of_number = of_number || whole_after(words, end).is_some();
    let part = included
        || of_number
        || words.is(end, "of")
            && (words.is_any(end + 1, &["them", "which", "whom", "these", "those"])
                || words.is_any(end + 1, &["the", "its", "their", "our"]));
    let voted = words.is_any(end, &["voted", "abstained", "were", "have", "are", "opposed"]) && like.is_some();
    let tally = start > 0
        && words.is(start - 1, "to")
        && before.last().is_some_and(|b| b.end + 1 == start && matches!(b.amount.unit.as_deref(), Some("vote" | "seat")));
    let out_of = words.phrase(end, &["out", "of"]);
    let role = role::role(words, start, end, None);
    if words.is(end, "of") && like.is_none() && role.is_none() && words.is_any(end + 1, &["them", "these", "those", "us", "you"]) {
        return None;
    }
    if role.is_none() && !part && !favour && !voted && !tally && !out_of || age(words, &range) && role.is_none() {
        return None;
    }
    if words.dash(end) && words.glued(end) || words.dash(end + 1) && !words.gap(end + 1) && !others && role.is_none() {
        return None;
    }
    let people = like.and_then(|found| found.amount.unit.clone()).filter(|_| like.is_some_and(|found| found.people));
    let unit = if words.is(end.max(1) - 1, "others") {
        Some("person".to_owned())
    } else if favour && role.is_none() {
        None
    } else if part || voted || tally || out_of {
        like.and_then(|found| found.amount.unit.clone())
    } else {
        Some(people.unwrap_or_else(|| "person".to_owned()))
    };
    let counts_people = unit.as_deref().is_none_or(noun::is_people) || like.is_some_and(|found| found.people && found.amount.unit == unit);
    let role = role.filter(|_| counts_people);
    let amount = Amount {
        span: words.span(start, end),
        value: range.low,
        value_max: range.high,
        unit,
        bound,
        of: None,
        since: None,
        part_of: None,
        role,
    };
    Some(Found { start, end, number: range.start, sort: Sort::Count, people: counts_people, amount })
}

/// "72 of parliament's 150 seats": the number after the possessor.
pub(crate) fn whole_after(words: &Words, end: usize) -> Option<usize> {
    if !words.is(end, "of") {
        return None;
    }
    let owner = (end + 2..words.len().min(end + 7)).find(|k| words.possessive(*k))?;
    let at = if words.is(owner + 1, "s") && words.glued(owner + 1) { owner + 2 } else { owner + 1 };
    (range_after(words, at) > 0.0 || numeral(words, at, false).is_some()).then_some(at)
}

/// ", 61,": an age.
fn age(words: &Words, range: &Range) -> bool {
    let before = range.start.checked_sub(1);
    range.low < 120.0
        && (before.is_some_and(|k| matches!(words.get(k), "," | "(")) && matches!(words.get(range.end), "," | ")" | ".")
            || before.is_some_and(|k| words.is(k, "aged")))
}
