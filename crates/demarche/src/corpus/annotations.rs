//! What an annotated article holds. All spans are bytes of the document's text.

use std::collections::{BTreeMap, BTreeSet};

use crate::document::Document;
use crate::span::Span;

/// Kinds of entities.
pub const KINDS: [&str; 10] = ["person", "organisation", "country", "group", "place", "role", "weapon", "law", "event", "other"];
/// Roles of an event.
pub const ROLES: [&str; 6] = ["actor", "recipient", "object", "place", "time", "instrument"];
/// Statuses of an event.
pub const STATUSES: [&str; 5] = ["actual", "ongoing", "future", "hypothetical", "historical"];
/// Forms of a statement.
pub const FORMS: [&str; 3] = ["direct", "indirect", "mixed"];
/// Stances of a statement.
pub const STANCES: [&str; 9] = ["asserts", "denies", "doubts", "demands", "promises", "warns", "confirms", "declines", "asks"];
/// Kinds of commitments.
pub const COMMITMENTS: [&str; 9] = ["request", "demand", "offer", "pledge", "application", "delivery", "refusal", "threat", "agreement"];
/// Layers that a file can declare complete.
pub const LAYERS: [&str; 8] = ["mentions", "events", "statements", "contexts", "commitments", "times", "amounts", "places"];

/// One mention of an entity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// Where.
    pub span: Span,
    /// Key of the entity, without `@`.
    pub entity: String,
}

/// A filler of a role: words, or an entity that is named elsewhere (inferred).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Filler {
    /// Words of the event's sentence.
    Words(Span),
    /// Key of the entity.
    Entity(String),
}

/// One role of an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Role {
    /// One of [`ROLES`].
    pub role: String,
    /// What fills it.
    pub filler: Filler,
}

/// One annotated event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// `v1`, `v2`, …
    pub id: String,
    /// Line of the file.
    pub line: usize,
    /// PLOVER type.
    pub kind: String,
    /// PLOVER mode.
    pub mode: Option<String>,
    /// One of [`STATUSES`].
    pub status: String,
    /// The text says that it did not happen.
    pub negated: bool,
    /// The words that name it.
    pub trigger: Span,
    /// Index of its sentence.
    pub sentence: usize,
    /// Its roles.
    pub roles: Vec<Role>,
    /// The event that this one tells again.
    pub same_as: Option<String>,
    /// The statement that it stands in.
    pub statement: Option<String>,
}

/// One annotated statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// `s1`, `s2`, …
    pub id: String,
    /// Line of the file.
    pub line: usize,
    /// One of [`FORMS`].
    pub form: String,
    /// One of [`STANCES`].
    pub stance: String,
    /// The words of saying; `None` if there are none.
    pub cue: Option<Span>,
    /// Index of the cue's sentence.
    pub sentence: usize,
    /// Who says it.
    pub source: Option<Filler>,
    /// To whom.
    pub addressees: Vec<Filler>,
    /// What is said, in order.
    pub content: Vec<Span>,
    /// The statement that reports this one.
    pub within: Option<String>,
}

/// One annotated commitment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Commitment {
    /// `c1`, `c2`, …
    pub id: String,
    /// Line of the file.
    pub line: usize,
    /// One of [`COMMITMENTS`].
    pub kind: String,
    /// The event or statement that carries it.
    pub carrier: String,
    /// Keys of the entities that commit themselves or ask.
    pub from: Vec<String>,
    /// Keys of the entities addressed.
    pub to: Vec<String>,
    /// Keys of the beneficiaries.
    pub beneficiaries: Vec<String>,
    /// The thing.
    pub what: Option<Span>,
    /// Its date.
    pub due: Option<Span>,
    /// Its condition.
    pub condition: Option<Span>,
    /// The commitment that it replies to.
    pub answers: Option<String>,
}

/// A time expression with its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GoldTime {
    /// Where.
    pub span: Span,
    /// TIMEX3 value.
    pub value: String,
}

/// An amount with value, unit and bound as written in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GoldAmount {
    /// Where.
    pub span: Span,
    /// `VALUE UNIT BOUND`.
    pub value: String,
}

/// A place with name and country as written in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GoldPlace {
    /// Where.
    pub span: Span,
    /// `NAME, ISO3`.
    pub value: String,
}

/// One annotated article.
#[derive(Debug, Clone, Default)]
pub struct GoldArticle {
    /// The header's lines, by key.
    pub header: BTreeMap<String, String>,
    /// The layers that are complete.
    pub layers: BTreeSet<String>,
    /// The text with its sentences (as the file cuts them) and tokens.
    pub document: Document,
    /// Line of the file of each sentence.
    pub sentence_lines: Vec<usize>,
    /// Kind of each entity, by key.
    pub entities: BTreeMap<String, String>,
    /// The mentions, in the order of the file.
    pub mentions: Vec<Mention>,
    /// The events.
    pub events: Vec<Event>,
    /// The statements.
    pub statements: Vec<Statement>,
    /// The commitments.
    pub commitments: Vec<Commitment>,
    /// Contexts by paragraph.
    pub contexts: BTreeMap<usize, Vec<String>>,
    /// The time expressions.
    pub times: Vec<GoldTime>,
    /// The amounts.
    pub amounts: Vec<GoldAmount>,
    /// The places.
    pub places: Vec<GoldPlace>,
}

impl GoldArticle {
    /// The header's value of `key`, or the empty string.
    pub fn field(&self, key: &str) -> &str {
        self.header.get(key).map_or("", String::as_str)
    }
}
