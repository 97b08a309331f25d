//! The words of one sentence as time and amount readers see them: letters, figures and single marks, with their entries in the
//! lexicon. Finer than the document's tokens (figures stand apart from letters and marks), so that "14-month", "3pm", "May 3-5" and
//! "US$20bn" all come out in the same pieces whatever the tokenizer does.

use super::lexicon::{Entry, lexicon};
use crate::span::Span;

/// What a word is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Letters, with figures after them ("G20", "Q3").
    Letters,
    /// Figures with points and commas between them ("1,234.5").
    Figures,
    /// Any other single character.
    Mark,
}

/// One piece of a sentence.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Word {
    /// Bytes of the document.
    pub span: Span,
    /// What it is made of.
    pub kind: Kind,
    /// True if white space stands before it.
    pub gap: bool,
    /// Its entry in the lexicon, empty if it has none.
    pub entry: &'static Entry,
    /// True if it stands inside quotation marks.
    pub quoted: bool,
}

/// The words of one sentence.
pub(crate) struct Words<'a> {
    /// The text of the document.
    pub text: &'a str,
    /// The words.
    pub list: Vec<Word>,
}

impl<'a> Words<'a> {
    /// No words yet, over `text`.
    pub fn new(text: &'a str) -> Self {
        Self { text, list: Vec::new() }
    }

    /// Reads the words of `sentence`, forgetting those of the sentence before.
    pub fn fill(&mut self, sentence: Span) {
        self.list.clear();
        let words = sentence.of(self.text);
        let bytes = words.as_bytes();
        let mut at = 0;
        let mut gap = false;
        let mut lower = String::new();
        while at < bytes.len() {
            let first = next_char(words, at);
            if first.is_whitespace() {
                gap = true;
                at += first.len_utf8();
                continue;
            }
            let (kind, end) = piece(words, at, first);
            let entry = if kind == Kind::Letters { look_up(&words[at..end], &mut lower) } else { Entry::none() };
            let span = Span::new(at, end).shifted(sentence.start);
            self.list.push(Word { span, kind, gap, entry, quoted: false });
            gap = false;
            at = end;
        }
    }

    /// Number of words.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// The letters or figures of word `i`; empty past the end.
    pub fn get(&self, i: usize) -> &'a str {
        self.list.get(i).map_or("", |word| word.span.of(self.text))
    }

    /// The entry of word `i`; the empty one past the end.
    pub fn entry(&self, i: usize) -> &'static Entry {
        self.list.get(i).map_or(Entry::none(), |word| word.entry)
    }

    /// True if word `i` is `word`, whatever its case.
    pub fn is(&self, i: usize, word: &str) -> bool {
        self.get(i).eq_ignore_ascii_case(word)
    }

    /// True if word `i` is one of `list`, whatever its case.
    pub fn is_any(&self, i: usize, list: &[&str]) -> bool {
        let word = self.get(i);
        !word.is_empty() && list.iter().any(|one| word.eq_ignore_ascii_case(one))
    }

    /// True if the words from `i` on are those of `phrase`.
    pub fn phrase(&self, i: usize, phrase: &[&str]) -> bool {
        phrase.iter().enumerate().all(|(k, word)| self.is(i + k, word))
    }

    /// True if white space stands before word `i` (or nothing does).
    pub fn gap(&self, i: usize) -> bool {
        self.list.get(i).is_none_or(|word| word.gap || i == 0)
    }

    /// True if word `i` follows the one before without white space.
    pub fn glued(&self, i: usize) -> bool {
        i > 0 && self.list.get(i).is_some_and(|word| !word.gap)
    }

    /// The kind of word `i`.
    pub fn kind(&self, i: usize) -> Option<Kind> {
        self.list.get(i).map(|word| word.kind)
    }

    /// True if word `i` is made of letters.
    pub fn letters(&self, i: usize) -> bool {
        self.kind(i) == Some(Kind::Letters)
    }

    /// True if word `i` starts with a capital.
    pub fn capital(&self, i: usize) -> bool {
        self.get(i).chars().next().is_some_and(char::is_uppercase)
    }

    /// True if word `i` is made of letters and starts with a small one.
    pub fn small(&self, i: usize) -> bool {
        self.get(i).chars().next().is_some_and(char::is_lowercase)
    }

    /// The figures of word `i` as a number, if it is made of plain figures only (nine at most).
    pub fn plain_number(&self, i: usize) -> Option<u32> {
        let word = self.list.get(i).filter(|word| word.kind == Kind::Figures)?;
        let digits = word.span.of(self.text);
        (digits.len() <= 9 && digits.bytes().all(|b| b.is_ascii_digit())).then(|| digits.parse().ok())?
    }

    /// True if word `i` is a hyphen or dash of any length.
    pub fn dash(&self, i: usize) -> bool {
        matches!(self.get(i), "-" | "–" | "—" | "‑" | "‐" | "−")
    }

    /// True if word `i` is an apostrophe.
    pub fn apostrophe(&self, i: usize) -> bool {
        matches!(self.get(i), "'" | "’" | "‘")
    }

    /// True if the words from `i` on are an apostrophe and "s" ("Friday's").
    pub fn possessive(&self, i: usize) -> bool {
        self.apostrophe(i) && self.glued(i)
    }

    /// From word `i` up to word `end` (not included).
    pub fn span(&self, i: usize, end: usize) -> Span {
        self.list[i].span.cover(self.list[end - 1].span)
    }

    /// Index after an optional full stop at `i` that is glued to the word before ("Sept.", "p.m.").
    pub fn skip_point(&self, i: usize) -> usize {
        if self.get(i) == "." && self.glued(i) && i + 1 < self.len() { i + 1 } else { i }
    }

    /// Index after an optional comma at `i`.
    pub fn skip_comma(&self, i: usize) -> usize {
        if self.get(i) == "," { i + 1 } else { i }
    }
}

fn next_char(words: &str, at: usize) -> char {
    let byte = words.as_bytes()[at];
    if byte < 128 { char::from(byte) } else { words[at..].chars().next().unwrap_or(' ') }
}

fn piece(words: &str, at: usize, first: char) -> (Kind, usize) {
    let bytes = words.as_bytes();
    if first.is_ascii_digit() {
        let mut end = at + 1;
        while end < bytes.len() {
            let joint = matches!(bytes[end], b'.' | b',') && bytes.get(end + 1).is_some_and(u8::is_ascii_digit);
            if !bytes[end].is_ascii_digit() && !joint {
                break;
            }
            end += 1;
        }
        return (Kind::Figures, end);
    }
    if !first.is_alphabetic() {
        return (Kind::Mark, at + first.len_utf8());
    }
    let mut end = at + first.len_utf8();
    while end < bytes.len() {
        let c = next_char(words, end);
        if !c.is_alphanumeric() && !('\u{300}'..'\u{370}').contains(&c) {
            break;
        }
        end += c.len_utf8();
    }
    (Kind::Letters, end)
}

fn look_up(word: &str, lower: &mut String) -> &'static Entry {
    if word.len() > 16 || !word.is_ascii() {
        return Entry::none();
    }
    lower.clear();
    lower.push_str(word);
    lower.make_ascii_lowercase();
    lexicon().get(lower.as_str()).unwrap_or(Entry::none())
}
