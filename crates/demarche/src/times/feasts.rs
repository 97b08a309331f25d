//! Feasts: which words name one, and on which day it falls in a year. Names and rules are in `feasts.toml`.

use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

use jiff::civil::Date;

use super::calendar::{Period, Unit, date, nth_weekday, shift};
use super::scene::{Found, Scene};
use super::words::{Kind, Words};
use super::years::{relative_year, year_number};
use crate::span::Span;

/// How the day of a feast is found.
#[derive(Debug, Clone)]
enum Rule {
    Fixed(u8, u32),
    Western(i64),
    Orthodox(i64),
    /// Month, day, and whether the whole month is meant.
    Islamic(i64, i64, bool),
    Hebrew(i64, i64),
    Nth(u8, u8, u8),
    Thanksgiving(i64),
    Table(Vec<Date>),
    Day(Date),
}

struct Feast {
    words: Vec<String>,
    rule: Rule,
}

#[derive(serde::Deserialize)]
struct Tables {
    feasts: BTreeMap<String, String>,
    tables: BTreeMap<String, Vec<Date>>,
}

/// Feasts by their first word, the longest name first.
static FEASTS: LazyLock<HashMap<String, Vec<Feast>>> = LazyLock::new(|| build(include_str!("feasts.toml")).unwrap_or_default());

/// The first words of all names, lower case.
pub(crate) fn first_words() -> Vec<String> {
    let tables: Option<Tables> = toml::from_str(include_str!("feasts.toml")).ok();
    let names = tables.map_or_else(Vec::new, |tables| tables.feasts.into_keys().collect());
    names.iter().filter_map(|name| name.split([' ', '\'', '/', '-']).next().map(str::to_owned)).collect()
}

fn build(source: &str) -> Option<HashMap<String, Vec<Feast>>> {
    let tables: Tables = toml::from_str(source).ok()?;
    let mut all: HashMap<String, Vec<Feast>> = HashMap::new();
    for (name, rule) in &tables.feasts {
        let mut pieces = Words::new(name);
        pieces.fill(Span::new(0, name.len()));
        let words: Vec<String> = (0..pieces.len()).map(|i| pieces.get(i).to_owned()).collect();
        let rule = parse(rule, &tables.tables)?;
        all.entry(words.first()?.clone()).or_default().push(Feast { words, rule });
    }
    for list in all.values_mut() {
        list.sort_by_key(|feast| std::cmp::Reverse(feast.words.len()));
    }
    Some(all)
}

fn parse(rule: &str, tables: &BTreeMap<String, Vec<Date>>) -> Option<Rule> {
    let words: Vec<&str> = rule.split(' ').collect();
    let number = |i: usize| words.get(i)?.parse::<i64>().ok();
    let small = |i: usize| u8::try_from(number(i)?).ok();
    Some(match *words.first()? {
        "fixed" => Rule::Fixed(small(1)?, u32::from(small(2)?)),
        "western" => Rule::Western(number(1)?),
        "orthodox" => Rule::Orthodox(number(1)?),
        "islamic" => Rule::Islamic(number(1)?, number(2)?, words.len() > 3),
        "hebrew" => Rule::Hebrew(number(1)?, number(2)?),
        "nth" => Rule::Nth(small(1)?, small(2)?, small(3)?),
        "thanksgiving" => Rule::Thanksgiving(number(1)?),
        "table" => Rule::Table(tables.get(*words.get(1)?)?.clone()),
        "day" => Rule::Day(words.get(1)?.parse().ok()?),
        _ => return None,
    })
}

/// A feast at word `i`, with a year if one is told.
pub(crate) fn feast(scene: &Scene, i: usize) -> Option<Found> {
    let words = scene.words;
    let which = words.is_any(i, &["last", "next", "this"]).then_some(i);
    let the = words.is(i, "the");
    let at = i + usize::from(which.is_some() || the);
    if !words.capital(at) && words.kind(at) != Some(Kind::Figures) {
        return None;
    }
    let found = FEASTS.get(&words.get(at).to_ascii_lowercase())?.iter().find(|feast| matches(words, at, feast))?;
    if the && found.words.first().is_none_or(|word| !matches!(word.as_str(), "lunar" | "chinese" | "fourth")) {
        return None;
    }
    let mut end = at + found.words.len();
    if let Rule::Day(day) = found.rule {
        return (words.get(end) != "/").then(|| Found::date(i, end, Period::day(day)));
    }
    let mut told = None;
    let year_at = words.skip_comma(if words.is(end, "of") { end + 1 } else { end });
    if let Some(year) = year_number(words, year_at) {
        (told, end) = (Some(i32::from(year)), year_at + 1);
    } else if let Some((year, after)) = relative_year(scene, end) {
        (told, end) = (Some(year), after);
    } else if words.capital(end) && words.letters(end) && words.entry(end).month.is_none() || words.dash(end) && words.glued(end) {
        return None;
    }
    Some(resolve(scene, found, i, end, which, told))
}

