//! All that is known of one article, before it becomes a record.

use crate::analysis::Analysis;
use crate::document::Document;
use crate::{actors, amounts, commitments, events, places, statements, times};

/// All layers of one article. Spans are bytes of the document; indices point into the lists.
pub struct Layers {
    /// The text.
    pub document: Document,
    /// What the model saw.
    pub analysis: Analysis,
    /// Who is meant.
    pub entities: actors::Entities,
    /// Events.
    pub events: Vec<events::Event>,
    /// Statements.
    pub statements: Vec<statements::Statement>,
    /// Times.
    pub times: Vec<times::Time>,
    /// Amounts.
    pub amounts: Vec<amounts::Amount>,
    /// Places.
    pub places: Vec<places::Place>,
    /// Ledger.
    pub commitments: Vec<commitments::Commitment>,
}
