//! What can go wrong with tables.

use std::fmt;

use super::compile::Fault;

/// The tables cannot be used.
#[derive(Debug)]
pub enum KnowledgeError {
    /// Rows that are wrong, each with file, line, column, reason and remedy.
    Faults(Vec<Fault>),
    /// The compiled index is not whole; holds the reason.
    Index(String),
}

impl fmt::Display for KnowledgeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Faults(faults) => {
                let told: Vec<String> = faults.iter().map(ToString::to_string).collect();
                write!(f, "{}", told.join("\n"))
            }
            Self::Index(reason) => write!(f, "the knowledge index cannot be read: {reason}; build the program again"),
        }
    }
}

impl std::error::Error for KnowledgeError {}
