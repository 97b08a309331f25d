//! The ontology as data: types, modes, contexts, scores and CAMEO codes, from `codebook/*.toml`.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::LazyLock;

use serde::Deserialize;

/// What can be wrong with a codebook.
#[derive(Debug, thiserror::Error)]
pub enum CodebookError {
    /// The file cannot be read.
    #[error("cannot read codebook file {path}: {source}")]
    Read {
        /// The file.
        path: String,
        /// Why.
        source: std::io::Error,
    },
    /// The file is no TOML of the expected shape.
    #[error("codebook file {path} has a fault: {message}")]
    Parse {
        /// The file.
        path: String,
        /// Place and fault.
        message: String,
    },
}

/// One mode of an event type.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Mode {
    /// PLOVER's conflict–cooperation score of the type with this mode.
    pub plover_score: f64,
    /// CAMEO code of the type with this mode, if nothing else decides.
    pub cameo: String,
    /// Goldstein score of that code.
    pub goldstein: f64,
    /// What it means, in a sentence.
    pub definition: String,
}

/// One event type.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct EventType {
    /// `verbal-cooperation`, `material-cooperation`, `verbal-conflict` or `material-conflict`.
    pub quad: String,
    /// PLOVER's conflict–cooperation score of the type without mode.
    pub plover_score: f64,
    /// CAMEO's two-digit root, if nothing else decides.
    pub cameo: String,
    /// Goldstein score of that root.
    pub goldstein: f64,
    /// True if PLOVER requires a recipient.
    pub recipient_required: bool,
    /// What it means, in a sentence.
    pub definition: String,
    /// Its modes, by name.
    #[serde(default)]
    pub modes: BTreeMap<String, Mode>,
}

/// A codebook: what events there are and how they are scored.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Codebook {
    /// Name and version, printed in each record.
    pub name: String,
    /// The types, by name.
    pub types: BTreeMap<String, EventType>,
    /// The contexts with their definitions, by name.
    pub contexts: BTreeMap<String, String>,
}

static PLOVER: LazyLock<Codebook> = LazyLock::new(|| {
    toml::from_str(include_str!("../../../../codebook/types.toml")).expect("codebook/types.toml is part of the program and parses")
});

impl Codebook {
    /// The codebook that the program carries: PLOVER 2.0.
    pub fn embedded() -> &'static Codebook {
        &PLOVER
    }

    /// Reads a codebook from the folder `dir` (its file `types.toml`).
    ///
    /// # Errors
    /// If the file is missing or is not of the shape of `codebook/types.toml`; the message names file and place.
    pub fn load(dir: &Path) -> Result<Codebook, CodebookError> {
        let file = dir.join("types.toml");
        let path = file.display().to_string();
        let words = std::fs::read_to_string(&file).map_err(|source| CodebookError::Read { path: path.clone(), source })?;
        toml::from_str(&words).map_err(|fault| CodebookError::Parse { path, message: fault.to_string() })
    }

    /// True if `mode` is one of the modes of `type_name`.
    pub fn has_mode(&self, type_name: &str, mode: &str) -> bool {
        self.types.get(type_name).is_some_and(|t| t.modes.contains_key(mode))
    }

    /// CAMEO code, Goldstein score and PLOVER score of a type with or without a mode. `None` for an unknown type.
    pub fn scores(&self, type_name: &str, mode: Option<&str>) -> Option<(&str, f64, f64)> {
        let kind = self.types.get(type_name)?;
        Some(match mode.and_then(|m| kind.modes.get(m)) {
            Some(m) => (&m.cameo, m.goldstein, m.plover_score),
            None => (&kind.cameo, kind.goldstein, kind.plover_score),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_codebook_is_plover() {
        let book = Codebook::embedded();
        assert_eq!(book.types.len(), 16);
        assert_eq!(book.contexts.len(), 37);
        assert_eq!(book.scores("CONSULT", Some("visit")), Some(("042", 1.9, 4.0)));
        assert_eq!(book.scores("ACCUSE", None), Some(("11", -2.0, -3.0)));
        for kind in book.types.values() {
            for code in kind.modes.values().map(|m| &m.cameo).chain([&kind.cameo]) {
                assert!((2..=4).contains(&code.len()) && code.bytes().all(|b| b.is_ascii_digit()), "{code}");
            }
        }
    }
}
