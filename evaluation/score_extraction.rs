//! Scores the extraction of article bodies from web pages against bodies that a person marked.
//!
//! ```sh
//! cargo run --release -p demarche --example score_extraction -- DIR [OUT]
//! ```
//!
//! `DIR` holds `ground-truth.json` (`{"<id>": {"articleBody": …, "url": …}}`) and the pages as `<id>.html.gz`: the layout and the measure
//! of Scrapinghub's article-extraction-benchmark. Tokens are runs of letters, digits and underscores; precision and recall of a page count
//! its 4-grams as multisets; the benchmark's F is that of mean precision and mean recall. With `OUT`, what was read from each page is
//! written there.

use std::collections::BTreeMap;
use std::error::Error;
use std::io::Read;
use std::path::Path;

use demarche::article::Article;
use demarche::ingest::{self, Options};

const NGRAM: usize = 4;

fn shingles(text: &str) -> BTreeMap<Vec<&str>, usize> {
    let tokens: Vec<&str> = text.split(|c: char| !(c.is_alphanumeric() || c == '_')).filter(|token| !token.is_empty()).collect();
    let mut counts = BTreeMap::new();
    if tokens.is_empty() {
        return counts;
    }
    for start in 0..tokens.len().saturating_sub(NGRAM - 1).max(1) {
        *counts.entry(tokens[start..(start + NGRAM).min(tokens.len())].to_vec()).or_default() += 1;
    }
    counts
}

/// Precision and recall of one page.
fn score(truth: &str, found: &str) -> (f64, f64) {
    let (truth, found) = (shingles(truth), shingles(found));
    let hits: usize = truth.iter().map(|(shingle, count)| (*count).min(found.get(shingle).copied().unwrap_or(0))).sum();
    let (all, given): (usize, usize) = (truth.values().sum(), found.values().sum());
    let share = |of: usize| if of == 0 { if all == given { 1.0 } else { 0.0 } } else { hits as f64 / of as f64 };
    (share(given), share(all))
}

fn f_measure(precision: f64, recall: f64) -> f64 {
    if precision + recall == 0.0 { 0.0 } else { 2.0 * precision * recall / (precision + recall) }
}

fn read(path: &Path, url: &str) -> Result<Article, Box<dyn Error>> {
    let mut bytes = Vec::new();
    flate2::read::MultiGzDecoder::new(std::fs::File::open(path)?).read_to_end(&mut bytes)?;
    let options = Options { check_language: false, ..Options::default() };
    Ok(ingest::read_bytes(url, &bytes, &options)?.remove(0)?)
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().ok_or("usage: score_extraction DIR [OUT]")?;
    let out = arguments.next();
    let folder = Path::new(&folder);
    let truth: BTreeMap<String, serde_json::Value> = serde_json::from_slice(&std::fs::read(folder.join("ground-truth.json"))?)?;
    let (mut precisions, mut recalls, mut fs) = (0.0, 0.0, 0.0);
    for (id, page) in &truth {
        let started = std::time::Instant::now();
        let article = read(&folder.join(format!("{id}.html.gz")), page["url"].as_str().unwrap_or(id));
        let elapsed = started.elapsed().as_millis();
        if let Err(error) = &article {
            println!("{id}: {error}");
        }
        let article = article.unwrap_or_default();
        if let Some(out) = &out {
            std::fs::write(Path::new(out).join(format!("{id}.json")), serde_json::to_vec_pretty(&article)?)?;
            std::fs::write(Path::new(out).join(format!("{id}.txt")), &article.text)?;
        }
        let (precision, recall) = score(page["articleBody"].as_str().unwrap_or(""), &article.text);
        let published = article.published.map_or("no date".to_owned(), |date| format!("{} {:?}", date.value, date.origin));
        println!("{}  P {precision:.3}  R {recall:.3}  F {:.3}  {elapsed} ms  {published}", &id[..8], f_measure(precision, recall));
        precisions += precision;
        recalls += recall;
        fs += f_measure(precision, recall);
    }
    let pages = truth.len().max(1) as f64;
    let (precision, recall) = (precisions / pages, recalls / pages);
    println!("{} pages  P {precision:.4}  R {recall:.4}  F {:.4}  mean F {:.4}", truth.len(), f_measure(precision, recall), fs / pages);
    Ok(())
}
