//! `cargo run -p demarche --example score_times [FILE]`: the readers of times and amounts against `evaluation/times` and
//! `evaluation/amounts` (default `dev.tsv`), with every fault.

mod scoring;

fn main() {
    let file = std::env::args().nth(1).unwrap_or_else(|| "dev.tsv".to_owned());
    scoring::times(&file).print("times");
    scoring::amounts(&file).print("amounts");
}
