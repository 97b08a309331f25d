//! From triggers to events.

use crate::actors::Entities;
use crate::amounts::Amount;
use crate::analysis::{Analysis, Argument, Trigger};
use crate::document::{Document, SentenceKind};
use crate::places::Place;
use crate::span::Span;
use crate::statements::{Statement, clause};
use crate::times::Time;

use super::retold;
use super::when::{self, EventTime};

/// What has been read of the document so far.
pub struct Context<'a> {
    /// The text.
    pub document: &'a Document,
    /// What the model saw.
    pub analysis: &'a Analysis,
    /// Who is meant.
    pub entities: &'a Entities,
    /// Time expressions.
    pub times: &'a [Time],
    /// Places.
    pub places: &'a [Place],
    /// Amounts.
    pub amounts: &'a [Amount],
    /// Statements.
    pub statements: &'a [Statement],
}

/// Who fills a role.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Filler {
    /// Index of the entity.
    pub entity: usize,
    /// Bytes of the mention.
    pub span: Span,
}

/// One event. Spans are bytes of the document; indices point into the lists of [`Context`].
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// PLOVER type.
    pub kind: String,
    /// PLOVER mode.
    pub mode: Option<String>,
    /// PLOVER contexts.
    pub contexts: Vec<String>,
    /// Index of the sentence.
    pub sentence: usize,
    /// The words that name it.
    pub trigger: Span,
    /// Head word of the trigger.
    pub word: usize,
    /// Lemma of the trigger's head.
    pub lemma: String,
    /// Who did it.
    pub actors: Vec<Filler>,
    /// To whom.
    pub recipients: Vec<Filler>,
    /// The thing asked, given, seized.
    pub object: Option<Span>,
    /// Index of the place.
    pub place: Option<usize>,
    /// When.
    pub time: Option<EventTime>,
    /// `actual`, `ongoing`, `future`, `hypothetical` or `historical`.
    pub status: String,
    /// The text says that it did not happen.
    pub negated: bool,
    /// Index of the statement it stands in.
    pub statement: Option<usize>,
    /// Head word of the trigger that the model takes for the first telling.
    pub retells: Option<usize>,
    /// Index of the first telling.
    pub same_as: Option<usize>,
    /// Fields not said in its sentence.
    pub inferred: Vec<&'static str>,
    /// Indices of amounts.
    pub amounts: Vec<usize>,
    /// Stands in headline or lead.
    pub lead: bool,
    /// Between 0 and 1.
    pub confidence: f32,
}

/// The events of a document that `keep` lets pass, in the order of their triggers.
pub fn read(context: &Context, keep: &dyn Fn(&Event) -> bool) -> Vec<Event> {
    let lead = lead(context.document);
    let mut events: Vec<Event> = context.analysis.triggers.iter().map(|t| event(context, t, lead)).collect();
    events.dedup_by(|b, a| a.trigger == b.trigger && a.kind == b.kind);
    events.retain(keep);
    retold::link(&mut events);
    when::inherit(context, &mut events);
    events
}

/// The last sentence of headline, standfirst and first paragraph of the body.
fn lead(document: &Document) -> usize {
    let Some(first) = document.sentences.iter().find(|s| s.kind == SentenceKind::Body) else { return 0 };
    document.sentences.iter().rposition(|s| s.paragraph == first.paragraph).unwrap_or(0)
}

fn event(context: &Context, trigger: &Trigger, lead: usize) -> Event {
    let Context { document, analysis, .. } = context;
    let span = document.span_of(&trigger.words);
    let sentence = document.sentence_of(trigger.head);
    let mut inferred = Vec::new();
    let own = &document.sentences[sentence].tokens;
    let mut actors = parties(context, trigger, "actor");
    let mut recipients = parties(context, trigger, "recipient");
    if actors.is_empty() {
        actors.extend(subject(context, trigger));
    }
    for (name, list) in [("actors", &mut actors), ("recipients", &mut recipients)] {
        let here = list.iter().any(|(_, head)| own.contains(head));
        if here {
            list.retain(|(_, head)| own.contains(head));
        } else if !list.is_empty() {
            inferred.push(name);
        }
    }
    // The same entity is not both sides of one act, unless it is all there is.
    let actor_ids: Vec<usize> = actors.iter().map(|(f, _)| f.entity).collect();
    recipients.retain(|(f, _)| !actor_ids.contains(&f.entity));
    let object = best(trigger, "object", own).map(|a| document.span_of(&a.words));
    let time = when::own(context, trigger, sentence);
    let place = place(context, trigger, sentence);
    let amounts = amounts(context, trigger, object, span);
    let statement = statement(context.statements, span);
    let contexts = analysis
        .contexts
        .get(document.sentences[sentence].paragraph)
        .map(|c| c.iter().map(|(label, _)| label.clone()).collect())
        .unwrap_or_default();
    Event {
        kind: trigger.kind.clone(),
        mode: trigger.mode.clone(),
        contexts,
        sentence,
        trigger: span,
        word: trigger.head,
        lemma: analysis.words[trigger.head].lemma.to_lowercase(),
        actors: actors.into_iter().map(|(f, _)| f).collect(),
        recipients: recipients.into_iter().map(|(f, _)| f).collect(),
        object,
        place,
        time,
        status: trigger.status.clone(),
        negated: trigger.negated,
        statement,
        retells: trigger.retells.map(|i| analysis.triggers[i].head),
        same_as: None,
        inferred,
        amounts,
        lead: sentence <= lead,
        confidence: trigger.score,
    }
}

