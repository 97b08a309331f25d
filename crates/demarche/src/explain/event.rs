//! Why an event is as it is.

use super::{Explanation, Reasons, Source};
use crate::analysis::{Argument, Trigger};
use crate::events::{Event, Filler};

pub(super) fn explain(source: &Source, index: usize) -> Option<Explanation> {
    let e = source.layers.events.get(index)?;
    let printed = source.record.events.get(index)?;
    let trigger = source.layers.analysis.triggers.iter().find(|t| t.head == e.word && t.kind == e.kind)?;
    let mut out = Reasons::default();
    kind(source, e, trigger, &mut out);
    parties(source, e, trigger, "actor", "actors", &e.actors, &mut out);
    parties(source, e, trigger, "recipient", "recipients", &e.recipients, &mut out);
    object(source, e, trigger, &mut out);
    time(source, e, trigger, &mut out);
    place(source, e, trigger, &mut out);
    out.add("status", &*e.status, head("status", source.text(e.trigger), trigger.chances.status));
    out.add("negated", e.negated.to_string(), head("negated", source.text(e.trigger), trigger.chances.negated));
    links(source, e, &mut out);
    out.add("confidence", printed.confidence.to_string(), "the chance of the type by the head trigger");
    source.done(&printed.id, "event", e.trigger.start, out)
}

fn head(name: &str, words: &str, score: f32) -> String {
    format!("head {name} on “{words}” ({score:.2})")
}

/// Type, mode, contexts, and the codes that a row of the codebook gives them.
fn kind(source: &Source, e: &Event, trigger: &Trigger, out: &mut Reasons) {
    let book = source.engine.codebook();
    let kind = book.types.get(&e.kind);
    out.add("trigger", source.text(e.trigger), "the span that the head word_span draws around the word");
    let definition = kind.map(|k| format!("; {}", k.definition)).unwrap_or_default();
    out.add("type", &*e.kind, head("trigger", source.text(e.trigger), trigger.score) + &definition);
    let mode = kind.zip(e.mode.as_ref()).and_then(|(k, m)| k.modes.get(m));
    let definition = mode.map(|m| format!("; {}", m.definition)).unwrap_or_default();
    out.add("mode", e.mode.as_deref().unwrap_or("none"), head("mode", source.text(e.trigger), trigger.chances.mode) + &definition);
    let paragraph = source.layers.document.sentences[e.sentence].paragraph;
    let scored = source.layers.analysis.contexts.get(paragraph).map_or(&[][..], |c| c);
    let shown: Vec<String> = scored.iter().map(|(label, p)| format!("{label} {p:.2}")).collect();
    let why = if shown.is_empty() { "none above one half".to_owned() } else { shown.join(", ") };
    out.add("contexts", e.contexts.join(", "), format!("head context over the paragraph: {why}"));
    if let Some((cameo, goldstein, plover)) = book.scores(&e.kind, e.mode.as_deref()) {
        let row = match mode {
            Some(_) => format!("codebook/types.toml: types.{}.modes.{}", e.kind, e.mode.as_deref().unwrap_or_default()),
            None => format!("codebook/types.toml: types.{}", e.kind),
        };
        out.add("cameo", cameo, row.clone());
        out.add("quad", kind.map(|k| k.quad.as_str()).unwrap_or_default(), format!("codebook/types.toml: types.{}", e.kind));
        out.add("goldstein", goldstein.to_string(), row.clone());
        out.add("plover_score", plover.to_string(), row);
    }
}

fn parties(source: &Source, e: &Event, trigger: &Trigger, role: &str, field: &'static str, list: &[Filler], out: &mut Reasons) {
    if list.is_empty() {
        let near = strongest(trigger, role);
        let why = match near {
            Some(a) => {
                format!("head role saw “{}” ({:.2}), which leads to nobody, or is the other side of the act", words(source, a), a.score)
            }
            None => format!("head role found no {role}"),
        };
        out.add(field, "nobody", why);
    }
    for filler in list {
        let (name, known) = source.entity(filler.entity);
        let found = trigger.arguments.iter().find(|a| a.role == role && source.layers.document.span_of(&a.words) == filler.span);
        let by = match found.or_else(|| relative(source, trigger, role)) {
            Some(a) if found.is_some() => format!("head role: “{}” ({:.2})", words(source, a), a.score),
            Some(a) => format!(
                "head role: “{}” ({:.2}), a relative pronoun that stands for “{}”",
                words(source, a),
                a.score,
                source.text(filler.span)
            ),
            None => format!(
                "rule: “{}” is the subject or possessor of the word in the tree, where the head role names none",
                source.text(filler.span)
            ),
        };
        let elsewhere = if e.inferred.contains(&field) { "; stands in another sentence" } else { "" };
        out.add(field, name, format!("{by}; {known}{elsewhere}"));
    }
}

