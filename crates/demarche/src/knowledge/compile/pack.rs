//! Lays checked rows into one block of bytes: records, and four finite-state maps that lead to them.
//!
//! ```text
//! magic · ranges of the tables · offsets of the records · records · names · keys · ids · terms · lists of entries
//! ```
//!
//! A record is its fields in the order of the table's specification, joined by U+001F. A map gives a folded name a number:
//! odd, and the rest is the one entry; even, and the rest is the place of a list of entries. An entry is `row * 16 + form`.

use std::collections::{BTreeMap, BTreeSet};

use super::fold::{fold, key};
use super::names::{self, Form};
use super::schema::TABLES;
use super::table::Table;

/// First bytes of an index.
pub const MAGIC: &[u8; 8] = b"DMKNOW01";

/// Cuts fields in a record.
pub const FIELD: char = '\u{1F}';

type Lists = BTreeMap<String, BTreeSet<u32>>;

/// What was laid out so far.
#[derive(Default)]
struct Packer {
    offsets: Vec<u32>,
    records: Vec<u8>,
    names: Lists,
    keys: Lists,
    ids: Lists,
    terms: Lists,
}

/// The bytes of an index of `tables`.
pub fn pack(tables: &BTreeMap<&'static str, Table>) -> Result<Vec<u8>, String> {
    let mut packer = Packer::default();
    let mut ranges = Vec::new();
    let other = other_ids(tables);
    for spec in TABLES {
        let start = packer.offsets.len() as u32;
        if let Some(table) = tables.get(spec.file) {
            for row in &table.rows {
                let number = packer.offsets.len() as u32;
                packer.offsets.push(packer.records.len() as u32);
                let fields: Vec<&str> = row.fields.iter().map(String::as_str).collect();
                packer.records.extend_from_slice(fields.join("\u{1F}").as_bytes());
                packer.named(spec.file, row, number);
                packer.identified(spec.file, &fields, number);
                packer.related(spec.file, &fields, number, &other);
            }
        }
        ranges.push((start, packer.offsets.len() as u32 - start));
    }
    packer.offsets.push(packer.records.len() as u32);
    packer.finish(&ranges)
}

/// Each further id of an organisation, with the first one.
fn other_ids(tables: &BTreeMap<&'static str, Table>) -> BTreeMap<String, String> {
    let rows = tables.get("organisations.csv").map(|t| t.rows.as_slice()).unwrap_or_default();
    rows.iter().flat_map(|row| row.fields[3].split(';').map(|id| (id.trim().to_owned(), row.fields[0].clone()))).collect()
}

impl Packer {
    fn named(&mut self, file: &str, row: &super::table::Row, number: u32) {
        for (name, form) in names::names(file, row) {
            let folded = fold(&name);
            if folded.is_empty() {
                continue;
            }
            let entry = number << 4 | form as u32;
            if form <= Form::Alias || form == Form::Surname {
                let small = file == "cities.csv" && row.fields[8].parse::<u64>().unwrap_or(0) < 50_000;
                let key = if small { String::new() } else { key(&folded) };
                if !key.is_empty() {
                    self.keys.entry(key).or_default().insert(entry);
                }
            }
            if file == "persons.csv" && form == Form::Name && folded.contains(' ') {
                self.term("w:given", folded.split(' ').next().unwrap_or(""), number);
            }
            self.names.entry(folded).or_default().insert(entry);
        }
    }

    fn identified(&mut self, file: &str, fields: &[&str], number: u32) {
        let mut id = |id: &str| {
            if !id.is_empty() {
                self.ids.entry(id.to_owned()).or_default().insert(number << 4);
            }
        };
        match file {
            "countries.csv" => {
                id(fields[0]);
                id(&fields[1].to_ascii_lowercase());
            }
            "organisations.csv" => {
                id(fields[0]);
                fields[3].split(';').for_each(|other| id(other.trim()));
            }
            "cities.csv" => {}
            "admin1.csv" | "regions.csv" | "persons.csv" | "offices.csv" => id(fields[0]),
            "government.csv" => id(&format!("*/{}", fields[0])),
            _ => {}
        }
    }

    fn related(&mut self, file: &str, fields: &[&str], number: u32, other: &BTreeMap<String, String>) {
        match file {
            "holders.csv" => {
                self.term("hp", fields[0], number);
                self.term("ho", fields[1], number);
            }
            "governing.csv" => self.term("go", other.get(fields[0]).map_or(fields[0], String::as_str), number),
            "members.csv" => {
                self.term("mo", other.get(fields[0]).map_or(fields[0], String::as_str), number);
                self.term("mc", &fields[1].to_ascii_lowercase(), number);
            }
            "offices.csv" => {
                self.term("oo", other.get(fields[4]).map_or(fields[4], String::as_str), number);
                self.term("ok", fields[0].rsplit('/').next().unwrap_or(""), number);
            }
            "office_words.csv" => self.term("o", &fold(fields[1]), number),
            "government.csv" => fields[2].split(';').for_each(|word| self.term("i", &fold(word), number)),
            "agents.csv" => {
                self.term("a", &fold(fields[0]), number);
                let plural = if fields[1].is_empty() { format!("{}s", fields[0]) } else { fields[1].to_owned() };
                plural.split(';').for_each(|p| self.term("a", &fold(p), number));
            }
            "codes.csv" => self.term("c", &format!("{}:{}", fields[0], fields[1]), number),
            "words.csv" => self.term(&format!("w:{}", fields[0]), &fold(fields[1]), number),
            "cities.csv" => self.term("g", fields[0], number),
            _ => {}
        }
    }

    fn term(&mut self, kind: &str, word: &str, number: u32) {
        if !word.is_empty() {
            self.terms.entry(format!("{kind}:{word}")).or_default().insert(number << 4);
        }
    }

    fn finish(self, ranges: &[(u32, u32)]) -> Result<Vec<u8>, String> {
        let mut lists = Vec::new();
        let maps = [&self.names, &self.keys, &self.ids, &self.terms];
        let mut blocks: Vec<Vec<u8>> = Vec::new();
        blocks.push(ranges.iter().flat_map(|(a, b)| [a.to_le_bytes(), b.to_le_bytes()]).flatten().collect());
        blocks.push(self.offsets.iter().flat_map(|o| o.to_le_bytes()).collect());
        blocks.push(self.records);
        for map in maps {
            blocks.push(map_bytes(map, &mut lists)?);
        }
        blocks.push(lists);
        let mut out = MAGIC.to_vec();
        for block in &blocks {
            let length = u32::try_from(block.len()).map_err(|_| "a part of the index is over 4 GB".to_owned())?;
            out.extend_from_slice(&length.to_le_bytes());
        }
        blocks.iter().for_each(|block| out.extend_from_slice(block));
        Ok(out)
    }
}

fn map_bytes(map: &Lists, lists: &mut Vec<u8>) -> Result<Vec<u8>, String> {
    let mut builder = fst::MapBuilder::memory();
    for (name, entries) in map {
        let value = match entries.first() {
            Some(only) if entries.len() == 1 => u64::from(*only) << 1 | 1,
            _ => {
                let place = lists.len() as u64;
                lists.extend_from_slice(&(entries.len() as u32).to_le_bytes());
                entries.iter().for_each(|e| lists.extend_from_slice(&e.to_le_bytes()));
                place << 1
            }
        };
        builder.insert(name, value).map_err(|e| e.to_string())?;
    }
    builder.into_inner().map_err(|e| e.to_string())
}
