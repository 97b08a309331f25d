//! Candidates: whom a mention can mean, with all that the record says of an actor.

use serde::Serialize;

/// What an actor is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ActorKind {
    /// A person.
    Person,
    /// An organisation or institution.
    Organisation,
    /// A state, territory or former state.
    Country,
    /// People without an organisation: *Syrian rebels*.
    Group,
    /// A place that is no state.
    Place,
    /// An office whose holder is not known.
    Role,
}

/// Country or organisation code and sectors in PLOVER.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Plover {
    /// Code of the country, or `UNO`, `EUR`, `NATO`, `IGO`, `NGO`, `ISM`, `IMG`, `MNC`.
    pub country: Option<String>,
    /// Sectors, the first is the main one.
    pub sectors: Vec<String>,
}

/// A spell in an office.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Held {
    /// Id of the office.
    pub office: String,
    /// Its title.
    pub title: String,
    /// First day, as exact as it is known (`2014`, `2014-02`, `2014-02-07`); `None` if not known.
    pub from: Option<String>,
    /// Last day; `None`: to this day, or not known.
    pub to: Option<String>,
    /// True if it was held only for the time being.
    pub acting: bool,
    /// True if the spell covers the day that was asked for.
    pub current: bool,
}

/// One answer to "who is meant?".
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Candidate {
    /// Id in the knowledge base; `None` for somebody whom the tables do not name but whose office or country is known.
    pub actor: Option<String>,
    /// Id of the holder, or of the vacant office, whom the tables know where the words give the office to a name that they do not
    /// know: *OSCE Secretary General Ana Korhel*.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub instead_of: Option<String>,
    /// What it is.
    pub kind: ActorKind,
    /// Canonical name on the day.
    pub name: String,
    /// From 0 to 1: how well the mention fits. Not a probability.
    pub score: f32,
    /// How it was found, in words.
    pub reason: String,
    /// The office through which it was found, or the highest one held on the day.
    pub office: Option<Held>,
    /// Country of the actor, ISO 3166-1 alpha-3.
    pub country: Option<String>,
    /// Id of whom the actor acts for on the day.
    pub acts_for: Option<String>,
    /// PLOVER's codes.
    pub plover: Plover,
    /// CAMEO's actor code.
    pub cameo: Option<String>,
    /// The table that says so, with the row's own source where it has one.
    pub source: String,
}

/// The first candidate, if it stands out: a score of at least 0.5, and 0.1 above the next one that is somebody else.
pub fn single(candidates: &[Candidate]) -> Option<&Candidate> {
    let first = candidates.first().filter(|c| c.score >= 0.5)?;
    let rival = candidates[1..].iter().find(|c| c.actor != first.actor || c.actor.is_none());
    rival.is_none_or(|r| first.score - r.score >= 0.0999).then_some(first)
}
