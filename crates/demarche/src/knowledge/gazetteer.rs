//! What the gazetteer says of a place.

use super::Knowledge;
use super::codes::some;
use super::entry::{Entry, EntryKind, country};
use crate::places::PlaceKind;

/// A place as the tables describe it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Located {
    pub(crate) kind: PlaceKind,
    pub(crate) admin1: Option<String>,
    pub(crate) admin2: Option<String>,
    pub(crate) geonames: Option<u32>,
    pub(crate) lat: Option<f64>,
    pub(crate) lon: Option<f64>,
}

impl Knowledge {
    /// Kind, units and coordinates of a place; of something else, without coordinates.
    pub(crate) fn gazetteer(&self, entry: Entry) -> Located {
        let number = |column: usize| self.field(entry, column).parse().ok();
        let degrees = |column: usize| self.field(entry, column).parse().ok();
        let none = Located { kind: PlaceKind::Region, admin1: None, admin2: None, geonames: None, lat: None, lon: None };
        match entry.kind {
            EntryKind::Country => Located {
                kind: PlaceKind::Country,
                geonames: number(country::GEONAMES),
                lat: degrees(country::LAT),
                lon: degrees(country::LON),
                ..none
            },
            EntryKind::Admin1 => Located {
                kind: PlaceKind::Admin1,
                admin1: some(self.name(entry)),
                geonames: number(4),
                lat: degrees(5),
                lon: degrees(6),
                ..none
            },
            EntryKind::City => Located {
                kind: PlaceKind::City,
                admin1: self.by_id(self.field(entry, 4)).map(|e| self.name(e).to_owned()),
                admin2: some(self.field(entry, 5)),
                geonames: number(0),
                lat: degrees(6),
                lon: degrees(7),
            },
            EntryKind::Region => Located {
                kind: match self.field(entry, 3) {
                    "sea" => PlaceKind::Sea,
                    "site" => PlaceKind::Site,
                    _ => PlaceKind::Region,
                },
                geonames: number(7),
                lat: degrees(5),
                lon: degrees(6),
                ..none
            },
            _ => none,
        }
    }

    /// True for a region that is a unit of the first level under a name of its own right: Bavaria, Crimea.
    pub(crate) fn is_unit(&self, entry: Entry) -> bool {
        entry.kind == EntryKind::Region && self.field(entry, 3) == "unit"
    }

    /// Id of the unit of the first level that a city lies in; of a unit, its own; empty if not known.
    pub(crate) fn unit_of(&self, entry: Entry) -> String {
        match entry.kind {
            EntryKind::City => self.field(entry, 4).to_owned(),
            EntryKind::Admin1 => self.id(entry),
            _ => String::new(),
        }
    }
}
