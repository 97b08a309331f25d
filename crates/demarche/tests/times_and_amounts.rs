//! The readers of times and amounts: scores on the development tables, and properties that hold for any text.

#[path = "../examples/scoring/mod.rs"]
mod scoring;

use demarche::document::Document;
use demarche::{amounts, times};
use proptest::prelude::*;
use scoring::document;

#[test]
fn times_of_the_development_table() {
    for file in ["dev.tsv", "heldout.tsv"] {
        let score = scoring::times(file);
        score.print(file);
        assert!(score.f1() >= 0.95 && score.precision() >= 0.95 && score.recall() >= 0.95);
    }
}

#[test]
fn amounts_of_the_development_table() {
    for file in ["dev.tsv", "heldout.tsv"] {
        let score = scoring::amounts(file);
        score.print(file);
        assert!(score.f1() >= 0.95 && score.precision() >= 0.95 && score.recall() >= 0.95);
    }
}

/// Spans lie on characters, in order, without overlap; days are in order.
fn check(document: &Document) {
    let text = &document.text;
    let mut last = 0;
    let times = times::read(document);
    for time in &times {
        assert!(!time.span.is_empty() && !time.span.of(text).is_empty() && time.span.start >= last, "{:?}", time.span);
        assert!(time.with_preposition.contains(time.span) && !time.with_preposition.of(text).is_empty());
        assert!(time.days.is_none_or(|(first, last)| first <= last) && !time.value.is_empty());
        last = time.span.end;
    }
    last = 0;
    let amounts = amounts::read_with(document, &times);
    for (index, amount) in amounts.iter().enumerate() {
        assert!(!amount.span.of(text).is_empty() && amount.span.start >= last, "{:?}", amount.span);
        assert!(times.iter().all(|time| !time.span.overlaps(amount.span)));
        assert!(amount.value.is_finite() && amount.value_max.is_none_or(|max| max > amount.value));
        assert!(amount.of.is_none_or(|of| !of.of(text).is_empty()));
        assert!(amount.part_of.is_none_or(|whole| whole < amounts.len() && whole != index));
        last = amount.span.end;
    }
}

/// Words that rules are made of, in any order.
fn word() -> impl Strategy<Value = String> {
    let words = "Monday May 3 31 June 2024 2,024 1.234.567 the first last next of half a million two hundred and - – 's $ € US % percent ago later \
        days years every twice week noon at 10:15 p.m. GMT Christmas 9/11 Q3 early mid late end fiscal FY24 between to more than nearly dozens thousands \
        people soldiers killed wounded including which euros pesos one 99999999999 0000 9999 century 1990s '90s Ramadan Easter 1 2 3 4 . , ( ) “ ” \" today";
    let words: Vec<String> = words.split_whitespace().map(str::to_owned).collect();
    prop::sample::select(words)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_text_is_read(text in "\\PC{0,80}") {
        check(&document(&text, "2024-02-13"));
    }

    #[test]
    fn any_order_of_words_is_read(list in prop::collection::vec(word(), 0..40), glue in prop::collection::vec(any::<bool>(), 40)) {
        let text: String = list.iter().zip(&glue).map(|(word, glued)| if *glued { word.clone() } else { format!("{word} ") }).collect();
        for published in ["2024-02-13", "0001-01-01", "9999-12-31", "2024-02-29", ""] {
            check(&document(&text, published));
        }
    }
}

#[test]
fn long_sentences_take_linear_time() {
    let unit = "On 3 May 2024 at least 12 people were killed and 1,500 fled, one one two the last first of May ";
    for text in [
        unit.repeat(5_000),
        "1".repeat(400_000),
        "one ".repeat(100_000),
        "a ".repeat(200_000),
        "1-".repeat(100_000),
        "and a half ".repeat(40_000),
        "1 234 ".repeat(60_000),
        "May ".repeat(100_000),
    ] {
        let started = std::time::Instant::now();
        check(&document(&text, "2024-02-13"));
        assert!(started.elapsed().as_secs() < 20, "{}", &text[..20]);
    }
}
