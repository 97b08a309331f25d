//! What the rest of a text tells of where it is set.

use std::collections::BTreeMap;

use crate::knowledge::{Entry, EntryKind, Form, Knowledge, NameHit};
use crate::span::Span;

/// How often countries and their units are spoken of in a text.
#[derive(Debug, Default)]
pub struct Context {
    /// By id of the country: by name, adjective, people, capital.
    countries: BTreeMap<String, f32>,
    /// By id of the country: by places inside it that are no capitals.
    inner: BTreeMap<String, f32>,
    /// By id of the unit of the first level.
    units: BTreeMap<String, f32>,
}

impl Context {
    /// Reads the context of a text from its names.
    pub fn of(text: &str, hits: &[NameHit], dateline: Option<Span>, knowledge: &Knowledge) -> Self {
        let mut out = Self::default();
        for hit in hits {
            let weight = if dateline.is_some_and(|d| d.overlaps(hit.span)) { 3.0 } else { 1.0 };
            out.add(hit, weight, knowledge, text);
        }
        out
    }

    fn add(&mut self, hit: &NameHit, weight: f32, knowledge: &Knowledge, _text: &str) {
        let mut states: Vec<String> = Vec::new();
        let mut inside: Vec<(String, String)> = Vec::new();
        for entry in &hit.entries {
            match entry.kind {
                EntryKind::Country => states.push(knowledge.id(*entry)),
                EntryKind::Admin1 => inside.push((country(knowledge, *entry), knowledge.id(*entry))),
                EntryKind::City if knowledge.population(*entry) > 50_000 => {
                    inside.push((country(knowledge, *entry), knowledge.unit_of(*entry)));
                }
                EntryKind::Organisation | EntryKind::Office if entry.form != Form::Surname => {
                    states.extend(Some(country(knowledge, *entry)))
                }
                EntryKind::Person if entry.form != Form::Surname => states.extend(Some(country(knowledge, *entry))),
                _ => {}
            }
        }
        states.sort();
        states.dedup();
        // A name of two countries speaks for neither in full.
        let ambiguous = states.len() > 1
            || (!states.is_empty()
                && inside.iter().any(|(c, _)| !states.contains(c))
                && hit.entries.iter().any(|e| e.kind == EntryKind::Admin1));
        for state in states.iter().filter(|s| !s.is_empty()) {
            *self.countries.entry(state.clone()).or_default() += if ambiguous { weight * 0.3 } else { weight };
        }
        if states.is_empty() {
            let owners: std::collections::BTreeSet<&str> = inside.iter().map(|(c, _)| c.as_str()).collect();
            let share = weight / owners.len().max(1) as f32;
            for owner in owners {
                *self.inner.entry(owner.to_owned()).or_default() += share;
            }
            if inside.len() == 1 {
                *self.units.entry(inside[0].1.clone()).or_default() += weight;
            }
        }
    }

    /// How much a text speaks of a country: from 0 to about 4.
    pub fn country(&self, id: &str) -> f32 {
        let count = self.countries.get(id).copied().unwrap_or(0.0) + self.inner.get(id).copied().unwrap_or(0.0);
        (1.0 + count).ln() * 1.3
    }

    /// How much it speaks of places inside a country.
    pub fn inner(&self, id: &str) -> f32 {
        (1.0 + self.inner.get(id).copied().unwrap_or(0.0)).ln()
    }

    /// How much it speaks of a unit of the first level.
    pub fn unit(&self, id: &str) -> f32 {
        (1.0 + self.units.get(id).copied().unwrap_or(0.0)).ln()
    }
}

fn country(knowledge: &Knowledge, entry: Entry) -> String {
    knowledge.country_of(entry).map(|c| knowledge.id(c)).unwrap_or_default()
}
