//! Durations ("almost 14 months", "72 hours", "years-long") and sets ("every Tuesday", "twice a week").

use super::calendar::{Period, Unit, shift};
use super::scene::{Found, Scene};
use super::words::Words;
use crate::amounts::numeral::numeral;

/// How many units.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Count {
    /// So many.
    Number(f64),
    /// "a few", "several", "decades".
    Vague,
}

/// A number of units: "almost 14 months".
#[derive(Debug, Clone, Copy)]
pub(crate) struct Counted {
    /// First word, with the bound ("almost").
    pub start: usize,
    /// One past the last word.
    pub end: usize,
    /// How many.
    pub count: Count,
    /// Of what.
    pub unit: Unit,
    /// True for "a year", "an hour".
    pub article: bool,
    /// True for "years", "decades" without a number.
    pub bare: bool,
}

/// Bounds before a number of units, longest first.
const BOUNDS: &[&[&str]] = &[
    &["no", "more", "than"],
    &["no", "less", "than"],
    &["no", "fewer", "than"],
    &["not", "more", "than"],
    &["more", "than"],
    &["less", "than"],
    &["fewer", "than"],
    &["at", "least"],
    &["at", "most"],
    &["up", "to"],
    &["as", "many", "as"],
    &["as", "long", "as"],
    &["well", "over"],
    &["just", "over"],
    &["just", "under"],
    &["almost"],
    &["nearly"],
    &["about"],
    &["around"],
    &["over"],
    &["under"],
    &["roughly"],
    &["approximately"],
    &["some"],
    &["barely"],
    &["exactly"],
    &["only"],
    &["another"],
    &["just"],
];

/// Index after a bound at `i`. "only" and "just" are stepped over only if `count` asks for it.
fn bound(words: &Words, i: usize) -> usize {
    if !words.entry(i).starts {
        return i;
    }
    BOUNDS.iter().find(|phrase| words.phrase(i, phrase)).map_or(i, |phrase| i + phrase.len())
}

/// Words between a number and its unit.
const BETWEEN: &[&str] = &[
    "straight",
    "consecutive",
    "full",
    "long",
    "whole",
    "more",
    "additional",
    "extra",
    "successive",
    "working",
    "business",
    "short",
    "calendar",
    "further",
];

/// The number of units at word `i`.
pub(crate) fn count(words: &Words, i: usize) -> Option<Counted> {
    let at = bound(words, i);
    if words.is(i, "another") && words.entry(i + 1).unit.is_some_and(|_| !words.entry(i + 1).plural_unit && !words.is(i + 1, "second")) {
        let unit = words.entry(i + 1).unit?;
        return Some(Counted { start: i, end: i + 2, count: Count::Number(1.0), unit, article: false, bare: false });
    }
    let start = if words.is_any(i, &["only", "just", "exactly", "barely", "another"]) && at == i + 1 { at } else { i };
    if words.is(at, "over") || words.is(at, "some") && words.entry(at + 1).plural_unit {
        return None;
    }
    let (number, k, article) = how_many(words, at)?;
    let bare = k == at;
    let dash = !bare && words.dash(k) && words.glued(k);
    let k = if dash { k + 1 } else { k };
    let k = if !bare && words.is_any(k, BETWEEN) { k + 1 } else { k };
    let unit = words.entry(k).unit?;
    if words.is(k, "second") && !article || words.is(k, "second") && article {
        return None;
    }
    let mut end = k + 1;
    let mut count = number;
    if words.phrase(end, &["and", "a", "half"]) {
        if let Count::Number(number) = &mut count {
            *number += 0.5;
        }
        end += 3;
    }
    let old = if words.dash(end) { end + 1 } else { end };
    if words.is(old, "old") || words.phrase(end, &["of", "age"]) {
        return None;
    }
    Some(Counted { start, end, count, unit, article, bare })
}

fn how_many(words: &Words, at: usize) -> Option<(Count, usize, bool)> {
    if words.is(at, "half") && words.is_any(at + 1, &["a", "an"]) && words.entry(at + 2).unit.is_some() {
        return Some((Count::Number(0.5), at + 2, false));
    }
    if words.is(at, "a") && words.is_any(at + 1, &["few", "couple"]) {
        let of = words.is(at + 2, "of");
        let couple = words.is(at + 1, "couple");
        return Some((if couple { Count::Number(2.0) } else { Count::Vague }, at + 2 + usize::from(of), false));
    }
    if words.is(at, "many") && at > 0 && words.is(at - 1, "as") {
        return None;
    }
    if words.is_any(at, &["several", "many", "few", "countless"]) {
        return Some((Count::Vague, at + 1, false));
    }
    if let Some(found) = numeral(words, at, false) {
        return Some((Count::Number(found.value), found.end, false));
    }
    if words.is_any(at, &["a", "an"]) && words.entry(at + 1).unit.is_some() {
        return Some((Count::Number(1.0), at + 1, true));
    }
    if words.is_any(at, &["dozens", "hundreds", "thousands"]) && words.is(at + 1, "of") {
        return Some((Count::Vague, at + 2, false));
    }
    words.entry(at).plural_unit.then_some((Count::Vague, at, false))
}

