//! Dates, times, durations and sets, as TIMEX3 values worked out from the date of publication.

mod absolute;
mod calendar;
mod clock;
mod feasts;
mod length;
mod lexicon;
mod parts;
mod relative;
mod scene;
mod tense;
pub(crate) mod words;
mod years;

use std::cell::Cell;

use jiff::civil::Date;

use crate::document::Document;
use crate::span::Span;
use scene::{Found, Scene, preposition_before};
use words::{Kind, Words};

/// TIMEX3 type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TimeType {
    /// A day or a longer stretch of the calendar.
    Date,
    /// A time of day.
    Time,
    /// A length of time.
    Duration,
    /// A repeated time.
    Set,
}

/// One time expression.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Time {
    /// Bytes of the document, without a leading preposition.
    pub span: Span,
    /// TIMEX3 type.
    pub kind: TimeType,
    /// TIMEX3 value (ISO 8601 with TIMEX3's extensions).
    pub value: String,
    /// First and last day that it covers, both included; `None` where no calendar day can be worked out. For a duration that is anchored
    /// ("almost 14 months" of "14-month invasion", "for two years") only if the text anchors it.
    pub days: Option<(Date, Date)>,
    /// The preposition before it with the expression ("on Thursday", "since March 2022"): the span that the record prints for an event's time.
    pub with_preposition: Span,
}

/// The time expressions of a document, in the order of the text, without overlap. Time is linear in its length.
///
/// `span` is the whole expression with its article and bound ("the end of the month", "almost 14 months"), without preposition and
/// without possessive ending. Values are TIMEX3's; where the article has no date, or the words give no day, `days` is `None` and the
/// value has `X` in the places that are not known (`XXXX-WXX-4`), or is `PAST_REF`, `PRESENT_REF`, `FUTURE_REF`.
///
/// "early", "mid", "late", "the end of" leave the value that of the whole ("early 2023": `2023`) and narrow `days` to that part:
/// thirds of a year (January–April, May–August, September–December), of a month (1–10, 11–20, 21–end), of a week (Monday–Tuesday,
/// Wednesday–Thursday, Friday–Sunday); "the end of" a year is December, of a month its last seven days. A range of days has the
/// value `first/last`. Seasons are those of the northern half; winter bears the year of its December.
pub fn read(document: &Document) -> Vec<Time> {
    let mut times = Vec::new();
    let mut words = Words::new(&document.text);
    let mut anchor = None;
    let mut quotes = Quotes::default();
    for sentence in &document.sentences {
        words.fill(sentence.span);
        quotes.mark(&mut words, sentence.paragraph);
        let spoken = day_of_speaking(&words, document.published);
        let mut i = 0;
        while i < words.len() {
            let scene = Scene { words: &words, published: document.published, anchor, spoken, asked: Cell::default() };
            let Some(found) = longest(&scene, i) else {
                i += 1;
                continue;
            };
            if !found.period.value.is_empty() {
                times.push(time(&words, &found));
                if found.anchors && found.period.days.is_some() && !is_part_of_name(&words, &found) {
                    anchor = found.period.days;
                }
            }
            i = found.end.max(i + 1);
        }
    }
    times
}

fn time(words: &Words, found: &Found) -> Time {
    let span = words.span(found.start, found.end);
    let from = preposition_before(words, found.start).unwrap_or(found.start);
    let with_preposition = words.span(from, found.end);
    Time { span, kind: found.kind, value: found.period.value.clone(), days: found.period.days, with_preposition }
}

/// A year that only describes a noun ("the 2014 annexation") is no day that "the next day" could follow.
fn is_part_of_name(words: &Words, found: &Found) -> bool {
    found.period.value.len() <= 4 && words.letters(found.end) && words.small(found.end) && words.is(found.start.max(1) - 1, "the")
}

type Rule = fn(&Scene, usize) -> Option<Found>;

/// All rules; the longest reading wins, the first of equals.
const RULES: &[Rule] = &[
    clock::clock,
    clock::day_and_time,
    clock::part_of_day,
    feasts::feast,
    length::set,
    relative::counted,
    parts::part_of,
    calendar_at,
    relative::narrative,
    relative::week_of,
    absolute::week_of_month,
    relative::the_weekend,
    length::duration,
];

