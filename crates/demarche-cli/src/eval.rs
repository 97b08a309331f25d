//! `demarche eval`: the coder against annotated articles.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use clap::Args;
use demarche::eval::{Scores, article_of, calibration, score};
use rayon::prelude::*;

use crate::corpus::clean;
use crate::engine::EngineArgs;

/// Scores the coder against annotated articles.
#[derive(Args)]
pub struct Eval {
    /// Annotated articles: files, or folders that are searched for `.txt` files
    #[arg(required = true)]
    gold: Vec<PathBuf>,
    #[command(flatten)]
    engine: EngineArgs,
    /// Show this many mistakes of each kind, in their sentences
    #[arg(long, value_name = "N", default_value_t = 0)]
    mistakes: usize,
}

/// Runs the command.
///
/// # Errors
/// If the engine cannot be loaded, or an annotated file cannot be read or has a fault.
pub fn run(command: &Eval) -> Result<ExitCode> {
    let articles = clean(&command.gold)?;
    let engine = command.engine.load()?;
    let each: Vec<Scores> =
        articles.par_iter().map(|(_, gold)| Ok(score(gold, &engine.layers(&article_of(gold))?))).collect::<Result<_>>()?;
    let mut all = Scores::default();
    for scores in each {
        all.add(scores);
    }
    print(&all, articles.len(), command.mistakes);
    Ok(ExitCode::SUCCESS)
}

fn print(scores: &Scores, articles: usize, mistakes: usize) {
    println!("{articles} articles\n\n| layer | precision | recall | F1 | annotated |\n| --- | --- | --- | --- | --- |");
    for (name, c) in &scores.counts {
        println!("| {name} | {:.3} | {:.3} | {:.3} | {} |", c.precision(), c.recall(), c.f1(), c.gold);
    }
    println!("\n| decision | right | of |\n| --- | --- | --- |");
    for (name, s) in &scores.shares {
        println!("| {name} | {:.3} | {} |", s.rate(), s.all);
    }
    println!("\n| type | precision | recall | F1 | annotated |\n| --- | --- | --- | --- | --- |");
    for (name, c) in &scores.types {
        println!("| {name} | {:.3} | {:.3} | {:.3} | {} |", c.precision(), c.recall(), c.f1(), c.gold);
    }
    let (slope, offset) = calibration::fit(&scores.confidences);
    println!(
        "\nconfidence of triggers, in tenths: mean confidence, share of right types (expected calibration error {:.3}; slope {slope:.3} and \
         offset {offset:.3} would fit best)",
        calibration::expected_error(&scores.confidences)
    );
    for (bin, s) in calibration::reliability(&scores.confidences).iter().enumerate().filter(|(_, s)| s.all > 0) {
        println!("  0.{bin}  {:.3}  {:.3}  of {}", s.confidence, s.right, s.all);
    }
    let mut confused: Vec<_> = scores.confusion.iter().filter(|((w, f), _)| w != f).collect();
    confused.sort_by(|a, b| b.1.cmp(a.1).then(a.0.cmp(b.0)));
    if !confused.is_empty() {
        println!("\nwanted, found: how often");
        for ((wanted, found), n) in confused.iter().take(20) {
            println!("  {wanted:<10} {found:<10} {n}");
        }
    }
    let kinds: std::collections::BTreeSet<&str> = scores.mistakes.iter().map(|m| m.kind).collect();
    for kind in kinds {
        let list: Vec<_> = scores.mistakes.iter().filter(|m| m.kind == kind).collect();
        if let Some(every) = list.len().checked_div(mistakes) {
            println!("\n{kind} ({})", list.len());
            // Spread over the articles rather than the first ones.
            for m in list.iter().step_by(every.max(1)).take(mistakes) {
                println!("  {}\n    {}", m.what, m.place);
            }
        }
    }
}
