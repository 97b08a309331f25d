//! From byte spans of a document to code points of the article's parts.

use super::{Mark, Quote};
use crate::document::{Document, Part};
use crate::span::Span;

/// Converts byte spans of one document. Built once for each article in linear time; each conversion is `O(log n)` in the number of characters
/// beyond ASCII.
pub struct Offsets<'a> {
    document: &'a Document,
    /// Byte offsets of the characters of more than one byte, with the surplus of bytes over code points after each.
    surplus: Vec<(usize, usize)>,
}

impl<'a> Offsets<'a> {
    /// The converter of `document`.
    pub fn new(document: &'a Document) -> Self {
        let mut surplus = Vec::new();
        let mut total = 0;
        for (at, c) in document.text.char_indices() {
            if c.len_utf8() > 1 {
                total += c.len_utf8() - 1;
                surplus.push((at, total));
            }
        }
        Self { document, surplus }
    }

    /// Code points before byte `at` of the document's text.
    fn points(&self, at: usize) -> usize {
        let index = self.surplus.partition_point(|&(byte, _)| byte < at);
        at - index.checked_sub(1).map_or(0, |i| self.surplus[i].1)
    }

    /// `span` in code points of its part. A span that leaves its part is cut at the part's end; one between parts is empty at the body's start.
    pub fn mark(&self, span: Span) -> Mark {
        let (part, at) = self
            .document
            .parts
            .iter()
            .find(|(_, at)| at.start <= span.start && span.start < at.end.max(at.start + 1))
            .copied()
            .unwrap_or((Part::Body, Span::new(span.start, span.end)));
        let base = self.points(at.start);
        let end = span.end.min(at.end).max(span.start);
        Mark { start: self.points(span.start) - base, end: self.points(end) - base, part: name(part) }
    }

    /// `span` with its words.
    pub fn quote(&self, span: Span) -> Quote {
        let Mark { start, end, part } = self.mark(span);
        Quote { start, end, text: span.of(&self.document.text).to_owned(), part }
    }
}

fn name(part: Part) -> Option<String> {
    match part {
        Part::Body => None,
        Part::Title => Some("title".to_owned()),
        Part::Standfirst => Some("standfirst".to_owned()),
        Part::Caption(number) => Some(format!("caption:{number}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_count_code_points_of_the_part() {
        let text = "Tür zu\n\nDer Zug 🚂 fährt".to_owned();
        let document =
            Document { parts: vec![(Part::Title, Span::new(0, 7)), (Part::Body, Span::new(9, text.len()))], text, ..Document::default() };
        let offsets = Offsets::new(&document);
        let zu = document.text.find("zu").unwrap_or(0);
        assert_eq!(offsets.mark(Span::new(zu, zu + 2)), Mark { start: 4, end: 6, part: Some("title".to_owned()) });
        let last = document.text.find("fährt").unwrap_or(0);
        assert_eq!(offsets.quote(Span::new(last, last + 6)), Quote { start: 10, end: 15, text: "fährt".to_owned(), part: None });
    }
}
