//! What goes out: one record for one article. Offsets are Unicode code points, half-open.
//!
//! Field names are fixed from version 1 on; new ones may be added. A field that is unknown is `null`; lists are never `null`.

mod assemble;
mod ids;
mod index;
mod offsets;
mod parts;
mod types;

pub use assemble::assemble;
#[cfg(feature = "reader")]
pub(crate) use assemble::word;
pub use index::Index;
pub use offsets::Offsets;
pub use parts::{Part, Parts};
pub use types::*;

/// Name and version of the format.
pub const SCHEMA: &str = "demarche.record/1";
