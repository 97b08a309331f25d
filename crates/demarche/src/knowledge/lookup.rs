//! From a mention to candidates: names first, then descriptions.

use jiff::civil::Date;

use super::Knowledge;
use super::actor::{ActorKind, Candidate, Held, Plover};
use super::codes::{covers, day, sectors, some};
use super::compile::check::date_number;
use super::compile::fold;
use super::compile::names::Form;
use super::entry::{Entry, EntryKind, country, organisation};
use super::layer::Which;
use super::scan::Words;

/// A row of `holders.csv`, read.
#[derive(Debug, Clone)]
pub(super) struct Spell {
    pub(super) person: String,
    pub(super) office: String,
    pub(super) from: String,
    pub(super) to: String,
    pub(super) acting: bool,
    pub(super) sure: bool,
    pub(super) source: String,
}

impl Spell {
    pub(super) fn covers(&self, on: Option<u32>) -> bool {
        covers(&self.from, &self.to, on)
    }

    /// First day as a number; 0 if open.
    pub(super) fn start(&self) -> u32 {
        date_number(&self.from, false).unwrap_or(0)
    }

    /// Last day as a number; the end of time if open.
    pub(super) fn end(&self) -> u32 {
        date_number(&self.to, true).unwrap_or(u32::MAX)
    }
}

/// Offices from the highest down: what a person who holds several is known for.
const RANKS: &[&str] = &[
    "president",
    "prime-minister",
    "chancellor",
    "supreme",
    "leader",
    "monarch",
    "pope",
    "secretary-general",
    "paramount-leader",
    "military-leader",
    "junta-leader",
    "acting-president",
    "commission-president",
    "high-representative",
    "director-general",
    "managing-director",
    "vice-president",
    "foreign-minister",
    "defence-minister",
    "finance-minister",
    "opposition-leader",
];

/// Place of an office in [`RANKS`]; the lower the higher.
pub(super) fn rank(office: &str) -> usize {
    let kind = office.rsplit('/').next().unwrap_or("");
    RANKS.iter().position(|r| *r == kind).unwrap_or(RANKS.len())
}

impl Knowledge {
    /// Whom a mention can mean on a day: names (*Zelenskiy*, *Ankara*, *the Kremlin*), offices (*the NATO chief*, *Seoul's top
    /// diplomat*), institutions (*the Russian army*), names with titles (*former president X*). The best first; equal scores in
    /// the order of ids. Empty if nothing is known or too much is possible (*the president*).
    ///
    /// Without a day the spells that have not ended count. Take [`single`](super::single) for the one answer.
    pub fn lookup(&self, name: &str, on: Option<Date>) -> Vec<Candidate> {
        self.look_up(name, on, name.chars().any(char::is_uppercase))
    }

    /// As [`Knowledge::lookup`], for words as they stand in a text: *turkey* is not Turkey, *two union leaders* are of no Union.
    pub fn lookup_as_written(&self, name: &str, on: Option<Date>) -> Vec<Candidate> {
        self.look_up(name, on, true)
    }

    fn look_up(&self, name: &str, on: Option<Date>, cased: bool) -> Vec<Candidate> {
        let (mention, definite) = without_article(trim(name));
        if mention.is_empty() || mention.len() > 300 {
            return Vec::new();
        }
        let mut out = self.whole_name(mention, on, cased);
        if definite {
            // "the Pope" is no Mr Pope.
            out.retain(|c| !c.reason.starts_with("family name"));
        }
        let best = out.iter().map(|c| c.score).fold(0.0, f32::max);
        if best < 0.8 {
            out.extend(self.described(mention, on, cased));
        }
        if out.is_empty() {
            out = self.loosely_named(mention, on);
        }
        sort(&mut out);
        out
    }

    /// Candidates whose name is the mention.
    fn whole_name(&self, mention: &str, on: Option<Date>, cased: bool) -> Vec<Candidate> {
        let words = Words::of(mention);
        if words.len() == 0 {
            return Vec::new();
        }
        let found = self.hits(&words, cased);
        let Some((_, entries)) = found.into_iter().find(|(range, _)| *range == (0..words.len())) else {
            return Vec::new();
        };
        // The Elysee is the state before it is a title of its president.
        let seat = entries.iter().any(|e| e.form == Form::Metonym);
        let entries = entries.into_iter().filter(|e| !(seat && e.kind == EntryKind::Office));
        entries.flat_map(|e| self.candidates(e, on, "name", 1.0)).collect()
    }

