//! The program `demarche`: reads political news and writes down who did what to whom, and who said it.

mod actors;
mod analyse;
mod code;
mod corpus;
mod csv_rows;
mod engine;
mod eval;
mod explain;
mod export;
mod human;
mod inputs;
mod listing;
mod relate;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Exit status: some inputs failed (each named on standard error, the others done).
const SOME_FAILED: u8 = 1;
/// Exit status: wrong usage, or the program cannot start (a model or table is missing).
const WRONG_USAGE: u8 = 2;

/// Reads political news and writes down, checkably, who did what to whom, when and where; who said it; what was asked, promised,
/// refused and delivered.
#[derive(Parser)]
#[command(name = "demarche", version, max_term_width = 110)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Read articles and print their records
    Code(code::Code),
    /// List who said what, by speaker, words and date
    Statements(listing::Statements),
    /// List what was asked, promised, refused and delivered, by party and kind
    Commitments(listing::Commitments),
    /// Write events and statements in the layouts that others load: POLECAT, ICEWS, GDELT, Parquet, …
    Export(export::Export),
    /// Say whom a name or description means on a date, with offices, codes and sources
    Actors(actors::Actors),
    /// Print words, syntax and mentions as the model sees them
    Analyse(analyse::Analyse),
    /// Name the type of event that holds between two given spans (JSON lines in, JSON lines out)
    Relate(relate::Relate),
    /// Score the coder against annotated articles: precision, recall and F of each layer
    Eval(eval::Eval),
    /// Check, export and describe annotated articles
    #[command(subcommand)]
    Corpus(corpus::Corpus),
}

fn main() -> ExitCode {
    let done = match Cli::parse().command {
        Command::Code(command) => code::run(&command),
        Command::Statements(command) => listing::statements(&command),
        Command::Commitments(command) => listing::commitments(&command),
        Command::Export(command) => export::run(&command),
        Command::Actors(command) => actors::run(&command),
        Command::Analyse(command) => analyse::run(&command),
        Command::Relate(command) => relate::run(&command),
        Command::Eval(command) => eval::run(&command),
        Command::Corpus(command) => corpus::run(&command),
    };
    match done {
        Ok(code) => code,
        // A reader that has seen enough (`| head`) is no fault.
        Err(error) if error.downcast_ref::<std::io::Error>().is_some_and(|e| e.kind() == std::io::ErrorKind::BrokenPipe) => {
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::from(if error.is::<engine::CannotStart>() { WRONG_USAGE } else { SOME_FAILED })
        }
    }
}
