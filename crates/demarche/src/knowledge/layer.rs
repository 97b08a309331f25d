//! One compiled index, read where it lies: nothing is unpacked when it is opened.

use std::sync::Arc;

use fst::Map;

use super::compile::names::Form;
use super::compile::pack::{FIELD, MAGIC};
use super::compile::schema::TABLES;

/// The bytes of an index.
#[derive(Debug, Clone)]
pub enum Store {
    /// Carried by the program.
    Static(&'static [u8]),
    /// Compiled at run time.
    Shared(Arc<[u8]>),
}

impl Store {
    /// All bytes.
    pub fn bytes(&self) -> &[u8] {
        match self {
            Self::Static(bytes) => bytes,
            Self::Shared(bytes) => bytes,
        }
    }
}

/// A stretch of an index.
#[derive(Debug, Clone)]
struct Part {
    store: Store,
    start: usize,
    end: usize,
}

impl AsRef<[u8]> for Part {
    fn as_ref(&self) -> &[u8] {
        self.store.bytes().get(self.start..self.end).unwrap_or(&[])
    }
}

/// Which of the four maps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// Folded names.
    Names = 0,
    /// Transliteration keys.
    Keys = 1,
    /// Ids.
    Ids = 2,
    /// Relations and nouns: `o:foreign minister`, `ho:rus/president`.
    Terms = 3,
}

/// One index.
#[derive(Debug)]
pub struct Layer {
    ranges: Vec<(u32, u32)>,
    offsets: Part,
    records: Part,
    maps: [Map<Part>; 4],
    lists: Part,
}

/// Parts of an index: ranges, offsets, records, four maps, lists.
const PARTS: usize = 8;

impl Layer {
    /// Opens an index. No copy is made.
    ///
    /// # Errors
    ///
    /// The reason, if the bytes are not a whole index.
    pub fn open(store: Store) -> Result<Self, String> {
        let bytes = store.bytes();
        let head = MAGIC.len() + PARTS * 4;
        if bytes.get(..MAGIC.len()) != Some(MAGIC.as_slice()) || bytes.len() < head {
            return Err("it does not begin as an index does".into());
        }
        let mut at = head;
        let mut parts = Vec::new();
        for n in 0..PARTS {
            let length = number(bytes, MAGIC.len() + n * 4) as usize;
            parts.push(Part { store: store.clone(), start: at, end: at + length });
            at += length;
        }
        if at != bytes.len() {
            return Err(format!("it has {} bytes instead of {at}", bytes.len()));
        }
        let mut parts = parts.into_iter();
        let mut next = || parts.next().ok_or("a part is missing");
        let ranges = next()?.as_ref().chunks_exact(8).map(|c| (number(c, 0), number(c, 4))).collect();
        let (offsets, records) = (next()?, next()?);
        let mut map = || -> Result<Map<Part>, String> { Map::new(next()?).map_err(|e| e.to_string()) };
        let maps = [map()?, map()?, map()?, map()?];
        Ok(Self { ranges, offsets, records, maps, lists: next()? })
    }

    /// The map with that content.
    pub fn map(&self, which: Which) -> &fst::raw::Fst<impl AsRef<[u8]>> {
        self.maps[which as usize].as_fst()
    }

    /// The entries under a key of a map.
    pub fn get(&self, which: Which, key: &str) -> Vec<(u32, Form)> {
        self.maps[which as usize].get(key).map(|value| self.entries(value)).unwrap_or_default()
    }

    /// The entries that a value of a map stands for: rows and forms.
    pub fn entries(&self, value: u64) -> Vec<(u32, Form)> {
        let entry = |n: u32| (n >> 4, Form::from_number(n & 15));
        if value & 1 == 1 {
            return vec![entry((value >> 1) as u32)];
        }
        let lists = self.lists.as_ref();
        let at = (value >> 1) as usize;
        let count = number(lists, at) as usize;
        let rows = lists.get(at + 4..at + 4 + count * 4).unwrap_or(&[]);
        rows.chunks_exact(4).map(|c| entry(number(c, 0))).collect()
    }

    /// Index of the table that holds `row`, in [`TABLES`].
    pub fn table(&self, row: u32) -> usize {
        self.ranges.iter().position(|(start, count)| (*start..start + count).contains(&row)).unwrap_or(TABLES.len())
    }

    /// The rows of a table.
    pub fn rows(&self, table: usize) -> std::ops::Range<u32> {
        self.ranges.get(table).map_or(0..0, |(start, count)| *start..start + count)
    }

    /// The fields of a row, in the order of its table's specification.
    pub fn fields(&self, row: u32) -> impl Iterator<Item = &str> {
        let offsets = self.offsets.as_ref();
        let start = number(offsets, row as usize * 4) as usize;
        let end = number(offsets, row as usize * 4 + 4) as usize;
        let record = self.records.as_ref().get(start..end).unwrap_or(&[]);
        std::str::from_utf8(record).unwrap_or("").split(FIELD)
    }

    /// One field of a row; empty if there is none.
    pub fn field(&self, row: u32, column: usize) -> &str {
        self.fields(row).nth(column).unwrap_or("")
    }
}

/// The number at a place; 0 outside.
fn number(bytes: &[u8], at: usize) -> u32 {
    bytes.get(at..at + 4).and_then(|b| b.try_into().ok()).map_or(0, u32::from_le_bytes)
}
