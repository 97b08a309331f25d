//! `demarche corpus`: the annotated articles.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result};
use clap::{Args, Subcommand};
use demarche::codebook::Codebook;
use demarche::corpus::{Agreement, Fault, GoldArticle, export, kappa, parse};

/// What to do with annotated articles.
#[derive(Subcommand)]
pub enum Corpus {
    /// Find every fault, with file and line; exit status 1 if there is one
    Check(Paths),
    /// Print articles as JSON lines with offsets, for training and other tools
    Export(Paths),
    /// Compare two annotators: F1 and kappa of each layer, over the articles that both folders hold
    Agree {
        /// Folder of the first annotator
        first: PathBuf,
        /// Folder of the second
        second: PathBuf,
    },
    /// Count articles, words, events by type, statements and the variety of triggers
    Stats(Paths),
}

/// Files, or folders of `.txt` files.
#[derive(Args)]
pub struct Paths {
    /// Annotated articles: files, or folders that are searched for `.txt` files
    #[arg(required = true)]
    paths: Vec<PathBuf>,
}

/// Runs the command.
///
/// # Errors
/// If a file cannot be read, or (for export and stats) has a fault.
pub fn run(command: &Corpus) -> Result<ExitCode> {
    match command {
        Corpus::Check(paths) => check(&paths.paths),
        Corpus::Export(paths) => {
            let mut out = std::io::stdout().lock();
            for (path, article) in clean(&paths.paths)? {
                let split = path.parent().and_then(Path::file_name).map_or("train".into(), |n| n.to_string_lossy());
                writeln!(out, "{}", export(&article, &split))?;
            }
            Ok(ExitCode::SUCCESS)
        }
        Corpus::Agree { first, second } => {
            agree(&clean(std::slice::from_ref(first))?, &clean(std::slice::from_ref(second))?)?;
            Ok(ExitCode::SUCCESS)
        }
        Corpus::Stats(paths) => {
            stats(&clean(&paths.paths)?);
            Ok(ExitCode::SUCCESS)
        }
    }
}

/// The files under `paths`, sorted.
fn files(paths: &[PathBuf]) -> Result<Vec<PathBuf>> {
    let mut found = BTreeSet::new();
    for path in paths {
        if path.is_dir() {
            let mut folders = vec![path.clone()];
            while let Some(folder) = folders.pop() {
                for entry in std::fs::read_dir(&folder).with_context(|| format!("cannot list folder {}", folder.display()))? {
                    let entry = entry?.path();
                    if entry.is_dir() {
                        folders.push(entry);
                    } else if entry.extension().is_some_and(|e| e == "txt") {
                        found.insert(entry);
                    }
                }
            }
        } else {
            found.insert(path.clone());
        }
    }
    Ok(found.into_iter().collect())
}

fn read(path: &Path) -> Result<(GoldArticle, Vec<Fault>)> {
    let words = std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let (article, mut faults) = parse(&words, Codebook::embedded());
    if path.file_stem().is_none_or(|stem| stem.to_string_lossy() != article.field("id")) {
        faults.insert(0, Fault { line: 1, message: format!("the id differs from the file's name: {}", article.field("id")) });
    }
    Ok((article, faults))
}

fn check(paths: &[PathBuf]) -> Result<ExitCode> {
    let files = files(paths)?;
    let mut count = 0;
    for path in &files {
        for fault in read(path)?.1 {
            println!("{}:{}: {}", path.display(), fault.line, fault.message);
            count += 1;
        }
    }
    eprintln!("{} files, {count} faults", files.len());
    Ok(if count == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The articles under `paths`.
///
/// # Errors
/// If a file cannot be read or has a fault; each fault is named on standard error.
pub fn clean(paths: &[PathBuf]) -> Result<Vec<(PathBuf, GoldArticle)>> {
    let mut articles = Vec::new();
    let mut bad = 0;
    for path in files(paths)? {
        let (article, faults) = read(&path)?;
        for fault in &faults {
            eprintln!("{}:{}: {}", path.display(), fault.line, fault.message);
        }
        if faults.is_empty() {
            articles.push((path, article));
        } else {
            bad += 1;
        }
    }
    anyhow::ensure!(bad == 0, "{bad} files have faults; mend them first (demarche corpus check)");
    Ok(articles)
}

fn agree(first: &[(PathBuf, GoldArticle)], second: &[(PathBuf, GoldArticle)]) -> Result<()> {
    let mut all = Agreement::default();
    let mut shared = 0;
    for (path, a) in first {
        if let Some((_, b)) = second.iter().find(|(_, b)| b.field("id") == a.field("id")) {
            anyhow::ensure!(a.document.text == b.document.text, "the two annotators' texts differ: {}", path.display());
            all.add(a, b);
            shared += 1;
        }
    }
    anyhow::ensure!(shared > 0, "the two folders share no article (same id)");
    println!("{shared} articles\n\n| layer | F1 | kappa | of |\n| --- | --- | --- | --- |");
    for (name, c) in &all.counts {
        println!("| {name} | {:.3} | | {} |", c.f1(), c.gold);
    }
    for (name, pairs) in &all.labels {
        println!("| {name} | | {:.3} | {} |", kappa(pairs), pairs.len());
    }
    Ok(())
}

fn stats(articles: &[(PathBuf, GoldArticle)]) {
    let mut words = 0;
    let mut sentences = 0;
    let mut silent = 0;
    let (mut mentions, mut statements, mut commitments) = (0, 0, 0);
    let mut types: BTreeMap<String, usize> = BTreeMap::new();
    let mut modes: BTreeMap<String, usize> = BTreeMap::new();
    let mut statuses: BTreeMap<&str, usize> = BTreeMap::new();
    let mut fields: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    let mut triggers: BTreeMap<String, usize> = BTreeMap::new();
    for (_, a) in articles {
        words += a.document.tokens.len();
        sentences += a.document.sentences.len();
        let eventful: BTreeSet<usize> = a.events.iter().map(|e| e.sentence).collect();
        silent += a.document.sentences.len() - eventful.len();
        mentions += a.mentions.len();
        statements += a.statements.len();
        commitments += a.commitments.len();
        for key in ["genre", "region"] {
            *fields.entry((key, a.field(key))).or_default() += 1;
        }
        for e in &a.events {
            *types.entry(e.kind.clone()).or_default() += 1;
            if let Some(mode) = &e.mode {
                *modes.entry(format!("{}/{mode}", e.kind)).or_default() += 1;
            }
            *statuses.entry(&e.status).or_default() += 1;
            *triggers.entry(e.trigger.of(&a.document.text).to_lowercase()).or_default() += 1;
        }
    }
    let once = triggers.values().filter(|&&n| n == 1).count();
    println!("| what | number |\n| --- | --- |");
    println!(
        "| articles | {} |\n| words and marks | {words} |\n| sentences | {sentences} |\n| sentences without an event | {silent} |",
        articles.len()
    );
    println!(
        "| mentions | {mentions} |\n| statements | {statements} |\n| commitments | {commitments} |\n| events | {} |",
        types.values().sum::<usize>()
    );
    println!(
        "| different triggers | {} |\n| of these seen once | {:.0}% |",
        triggers.len(),
        100.0 * once as f64 / triggers.len().max(1) as f64
    );
    for ((key, value), n) in fields {
        println!("| {key} {value} | {n} |");
    }
    for (name, n) in types.iter().chain(&modes) {
        println!("| {name} | {n} |");
    }
    for (name, n) in statuses {
        println!("| status {name} | {n} |");
    }
}
