//! Records as pages to look at.
//!
//! [`article`] makes one self-contained page of one record: the article with its events, statements and entities marked, and beside it who did
//! what to whom, the statements, the ledger, the timeline and a map. Both are pure: the same records give the same bytes; nothing is
//! read from the network, the clock or the disk, and every word of an article is escaped.

pub mod article;
mod graph;
mod map;
mod marks;
mod names;
mod shell;

pub use article::page;
