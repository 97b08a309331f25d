//! The table `english.toml`, parsed once.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use serde::Deserialize;

/// What the splitter and the tokenizer know about English spelling. All words in lower case, abbreviations without their last stop.
#[derive(Debug, Deserialize)]
pub(super) struct Lexicon {
    pub titles: HashSet<String>,
    pub ambiguous: HashSet<String>,
    pub numbered: HashSet<String>,
    pub openers: HashSet<String>,
    pub saying: HashSet<String>,
    pub prefixes: HashSet<String>,
    pub units: HashSet<String>,
    pub contractions: HashMap<String, usize>,
}

/// The table. It is part of the program, so that it parses is a fact that the tests establish.
pub(super) static LEXICON: LazyLock<Lexicon> =
    LazyLock::new(|| toml::from_str(include_str!("english.toml")).expect("english.toml is part of the program and parses"));

/// True for an abbreviation whose full stop belongs to the word.
pub(super) fn is_abbreviation(word: &str) -> bool {
    let lower = word.to_lowercase();
    let bare = lower.strip_suffix('.').unwrap_or(&lower);
    let lexicon = &*LEXICON;
    lexicon.titles.contains(bare)
        || lexicon.ambiguous.contains(bare)
        || lexicon.numbered.contains(bare) && bare.len() > 1
        || is_initials(bare)
}

/// True for single letters joined by full stops: `U.S`, `J`, `p.m`.
pub(super) fn is_initials(bare: &str) -> bool {
    !bare.is_empty() && bare.split('.').all(|part| part.chars().count() == 1 && part.chars().all(char::is_alphabetic))
}