    /// Candidates whose name sounds like the mention.
    fn loosely_named(&self, mention: &str, on: Option<Date>) -> Vec<Candidate> {
        let key = fold::key(&fold::fold(mention));
        if key.is_empty() {
            return Vec::new();
        }
        let entries = self.entries(Which::Keys, &key).into_iter();
        entries.flat_map(|e| self.candidates(e, on, "transliteration", 0.75)).collect()
    }

    /// The candidate that an entry makes on a day; none for an office, whose holders it makes instead.
    pub(super) fn candidates(&self, entry: Entry, on: Option<Date>, how: &str, weight: f32) -> Vec<Candidate> {
        match entry.kind {
            EntryKind::Person => vec![self.person(entry, on, how, weight)],
            EntryKind::Country => vec![self.state(entry, on, how, weight)],
            EntryKind::Organisation => vec![self.organisation(entry, on, how, weight)],
            EntryKind::Office => self.holders(entry, on, how, weight * if entry.form == Form::Epithet { 0.45 } else { 0.95 }),
            _ => vec![self.place(entry, how, weight)],
        }
    }

    fn state(&self, entry: Entry, on: Option<Date>, how: &str, weight: f32) -> Candidate {
        let valid = on.is_none_or(|d| covers(self.field(entry, country::FROM), "", Some(day(d))))
            && covers("", self.field(entry, country::TO), on.map(day));
        let (score, reason) = match entry.form {
            Form::Name | Form::Alias | Form::Acronym => (1.0, how),
            Form::Capital => (0.9, "capital for its state"),
            Form::Metonym => (0.95, "seat of government for its state"),
            Form::Demonym => (0.85, "people for their state"),
            Form::Adjective => (0.7, "adjective of a country"),
            _ => (0.8, how),
        };
        let mut plover = self.plover(entry);
        let mut cameo = self.cameo_country(entry);
        if entry.form == Form::Metonym {
            plover.sectors.insert(0, "GOV".into());
            cameo = cameo.map(|c| c + "GOV");
        }
        // A short everyday name of two states: the larger is meant unless the text says more.
        let dim = if valid { 1.0 } else { 0.5 };
        Candidate {
            actor: Some(self.id(entry)),
            instead_of: None,
            kind: ActorKind::Country,
            name: self.name_on(entry, on).to_owned(),
            score: score * weight * dim,
            reason: reason.to_owned(),
            office: None,
            country: self.iso3(entry),
            acts_for: None,
            plover,
            cameo,
            source: "countries.csv".into(),
        }
    }

    fn organisation(&self, entry: Entry, on: Option<Date>, how: &str, weight: f32) -> Candidate {
        let exists = covers(self.field(entry, organisation::FROM), self.field(entry, organisation::TO), on.map(day)) || on.is_none();
        let country = self.country_of(entry);
        let governs =
            sectors(self.field(entry, organisation::SECTORS)).iter().any(|s| matches!(s.as_str(), "GOV" | "MIL" | "SPY" | "COP" | "LEG"));
        let foe = matches!(self.field(entry, organisation::KIND), "armed-group" | "party" | "movement");
        let (mut plover, mut cameo) = (self.plover(entry), self.cameo(entry));
        if let Some((role, code)) = self.party_on(entry, on) {
            plover.sectors.retain(|s| s != "GOV" && s != "OPP");
            plover.sectors.push(role.into());
            cameo = code.or(cameo);
        }
        Candidate {
            actor: Some(self.id(entry)),
            instead_of: None,
            kind: ActorKind::Organisation,
            name: self.name(entry).to_owned(),
            score: weight * if exists { 0.97 } else { 0.6 },
            reason: how.to_owned(),
            office: None,
            country: country.and_then(|c| self.iso3(c)),
            acts_for: country.filter(|_| governs && !foe).map(|c| self.id(c)),
            plover,
            cameo,
            source: "organisations.csv".into(),
        }
    }

