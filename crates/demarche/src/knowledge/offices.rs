//! Who stands behind an office, an institution or a common noun of a country or organisation.

use jiff::civil::Date;

use super::Knowledge;
use super::actor::{ActorKind, Candidate, Plover};
use super::codes::{day, sectors};
use super::describe::Status;
use super::entry::{Entry, EntryKind, country};
use super::lookup::Spell;

impl Knowledge {
    /// Who holds an office on the day; the office itself if nobody is known to.
    pub(super) fn holders(&self, office: Entry, on: Option<Date>, how: &str, weight: f32) -> Vec<Candidate> {
        let id = self.id(office);
        let spells = self.spells("ho", &id);
        let at = on.map(day);
        let now = spells.iter().filter(|s| s.covers(at)).max_by_key(|s| (s.start(), !s.acting));
        let latest = || spells.iter().max_by_key(|s| s.start()).filter(|_| on.is_none());
        let Some(spell) = now.or_else(latest) else {
            let mut role = self.vacant(office);
            role.score = weight * 0.6;
            return vec![role];
        };
        self.holder(spell, now.is_some(), how, weight).into_iter().collect()
    }

    pub(super) fn holder(&self, spell: &Spell, current: bool, how: &str, weight: f32) -> Option<Candidate> {
        let person = self.by_id(&spell.person).filter(|e| e.kind == EntryKind::Person)?;
        let mut out = self.person(person, None, how, 1.0);
        self.in_office(&mut out, spell, current);
        out.score = weight * if current { 1.0 } else { 0.8 };
        out.reason = if current { format!("{how} held on the day") } else { format!("{how}, last known holder") };
        Some(out)
    }

    /// Those who held an office before the day: no single one is meant unless there is but one.
    pub(super) fn past_holders(&self, office: Entry, on: Option<Date>) -> Vec<Candidate> {
        let mut spells = self.spells("ho", &self.id(office));
        let before = |s: &Spell| on.map_or(!s.to.is_empty(), |d| s.end() < day(d));
        spells.retain(before);
        spells.sort_by_key(|s| u32::MAX - s.end());
        spells.dedup_by(|a, b| a.person == b.person);
        let weight = if spells.len() == 1 { 0.8 } else { 0.45 };
        let made = spells.iter().take(10).filter_map(|s| {
            let person = self.by_id(&s.person)?;
            let mut out = self.person(person, on, "former office", 1.0);
            out.score = weight;
            out.reason = "former holder".into();
            Some(out)
        });
        made.collect()
    }

    /// Who takes an office up next, within a year.
    pub(super) fn next_holder(&self, office: Entry, on: Option<Date>) -> Vec<Candidate> {
        let Some(on) = on else { return Vec::new() };
        let spells = self.spells("ho", &self.id(office));
        let next = spells.iter().filter(|s| s.start() > day(on) && s.start() <= day(on) + 10_000).min_by_key(|s| s.start());
        let Some((spell, person)) = next.and_then(|s| Some((s, self.by_id(&s.person)?))) else {
            return Vec::new();
        };
        let mut out = self.person(person, Some(on), "office", 1.0);
        out.score = 0.85;
        out.reason = "takes the office up next".into();
        out.office = Some(self.held(office, spell, false));
        vec![out]
    }

    /// An office without a known holder.
    pub(super) fn vacant(&self, office: Entry) -> Candidate {
        let (plover, acts_for, country, cameo) = self.office_codes(office);
        Candidate {
            actor: Some(self.id(office)),
            instead_of: None,
            kind: ActorKind::Role,
            name: self.name(office).to_owned(),
            score: 0.55,
            reason: "office; its holder on the day is not known".into(),
            office: None,
            country,
            acts_for,
            plover,
            cameo,
            source: "offices.csv".into(),
        }
    }

