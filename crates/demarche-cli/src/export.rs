//! `demarche export`: articles or records in, one layout out.

use std::fs::File;
use std::io::{BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::OnceLock;

use anyhow::{Context, Result};
use clap::{Args, ValueEnum};
use demarche::article::Article;
use demarche::engine::Engine;
use demarche_store::export::{ExportError, Exporter, Extra, IdWidth, Item, Layout, Options, Report, Tellings};

use crate::engine::EngineArgs;
use crate::inputs::InputArgs;
use crate::{SOME_FAILED, WRONG_USAGE};

/// Writes one layout. Inputs are articles, or the JSON lines that `demarche code` has printed.
#[derive(Args)]
pub struct Export {
    #[command(flatten)]
    inputs: InputArgs,
    #[command(flatten)]
    engine: EngineArgs,
    /// polecat, icews, gdelt, gdelt-mentions, ngec, petrarch2, geojson; or a table of our own: events, statements, commitments, entities,
    /// articles, with .csv, .tsv, .jsonl, .parquet or .arrow behind it (else by the file's ending, else CSV)
    #[arg(long, value_name = "NAME")]
    layout: String,
    /// File to write (default: standard output)
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Names in the headers of POLECAT and ICEWS: as published, or event_id for Event ID
    #[arg(long, value_name = "STYLE", default_value = "published")]
    names: Names,
    /// Most pairs of actor and recipient that one event makes in ICEWS, GDELT and PETRARCH2
    #[arg(long, value_name = "N", default_value_t = Options::default().pairs_limit)]
    pairs_limit: usize,
    /// Also write, in layouts that cannot mark it, what is only claimed by a source, future, hypothetical or historical
    #[arg(long, value_name = "WHAT", value_delimiter = ',')]
    with: Vec<With>,
    /// Rows for each happening once, or for all its tellings
    #[arg(long, value_name = "WHICH", default_value = "once")]
    tellings: Which,
    /// Bits of the ids in ICEWS: 31 fits R's integer, 63 is the whole hash
    #[arg(long, value_name = "BITS", default_value = "31")]
    ids: Bits,
}

#[derive(Clone, Copy, ValueEnum)]
enum Names {
    /// Event ID
    Published,
    /// event_id
    Snake,
}

#[derive(Clone, Copy, ValueEnum)]
enum With {
    Claimed,
    Future,
    Hypothetical,
    Historical,
}

#[derive(Clone, Copy, ValueEnum)]
enum Which {
    Once,
    All,
}

#[derive(Clone, Copy, ValueEnum)]
enum Bits {
    #[value(name = "31")]
    Narrow,
    #[value(name = "63")]
    Wide,
}

impl Export {
    fn options(&self) -> Options<'static> {
        let extra = |with: &With| match with {
            With::Claimed => Extra::Claimed,
            With::Future => Extra::Future,
            With::Hypothetical => Extra::Hypothetical,
            With::Historical => Extra::Historical,
        };
        Options {
            snake: matches!(self.names, Names::Snake),
            pairs_limit: self.pairs_limit,
            with: self.with.iter().map(extra).collect(),
            tellings: if matches!(self.tellings, Which::All) { Tellings::All } else { Tellings::Once },
            ids: if matches!(self.ids, Bits::Wide) { IdWidth::Wide } else { IdWidth::Narrow },
            ..Options::default()
        }
    }

    /// Hands the items of all inputs to the exporter, in their order. A store (`--db`) would be read here instead: its records with what it knows of
    /// their events as [`Item`]s, the first telling of each happening before the others. Returns the number of inputs that failed.
    fn items(&self, exporter: &mut Exporter) -> Result<usize> {
        // Records need no model: it is loaded for the first article.
        let engine: OnceLock<Option<Engine>> = OnceLock::new();
        let cannot_start: OnceLock<anyhow::Error> = OnceLock::new();
        let read = |article: &Article| -> Result<Item> {
            let load = || self.engine.load().map_err(|error| cannot_start.set(error)).ok();
            let engine = engine.get_or_init(load).as_ref().context("not read, for the engine is not loaded")?;
            Ok(engine.read(article)?.into())
        };
        let tally = self.inputs.each_or_record(read, &Item::from, |item| exporter.push(&item).map_err(plain))?;
        cannot_start.into_inner().map_or(Ok(tally.failed), Err)
    }
}

/// A fault of the output as the program's main knows it.
fn plain(error: ExportError) -> anyhow::Error {
    match error {
        ExportError::Write(error) => error.into(),
        other => other.into(),
    }
}

/// Runs the command.
///
/// # Errors
/// If the engine cannot be loaded or the output cannot be written.
pub fn run(command: &Export) -> Result<ExitCode> {
    let ending = command.output.as_deref().and_then(Path::extension).and_then(|e| e.to_str());
    let layout = match Layout::named(&command.layout, ending) {
        Ok(layout) => layout,
        Err(error) => return Ok(wrong(&error.to_string())),
    };
    let Some(path) = &command.output else {
        if layout.is_binary() && std::io::stdout().is_terminal() {
            return Ok(wrong(&format!("{layout} is no text: name a file with -o, or redirect standard output")));
        }
        return to(command, layout, &mut BufWriter::new(std::io::stdout().lock()));
    };
    // The file appears when it is whole.
    let mut part = path.clone().into_os_string();
    part.push(".part");
    let part = PathBuf::from(part);
    let mut file = BufWriter::new(File::create(&part).with_context(|| format!("cannot write {}", part.display()))?);
    let done = to(command, layout, &mut file).and_then(|code| {
        std::fs::rename(&part, path).with_context(|| format!("cannot write {}", path.display()))?;
        Ok(code)
    });
    if done.is_err() {
        let _ = std::fs::remove_file(&part);
    }
    done
}

fn wrong(message: &str) -> ExitCode {
    eprintln!("error: {message}");
    ExitCode::from(WRONG_USAGE)
}

fn to(command: &Export, layout: Layout, out: &mut dyn Write) -> Result<ExitCode> {
    let mut exporter = Exporter::new(layout, command.options(), out).map_err(plain)?;
    let failed = command.items(&mut exporter)?;
    let report = exporter.finish().map_err(plain)?;
    eprintln!("{layout}: {}", told(&report, command.pairs_limit));
    if failed > 0 {
        eprintln!("{} read, {failed} failed", report.records);
        return Ok(ExitCode::from(SOME_FAILED));
    }
    Ok(ExitCode::SUCCESS)
}

/// The report in words.
fn told(report: &Report, limit: usize) -> String {
    let mut words = format!("{} from {}", count(report.rows, "row"), count(report.records, "article"));
    if !report.left_out.is_empty() {
        let list: Vec<String> = report.left_out.iter().map(|(why, n)| format!("{n} {why}")).collect();
        words += &format!("; left out: {}", list.join(", "));
    }
    if report.cut > 0 {
        let events = count(report.cut, "event");
        words += &format!("; {events} with more than {limit} pairs: {} left out (--pairs-limit)", count(report.cut_pairs, "pair"));
    }
    words
}

fn count(n: usize, what: &str) -> String {
    format!("{n} {what}{}", if n == 1 { "" } else { "s" })
}
