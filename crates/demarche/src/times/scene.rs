//! What a rule needs to know beyond its words: the article's date, the day of the narrative, the day of speaking.

use std::cell::Cell;

use jiff::civil::Date;

use super::TimeType;
use super::calendar::{Period, date};
use super::tense::{Direction, direction};
use super::words::Words;

/// What one rule found at one word.
#[derive(Debug, Clone)]
pub(crate) struct Found {
    /// First word.
    pub start: usize,
    /// One past the last word.
    pub end: usize,
    /// TIMEX3 type.
    pub kind: TimeType,
    /// Value and days. An empty value refuses the words: they look like a date, are none, and are not to be read in pieces.
    pub period: Period,
    /// True if it names one day that what follows can refer back to.
    pub anchors: bool,
}

impl Found {
    /// A date from word `start` to `end`.
    pub fn date(start: usize, end: usize, period: Period) -> Self {
        let anchors = period.days.is_some();
        Self { start, end, kind: TimeType::Date, period, anchors }
    }

    /// A time of day.
    pub fn time(start: usize, end: usize, period: Period) -> Self {
        let anchors = period.days.is_some();
        Self { start, end, kind: TimeType::Time, period, anchors }
    }

    /// A duration.
    pub fn duration(start: usize, end: usize, period: Period) -> Self {
        Self { start, end, kind: TimeType::Duration, period, anchors: false }
    }

    /// A set.
    pub fn set(start: usize, end: usize, value: impl Into<String>) -> Self {
        Self { start, end, kind: TimeType::Set, period: Period::bare(value), anchors: false }
    }

    /// Words that look like a time expression and are none.
    pub fn refused(start: usize, end: usize) -> Self {
        Self { start, end, kind: TimeType::Date, period: Period::bare(""), anchors: false }
    }

    /// The single day that it covers, if it is one.
    pub fn one_day(&self) -> Option<Date> {
        self.period.days.and_then(|(first, last)| (first == last).then_some(first))
    }
}

/// The sentence that is read and what was told before it.
pub(crate) struct Scene<'a, 'b> {
    /// The words of the sentence.
    pub words: &'b Words<'a>,
    /// The article's date.
    pub published: Option<Date>,
    /// Days of the expression that was mentioned last, to which "the next day" refers.
    pub anchor: Option<(Date, Date)>,
    /// Day on which the quoted words of this sentence were spoken, if the sentence says so.
    pub spoken: Option<Date>,
    /// The direction that was asked for last: several rules ask for the same words.
    pub asked: Cell<Option<(usize, usize, Option<Direction>)>>,
}

impl Scene<'_, '_> {
    /// The day that "today" means at word `i`.
    pub fn today(&self, i: usize) -> Option<Date> {
        let quoted = self.words.list.get(i).is_some_and(|word| word.quoted);
        if quoted { self.spoken.or(self.published) } else { self.published }
    }

    /// The day to which "the next day" or a lone time of day refers.
    pub fn narrative(&self) -> Option<(Date, Date)> {
        self.anchor.or(self.published.map(|day| (day, day)))
    }

    /// Before or after: see [`direction`].
    pub fn direction(&self, start: usize, end: usize) -> Option<Direction> {
        if let Some((from, to, answer)) = self.asked.get()
            && (from, to) == (start, end)
        {
            return answer;
        }
        let first = before_part(self.words, start);
        let from = preposition_before(self.words, first).unwrap_or(first);
        let answer = direction(self.words, from, end);
        self.asked.set(Some((start, end, answer)));
        answer
    }

    /// The year of a month that is named without one; `None` without a date of publication.
    pub fn year_of_month(&self, month: u8, start: usize, end: usize) -> Option<i16> {
        let today = self.today(start)?;
        let (year, now) = (today.year(), today.month() as u8);
        Some(match self.direction(start, end) {
            Some(Direction::Past) => year - i16::from(month > now),
            Some(Direction::Future) => year + i16::from(month < now),
            None => match i16::from(month) - i16::from(now) {
                ..=-7 => year + 1,
                7.. => year - 1,
                _ => year,
            },
        })
    }

    /// A day of a month that is named without a year, as the year that fits best: `make` gives the day in a year.
    pub fn year_of_day(&self, start: usize, end: usize, make: impl Fn(i32) -> Option<Date>) -> Option<Date> {
        let today = self.today(start)?;
        let year = i32::from(today.year());
        let near: Vec<Date> = (year - 9..=year + 9).filter_map(make).collect();
        let past = near.iter().rev().find(|d| **d <= today).copied();
        let future = near.iter().find(|d| **d >= today).copied();
        match self.direction(start, end) {
            Some(Direction::Past) => past,
            Some(Direction::Future) => future,
            None => match (past, future) {
                (Some(p), Some(f)) => Some(if days_between(p, today) <= days_between(today, f) { p } else { f }),
                (p, f) => p.or(f),
            },
        }
    }

    /// A day of a month without a year.
    pub fn day_of_month(&self, month: u8, day: u32, start: usize, end: usize) -> Option<Date> {
        self.year_of_day(start, end, |year| date(year, month, day))
    }
}

fn days_between(from: Date, to: Date) -> i32 {
    from.until(to).map_or(i32::MAX, |span| span.get_days())
}

/// Index of the "early", "mid-", "the end of" before word `start`, so that its preposition is seen.
fn before_part(words: &Words, start: usize) -> usize {
    let mut at = start;
    while at > 0
        && start - at < 5
        && (words.entry(at - 1).part.is_some() || words.dash(at - 1) || words.is_any(at - 1, &["the", "of", "last", "next", "this"]))
    {
        at -= 1;
    }
    let stepped = (at..start).any(|k| words.entry(k).part.is_some());
    if stepped { at } else { start }
}

#[derive(serde::Deserialize)]
struct Prepositions {
    one: Vec<String>,
    two: Vec<String>,
}

static PREPOSITIONS: std::sync::LazyLock<Prepositions> = std::sync::LazyLock::new(|| {
    toml::from_str(include_str!("prepositions.toml")).unwrap_or(Prepositions { one: Vec::new(), two: Vec::new() })
});

/// Index of the first word of the preposition that stands right before word `start`.
pub(crate) fn preposition_before(words: &Words, start: usize) -> Option<usize> {
    let last = start.checked_sub(1)?;
    if !words.letters(last) {
        return None;
    }
    for phrase in &PREPOSITIONS.two {
        let count = phrase.split(' ').count();
        if let Some(from) = start.checked_sub(count)
            && phrase.split(' ').enumerate().all(|(k, word)| words.is(from + k, word))
        {
            return Some(from);
        }
    }
    PREPOSITIONS.one.iter().any(|one| words.is(last, one)).then_some(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prepositions_parse() {
        assert!(!PREPOSITIONS.one.is_empty() && !PREPOSITIONS.two.is_empty());
    }
}
