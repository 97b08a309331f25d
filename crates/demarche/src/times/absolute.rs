//! Dates that name a month, a day, a year, or a longer stretch by number.

use super::calendar::{Period, Unit, date, nth_weekday, shift};
use super::scene::{Found, Scene};
use super::words::{Kind, Words};
use super::years::{relative_year, year_number};

/// Day of a month in figures ("3", "3rd") or as an ordinal in words: the day and the index after it.
fn day_number(words: &Words, i: usize) -> Option<(u32, usize)> {
    if let Some(day) = words.plain_number(i).filter(|d| (1..=31).contains(d) && words.get(i).len() <= 2) {
        let suffixed = words.glued(i + 1) && words.is_any(i + 1, &["st", "nd", "rd", "th"]);
        if !suffixed && words.glued(i + 1) && (words.letters(i + 1) || matches!(words.get(i + 1), ":" | "%" | "/")) {
            return None;
        }
        return Some((day, i + 1 + usize::from(suffixed)));
    }
    let ordinal = words.entry(i).ordinal.filter(|o| *o <= 31)?;
    Some((u32::from(ordinal), i + 1))
}

/// Month at word `i` (capital), and the index after it and its full stop; `true` if it is spelt out.
pub(crate) fn month_name(words: &Words, i: usize) -> Option<(u8, usize, bool)> {
    let month = words.entry(i).month.filter(|_| words.capital(i))?;
    let long = words.get(i).len() > 4 || words.is_any(i, &["may", "june", "july"]);
    Some((month, if long { i + 1 } else { words.skip_point(i + 1) }, long))
}

/// A year after a day and month: "3 May 2024", "May 3, 2024".
fn year_after(words: &Words, i: usize) -> Option<(i16, usize)> {
    let at = words.skip_comma(i);
    let year = year_number(words, at)?;
    Some((year, at + 1))
}

/// A joint of a range of days: the index after it.
fn joint(words: &Words, start: usize, i: usize) -> Option<usize> {
    if words.dash(i) || words.is_any(i, &["to", "through", "until"]) {
        return Some(i + 1);
    }
    let between = start > 0 && words.is(start - 1, "between");
    (words.is(i, "and") && (between || day_number(words, i + 1).is_some())).then_some(i + 1)
}

/// "May 3", "May 3-5, 2024", "May 30 – June 2".
fn month_day(scene: &Scene, start: usize, i: usize) -> Option<Found> {
    let words = scene.words;
    let (month, at, _) = month_name(words, i)?;
    let (day, mut end) = day_number(words, at)?;
    if words.entry(at).ordinal.is_some() {
        return None;
    }
    let mut last = None;
    if let Some(next) = joint(words, start, end) {
        let (to_month, at) = month_name(words, next).map_or((month, next), |(m, at, _)| (m, at));
        let spaced = words.is(next - 1, "and") && to_month == month && !(start > 0 && words.is(start - 1, "between"));
        if let Some((to, after)) = day_number(words, at).filter(|_| words.plain_number(at).is_some() && !spaced)
            && (to_month == month && at == next || words.dash(next - 1))
        {
            last = Some((to_month, to));
            end = after;
        }
    }
    Some(finish(scene, start, end, (month, day), last))
}

/// "3 May", "the 3rd of May 2024", "3–5 May", "30 April – 2 May".
fn day_month(scene: &Scene, start: usize, i: usize) -> Option<Found> {
    let words = scene.words;
    let the = words.is(i, "the");
    let i = i + usize::from(the);
    let (day, mut at) = day_number(words, i)?;
    // "the 12 March accord": the article belongs to the accord.
    if the && words.plain_number(i).is_some() && at == i + 1 && !words.is(at, "of") {
        return None;
    }
    let mut last = None;
    if let Some(next) = joint(words, start, at)
        && let Some((to, after)) = day_number(words, next)
    {
        last = Some(to);
        at = after;
    }
    let of = words.is(at, "of");
    let at = if of { at + 1 } else { at };
    if words.entry(i).ordinal.is_some() && !of && words.small(i) {
        return None;
    }
    let (month, mut end, _) = month_name(words, at)?;
    let mut first_month = month;
    let mut to = last.map(|day| (month, day));
    if last.is_none()
        && words.dash(end)
        && let Some((day, at)) = day_number(words, end + 1)
        && let Some((second, after, _)) = month_name(words, at)
    {
        first_month = month;
        to = Some((second, day));
        end = after;
    }
    Some(finish(scene, start, end, (first_month, day), to))
}

