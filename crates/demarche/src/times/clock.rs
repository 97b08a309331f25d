//! Times of day, with zones, and joined to their day: "10:15 GMT", "Friday at 10 p.m.", "Tuesday morning".

use super::calendar::Period;
use super::lexicon::Entry;
use super::scene::{Found, Scene};
use super::words::{Kind, Words};

/// A time of day without its day: "T10:15Z" and the index after it.
struct Clock {
    end: usize,
    value: String,
}

/// A time of day at word `i`, with a day after it if one stands there, else on the day of the narrative.
pub(crate) fn clock(scene: &Scene, i: usize) -> Option<Found> {
    let words = scene.words;
    let (clock, sure) = match figures(words, i).or_else(|| moment(words, i)) {
        Some(clock) => (clock, true),
        None => (bare_hour(words, i)?, false),
    };
    let mut at = words.skip_comma(clock.end);
    if words.is(at, "on") {
        at += 1;
    }
    if at < words.len()
        && let Some(day) = super::day_at(scene, at)
        && day.period.value.len() >= 9
    {
        let value = format!("{}{}", day.period.value, clock.value);
        return Some(Found::time(i, day.end, Period { value, days: day.period.days }));
    }
    let habit =
        words.is(clock.end, "on") && (words.is_any(clock.end + 1, &["weekdays", "weekends"]) || words.get(clock.end + 1).ends_with("days"));
    if habit || words.is_any(clock.end, &["every", "each", "daily"]) {
        return Some(Found::time(i, clock.end, Period::bare(clock.value)));
    }
    if !sure && !matches!(words.get(clock.end), "." | "," | ";" | "") && !words.is_any(clock.end, &["in", "sharp", "and"]) {
        return None;
    }
    Some(Found::time(i, clock.end, on_narrative_day(scene, &clock.value)))
}

fn on_narrative_day(scene: &Scene, value: &str) -> Period {
    let day = scene.narrative().filter(|(first, last)| first == last).map(|(day, _)| day).or(scene.published);
    match day {
        Some(day) => Period { value: format!("{day}{value}"), days: Some((day, day)) },
        None => Period::bare(value),
    }
}

/// A day with what follows it: "Tuesday morning", "Friday at 10 p.m.", "yesterday afternoon".
pub(crate) fn day_and_time(scene: &Scene, i: usize) -> Option<Found> {
    let words = scene.words;
    let day = super::day_at(scene, i)?;
    if let Some(part) = words.entry(day.end).day_part {
        let value = format!("{}{part}", day.period.value);
        return Some(Found::time(i, day.end + 1, Period { value, days: day.period.days }));
    }
    let comma = words.skip_comma(day.end);
    let at = if words.is_any(comma, &["at", "around", "about"]) { comma + 1 } else { day.end };
    let clock = figures(words, at).or_else(|| moment(words, at)).or_else(|| (at > day.end).then(|| bare_hour(words, at)).flatten())?;
    let value = format!("{}{}", day.period.value, clock.value);
    Some(Found::time(i, clock.end, Period { value, days: day.period.days }))
}

/// "this morning", "tonight", "last night", "the night of 12 April", "the early hours of Sunday".
pub(crate) fn part_of_day(scene: &Scene, i: usize) -> Option<Found> {
    let words = scene.words;
    let today = |by: i64, end: usize, part: &str| {
        let day = scene.today(i).and_then(|day| super::calendar::shift(day, super::calendar::Unit::Day, by));
        let period = day.map_or_else(|| Period::bare(part), |day| Period { value: format!("{day}{part}"), days: Some((day, day)) });
        Some(Found::time(i, end, period))
    };
    if words.is(i, "tonight") {
        return today(0, i + 1, "TNI");
    }
    if words.is(i, "this")
        && let Some(part) = words.entry(i + 1).day_part
    {
        return today(0, i + 2, part);
    }
    if words.is(i, "last") && words.is_any(i + 1, &["night", "evening"]) {
        return today(-1, i + 2, if words.is(i + 1, "night") { "TNI" } else { "TEV" });
    }
    let at = i + usize::from(words.is(i, "the"));
    let (part, k) = if words.phrase(at, &["early", "hours"]) || words.phrase(at, &["small", "hours"]) {
        (Some("TNI"), at + 2)
    } else {
        (words.entry(at).day_part, at + 1)
    };
    let part = part.filter(|_| words.is(k, "of"))?;
    let day = super::day_at(scene, k + 1)?;
    let value = format!("{}{part}", day.period.value);
    Some(Found::time(i, day.end, Period { value, days: day.period.days }))
}

