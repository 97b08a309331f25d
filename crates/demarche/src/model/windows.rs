//! Words to wordpieces, documents to windows of whole consecutive sentences.

use std::collections::HashMap;

use super::description::Description;
use super::features::{shape_id, shapes};
use super::wordpiece::WordPiece;
use crate::document::Document;

/// A stretch of a document that the encoder reads at once.
pub(super) struct Window {
    /// Index of its first word in the document.
    pub start: usize,
    /// Wordpiece ids with [CLS] and [SEP].
    pub ids: Vec<i32>,
    /// Shape of each wordpiece.
    pub shapes: Vec<i32>,
    /// Mark of each wordpiece: 0 none, 1 actor, 2 recipient.
    pub marks: Vec<i32>,
    /// First wordpiece of each word.
    pub first: Vec<usize>,
    /// Sentence of each word.
    pub sentence: Vec<usize>,
}

impl Window {
    fn new(start: usize, cls: i32) -> Self {
        Self { start, ids: vec![cls], shapes: vec![0], marks: Vec::new(), first: Vec::new(), sentence: Vec::new() }
    }
}

/// The encoder's own tokenizer, applied to one word at a time.
pub(super) struct Pieces {
    tokenizer: WordPiece,
    limit: usize,
    of_word: usize,
    cls: i32,
    sep: i32,
    unknown: i32,
}

impl Pieces {
    pub(super) fn new(json: &[u8], description: &Description) -> Result<Self, String> {
        let tokenizer = WordPiece::new(json, description.special.unknown)?;
        let special = &description.special;
        Ok(Self {
            tokenizer,
            limit: description.window,
            of_word: description.max_pieces_of_word,
            cls: special.cls,
            sep: special.sep,
            unknown: special.unknown,
        })
    }

    /// Wordpieces of a word, without [CLS] and [SEP]: at least one, at most `max_pieces_of_word`.
    fn of(&self, word: &str) -> Vec<i32> {
        let mut ids = self.tokenizer.encode(word, self.of_word);
        if ids.is_empty() {
            ids.push(self.unknown);
        }
        ids
    }

    /// Packs consecutive sentences into windows; a longer sentence is cut. Time is linear in the document's length.
    pub(super) fn windows(&self, document: &Document) -> Vec<Window> {
        let mut cache: HashMap<&str, Vec<i32>> = HashMap::new();
        let mut out = Vec::new();
        let mut current: Option<Window> = None;
        for (number, sentence) in document.sentences.iter().enumerate() {
            let words: Vec<(&str, bool)> =
                document.tokens[sentence.tokens.clone()].iter().map(|t| (t.span.of(&document.text), t.space_after)).collect();
            for (word, _) in &words {
                cache.entry(word).or_insert_with(|| self.of(word));
            }
            let total: usize = words.iter().map(|(word, _)| cache[word].len()).sum();
            if current.as_ref().is_some_and(|w| w.ids.len() + total + 1 > self.limit) {
                self.close(&mut current, &mut out);
            }
            for (i, (shape, initial)) in shapes(&words).into_iter().enumerate() {
                let unit = &cache[words[i].0];
                if current.as_ref().is_some_and(|w| w.ids.len() + unit.len() + 1 > self.limit) {
                    self.close(&mut current, &mut out);
                }
                let window = current.get_or_insert_with(|| Window::new(sentence.tokens.start + i, self.cls));
                window.first.push(window.ids.len());
                window.sentence.push(number);
                window.ids.extend_from_slice(unit);
                window.shapes.extend((0..unit.len()).map(|k| shape_id(shape, initial, k > 0)));
            }
        }
        self.close(&mut current, &mut out);
        out
    }

    fn close(&self, current: &mut Option<Window>, out: &mut Vec<Window>) {
        if let Some(mut window) = current.take() {
            window.ids.push(self.sep);
            window.shapes.push(0);
            window.marks = vec![0; window.ids.len()];
            out.push(window);
        }
    }
}
