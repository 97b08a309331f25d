//! One record with its ids resolved, and what a store adds to it.

use std::collections::BTreeMap;

use demarche::knowledge::{Entry, Knowledge};
use demarche::record::{AmountInfo, Entity, Event, EventTime, Index, Parts, Party, Record};
use jiff::civil::Date;

/// A record, and what only a store knows about its events.
#[derive(Debug, Clone)]
pub struct Item {
    /// The record.
    pub record: Record,
    /// By the `uid` of an event; of an event that is missing here the record alone speaks.
    pub known: BTreeMap<String, Happening>,
}

impl From<Record> for Item {
    fn from(record: Record) -> Self {
        Self { record, known: BTreeMap::new() }
    }
}

/// The real-world event that an event of a record tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Happening {
    /// Id of the real-world event, the same for all its tellings.
    pub id: String,
    /// True for the one telling that stands for all: it makes the row where each happening has one.
    pub first: bool,
    /// Tellings, several in one article counted each.
    pub mentions: u32,
    /// Publishers that tell it.
    pub sources: u32,
    /// Articles that tell it.
    pub articles: u32,
}

/// A party with the entity that it is.
#[derive(Debug, Clone, Copy)]
pub struct Side<'r> {
    /// The entity.
    pub entity: &'r Entity,
    /// Where it stands.
    pub party: &'r Party,
}

/// A record with look-ups by id.
pub struct View<'r> {
    /// The record.
    pub record: &'r Record,
    /// Its items.
    pub by_id: Index<'r>,
    /// The words of spans.
    pub parts: Parts<'r>,
    /// Names of countries, COW, FIPS.
    pub knowledge: &'r Knowledge,
    known: &'r BTreeMap<String, Happening>,
    /// Kind of the commitment that an event carries, by the event's id.
    carried: BTreeMap<&'r str, &'r str>,
    /// All tellings in the record, by the id of the first.
    tellings: BTreeMap<&'r str, Vec<&'r Event>>,
}

impl<'r> View<'r> {
    /// The view of an item.
    pub fn new(item: &'r Item, knowledge: &'r Knowledge) -> Self {
        let record = &item.record;
        let mut view = Self {
            record,
            by_id: Index::new(record),
            parts: Parts::new(&record.article),
            knowledge,
            known: &item.known,
            carried: record.commitments.iter().filter_map(|c| Some((c.event.as_deref()?, c.kind.as_str()))).collect(),
            tellings: BTreeMap::new(),
        };
        let mut tellings: BTreeMap<&str, Vec<&Event>> = BTreeMap::new();
        for event in &record.events {
            tellings.entry(view.first_telling(event).id.as_str()).or_default().push(event);
        }
        view.tellings = tellings;
        view
    }

    /// Kind of the commitment that an event carries.
    pub fn carried(&self, event: &Event) -> Option<&'r str> {
        self.carried.get(event.id.as_str()).copied()
    }

    /// Amounts by id.
    pub fn amounts(&self, ids: &[String]) -> Vec<&'r AmountInfo> {
        ids.iter().filter_map(|id| self.by_id.amount(id)).collect()
    }

    /// The parties whose entity is known, each entity once.
    pub fn sides(&self, parties: &'r [Party]) -> Vec<Side<'r>> {
        let mut seen = std::collections::BTreeSet::new();
        parties
            .iter()
            .filter_map(|party| Some(Side { entity: self.by_id.entity(party.entity.as_deref()?)?, party }))
            .filter(|side| seen.insert(side.entity.id.as_str()))
            .collect()
    }

    /// The party's words as they stand.
    pub fn raw(&self, party: &Party) -> String {
        self.parts.words(party.part.as_deref(), party.start, party.end).to_owned()
    }

    /// The first telling of what `event` tells, in this record.
    fn first_telling(&self, event: &'r Event) -> &'r Event {
        let mut first = event;
        for _ in 0..self.record.events.len() {
            match first.same_as.as_deref().and_then(|id| self.by_id.event(id)) {
                Some(earlier) => first = earlier,
                None => break,
            }
        }
        first
    }

    /// All tellings of what `event` tells, in this record and in its order.
    pub fn tellings(&self, event: &'r Event) -> &[&'r Event] {
        self.tellings.get(self.first_telling(event).id.as_str()).map_or(&[], Vec::as_slice)
    }

    /// True if a store knows which real-world event this is.
    pub fn is_known(&self, event: &Event) -> bool {
        self.known.contains_key(&event.uid)
    }

    /// The real-world event: as the store knows it; without a store, the first telling in the record and its retellings.
    pub fn happening(&self, event: &'r Event) -> Happening {
        if let Some(known) = self.known.get(&event.uid) {
            return known.clone();
        }
        let first = self.first_telling(event);
        Happening {
            id: first.uid.clone(),
            first: std::ptr::eq(first, event),
            mentions: u32::try_from(self.tellings(event).len()).unwrap_or(u32::MAX),
            sources: 1,
            articles: 1,
        }
    }

    /// Day of publication.
    pub fn published(&self) -> Option<Date> {
        day(self.record.article.published.as_deref()?)
    }

    /// First day of a time, else the day of publication.
    pub fn date(&self, time: Option<&EventTime>) -> Option<Date> {
        time.and_then(|t| day(t.start_date.as_deref()?)).or_else(|| self.published())
    }

    /// The country that an entity acts for, or is of: PLOVER's code if that is a country, else its own country if PLOVER gives none.
    pub fn country(&self, entity: &Entity) -> Option<Entry> {
        self.knowledge.country(entity.plover.country.as_deref().or(entity.country.as_deref())?)
    }

    /// Publisher, else the host of the page, else where the input came from.
    pub fn source_name(&self) -> &'r str {
        let article = &self.record.article;
        article.publisher.as_deref().or_else(|| host(article.url.as_deref()?)).unwrap_or(&article.source)
    }

    /// Names of the entities of some kinds, in the order of the record.
    pub fn names(&self, kinds: &[&str]) -> Vec<&'r str> {
        self.record.entities.iter().filter(|e| kinds.contains(&e.kind.as_str())).map(|e| e.name.as_str()).collect()
    }
}

/// The day that an ISO 8601 date, or date and time, begins with.
pub fn day(text: &str) -> Option<Date> {
    text.get(..10)?.parse().ok()
}

/// The host of an address, without `www.`.
pub fn host(url: &str) -> Option<&str> {
    let rest = url.split_once("://")?.1;
    let host = rest.split(['/', '?', '#', ':']).next()?;
    Some(host.strip_prefix("www.").unwrap_or(host)).filter(|h| !h.is_empty())
}
