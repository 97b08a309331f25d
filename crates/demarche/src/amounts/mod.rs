//! Numbers, money, percentages and counts.

pub(crate) mod noun;
pub(crate) mod numeral;

use crate::document::Document;
use crate::span::Span;

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

/// The amounts of a document, in the order of the text. Time is linear in its length.
pub fn read(_document: &Document) -> Vec<Amount> {
    Vec::new()
}