/// The entities that fill `role`, with the head word of each mention; never a relative pronoun; each entity once.
fn parties(context: &Context, trigger: &Trigger, role: &str) -> Vec<(Filler, usize)> {
    let mut out: Vec<(Filler, usize)> = Vec::new();
    for argument in trigger.arguments.iter().filter(|a| a.role == role) {
        let Some((head, words)) = antecedent(context, argument) else { continue };
        let Some(entity) = context.entities.at(head) else { continue };
        if !out.iter().any(|(f, _)| f.entity == entity) {
            out.push((Filler { entity, span: context.document.span_of(&words) }, head));
        }
    }
    out
}

/// Where the model names no actor: the mention that is the subject of the trigger, or the possessor of a noun ("his visit").
fn subject(context: &Context, trigger: &Trigger) -> Option<(Filler, usize)> {
    let words = &context.analysis.words;
    let head = match words[trigger.head].upos {
        "VERB" => clause::subject(context.analysis, trigger.head),
        "NOUN" => {
            (trigger.head.saturating_sub(12)..trigger.head).find(|&w| words[w].head == Some(trigger.head) && words[w].deprel == "nmod:poss")
        }
        _ => None,
    }?;
    let mention = context
        .analysis
        .mentions
        .iter()
        .find(|m| m.head == head && matches!(m.kind.as_str(), "person" | "organisation" | "country" | "group" | "role"))?;
    let entity = context.entities.at(head)?;
    Some((Filler { entity, span: context.document.span_of(&mention.words) }, head))
}

/// The argument itself, or what its relative pronoun stands for.
fn antecedent(context: &Context, argument: &Argument) -> Option<(usize, std::ops::Range<usize>)> {
    let words = &context.analysis.words;
    if !context.analysis.is_relative(context.document, argument.head) {
        return Some((argument.head, argument.words.clone()));
    }
    let mut at = argument.head;
    for _ in 0..20 {
        let head = words[at].head?;
        if words[at].deprel.starts_with("acl") {
            let mention = context.analysis.mention_at(head)?;
            return Some((head, mention.words.clone()));
        }
        at = head;
    }
    None
}

/// The likeliest filler of `role`, those of the event's own sentence first.
fn best<'t>(trigger: &'t Trigger, role: &str, own: &std::ops::Range<usize>) -> Option<&'t Argument> {
    trigger
        .arguments
        .iter()
        .filter(|a| a.role == role && own.contains(&a.head))
        .max_by(|a, b| a.score.total_cmp(&b.score).then(b.head.cmp(&a.head)))
}

/// The place that the event's own words name.
fn place(context: &Context, trigger: &Trigger, sentence: usize) -> Option<usize> {
    let own = &context.document.sentences[sentence].tokens;
    let argument = best(trigger, "place", own)?;
    let span = context.document.span_of(&argument.words);
    context
        .places
        .iter()
        .enumerate()
        .filter(|(_, p)| span.overlaps(p.span))
        .max_by_key(|(i, p)| (p.precision, usize::MAX - i))
        .map(|(i, _)| i)
}

/// Amounts inside the event's words: its object, its trigger, its parties.
fn amounts(context: &Context, trigger: &Trigger, object: Option<Span>, own: Span) -> Vec<usize> {
    let spans: Vec<Span> = trigger
        .arguments
        .iter()
        .filter(|a| matches!(a.role.as_str(), "object" | "recipient" | "actor" | "instrument"))
        .map(|a| context.document.span_of(&a.words))
        .chain(object)
        .chain([own])
        .collect();
    let direct: Vec<usize> = (0..context.amounts.len()).filter(|&i| spans.iter().any(|s| s.overlaps(context.amounts[i].span))).collect();
    let parts = (0..context.amounts.len())
        .filter(|&i| context.amounts[i].part_of.is_some_and(|whole| direct.contains(&whole)) && !direct.contains(&i));
    let mut all: Vec<usize> = direct.iter().copied().chain(parts).collect();
    all.sort_unstable();
    all
}

/// The smallest statement whose content holds the trigger.
fn statement(statements: &[Statement], trigger: Span) -> Option<usize> {
    (0..statements.len())
        .filter(|&i| statements[i].cue.is_none_or(|c| !c.overlaps(trigger)) && statements[i].content.iter().any(|c| c.contains(trigger)))
        .min_by_key(|&i| statements[i].content.iter().map(|c| c.len()).sum::<usize>())
}
