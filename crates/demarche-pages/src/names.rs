//! Looking things up in a record, and naming them for people.

use demarche::record::{Commitment, Entity, Event, EventTime, Index, Party, Record};

/// A record, its items by id, and their names.
pub struct Names<'r> {
    /// The record.
    pub record: &'r Record,
    /// Its items.
    pub by_id: Index<'r>,
}

impl<'r> Names<'r> {
    /// The names of a record.
    pub fn new(record: &'r Record) -> Self {
        Self { record, by_id: Index::new(record) }
    }

    /// The entity that a party leads to.
    pub fn party(&self, party: &Party) -> Option<&'r Entity> {
        party.entity.as_deref().and_then(|id| self.by_id.entity(id))
    }

    /// Names of the parties, joined by commas; `None` if none is known.
    pub fn parties(&self, parties: &[Party]) -> Option<String> {
        let names: Vec<&str> = parties.iter().filter_map(|p| self.party(p)).map(|e| e.name.as_str()).collect();
        (!names.is_empty()).then(|| names.join(", "))
    }

    /// Names of entities by their ids, joined by commas; `None` if there is none.
    pub fn list(&self, ids: &[String]) -> Option<String> {
        let names: Vec<&str> = ids.iter().filter_map(|id| self.by_id.entity(id)).map(|e| e.name.as_str()).collect();
        (!names.is_empty()).then(|| names.join(", "))
    }

    /// An event in a sentence: who, the word, whom, what.
    pub fn sentence(&self, e: &Event) -> String {
        let mut out = self.parties(&e.actors).unwrap_or_else(|| "Somebody not named".to_owned());
        out += " · ";
        out += &e.trigger.text;
        if let Some(to) = self.parties(&e.recipients) {
            out += " → ";
            out += &to;
        }
        if let Some(object) = &e.object {
            out += ": ";
            out += &object.text;
        }
        out
    }

    /// A commitment in a sentence: kind, from, to, what.
    pub fn commitment(&self, c: &Commitment) -> String {
        let from = c.from.as_deref().and_then(|id| self.by_id.entity(id)).map_or("somebody", |e| e.name.as_str());
        let to = self.list(&c.to).map(|t| format!(" → {t}")).unwrap_or_default();
        let what = c.what.as_ref().map(|w| format!(": {}", w.text)).unwrap_or_default();
        format!("{} {from}{to}{what}", c.kind)
    }
}

/// The office or description of an entity without its name; `None` if nothing is left.
pub fn title(e: &Entity) -> Option<&str> {
    let title = e.title.as_deref()?;
    let title = title.strip_suffix(e.name.as_str()).unwrap_or(title).trim();
    (!title.is_empty() && title != e.name).then_some(title)
}

/// A stretch of days for people: one day, `2024-05-06`; whole months and years shortened; else `first – last`.
pub fn days(time: &EventTime) -> Option<String> {
    let first = time.start_date.as_deref()?;
    let last = time.end_date.as_deref().unwrap_or(first);
    Some(match time.precision.as_str() {
        _ if first == last => first.to_owned(),
        "year" if first.get(..4) == last.get(..4) => first.get(..4)?.to_owned(),
        "month" if first.get(..7) == last.get(..7) => first.get(..7)?.to_owned(),
        _ => format!("{first} – {last}"),
    })
}

/// Short class of a quad class, used in style sheets and charts: `vc`, `mc`, `vx`, `mx`; empty if unknown.
pub fn quad(quad: &str) -> &'static str {
    match quad {
        "verbal-cooperation" => "vc",
        "material-cooperation" => "mc",
        "verbal-conflict" => "vx",
        "material-conflict" => "mx",
        _ => "",
    }
}

/// At most `limit` characters, with an ellipsis if cut.
pub fn short(text: &str, limit: usize) -> String {
    if text.chars().count() <= limit {
        return text.to_owned();
    }
    let kept: String = text.chars().take(limit.saturating_sub(1)).collect();
    kept.trim_end().to_owned() + "…"
}

/// The address, if it is one that a link may lead to.
pub fn web_address(url: &str) -> Option<&str> {
    let lower = url.get(..8.min(url.len()))?.to_ascii_lowercase();
    (lower.starts_with("https://") || lower.starts_with("http://")).then_some(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_web_addresses_become_links() {
        assert_eq!(web_address("https://example.org/a"), Some("https://example.org/a"));
        assert_eq!(web_address("javascript:alert(1)"), None);
        assert_eq!(web_address("java"), None);
        assert_eq!(web_address("日本"), None);
    }

    #[test]
    fn whole_months_and_years_are_short() {
        let time = |first: &str, last: &str, precision: &str| EventTime {
            start_date: Some(first.to_owned()),
            end_date: Some(last.to_owned()),
            precision: precision.to_owned(),
            span: None,
        };
        assert_eq!(days(&time("2024-05-06", "2024-05-06", "day")).as_deref(), Some("2024-05-06"));
        assert_eq!(days(&time("2024-05-01", "2024-05-31", "month")).as_deref(), Some("2024-05"));
        assert_eq!(days(&time("2024-01-01", "2024-12-31", "year")).as_deref(), Some("2024"));
        assert_eq!(days(&time("2024-05-06", "2024-06-07", "period")).as_deref(), Some("2024-05-06 – 2024-06-07"));
    }
}
