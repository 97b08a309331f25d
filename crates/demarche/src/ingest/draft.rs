//! What a reader of one format hands on: pieces of text in order, and the metadata that the format states.

use jiff::civil::Date;

use super::dates::{DateFault, DateOrder};
use super::mapped::Mapped;
use crate::article::{BlockKind, Found, Origin};

/// One piece of the input's text: a line, a paragraph, an element of a page. White space is folded.
#[derive(Debug, Clone)]
pub(crate) struct Piece {
    /// The words.
    pub(crate) text: Mapped,
    /// What the format says that it is.
    pub(crate) kind: BlockKind,
    /// True if a blank line, or the border of an element, parts it from the piece before.
    pub(crate) blank_before: bool,
    /// True if the format says that it is the caption of a picture.
    pub(crate) caption: bool,
}

impl Piece {
    /// A paragraph that stands by itself.
    pub(crate) fn paragraph(text: Mapped) -> Self {
        Self { text, kind: BlockKind::Paragraph, blank_before: true, caption: false }
    }

    /// The words.
    pub(crate) fn as_str(&self) -> &str {
        self.text.as_str()
    }
}

/// A date that could not be read, with its reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FaultyDate {
    /// As written.
    pub(crate) value: String,
    /// Why it names no day.
    pub(crate) fault: DateFault,
}

/// An article before it is cleaned.
#[derive(Debug, Clone, Default)]
pub(crate) struct Draft {
    /// Path, with line or record.
    pub(crate) place: String,
    pub(crate) given_id: Option<String>,
    pub(crate) url: Option<Found<String>>,
    pub(crate) title: Option<Found<String>>,
    pub(crate) standfirst: Option<Found<String>>,
    pub(crate) captions: Vec<String>,
    pub(crate) publisher: Option<Found<String>>,
    pub(crate) authors: Vec<Found<String>>,
    pub(crate) section: Option<Found<String>>,
    pub(crate) published: Option<Found<Date>>,
    /// When the page was changed: taken if nothing says when it was published.
    pub(crate) updated: Option<Found<Date>>,
    /// A date that the input states and that names no day.
    pub(crate) faulty_date: Option<FaultyDate>,
    pub(crate) language: Option<Found<String>>,
    /// The text, in order.
    pub(crate) pieces: Vec<Piece>,
    /// True if title, standfirst, byline and date may stand in the text itself.
    pub(crate) has_head: bool,
}

impl Draft {
    /// An empty draft of the article at `place`.
    pub(crate) fn new(place: &str) -> Self {
        Self { place: place.to_owned(), ..Self::default() }
    }

    /// Takes `value` as the date of publication if none is known yet; keeps a faulty one for the message.
    pub(crate) fn offer_published(&mut self, value: &str, origin: Origin, order: Option<DateOrder>) {
        if value.trim().is_empty() || self.published.is_some() {
            return;
        }
        match super::dates::read(value, order) {
            Ok(written) => self.published = Some(Found::new(written.date, origin)),
            Err(fault) => self.offer_fault(value, fault),
        }
    }

    /// Keeps the first faulty date; one with two readings goes before one with none.
    pub(crate) fn offer_fault(&mut self, value: &str, fault: DateFault) {
        let better = self.faulty_date.as_ref().is_none_or(|known| known.fault == DateFault::None && fault == DateFault::Ambiguous);
        if better {
            let value: String = value.trim().chars().take(80).collect();
            self.faulty_date = Some(FaultyDate { value, fault });
        }
    }

    /// Takes `value`, as a reader sees it, if it says something and nothing is known yet.
    pub(crate) fn offer(slot: &mut Option<Found<String>>, value: &str, origin: Origin) {
        if slot.is_none() {
            let value = super::mapped::fold_plain(value);
            if !value.is_empty() {
                *slot = Some(Found::new(value, origin));
            }
        }
    }

    /// Adds an author once.
    pub(crate) fn add_author(&mut self, name: &str, origin: Origin) {
        let name = super::mapped::fold_plain(name);
        if !name.is_empty() && !self.authors.iter().any(|known| known.value.eq_ignore_ascii_case(&name)) {
            self.authors.push(Found::new(name, origin));
        }
    }
}
