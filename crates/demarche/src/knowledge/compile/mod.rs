//! From tables to one compact index. The build script compiles the tables of `knowledge/` with this module; the library
//! compiles a user's own tables with it at run time, so that both are checked alike.

pub mod check;
pub mod fold;
pub mod names;
pub mod pack;
pub mod schema;
pub mod table;

use std::collections::BTreeSet;
use std::path::Path;

pub use table::Fault;

/// What a user's tables may refer to although they do not hold it themselves: the ids and codes of the base.
#[derive(Debug, Clone, Default)]
pub struct Known {
    /// Ids of countries, organisations, persons, offices, units of the first level.
    pub ids: BTreeSet<String>,
    /// Codes, as `system:CODE`.
    pub codes: BTreeSet<String>,
}

/// Reads, checks and packs the tables of `dir`.
///
/// With `base` `None` every table must be there; else those that are there are read, and may refer to what `base` knows.
///
/// # Errors
///
/// All faults found, each with file, line, column, what is wrong and what to do; at most [`table::MAX_FAULTS`].
pub fn compile(dir: &Path, base: Option<&Known>) -> Result<Vec<u8>, Vec<Fault>> {
    let mut faults = Vec::new();
    let tables = table::read_all(dir, base.is_none(), &mut faults);
    check::check(&tables, base, &mut faults);
    if !faults.is_empty() {
        faults.sort();
        faults.truncate(table::MAX_FAULTS);
        return Err(faults);
    }
    pack::pack(&tables).map_err(|what| {
        vec![Fault::new(&dir.display().to_string(), 0, 0, "", &what, "report it: the tables are right, the compiler is not")]
    })
}