/// Adds the year (told or worked out) to a day or a range of days.
fn finish(scene: &Scene, start: usize, end: usize, first: (u8, u32), last: Option<(u8, u32)>) -> Found {
    let (told, end) = match year_after(scene.words, end) {
        Some((year, after)) => (Some(i32::from(year)), after),
        None => match relative_year(scene, end) {
            Some((year, after)) => (Some(year), after),
            None => (None, end),
        },
    };
    let possible = |(month, day): (u8, u32), year: i32| date(year, month, day);
    if possible(first, told.unwrap_or(2000)).is_none() || last.is_some_and(|day| possible(day, told.unwrap_or(2000)).is_none()) {
        return Found::refused(start, end);
    }
    let day = match told {
        Some(year) => possible(first, year),
        // A range that is running now began before today and is ahead all the same: its end decides.
        None => match last {
            Some(last) => scene
                .day_of_month(last.0, last.1, start, end)
                .and_then(|to| possible(first, i32::from(to.year()) - i32::from(last.0 < first.0))),
            None => scene.day_of_month(first.0, first.1, start, end),
        },
    };
    let Some(day) = day else {
        return Found::date(start, end, Period::bare(format!("XXXX-{:02}-{:02}", first.0, first.1)));
    };
    let Some(last) = last else {
        return Found::date(start, end, Period::day(day));
    };
    let year = i32::from(day.year()) + i32::from(last.0 < first.0);
    match possible(last, year).filter(|last| *last >= day) {
        Some(last) => Found::date(start, end, Period { value: format!("{day}/{last}"), days: Some((day, last)) }),
        None => Found::refused(start, end),
    }
}

/// A day with its month, in any order, with a weekday before it if there is one.
pub(crate) fn day_date(scene: &Scene, i: usize) -> Option<Found> {
    let words = scene.words;
    let mut at = i;
    if words.entry(i).weekday.is_some() && words.capital(i) {
        at = words.skip_comma(words.skip_point(i + 1));
        if words.is(at, "the") || words.is(at, "on") {
            at += 1;
        }
    }
    month_day(scene, i, at).or_else(|| day_month(scene, i, at))
}

/// Words before which a month may stand alone.
const BEFORE_MONTH: &[&str] = &[
    "in",
    "since",
    "until",
    "till",
    "by",
    "from",
    "to",
    "during",
    "before",
    "after",
    "of",
    "early",
    "late",
    "mid",
    "last",
    "next",
    "this",
    "and",
    "or",
    "between",
    "through",
    "through",
    "throughout",
    "for",
    "each",
    "every",
    "around",
    "on",
    "than",
    "through",
    "back",
];

/// "July", "July 2023", "July of last year", "last July".
pub(crate) fn month(scene: &Scene, i: usize) -> Option<Found> {
    let words = scene.words;
    let which = words.is_any(i, &["last", "next", "this"]).then_some(i);
    let at = i + usize::from(which.is_some());
    let (month, end, long) = month_name(words, at)?;
    let year_at = words.skip_comma(if words.is(end, "of") { end + 1 } else { end });
    if which.is_none()
        && let Some(year) = year_number(words, year_at)
    {
        return Some(Found::date(i, year_at + 1, Period::month(year, month)));
    }
    if !long {
        return None;
    }
    if which.is_none()
        && let Some((year, end)) = relative_year(scene, end)
    {
        return Some(Found::date(i, end, Period::month(year as i16, month)));
    }
    if which.is_none() && !stands_as_month(words, at) {
        return None;
    }
    let year = match which {
        Some(w) => scene.today(i).map(|today| {
            let (year, now) = (today.year(), today.month() as u8);
            match words.get(w).to_ascii_lowercase().as_str() {
                "last" => year - i16::from(month >= now),
                "next" => year + i16::from(month <= now),
                _ => year,
            }
        }),
        None => scene.year_of_month(month, i, end),
    };
    let period = year.map_or_else(|| Period::bare(format!("XXXX-{month:02}")), |year| Period::month(year, month));
    Some(Found::date(i, end, period))
}

fn stands_as_month(words: &Words, i: usize) -> bool {
    let named = words.is_any(i, &["may", "march", "april", "june", "august"]);
    if words.capital(i + 1) && words.letters(i + 1) && words.entry(i + 1).month.is_none() {
        return false;
    }
    match i.checked_sub(1) {
        Some(before) if words.dash(before) => words.glued(i) && before > 0 && words.is_any(before - 1, &["mid", "early", "late"]),
        Some(before) => words.is_any(before, BEFORE_MONTH) || !named && !words.capital(before),
        None => !named && !words.possessive(i + 1),
    }
}

