//! Article to document: parts, paragraphs, sentences, tokens, all by rule, with exact offsets.
//!
//! The rules are for English; what they know about its spelling stands in `english.toml`, so that another language is another table.

mod lexicon;
mod sentences;
mod tokens;

pub use sentences::{LONGEST_SENTENCE, split as split_sentences};
pub use tokens::tokenize;

use crate::article::{Article, BlockKind};
use crate::document::{Document, Part, Sentence, SentenceKind, Token};
use crate::span::Span;

/// The document of an article: title, standfirst, body and captions in one string, cut into sentences and tokens. Time is linear in the length.
pub fn document(article: &Article) -> Document {
    let mut builder = Builder {
        document: Document { published: article.published.as_ref().map(|found| found.value), ..Document::default() },
        paragraph: 0,
    };
    if let Some(title) = &article.title {
        let span = builder.part(Part::Title, &title.value);
        builder.whole(span, SentenceKind::Title);
    }
    if let Some(standfirst) = &article.standfirst {
        let span = builder.part(Part::Standfirst, &standfirst.value);
        builder.block(span, SentenceKind::Standfirst);
    }
    let body = builder.part(Part::Body, &article.text);
    builder.document.dateline = article.dateline.map(|span| span.shifted(body.start));
    for block in &article.blocks {
        let span = block.span.shifted(body.start);
        match block.kind {
            BlockKind::Heading => builder.whole(span, SentenceKind::Heading),
            BlockKind::Paragraph | BlockKind::ListItem | BlockKind::Quote => builder.block(span, SentenceKind::Body),
        }
    }
    for (number, caption) in article.captions.iter().enumerate() {
        let span = builder.part(Part::Caption(number), caption);
        builder.block(span, SentenceKind::Caption);
    }
    builder.document
}

struct Builder {
    document: Document,
    paragraph: usize,
}

impl Builder {
    /// Appends a part after a blank line and returns where it stands.
    fn part(&mut self, part: Part, words: &str) -> Span {
        if !self.document.text.is_empty() {
            self.document.text.push_str("\n\n");
        }
        let start = self.document.text.len();
        self.document.text.push_str(words);
        let span = Span::new(start, self.document.text.len());
        self.document.parts.push((part, span));
        span
    }

    /// A block that is one sentence whatever marks it holds: a headline.
    fn whole(&mut self, span: Span, kind: SentenceKind) {
        let words = span.of(&self.document.text);
        let trimmed = words.trim();
        if !trimmed.is_empty() && trimmed.len() <= LONGEST_SENTENCE {
            let from = span.start + (words.len() - words.trim_start().len());
            self.sentence(Span::new(from, from + trimmed.len()), kind);
            self.paragraph += 1;
        } else {
            self.block(span, kind);
        }
    }

    /// A block of running text.
    fn block(&mut self, span: Span, kind: SentenceKind) {
        for sentence in split_sentences(&self.document.text, span) {
            self.sentence(sentence, kind);
        }
        self.paragraph += 1;
    }

    fn sentence(&mut self, span: Span, kind: SentenceKind) {
        let first = self.document.tokens.len();
        let text = &self.document.text;
        self.document.tokens.extend(
            tokenize(text, span)
                .into_iter()
                .map(|token| Token { span: token, space_after: text[token.end..].chars().next().is_none_or(char::is_whitespace) }),
        );
        let tokens = first..self.document.tokens.len();
        self.document.sentences.push(Sentence { span, tokens, paragraph: self.paragraph, kind });
    }
}

#[cfg(test)]
mod tests;
