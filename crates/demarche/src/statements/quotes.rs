//! Where quotation marks open and close.

use crate::document::{Document, SentenceKind};
use crate::span::Span;

/// A quotation without its marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quotation {
    /// Bytes of the document between the marks.
    pub inside: Span,
    /// Bytes with the marks.
    pub whole: Span,
    /// True if the closing mark is missing and the quotation goes on with the next paragraph.
    pub open: bool,
}

/// Kinds of marks: which closes which.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Double,
    Straight,
    Single,
    Guillemet,
    Low,
}

/// The outermost quotations of a document, in order. A quotation ends with its paragraph at the latest; a paragraph that opens with a mark goes on with
/// a quotation that was left open. Single marks count only as pairs around several words, so that apostrophes do not. Linear time.
pub fn quotations(document: &Document) -> Vec<Quotation> {
    let mut out = Vec::new();
    let mut sentences = document.sentences.iter().peekable();
    while let Some(first) = sentences.next() {
        let mut span = first.span;
        while let Some(next) = sentences.next_if(|s| s.paragraph == first.paragraph) {
            span = span.cover(next.span);
        }
        if !matches!(first.kind, SentenceKind::Heading) {
            paragraph(&document.text, span, &mut out);
        }
    }
    out
}

fn paragraph(text: &str, span: Span, out: &mut Vec<Quotation>) {
    let slice = span.of(text);
    let mut open: Option<(Kind, usize)> = None;
    let mut previous = ' ';
    let mut chars = slice.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map_or(' ', |&(_, n)| n);
        match open {
            None => {
                let edge = !previous.is_alphanumeric();
                let kind = match c {
                    '“' => Some(Kind::Double),
                    '„' => Some(Kind::Low),
                    '«' => Some(Kind::Guillemet),
                    '"' if edge && !next.is_whitespace() => Some(Kind::Straight),
                    '‘' if edge => Some(Kind::Single),
                    '\'' if edge && next.is_alphanumeric() && closes_single(&slice[at + 1..]) => Some(Kind::Single),
                    _ => None,
                };
                if let Some(kind) = kind {
                    open = Some((kind, at + c.len_utf8()));
                }
            }
            Some((kind, from)) => {
                let closes = match kind {
                    Kind::Double => c == '”' || (c == '"' && !next.is_alphanumeric()),
                    Kind::Low => matches!(c, '“' | '”' | '"'),
                    Kind::Guillemet => c == '»',
                    Kind::Straight => matches!(c, '"' | '”') && !next.is_alphanumeric(),
                    Kind::Single => {
                        matches!(c, '’' | '\'')
                            && !next.is_alphanumeric()
                            && !previous.is_whitespace()
                            && !plural_possessive(previous, &slice[at + c.len_utf8()..], kind)
                    }
                };
                // A mark that opens again without a close: the first was left open ("“… said. “And then …").
                if closes {
                    push(text, span.start + from, span.start + at, c.len_utf8(), out);
                    open = None;
                }
            }
        }
        previous = c;
    }
    if let Some((kind, from)) = open
        && kind != Kind::Single
    {
        let start = span.start + from;
        let mark = text[..start].chars().next_back().map_or(0, char::len_utf8);
        out.push(Quotation { inside: Span::new(start, span.end), whole: Span::new(start - mark, span.end), open: true });
    }
}

fn push(text: &str, start: usize, end: usize, mark: usize, out: &mut Vec<Quotation>) {
    if start < end {
        let before = text[..start].chars().next_back().map_or(0, char::len_utf8);
        out.push(Quotation { inside: Span::new(start, end), whole: Span::new(start - before, end + mark), open: false });
    }
}

/// Does a straight single mark close again before the paragraph ends, after at least two words?
fn closes_single(rest: &str) -> bool {
    let mut previous = ' ';
    let mut words = 0;
    let mut chars = rest.chars().take(600).peekable();
    while let Some(c) = chars.next() {
        if c == ' ' {
            words += 1;
        }
        if c == '\'' && !previous.is_whitespace() && chars.peek().is_none_or(|n| !n.is_alphanumeric()) {
            return words >= 1;
        }
        previous = c;
    }
    false
}

/// `the ministers’ plan`: a possessive, not the end of a single-quoted stretch, if another closing mark follows.
fn plural_possessive(previous: char, rest: &str, kind: Kind) -> bool {
    kind == Kind::Single
        && previous == 's'
        && rest.starts_with(' ')
        && rest[1..].starts_with(char::is_lowercase)
        && rest.contains(['’', '\''])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Article, Block, BlockKind};

    fn found(text: &str) -> Vec<String> {
        let article = Article {
            text: text.to_owned(),
            blocks: text
                .split("\n\n")
                .scan(0, |at, part| {
                    let span = Span::new(*at, *at + part.len());
                    *at += part.len() + 2;
                    Some(Block { span, kind: BlockKind::Paragraph })
                })
                .collect(),
            ..Article::default()
        };
        let document = crate::text::document(&article);
        quotations(&document).into_iter().map(|q| q.inside.of(&document.text).to_owned()).collect()
    }

    #[test]
    fn marks_of_every_kind() {
        assert_eq!(found("She said “we will go” and \"stay\" and «non» and ‘not now’ he said."), ["we will go", "stay", "non", "not now"]);
        assert_eq!(found("The ministers' plan and Iran's army don't fit."), Vec::<String>::new());
        assert_eq!(found("He called it 'a black day' on Monday."), ["a black day"]);
    }

    #[test]
    fn open_quotations_end_with_their_paragraph() {
        assert_eq!(found("“One. Two.\n\n“Three,” he said."), ["One. Two.", "Three,"]);
    }
}
