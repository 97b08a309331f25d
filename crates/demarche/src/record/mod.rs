//! What goes out: one record for one article. Offsets are Unicode code points, half-open.
//!
//! Field names are fixed from version 1 on; new ones may be added. A field that is unknown is `null`; lists are never `null`.

mod assemble;
mod ids;
mod offsets;
mod types;

pub use assemble::assemble;
pub use offsets::Offsets;
pub use types::*;

/// Name and version of the format.
pub const SCHEMA: &str = "demarche.record/1";