    fn place(&self, entry: Entry, how: &str, weight: f32) -> Candidate {
        let people = self.population(entry);
        let score = match entry.kind {
            EntryKind::City => 0.3 + (people.max(1) as f32).log10() * 0.06,
            _ => 0.75,
        };
        Candidate {
            actor: Some(self.id(entry)),
            instead_of: None,
            kind: ActorKind::Place,
            name: self.name(entry).to_owned(),
            score: score * weight,
            reason: format!("{how} of a place"),
            office: None,
            country: self.iso3(entry),
            acts_for: None,
            plover: self.plover(entry),
            cameo: self.cameo(entry),
            source: match entry.kind {
                EntryKind::City => "cities.csv (GeoNames)",
                EntryKind::Admin1 => "admin1.csv (GeoNames)",
                _ => "regions.csv",
            }
            .into(),
        }
    }

    /// A person on a day, with the highest office then held.
    pub(super) fn person(&self, entry: Entry, on: Option<Date>, how: &str, weight: f32) -> Candidate {
        let id = self.id(entry);
        let spells = self.spells("hp", &id);
        let at = on.map(day);
        let now = spells.iter().filter(|s| s.covers(at)).min_by_key(|s| (rank(&s.office), s.acting, u32::MAX - s.start()));
        let past = spells.iter().filter(|s| !s.covers(at) && at.is_none_or(|at| s.end() < at));
        let past = past.min_by_key(|s| (rank(&s.office), u32::MAX - s.start()));
        let base = if entry.form == Form::Surname { 0.62 } else { 0.98 };
        let note = |text: &str| {
            if entry.form == Form::Surname { format!("family name, {text}") } else { format!("{how}, {text}") }
        };
        let height = |s: &Spell| 0.2 * (1.0 - rank(&s.office) as f32 / RANKS.len() as f32);
        let (bonus, reason) = match (now, past) {
            (Some(s), _) if rank(&s.office) < RANKS.len() => (0.12 + height(s), note("in office")),
            (Some(_), _) => (0.02, note("in office")),
            (None, Some(s)) => (height(s) - 0.1, note("former holder of an office")),
            (None, None) => (-0.15, note("no office on the day")),
        };
        let score = if entry.form == Form::Surname { base + bonus } else { base + bonus * 0.05 };
        let mut out = self.bare_person(entry, &id);
        out.score = score.clamp(0.05, 0.99) * weight;
        out.reason = reason;
        match now {
            Some(spell) => self.in_office(&mut out, spell, true),
            None if past.is_some() => self.after_office(&mut out, past),
            None => {}
        }
        out
    }

    /// A person without any office.
    fn bare_person(&self, entry: Entry, id: &str) -> Candidate {
        let mut plover = self.plover(entry);
        plover.sectors.truncate(2);
        Candidate {
            actor: Some(id.to_owned()),
            instead_of: None,
            kind: ActorKind::Person,
            name: self.name(entry).to_owned(),
            score: 0.0,
            reason: String::new(),
            office: None,
            country: self.iso3(entry),
            acts_for: None,
            cameo: self.cameo_code(self.country_of(entry), &plover.sectors),
            plover,
            source: source("persons.csv", self.field(entry, 6), true),
        }
    }

    /// Fills in what a person has from an office held.
    pub(super) fn in_office(&self, out: &mut Candidate, spell: &Spell, current: bool) {
        let Some(office) = self.by_id(&spell.office) else {
            return;
        };
        out.office = Some(self.held(office, spell, current));
        out.source = source("holders.csv", &spell.source, spell.sure);
        let (plover, acts_for, country, cameo) = self.office_codes(office);
        out.plover = plover;
        out.acts_for = acts_for;
        out.cameo = cameo.or_else(|| out.cameo.take());
        out.country = out.country.take().or(country);
    }

