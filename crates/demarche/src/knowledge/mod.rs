//! Who is who and where is where, on which date: the actor knowledge base and gazetteer.
//!
//! The tables of `knowledge/` are compiled into one index that the program carries ([`Knowledge::embedded`]); a user's own
//! tables are laid over it ([`Knowledge::with_tables`]) and win. A mention is resolved with [`Knowledge::lookup`], all names
//! of a text are found in one pass with [`Knowledge::names_in`].

pub mod compile;

mod actor;
mod codes;
mod describe;
mod entry;
mod error;
mod gazetteer;
mod layer;
mod lookup;
mod offices;
mod scan;
mod stranger;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::{Arc, OnceLock};

use sha2::{Digest, Sha256};

pub use actor::{ActorKind, Candidate, Held, Plover, single};
pub use compile::Fault;
pub use compile::fold::fold as folded;
pub use compile::names::Form;
pub use entry::{Entry, EntryKind};
pub use error::KnowledgeError;
use layer::{Layer, Store, Which};
pub use scan::NameHit;

/// The compiled tables of `knowledge/`.
static INDEX: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/knowledge.idx"));

/// The knowledge base: names, offices, holders, places and codes.
#[derive(Debug)]
pub struct Knowledge {
    /// The user's tables, if any, before the embedded ones.
    layers: Vec<Layer>,
    stores: Vec<Store>,
    hash: OnceLock<String>,
}

impl Knowledge {
    /// The knowledge base that the program carries. Opened once, in well under a millisecond.
    ///
    /// # Panics
    ///
    /// Never in a program that was built: the build script made the index.
    pub fn embedded() -> &'static Arc<Self> {
        static BASE: OnceLock<Arc<Knowledge>> = OnceLock::new();
        BASE.get_or_init(|| {
            let store = Store::Static(INDEX);
            let layer = Layer::open(store.clone()).expect("the build script wrote a whole index");
            Arc::new(Self { layers: vec![layer], stores: vec![store], hash: OnceLock::new() })
        })
    }

    /// The embedded base with the tables of `dir` laid over it: a row with the id of one below replaces it, others are added.
    ///
    /// # Errors
    ///
    /// [`KnowledgeError::Faults`]: a file that is missing, cut short or not CSV, a code or country that is not known, a date that
    /// is none, an id used twice; each with file, line, column and remedy.
    pub fn with_tables(dir: &Path) -> Result<Self, KnowledgeError> {
        let base = Self::embedded();
        let bytes = compile::compile(dir, Some(&base.known())).map_err(KnowledgeError::Faults)?;
        let store = Store::Shared(bytes.into());
        let layer = Layer::open(store.clone()).map_err(KnowledgeError::Index)?;
        let below = Store::Static(INDEX);
        let base_layer = Layer::open(below.clone()).map_err(KnowledgeError::Index)?;
        Ok(Self { layers: vec![layer, base_layer], stores: vec![store, below], hash: OnceLock::new() })
    }

    /// Checks the tables of `dir` without using them.
    ///
    /// # Errors
    ///
    /// As [`Knowledge::with_tables`].
    pub fn check_tables(dir: &Path) -> Result<(), KnowledgeError> {
        Self::with_tables(dir).map(|_| ())
    }

    /// SHA-256 of the compiled tables in lower-case hexadecimal: `engine.knowledge` of the record.
    pub fn hash(&self) -> &str {
        self.hash.get_or_init(|| {
            let mut sha = Sha256::new();
            self.stores.iter().for_each(|store| sha.update(store.bytes()));
            sha.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
        })
    }

    /// What a user's tables may refer to.
    fn known(&self) -> compile::Known {
        let mut known = compile::Known { ids: BTreeSet::new(), codes: BTreeSet::new() };
        for layer in &self.layers {
            let mut ids = layer.map(Which::Ids).stream();
            while let Some((id, _)) = fst::Streamer::next(&mut ids) {
                known.ids.insert(String::from_utf8_lossy(id).into_owned());
            }
            let countries = entry::table("countries.csv");
            for row in layer.rows(countries) {
                known.codes.insert(format!("country:{}", layer.field(row, entry::country::ISO3)));
                known.codes.insert(format!("country:{}", layer.field(row, entry::country::CAMEO)));
            }
            for row in layer.rows(entry::table("codes.csv")) {
                known.codes.insert(format!("{}:{}", layer.field(row, 0), layer.field(row, 1)));
            }
        }
        known
    }
}