/// "10:15", "10.30 pm", "10 p.m.", "3pm", "0300 UTC", "11 o'clock".
fn figures(words: &Words, i: usize) -> Option<Clock> {
    if words.kind(i) != Some(Kind::Figures) || i > 0 && words.glued(i) && !matches!(words.get(i - 1), "(" | "[") {
        return None;
    }
    let text = words.get(i);
    let (mut hour, mut minute, mut end, told);
    if words.get(i + 1) == ":" && words.glued(i + 1) && words.glued(i + 2) && words.get(i + 2).len() == 2 {
        (hour, minute, end, told) = (words.plain_number(i)?, words.plain_number(i + 2)?, i + 3, true);
        if words.get(end) == ":" && words.glued(end) && words.plain_number(end + 1).is_some() {
            end += 2;
        }
    } else if let Some((h, m)) = text.split_once('.').filter(|(h, m)| h.len() <= 2 && m.len() == 2) {
        (hour, minute, end, told) = (h.parse().ok()?, m.parse().ok()?, i + 1, false);
    } else if text.len() == 4 {
        let number = words.plain_number(i)?;
        (hour, minute, end, told) = (number / 100, number % 100, i + 1, false);
    } else {
        (hour, minute, end, told) = (words.plain_number(i)?, 0, i + 1, false);
    }
    let half = half_of_day(words, end);
    if let Some((afternoon, after)) = half {
        if !(1..=12).contains(&hour) || text.len() == 4 {
            return None;
        }
        hour = hour % 12 + if afternoon { 12 } else { 0 };
        end = after;
    }
    let clocked = oclock(words, end);
    if let Some(after) = clocked {
        end = after;
    }
    let zoned = zone(words, end);
    let hours = text.len() == 4 && words.is_any(end, &["hours", "hrs", "h"]) && text.starts_with(['0', '1', '2']);
    let plain_figures = text.len() <= 2 && !told && half.is_none() && clocked.is_none();
    if !(told
        || half.is_some()
        || clocked.is_some()
        || zoned.is_some() && !plain_figures
        || hours && (text.starts_with('0') || words.is(i.max(1) - 1, "at")))
    {
        return None;
    }
    let mut offset = "";
    if let Some((z, after)) = zoned {
        (offset, end) = (z, after);
    } else if hours {
        end += 1;
    }
    if hour > 24 || minute > 59 {
        return None;
    }
    minute = if hour == 24 { 0 } else { minute };
    Some(Clock { end, value: format!("T{hour:02}:{minute:02}{offset}") })
}

fn half_of_day(words: &Words, i: usize) -> Option<(bool, usize)> {
    if words.is_any(i, &["am", "pm"]) {
        return Some((words.is(i, "pm"), i + 1));
    }
    if words.is_any(i, &["a", "p"]) && words.get(i + 1) == "." && words.is(i + 2, "m") && words.glued(i + 2) {
        // The full stop that ends the sentence belongs to the abbreviation too.
        let end = if words.get(i + 3) == "." && words.glued(i + 3) { i + 4 } else { i + 3 };
        return Some((words.is(i, "p"), end));
    }
    None
}

fn oclock(words: &Words, i: usize) -> Option<usize> {
    (words.is(i, "o") && words.apostrophe(i + 1) && words.is(i + 2, "clock")).then_some(i + 3)
}

/// A zone at `i`: its offset and the index after. "local time", "Moscow time" are named without an offset.
fn zone(words: &Words, i: usize) -> Option<(&'static str, usize)> {
    if words.phrase(i, &["local", "time"]) {
        return Some(("", i + 2));
    }
    if words.capital(i) && words.letters(i) {
        let upper = words.get(i).bytes().all(|b| b.is_ascii_uppercase());
        if let Some(offset) = words.entry(i).zone.filter(|_| upper) {
            return Some((offset, i + 1));
        }
        if words.is(i + 1, "time") {
            return Some(("", i + 2));
        }
        if words.capital(i + 1) && words.is(i + 2, "time") {
            return Some(("", i + 3));
        }
    }
    None
}

/// "noon", "midnight", "dawn": after a preposition, not in a name.
fn moment(words: &Words, i: usize) -> Option<Clock> {
    let entry: &Entry = words.entry(i);
    let value = entry.moment.filter(|_| words.small(i))?;
    let governed = i > 0
        && words.is_any(
            i - 1,
            &["at", "by", "before", "until", "since", "around", "from", "after", "till", "about", "shortly", "to", "between", "and"],
        );
    let clock = words.is_any(i, &["noon", "midnight", "midday"]);
    if !(governed || clock && super::day_sign(words, i)) || words.is(i + 1, "of") || words.is(i + 1, "raid") {
        return None;
    }
    Some(Clock { end: i + 1, value: value.to_owned() })
}

/// "at nine": an hour in words or figures after "at" that counts nothing.
fn bare_hour(words: &Words, i: usize) -> Option<Clock> {
    if i == 0 || !words.is(i - 1, "at") {
        return None;
    }
    let hour = words.entry(i).cardinal.filter(|h| (1..=12).contains(h))?;
    if let Some(end) = oclock(words, i + 1) {
        return Some(Clock { end, value: format!("T{hour:02}:00") });
    }
    Some(Clock { end: i + 1, value: format!("T{hour:02}:00") })
}