fn matches(words: &Words, at: usize, feast: &Feast) -> bool {
    feast.words.iter().enumerate().all(|(k, word)| {
        words.is(at + k, word) && (words.letters(at + k) || words.glued(at + k) || k == 0)
            || word == "'" && words.apostrophe(at + k)
            || word == "-" && words.dash(at + k)
    })
}

fn resolve(scene: &Scene, feast: &Feast, i: usize, end: usize, which: Option<usize>, told: Option<i32>) -> Found {
    let length = matches!(feast.rule, Rule::Islamic(.., true));
    let make = |year: i32| day_in(&feast.rule, year);
    let day = match (told, which, scene.today(i)) {
        (Some(year), ..) => make(year),
        (None, Some(w), Some(today)) => {
            let year = i32::from(today.year());
            let mut near = (year - 2..=year + 2).filter_map(make);
            if scene.words.is(w, "last") { near.rfind(|d| *d < today) } else { near.find(|d| *d > today) }
        }
        (None, None, Some(_)) if length => scene.year_of_day(i, end, make),
        (None, _, _) => scene.year_of_day(i, end, make),
    };
    let period = match day {
        Some(day) if length => match shift(day, Unit::Day, 29) {
            Some(last) => Period { value: format!("{day}/{last}"), days: Some((day, last)) },
            None => Period::day(day),
        },
        Some(day) => Period::day(day),
        None => Period::bare(match feast.rule {
            Rule::Fixed(month, day) => format!("XXXX-{month:02}-{day:02}"),
            _ => "XXXX-XX-XX".to_owned(),
        }),
    };
    Found::date(i, end, period)
}

/// The day of a feast in a civil year: the first one where the calendar brings two.
fn day_in(rule: &Rule, year: i32) -> Option<Date> {
    match rule {
        Rule::Fixed(month, day) => date(year, *month, *day),
        Rule::Western(offset) => shift(easter(year)?, Unit::Day, *offset),
        Rule::Orthodox(offset) => shift(orthodox_easter(year)?, Unit::Day, *offset),
        Rule::Islamic(month, day, _) => islamic(year, *month, *day),
        Rule::Hebrew(month, day) => hebrew(year, *month, *day),
        Rule::Nth(month, nth, weekday) => nth_weekday(i16::try_from(year).ok()?, *month, *nth, *weekday),
        Rule::Thanksgiving(offset) => shift(nth_weekday(i16::try_from(year).ok()?, 11, 4, 4)?, Unit::Day, *offset),
        Rule::Table(days) => days.iter().find(|day| i32::from(day.year()) == year).copied(),
        Rule::Day(day) => (i32::from(day.year()) == year).then_some(*day),
    }
}

/// Easter Sunday by the anonymous Gregorian computus (Meeus, Astronomical Algorithms, ch. 8).
fn easter(year: i32) -> Option<Date> {
    let (a, b, c) = (year % 19, year / 100, year % 100);
    let (d, e, f) = (b / 4, b % 4, (b + 8) / 25);
    let g = (b - f + 1) / 3;
    let h = (19 * a + b - d - g + 15) % 30;
    let l = (32 + 2 * e + 2 * (c / 4) - h - c % 4) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let sum = h + l - 7 * m + 114;
    date(year, u8::try_from(sum / 31).ok()?, u32::try_from(sum % 31 + 1).ok()?)
}

/// Orthodox Easter: Meeus's Julian computus, moved to the Gregorian calendar.
fn orthodox_easter(year: i32) -> Option<Date> {
    let d = (19 * (year % 19) + 15) % 30;
    let e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7;
    let sum = d + e + 114;
    let julian = date(year, u8::try_from(sum / 31).ok()?, u32::try_from(sum % 31 + 1).ok()?)?;
    shift(julian, Unit::Day, i64::from(year / 100 - year / 400 - 2))
}

