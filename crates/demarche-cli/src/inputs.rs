//! Articles from paths, in order, in bounded memory.

use std::fs::File;
use std::io::{BufRead, BufReader, Cursor, Read};
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use demarche::article::Article;
use demarche::ingest::{self, DateOrder, IngestError, Options, Raw};
use demarche::record::Record;
use jiff::civil::Date;
use rayon::prelude::*;

/// Inputs that are read side by side before their results are written: bounds memory, keeps the order.
const BATCH: usize = 64;

/// Where articles come from, and what is known of them.
#[derive(Args)]
pub struct InputArgs {
    /// Files, folders, or `-` for standard input: HTML, text, Markdown, JSON, JSON lines, RSS, Atom, ninjs, NewsML-G2, WARC, gzip of these
    #[arg(required = true)]
    paths: Vec<PathBuf>,
    /// Date of publication of articles that give none (YYYY-MM-DD)
    #[arg(long, value_name = "DATE")]
    published: Option<Date>,
    /// How to read a date such as 12/1/2017
    #[arg(long, value_name = "ORDER")]
    date_order: Option<Order>,
    /// Number of threads (default: one a core)
    #[arg(long, value_name = "N")]
    threads: Option<usize>,
    /// No counter and no closing line on standard error; faults are still told
    #[arg(long, short)]
    quiet: bool,
}

/// Order of the numbers in a date.
#[derive(Clone, Copy, ValueEnum)]
enum Order {
    /// Month first
    Mdy,
    /// Day first
    Dmy,
}

/// What came of one run over the inputs.
#[derive(Default)]
pub struct Tally {
    /// Articles read.
    pub done: usize,
    /// Inputs that failed.
    pub failed: usize,
}

impl InputArgs {
    /// True if nothing but faults is wanted on standard error.
    pub fn quiet(&self) -> bool {
        self.quiet
    }

    /// The inputs that the paths name, one by one; what cannot be opened is an error in its place. With `records`, files that begin with a record of
    /// ours are records, one a line or one after the other.
    fn works(&self, records: bool) -> impl Iterator<Item = Result<Work, IngestError>> + '_ {
        ingest::expand(&self.paths).into_iter().flat_map(move |path| -> Box<dyn Iterator<Item = Result<Work, IngestError>>> {
            let path = match path {
                Ok(path) => path,
                Err(error) => return Box::new(std::iter::once(Err(error))),
            };
            let source = path.display().to_string();
            let reader: Box<dyn Read + Send> = if source == "-" {
                Box::new(std::io::stdin())
            } else {
                match File::open(&path) {
                    Ok(file) => Box::new(file),
                    Err(error) => {
                        return Box::new(std::iter::once(Err(IngestError::Unreadable { place: source, reason: error.to_string() })));
                    }
                }
            };
            open(source, reader, records)
        })
    }

    /// Reads every article with `read` (on several threads) and hands the results to `write` in the order of the input. Faults are named on standard error.
    ///
    /// # Errors
    /// What `write` returns.
    pub fn each<T: Send>(
        &self,
        read: impl Fn(&Article) -> anyhow::Result<T> + Sync,
        write: impl FnMut(T) -> anyhow::Result<()>,
    ) -> anyhow::Result<Tally> {
        self.each_of(read, None, write)
    }

    /// As [`InputArgs::each`], and inputs that are records already go through `keep` instead.
    ///
    /// # Errors
    /// What `write` returns.
    pub fn each_or_record<T: Send>(
        &self,
        read: impl Fn(&Article) -> anyhow::Result<T> + Sync,
        keep: &(dyn Fn(Record) -> T + Sync),
        write: impl FnMut(T) -> anyhow::Result<()>,
    ) -> anyhow::Result<Tally> {
        self.each_of(read, Some(keep), write)
    }

    fn each_of<T: Send>(
        &self,
        read: impl Fn(&Article) -> anyhow::Result<T> + Sync,
        keep: Option<&(dyn Fn(Record) -> T + Sync)>,
        mut write: impl FnMut(T) -> anyhow::Result<()>,
    ) -> anyhow::Result<Tally> {
        let options = Options {
            published: self.published,
            date_order: self.date_order.map(|o| match o {
                Order::Mdy => DateOrder::Mdy,
                Order::Dmy => DateOrder::Dmy,
            }),
            ..Options::default()
        };
        let pool = rayon::ThreadPoolBuilder::new().num_threads(self.threads.unwrap_or(0)).build()?;
        let mut tally = Tally::default();
        let mut works = self.works(keep.is_some());
        let bar = if self.quiet { indicatif::ProgressBar::hidden() } else { crate::human::progress() };
        loop {
            let batch: Vec<_> = works.by_ref().take(BATCH).collect();
            if batch.is_empty() {
                break;
            }
            let results: Vec<Vec<Result<T, String>>> = pool.install(|| {
                batch
                    .into_par_iter()
                    .map(|work| match work {
                        Ok(Work::Record(source, record)) => {
                            vec![record.parse().map_err(|e| format!("{source}: {e}")).and_then(|r| keep.map(|k| k(r)).ok_or(source))]
                        }
                        Ok(Work::Raw(raw)) => raw
                            .articles(&options)
                            .into_iter()
                            .map(|a| a.map_err(|e| e.to_string()).and_then(|a| read(&a).map_err(|e| format!("{}: {e:#}", a.source))))
                            .collect(),
                        Err(error) => vec![Err(error.to_string())],
                    })
                    .collect()
            });
            for result in results.into_iter().flatten() {
                match result {
                    Ok(value) => {
                        bar.suspend(|| write(value))?;
                        tally.done += 1;
                    }
                    Err(message) => {
                        bar.suspend(|| eprintln!("error: {message}"));
                        tally.failed += 1;
                    }
                }
                bar.inc(1);
            }
        }
        bar.finish_and_clear();
        Ok(tally)
    }
}

