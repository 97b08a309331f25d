//! A record for people: what the terminal shows.

use std::fmt::Write;

use demarche::record::{Commitment, Event, Mark, Party, Record, Statement};
use indicatif::{ProgressBar, ProgressStyle};

const BOLD: &str = "\x1b[1m";
const DIM: &str = "\x1b[2m";
const ACTOR: &str = "\x1b[36m";
const TYPE: &str = "\x1b[33m";
const RECIPIENT: &str = "\x1b[35m";
const SAID: &str = "\x1b[32m";
const OFF: &str = "\x1b[0m";

/// A counter on standard error, shown only there and only on a terminal.
pub fn progress() -> ProgressBar {
    let bar = ProgressBar::no_length();
    if let Ok(style) = ProgressStyle::with_template("{pos} articles read, {per_sec}, {elapsed}") {
        bar.set_style(style);
    }
    bar
}

/// The record as text with colours (the stream strips them where none are wanted).
pub fn record(record: &Record) -> String {
    let mut out = String::new();
    let a = &record.article;
    let _ = writeln!(out, "{BOLD}{}{OFF}", a.title.as_deref().unwrap_or("(no headline)"));
    let about: Vec<&str> = [a.publisher.as_deref(), a.published.as_deref(), Some(a.source.as_str())].into_iter().flatten().collect();
    let _ = writeln!(out, "{DIM}{}{OFF}\n", about.join(" · "));
    section(&mut out, "EVENTS", record.events.iter().filter(|e| e.same_as.is_none()).map(|e| event(record, e)));
    section(&mut out, "STATEMENTS", record.statements.iter().map(|s| statement(record, s)));
    section(&mut out, "LEDGER", record.commitments.iter().map(|c| commitment(record, c)));
    section(
        &mut out,
        "WHO",
        record.entities.iter().filter(|e| e.actor.is_some() || e.mentions.len() > 1).map(|e| {
            let codes: Vec<&str> = [e.actor.as_deref(), e.cameo.as_deref(), e.acts_for.as_deref()].into_iter().flatten().collect();
            format!(
                "{ACTOR}{}{OFF}{} {DIM}{} · {} mentions{OFF}",
                e.name,
                e.title.as_ref().map(|t| format!(", {t}")).unwrap_or_default(),
                codes.join(" · "),
                e.mentions.len()
            )
        }),
    );
    out
}

fn section(out: &mut String, name: &str, lines: impl Iterator<Item = String>) {
    let mut lines = lines.peekable();
    if lines.peek().is_some() {
        let _ = writeln!(out, "{BOLD}{name}{OFF}");
        for line in lines {
            let _ = writeln!(out, "  {line}");
        }
        out.push('\n');
    }
}

fn names(record: &Record, parties: &[Party]) -> String {
    let list: Vec<&str> = parties
        .iter()
        .filter_map(|p| p.entity.as_ref())
        .filter_map(|id| record.entities.iter().find(|e| e.id == *id))
        .map(|e| e.name.as_str())
        .collect();
    if list.is_empty() { "–".to_owned() } else { list.join(", ") }
}

fn event(record: &Record, e: &Event) -> String {
    let mode = e.mode.as_ref().map(|m| format!("/{m}")).unwrap_or_default();
    let mut notes = Vec::new();
    if e.status != "actual" {
        notes.push(e.status.clone());
    }
    if e.negated {
        notes.push("not".to_owned());
    }
    if let Some(time) = e.time.as_ref().and_then(|t| t.start_date.clone().map(|d| (d, t))) {
        notes.push(match &time.1.end_date {
            Some(end) if *end != time.0 => format!("{}..{end}", time.0),
            _ => time.0,
        });
    }
    if let Some(place) = e.place.as_ref().and_then(|id| record.places.iter().find(|p| p.id == *id)) {
        notes.push(place.name.clone());
    }
    if let Some(s) = &e.statement {
        notes.push(format!("says {s}"));
    }
    let object = e.object.as_ref().map(|o| format!(": {}", o.text)).unwrap_or_default();
    format!(
        "{DIM}{:<4}{OFF}{TYPE}{:<20}{OFF} {ACTOR}{}{OFF} {BOLD}{}{OFF} {RECIPIENT}{}{OFF}{object} {DIM}{}{OFF}",
        e.id,
        format!("{}{mode}", e.kind),
        names(record, &e.actors),
        e.trigger.text,
        names(record, &e.recipients),
        notes.join(" · ")
    )
}

/// One statement on a line.
pub fn statement(record: &Record, s: &Statement) -> String {
    let speaker = s.speaker.as_ref().map_or_else(|| "–".to_owned(), |p| names(record, std::slice::from_ref(p)));
    let words: Vec<String> = s.content.iter().map(|c| words(record, c)).collect();
    format!("{DIM}{:<4}{OFF}{ACTOR}{speaker}{OFF} {TYPE}{}{OFF} {DIM}({}){OFF} {SAID}{}{OFF}", s.id, s.stance, s.form, words.join(" … "))
}

/// One commitment on a line.
pub fn commitment(record: &Record, c: &Commitment) -> String {
    let names = |ids: &[String]| {
        ids.iter().filter_map(|id| record.entities.iter().find(|e| e.id == *id)).map(|e| e.name.as_str()).collect::<Vec<_>>().join(", ")
    };
    let from: Vec<String> = c.from.iter().cloned().collect();
    let what = c.what.as_ref().map_or("", |q| &q.text);
    let due = c.due.as_ref().map(|d| format!(" by {d}")).unwrap_or_default();
    format!("{TYPE}{:<12}{OFF} {ACTOR}{}{OFF} → {RECIPIENT}{}{OFF}  {what}{due}", c.kind, names(&from), names(&c.to))
}

/// The words of a mark, from whichever part of the article it lies in.
pub fn words(record: &Record, mark: &Mark) -> String {
    let a = &record.article;
    let text = match mark.part.as_deref() {
        None => a.text.as_str(),
        Some("title") => a.title.as_deref().unwrap_or(""),
        Some("standfirst") => a.standfirst.as_deref().unwrap_or(""),
        Some(caption) => caption
            .strip_prefix("caption:")
            .and_then(|n| n.parse::<usize>().ok())
            .and_then(|n| a.captions.get(n))
            .map_or("", String::as_str),
    };
    text.chars().skip(mark.start).take(mark.end - mark.start).collect()
}
