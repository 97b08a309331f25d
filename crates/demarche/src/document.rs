//! The text that is read: it owns the words; all that follows refers to them by [`Span`].

use jiff::civil::Date;

use crate::span::Span;

/// A part of the article that a span can lie in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// The headline.
    Title,
    /// The standfirst.
    Standfirst,
    /// The body: `article.text`.
    Body,
    /// The n-th caption.
    Caption(usize),
}

/// What kind of sentence it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SentenceKind {
    /// The headline.
    Title,
    /// A sentence of the standfirst.
    Standfirst,
    /// A heading inside the body.
    Heading,
    /// A sentence of the body.
    Body,
    /// A sentence of a caption.
    Caption,
}

/// One word or punctuation mark, in the manner of Universal Dependencies: clitics stand apart (`do|n't`, `Russia|'s`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// Bytes of [`Document::text`].
    pub span: Span,
    /// True if white space follows.
    pub space_after: bool,
}

/// One sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// Bytes of [`Document::text`], without white space at the edges.
    pub span: Span,
    /// Indices into [`Document::tokens`], half-open.
    pub tokens: std::ops::Range<usize>,
    /// Number of its paragraph (block), counted over the whole document.
    pub paragraph: usize,
    /// What it is.
    pub kind: SentenceKind,
}

/// The text of one article with its parts, sentences and tokens.
///
/// `text` is title, standfirst, body and captions, joined by blank lines, so that every reader sees one string and one kind of
/// offset: bytes into `text`. [`Document::locate`] leads back to the part.
#[derive(Debug, Clone, Default)]
pub struct Document {
    /// All that is read.
    pub text: String,
    /// The parts, in order.
    pub parts: Vec<(Part, Span)>,
    /// The sentences, in order.
    pub sentences: Vec<Sentence>,
    /// The tokens of all sentences, in order.
    pub tokens: Vec<Token>,
    /// The article's date, which relative dates start from.
    pub published: Option<Date>,
    /// Bytes of the place in the dateline.
    pub dateline: Option<Span>,
}

impl Document {
    /// The part that holds `span`, and the span inside that part (bytes). `None` if it lies between parts.
    pub fn locate(&self, span: Span) -> Option<(Part, Span)> {
        self.parts
            .iter()
            .find(|(_, part)| part.contains(span))
            .map(|(part, at)| (*part, Span::new(span.start - at.start, span.end - at.start)))
    }

    /// Index of the sentence that holds the byte `at`. `O(log n)`.
    pub fn sentence_at(&self, at: usize) -> Option<usize> {
        let index = self.sentences.partition_point(|s| s.span.start <= at).checked_sub(1)?;
        (at < self.sentences[index].span.end).then_some(index)
    }

    /// Index of the sentence that holds the token; the number of sentences if none does. `O(log n)`.
    pub fn sentence_of(&self, token: usize) -> usize {
        self.sentences.partition_point(|s| s.tokens.end <= token)
    }

    /// The bytes from the first to the last of some tokens. The range must not be empty.
    pub fn span_of(&self, tokens: &std::ops::Range<usize>) -> Span {
        self.tokens[tokens.start].span.cover(self.tokens[tokens.end - 1].span)
    }

    /// The words of a token.
    pub fn word(&self, token: usize) -> &str {
        self.tokens[token].span.of(&self.text)
    }

    /// The tokens that `span` covers at least in part, as indices into [`Document::tokens`]. `O(log n)`.
    pub fn tokens_in(&self, span: Span) -> std::ops::Range<usize> {
        let first = self.tokens.partition_point(|t| t.span.end <= span.start);
        let last = self.tokens.partition_point(|t| t.span.start < span.end);
        first..last.max(first)
    }
}
