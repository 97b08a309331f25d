//! What was asked, promised, refused and delivered: the ledger of one article.

use std::sync::LazyLock;

use jiff::civil::Date;
use serde::Deserialize;

use crate::document::Document;
use crate::events::Event;
use crate::span::Span;
use crate::times::Time;

/// One commitment. Spans are bytes of the document; indices point into the events and entities.
#[derive(Debug, Clone, PartialEq)]
pub struct Commitment {
    /// `request`, `demand`, `offer`, `pledge`, `application`, `delivery`, `refusal`, `threat` or `agreement`.
    pub kind: &'static str,
    /// Entity that asks or commits itself.
    pub from: Option<usize>,
    /// Entities addressed.
    pub to: Vec<usize>,
    /// The thing.
    pub what: Option<Span>,
    /// Last day on which it is due.
    pub due: Option<Date>,
    /// Index of the event that carries it.
    pub event: usize,
    /// Index of the commitment that it replies to.
    pub answers: Option<usize>,
    /// Index of the sentence.
    pub sentence: usize,
}

#[derive(Deserialize)]
struct Rules {
    rule: Vec<Rule>,
}

#[derive(Deserialize)]
struct Rule {
    #[serde(rename = "type")]
    event: String,
    kind: String,
    lemmas: Vec<String>,
}

static RULES: LazyLock<Rules> = LazyLock::new(|| {
    toml::from_str(include_str!("../../../../codebook/commitments.toml"))
        .expect("codebook/commitments.toml is part of the program and parses")
});

/// The commitments that the events carry, in their order. Retellings, negated and hypothetical events and background carry none.
pub fn read(document: &Document, events: &[Event], times: &[Time]) -> Vec<Commitment> {
    let mut out: Vec<Commitment> = Vec::new();
    for (index, event) in events.iter().enumerate() {
        if event.negated || event.same_as.is_some() || matches!(event.status.as_str(), "hypothetical") {
            continue;
        }
        let Some(kind) = kind(event) else { continue };
        let from = event.actors.first().map(|f| f.entity);
        let mut to: Vec<usize> = event.recipients.iter().map(|f| f.entity).collect();
        if kind == "agreement" && to.is_empty() {
            to = event.actors.iter().skip(1).map(|f| f.entity).collect();
        }
        if from.is_none() && to.is_empty() {
            continue;
        }
        let what = event.object;
        let due = due(document, event, times);
        let answers = answers(&out, kind, from, &to);
        out.push(Commitment { kind, from, to, what, due, event: index, answers, sentence: event.sentence });
    }
    out
}

fn kind(event: &Event) -> Option<&'static str> {
    RULES.rule.iter().find(|r| r.event == event.kind && (r.lemmas.is_empty() || r.lemmas.contains(&event.lemma))).map(|r| r.kind.as_str())
}

/// The end of the first dated expression after "by", "before" or "until" inside the thing asked or promised, or after the trigger in its sentence.
fn due(document: &Document, event: &Event, times: &[Time]) -> Option<Date> {
    let sentence = document.sentences[event.sentence].span;
    let scope =
        event.object.map_or(Span::new(event.trigger.end.min(sentence.end), sentence.end), |o| Span::new(o.start, sentence.end.max(o.end)));
    times
        .iter()
        .filter(|t| scope.contains(t.span))
        .find(|t| {
            let lead = Span::new(t.with_preposition.start, t.span.start).of(&document.text).trim().to_lowercase();
            matches!(lead.as_str(), "by" | "before" | "until" | "no later than")
        })
        .and_then(|t| t.days.map(|(_, last)| last))
}

/// The last request or offer to the party that now answers.
fn answers(before: &[Commitment], kind: &str, from: Option<usize>, to: &[usize]) -> Option<usize> {
    if !matches!(kind, "refusal" | "delivery" | "pledge" | "agreement") {
        return None;
    }
    let from = from?;
    before.iter().rposition(|c| {
        let asked = matches!(c.kind, "request" | "demand" | "application" | "offer") && c.to.contains(&from);
        asked && (to.is_empty() || c.from.is_some_and(|f| to.contains(&f)))
    })
}
