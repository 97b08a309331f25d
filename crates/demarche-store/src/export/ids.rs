//! Whole-number ids that come from content, for layouts that have no room for text ids.

use std::collections::BTreeSet;

use sha2::{Digest, Sha256};

/// How many bits the ids of the ICEWS layout have.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum IdWidth {
    /// 31 bits: what R's 32-bit `integer` holds, as ICEWS's readers declare the column. A hash that is taken already moves on to the next
    /// free number, so ids are unique in a file.
    #[default]
    Narrow,
    /// 63 bits: the hash alone, the same in every file.
    Wide,
}

/// The first 63 bits of SHA-256 over the parts; never 0.
pub fn wide(parts: &[&str]) -> u64 {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part.as_bytes());
        hash.update([0x1f]);
    }
    let bytes = hash.finalize();
    let number = bytes.iter().take(8).fold(0_u64, |n, &b| n << 8 | u64::from(b));
    (number >> 1).max(1)
}

/// The first 31 bits of [`wide`]; never 0.
pub fn narrow(parts: &[&str]) -> u32 {
    ((wide(parts) >> 32) as u32).max(1)
}

/// Gives out ids of one file.
#[derive(Debug, Default)]
pub struct Ids {
    width: IdWidth,
    taken: BTreeSet<u32>,
}

impl Ids {
    /// Ids of a width.
    pub fn new(width: IdWidth) -> Self {
        Self { width, taken: BTreeSet::new() }
    }

    /// The id of a row.
    pub fn of(&mut self, parts: &[&str]) -> u64 {
        if self.width == IdWidth::Wide {
            return wide(parts);
        }
        let mut id = narrow(parts);
        while !self.taken.insert(id) {
            id = if id >= i32::MAX as u32 { 1 } else { id + 1 };
        }
        u64::from(id)
    }

    /// The id of an article: not made unique, so that all its rows share it.
    pub fn story(&self, article: &str) -> u64 {
        if self.width == IdWidth::Wide { wide(&["article", article]) } else { u64::from(narrow(&["article", article])) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_fit_and_differ() {
        assert!(wide(&["a"]) <= i64::MAX as u64 && wide(&["a", "b"]) != wide(&["ab"]));
        let mut ids = Ids::new(IdWidth::Narrow);
        let (first, second) = (ids.of(&["a"]), ids.of(&["a"]));
        assert_eq!(second, first + 1);
        assert!(second <= i32::MAX as u64);
        assert_eq!(Ids::new(IdWidth::Wide).of(&["a"]), wide(&["a"]));
    }
}
