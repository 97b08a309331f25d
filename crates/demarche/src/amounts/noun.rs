//! Nouns that numbers count.

/// True if `word` is a plural that numbers count in the news ("troops", "people", "euros").
pub(crate) fn is_counted(word: &str) -> bool {
    matches!(word, "troops" | "soldiers" | "people" | "shells" | "dollars" | "euros" | "men" | "women")
}
