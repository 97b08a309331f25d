//! Dates told from the article's own: weekdays, "yesterday", "last month", "14 months ago", "the next day".

use jiff::civil::Date;

use super::calendar::{Period, Unit, around, shift, weekday_from};
use super::length::{Count, count};
use super::parts::season_of;
use super::scene::{Found, Scene};
use super::tense::Direction;

/// "Thursday", "last Tuesday", "this coming Friday", "Monday last week".
pub(crate) fn weekday(scene: &Scene, i: usize) -> Option<Found> {
    let words = scene.words;
    let which = words.is_any(i, &["last", "next", "this", "coming", "past"]).then_some(i);
    let mut at = i + usize::from(which.is_some());
    if which.is_some() && words.is_any(at, &["coming", "past", "last", "next"]) {
        at += 1;
    }
    let weekday = words.entry(at).weekday.filter(|_| words.capital(at))?;
    if words.get(at).ends_with("days") {
        return None;
    }
    // "Oct 16, a Monday": any Monday.
    let goes_on = words.small(i + 1) && !words.is_any(i + 1, &["in", "of", "and", "when", "that"]);
    if i == at && i > 0 && words.is(i - 1, "a") && !goes_on {
        return Some(Found::refused(i, i + 1));
    }
    let short = words.get(at).len() <= 5;
    let end = if short { words.skip_point(at + 1) } else { at + 1 };
    if matches!(words.get(at), "Sun" | "Sat" | "Mon" | "Wed") && i == at && (words.capital(at + 1) || i == 0) {
        return None;
    }
    if i == at && words.capital(end) && words.letters(end) && is_name(scene, end) {
        return Some(Found::refused(i, end));
    }
    let (week, end) = week_beside(scene, end, i);
    let day = match (scene.today(i), week) {
        (None, _) => None,
        (Some(_), Some(monday)) => shift(monday, Unit::Day, i64::from(weekday) - 1),
        (Some(today), None) => pick(scene, i, which.map(|_| at - 1), end, today, weekday),
    };
    let period = day.map_or_else(|| Period::bare(format!("XXXX-WXX-{weekday}")), Period::day);
    Some(Found::date(i, end, period))
}

/// "Friday Mosque", "Sunday Times": a weekday that belongs to a name.
fn is_name(scene: &Scene, next: usize) -> bool {
    let entry = scene.words.entry(next);
    entry.month.is_none() && entry.weekday.is_none() && scene.words.is_any(next, NAME_HEADS)
}

/// Words that make a name of the weekday before them.
const NAME_HEADS: &[&str] = &["Times", "Mosque", "Agreement", "Post", "Mail", "Telegraph", "Mirror", "Express", "Islands"];

fn pick(scene: &Scene, i: usize, which: Option<usize>, end: usize, today: Date, weekday: u8) -> Option<Date> {
    let words = scene.words;
    if let Some(w) = which {
        if words.is_any(w, &["last", "past"]) {
            return weekday_from(today, weekday, false, false);
        }
        if words.is_any(w, &["next", "coming"]) {
            return weekday_from(today, weekday, true, false);
        }
        return match scene.direction(i, end) {
            Some(Direction::Past) => weekday_from(today, weekday, false, true),
            _ => weekday_from(today, weekday, true, true),
        };
    }
    let future = scene.direction(i, end) == Some(Direction::Future);
    weekday_from(today, weekday, future, true)
}

/// "last week", "next week", "of this week" after a weekday: the Monday of that week and the index after.
fn week_beside(scene: &Scene, end: usize, i: usize) -> (Option<Date>, usize) {
    let words = scene.words;
    let at = if words.is(end, "of") { end + 1 } else { end };
    let by = [("last", -1), ("this", 0), ("next", 1)].iter().find(|(word, _)| words.is(at, word)).map(|(_, by)| *by);
    match (by, scene.today(i)) {
        (Some(by), Some(today)) if words.is(at + 1, "week") => {
            let monday = shift(today, Unit::Day, 7 * by - i64::from(today.weekday().to_monday_zero_offset()));
            (monday, at + 2)
        }
        _ => (None, end),
    }
}