/// Rules for dates that can stand inside others ("early **next week**").
const CALENDAR: &[Rule] = &[
    absolute::nth_weekday_of_month,
    absolute::numeric,
    absolute::day_date,
    years::fiscal,
    years::decade_or_century,
    absolute::month,
    relative::weekday,
    relative::deictic,
    parts::season,
    relative::next_or_last,
    years::year,
];

/// Rules for single days.
const DAYS: &[Rule] = &[absolute::nth_weekday_of_month, absolute::numeric, absolute::day_date, relative::weekday, relative::deictic];

fn best(rules: &[Rule], scene: &Scene, i: usize) -> Option<Found> {
    let mut best: Option<Found> = None;
    for rule in rules {
        if let Some(found) = rule(scene, i)
            && best.as_ref().is_none_or(|b| found.end > b.end)
        {
            best = Some(found);
        }
    }
    best
}

fn longest(scene: &Scene, i: usize) -> Option<Found> {
    if !may_start(scene.words, i) {
        return None;
    }
    best(RULES, scene, i)
}

/// The date at word `i`.
fn calendar_at(scene: &Scene, i: usize) -> Option<Found> {
    best(CALENDAR, scene, i)
}

/// The single day at word `i`.
fn day_at(scene: &Scene, i: usize) -> Option<Found> {
    if i >= scene.words.len() {
        return None;
    }
    best(DAYS, scene, i).filter(|found| !found.period.value.is_empty() && (found.one_day().is_some() || found.period.days.is_none()))
}

/// True if a day stands right beside word `i`.
fn day_sign(words: &Words, i: usize) -> bool {
    let before = i.checked_sub(1).map(|k| words.entry(k));
    before.is_some_and(|e| e.weekday.is_some() || e.month.is_some())
        || words.is(i + 1, "on")
        || words.entry(i + 1).weekday.is_some()
        || words.entry(i + 1).zone.is_some()
}

/// A cheap look that spares most words the rules.
fn may_start(words: &Words, i: usize) -> bool {
    match words.kind(i) {
        Some(Kind::Figures) => true,
        Some(Kind::Letters) => {
            let entry = words.entry(i);
            entry.starts || entry.feast && (words.capital(i)) || is_code(words.get(i).as_bytes())
        }
        Some(Kind::Mark) => words.apostrophe(i),
        None => false,
    }
}

/// "Q3", "H1", "FY24".
fn is_code(word: &[u8]) -> bool {
    matches!(word, [b'Q' | b'H', digit] if digit.is_ascii_digit()) || matches!(word, [b'F', b'Y', ..])
}

/// Which words stand inside quotation marks, over sentences of one paragraph.
#[derive(Default)]
struct Quotes {
    open: bool,
    paragraph: usize,
}

impl Quotes {
    fn mark(&mut self, words: &mut Words, paragraph: usize) {
        if paragraph != self.paragraph {
            *self = Quotes { open: false, paragraph };
        }
        for i in 0..words.len() {
            match words.get(i) {
                "\u{201c}" | "«" => self.open = true,
                "\u{201d}" | "»" => self.open = false,
                "\"" => self.open = !self.open,
                _ => {}
            }
            words.list[i].quoted = self.open;
        }
    }
}

/// The day on which the quotation in this sentence was spoken: a weekday or "yesterday" outside of the quotation.
fn day_of_speaking(words: &Words, published: Option<Date>) -> Option<Date> {
    let published = published?;
    if !words.list.iter().any(|word| word.quoted) {
        return None;
    }
    let scene = Scene { words, published: Some(published), anchor: None, spoken: None, asked: Cell::default() };
    (0..words.len()).filter(|i| !words.list[*i].quoted).find_map(|i| {
        let found = if words.entry(i).weekday.is_some() {
            relative::weekday(&scene, i)
        } else if words.is(i, "yesterday") {
            relative::deictic(&scene, i)
        } else {
            None
        };
        found?.one_day().filter(|day| *day <= published)
    })
}
