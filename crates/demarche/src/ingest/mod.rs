//! Bytes into [`Article`]s: what kind of file it is, which encoding, where the article stands in it, and what is known about it.
//!
//! ```
//! use demarche::ingest::{self, Options};
//!
//! let text = "Harrow recalls its envoy\n\nApril 21, 2023\n\nHarrow recalled its envoy to the Strait Council on Friday.\n";
//! let articles = ingest::read_bytes("envoy.txt", text.as_bytes(), &Options::default())?;
//! let article = articles.into_iter().next().unwrap()?;
//! assert_eq!(article.title.unwrap().value, "Harrow recalls its envoy");
//! assert_eq!(article.published.unwrap().value.to_string(), "2023-04-21");
//! assert_eq!(article.text, "Harrow recalled its envoy to the Strait Council on Friday.");
//! # Ok::<(), ingest::IngestError>(())
//! ```
//!
//! A file goes through three steps. [`split`] cuts it into [`Raw`] inputs (lines of JSON, records of a WARC file, or the whole file) in
//! bounded memory; [`Raw::articles`] finds kind and encoding and reads a draft; the draft is cleaned the same way for every kind.
//! [`read_from`] and [`read_bytes`] do all three.
//!
//! An article's source runs count bytes of its own input, decoded to UTF-8 ([`Raw::decoded`]): the line of a JSON lines file, the record of
//! a WARC file (the body that the server sent), else the whole file, unpacked.

mod body;
mod dates;
mod draft;
mod encoding;
mod error;
mod expand;
mod feed;
mod finish;
mod head;
mod html;
mod json;
mod json_text;
mod language;
mod lines;
mod mapped;
mod markdown;
mod newsml;
mod plain;
mod raw;
mod sniff;
mod split;
mod warc;
mod xml;

#[cfg(test)]
mod tests;

use std::io::BufRead;

use jiff::civil::Date;

use crate::article::Article;

pub use dates::DateOrder;
pub use error::{IngestError, MAX_ARTICLE_BYTES};
pub use expand::{EXTENSIONS, expand};
pub use raw::Raw;
pub use split::{Raws, split};

/// What the caller knows and wants.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// Date of publication of the articles that give none.
    pub published: Option<Date>,
    /// How to read a date such as `12/1/2017`; without it such a date is an error.
    pub date_order: Option<DateOrder>,
    /// True (the default) if an article that is surely not in English is an error.
    pub check_language: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { published: None, date_order: None, check_language: true }
    }
}

/// The articles in `bytes`, in order. `source` is the path or address that they came from: its ending helps where the content does not
/// say what it is, and it names the place in articles and errors.
///
/// # Errors
///
/// An error of its own for each faulty line or record, in its place; the others are read. The outer error if there is only one article
/// and it is faulty, or the input as a whole is (empty, binary, unreadable).
pub fn read_bytes(source: &str, bytes: &[u8], options: &Options) -> Result<Vec<Result<Article, IngestError>>, IngestError> {
    let mut articles: Vec<_> = read_from(source, bytes, options).collect();
    match articles.len() {
        0 => Err(IngestError::NoText { place: source.to_owned() }),
        1 if articles[0].is_err() => Err(articles.remove(0).expect_err("checked")),
        _ => Ok(articles),
    }
}

/// The articles in `reader`, in order, one after the other: JSON lines and WARC files of any length are read in bounded memory.
/// Each faulty line or record is an error in its place, and the others are read.
pub fn read_from<'a>(
    source: &str,
    reader: impl BufRead + Send + 'a,
    options: &'a Options,
) -> impl Iterator<Item = Result<Article, IngestError>> + 'a {
    split(source, reader).flat_map(move |raw| match raw {
        Ok(raw) => raw.articles(options),
        Err(error) => vec![Err(error)],
    })
}
