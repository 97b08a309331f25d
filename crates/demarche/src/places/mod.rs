//! Places that a text names, resolved to the gazetteer of the knowledge base.
//!
//! Names of persons and organisations are no places (*Jordan Peele*, *Washington Post*), adjectives are none (*Turkish*); namesakes
//! are told apart by the other names of the text, by *Paris, Texas*, by the size of the place.

mod choose;
mod context;
mod shield;
#[cfg(test)]
mod tests;

use serde::Serialize;

use crate::document::Document;
use crate::knowledge::{Entry, EntryKind, Form, Knowledge};
use crate::span::Span;
use context::Context;

/// What a place is, and how exactly it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum PlaceKind {
    /// A state or territory.
    Country,
    /// A region that news speaks of, inside a state or across states.
    Region,
    /// A unit of the first level.
    Admin1,
    /// A unit of the second level.
    Admin2,
    /// A city or town.
    City,
    /// A base, dam, crossing, square.
    Site,
    /// A sea, strait or gulf.
    Sea,
}

/// A place named in a text.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Place {
    /// Bytes of [`Document::text`].
    pub span: Span,
    /// The gazetteer's name.
    pub name: String,
    /// What it is.
    pub kind: PlaceKind,
    /// How exact the coordinates are.
    pub precision: PlaceKind,
    /// ISO 3166-1 alpha-3 of the country that it lies in.
    pub country: Option<String>,
    /// Unit of the first level.
    pub admin1: Option<String>,
    /// Unit of the second level.
    pub admin2: Option<String>,
    /// GeoNames number.
    pub geonames: Option<u32>,
    /// Degrees north.
    pub lat: Option<f64>,
    /// Degrees east.
    pub lon: Option<f64>,
    /// Id of the entry in the knowledge base (`ukr`, `geonames-703448`, `US.TX`).
    pub id: String,
    /// Id of the state that the name can stand for as an actor: of a country itself, of a capital its state.
    pub state: Option<String>,
    /// True if it stands in the dateline.
    pub dateline: bool,
    /// From 0 to 1: how far it stands above its namesakes.
    pub confidence: f32,
}

/// The places named in `document`, in the order of the text. Linear time.
pub fn read(document: &Document, knowledge: &Knowledge) -> Vec<Place> {
    let text = document.text.as_str();
    let hits = knowledge.names_in(text);
    let context = Context::of(text, &hits, document.dateline, knowledge);
    let mut out = Vec::new();
    for (n, hit) in hits.iter().enumerate() {
        let dateline = document.dateline.is_some_and(|d| d.overlaps(hit.span));
        let places: Vec<Entry> = hit.entries.iter().filter(|e| is_place(e)).copied().collect();
        if places.is_empty() || (!dateline && shield::is_shielded(text, &hits, n, knowledge)) {
            continue;
        }
        let Some((entry, confidence)) = choose::choose(text, &hits, n, &places, &context, knowledge, dateline) else {
            continue;
        };
        out.push(place(knowledge, hit.span, entry, &hit.entries, dateline, confidence));
    }
    out
}

/// True for an entry that is a place under a name, not under an adjective or as a state's seat.
fn is_place(entry: &Entry) -> bool {
    let named = matches!(entry.form, Form::Name | Form::Alias | Form::Acronym);
    named && matches!(entry.kind, EntryKind::Country | EntryKind::Admin1 | EntryKind::City | EntryKind::Region)
}

fn place(knowledge: &Knowledge, span: Span, entry: Entry, all: &[Entry], dateline: bool, confidence: f32) -> Place {
    let found = knowledge.gazetteer(entry);
    let state = match entry.kind {
        EntryKind::Country => Some(knowledge.id(entry)),
        _ => all.iter().find(|e| e.kind == EntryKind::Country && e.form == Form::Capital).map(|e| knowledge.id(*e)),
    };
    let state = state.filter(|s| entry.kind == EntryKind::Country || knowledge.country_of(entry).is_some_and(|c| knowledge.id(c) == *s));
    Place {
        span,
        name: knowledge.name(entry).to_owned(),
        kind: found.kind,
        precision: found.kind,
        country: knowledge.iso3(entry),
        admin1: found.admin1,
        admin2: found.admin2,
        geonames: found.geonames,
        lat: found.lat,
        lon: found.lon,
        id: knowledge.id(entry),
        state,
        dateline,
        confidence,
    }
}
