//! Entries: what a name leads to.

use super::Knowledge;
use super::compile::names::Form;
use super::compile::schema::{TABLES, table_index};
use super::layer::Which;

/// Columns of `countries.csv`.
pub mod country {
    #![allow(missing_docs)]
    pub const ISO3: usize = 1;
    pub const NAME: usize = 3;
    pub const EXECUTIVE: usize = 10;
    pub const CURRENCY: usize = 11;
    pub const CAMEO: usize = 12;
    pub const PLOVER: usize = 13;
    pub const DISPUTED: usize = 14;
    pub const FIPS: usize = 15;
    pub const COW: usize = 16;
    pub const GW: usize = 17;
    pub const GEONAMES: usize = 18;
    pub const LAT: usize = 19;
    pub const LON: usize = 20;
    pub const FROM: usize = 21;
    pub const TO: usize = 22;
    pub const FORMER: usize = 23;
}

/// Columns of `organisations.csv`.
pub mod organisation {
    #![allow(missing_docs)]
    pub const KIND: usize = 4;
    pub const COUNTRY: usize = 5;
    pub const PLOVER: usize = 6;
    pub const SECTORS: usize = 7;
    pub const CAMEO: usize = 8;
    pub const FROM: usize = 9;
    pub const TO: usize = 10;
}

/// What an entry is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EntryKind {
    /// A country, territory or former state.
    Country,
    /// A unit of the first level.
    Admin1,
    /// A city or town.
    City,
    /// A region, sea or site.
    Region,
    /// An organisation.
    Organisation,
    /// A person.
    Person,
    /// An office.
    Office,
}

/// Something that the knowledge base knows, found under a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Entry {
    pub(super) layer: u8,
    pub(crate) row: u32,
    /// What it is.
    pub kind: EntryKind,
    /// What kind of name it was found under.
    pub form: Form,
}

/// Index of a table of [`TABLES`].
pub(super) fn table(file: &str) -> usize {
    table_index(file).unwrap_or(TABLES.len())
}

impl Knowledge {
    /// The entry for a row, `None` if rows of its table have no names.
    pub(super) fn entry(&self, layer: usize, row: u32, form: Form) -> Option<Entry> {
        let kind = match TABLES.get(self.layers[layer].table(row))?.file {
            "countries.csv" => EntryKind::Country,
            "admin1.csv" => EntryKind::Admin1,
            "cities.csv" => EntryKind::City,
            "regions.csv" => EntryKind::Region,
            "organisations.csv" => EntryKind::Organisation,
            "persons.csv" => EntryKind::Person,
            "offices.csv" => EntryKind::Office,
            _ => return None,
        };
        Some(Entry { layer: layer as u8, row, kind, form })
    }

    /// The entries under a key of one of the maps, the user's first; what the user's tables replace is left out.
    pub(super) fn entries(&self, which: Which, key: &str) -> Vec<Entry> {
        let mut out = Vec::new();
        for (n, layer) in self.layers.iter().enumerate() {
            for (row, form) in layer.get(which, key) {
                out.extend(self.entry(n, row, form).filter(|e| !self.is_replaced(*e)));
            }
        }
        out
    }

    /// True if a layer above has a row with the same id.
    pub(super) fn is_replaced(&self, entry: Entry) -> bool {
        entry.layer > 0 && {
            let id = self.id(entry);
            self.layers[..usize::from(entry.layer)].iter().any(|above| !above.get(Which::Ids, &id).is_empty())
        }
    }

    /// Rows of any table under a term.
    pub(super) fn terms(&self, kind: &str, word: &str) -> Vec<(usize, u32)> {
        let key = format!("{kind}:{word}");
        let rows = |(n, layer): (usize, &super::layer::Layer)| {
            layer.get(Which::Terms, &key).into_iter().map(|(row, _)| (n, row)).collect::<Vec<_>>()
        };
        self.layers.iter().enumerate().flat_map(rows).collect()
    }

    /// True if `word` (folded) is of that kind in `words.csv`.
    pub(crate) fn is_word(&self, kind: &str, word: &str) -> bool {
        let key = format!("w:{kind}:{word}");
        self.layers.iter().any(|layer| !layer.get(Which::Terms, &key).is_empty())
    }

    /// One field of an entry's row.
    pub(super) fn field(&self, entry: Entry, column: usize) -> &str {
        self.layers[usize::from(entry.layer)].field(entry.row, column)
    }

    /// The entry with an id: `fra`, `nato`, `angela-merkel`, `rus/president`, `US.TX`; also an ISO alpha-3 code in lower case.
    pub fn by_id(&self, id: &str) -> Option<Entry> {
        if let Some(number) = id.strip_prefix("geonames-") {
            let (layer, row) = self.terms("g", number).into_iter().next()?;
            return self.entry(layer, row, Form::Name);
        }
        self.entries(Which::Ids, id).into_iter().next()
    }

    /// The id of an entry; of a city `geonames-` and its GeoNames number.
    pub fn id(&self, entry: Entry) -> String {
        let id = self.field(entry, 0);
        if entry.kind == EntryKind::City { format!("geonames-{id}") } else { id.to_owned() }
    }

    /// The canonical name of an entry.
    pub fn name(&self, entry: Entry) -> &str {
        self.field(
            entry,
            match entry.kind {
                EntryKind::Country => country::NAME,
                EntryKind::Admin1 => 2,
                EntryKind::Office | EntryKind::City | EntryKind::Region | EntryKind::Organisation | EntryKind::Person => 1,
            },
        )
    }

    /// The country that an entry lies in or belongs to, as it stands in the tables: ISO alpha-3 or an id. Empty: none.
    pub(crate) fn country_field(&self, entry: Entry) -> &str {
        let column = match entry.kind {
            EntryKind::Country => country::ISO3,
            EntryKind::Admin1 => 1,
            EntryKind::City | EntryKind::Office | EntryKind::Person => 3,
            EntryKind::Region => 4,
            EntryKind::Organisation => organisation::COUNTRY,
        };
        let value = self.field(entry, column);
        if value.is_empty() && entry.kind == EntryKind::Country { self.field(entry, 0) } else { value }
    }

    /// The entry of the country that an entry lies in or belongs to.
    pub fn country_of(&self, entry: Entry) -> Option<Entry> {
        match entry.kind {
            EntryKind::Country => Some(entry),
            _ => self.country(self.country_field(entry)),
        }
    }

    /// A country by ISO alpha-3 code or id, in any case.
    pub fn country(&self, code: &str) -> Option<Entry> {
        if code.is_empty() {
            return None;
        }
        self.by_id(&code.to_ascii_lowercase()).filter(|e| e.kind == EntryKind::Country)
    }

    /// Inhabitants of a city; 0 if unknown or not a city.
    pub fn population(&self, entry: Entry) -> u64 {
        if entry.kind == EntryKind::City { self.field(entry, 8).parse().unwrap_or(0) } else { 0 }
    }

    /// Entries under a name, exact but for case, accents and punctuation.
    pub fn named(&self, name: &str) -> Vec<Entry> {
        self.entries(Which::Names, &super::compile::fold::fold(name))
    }
}
