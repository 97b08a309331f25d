//! BERT's WordPiece for one word: what the encoder was trained with (`tokenizer.json`, "BertNormalizer", "BertPreTokenizer", "WordPiece").
//!
//! Written here because the tokenizer that comes with the runtime (rten-text 0.27) panics on words whose normal form drops characters.

use std::collections::HashMap;

use serde::Deserialize;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Words of more characters than this are unknown as a whole, as in the original.
const LONGEST_WORD: usize = 100;

#[derive(Deserialize)]
struct File {
    model: Vocabulary,
}

#[derive(Deserialize)]
struct Vocabulary {
    vocab: HashMap<String, i32>,
}

/// The vocabulary.
pub(super) struct WordPiece {
    vocabulary: HashMap<String, i32>,
    unknown: i32,
}

impl WordPiece {
    /// Reads `tokenizer.json`.
    pub(super) fn new(json: &[u8], unknown: i32) -> Result<Self, String> {
        let file: File = serde_json::from_slice(json).map_err(|e| e.to_string())?;
        Ok(Self { vocabulary: file.model.vocab, unknown })
    }

    /// Ids of the pieces of `word`, at most `limit`.
    pub(super) fn encode(&self, word: &str, limit: usize) -> Vec<i32> {
        let mut ids = Vec::new();
        for part in split(&normal(word)) {
            self.pieces(&part, &mut ids);
            if ids.len() >= limit {
                break;
            }
        }
        ids.truncate(limit);
        ids
    }

    /// The longest pieces from the left; the whole part is unknown if one is missing.
    fn pieces(&self, part: &str, ids: &mut Vec<i32>) {
        if part.chars().count() > LONGEST_WORD {
            ids.push(self.unknown);
            return;
        }
        let first = ids.len();
        let mut start = 0;
        let mut piece = String::new();
        while start < part.len() {
            let mut end = part.len();
            let found = loop {
                piece.clear();
                if start > 0 {
                    piece.push_str("##");
                }
                piece.push_str(&part[start..end]);
                if let Some(&id) = self.vocabulary.get(piece.as_str()) {
                    break Some(id);
                }
                match part[start..end].char_indices().next_back() {
                    Some((at, _)) if at > 0 => end = start + at,
                    _ => break None,
                }
            };
            let Some(id) = found else {
                ids.truncate(first);
                ids.push(self.unknown);
                return;
            };
            ids.push(id);
            start = end;
        }
    }
}

/// Control characters dropped, accents stripped, lower case.
fn normal(word: &str) -> String {
    let clean = word.chars().filter(|&c| c != '\u{FFFD}' && (c.is_whitespace() || !is_control(c)));
    let plain: String = clean.nfd().filter(|&c| !is_combining_mark(c)).collect();
    plain.to_lowercase()
}

/// Control and format characters.
fn is_control(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}' | '\u{E000}'..='\u{F8FF}')
}

/// Cuts at white space, punctuation and Chinese characters; the latter two stand alone.
fn split(word: &str) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    let mut open = false;
    for c in word.chars() {
        if c.is_whitespace() {
            open = false;
        } else if alone(c) {
            parts.push(c.to_string());
            open = false;
        } else {
            match parts.last_mut().filter(|_| open) {
                Some(last) => last.push(c),
                None => parts.push(c.to_string()),
            }
            open = true;
        }
    }
    parts
}

fn alone(c: char) -> bool {
    c.is_ascii_punctuation()
        || matches!(c, '\u{4E00}'..='\u{9FFF}' | '\u{3400}'..='\u{4DBF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{2FA1F}')
        || matches!(c, '¡' | '§' | '«' | '¶' | '·' | '»' | '¿' | '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205E}' | '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3011}' | '\u{3014}'..='\u{301F}' | '،' | '؛' | '؟' | '।' | '\u{FF01}'..='\u{FF0F}' | '\u{FF1A}'..='\u{FF20}')
            && !matches!(c, '\u{2044}' | '\u{2052}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tiny() -> WordPiece {
        let words = ["un", "##know", "##n", "zelensky", "'", "s", "-", "中"];
        WordPiece { vocabulary: words.iter().enumerate().map(|(i, w)| ((*w).to_owned(), i as i32)).collect(), unknown: 99 }
    }

    #[test]
    fn pieces_are_the_longest_from_the_left() {
        let t = tiny();
        assert_eq!(t.encode("Unknown", 8), [0, 1, 2]);
        assert_eq!(t.encode("Zelenskÿ's-中", 8), [3, 4, 5, 6, 7]);
        assert_eq!(t.encode("xyz", 8), [99]);
        assert_eq!(t.encode("\u{200B}", 8), Vec::<i32>::new());
        assert_eq!(t.encode(&"a".repeat(500), 8), [99]);
    }
}
