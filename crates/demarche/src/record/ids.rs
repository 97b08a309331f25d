//! Ids that are derived from content: the same words give the same id in every run.

use sha2::{Digest, Sha256};

/// The first 16 hex digits of SHA-256 over the parts, with a separator that no part holds.
pub(super) fn content_id(parts: &[&str]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part.as_bytes());
        hash.update([0x1f]);
    }
    hash.finalize().iter().take(8).map(|b| format!("{b:02x}")).collect()
}
