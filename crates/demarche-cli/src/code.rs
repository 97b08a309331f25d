//! `demarche code`: articles in, records out.

use std::io::{IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, Result, ensure};
use clap::{Args, ValueEnum};

use crate::engine::EngineArgs;
use crate::inputs::InputArgs;
use crate::{SOME_FAILED, csv_rows, explain, human};

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
    /// Print why the items with these ids have their values: which head with which score, which rule, which table (v3 or v3,s2,e4,c1)
    #[arg(long, value_name = "IDS", conflicts_with = "format")]
    explain: Option<String>,
    /// Also show what is told again, codes and scores, times, amounts and places (with `--format human`)
    #[arg(long, short)]
    verbose: bool,
    /// Write to this file instead of standard output
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
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
    let mut out: Box<dyn Write> = match &command.output {
        Some(path) => {
            let file = std::fs::File::create(path).with_context(|| format!("cannot write {}", path.display()))?;
            Box::new(anstream::StripStream::new(file))
        }
        None => Box::new(anstream::stdout().lock()),
    };
    if format == Format::Csv && command.explain.is_none() {
        out.write_all(csv_rows::header()?.as_bytes())?;
    }
    let view = human::View { verbose: command.verbose, width: human::layout::columns() };
    let read = |article: &demarche::article::Article| -> Result<String> {
        if let Some(ids) = &command.explain {
            return explain::told(&engine, article, ids, view.width);
        }
        let record = engine.read(article)?;
        Ok(match format {
            Format::Human => human::record(&record, view),
            Format::Json => serde_json::to_string_pretty(&record)? + "\n",
            Format::Jsonl => serde_json::to_string(&record)? + "\n",
            Format::Csv => csv_rows::rows(&record)?,
            Format::Html => demarche_pages::page(&record),
        })
    };
    // Each record is one write: a crash never leaves half a line.
    let mut pages = 0;
    let tally = command.inputs.each(read, |words| {
        pages += 1;
        ensure!(
            format != Format::Html || pages == 1,
            "one page holds one article: name one file with one article, or call the command once for each"
        );
        Ok(out.write_all(words.as_bytes())?)
    })?;
    out.flush()?;
    if tally.failed > 0 {
        if !command.inputs.quiet() {
            eprintln!("{} read, {} failed", tally.done, tally.failed);
        }
        return Ok(ExitCode::from(SOME_FAILED));
    }
    Ok(ExitCode::SUCCESS)
}
