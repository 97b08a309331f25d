//! Why a statement is as it is.

use super::{Explanation, Reasons, Source};
use crate::analysis::Cue;
use crate::statements::{Party, Statement};

pub(super) fn explain(source: &Source, index: usize) -> Option<Explanation> {
    let s = source.layers.statements.get(index)?;
    let printed = source.record.statements.get(index)?;
    let cue = s.cue_word.and_then(|w| source.layers.analysis.cues.iter().find(|c| c.head == w));
    let mut out = Reasons::default();
    match (s.cue, cue) {
        (Some(span), Some(c)) => out.add("cue", source.text(span), format!("head cue ({:.2})", c.score)),
        (Some(span), None) => out.add("cue", source.text(span), "rule: the label of a turn in an interview"),
        _ => out.add("cue", "none", "rule: a quotation that no cue claims"),
    }
    let stance =
        cue.map_or_else(|| "rule: what has no cue asserts".to_owned(), |c| format!("head stance on the cue ({:.2})", c.stance_score));
    out.add("stance", &*s.stance, stance);
    speaker(source, s, cue, &mut out);
    for to in &s.addressees {
        let score = cue.and_then(|c| c.parties.iter().find(|p| p.head == to.head)).map_or(0.0, |p| p.score);
        out.add("addressees", named(source, to), format!("head party: addressee “{}” ({score:.2})", source.text(to.span)));
    }
    content(source, s, cue, &mut out);
    out.add("form", s.form, "rule: how much of the content stands in quotation marks");
    if let Some(outer) = s.within {
        out.add("within", format!("s{}", outer + 1), "rule: it stands inside that statement's words");
    }
    if !printed.events.is_empty() {
        out.add("events", printed.events.join(", "), "rule: events whose trigger stands in these words and in no smaller statement");
    }
    out.add("confidence", printed.confidence.to_string(), "the chance of the cue by the head cue");
    let at = s.cue.or(s.content.first().copied()).map_or(0, |c| c.start);
    source.done(&printed.id, "statement", at, out)
}

fn named(source: &Source, party: &Party) -> String {
    match source.layers.entities.at(party.head) {
        Some(entity) => source.entity(entity).0,
        None => source.text(party.span).to_owned(),
    }
}

fn speaker(source: &Source, s: &Statement, cue: Option<&Cue>, out: &mut Reasons) {
    let Some(party) = &s.speaker else {
        return out.add("speaker", "none", "neither the head party nor the tree names a source");
    };
    let words = source.text(party.span);
    let found = cue.and_then(|c| c.parties.iter().find(|p| p.role == "source" && p.head == party.head));
    let by = match found {
        Some(p) => format!("head party: source “{words}” ({:.2})", p.score),
        None if s.speaker_inferred => format!("rule: “{words}” speaks in the sentences beside it"),
        None => format!("rule: “{words}” is the subject of the cue in the tree"),
    };
    let known = source.layers.entities.at(party.head).map(|e| format!("; {}", source.entity(e).1)).unwrap_or_default();
    let elsewhere = if s.speaker_inferred { "; stands in another sentence" } else { "" };
    out.add("speaker", named(source, party), by + &known + elsewhere);
}

/// How many of the words the model gives to the cue, and how surely.
fn content(source: &Source, s: &Statement, cue: Option<&Cue>, out: &mut Reasons) {
    let text: Vec<&str> = s.content.iter().map(|c| source.text(*c)).collect();
    let text = text.join(" … ");
    let Some(cue) = cue else {
        return out.add("content", text, "rule: the words between the quotation marks, or after the label");
    };
    let document = &source.layers.document;
    let inside: Vec<usize> = s.content.iter().flat_map(|c| document.tokens_in(*c)).collect();
    let odds: Vec<f32> = cue.content.iter().filter(|(w, _)| inside.contains(w)).map(|(_, o)| *o).collect();
    let said = odds.iter().filter(|o| **o > 0.0).count();
    let mean = odds.iter().map(|o| 1.0 / (1.0 + (-o).exp())).sum::<f32>() / odds.len().max(1) as f32;
    let more = if said < inside.len() { "; the rest by the quotation marks or the clause in the tree" } else { "" };
    out.add("content", text, format!("head content: {said} of {} words (mean {mean:.2}){more}", inside.len()));
}