fn value(count: Count, unit: Unit) -> String {
    match count {
        Count::Number(number) if number.fract() == 0.0 => unit.length(number),
        // Half a decade is five years, half a year six months; other fractions stay.
        Count::Number(number) if unit == Unit::Year && (number * 12.0).fract() == 0.0 && number < 1.0 => Unit::Month.length(number * 12.0),
        Count::Number(number) if unit == Unit::Hour && (number * 60.0).fract() == 0.0 => Unit::Minute.length(number * 60.0),
        Count::Number(number) => unit.length(number),
        Count::Vague => unit.vague_length().to_owned(),
    }
}

/// Words after which "a year" or "decades" is a length of time.
const GOVERNORS: &[&str] = &[
    "for",
    "in",
    "within",
    "after",
    "over",
    "during",
    "than",
    "nearly",
    "almost",
    "about",
    "lasted",
    "lasting",
    "lasts",
    "took",
    "take",
    "takes",
    "spent",
    "spend",
    "spending",
    "through",
    "of",
    "by",
    "least",
    "around",
    "half",
    "under",
    "just",
    "only",
    "another",
    "before",
    "despite",
    "throughout",
    "across",
    "last",
    "gave",
    "given",
    "served",
    "serve",
    "from",
];

/// A duration: "two years", "a few days", "30-day", "the past two years".
pub(crate) fn duration(scene: &Scene, i: usize) -> Option<Found> {
    let words = scene.words;
    if let Some(found) = anchored(scene, i).or_else(|| long(words, i)) {
        return Some(found);
    }
    let the = words.is(i, "the") && words.entry(i + 1).plural_unit;
    let counted = count(words, i + usize::from(the))?;
    // "the Six-Day War": a name.
    if words.capital(counted.end - 1) && words.capital(counted.end) {
        return Some(Found::refused(i, counted.end));
    }
    if counted.bare && counted.start > 0 && words.is_any(counted.start - 1, &["many", "few"]) {
        return None;
    }
    if counted.article || counted.bare {
        let start = counted.start;
        let governed = start > 0 && words.is_any(start - 1, GOVERNORS);
        let bounded = counted.start + 2 < counted.end + usize::from(counted.bare);
        let followed = words.is_any(counted.end, &["after", "before", "into"])
            || words.is(counted.end, "of") && !words.is_any(counted.end + 1, &["the", "this", "his"]);
        let rate = counted.article && start > 0 && words.is_any(start - 1, &["of", "by"]);
        if !(governed || bounded || followed) || rate || scene.words.possessive(counted.end) {
            return None;
        }
        if words.is_any(i, &["day", "days"]) && words.is(i + 1, "of") && !governed {
            return None;
        }
        if counted.unit == Unit::Second || counted.article && words.dash(counted.end) {
            return None;
        }
    }
    Some(Found::duration(counted.start, counted.end, Period::bare(value(counted.count, counted.unit))))
}

/// "years-long", "day-long", "yearlong", "decades-old".
fn long(words: &Words, i: usize) -> Option<Found> {
    let unit = words.entry(i).unit?;
    if !(words.dash(i + 1) && words.glued(i + 1) && words.is_any(i + 2, &["long", "old"])) || i > 0 && words.dash(i - 1) {
        return None;
    }
    if words.is(i + 2, "old") && !words.entry(i).plural_unit {
        return None;
    }
    let count = if words.entry(i).plural_unit { Count::Vague } else { Count::Number(1.0) };
    Some(Found::duration(i, i + 3, Period::bare(value(count, unit))))
}

