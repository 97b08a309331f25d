//! Layers to record: byte spans to code points, indices to ids.

use std::collections::BTreeMap;

use super::ids::content_id;
use super::types::*;
use super::{Offsets, SCHEMA};
use crate::article::{Article, Origin};
use crate::codebook::Codebook;
use crate::events::{self, Filler};
use crate::layers::Layers;
use crate::span::Span;
use crate::{amounts, commitments, places, statements, times};

/// The record of an article.
pub fn assemble(article: &Article, layers: &Layers, codebook: &Codebook, model: &str, knowledge: &str) -> Record {
    let a = Assembler { source: article, layers, offsets: Offsets::new(&layers.document), codebook, article: article_id(article) };
    Record {
        schema: SCHEMA.to_owned(),
        engine: EngineInfo {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            model: Some(model.to_owned()),
            codebook: codebook.name.clone(),
            knowledge: knowledge.to_owned(),
        },
        article: a.article_info(),
        entities: layers.entities.list.iter().enumerate().map(|(i, e)| a.entity(i, e)).collect(),
        events: layers.events.iter().enumerate().map(|(i, e)| a.event(i, e)).collect(),
        statements: layers.statements.iter().enumerate().map(|(i, s)| a.statement(i, s)).collect(),
        times: layers.times.iter().enumerate().map(|(i, t)| a.time(i, t)).collect(),
        amounts: layers.amounts.iter().enumerate().map(|(i, x)| a.amount(i, x)).collect(),
        places: layers.places.iter().enumerate().map(|(i, p)| a.place(i, p)).collect(),
        commitments: layers.commitments.iter().enumerate().map(|(i, c)| a.commitment(i, c)).collect(),
    }
}

/// The input's own id, else one derived from title, date and body.
fn article_id(article: &Article) -> String {
    article.given_id.clone().unwrap_or_else(|| {
        let title = article.title.as_ref().map_or("", |t| t.value.as_str());
        let published = article.published.as_ref().map(|p| p.value.to_string()).unwrap_or_default();
        content_id(&["article", title, &published, &article.text])
    })
}

struct Assembler<'a> {
    source: &'a Article,
    layers: &'a Layers,
    offsets: Offsets<'a>,
    codebook: &'a Codebook,
    article: String,
}

