//! The fields of a record, in the order in which they are printed.

use serde::{Deserialize, Serialize};

/// A stretch of one part of the article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// `title`, `standfirst` or `caption:N` if it does not lie in `article.text`.
    #[serde(rename = "in", default, skip_serializing_if = "Option::is_none")]
    pub part: Option<String>,
}

/// A stretch with its words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quote {
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// The words.
    pub text: String,
    /// `title`, `standfirst` or `caption:N` if it does not lie in `article.text`.
    #[serde(rename = "in", default, skip_serializing_if = "Option::is_none")]
    pub part: Option<String>,
}

/// An entity where it is mentioned.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Party {
    /// Id of the entity in this record, or `null` if the words lead to none.
    pub entity: Option<String>,
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// `title`, `standfirst` or `caption:N` if it does not lie in `article.text`.
    #[serde(rename = "in", default, skip_serializing_if = "Option::is_none")]
    pub part: Option<String>,
}

/// What made the record: the same four values and the same input give the same bytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EngineInfo {
    /// Version of the program.
    pub version: String,
    /// SHA-256 of the model, in hex; `null` if the record was made by rules alone.
    pub model: Option<String>,
    /// Name of the codebook.
    pub codebook: String,
    /// SHA-256 of the knowledge base, in hex.
    pub knowledge: String,
}

/// The article that was read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ArticleInfo {
    /// Stable id: the input's own, else derived from the content.
    pub id: String,
    /// Path or address it came from.
    pub source: String,
    /// Address of the page.
    pub url: Option<String>,
    /// Headline.
    pub title: Option<String>,
    /// Who publishes it.
    pub publisher: Option<String>,
    /// Authors' names.
    pub authors: Vec<String>,
    /// Date of publication.
    pub published: Option<String>,
    /// ISO 639-1 code.
    pub language: Option<String>,
    /// Standfirst.
    pub standfirst: Option<String>,
    /// Captions of pictures.
    pub captions: Vec<String>,
    /// Section or rubric.
    pub section: Option<String>,
    /// Where each of these was found: field name to origin (`json-ld`, `text`, …).
    pub found: std::collections::BTreeMap<String, String>,
    /// The body.
    pub text: String,
}

/// PLOVER's codes of an entity.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plover {
    /// Country or organisation code.
    pub country: Option<String>,
    /// Sector codes, the first is the primary one.
    pub sectors: Vec<String>,
}

/// One mention of an entity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mention {
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// The words.
    pub text: String,
    /// `name`, `nominal` or `pronoun`.
    pub form: String,
    /// `title`, `standfirst` or `caption:N` if it does not lie in `article.text`.
    #[serde(rename = "in", default, skip_serializing_if = "Option::is_none")]
    pub part: Option<String>,
}

/// One thing that the article refers to, after coreference.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Entity {
    /// `e1`, `e2`, … in this record.
    pub id: String,
    /// `person`, `organisation`, `country`, `group`, `place`, `role` or `other`.
    pub kind: String,
    /// Canonical name.
    pub name: String,
    /// Id in the knowledge base.
    pub actor: Option<String>,
    /// Office or description as the article gives it.
    pub title: Option<String>,
    /// ISO 3166-1 alpha-3 code of the thing itself.
    pub country: Option<String>,
    /// Knowledge-base id of whom it acts for on the article's date.
    pub acts_for: Option<String>,
    /// PLOVER's codes.
    pub plover: Plover,
    /// CAMEO's actor code.
    pub cameo: Option<String>,
    /// How the knowledge base was reached, with what score.
    pub why: Option<String>,
    /// The mentions, in the order of the text.
    pub mentions: Vec<Mention>,
}

/// When an event happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventTime {
    /// First day (ISO 8601).
    pub start_date: Option<String>,
    /// Last day, included.
    pub end_date: Option<String>,
    /// `day`, `week`, `month`, `quarter`, `year`, `decade` or `period`.
    pub precision: String,
    /// The words; `null` if the time is inherited.
    pub span: Option<Mark>,
}

/// Who did what to whom.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// `v1`, `v2`, … in this record.
    pub id: String,
    /// Content-derived id, the same in every run.
    pub uid: String,
    /// PLOVER type.
    #[serde(rename = "type")]
    pub kind: String,
    /// PLOVER mode.
    pub mode: Option<String>,
    /// PLOVER contexts.
    pub contexts: Vec<String>,
    /// CAMEO code.
    pub cameo: String,
    /// Quad class.
    pub quad: String,
    /// Goldstein score of the CAMEO code.
    pub goldstein: f64,
    /// PLOVER's conflict–cooperation score.
    pub plover_score: f64,
    /// Number of the sentence, from 0, over title, standfirst, body and captions.
    pub sentence: usize,
    /// The words that name it.
    pub trigger: Quote,
    /// Who did it.
    pub actors: Vec<Party>,
    /// To whom.
    pub recipients: Vec<Party>,
    /// What is asked, given, seized, agreed.
    pub object: Option<Quote>,
    /// Id in `places`.
    pub place: Option<String>,
    /// When.
    pub time: Option<EventTime>,
    /// `actual`, `ongoing`, `future`, `hypothetical` or `historical`.
    pub status: String,
    /// The text says that it did not happen.
    pub negated: bool,
    /// Id of the statement it stands in.
    pub statement: Option<String>,
    /// Id of the first telling of the same happening.
    pub same_as: Option<String>,
    /// Fields that are not said in the event's own sentence.
    pub inferred: Vec<String>,
    /// Ids in `amounts`.
    pub amounts: Vec<String>,
    /// True in headline and lead.
    pub lead: bool,
    /// Between 0 and 1.
    pub confidence: f64,
}

