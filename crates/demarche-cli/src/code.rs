//! `demarche code`: articles in, records out.

use std::io::{IsTerminal, Write};
use std::process::ExitCode;

use anyhow::Result;
use clap::{Args, ValueEnum};

use crate::engine::EngineArgs;
use crate::inputs::InputArgs;
use crate::{SOME_FAILED, csv_rows, human};

/// Reads articles and prints their records.
#[derive(Args)]
pub struct Code {
    #[command(flatten)]
    inputs: InputArgs,
    #[command(flatten)]
    engine: EngineArgs,
    /// How to print (default: human on a terminal, else jsonl)
    #[arg(long, value_name = "FORMAT")]
    format: Option<Format>,
}

#[derive(Clone, Copy, PartialEq, ValueEnum)]
enum Format {
    /// For people: aligned, coloured
    Human,
    /// Indented JSON
    Json,
    /// One JSON object a line
    Jsonl,
    /// One row an event
    Csv,
    /// A page to look at, complete in itself
    Html,
}

/// Runs the command.
///
/// # Errors
/// If the engine cannot be loaded or standard output cannot be written.
pub fn run(command: &Code) -> Result<ExitCode> {
    let engine = command.engine.load()?;
    let format = command.format.unwrap_or(if std::io::stdout().is_terminal() { Format::Human } else { Format::Jsonl });
    let mut out = anstream::stdout().lock();
    if format == Format::Csv {
        out.write_all(csv_rows::header()?.as_bytes())?;
    }
    let read = |article: &demarche::article::Article| -> Result<String> {
        let record = engine.read(article)?;
        Ok(match format {
            Format::Human => human::record(&record),
            Format::Json => serde_json::to_string_pretty(&record)? + "\n",
            Format::Jsonl => serde_json::to_string(&record)? + "\n",
            Format::Csv => csv_rows::rows(&record)?,
            Format::Html => demarche_pages::page(&record),
        })
    };
    // Each record is one write: a crash never leaves half a line.
    let tally = command.inputs.each(read, |words| Ok(out.write_all(words.as_bytes())?))?;
    out.flush()?;
    if tally.failed > 0 {
        eprintln!("{} read, {} failed", tally.done, tally.failed);
        return Ok(ExitCode::from(SOME_FAILED));
    }
    Ok(ExitCode::SUCCESS)
}
