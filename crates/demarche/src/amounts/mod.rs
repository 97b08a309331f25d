//! Numbers, money, percentages and counts.

mod bound;
mod links;
mod money;
pub(crate) mod noun;
pub(crate) mod numeral;
mod range;
mod reader;
mod role;

use crate::document::Document;
use crate::span::Span;
use crate::times::words::{Kind, Words};
use crate::times::{self, Time};

/// How the number that is told bounds the true one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Bound {
    /// "more than", "over", "dozens of".
    MoreThan,
    /// "at least", "no fewer than".
    AtLeast,
    /// "about", "some", "roughly".
    About,
    /// "nearly", "almost".
    Nearly,
    /// "up to", "as many as".
    UpTo,
    /// "less than", "under".
    LessThan,
}

/// What happened to the people that are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CountRole {
    /// Dead.
    Killed,
    /// Wounded.
    Injured,
    /// Missing.
    Missing,
    /// Driven from home.
    Displaced,
    /// Arrested.
    Arrested,
    /// Held: prisoners, hostages.
    Held,
    /// Set free.
    Released,
    /// Taking part: marchers, delegates, voters.
    Participants,
}

/// One amount.
#[derive(Debug, Clone, PartialEq)]
pub struct Amount {
    /// Bytes of the document: the number with its bound and its unit ("more than 150 billion euros").
    pub span: Span,
    /// The value, or the low end of a range.
    pub value: f64,
    /// The high end of a range.
    pub value_max: Option<f64>,
    /// ISO 4217 code, `percent`, or the head noun in the singular; `None` if it cannot be told (a bare number, "12.5 million pesos").
    pub unit: Option<String>,
    /// How the number bounds the true one; `None`: exact.
    pub bound: Option<Bound>,
    /// Bytes of what the money is or is for ("assistance", "military aid").
    pub of: Option<Span>,
    /// Value of the time since which it runs ("since March 2022": `2022-03`).
    pub since: Option<String>,
    /// Index of the amount that this one is a part of ("including 65 billion in military aid").
    pub part_of: Option<usize>,
    /// What happened to the people counted.
    pub role: Option<CountRole>,
}

/// The amounts of a document, in the order of the text, without overlap. Time is linear in its length. Reads the times first:
/// where they are at hand, use [`read_with`].
pub fn read(document: &Document) -> Vec<Amount> {
    read_with(document, &times::read(document))
}

/// The amounts of a document whose `times` were read: what belongs to a time ("two years", "3 May") is no amount.
pub fn read_with(document: &Document, times: &[Time]) -> Vec<Amount> {
    let mut amounts: Vec<Amount> = Vec::new();
    let mut words = Words::new(&document.text);
    for sentence in &document.sentences {
        words.fill(sentence.span);
        let from = times.partition_point(|time| time.span.end <= sentence.span.start);
        let to = times.partition_point(|time| time.span.start < sentence.span.end);
        let times = &times[from..to.max(from)];
        let mut found = sentence_amounts(&words, times);
        links::link(&words, &mut found, amounts.len(), times);
        amounts.extend(found.into_iter().map(|found| found.amount));
    }
    amounts
}

fn sentence_amounts(words: &Words, times: &[Time]) -> Vec<reader::Found> {
    let taken = |span: Span| {
        let at = times.partition_point(|time| time.span.end <= span.start);
        times.get(at).is_some_and(|time| time.span.overlaps(span))
    };
    let mut list: Vec<reader::Found> = Vec::new();
    let mut i = 0;
    while i < words.len() {
        if may_start(words, i)
            && let Some(mut found) = reader::amount(words, i, &list, &taken)
        {
            let free = list.last().map_or(0, |last| last.end);
            if found.start < free {
                // The bound belongs to the amount before.
                found.start = free.min(found.number);
                found.amount.span = words.span(found.start, found.end);
            }
            i = found.end.max(i + 1);
            list.push(found);
        } else {
            i = range::skip(words, i).max(i + 1);
        }
    }
    list
}

/// A cheap look that spares most words the reader.
fn may_start(words: &Words, i: usize) -> bool {
    match words.kind(i) {
        Some(Kind::Figures) => true,
        Some(Kind::Letters) => {
            let entry = words.entry(i);
            entry.cardinal.is_some()
                || entry.scale.is_some()
                || entry.vague
                || words.is_any(i, &["a", "an", "half", "quarter", "tens", "dozens", "scores"])
        }
        _ => false,
    }
}
