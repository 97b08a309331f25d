//! Which language a body is in.

use whatlang::{Lang, detect};

/// How much of the body is looked at, and how little of it says nothing (bytes).
const WINDOW: usize = 3000;
const SHORTEST: usize = 200;

/// Small words that no English text of some length lacks. Their share guards against a detector led astray by foreign names.
const SMALL_WORDS: [&str; 12] = ["the", "of", "and", "to", "in", "that", "for", "is", "on", "was", "with", "said"];

/// What the words themselves say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Spoken {
    /// English.
    English,
    /// Surely another language: its English name.
    Other(String),
    /// Too short, or not sure.
    Unknown,
}

/// The language of `text`, from its words alone.
pub(crate) fn spoken(text: &str) -> Spoken {
    let window = &text[..text.floor_char_boundary(WINDOW)];
    let words = window.split_whitespace().count().max(1);
    let small = window.split_whitespace().filter(|word| SMALL_WORDS.contains(&word.to_lowercase().as_str())).count();
    if small * 100 >= words * 14 && words >= 8 {
        return Spoken::English;
    }
    match detect(window) {
        Some(info) if info.lang() == Lang::Eng => Spoken::English,
        Some(info) if window.len() >= SHORTEST && info.is_reliable() && info.confidence() > 0.9 && small * 100 < words * 8 => {
            Spoken::Other(info.lang().eng_name().to_owned())
        }
        _ => Spoken::Unknown,
    }
}

/// The two-letter code of a language tag or name ("en-GB", "English", "eng").
pub(crate) fn code(tag: &str) -> Option<String> {
    let head = tag.trim().split(['-', '_', ',', ';']).next()?.trim().to_ascii_lowercase();
    match head.as_str() {
        "english" | "eng" => Some("en".to_owned()),
        _ => (head.len() == 2 && head.bytes().all(|b| b.is_ascii_lowercase())).then_some(head),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_told_apart() {
        let english = "The minister of foreign affairs said on Monday that the talks with the neighbours would go on.";
        assert_eq!(spoken(english), Spoken::English);
        let german = "Der Außenminister sagte am Montag, dass die Gespräche mit den Nachbarn weitergehen würden. ".repeat(4);
        assert_eq!(spoken(&german), Spoken::Other("German".to_owned()));
        let russian = "Министр иностранных дел заявил в понедельник, что переговоры с соседями продолжатся. ".repeat(4);
        assert_eq!(spoken(&russian), Spoken::Other("Russian".to_owned()));
        assert_eq!(spoken("Sí."), Spoken::Unknown);
        assert_eq!(code("en-GB").as_deref(), Some("en"));
        assert_eq!(code("x-default"), None);
    }
}
