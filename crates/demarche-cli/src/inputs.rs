//! Articles from paths, in order, in bounded memory.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use demarche::article::Article;
use demarche::ingest::{self, DateOrder, IngestError, Options, Raw};
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

    /// The inputs that the paths name, one by one; what cannot be opened is an error in its place.
    fn raws(&self) -> impl Iterator<Item = Result<Raw, IngestError>> + '_ {
        ingest::expand(&self.paths).into_iter().flat_map(|path| -> Box<dyn Iterator<Item = Result<Raw, IngestError>>> {
            let path = match path {
                Ok(path) => path,
                Err(error) => return Box::new(std::iter::once(Err(error))),
            };
            let source = path.display().to_string();
            let reader: Box<dyn BufRead + Send> = if source == "-" {
                Box::new(BufReader::new(std::io::stdin()))
            } else {
                match File::open(&path) {
                    Ok(file) => Box::new(BufReader::new(file)),
                    Err(error) => {
                        return Box::new(std::iter::once(Err(IngestError::Unreadable { place: source, reason: error.to_string() })));
                    }
                }
            };
            Box::new(ingest::split(&source, reader))
        })
    }

    /// Reads every article with `read` (on several threads) and hands the results to `write` in the order of the input. Faults are named on standard error.
    ///
    /// # Errors
    /// What `write` returns.
    pub fn each<T: Send>(
        &self,
        read: impl Fn(&Article) -> anyhow::Result<T> + Sync,
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
        let mut raws = self.raws();
        let bar = if self.quiet { indicatif::ProgressBar::hidden() } else { crate::human::progress() };
        loop {
            let batch: Vec<_> = raws.by_ref().take(BATCH).collect();
            if batch.is_empty() {
                break;
            }
            let results: Vec<Vec<Result<T, String>>> = pool.install(|| {
                batch
                    .into_par_iter()
                    .map(|raw| match raw {
                        Ok(raw) => raw
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
