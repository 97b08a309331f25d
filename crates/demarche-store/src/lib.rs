//! Keeping, finding and handing on records.

pub mod export;
