#![no_main]

//! Any bytes as an input with the ending `.txt`: no panic, and offsets that lie on characters of the text.

use demarche::ingest::{Options, read_from};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let options = Options::default();
    for article in read_from("input.txt", bytes, &options).flatten() {
        assert!(article.blocks.iter().all(|block| article.text.get(block.span.start..block.span.end).is_some()));
        assert!(article.origins.iter().all(|run| article.text.get(run.text..run.text + run.len).is_some()));
    }
});