/// ISO dates and numeric dates: "2023-04-21", "2023-04", "25/5/2024", "17.04.2023".
pub(crate) fn numeric(scene: &Scene, i: usize) -> Option<Found> {
    let words = scene.words;
    if words.kind(i) != Some(Kind::Figures) {
        return None;
    }
    if i > 0 && words.glued(i) && (words.dash(i - 1) || matches!(words.get(i - 1), "/" | "$" | "€" | "£")) {
        return None;
    }
    if words.get(i).bytes().filter(|b| *b == b'.').count() == 2 {
        let mut parts = words.get(i).split('.');
        let numbers = [parts.next()?, parts.next()?, parts.next()?].map(|p| p.parse::<u32>().ok());
        let year = words.get(i).rsplit('.').next().filter(|y| y.len() == 4)?;
        return Some(ordered(i, i + 1, numbers[0]?, numbers[1]?, year.parse().ok()?));
    }
    let first = words.plain_number(i)?;
    let mark = words.get(i + 1);
    if !words.glued(i + 1) || !words.glued(i + 2) {
        return None;
    }
    let second = words.plain_number(i + 2)?;
    let third = (words.get(i + 3) == mark && words.glued(i + 3) && words.glued(i + 4)).then(|| words.plain_number(i + 4)).flatten();
    let wide = words.get(i).len();
    match (mark, third) {
        ("-", Some(day)) if wide == 4 => Some(match date(first as i32, u8::try_from(second).unwrap_or(0), day) {
            Some(day) => Found::date(i, i + 5, Period::day(day)),
            None => Found::refused(i, i + 5),
        }),
        ("-", None) if wide == 4 && words.get(i + 2).len() == 2 && (1..=12).contains(&second) && first < 2200 => {
            Some(Found::date(i, i + 3, Period::month(first as i16, second as u8)))
        }
        ("-" | "–" | "/", None) if wide == 4 && words.get(i + 2).len() == 2 && (1900..2200).contains(&first) => {
            let last = first / 100 * 100 + second;
            let days = Period::year(first as i16).days.zip(Period::year(last as i16).days).map(|(a, b)| (a.0, b.1));
            (last > first).then(|| Found::date(i, i + 3, Period { value: format!("{first}/{last}"), days }))
        }
        ("/", Some(year)) if matches!(words.get(i + 4).len(), 2 | 4) && wide <= 2 => {
            let year = if year < 100 { if year < 70 { 2000 + year } else { 1900 + year } } else { year };
            Some(ordered(i, i + 5, first, second, year as i32))
        }
        _ => None,
    }
}

/// A date in figures is read only if no other order of day and month is possible.
fn ordered(start: usize, end: usize, a: u32, b: u32, year: i32) -> Found {
    let as_date = |day: u32, month: u32| u8::try_from(month).ok().and_then(|month| date(year, month, day));
    match (as_date(a, b), as_date(b, a)) {
        (Some(day), None) | (None, Some(day)) => Found::date(start, end, Period::day(day)),
        (Some(one), Some(other)) if one == other => Found::date(start, end, Period::day(one)),
        _ => Found::refused(start, end),
    }
}

/// "the first Monday of September 2013", "the last Sunday in October".
pub(crate) fn nth_weekday_of_month(scene: &Scene, i: usize) -> Option<Found> {
    let words = scene.words;
    let at = if words.is(i, "the") { i + 1 } else { i };
    let nth = words.entry(at).ordinal?;
    let weekday = words.entry(at + 1).weekday.filter(|_| words.capital(at + 1))?;
    if !words.is_any(at + 2, &["of", "in"]) {
        return None;
    }
    let (month, mut end, _) = month_name(words, at + 3)?;
    let told = year_number(words, end);
    end += usize::from(told.is_some());
    let day = match told {
        Some(year) => nth_weekday(year, month, nth, weekday),
        None => scene.year_of_day(i, end, |year| nth_weekday(i16::try_from(year).ok()?, month, nth, weekday)),
    };
    Some(match day {
        Some(day) => Found::date(i, end, Period::day(day)),
        None if told.is_none() && scene.published.is_none() => Found::date(i, end, Period::bare(format!("XXXX-{month:02}-WXX-{weekday}"))),
        None => Found::refused(i, end),
    })
}

/// "the second week of December", "the last week of May": seven days counted from the first or to the last of the month; the value is
/// that of the month.
pub(crate) fn week_of_month(scene: &Scene, i: usize) -> Option<Found> {
    let words = scene.words;
    let at = i + usize::from(words.is(i, "the"));
    let nth = words.entry(at).ordinal.filter(|nth| *nth <= 4 || *nth == 99)?;
    if !words.is_any(at + 1, &["week", "weekend"]) || !words.is_any(at + 2, &["of", "in"]) {
        return None;
    }
    let month = month(scene, at + 3)?;
    if words.is(at + 1, "weekend") {
        let saturday = month.period.days.and_then(|(first, _)| nth_weekday(first.year(), first.month() as u8, nth, 6));
        return Some(Found::date(i, month.end, saturday.map_or_else(|| Period::bare("XXXX-WXX-WE"), Period::weekend)));
    }
    let days = month.period.days.and_then(|(first, last)| {
        let start = if nth == 99 { shift(last, Unit::Day, -6)? } else { shift(first, Unit::Day, 7 * (i64::from(nth) - 1))? };
        Some((start, shift(start, Unit::Day, 6)?))
    });
    Some(Found::date(i, month.end, Period { value: month.period.value, days }))
}

/// Units that a bare part ("the end of the month") may be taken of.
pub(crate) fn is_calendar_unit(unit: Unit) -> bool {
    matches!(unit, Unit::Week | Unit::Month | Unit::Year | Unit::Decade | Unit::Century)
}