/// The day with this number counted from 1 January 1 (Rata Die 1).
fn from_rata_die(number: i64) -> Option<Date> {
    let shifted = number - to_rata_die_2000();
    shift(date(2000, 1, 1)?, Unit::Day, shifted)
}

/// Rata Die of 1 January 2000.
fn to_rata_die_2000() -> i64 {
    730_120
}

/// A day of the tabular Islamic calendar that falls in the civil year (the first, if two do). Epoch 16 July 622 Julian.
fn islamic(year: i32, month: i64, day: i64) -> Option<Date> {
    let guess = (i64::from(year) - 622) * 33 / 32;
    (guess - 1..=guess + 2).find_map(|y| {
        let number = day + 29 * (month - 1) + (6 * month - 1) / 11 + (y - 1) * 354 + (3 + 11 * y) / 30 + 227_014;
        from_rata_die(number).filter(|d| i32::from(d.year()) == year)
    })
}

/// A day of the Hebrew calendar (months from Nisan) in the civil year; only for Nisan and the months from Tishri to Kislev, whose
/// distance from the new year does not depend on leap months.
fn hebrew(year: i32, month: i64, day: i64) -> Option<Date> {
    let year = i64::from(year);
    // Rosh Hashanah in the autumn of the civil year opens the Hebrew year `year + 3761`.
    let new_year = hebrew_new_year(year + 3761);
    let number = match month {
        // Passover: Nisan 15 stands 163 days before the next new year.
        1 => new_year - 163 + (day - 15),
        7 => new_year + day - 1,
        8 => new_year + 30 + day - 1,
        9 => {
            new_year
                + 59
                + i64::from(hebrew_new_year(year + 3762) - new_year == 355 || hebrew_new_year(year + 3762) - new_year == 385)
                + day
                - 1
        }
        _ => return None,
    };
    from_rata_die(number)
}

/// Rata Die of 1 Tishri (Calendrical Calculations, ch. 8).
fn hebrew_new_year(year: i64) -> i64 {
    let elapsed = |year: i64| {
        let months = (235 * year - 234).div_euclid(19);
        let parts = 12_084 + 13_753 * months;
        let day = 29 * months + parts.div_euclid(25_920);
        if (3 * (day + 1)).rem_euclid(7) < 3 { day + 1 } else { day }
    };
    let (before, this, after) = (elapsed(year - 1), elapsed(year), elapsed(year + 1));
    let correction = if after - this == 356 { 2 } else { i64::from(this - before == 382) };
    -1_373_427 + this + correction
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::times::calendar::weekday_from;

    fn is_sunday(day: Date) -> bool {
        weekday_from(day, 7, true, true) == Some(day)
    }

    fn day(name: &str, year: i32) -> String {
        let first = name.split([' ', '\'']).next().unwrap_or("");
        let list = &FEASTS[first];
        let feast = list.iter().find(|f| f.words.join(" ").replace(" ' ", "'").replace(" - ", "-") == name);
        feast.and_then(|f| day_in(&f.rule, year)).map_or_else(String::new, |d| d.to_string())
    }

    #[test]
    fn days_of_feasts() {
        for (name, year, expected) in [
            ("easter", 2024, "2024-03-31"),
            ("easter", 2000, "2000-04-23"),
            ("orthodox easter", 2024, "2024-05-05"),
            ("orthodox easter", 2025, "2025-04-20"),
            ("good friday", 2023, "2023-04-07"),
            ("ramadan", 2024, "2024-03-11"),
            ("eid al-fitr", 2024, "2024-04-10"),
            ("ashura", 2024, "2024-07-17"),
            ("rosh hashanah", 2023, "2023-09-16"),
            ("yom kippur", 2023, "2023-09-25"),
            ("yom kippur", 2024, "2024-10-12"),
            ("passover", 2024, "2024-04-23"),
            ("hanukkah", 2023, "2023-12-08"),
            ("thanksgiving", 2023, "2023-11-23"),
            ("labor day", 2024, "2024-09-02"),
            ("memorial day", 2024, "2024-05-27"),
            ("diwali", 2023, "2023-11-12"),
        ] {
            assert_eq!(day(name, year), expected, "{name} {year}");
        }
        assert!((1900..2100).all(|year| easter(year).is_some_and(is_sunday) && orthodox_easter(year).is_some_and(is_sunday)));
    }
}
