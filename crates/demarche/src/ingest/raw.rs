//! One input, cut out of its stream but not yet read.

use super::draft::Draft;
use super::error::IngestError;
use super::mapped::Mapped;
use super::sniff::{self, Kind};
use super::{Options, encoding, feed, finish, html, json, markdown, newsml, plain};
use crate::article::{Article, Found, Origin};

/// What is known of an input from where it was cut out.
#[derive(Debug, Clone)]
pub(crate) enum Form {
    /// A whole file.
    File,
    /// One line of a JSON lines file.
    JsonLine,
    /// The answer of a web server: a record of a WARC file.
    Web(Web),
}

/// What a server said of its answer.
#[derive(Debug, Clone, Default)]
pub(crate) struct Web {
    /// The address that was asked for.
    pub(crate) url: Option<String>,
    /// The charset of the `Content-Type`.
    pub(crate) charset: Option<String>,
}

/// One input: a file, a line of JSON, a record of a WARC file. The source runs of its articles count bytes of this input, decoded to
/// UTF-8.
#[derive(Debug, Clone)]
pub struct Raw {
    pub(crate) place: String,
    pub(crate) bytes: Vec<u8>,
    pub(crate) form: Form,
}

impl Raw {
    /// An input of its own: the bytes of one file, not compressed.
    pub fn new(place: &str, bytes: Vec<u8>) -> Self {
        Self { place: place.to_owned(), bytes, form: Form::File }
    }

    /// Where it was found: path, with line or record.
    pub fn place(&self) -> &str {
        &self.place
    }

    /// The text that the source runs of this input's articles count bytes of.
    pub fn decoded(&self) -> std::borrow::Cow<'_, str> {
        let charset = match &self.form {
            Form::Web(web) => web.charset.as_deref(),
            _ => None,
        };
        encoding::decode(&self.bytes, charset)
    }

    /// The articles in it, each with its own error.
    pub fn articles(&self, options: &Options) -> Vec<Result<Article, IngestError>> {
        if let Some(what) = encoding::binary_kind(&self.bytes) {
            return vec![Err(IngestError::Binary { place: self.place.clone(), what })];
        }
        let text = self.decoded();
        let text = text.as_ref();
        if text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}' || c == '\0').is_empty() {
            return vec![Err(IngestError::Empty { place: self.place.clone() })];
        }
        if matches!(self.form, Form::JsonLine) {
            return json::read(&self.place, text, 1, true, options);
        }
        let kind = sniff::kind(&self.place, text);
        match kind {
            Kind::Json => json::read(&self.place, text, 1, false, options),
            Kind::Feed => feed::read(&self.place, text, options),
            Kind::NewsMl | Kind::Xml => newsml::read(&self.place, text, options),
            Kind::Html | Kind::Markdown | Kind::Plain => vec![self.single(kind, text, options)],
        }
    }

    /// The one article of a page or a text.
    fn single(&self, kind: Kind, text: &str, options: &Options) -> Result<Article, IngestError> {
        let mut draft = Draft::new(&self.place);
        if let Form::Web(Web { url: Some(url), .. }) = &self.form {
            draft.url = Some(Found::new(url.clone(), Origin::Header));
        }
        let text = Mapped::verbatim(text, 0);
        match kind {
            Kind::Html => html::page(&text, &mut draft, options),
            Kind::Markdown => markdown::read(&text, &mut draft, options),
            _ => {
                draft.pieces = plain::pieces(&text);
                draft.has_head = true;
            }
        }
        finish::article(draft, options)
    }
}
