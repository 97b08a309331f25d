//! Tables as they lie on disk: CSV in UTF-8 with a header, one fact a line.

use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;

use super::schema::{ColumnSpec, TABLES, TableSpec};

/// So many faults are told at once.
pub const MAX_FAULTS: usize = 50;

/// Largest table file that is read, in bytes.
const MAX_FILE: u64 = 64 << 20;

/// Something wrong in a table.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    /// The file, as it was opened.
    pub file: String,
    /// Line, from 1; 0: the whole file.
    pub line: u64,
    /// Column of the table, from 1; 0: the whole line.
    pub column: usize,
    /// The column's name, or empty.
    pub name: String,
    /// What is wrong, with the value.
    pub what: String,
    /// What to do about it.
    pub remedy: String,
}

impl Fault {
    /// A fault at a place.
    pub fn new(file: &str, line: u64, column: usize, name: &str, what: &str, remedy: &str) -> Self {
        Self { file: file.into(), line, column, name: name.into(), what: what.into(), remedy: remedy.into() }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.file)?;
        if self.line > 0 {
            write!(f, ":{}", self.line)?;
        }
        if self.column > 0 {
            write!(f, ":{}", self.column)?;
        }
        if !self.name.is_empty() {
            write!(f, " ({})", self.name)?;
        }
        write!(f, ": {}; {}", self.what, self.remedy)
    }
}

/// One line of a table: the fields in the order of the table's specification.
#[derive(Debug, Clone)]
pub struct Row {
    /// Line in the file, from 1.
    pub line: u64,
    /// The fields, trimmed.
    pub fields: Vec<String>,
}

/// One table that was read.
#[derive(Debug, Clone)]
pub struct Table {
    /// What it holds.
    pub spec: &'static TableSpec,
    /// Its file.
    pub file: String,
    /// Position of each column in the file (from 1), in the order of the specification; 0: not there.
    pub at: Vec<usize>,
    /// Its lines.
    pub rows: Vec<Row>,
}

impl Table {
    /// A fault at a field of this table.
    pub fn fault(&self, row: &Row, column: usize, what: &str, remedy: &str) -> Fault {
        Fault::new(&self.file, row.line, self.at[column], self.spec.columns[column].name, what, remedy)
    }
}

/// Reads each table of [`TABLES`] that lies in `dir`. With `all` a table that is not there is a fault.
pub fn read_all(dir: &Path, all: bool, faults: &mut Vec<Fault>) -> BTreeMap<&'static str, Table> {
    let mut tables = BTreeMap::new();
    let mut found = false;
    for spec in TABLES {
        let path = dir.join(spec.file);
        if !path.exists() {
            if all {
                let what = "the table is missing";
                faults.push(Fault::new(&path.display().to_string(), 0, 0, "", what, "put it there; a fresh checkout has it"));
            }
            continue;
        }
        found = true;
        if let Some(table) = read(&path, spec, faults) {
            tables.insert(spec.file, table);
        }
    }
    if !all {
        faults.extend(strange_files(dir));
    }
    if !found && !all {
        let names: Vec<&str> = TABLES.iter().map(|t| t.file).collect();
        let remedy = format!("give a folder with at least one of {}", names.join(", "));
        faults.push(Fault::new(&dir.display().to_string(), 0, 0, "", "no table found in this folder", &remedy));
    }
    tables
}

/// Files of a user's folder that look like tables but are none by their names, in the order of the names.
fn strange_files(dir: &Path) -> Vec<Fault> {
    let entries = std::fs::read_dir(dir).into_iter().flatten().filter_map(Result::ok).map(|e| e.path());
    let strange = |path: &std::path::PathBuf| {
        path.extension().is_some_and(|e| e.eq_ignore_ascii_case("csv"))
            && !TABLES.iter().any(|t| path.file_name().is_some_and(|name| name == t.file))
    };
    let mut paths: Vec<_> = entries.filter(strange).collect();
    paths.sort();
    let names: Vec<&str> = TABLES.iter().map(|t| t.file).collect();
    let remedy = format!("name it as one of {}, or take it out of the folder", names.join(", "));
    paths.iter().map(|path| Fault::new(&path.display().to_string(), 0, 0, "", "no table has this name", &remedy)).collect()
}

