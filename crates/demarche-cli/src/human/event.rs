//! The events for people.

use demarche::record::{Event, EventTime, Record};

use super::layout::{Pieces, Style, clean};
use super::{Row, View, names};

/// A row an event; what is told again only where all is wanted.
pub(super) fn rows(record: &Record, view: View) -> Vec<Row> {
    record.events.iter().filter(|e| view.verbose || e.same_as.is_none()).map(|e| row(record, e, view)).collect()
}

fn row(record: &Record, e: &Event, view: View) -> Row {
    let (mut kind, mut rest) = (Pieces::default(), Pieces::default());
    kind.add(Style::Type, &*e.kind);
    if let Some(mode) = &e.mode {
        kind.add(Style::Dim, format!("/{mode}"));
    }
    match names(record, &e.actors) {
        Some(actors) => rest.add(Style::Actor, actors),
        None => rest.add(Style::Dim, "(not named)"),
    };
    rest.add(Style::Plain, " ");
    if e.negated {
        rest.add(Style::Bold, "NOT ");
    }
    rest.add(Style::Bold, clean(&e.trigger.text));
    if let Some(recipients) = names(record, &e.recipients) {
        rest.add(Style::Plain, " → ").add(Style::Recipient, recipients);
    }
    if let Some(object) = &e.object {
        rest.add(Style::Plain, format!(": {}", clean(&object.text)));
    }
    let notes = notes(record, e, view);
    if !notes.is_empty() {
        rest.add(Style::Dim, format!(" [{}]", notes.join(" · ")));
    }
    Row { id: e.id.clone(), kind, rest }
}

fn notes(record: &Record, e: &Event, view: View) -> Vec<String> {
    let mut notes = Vec::new();
    if e.status != "actual" {
        notes.push(e.status.clone());
    }
    notes.extend(e.time.as_ref().and_then(days));
    let place = e.place.as_ref().and_then(|id| record.places.iter().find(|p| p.id == *id));
    notes.extend(place.map(|p| format!("in {}", clean(&p.name))));
    notes.extend(e.statement.as_ref().map(|s| format!("said in {s}")));
    if view.verbose {
        notes.extend(e.same_as.as_ref().map(|v| format!("same as {v}")));
        notes.extend((!e.contexts.is_empty()).then(|| e.contexts.join(", ")));
        notes.push(format!("CAMEO {} · Goldstein {:+.1} · PLOVER {:+.1}", e.cameo, e.goldstein, e.plover_score));
        notes.extend((!e.inferred.is_empty()).then(|| format!("inferred: {}", e.inferred.join(", "))));
        notes.push(format!("confidence {:.2}", e.confidence));
    }
    notes
}

/// One day; a whole month or year shortened; else first and last day.
fn days(time: &EventTime) -> Option<String> {
    let first = time.start_date.as_deref()?;
    let last = time.end_date.as_deref().unwrap_or(first);
    let cut = match time.precision.as_str() {
        "year" => 4,
        "month" => 7,
        _ => 10,
    };
    match (first.get(..cut), last.get(..cut)) {
        (Some(a), Some(b)) if a == b => Some(a.to_owned()),
        _ => Some(format!("{first} to {last}")),
    }
}
