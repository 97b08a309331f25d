//! `demarche relate`: the type of event between two given spans.

use std::fs::File;
use std::io::{BufRead, BufReader, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, Result, anyhow};
use clap::Args;
use demarche::article::{Article, Block, BlockKind};
use demarche::engine::Engine;
use demarche::span::Span;
use rayon::prelude::*;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::SOME_FAILED;
use crate::engine::EngineArgs;

const BATCH: usize = 256;

/// Names the type of event that holds between two given spans.
#[derive(Args)]
pub struct Relate {
    /// JSON lines with id, text, actor [start, end], recipient [start, end] (code points; either may be null); standard input if absent or `-`
    file: Option<PathBuf>,
    #[command(flatten)]
    engine: EngineArgs,
}

#[derive(Deserialize)]
struct Row {
    id: Value,
    text: String,
    actor: Option<[usize; 2]>,
    recipient: Option<[usize; 2]>,
}

/// Runs the command.
///
/// # Errors
/// If the engine cannot be loaded, or input or output fails.
pub fn run(command: &Relate) -> Result<ExitCode> {
    let engine = command.engine.load()?;
    let name = command.file.as_ref().map_or("-".to_owned(), |f| f.display().to_string());
    let reader: Box<dyn BufRead> = match &command.file {
        Some(path) if path.as_os_str() != "-" => Box::new(BufReader::new(File::open(path).with_context(|| format!("cannot read {name}"))?)),
        _ => Box::new(BufReader::new(std::io::stdin())),
    };
    let mut lines = reader.lines().enumerate().peekable();
    let mut out = std::io::stdout().lock();
    let mut failed = false;
    while lines.peek().is_some() {
        let batch: Vec<(usize, String)> = lines
            .by_ref()
            .take(BATCH)
            .map(|(n, line)| line.map(|l| (n + 1, l)))
            .collect::<Result<_, _>>()
            .with_context(|| format!("cannot read {name}"))?;
        let results: Vec<(usize, Result<Option<Value>>)> = batch.par_iter().map(|(n, line)| (*n, relate(&engine, line))).collect();
        for (number, result) in results {
            match result {
                Ok(Some(value)) => writeln!(out, "{value}")?,
                Ok(None) => {}
                Err(error) => {
                    eprintln!("error: {name}:{number}: {error:#}");
                    failed = true;
                }
            }
        }
    }
    Ok(ExitCode::from(if failed { SOME_FAILED } else { 0 }))
}

fn relate(engine: &Engine, line: &str) -> Result<Option<Value>> {
    if line.trim().is_empty() {
        return Ok(None);
    }
    let row: Row = serde_json::from_str(line).context("the line is no JSON object with id, text, actor and recipient")?;
    let actor = span(&row.text, row.actor).context("actor")?;
    let recipient = span(&row.text, row.recipient).context("recipient")?;
    let article = Article {
        blocks: vec![Block { span: Span::new(0, row.text.len()), kind: BlockKind::Paragraph }],
        text: row.text,
        ..Article::default()
    };
    let document = demarche::text::document(&article);
    let scores = engine.model().relate(&document, actor, recipient)?;
    let mut best: Option<&(String, f32)> = None;
    for score in &scores {
        if best.is_none_or(|b| score.1 > b.1) {
            best = Some(score);
        }
    }
    let rounded: Map<String, Value> =
        scores.iter().map(|(label, p)| (label.clone(), json!((f64::from(*p) * 10_000.0).round() / 10_000.0))).collect();
    Ok(Some(json!({"id": row.id, "type": best.map(|(label, _)| label), "scores": rounded})))
}

/// Code points to bytes.
fn span(text: &str, points: Option<[usize; 2]>) -> Result<Option<Span>> {
    let Some([start, end]) = points else { return Ok(None) };
    let at = |point: usize| text.char_indices().map(|(i, _)| i).chain([text.len()]).nth(point);
    match (at(start), at(end)) {
        (Some(a), Some(z)) if a < z => Ok(Some(Span::new(a, z))),
        _ => Err(anyhow!("the span lies outside the text or is empty: [{start}, {end}]")),
    }
}
