//! The program `demarche`: reads political news and writes down who did what to whom, and who said it.

mod corpus;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

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
    /// Check, export and describe annotated articles
    #[command(subcommand)]
    Corpus(corpus::Corpus),
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    let done = match cli.command {
        Command::Corpus(command) => corpus::run(&command),
    };
    match done {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}