fn read(path: &Path, spec: &'static TableSpec, faults: &mut Vec<Fault>) -> Option<Table> {
    let file = path.display().to_string();
    let whole = |what: &str, remedy: &str| Fault::new(&file, 0, 0, "", what, remedy);
    let size = std::fs::metadata(path).map(|m| m.len()).unwrap_or(0);
    if size > MAX_FILE {
        faults.push(whole(&format!("the file has {size} bytes"), &format!("keep it under {MAX_FILE}")));
        return None;
    }
    let bytes = match std::fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) => {
            faults.push(whole(&format!("it cannot be read: {error}"), "make it a readable file"));
            return None;
        }
    };
    if bytes.is_empty() {
        faults.push(whole("the file is empty: it was cut short", "put back a whole copy, with its header line"));
        return None;
    }
    if let Err(error) = std::str::from_utf8(&bytes) {
        let line = 1 + bytes[..error.valid_up_to()].iter().filter(|b| **b == b'\n').count() as u64;
        faults.push(Fault::new(&file, line, 0, "", "the line is not UTF-8", "save the file as UTF-8"));
        return None;
    }
    if bytes.last() != Some(&b'\n') {
        let line = 1 + bytes.iter().filter(|b| **b == b'\n').count() as u64;
        let remedy = "put back a whole copy, or end the last line";
        faults.push(Fault::new(&file, line, 0, "", "the last line has no end: the file was cut short", remedy));
        return None;
    }
    let bytes = bytes.strip_prefix("\u{FEFF}".as_bytes()).unwrap_or(&bytes);
    parse(bytes, &file, spec, faults)
}

fn parse(bytes: &[u8], file: &str, spec: &'static TableSpec, faults: &mut Vec<Fault>) -> Option<Table> {
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(bytes);
    let header: Vec<String> = match reader.headers() {
        Ok(header) => header.iter().map(|h| h.trim().to_owned()).collect(),
        Err(error) => {
            faults.push(Fault::new(file, 1, 0, "", &format!("no header: {error}"), "give the table its header line"));
            return None;
        }
    };
    let at = columns(&header, file, spec, faults)?;
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = match record {
            Ok(record) => record,
            Err(error) => {
                let line = error.position().map_or(0, csv::Position::line);
                faults.push(Fault::new(file, line, 0, "", &format!("not CSV: {error}"), "check the quotation marks"));
                return None;
            }
        };
        let line = record.position().map_or(0, csv::Position::line);
        if record.len() != header.len() {
            let what = format!("{} fields where the header has {}", record.len(), header.len());
            faults.push(Fault::new(file, line, 0, "", &what, "put values with a comma in quotation marks"));
            continue;
        }
        let fields = at.iter().map(|&i| i.checked_sub(1).and_then(|i| record.get(i)).unwrap_or("").trim().to_owned());
        rows.push(Row { line, fields: fields.collect() });
    }
    Some(Table { spec, file: file.to_owned(), at, rows })
}

fn columns(header: &[String], file: &str, spec: &TableSpec, faults: &mut Vec<Fault>) -> Option<Vec<usize>> {
    let known = |name: &str| spec.columns.iter().any(|c: &ColumnSpec| c.name == name);
    let names: Vec<&str> = spec.columns.iter().map(|c| c.name).collect();
    let mut good = true;
    for (i, name) in header.iter().enumerate() {
        if !known(name) || header[..i].contains(name) {
            let what = format!("the header has a column that is not known or comes twice: {name:?}");
            faults.push(Fault::new(file, 1, i + 1, "", &what, &format!("use the columns {}", names.join(","))));
            good = false;
        }
    }
    let mut at = Vec::new();
    for column in spec.columns {
        let place = header.iter().position(|h| h == column.name).map_or(0, |i| i + 1);
        if place == 0 && column.required {
            let what = format!("the header lacks the column {:?}", column.name);
            faults.push(Fault::new(file, 1, 0, "", &what, &format!("use the columns {}", names.join(","))));
            good = false;
        }
        at.push(place);
    }
    good.then_some(at)
}