    /// An office of a country that the tables do not hold: *the Bhutanese interior minister*.
    pub(super) fn role(&self, owner: Entry, kind: &str, words: &str, status: Status) -> Candidate {
        let mut sectors = vec![
            match kind {
                "opposition-leader" | "party-leader" => "OPP",
                "rebel-leader" => "REB",
                "speaker" => "LEG",
                "chief-of-staff" | "army-chief" => "MIL",
                "chief-justice" => "JUD",
                "intelligence-chief" => "SPY",
                _ if status == Status::Former => "ELI",
                _ => "GOV",
            }
            .to_owned(),
        ];
        if kind == "defence-minister" {
            sectors.push("MIL".into());
        }
        let state = self.country_of(owner);
        let id = state.map_or_else(String::new, |c| self.id(c));
        Candidate {
            actor: Some(format!("{id}/{kind}")),
            instead_of: None,
            kind: ActorKind::Role,
            name: format!("{words} of {}", state.map_or("", |c| self.name(c))),
            score: 0.6,
            reason: "office of a country; its holder is not in the tables".into(),
            office: None,
            country: state.and_then(|c| self.iso3(c)),
            acts_for: state.map(|c| self.id(c)).filter(|_| sectors[0] != "OPP" && sectors[0] != "REB"),
            cameo: self.cameo_code(state, &sectors),
            plover: Plover { country: state.and_then(|c| self.plover_country(c)), sectors },
            source: "office_words.csv".into(),
        }
    }

    /// An institution that each country has: *the Turkish parliament*.
    pub(super) fn institution(&self, owner: Entry, layer: usize, row: u32) -> Candidate {
        let table = &self.layers[layer];
        let (id, title) = (table.field(row, 0), table.field(row, 1));
        let mut own = sectors(table.field(row, 3));
        if owner.kind == EntryKind::Organisation {
            return self.body_of(owner, id, title, own);
        }
        let state = self.country_of(owner);
        let partly = state.is_some_and(|c| self.field(c, country::DISPUTED) == "PRE");
        if partly {
            own.push("PRE".into());
        }
        let country_id = state.map_or_else(String::new, |c| self.id(c));
        let serves = own.iter().any(|s| matches!(s.as_str(), "GOV" | "MIL" | "COP" | "SPY" | "LEG" | "JUD"));
        let group =
            matches!(id, "civilians" | "rebels" | "protesters" | "refugees" | "farmers" | "workers" | "students" | "criminals" | "doctors");
        Candidate {
            actor: Some(format!("{country_id}/{id}")),
            instead_of: None,
            kind: if group { ActorKind::Group } else { ActorKind::Organisation },
            name: format!("{title} of {}", state.map_or("", |c| self.name(c))),
            score: 0.9,
            reason: "institution of a country".into(),
            office: None,
            country: state.and_then(|c| self.iso3(c)),
            acts_for: serves.then_some(country_id),
            cameo: state.and_then(|c| self.cameo_country(c)).map(|c| c + table.field(row, 4)),
            plover: Plover { country: state.and_then(|c| self.plover_country(c)), sectors: own },
            source: "government.csv".into(),
        }
    }

    /// People or a body of an organisation: *NATO troops*, *Hamas fighters*.
    pub(super) fn body_of(&self, owner: Entry, id: &str, title: &str, mut own: Vec<String>) -> Candidate {
        let mut plover = self.plover(owner);
        own.retain(|s| !plover.sectors.contains(s) && *s != "GOV" && *s != "CVL");
        plover.sectors.extend(own);
        Candidate {
            actor: Some(format!("{}/{id}", self.id(owner))),
            instead_of: None,
            kind: ActorKind::Organisation,
            name: format!("{title} of {}", self.name(owner)),
            score: 0.75,
            reason: "body or people of an organisation".into(),
            office: None,
            country: self.iso3(owner),
            acts_for: Some(self.id(owner)),
            cameo: self.cameo(owner),
            plover,
            source: "organisations.csv, government.csv".into(),
        }
    }

    /// People of a country by a common noun: *Colombian herders*.
    pub(super) fn people(&self, owner: Entry, layer: usize, row: u32) -> Candidate {
        let table = &self.layers[layer];
        let own = sectors(table.field(row, 2));
        let noun = table.field(row, 0);
        if owner.kind == EntryKind::Organisation {
            return self.body_of(owner, &noun.replace(' ', "-"), noun, own);
        }
        let state = self.country_of(owner);
        Candidate {
            actor: None,
            instead_of: None,
            kind: ActorKind::Group,
            name: format!("{noun} of {}", state.map_or("", |c| self.name(c))),
            score: 0.7,
            reason: "common noun with a country".into(),
            office: None,
            country: state.and_then(|c| self.iso3(c)),
            acts_for: None,
            cameo: state.and_then(|c| self.cameo_country(c)).map(|c| c + table.field(row, 3)),
            plover: Plover { country: state.and_then(|c| self.plover_country(c)), sectors: own },
            source: "agents.csv".into(),
        }
    }
}
