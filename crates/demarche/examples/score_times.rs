//! `cargo run -p demarche --example score_times [FILE]`: the readers of times and amounts against `evaluation/times` and
//! `evaluation/amounts` (default `dev.tsv`), with every fault. With `--speed`: how fast both read their development sentences.

mod scoring;

fn main() {
    let file = std::env::args().nth(1).unwrap_or_else(|| "dev.tsv".to_owned());
    if file == "--speed" {
        speed();
        return;
    }
    scoring::times(&file).print("times");
    scoring::amounts(&file).print("amounts");
}

/// Reads the development sentences over and over, about 8 MB.
fn speed() {
    let text: String = ["times", "amounts"].iter().map(|layer| scoring::text(layer, "dev.tsv")).collect();
    let text = text.repeat(8_000_000 / text.len().max(1) + 1);
    let document = scoring::document(&text, "2024-02-13");
    let megabytes = text.len() as f64 / 1e6;
    let started = std::time::Instant::now();
    let times = demarche::times::read(&document);
    let seconds = started.elapsed().as_secs_f64();
    println!("times: {megabytes:.1} MB, {} found, {:.1} MB/s", times.len(), megabytes / seconds);
    let started = std::time::Instant::now();
    let amounts = demarche::amounts::read_with(&document, &times);
    let seconds = started.elapsed().as_secs_f64();
    println!("amounts: {megabytes:.1} MB, {} found, {:.1} MB/s", amounts.len(), megabytes / seconds);
}