    /// Fills in what a person has after the last office: sector ELI.
    fn after_office(&self, out: &mut Candidate, past: Option<&Spell>) {
        let Some((spell, office)) = past.and_then(|s| Some((s, self.by_id(&s.office)?))) else {
            return;
        };
        out.office = Some(self.held(office, spell, false));
        let rebel = out.plover.sectors.first().is_some_and(|s| matches!(s.as_str(), "REB" | "OPP" | "CRM" | "JRN" | "BUS" | "REL"));
        if !rebel {
            out.plover.sectors = vec!["ELI".into()];
            let country = self.country(out.country.as_deref().unwrap_or(""));
            out.cameo = self.cameo_code(country, &out.plover.sectors);
        }
    }

    pub(super) fn held(&self, office: Entry, spell: &Spell, current: bool) -> Held {
        Held {
            office: self.id(office),
            title: self.name(office).to_owned(),
            from: some(&spell.from),
            to: some(&spell.to),
            acting: spell.acting,
            current,
        }
    }

    /// PLOVER codes, whom it acts for, country and CAMEO code of an office.
    pub(super) fn office_codes(&self, office: Entry) -> (Plover, Option<String>, Option<String>, Option<String>) {
        let organisation = self.by_id(self.field(office, 4)).filter(|e| e.kind == EntryKind::Organisation);
        let country = self.country_of(office);
        let mut plover = Plover { country: None, sectors: sectors(self.field(office, 5)) };
        plover.country = match (country, organisation) {
            (Some(country), _) => self.plover_country(country),
            (None, Some(organisation)) => some(self.field(organisation, organisation::PLOVER)),
            (None, None) => None,
        };
        if let Some(country) = country
            && self.field(country, country::DISPUTED) == "PRE"
        {
            plover.sectors.push("PRE".into());
        }
        let acts_for = organisation.map(|o| self.id(o)).or_else(|| country.map(|c| self.id(c)));
        (plover, acts_for, country.and_then(|c| self.iso3(c)), some(self.field(office, 6)))
    }

    /// The spells of a person (`hp`) or in an office (`ho`), in the order of the tables; a user's spell hides the same one below.
    pub(super) fn spells(&self, relation: &str, id: &str) -> Vec<Spell> {
        let mut out: Vec<Spell> = Vec::new();
        for (layer, row) in self.terms(relation, id) {
            let mut fields = self.layers[layer].fields(row);
            let mut next = || fields.next().unwrap_or("").to_owned();
            let (person, office, from, to) = (next(), next(), next(), next());
            let (acting, source, sure) = (next() == "1", next(), next() != "0");
            if layer > 0 && out.iter().any(|s| s.person == person && s.office == office && s.from == from) {
                continue;
            }
            out.push(Spell { person, office, from, to, acting, sure, source });
        }
        out
    }
}

/// The table, and the row's own source.
fn source(table: &str, own: &str, sure: bool) -> String {
    let doubt = if sure { "" } else { ", unsure" };
    if own.is_empty() { format!("{table}{doubt}") } else { format!("{table} ({own}{doubt})") }
}

/// A mention without its article, and whether it had the definite one.
fn without_article(mention: &str) -> (&str, bool) {
    for (article, definite) in
        [("the ", true), ("The ", true), ("THE ", true), ("a ", false), ("an ", false), ("A ", false), ("An ", false)]
    {
        if let Some(rest) = mention.strip_prefix(article) {
            return (rest.trim_start(), definite);
        }
    }
    (mention, false)
}

/// A mention without quotation marks, outer punctuation and a possessive.
fn trim(mention: &str) -> &str {
    let outer = |c: char| c.is_whitespace() || matches!(c, '"' | '“' | '”' | '‘' | '’' | '\'' | ',' | ';' | ':' | '!' | '?' | '(' | ')');
    let mention = mention.trim_matches(outer);
    mention.strip_suffix("'s").or_else(|| mention.strip_suffix("’s")).unwrap_or(mention)
}

/// Best first; one candidate for each actor.
fn sort(candidates: &mut Vec<Candidate>) {
    candidates.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.actor.cmp(&b.actor)).then_with(|| a.name.cmp(&b.name)));
    let mut seen = Vec::new();
    candidates.retain(|c| {
        let new = c.actor.is_none() || !seen.contains(&c.actor);
        seen.push(c.actor.clone());
        new
    });
    candidates.truncate(20);
}
