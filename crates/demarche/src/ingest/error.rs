//! What can be wrong with an input, and what to do about it.

use thiserror::Error;

/// The most bytes that one article may have, once unpacked: 64 MiB.
pub const MAX_ARTICLE_BYTES: usize = 64 << 20;

/// One input, or one article in it, that could not be read. Each message says what to do, and names the place last: the path, or path
/// and line (JSON), path and number of the record (WARC).
#[derive(Debug, Error)]
pub enum IngestError {
    /// The file cannot be opened or read, or its compression is broken.
    #[error("cannot read the input; check that it exists, is complete and may be read: {place}: {reason}")]
    Unreadable {
        /// Path, with the record's number in a WARC file.
        place: String,
        /// What the system said.
        reason: String,
    },
    /// Not one byte, or nothing but white space.
    #[error("the input is empty; remove it or fetch it again: {place}")]
    Empty {
        /// Path, or path and line.
        place: String,
    },
    /// Not text: a picture, a PDF, an archive.
    #[error("the input is {what}, not text; convert it to text or HTML first: {place}")]
    Binary {
        /// Path, or path and line.
        place: String,
        /// What it seems to be.
        what: &'static str,
    },
    /// One article is larger than [`MAX_ARTICLE_BYTES`].
    #[error(
        "one article is larger than the limit of {} MiB; split it, or give many articles as JSON lines: {place}",
        MAX_ARTICLE_BYTES >> 20
    )]
    TooLarge {
        /// Path, or path and line.
        place: String,
    },
    /// A date that can be read in two ways, such as `12/1/2017`.
    #[error("the date can be read as two different days; say which with `--date-order mdy` or `--date-order dmy`: {place}: {value}")]
    AmbiguousDate {
        /// Path, or path and line.
        place: String,
        /// The date as written.
        value: String,
    },
    /// A date that names no day, such as `2015-02-29` or `soon`.
    #[error("the publication date names no day; write it as YYYY-MM-DD, or leave it out and give `--published`: {place}: {value}")]
    UndecodableDate {
        /// Path, or path and line.
        place: String,
        /// The date as written.
        value: String,
    },
    /// Nothing in the input reads as an article.
    #[error("no article text found; check that the input holds a whole article, not a form, a list of links or a paywall: {place}")]
    NoText {
        /// Path, or path and line.
        place: String,
    },
    /// The body is in another language.
    #[error("the article is in {language}, and only English is read; translate it or leave it out: {place}")]
    NotEnglish {
        /// Path, or path and line.
        place: String,
        /// English name of the language.
        language: String,
    },
    /// JSON that does not parse, or that holds no article.
    #[error("the JSON is broken; correct or remove it, the other lines are read: {place}: {reason}")]
    BrokenJson {
        /// Path and line.
        place: String,
        /// What is wrong with it, with the column.
        reason: String,
    },
    /// XML (a feed, NewsML-G2) without an article in it.
    #[error("the XML holds no news item; RSS, Atom, NewsML-G2 and NITF are read: {place}: root element {root}")]
    UnknownXml {
        /// Path.
        place: String,
        /// Name of the root element.
        root: String,
    },
    /// A WARC record whose header breaks the format.
    #[error("the WARC record is broken; fetch the file again, what comes after it is not read: {place}: {reason}")]
    BrokenWarc {
        /// Path and number of the record.
        place: String,
        /// What is wrong.
        reason: String,
    },
}

impl IngestError {
    /// The path, with line or record, that the message is about.
    pub fn place(&self) -> &str {
        match self {
            Self::Unreadable { place, .. }
            | Self::Empty { place }
            | Self::Binary { place, .. }
            | Self::TooLarge { place }
            | Self::AmbiguousDate { place, .. }
            | Self::UndecodableDate { place, .. }
            | Self::NoText { place }
            | Self::NotEnglish { place, .. }
            | Self::BrokenJson { place, .. }
            | Self::UnknownXml { place, .. }
            | Self::BrokenWarc { place, .. } => place,
        }
    }
}
