//! `demarche statements` and `demarche commitments`: one layer of many articles, filtered.

use std::io::{IsTerminal, Write};
use std::process::ExitCode;

use anyhow::Result;
use clap::Args;
use demarche::record::{Entity, Record, Statement};
use serde_json::json;

use crate::engine::EngineArgs;
use crate::inputs::InputArgs;
use crate::{SOME_FAILED, human};

/// Lists who said what.
#[derive(Args)]
pub struct Statements {
    #[command(flatten)]
    inputs: InputArgs,
    #[command(flatten)]
    engine: EngineArgs,
    /// Only speakers whose name, title or knowledge-base id contains these words
    #[arg(long, value_name = "WORDS")]
    by: Option<String>,
    /// Only statements whose words contain these
    #[arg(long, value_name = "WORDS")]
    about: Option<String>,
    /// Only articles published on or after this day, month or year (2023-04)
    #[arg(long, value_name = "DATE")]
    since: Option<String>,
    /// Print JSON lines (default where standard output is no terminal)
    #[arg(long)]
    json: bool,
}

/// Lists what was asked, promised, refused and delivered.
#[derive(Args)]
pub struct Commitments {
    #[command(flatten)]
    inputs: InputArgs,
    #[command(flatten)]
    engine: EngineArgs,
    /// Only from this party: name, knowledge-base id or three-letter code
    #[arg(long, value_name = "PARTY")]
    from: Option<String>,
    /// Only to this party
    #[arg(long, value_name = "PARTY")]
    to: Option<String>,
    /// Only this kind: request, demand, offer, pledge, application, delivery, refusal, threat, agreement
    #[arg(long, value_name = "KIND")]
    kind: Option<String>,
    /// Only those due on or before this day
    #[arg(long, value_name = "DATE")]
    due_before: Option<String>,
    /// Print JSON lines (default where standard output is no terminal)
    #[arg(long)]
    json: bool,
}

fn entity<'r>(record: &'r Record, id: Option<&String>) -> Option<&'r Entity> {
    record.entities.iter().find(|e| Some(&e.id) == id)
}

/// Does a party go by these words: in its name, title, mentions, id, or as its code?
fn is_party(e: &Entity, words: &str) -> bool {
    let words = words.to_lowercase();
    let holds = |s: &String| s.to_lowercase().contains(&words);
    let code = |s: &Option<String>| s.as_ref().is_some_and(|s| s.to_lowercase() == words);
    holds(&e.name)
        || e.title.as_ref().is_some_and(holds)
        || e.actor.as_ref().is_some_and(holds)
        || code(&e.country)
        || code(&e.plover.country)
        || code(&e.acts_for)
        || e.mentions.iter().any(|m| m.form == "name" && holds(&m.text))
}

fn said(record: &Record, s: &Statement) -> String {
    s.content.iter().map(|c| human::words(record, c)).collect::<Vec<_>>().join(" … ")
}

/// Reads every article and prints, in order, the lines that `lines` makes of its record: for people or, second argument, as JSON.
fn list(inputs: &InputArgs, engine: &EngineArgs, json: bool, lines: impl Fn(&Record, bool) -> Vec<String> + Sync) -> Result<ExitCode> {
    let engine = engine.load()?;
    let json = json || !std::io::stdout().is_terminal();
    let mut out = anstream::stdout().lock();
    let read =
        |article: &demarche::article::Article| Ok(lines(&engine.read(article)?, json).iter().map(|line| format!("{line}\n")).collect());
    let tally = inputs.each(read, |words: String| Ok(out.write_all(words.as_bytes())?))?;
    Ok(ExitCode::from(if tally.failed > 0 { SOME_FAILED } else { 0 }))
}

/// A line for people, after the day of publication.
fn dated(record: &Record, line: &str) -> String {
    format!("\x1b[2m{}\x1b[0m {line}", record.article.published.as_deref().unwrap_or("–"))
}

/// Runs `demarche statements`.
///
/// # Errors
/// If the engine cannot be loaded or standard output cannot be written.
pub fn statements(command: &Statements) -> Result<ExitCode> {
    list(&command.inputs, &command.engine, command.json, |record, as_json| {
        let article = &record.article;
        let late = command.since.as_ref().is_none_or(|since| article.published.as_ref().is_some_and(|p| p >= since));
        let mut lines = Vec::new();
        for s in record.statements.iter().filter(|_| late) {
            let speaker = entity(record, s.speaker.as_ref().and_then(|p| p.entity.as_ref()));
            let words = said(record, s);
            let by = command.by.as_ref().is_none_or(|by| speaker.is_some_and(|e| is_party(e, by)));
            let about = command.about.as_ref().is_none_or(|about| words.to_lowercase().contains(&about.to_lowercase()));
            if !(by && about) {
                continue;
            }
            lines.push(if as_json {
                json!({"source": article.source, "published": article.published, "speaker": speaker.map(|e| &e.name),
                    "actor": speaker.and_then(|e| e.actor.as_ref()), "acts_for": speaker.and_then(|e| e.acts_for.as_ref()),
                    "stance": s.stance, "form": s.form, "words": words, "cue": s.cue.as_ref().map(|c| &c.text), "uid": s.uid})
                .to_string()
            } else {
                dated(record, &human::statement(record, s))
            });
        }
        lines
    })
}

/// Runs `demarche commitments`.
///
/// # Errors
/// If the engine cannot be loaded or standard output cannot be written.
pub fn commitments(command: &Commitments) -> Result<ExitCode> {
    list(&command.inputs, &command.engine, command.json, |record, as_json| {
        let party = |id: &String, words: &String| entity(record, Some(id)).is_some_and(|e| is_party(e, words));
        let name = |id: &String| entity(record, Some(id)).map(|e| e.name.clone());
        let mut lines = Vec::new();
        for c in &record.commitments {
            let from = command.from.as_ref().is_none_or(|words| c.from.as_ref().is_some_and(|id| party(id, words)));
            let to = command.to.as_ref().is_none_or(|words| c.to.iter().any(|id| party(id, words)));
            let kind = command.kind.as_ref().is_none_or(|k| *k == c.kind);
            let due = command.due_before.as_ref().is_none_or(|day| c.due.as_ref().is_some_and(|d| d <= day));
            if !(from && to && kind && due) {
                continue;
            }
            lines.push(if as_json {
                json!({"source": record.article.source, "published": record.article.published, "kind": c.kind,
                    "from": c.from.as_ref().and_then(name), "to": c.to.iter().filter_map(name).collect::<Vec<_>>(),
                    "what": c.what.as_ref().map(|q| &q.text), "due": c.due, "answers": c.answers, "id": c.id, "uid": c.uid})
                .to_string()
            } else {
                dated(record, &human::commitment(record, c))
            });
        }
        lines
    })
}
