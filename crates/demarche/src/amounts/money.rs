//! Currencies around a number: signs, codes, names and the adjectives that decide between namesakes. The facts are in `currencies.toml`.
//!
//! `$` and "dollars" alone are US dollars; names that several currencies share ("pesos", "pounds") stay without a code.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::noun::singular;
use crate::times::words::Words;

#[derive(Default, serde::Deserialize)]
struct Codes {
    list: Vec<String>,
}

#[derive(Default, serde::Deserialize)]
struct Tables {
    symbols: BTreeMap<String, String>,
    dollar_prefixes: BTreeMap<String, String>,
    names: BTreeMap<String, String>,
    adjectives: BTreeMap<String, String>,
    codes: Codes,
    short_codes: BTreeMap<String, String>,
}

static TABLES: LazyLock<Tables> = LazyLock::new(|| toml::from_str(include_str!("currencies.toml")).unwrap_or_default());

/// A currency: its code, `None` if the name is shared by several.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Currency {
    /// First word.
    pub start: usize,
    /// One past its last word.
    pub end: usize,
    /// ISO 4217.
    pub code: Option<String>,
}

fn code(code: &str) -> Option<String> {
    (!code.is_empty()).then(|| code.to_owned())
}

/// True if `word` (singular) names a currency.
pub(crate) fn is_name(word: &str) -> bool {
    TABLES.names.contains_key(word)
}

/// A sign or code right before word `i`: "US$", "€", "EUR".
pub(crate) fn before(words: &Words, i: usize) -> Option<Currency> {
    let sign = i.checked_sub(1)?;
    let word = words.get(sign);
    if let Some(found) = TABLES.symbols.get(word) {
        let letters = sign.checked_sub(1).filter(|k| words.letters(*k) && words.glued(sign));
        if word == "$"
            && let Some(k) = letters
            && let Some(found) = TABLES.dollar_prefixes.get(words.get(k))
        {
            return Some(Currency { start: k, end: i, code: code(found) });
        }
        return Some(Currency { start: sign, end: i, code: code(found) });
    }
    by_code(word).map(|code| Currency { start: sign, end: i, code })
}

fn by_code(word: &str) -> Option<Option<String>> {
    if word.len() > 4 || !word.starts_with(|c: char| c.is_ascii_uppercase()) {
        return None;
    }
    if TABLES.codes.list.iter().any(|one| one == word) && word != "ALL" {
        return Some(code(word));
    }
    TABLES.short_codes.get(word).map(|found| code(found))
}

/// A sign, code or name from word `i` on, adjectives before the name included: "euros", "Canadian dollars", "-euro".
pub(crate) fn after(words: &Words, i: usize, value: f64) -> Option<Currency> {
    let first = if words.dash(i) && words.glued(i) && words.glued(i + 1) { i + 1 } else { i };
    let word = words.get(first);
    if first == i {
        if let Some(found) = TABLES.symbols.get(word) {
            return Some(Currency { start: i, end: i + 1, code: code(found) });
        }
        if let Some(code) = by_code(word) {
            return Some(Currency { start: i, end: i + 1, code });
        }
    }
    for at in first..first + 3 {
        let name = singular(words.get(at));
        let Some(found) = TABLES.names.get(&name) else {
            if words.capital(at) && words.letters(at) {
                continue;
            } else {
                return None;
            }
        };
        if name == "won" && (value < 1000.0 || words.is_any(at + 1, &["the", "a", "an", "by", "their", "his"])) {
            return None;
        }
        let mut end = at + 1;
        let mut found = found.as_str();
        for from in first..at {
            let told: Vec<&str> = (from..at).map(|k| words.get(k)).collect();
            if let Some(better) = TABLES.adjectives.get(&format!("{} {name}", told.join(" ").to_lowercase())) {
                found = better;
                break;
            }
        }
        if name == "pound" && words.is(end, "sterling") {
            (found, end) = ("GBP", end + 1);
        }
        return Some(Currency { start: i, end, code: code(found) });
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_sound() {
        let sound = |found: &String| found.is_empty() || found.len() == 3 && found.bytes().all(|b| b.is_ascii_uppercase());
        assert!(TABLES.codes.list.len() > 100);
        assert!(TABLES.names.values().chain(TABLES.adjectives.values()).chain(TABLES.symbols.values()).all(sound));
    }
}