/// "the past two years", "the next three months", "recent weeks", "the coming days": with days where the number is told.
fn anchored(scene: &Scene, i: usize) -> Option<Found> {
    let words = scene.words;
    if words.is(i, "recent") && words.entry(i + 1).plural_unit {
        let unit = words.entry(i + 1).unit?;
        return Some(Found::duration(i, i + 2, Period::bare(unit.vague_length())));
    }
    let determiner = words.is_any(i, &["the", "these", "its", "his", "her", "their"]);
    let at = i + usize::from(determiner);
    let forward = words.is_any(at, &["next", "coming", "following"]);
    if !forward && !words.is_any(at, &["last", "past", "previous", "preceding"]) {
        return None;
    }
    let (number, k) = match how_many(words, at + 1) {
        Some((number, k, false)) => (number, k),
        _ if determiner && words.is(i, "the") && words.is_any(at, &["past", "last"]) && words.entry(at + 1).unit.is_some() => {
            (Count::Number(1.0), at + 1)
        }
        _ => return None,
    };
    let unit = words.entry(k).unit.filter(|_| !words.is(k, "second"))?;
    if !determiner && number == Count::Vague && !forward {
        return None;
    }
    let days = match (number, scene.today(i)) {
        (Count::Number(number), Some(today)) if number.fract() == 0.0 && words.is_any(at, &["next", "coming", "last", "past"]) => {
            let count = number as i64;
            if forward { shift(today, unit, count).map(|end| (today, end)) } else { shift(today, unit, -count).map(|start| (start, today)) }
        }
        _ => None,
    };
    Some(Found::duration(i, k + 1, Period { value: value(number, unit), days }))
}

/// "every Tuesday", "each year", "twice a week", "annually", "on Sundays".
pub(crate) fn set(scene: &Scene, i: usize) -> Option<Found> {
    let words = scene.words;
    if words.is_any(i, &["every", "each"]) {
        return every(words, i);
    }
    if words.capital(i) && words.get(i).ends_with("days") {
        let weekday = words.entry(i).weekday?;
        return Some(Found::set(i, i + 1, format!("XXXX-WXX-{weekday}")));
    }
    let times = if words.is_any(i, &["once", "twice", "thrice"]) {
        Some(i + 1)
    } else {
        numeral(words, i, false).filter(|n| words.is(n.end, "times")).map(|n| n.end + 1)
    };
    if let Some(at) = times {
        let at = if words.is_any(at, &["a", "an", "per", "each", "every"]) {
            at + 1
        } else {
            return None;
        };
        let (number, at) = numeral(words, at, false).map_or((1.0, at), |n| (n.value, n.end));
        let unit = words.entry(at).unit?;
        return Some(Found::set(i, at + 1, unit.length(number)));
    }
    adverb(words, i)
}

fn every(words: &Words, i: usize) -> Option<Found> {
    let entry = words.entry(i + 1);
    if words.is(i + 1, "other") && words.entry(i + 2).weekday.is_some() && words.capital(i + 2) {
        return Some(Found::set(i, i + 3, "P2W"));
    }
    if let Some(weekday) = entry.weekday.filter(|_| words.capital(i + 1)) {
        if let Some(part) = words.entry(i + 2).day_part {
            return Some(Found::set(i, i + 3, format!("XXXX-WXX-{weekday}{part}")));
        }
        return Some(Found::set(i, i + 2, format!("XXXX-WXX-{weekday}")));
    }
    if let Some(month) = entry.month.filter(|_| words.capital(i + 1)) {
        return Some(Found::set(i, i + 2, format!("XXXX-{month:02}")));
    }
    if let Some(part) = entry.day_part {
        return Some(Found::set(i, i + 2, format!("XXXX-XX-XX{part}")));
    }
    if let Some(season) = entry.season {
        return Some(Found::set(i, i + 2, format!("XXXX-{season}")));
    }
    if words.is(i + 1, "weekend") {
        return Some(Found::set(i, i + 2, "XXXX-WXX-WE"));
    }
    let (number, at) = if words.is_any(i + 1, &["other", "second"]) {
        (2.0, i + 2)
    } else {
        numeral(words, i + 1, false).map_or((1.0, i + 1), |n| (n.value, n.end))
    };
    let unit = words.entry(at).unit?;
    (number > 0.0).then(|| Found::set(i, at + 1, unit.length(number)))
}

/// "annually", and "daily", "weekly", "monthly" where they are adverbs: what follows is no noun that they could describe.
fn adverb(words: &Words, i: usize) -> Option<Found> {
    let value = match words.get(i) {
        "annually" => return Some(Found::set(i, i + 1, "P1Y")),
        "yearly" => "P1Y",
        "quarterly" => "P3M",
        "monthly" => "P1M",
        "weekly" => "P1W",
        "daily" => "P1D",
        "nightly" => "P1D",
        "hourly" => "PT1H",
        _ => return None,
    };
    let modifies = words.small(i + 1) && !words.is_any(i + 1, AFTER_ADVERB);
    let article = i > 0 && words.is_any(i - 1, &["a", "the", "its", "his", "their", "and", "or", "of", "this"]);
    (!modifies && !article && !words.capital(i + 1) && !words.dash(i + 1)).then(|| Found::set(i, i + 1, value))
}

/// Words that may follow an adverb and are no nouns.
const AFTER_ADVERB: &[&str] = &[
    "in", "on", "at", "to", "from", "for", "by", "with", "and", "but", "or", "since", "until", "after", "before", "during", "while", "as",
    "because", "through", "across", "if", "that", "which", "than",
];
