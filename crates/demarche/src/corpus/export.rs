//! Annotated articles as JSON lines for training and for other tools: offsets are code points into `text`.

use serde_json::{Value, json};

use super::annotations::{Filler, GoldArticle};
use crate::document::SentenceKind;
use crate::span::Span;

/// The article as one JSON value. `split` is `train`, `dev` or `test`.
pub fn export(article: &GoldArticle, split: &str) -> Value {
    let doc = &article.document;
    let points = Points::new(&doc.text);
    let range = |s: Span| json!([points.at(s.start), points.at(s.end)]);
    let filler = |f: &Filler| match f {
        Filler::Words(s) => range(*s),
        Filler::Entity(key) => json!({ "entity": key }),
    };
    let sentences: Vec<Value> = doc
        .sentences
        .iter()
        .map(|s| {
            let kind = match s.kind {
                SentenceKind::Title => "title",
                SentenceKind::Standfirst => "standfirst",
                SentenceKind::Heading => "heading",
                SentenceKind::Body => "body",
                SentenceKind::Caption => "caption",
            };
            json!({"start": points.at(s.span.start), "end": points.at(s.span.end), "kind": kind, "paragraph": s.paragraph,
                   "tokens": doc.tokens[s.tokens.clone()].iter().map(|t| range(t.span)).collect::<Vec<_>>()})
        })
        .collect();
    let mentions: Vec<Value> = article
        .mentions
        .iter()
        .map(|m| json!({"start": points.at(m.span.start), "end": points.at(m.span.end), "entity": m.entity, "kind": article.entities.get(&m.entity)}))
        .collect();
    let events: Vec<Value> = article
        .events
        .iter()
        .map(|e| {
            let roles: Vec<Value> = e
                .roles
                .iter()
                .map(|r| match &r.filler {
                    Filler::Words(s) => json!({"role": r.role, "start": points.at(s.start), "end": points.at(s.end)}),
                    Filler::Entity(key) => json!({"role": r.role, "entity": key}),
                })
                .collect();
            json!({"id": e.id, "type": e.kind, "mode": e.mode, "status": e.status, "negated": e.negated, "trigger": range(e.trigger), "sentence": e.sentence,
                   "roles": roles, "same_as": e.same_as, "statement": e.statement})
        })
        .collect();
    let statements: Vec<Value> = article
        .statements
        .iter()
        .map(|s| {
            json!({"id": s.id, "form": s.form, "stance": s.stance, "cue": s.cue.map(range), "sentence": s.sentence, "source": s.source.as_ref().map(filler),
                   "addressees": s.addressees.iter().map(filler).collect::<Vec<_>>(), "content": s.content.iter().map(|c| range(*c)).collect::<Vec<_>>(), "within": s.within})
        })
        .collect();
    let commitments: Vec<Value> = article
        .commitments
        .iter()
        .map(|c| {
            json!({"id": c.id, "kind": c.kind, "carrier": c.carrier, "from": c.from, "to": c.to, "for": c.beneficiaries, "what": c.what.map(range),
                   "due": c.due.map(range), "if": c.condition.map(range), "answers": c.answers})
        })
        .collect();
    let contexts: Vec<Value> =
        article.contexts.iter().map(|(paragraph, labels)| json!({"paragraph": paragraph, "labels": labels})).collect();
    let valued = |span: Span, value: &str| json!({"start": points.at(span.start), "end": points.at(span.end), "value": value});
    json!({
        "id": article.field("id"), "split": split, "title": title(article), "published": article.field("published"), "genre": article.field("genre"),
        "layers": article.layers, "text": doc.text, "sentences": sentences, "mentions": mentions, "events": events, "statements": statements,
        "commitments": commitments, "contexts": contexts,
        "times": article.times.iter().map(|t| valued(t.span, &t.value)).collect::<Vec<_>>(),
        "amounts": article.amounts.iter().map(|a| valued(a.span, &a.value)).collect::<Vec<_>>(),
        "places": article.places.iter().map(|p| valued(p.span, &p.value)).collect::<Vec<_>>(),
    })
}

fn title(article: &GoldArticle) -> Option<&str> {
    let doc = &article.document;
    doc.sentences.iter().find(|s| s.kind == SentenceKind::Title).map(|s| s.span.of(&doc.text))
}

/// Bytes to code points.
struct Points(Vec<u32>);

impl Points {
    fn new(text: &str) -> Self {
        let mut table = vec![0; text.len() + 1];
        let mut count = 0;
        for (at, c) in text.char_indices() {
            table[at..at + c.len_utf8()].fill(count);
            count += 1;
        }
        table[text.len()] = count;
        Self(table)
    }

    fn at(&self, byte: usize) -> u32 {
        self.0[byte]
    }
}
