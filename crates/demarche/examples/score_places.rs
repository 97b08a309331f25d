//! Scores the places read from sentences: `text <tab> id id id` (ids of the knowledge base in the order of the text).
//!
//! `cargo run --release -p demarche --example score_places -- evaluation/places/sentences.tsv`

use demarche::document::Document;
use demarche::knowledge::Knowledge;
use demarche::places;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).ok_or("usage: score_places SENTENCES.tsv")?;
    let knowledge = Knowledge::embedded();
    let (mut found_right, mut found, mut wanted_all, mut whole, mut lines) = (0, 0, 0, 0, 0);
    for line in std::fs::read_to_string(path)?.lines().skip(1) {
        let (text, ids) = line.split_once('\t').unwrap_or((line, ""));
        let document = Document { text: text.to_owned(), ..Document::default() };
        let got: Vec<String> = places::read(&document, knowledge).into_iter().map(|p| p.id).collect();
        let wanted: Vec<&str> = ids.split_whitespace().collect();
        let mut left = got.clone();
        for id in &wanted {
            if let Some(at) = left.iter().position(|g| g == id) {
                left.remove(at);
                found_right += 1;
            }
        }
        found += got.len();
        wanted_all += wanted.len();
        lines += 1;
        if got == wanted {
            whole += 1;
        } else {
            println!("{text}\n  wanted {}\n  got    {}", wanted.join(" "), got.join(" "));
        }
    }
    let (p, r) = (f64::from(found_right) / found.max(1) as f64, f64::from(found_right) / wanted_all.max(1) as f64);
    println!("{whole} of {lines} sentences right; places: precision {p:.3}, recall {r:.3}");
    Ok(())
}
