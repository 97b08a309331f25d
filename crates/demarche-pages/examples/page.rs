//! A record as JSON on standard input, its page on standard output, and on standard error how long the page took.
//!
//! `demarche code ARTICLE --format json | cargo run --release -p demarche-pages --example page > page.html`

use std::time::Instant;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let record: demarche::record::Record = serde_json::from_reader(std::io::stdin().lock())?;
    let first = Instant::now();
    let page = demarche_pages::page(&record);
    let first = first.elapsed();
    let runs = 50;
    let start = Instant::now();
    for _ in 0..runs {
        std::hint::black_box(demarche_pages::page(&record));
    }
    let words = record.article.text.split_whitespace().count();
    eprintln!("{words} words, {} bytes; first page {first:?}, then {:?} each", page.len(), start.elapsed() / runs);
    print!("{page}");
    Ok(())
}
