//! Scores the knowledge base on a list of (mention, date) → actor cases and prints what went wrong.
//!
//! `cargo run --release -p demarche --example score_actors -- evaluation/actors/cases.tsv`

use std::time::Instant;

use demarche::knowledge::{Knowledge, single};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).ok_or("usage: score_actors CASES.tsv")?;
    let started = Instant::now();
    let knowledge = Knowledge::embedded();
    println!("loaded in {:?}; tables {}", started.elapsed(), &knowledge.hash()[..12]);
    let text = std::fs::read_to_string(path)?;
    let (mut right, mut total) = (0, 0);
    let started = Instant::now();
    for line in text.lines().skip(1) {
        let mut fields = line.split('\t');
        let (Some(mention), Some(date), Some(wanted)) = (fields.next(), fields.next(), fields.next()) else {
            continue;
        };
        let on = date.parse().ok();
        let candidates = knowledge.lookup(mention, on);
        let found = single(&candidates).and_then(|c| c.actor.as_deref()).unwrap_or("-");
        total += 1;
        // Two answers may be equally right: parted by a bar.
        if wanted.split('|').any(|one| one == found) {
            right += 1;
            continue;
        }
        let seen: Vec<String> =
            candidates.iter().take(3).map(|c| format!("{} {:.2} ({})", c.actor.as_deref().unwrap_or("?"), c.score, c.reason)).collect();
        println!("wrong: {mention} @ {date}: wanted {wanted}, found {found}; {}", seen.join(" | "));
    }
    println!(
        "{right} of {total} right ({:.1} %), {:?} a lookup",
        100.0 * f64::from(right) / f64::from(total.max(1)),
        started.elapsed() / total.max(1)
    );
    let page = text.repeat(40);
    let started = Instant::now();
    let hits = knowledge.names_in(&page).len();
    let seconds = started.elapsed().as_secs_f64();
    println!("names_in: {hits} names, {:.1} MB/s", page.len() as f64 / seconds / 1e6);
    Ok(())
}