/// "today", "yesterday", "tomorrow", "the day before yesterday".
pub(crate) fn deictic(scene: &Scene, i: usize) -> Option<Found> {
    let words = scene.words;
    let by = |i: usize| [("today", 0), ("yesterday", -1), ("tomorrow", 1)].iter().find(|(word, _)| words.is(i, word)).map(|(_, by)| *by);
    let (end, by) = if let Some(by) = by(i) {
        if words.glued(i) && i > 0 && words.dash(i - 1) {
            return None;
        }
        if words.capital(i) && i > 0 && words.capital(i + 1) {
            return None;
        }
        (i + 1, by)
    } else if words.phrase(i, &["the", "day"]) && words.phrase(i + 2, &["before", "yesterday"]) {
        (i + 4, -2)
    } else if words.phrase(i, &["the", "day"]) && words.phrase(i + 2, &["after", "tomorrow"]) {
        (i + 4, 2)
    } else {
        return None;
    };
    let period = match scene.today(i) {
        Some(today) => shift(today, Unit::Day, by).map_or_else(|| reference(by), Period::day),
        None => reference(by),
    };
    Some(Found::date(i, end, period))
}

fn reference(by: i64) -> Period {
    Period::bare(match by {
        0 => "PRESENT_REF",
        ..0 => "PAST_REF",
        _ => "FUTURE_REF",
    })
}

/// "last year", "this week", "next month", "this decade"; "last weekend".
pub(crate) fn next_or_last(scene: &Scene, i: usize) -> Option<Found> {
    let words = scene.words;
    let by: i64 = match words.get(i).to_ascii_lowercase().as_str() {
        "last" => -1,
        "this" | "current" => 0,
        "next" | "coming" => 1,
        _ => return None,
    };
    let mut at = i + 1;
    if by == 0 && words.is_any(at, &["past", "coming"]) {
        at += 1;
    }
    if words.is(at, "weekend") {
        let period = scene.today(i).map_or_else(|| reference(by), |today| weekend(today, by));
        return Some(Found::date(i, at + 1, period));
    }
    if let Some(season) = words.entry(at).season.filter(|_| words.small(at)) {
        let period = scene.today(i).map_or_else(|| Period::bare(format!("XXXX-{season}")), |today| season_of(today, season, by));
        return Some(Found::date(i, at + 1, period));
    }
    let quarter = words.is(at, "quarter");
    let unit = if quarter { Unit::Quarter } else { words.entry(at).unit? };
    if words.entry(at).plural_unit || unit.below_day() || unit == Unit::Day || words.get(at) == "second" {
        return None;
    }
    // "the last year", "the next month": counted from the narrative, see `narrative`.
    if i > 0 && words.is_any(i - 1, &["the", "per", "a"]) && by != 0 {
        return None;
    }
    let unit = if unit == Unit::Fortnight { Unit::Week } else { unit };
    let period = match scene.today(i) {
        Some(today) => shift(first_of(today, unit), unit, by).map_or_else(|| reference(by), |day| around(day, unit)),
        None => reference(by),
    };
    Some(Found::date(i, at + 1, period))
}

/// A day inside the stretch that exists in every such stretch: keeps 31 March minus a month in February.
fn first_of(day: Date, unit: Unit) -> Date {
    match unit {
        Unit::Month | Unit::Quarter | Unit::Year | Unit::Decade | Unit::Century => day.first_of_month(),
        _ => day,
    }
}

/// The weekend `by` weekends from the one that today belongs or leads to.
fn weekend(today: Date, by: i64) -> Period {
    let on = today.weekday().to_monday_zero_offset() >= 5;
    let by = if by < 0 && on { -1 } else { by };
    shift(today, Unit::Day, 7 * by).map_or_else(|| reference(by), Period::weekend)
}

/// "14 months ago", "three days later", "a week earlier", "two weeks after": counted from the article or the narrative.
pub(crate) fn counted(scene: &Scene, i: usize) -> Option<Found> {
    let words = scene.words;
    let length = count(words, i)?;
    let at = length.end;
    let (from, forward) = match words.get(at).to_ascii_lowercase().as_str() {
        "ago" => (scene.today(i).map(|day| (day, day)), false),
        "hence" => (scene.today(i).map(|day| (day, day)), true),
        "from" if words.is(at + 1, "now") => (scene.today(i).map(|day| (day, day)), true),
        "earlier" | "before" | "previously" | "prior" => (scene.narrative(), false),
        "later" | "after" | "afterwards" | "afterward" | "on" => (scene.narrative(), true),
        _ => return None,
    };
    if words.is(at + 1, "than") {
        return None;
    }
    if words.is(at, "on") && !matches!(words.get(at + 1), "," | "." | "") {
        return None;
    }
    if words.is_any(at, &["before", "after", "prior"]) && !matches!(words.get(at + 1), "," | "." | ";" | "" | ")") {
        return None;
    }
    let end = at + 1 + usize::from(words.is(at, "from"));
    let vague = Period::bare(if forward { "FUTURE_REF" } else { "PAST_REF" });
    let period = match (length.count, from) {
        (Count::Number(number), Some((first, last))) => {
            moved(if forward { last } else { first }, length.unit, number, forward).unwrap_or(vague)
        }
        _ => vague,
    };
    Some(Found::date(length.start, end, period))
}

