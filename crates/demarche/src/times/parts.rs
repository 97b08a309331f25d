//! Parts of longer stretches and seasons: "early 2023", "the end of the month", "the first half of May", "the spring".

use jiff::civil::Date;

use super::absolute::{self, month_name};
use super::calendar::{Period, Unit, around, shift};
use super::scene::{Found, Scene};
use super::tense::Direction;
use super::years::{self, year_number};

/// The season `by` seasons of its kind from the one that `today` means by "this spring".
pub(crate) fn season_of(today: Date, season: &str, by: i64) -> Period {
    let year = today.year();
    let (first, in_it) = match season {
        "SP" => (3, (3..=5).contains(&today.month())),
        "SU" => (6, (6..=8).contains(&today.month())),
        "FA" => (9, (9..=11).contains(&today.month())),
        _ => (12, today.month() == 12 || today.month() <= 2),
    };
    // The season of which today is, or the one that began last.
    let running = if season == "WI" && today.month() < 12 || today.month() < first { year - 1 } else { year };
    let at = match by {
        0 if in_it => running,
        0 if season == "WI" => {
            if today.month() <= 5 {
                year - 1
            } else {
                year
            }
        }
        0 => year,
        1.. => running + 1,
        _ => running - i16::from(in_it),
    };
    Period::season(at, season)
}

/// "the spring", "the summer of 2020", "winter 2022".
pub(crate) fn season(scene: &Scene, i: usize) -> Option<Found> {
    let words = scene.words;
    let the = words.is(i, "the");
    let at = i + usize::from(the);
    let season = words.entry(at).season?;
    let year_at = words.skip_comma(if words.is(at + 1, "of") { at + 2 } else { at + 1 });
    if let Some(year) = year_number(words, year_at) {
        return Some(Found::date(i, year_at + 1, Period::season(year, season)));
    }
    if words.capital(at) || words.is(at, "fall") {
        return None;
    }
    if let Some((year, end)) = years::relative_year(scene, at + 1) {
        return Some(Found::date(i, end, Period::season(year as i16, season)));
    }
    let governed = i > 0
        && words
            .is_any(i - 1, &["in", "during", "by", "since", "until", "for", "before", "after", "early", "late", "of", "over", "through"]);
    let alone = !words.small(at + 1)
        || words.is_any(
            at + 1,
            &[
                "and", "or", "when", "as", "but", "after", "before", "of", "because", "with", "to", "by", "in", "on", "that", "was",
                "were", "said", "will",
            ],
        );
    if !(governed && alone) {
        return None;
    }
    let today = scene.today(i);
    let period = match today {
        None => Period::bare(format!("XXXX-{season}")),
        Some(today) => match scene.direction(i, at + 1) {
            Some(Direction::Past) => season_of(today, season, -1),
            Some(Direction::Future) => {
                season_of(today, season, i64::from(season_of(today, season, 0).days.is_some_and(|(_, last)| last < today)))
            }
            None => season_of(today, season, 0),
        },
    };
    Some(Found::date(i, at + 1, period))
}

/// "early 2023", "mid-June", "the end of the month", "late on 3 May", "the first half of 2024", "later this year".
pub(crate) fn part_of(scene: &Scene, i: usize) -> Option<Found> {
    let words = scene.words;
    let at = i + usize::from(words.is(i, "the"));
    if let Some(found) = half_of(scene, i, at) {
        return Some(found);
    }
    let entry = words.entry(at);
    let part = entry.part?;
    let mut k = at + 1;
    let of = words.is(k, "of");
    if words.dash(k) && words.glued(k) || of || words.is_any(k, &["on", "in"]) {
        k += 1;
    }
    let noun = words.is_any(at, &["end", "start", "beginning", "middle", "close", "dawn", "onset", "outset", "turn"]);
    if noun != of || words.is_any(at, &["dawn", "turn", "close"]) && !words.is_any(k, &["the", "this", "last"]) {
        return None;
    }
    let unit_at = k + 1;
    if of
        && words.is(k, "the")
        && let Some(unit) = words.entry(unit_at).unit.filter(|unit| absolute::is_calendar_unit(*unit) && !words.entry(unit_at).plural_unit)
    {
        let period = scene.today(i).map_or_else(|| Period::bare("FUTURE_REF"), |today| around(today, unit).part(part));
        return Some(Found::date(i, unit_at + 1, period));
    }
    let inner = super::calendar_at(scene, k)?;
    if inner.start != k || inner.period.value.is_empty() {
        return None;
    }
    let period = if inner.one_day().is_some() { inner.period } else { inner.period.part(part) };
    Some(Found::date(i, inner.end, period))
}

/// "the first half of 2024", "the third quarter of the year", "the second half of May".
fn half_of(scene: &Scene, i: usize, at: usize) -> Option<Found> {
    let words = scene.words;
    let mut number = words.entry(at).ordinal?;
    let quarter = words.is(at + 1, "quarter");
    if !quarter && !words.is(at + 1, "half") {
        return None;
    }
    if number == 99 {
        number = if quarter { 4 } else { 2 };
    }
    let of = words.is_any(at + 2, &["of", "in"]);
    let k = if of { at + 3 } else { at + 2 };
    if let Some(year) = year_number(words, k) {
        return years::fraction(i, k + 1, Some(year), number, quarter);
    }
    if of && words.is(k, "the") && words.is(k + 1, "year") {
        return years::fraction(i, k + 2, scene.today(i).map(|d| d.year()), number, quarter);
    }
    if let Some((year, end)) = years::relative_year(scene, at + 2) {
        return years::fraction(i, end, Some(year as i16), number, quarter);
    }
    if of && !quarter && month_name(words, k).is_some() {
        let month = absolute::month(scene, k)?;
        let days = month.period.days.and_then(|(first, last)| {
            let middle = shift(first, Unit::Day, 14)?;
            Some(if number == 1 { (first, middle) } else { (shift(middle, Unit::Day, 1)?, last) })
        });
        return Some(Found::date(i, month.end, Period { value: month.period.value, days }));
    }
    if quarter && !of && words.is(i, "the") {
        return years::fraction(i, at + 2, scene.today(i).map(|d| d.year()), number, true);
    }
    None
}
