//! `demarche actors`: what the knowledge base knows.

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use clap::{Args, ValueEnum};
use demarche::knowledge::{Candidate, Knowledge};
use jiff::civil::Date;

use crate::SOME_FAILED;
use crate::engine::CannotStart;

/// Says whom a name or description means on a date.
#[derive(Args)]
pub struct Actors {
    /// A name or description: "the NATO chief", "Ankara", "Zelenskiy", "the Turkish foreign minister"
    #[arg(required_unless_present = "check")]
    text: Option<String>,
    /// The day (YYYY-MM-DD); without it, those in office now
    #[arg(long, value_name = "DATE")]
    on: Option<Date>,
    /// How to print
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
    /// Folder of tables that are laid over the knowledge base and win
    #[arg(long, value_name = "DIR")]
    knowledge: Option<PathBuf>,
    /// Check the tables in this folder instead: file, line and remedy of each fault
    #[arg(long, value_name = "DIR", conflicts_with = "text")]
    check: Option<PathBuf>,
}

#[derive(Clone, Copy, PartialEq, ValueEnum)]
enum Format {
    /// A table for people
    Human,
    /// One JSON array
    Json,
}

/// Runs the command.
///
/// # Errors
/// If the user's tables cannot be read or have faults.
pub fn run(command: &Actors) -> Result<ExitCode> {
    if let Some(dir) = &command.check {
        return Ok(match Knowledge::check_tables(dir) {
            Ok(()) => {
                eprintln!("no faults: {}", dir.display());
                ExitCode::SUCCESS
            }
            Err(faults) => {
                println!("{faults}");
                ExitCode::from(SOME_FAILED)
            }
        });
    }
    let base = match &command.knowledge {
        Some(dir) => std::sync::Arc::new(Knowledge::with_tables(dir).map_err(|e| CannotStart(e.into()))?),
        None => Knowledge::embedded().clone(),
    };
    let candidates = base.lookup(command.text.as_deref().unwrap_or(""), command.on);
    let mut out = anstream::stdout().lock();
    if command.format == Format::Json {
        writeln!(out, "{}", serde_json::to_string_pretty(&candidates)?)?;
    } else if candidates.is_empty() {
        eprintln!("nobody, or too many, by that name; say more (a country, an office, a date with --on)");
    }
    if command.format == Format::Human {
        for c in &candidates {
            out.write_all(line(c).as_bytes())?;
        }
    }
    Ok(ExitCode::from(if candidates.is_empty() { SOME_FAILED } else { 0 }))
}

fn line(c: &Candidate) -> String {
    let mut out = format!("\x1b[36m{}\x1b[0m  \x1b[2m{:.2}\x1b[0m  {}\n", c.name, c.score, c.actor.as_deref().unwrap_or("–"));
    let mut note = |name: &str, value: Option<String>| {
        if let Some(value) = value.filter(|v| !v.is_empty()) {
            out.push_str(&format!("    {name:<9} {value}\n"));
        }
    };
    note(
        "office",
        c.office.as_ref().map(|o| {
            if o.from.is_none() && o.to.is_none() {
                return o.title.clone();
            }
            let acting = if o.acting { "acting " } else { "" };
            format!("{acting}{}, {} – {}", o.title, o.from.as_deref().unwrap_or("?"), o.to.as_deref().unwrap_or("today"))
        }),
    );
    note("not", c.instead_of.clone());
    note("acts for", c.acts_for.clone());
    note("country", c.country.clone());
    note("plover", Some([c.plover.country.clone().unwrap_or_default(), c.plover.sectors.join(";")].join(" ").trim().to_owned()));
    note("cameo", c.cameo.clone());
    note("why", Some(c.reason.clone()));
    note("source", Some(c.source.clone()));
    out
}
