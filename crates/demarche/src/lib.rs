//! Demarche reads political news and writes down, checkably, who did what to whom, when and where; who said it; and what was
//! asked, promised, refused and delivered.
//!
//! The modules stand in the order of the data: bytes become an [`Article`](article::Article) (`ingest`), the article a
//! [`Document`](document::Document) with sentences and tokens (`text`); then each reader adds a layer, and
//! [`record`] holds what goes out.

pub mod analysis;
pub mod article;
pub mod codebook;
pub mod corpus;
pub mod document;
pub mod span;

pub mod ingest;
pub mod text;

pub mod amounts;
pub mod knowledge;
pub mod model;
pub mod places;
pub mod times;

pub mod record;