impl Assembler<'_> {
    fn article_info(&self) -> ArticleInfo {
        let article = self.source;
        let mut found = BTreeMap::new();
        let mut note = |field: &str, origin: Option<Origin>| {
            if let Some(origin) = origin {
                found.insert(field.to_owned(), word(&origin));
            }
        };
        note("url", article.url.as_ref().map(|f| f.origin));
        note("title", article.title.as_ref().map(|f| f.origin));
        note("standfirst", article.standfirst.as_ref().map(|f| f.origin));
        note("publisher", article.publisher.as_ref().map(|f| f.origin));
        note("authors", article.authors.first().map(|f| f.origin));
        note("section", article.section.as_ref().map(|f| f.origin));
        note("published", article.published.as_ref().map(|f| f.origin));
        note("language", article.language.as_ref().map(|f| f.origin));
        let value = |f: &Option<crate::article::Found<String>>| f.as_ref().map(|f| f.value.clone());
        ArticleInfo {
            id: self.article.clone(),
            source: article.source.clone(),
            url: value(&article.url),
            title: value(&article.title),
            publisher: value(&article.publisher),
            authors: article.authors.iter().map(|f| f.value.clone()).collect(),
            published: article.published.as_ref().map(|p| p.value.to_string()),
            language: value(&article.language),
            standfirst: value(&article.standfirst),
            captions: article.captions.clone(),
            section: value(&article.section),
            found,
            text: article.text.clone(),
        }
    }

    fn entity(&self, index: usize, e: &crate::actors::Entity) -> Entity {
        let mentions = e
            .mentions
            .iter()
            .map(|m| {
                let q = self.offsets.quote(m.span);
                Mention { start: q.start, end: q.end, text: q.text, form: m.form.as_str().to_owned(), part: q.part }
            })
            .collect();
        Entity {
            id: id('e', index),
            kind: match e.kind.as_str() {
                kind @ ("person" | "organisation" | "country" | "group" | "place" | "role") => kind.to_owned(),
                _ => "other".to_owned(),
            },
            name: e.name.clone(),
            actor: e.codes.actor.clone(),
            title: e.title.clone(),
            country: e.codes.country.clone(),
            acts_for: e.codes.acts_for.clone(),
            plover: Plover { country: e.codes.plover_country.clone(), sectors: e.codes.sectors.clone() },
            cameo: e.codes.cameo.clone(),
            why: e.codes.why.clone(),
            mentions,
        }
    }

    fn party(&self, entity: Option<usize>, span: Span) -> Party {
        let Mark { start, end, part } = self.offsets.mark(span);
        Party { entity: entity.map(|i| id('e', i)), start, end, part }
    }

    fn parties(&self, list: &[Filler]) -> Vec<Party> {
        list.iter().map(|f| self.party(Some(f.entity), f.span)).collect()
    }

    fn uid(&self, layer: &str, kind: &str, spans: &[Span]) -> String {
        let places: Vec<String> = spans
            .iter()
            .map(|&s| {
                let m = self.offsets.mark(s);
                format!("{}:{}-{}", m.part.unwrap_or_default(), m.start, m.end)
            })
            .collect();
        content_id(&[&self.article, layer, kind, &places.join(" ")])
    }

    fn event(&self, index: usize, e: &events::Event) -> Event {
        let scores = self.codebook.scores(&e.kind, e.mode.as_deref());
        let (cameo, goldstein, plover_score) = scores.map_or((String::new(), 0.0, 0.0), |(c, g, p)| (c.to_owned(), g, p));
        Event {
            id: id('v', index),
            uid: self.uid("event", &e.kind, &[e.trigger]),
            kind: e.kind.clone(),
            mode: e.mode.clone(),
            contexts: e.contexts.clone(),
            cameo,
            quad: self.codebook.types.get(&e.kind).map(|t| t.quad.clone()).unwrap_or_default(),
            goldstein,
            plover_score,
            sentence: e.sentence,
            trigger: self.offsets.quote(e.trigger),
            actors: self.parties(&e.actors),
            recipients: self.parties(&e.recipients),
            object: e.object.map(|s| self.offsets.quote(s)),
            place: e.place.map(|i| id('p', i)),
            time: e.time.as_ref().map(|t| EventTime {
                start_date: t.days.map(|(first, _)| first.to_string()),
                end_date: t.days.map(|(_, last)| last.to_string()),
                precision: t.precision.to_owned(),
                span: t.span.map(|s| self.offsets.mark(s)),
            }),
            status: e.status.clone(),
            negated: e.negated,
            statement: e.statement.map(|i| id('s', i)),
            same_as: e.same_as.map(|i| id('v', i)),
            inferred: e.inferred.iter().map(|s| (*s).to_owned()).collect(),
            amounts: e.amounts.iter().map(|&i| id('a', i)).collect(),
            lead: e.lead,
            confidence: round(f64::from(e.confidence)),
        }
    }

    fn statement(&self, index: usize, s: &statements::Statement) -> Statement {
        let party = |p: &statements::Party| self.party(self.layers.entities.at(p.head), p.span);
        let told: Vec<String> =
            self.layers.events.iter().enumerate().filter(|(_, e)| e.statement == Some(index)).map(|(i, _)| id('v', i)).collect();
        let spans: Vec<Span> = s.cue.into_iter().chain(s.content.iter().copied()).collect();
        Statement {
            id: id('s', index),
            uid: self.uid("statement", &s.stance, &spans),
            form: s.form.to_owned(),
            speaker: s.speaker.as_ref().map(party),
            addressees: s.addressees.iter().map(party).collect(),
            cue: s.cue.map(|c| self.offsets.quote(c)),
            content: s.content.iter().map(|&c| self.offsets.mark(c)).collect(),
            sentence: s.sentence,
            events: told,
            time: None,
            within: s.within.map(|i| id('s', i)),
            stance: s.stance.clone(),
            inferred: if s.speaker_inferred { vec!["speaker".to_owned()] } else { Vec::new() },
            confidence: round(f64::from(s.confidence)),
        }
    }

    fn time(&self, index: usize, t: &times::Time) -> TimeInfo {
        let q = self.offsets.quote(t.span);
        TimeInfo {
            id: id('t', index),
            start: q.start,
            end: q.end,
            text: q.text,
            kind: word(&t.kind),
            value: t.value.clone(),
            start_date: t.days.map(|(first, _)| first.to_string()),
            end_date: t.days.map(|(_, last)| last.to_string()),
            part: q.part,
        }
    }

    fn amount(&self, index: usize, a: &amounts::Amount) -> AmountInfo {
        let q = self.offsets.quote(a.span);
        AmountInfo {
            id: id('a', index),
            start: q.start,
            end: q.end,
            text: q.text,
            value: number(a.value),
            value_max: a.value_max.map(number),
            unit: a.unit.clone(),
            bound: a.bound,
            of: a.of.map(|s| s.of(&self.layers.document.text).to_owned()),
            since: a.since.clone(),
            part_of: a.part_of.map(|i| id('a', i)),
            role: a.role,
            part: q.part,
        }
    }

    fn place(&self, index: usize, p: &places::Place) -> PlaceInfo {
        let q = self.offsets.quote(p.span);
        PlaceInfo {
            id: id('p', index),
            start: q.start,
            end: q.end,
            text: q.text,
            name: p.name.clone(),
            kind: word(&p.kind),
            precision: word(&p.precision),
            country: p.country.clone(),
            admin1: p.admin1.clone(),
            admin2: p.admin2.clone(),
            geonames: p.geonames.map(u64::from),
            lat: p.lat,
            lon: p.lon,
            part: q.part,
        }
    }

    fn commitment(&self, index: usize, c: &commitments::Commitment) -> Commitment {
        let event = &self.layers.events[c.event];
        Commitment {
            id: id('c', index),
            uid: self.uid("commitment", c.kind, &[event.trigger]),
            kind: c.kind.to_owned(),
            from: c.from.map(|i| id('e', i)),
            to: c.to.iter().map(|&i| id('e', i)).collect(),
            beneficiaries: Vec::new(),
            what: c.what.map(|s| self.offsets.quote(s)),
            amounts: event.amounts.iter().map(|&i| id('a', i)).collect(),
            due: c.due.map(|d| d.to_string()),
            condition: None,
            event: Some(id('v', c.event)),
            statement: event.statement.map(|i| id('s', i)),
            answers: c.answers.map(|i| id('c', i)),
            sentence: c.sentence,
        }
    }
}

/// `e1`, `v2`, …: ids count from 1.
fn id(letter: char, index: usize) -> String {
    format!("{letter}{}", index + 1)
}

/// The word that a value without fields is printed as.
pub(crate) fn word(value: &impl serde::Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
}

/// Whole numbers print without a fraction.
fn number(value: f64) -> serde_json::Number {
    if value.fract() == 0.0 && value.abs() < 9e15 {
        (value as i64).into()
    } else {
        serde_json::Number::from_f64(value).unwrap_or_else(|| 0.into())
    }
}

/// Three decimals: what calibration supports, and what stays the same on every machine.
fn round(value: f64) -> f64 {
    (value * 1000.0).round() / 1000.0
}