/// The strongest argument of a role.
fn strongest<'t>(trigger: &'t Trigger, role: &str) -> Option<&'t Argument> {
    trigger.arguments.iter().filter(|a| a.role == role).max_by(|a, b| a.score.total_cmp(&b.score))
}

fn relative<'t>(source: &Source, trigger: &'t Trigger, role: &str) -> Option<&'t Argument> {
    trigger.arguments.iter().find(|a| a.role == role && source.layers.analysis.words[a.head].upos == "PRON")
}

fn words<'s>(source: &'s Source, argument: &Argument) -> &'s str {
    source.text(source.layers.document.span_of(&argument.words))
}

fn object(source: &Source, e: &Event, trigger: &Trigger, out: &mut Reasons) {
    let found =
        e.object.and_then(|o| trigger.arguments.iter().find(|a| a.role == "object" && source.layers.document.span_of(&a.words) == o));
    match (e.object, found) {
        (Some(span), Some(a)) => {
            out.add("object", source.text(span), format!("head role: object ({:.2}), the likeliest in the sentence", a.score))
        }
        (Some(span), None) => out.add("object", source.text(span), "rule"),
        _ => out.add("object", "none", "head role found no object in the sentence"),
    }
}

fn time(source: &Source, e: &Event, trigger: &Trigger, out: &mut Reasons) {
    let Some(time) = &e.time else {
        return out.add("time", "none", "no time role and no date that hangs on the word in the tree");
    };
    let value = time.days.map_or_else(|| time.precision.to_owned(), |(a, b)| if a == b { a.to_string() } else { format!("{a} to {b}") });
    let Some(span) = time.span else {
        return out.add("time", value, "rule: taken from the other telling of the same act");
    };
    let document = &source.layers.document;
    let role = trigger
        .arguments
        .iter()
        .filter(|a| a.role == "time" && span.overlaps(document.span_of(&a.words)))
        .max_by(|a, b| a.score.total_cmp(&b.score));
    let by = match role {
        Some(a) => format!("head role: time “{}” ({:.2})", words(source, a), a.score),
        None => format!("rule: “{}” hangs on the word in the tree", source.text(span)),
    };
    let read = source.layers.times.iter().position(|t| t.with_preposition == span);
    let read = read.map(|i| format!("; t{} reads it as {}", i + 1, source.layers.times[i].value)).unwrap_or_default();
    out.add("time", value, by + &read);
}

fn place(source: &Source, e: &Event, trigger: &Trigger, out: &mut Reasons) {
    let Some(index) = e.place else {
        return out.add("place", "none", "head role found no place in the sentence that the gazetteer knows");
    };
    let place = &source.layers.places[index];
    let value = format!("{} (p{})", place.name, index + 1);
    if e.inferred.contains(&"place") {
        return out.add("place", value, "rule: from the other telling of the same act, or from the dateline");
    }
    let why = match strongest(trigger, "place") {
        Some(a) => format!("head role: place “{}” ({:.2}); {}", words(source, a), a.score, super::others::gazetteer(place)),
        None => super::others::gazetteer(place),
    };
    out.add("place", value, why);
}

/// Statement, retelling, amounts.
fn links(source: &Source, e: &Event, out: &mut Reasons) {
    match e.statement {
        Some(s) => out.add("statement", format!("s{}", s + 1), "rule: the smallest statement whose words hold the trigger"),
        None => out.add("statement", "none", "rule: no statement's words hold the trigger, so the article itself tells it"),
    }
    if let Some(first) = e.same_as {
        let other = &source.layers.events[first];
        let shared = |a: &[Filler], b: &[Filler]| a.iter().any(|x| b.iter().any(|y| x.entity == y.entity));
        let mut common = vec!["type"];
        common.extend((e.lemma == other.lemma).then_some("word"));
        common.extend(shared(&e.actors, &other.actors).then_some("actor"));
        common.extend(shared(&e.recipients, &other.recipients).then_some("recipient"));
        common.extend((e.lead && other.lead).then_some("both in headline and lead"));
        out.add("same_as", format!("v{}", first + 1), format!("rule: nothing contradicts, and in common: {}", common.join(", ")));
    }
    if !e.amounts.is_empty() {
        let list: Vec<String> = e.amounts.iter().map(|a| format!("a{}", a + 1)).collect();
        out.add(
            "amounts",
            list.join(", "),
            "rule: they stand in the words of its object, its trigger or its parties, or are part of one that does",
        );
    }
}
