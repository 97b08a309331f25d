//! Who said what: the model's cues, sources and reported words, held together by quotation marks.

mod build;
pub(crate) mod clause;
mod quotes;
mod turns;

pub use build::{Party, Statement, read};
pub use quotes::{Quotation, quotations};