/// `count` units before or after `day`, as precise as the unit: days give a day, months a month.
fn moved(day: Date, unit: Unit, count: f64, forward: bool) -> Option<Period> {
    let (unit, count) = if count.fract() == 0.0 {
        (unit, count)
    } else {
        match unit {
            Unit::Year => (Unit::Month, (count * 12.0).round()),
            Unit::Decade => (Unit::Year, (count * 10.0).round()),
            Unit::Month => (Unit::Week, (count * 4.0).round()),
            _ => (unit, count.round()),
        }
    };
    let count = count as i64;
    let there = shift(day, unit, if forward { count } else { -count })?;
    let grain = match unit {
        Unit::Decade | Unit::Century => Unit::Year,
        unit => unit,
    };
    Some(around(there, grain))
}

/// "the next day", "the following month", "the same week", "that year", "the day before".
pub(crate) fn narrative(scene: &Scene, i: usize) -> Option<Found> {
    let words = scene.words;
    let the = words.is(i, "the");
    if words.is(i, "that") && words.is(i + 1, "same") {
        let found = narrative(scene, i + 1)?;
        return Some(Found { start: i, ..found });
    }
    let the = the || words.is(i, "same") && i > 0 && words.is(i - 1, "that");
    let by: i64 = match words.get(i + usize::from(words.is(i, "the"))).to_ascii_lowercase().as_str() {
        "next" if the => 1,
        "following" if the => 1,
        "previous" | "preceding" if the => -1,
        "same" if the => 0,
        "that" if !the => 0,
        "day" | "night" | "week" | "month" | "year"
            if the && words.is_any(i + 2, &["before", "after"]) && matches!(words.get(i + 3), "," | "." | ";" | "") =>
        {
            let by = if words.is(i + 2, "before") { -1 } else { 1 };
            let unit = words.entry(i + 1).unit.unwrap_or(Unit::Day);
            return Some(Found::date(i, i + 3, from_narrative(scene, unit, by)));
        }
        _ => return None,
    };
    let at = i + 1 + usize::from(words.is(i, "the"));
    if let Some(part) = words.entry(at).day_part.filter(|_| the || words.is(i, "that")) {
        let day = from_narrative(scene, Unit::Day, by);
        return Some(Found::time(i, at + 1, Period { value: format!("{}{part}", day.value), days: day.days }));
    }
    if let Some(weekday) = words.entry(at).weekday.filter(|_| by == 1 && words.capital(at)) {
        let day = scene.narrative().and_then(|(_, last)| weekday_from(last, weekday, true, false));
        return Some(Found::date(i, at + 1, day.map_or_else(|| Period::bare(format!("XXXX-WXX-{weekday}")), Period::day)));
    }
    let unit = words.entry(at).unit.filter(|unit| !unit.below_day())?;
    if words.entry(at).plural_unit || matches!(unit, Unit::Fortnight) {
        return None;
    }
    Some(Found::date(i, at + 1, from_narrative(scene, unit, by)))
}

fn from_narrative(scene: &Scene, unit: Unit, by: i64) -> Period {
    match scene.narrative() {
        Some((first, last)) => {
            let from = first_of(if by > 0 { last } else { first }, unit);
            shift(from, unit, by).map_or_else(|| reference(by), |day| around(day, unit))
        }
        None => reference(by),
    }
}

/// "the week of 20 January", "the week beginning 3 May".
pub(crate) fn week_of(scene: &Scene, i: usize) -> Option<Found> {
    let words = scene.words;
    if !(words.phrase(i, &["the", "week"]) && words.is_any(i + 2, &["of", "beginning", "starting"])) {
        return None;
    }
    let day = super::day_at(scene, i + 3)?;
    let period = day.one_day().map_or_else(|| Period::bare("XXXX-WXX"), Period::week);
    Some(Found::date(i, day.end, period))
}

/// "the weekend", "weekend" after a preposition.
pub(crate) fn the_weekend(scene: &Scene, i: usize) -> Option<Found> {
    let words = scene.words;
    if !words.phrase(i, &["the", "weekend"]) || words.is(i + 2, "of") || words.possessive(i + 2) {
        return None;
    }
    let Some(today) = scene.today(i) else {
        return Some(Found::date(i, i + 2, Period::bare("XXXX-WXX-WE")));
    };
    let future = scene.direction(i, i + 2) == Some(Direction::Future);
    let on = today.weekday().to_monday_zero_offset() >= 5;
    let period = weekend(today, if future || on { 0 } else { -1 });
    Some(Found::date(i, i + 2, period))
}
