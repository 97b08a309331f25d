//! Who is meant: mentions to entities, entities to the knowledge base on the article's date.

mod cluster;
mod describe;
mod traits;

pub use cluster::resolve;

use crate::analysis::Form;
use crate::span::Span;

/// One mention of an entity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// Bytes of the document.
    pub span: Span,
    /// Head word.
    pub head: usize,
    /// How it refers.
    pub form: Form,
}

/// PLOVER, CAMEO and knowledge-base codes of an entity.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Codes {
    /// Id in the knowledge base.
    pub actor: Option<String>,
    /// ISO 3166-1 alpha-3 code of the thing itself.
    pub country: Option<String>,
    /// Knowledge-base id of whom it acts for.
    pub acts_for: Option<String>,
    /// PLOVER country or organisation code.
    pub plover_country: Option<String>,
    /// PLOVER sectors, the first is the primary one.
    pub sectors: Vec<String>,
    /// CAMEO actor code.
    pub cameo: Option<String>,
    /// How the knowledge base was reached, with what score.
    pub why: Option<String>,
}

/// One thing referred to.
#[derive(Debug, Clone, PartialEq)]
pub struct Entity {
    /// `person`, `organisation`, `country`, `group`, `place`, `role`, …
    pub kind: String,
    /// Canonical name: the knowledge base's, else the longest name in the text, else the longest description.
    pub name: String,
    /// Office or description as the article gives it.
    pub title: Option<String>,
    /// Its codes.
    pub codes: Codes,
    /// Its mentions, in the order of the text.
    pub mentions: Vec<Mention>,
}

/// The entities of a document.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Entities {
    /// In the order of their first mentions.
    pub list: Vec<Entity>,
    /// Entity of each head word that heads a mention: sorted pairs.
    heads: Vec<(usize, usize)>,
}

impl Entities {
    /// The entity whose mention has this head word. `O(log n)`.
    pub fn at(&self, head: usize) -> Option<usize> {
        self.heads.binary_search_by_key(&head, |&(h, _)| h).ok().map(|i| self.heads[i].1)
    }
}
