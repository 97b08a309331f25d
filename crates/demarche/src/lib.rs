//! Demarche reads political news and writes down, checkably, who did what to whom, when and where; who said it; and what was
//! asked, promised, refused and delivered.
//!
//! The modules stand in the order of the data: bytes become an [`Article`](article::Article) (`ingest`), the article a
//! [`Document`](document::Document) with sentences and words (`text`), the document an [`Analysis`](analysis::Analysis) (`model`);
//! times, amounts, places, actors, statements, events and commitments add a layer each, and [`record`] holds what goes out.
//! [`engine`] runs it all. Without the feature `reader` (on by default) the library has no model and no engine: parsers and tables alone.

pub mod analysis;
pub mod article;
pub mod document;
pub mod layers;
pub mod span;

pub mod ingest;
pub mod text;

pub mod codebook;
pub mod knowledge;
#[cfg(feature = "reader")]
pub mod model;

pub mod actors;
pub mod amounts;
pub mod places;
pub mod times;

pub mod statements;

pub mod events;

pub mod commitments;

pub mod record;

#[cfg(feature = "reader")]
pub mod engine;

#[cfg(feature = "reader")]
pub mod explain;

pub mod corpus;

pub mod eval;