/// One piece of input.
enum Work {
    /// What articles are read from.
    Raw(Raw),
    /// A record, and where it stands.
    Record(String, Json),
}

/// A record, parsed or not yet.
enum Json {
    Line(Vec<u8>),
    Done(Result<Box<Record>, serde_json::Error>),
}

impl Json {
    fn parse(self) -> Result<Record, serde_json::Error> {
        match self {
            Json::Line(line) => serde_json::from_slice(&line),
            Json::Done(record) => record.map(|r| *r),
        }
    }
}

/// How a record of ours begins, white space left away.
const RECORD: &[u8] = b"{\"schema\":\"demarche.record/";

/// Splits one input into its pieces.
fn open(source: String, mut reader: Box<dyn Read + Send>, records: bool) -> Box<dyn Iterator<Item = Result<Work, IngestError>>> {
    let mut head = Vec::new();
    if records && let Err(error) = reader.by_ref().take(256).read_to_end(&mut head) {
        return Box::new(std::iter::once(Err(IngestError::Unreadable { place: source, reason: error.to_string() })));
    }
    let dense: Vec<u8> = head.iter().copied().filter(|b| !b.is_ascii_whitespace()).collect();
    let is_line = head.trim_ascii_start().starts_with(RECORD);
    let reader = BufReader::new(Cursor::new(head).chain(reader));
    if !dense.starts_with(RECORD) {
        return Box::new(ingest::split(&source, Box::new(reader) as Box<dyn BufRead + Send>).map(|raw| raw.map(Work::Raw)));
    }
    if !is_line {
        let stream = serde_json::Deserializer::from_reader(reader).into_iter::<Record>();
        return Box::new(stream.map(move |r| Ok(Work::Record(source.clone(), Json::Done(r.map(Box::new))))));
    }
    let lines = reader.split(b'\n').enumerate().filter(|(_, line)| line.as_ref().map_or(true, |l| !l.trim_ascii().is_empty()));
    Box::new(lines.map(move |(i, line)| match line {
        Ok(line) => Ok(Work::Record(format!("{source}:{}", i + 1), Json::Line(line))),
        Err(error) => Err(IngestError::Unreadable { place: source.clone(), reason: error.to_string() }),
    }))
}
