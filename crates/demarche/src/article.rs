//! What came in: one article with clean text, metadata, and the way back to its source.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::span::Span;

/// Where a piece of metadata was found. Earlier kinds are trusted above later ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Origin {
    /// Named by the caller (`--published`), when the input says nothing.
    Caller,
    /// A field of a structured input: JSON, feed entry, ninjs, NewsML-G2, news-please.
    Field,
    /// `application/ld+json` in a page.
    JsonLd,
    /// OpenGraph or `article:` properties.
    OpenGraph,
    /// Another `<meta>` element.
    Meta,
    /// A `<time>` element.
    TimeElement,
    /// The address of the page.
    Url,
    /// The text that a reader sees: byline, date line, headline.
    Text,
    /// A header of the transport (WARC, HTTP).
    Header,
}

/// A value with the place where it was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found<T> {
    /// The value.
    pub value: T,
    /// Where it was found.
    pub origin: Origin,
}

impl<T> Found<T> {
    /// `value`, found at `origin`.
    pub fn new(value: T, origin: Origin) -> Self {
        Self { value, origin }
    }
}

/// What a block of the body is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BlockKind {
    /// Running text.
    Paragraph,
    /// A heading inside the article ("Overview"): read for context, no sentence of the news.
    Heading,
    /// One item of a list.
    ListItem,
    /// A block quotation.
    Quote,
}

/// One block of the body. Blocks are in order, do not overlap, and are separated by `"\n\n"` in [`Article::text`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// Bytes of [`Article::text`].
    pub span: Span,
    /// What it is.
    pub kind: BlockKind,
}

/// One stretch of [`Article::text`] that stands in the source as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceRun {
    /// First byte in [`Article::text`].
    pub text: usize,
    /// First byte in the decoded (UTF-8) source.
    pub source: usize,
    /// Bytes of text that the run covers.
    pub len: usize,
    /// Bytes of source that it covers; differs from `len` where one character was written as an entity or white space was folded.
    pub source_len: usize,
}

/// One article as it came in: the clean text and what is known about it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Article {
    /// An id given by the input itself (a JSON line's `id`), if any.
    pub given_id: Option<String>,
    /// The path (or path and line, `f.jsonl:12`) or address that it came from.
    pub source: String,
    /// Address of the page.
    pub url: Option<Found<String>>,
    /// Headline.
    pub title: Option<Found<String>>,
    /// Subtitle or standfirst.
    pub standfirst: Option<Found<String>>,
    /// Captions of pictures, without credits.
    pub captions: Vec<String>,
    /// Who publishes it.
    pub publisher: Option<Found<String>>,
    /// Authors' names, without "By".
    pub authors: Vec<Found<String>>,
    /// Section or rubric.
    pub section: Option<Found<String>>,
    /// Date of publication as the page prints it; never moved to another day by a change of zone.
    pub published: Option<Found<Date>>,
    /// ISO 639-1 code, from the page or detected.
    pub language: Option<Found<String>>,
    /// The place in the dateline ("KYIV, April 20 (Agency) —"), as written, if there is one. The dateline stays in `text`.
    pub dateline: Option<Span>,
    /// The body: blocks as the reader sees them, joined by `"\n\n"`; no title, standfirst, captions, credits or furniture.
    pub text: String,
    /// The blocks of `text`.
    pub blocks: Vec<Block>,
    /// The way from `text` back to the source: sorted, without overlap; every character of `text` except the joints between
    /// blocks lies in one run.
    pub origins: Vec<SourceRun>,
}

impl Article {
    /// The source's byte offset of the byte `at` of `text`, or `None` for a joint between blocks. `O(log n)`.
    pub fn source_offset(&self, at: usize) -> Option<usize> {
        let index = self.origins.partition_point(|run| run.text <= at);
        let run = self.origins[..index].last()?;
        let inside = at - run.text;
        (inside < run.len).then(|| run.source + inside.min(run.source_len.saturating_sub(1)))
    }
}