/// Words or thoughts reported of a source.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Statement {
    /// `s1`, `s2`, … in this record.
    pub id: String,
    /// Content-derived id.
    pub uid: String,
    /// `direct`, `indirect` or `mixed`.
    pub form: String,
    /// Who says it.
    pub speaker: Option<Party>,
    /// To whom.
    pub addressees: Vec<Party>,
    /// The words of saying.
    pub cue: Option<Quote>,
    /// What is said, without quotation marks.
    pub content: Vec<Mark>,
    /// Number of the sentence of the cue (or of the content).
    pub sentence: usize,
    /// Ids of the events told inside.
    pub events: Vec<String>,
    /// When it was said.
    pub time: Option<EventTime>,
    /// Id of the statement that reports this one.
    pub within: Option<String>,
    /// `asserts`, `denies`, `doubts`, `demands`, `promises`, `warns`, `confirms`, `declines` or `asks`.
    pub stance: String,
    /// Fields that are not said in the statement's own sentence.
    pub inferred: Vec<String>,
    /// Between 0 and 1.
    pub confidence: f64,
}

/// A time expression.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimeInfo {
    /// `t1`, `t2`, …
    pub id: String,
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// The words.
    pub text: String,
    /// `date`, `time`, `duration` or `set`.
    #[serde(rename = "type")]
    pub kind: String,
    /// TIMEX3 value.
    pub value: String,
    /// First day.
    pub start_date: Option<String>,
    /// Last day, included.
    pub end_date: Option<String>,
    /// `title`, `standfirst` or `caption:N` if it does not lie in `article.text`.
    #[serde(rename = "in", default, skip_serializing_if = "Option::is_none")]
    pub part: Option<String>,
}

/// An amount.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AmountInfo {
    /// `a1`, `a2`, …
    pub id: String,
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// The words.
    pub text: String,
    /// Value, or low end of a range.
    pub value: serde_json::Number,
    /// High end of a range.
    pub value_max: Option<serde_json::Number>,
    /// ISO 4217 code, `percent`, or what is counted.
    pub unit: Option<String>,
    /// How it bounds the true value.
    pub bound: Option<crate::amounts::Bound>,
    /// What it is of.
    pub of: Option<String>,
    /// Since when (TIMEX3 value).
    pub since: Option<String>,
    /// Id of the amount that it is part of.
    pub part_of: Option<String>,
    /// What happened to the people counted.
    pub role: Option<crate::amounts::CountRole>,
    /// `title`, `standfirst` or `caption:N` if it does not lie in `article.text`.
    #[serde(rename = "in", default, skip_serializing_if = "Option::is_none")]
    pub part: Option<String>,
}

/// A place named in the text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PlaceInfo {
    /// `p1`, `p2`, …
    pub id: String,
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// The words.
    pub text: String,
    /// Name in the gazetteer.
    pub name: String,
    /// `country`, `region`, `admin1`, `admin2`, `city`, `site` or `sea`.
    pub kind: String,
    /// The finest unit that is known.
    pub precision: String,
    /// ISO 3166-1 alpha-3 code.
    pub country: Option<String>,
    /// First-level unit.
    pub admin1: Option<String>,
    /// Second-level unit.
    pub admin2: Option<String>,
    /// GeoNames id.
    pub geonames: Option<u64>,
    /// Latitude in degrees.
    pub lat: Option<f64>,
    /// Longitude in degrees.
    pub lon: Option<f64>,
    /// `title`, `standfirst` or `caption:N` if it does not lie in `article.text`.
    #[serde(rename = "in", default, skip_serializing_if = "Option::is_none")]
    pub part: Option<String>,
}

/// Something asked, promised, refused or delivered.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Commitment {
    /// `c1`, `c2`, …
    pub id: String,
    /// Content-derived id.
    pub uid: String,
    /// `request`, `demand`, `offer`, `pledge`, `application`, `delivery`, `refusal`, `threat` or `agreement`.
    pub kind: String,
    /// Entity that asks or commits itself.
    pub from: Option<String>,
    /// Entities addressed.
    pub to: Vec<String>,
    /// Entities that benefit, if others than those addressed.
    pub beneficiaries: Vec<String>,
    /// The thing.
    pub what: Option<Quote>,
    /// Ids in `amounts`.
    pub amounts: Vec<String>,
    /// Due date (ISO 8601).
    pub due: Option<String>,
    /// Its condition.
    pub condition: Option<Quote>,
    /// Id of the event that carries it.
    pub event: Option<String>,
    /// Id of the statement that carries it.
    pub statement: Option<String>,
    /// Id of the commitment that it replies to.
    pub answers: Option<String>,
    /// Number of its sentence.
    pub sentence: usize,
}

/// The record of one article.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// Name and version of the format: [`super::SCHEMA`].
    pub schema: String,
    /// What made it.
    pub engine: EngineInfo,
    /// What it was made from.
    pub article: ArticleInfo,
    /// The things referred to.
    pub entities: Vec<Entity>,
    /// Who did what to whom.
    pub events: Vec<Event>,
    /// Who said what.
    pub statements: Vec<Statement>,
    /// Time expressions.
    pub times: Vec<TimeInfo>,
    /// Amounts.
    pub amounts: Vec<AmountInfo>,
    /// Places.
    pub places: Vec<PlaceInfo>,
    /// The ledger.
    pub commitments: Vec<Commitment>,
}
