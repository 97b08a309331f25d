//! Phrases that bound a number: "more than", "as many as". The phrases are in `bounds.toml`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::Bound;
use crate::times::words::Words;

#[derive(serde::Deserialize)]
struct Tables {
    before: BTreeMap<String, String>,
    after: BTreeMap<String, String>,
}

type Phrase = (Vec<String>, Option<Bound>);

/// Phrases before and after a number, the longest first.
static PHRASES: LazyLock<(Vec<Phrase>, Vec<Phrase>)> = LazyLock::new(|| {
    let tables: Tables = toml::from_str(include_str!("bounds.toml")).unwrap_or(Tables { before: BTreeMap::new(), after: BTreeMap::new() });
    (phrases(tables.before), phrases(tables.after))
});

fn phrases(table: BTreeMap<String, String>) -> Vec<Phrase> {
    let mut list: Vec<Phrase> = table
        .into_iter()
        .map(|(phrase, bound)| {
            let bound = serde_json::from_value(serde_json::Value::String(bound)).ok();
            (phrase.split(' ').map(str::to_owned).collect(), bound)
        })
        .collect();
    list.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
    list
}

/// The bound that ends right before word `i`: its first word and what it says. Exact phrases ("a total of") are none.
pub(crate) fn before(words: &Words, i: usize) -> Option<(usize, Bound)> {
    PHRASES
        .0
        .iter()
        .find_map(|(phrase, bound)| {
            let from = i.checked_sub(phrase.len())?;
            let fits = phrase.iter().enumerate().rev().all(|(k, word)| words.is(from + k, word));
            fits.then_some((from, *bound))
        })
        .and_then(|(from, bound)| Some((from, bound?)))
}

/// The bound that starts at word `i`, after a number: the index after it.
pub(crate) fn after(words: &Words, i: usize) -> Option<(usize, Bound)> {
    PHRASES.1.iter().find_map(|(phrase, bound)| {
        let fits = phrase.iter().enumerate().all(|(k, word)| words.is(i + k, word));
        fits.then_some((i + phrase.len(), (*bound)?))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_parse() {
        assert!(PHRASES.0.len() > 30 && !PHRASES.1.is_empty());
        assert!(PHRASES.0.iter().all(|(words, bound)| bound.is_some() || words.join(" ") == "a total of"));
    }
}
