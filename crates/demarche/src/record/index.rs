//! The items of a record by their ids.

use std::collections::BTreeMap;

use super::types::{AmountInfo, Commitment, Entity, Event, PlaceInfo, Record, Statement};

/// The items of one record by their ids. Ids that lead nowhere give `None`.
pub struct Index<'r> {
    entities: BTreeMap<&'r str, &'r Entity>,
    events: BTreeMap<&'r str, &'r Event>,
    statements: BTreeMap<&'r str, &'r Statement>,
    places: BTreeMap<&'r str, &'r PlaceInfo>,
    amounts: BTreeMap<&'r str, &'r AmountInfo>,
    commitments: BTreeMap<&'r str, &'r Commitment>,
}

impl<'r> Index<'r> {
    /// The index of a record. `O(n log n)` in its items.
    pub fn new(record: &'r Record) -> Self {
        Self {
            entities: record.entities.iter().map(|e| (e.id.as_str(), e)).collect(),
            events: record.events.iter().map(|e| (e.id.as_str(), e)).collect(),
            statements: record.statements.iter().map(|s| (s.id.as_str(), s)).collect(),
            places: record.places.iter().map(|p| (p.id.as_str(), p)).collect(),
            amounts: record.amounts.iter().map(|a| (a.id.as_str(), a)).collect(),
            commitments: record.commitments.iter().map(|c| (c.id.as_str(), c)).collect(),
        }
    }

    /// The entity of this id.
    pub fn entity(&self, id: &str) -> Option<&'r Entity> {
        self.entities.get(id).copied()
    }

    /// The event of this id.
    pub fn event(&self, id: &str) -> Option<&'r Event> {
        self.events.get(id).copied()
    }

    /// The statement of this id.
    pub fn statement(&self, id: &str) -> Option<&'r Statement> {
        self.statements.get(id).copied()
    }

    /// The place of this id.
    pub fn place(&self, id: &str) -> Option<&'r PlaceInfo> {
        self.places.get(id).copied()
    }

    /// The amount of this id.
    pub fn amount(&self, id: &str) -> Option<&'r AmountInfo> {
        self.amounts.get(id).copied()
    }

    /// The commitment of this id.
    pub fn commitment(&self, id: &str) -> Option<&'r Commitment> {
        self.commitments.get(id).copied()
    }
}
