//! Descriptions: *the NATO chief*, *Ukraine's foreign minister*, *former president X*, *the Russian army*.

use std::ops::Range;

use jiff::civil::Date;

use super::Knowledge;
use super::actor::Candidate;
use super::codes::day;
use super::compile::names::Form;
use super::entry::{Entry, EntryKind, country};
use super::layer::Which;
use super::lookup::Spell;
use super::scan::Words;

/// Where an office stands in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Status {
    /// Held on the day.
    #[default]
    Current,
    /// Held before: *former*, *ex-*.
    Former,
    /// Not yet taken up: *-elect*, *designate*, *incoming*.
    Next,
    /// The one below: *deputy*, *assistant*.
    Deputy,
}

/// A description taken apart.
pub(super) struct Parts<'t> {
    pub(super) words: Words<'t>,
    /// Names in it, with the words that they cover.
    pub(super) names: Vec<(Range<usize>, Vec<Entry>)>,
    pub(super) status: Status,
}

/// The noun that says what somebody is.
pub(super) struct Head {
    pub(super) range: Range<usize>,
    /// Kinds of office that the words can mean (`foreign-minister`).
    pub(super) kinds: Vec<String>,
    /// Rows of `government.csv`.
    institutions: Vec<(usize, u32)>,
    /// Rows of `agents.csv`.
    agents: Vec<(usize, u32)>,
    /// Offices whose title the words are.
    pub(super) titles: Vec<Entry>,
}

impl Head {
    /// True if the words are more than the title of single offices.
    fn names_a_kind(&self) -> bool {
        !(self.kinds.is_empty() && self.institutions.is_empty() && self.agents.is_empty())
    }
}

impl Knowledge {
    /// Candidates for a description.
    pub(super) fn described(&self, mention: &str, on: Option<Date>, cased: bool) -> Vec<Candidate> {
        let words = Words::of(mention);
        let names = self.hits(&words, cased);
        let status = self.status(&words);
        let parts = Parts { words, names, status };
        if let Some(found) = self.named_person(&parts, on) {
            return found;
        }
        let out = self.office_described(&parts, on);
        match self.name_after(&parts) {
            Some(name) if !out.is_empty() => self.stranger(&parts, name, out).into_iter().collect(),
            _ => out,
        }
    }

    /// Who or what a description means by its office, its institution or its people, whatever name stands beside it.
    fn office_described(&self, parts: &Parts<'_>, on: Option<Date>) -> Vec<Candidate> {
        let owner = self.owner(parts, on);
        if let Some(itself) = owner.as_ref().and_then(|(at, owner)| self.itself(parts, at, *owner, on)) {
            return vec![itself];
        }
        for head in self.heads(parts) {
            let out = match &owner {
                Some((range, owner)) => self.owned(parts, &head, range, *owner, on),
                None => self.titled(parts, &head, on),
            };
            if !out.is_empty() {
                return out;
            }
        }
        self.title_inside(parts, on)
    }

    fn status(&self, words: &Words<'_>) -> Status {
        let has = |list: &[&str]| (0..words.len()).any(|i| list.contains(&words.folded(i)));
        if has(&["former", "ex", "onetime", "ousted", "deposed", "then"]) && !has(&["then"]) {
            Status::Former
        } else if has(&["elect", "designate", "incoming"]) {
            Status::Next
        } else if has(&["deputy", "assistant"]) {
            Status::Deputy
        } else {
            Status::Current
        }
    }

    /// A person's name with a title before or after it: the person, if the rest agrees.
    fn named_person(&self, parts: &Parts<'_>, on: Option<Date>) -> Option<Vec<Candidate>> {
        let (range, entries) = self.person_in(parts)?;
        let others = parts.names.iter().filter(|(r, _)| r != range).count();
        let whole = range.len() == parts.words.len();
        let follows = range.end < parts.words.len() && others == 0 && self.heads(parts).iter().any(|h| h.range.start >= range.end);
        if whole {
            return None;
        }
        // "Jordan's king": a surname that is a country too belongs to the country if an office follows.
        let family_only = entries.iter().filter(|e| e.kind == EntryKind::Person).all(|e| e.form == Form::Surname);
        if family_only && entries.iter().any(|e| e.kind != EntryKind::Person) && range.end < parts.words.len() {
            return None;
        }
        if follows {
            return Some(self.persons_institution(parts, range, entries, on));
        }
        let owner = self.owner(parts, on).map(|(_, e)| e);
        let kinds: Vec<String> = self.heads(parts).into_iter().flat_map(|h| h.kinds).collect();
        let persons = entries.iter().filter(|e| e.kind == EntryKind::Person);
        if family_only || range.len() == 1 {
            let given = self.given_before(parts, range.start);
            if !given.is_empty() {
                // "John Putin" is another one than Vladimir Putin.
                let own: Vec<Entry> = persons.filter(|p| self.bears(**p, given.clone(), &parts.words)).copied().collect();
                if own.is_empty() {
                    let found = self.office_described(parts, on);
                    return Some(self.stranger(parts, given.start..range.end, found).into_iter().collect());
                }
                return Some(own.into_iter().map(|p| self.agreeing(p, owner, &kinds, parts.status, on)).collect());
            }
        }
        let out: Vec<Candidate> = persons.map(|p| self.agreeing(*p, owner, &kinds, parts.status, on)).collect();
        Some(out)
    }

    /// The person's name in a description: a whole name before a family name alone, the last one before those before it.
    fn person_in<'p>(&self, parts: &'p Parts<'_>) -> Option<&'p (Range<usize>, Vec<Entry>)> {
        let person = |e: &Entry| e.kind == EntryKind::Person;
        let whole = parts.names.iter().rev().find(|(_, entries)| entries.iter().any(|e| person(e) && e.form != Form::Surname));
        // "King Gyanendra of Nepal" is no Mr Nepal.
        let after_of = |range: &Range<usize>| range.start > 0 && parts.words.folded(range.start - 1) == "of";
        whole.or_else(|| {
            parts
                .names
                .iter()
                .rev()
                .find(|(range, entries)| entries.iter().any(person) && !after_of(range) && !self.goes_on(parts, range, entries))
        })
    }

    /// A person under a name with a title: better the more of the title agrees.
    fn agreeing(&self, person: Entry, owner: Option<Entry>, kinds: &[String], status: Status, on: Option<Date>) -> Candidate {
        let mut out = self.person(person, on, "name with a title", 1.0);
        let spells = self.spells("hp", &self.id(person));
        let held = |s: &&Spell| kinds.iter().any(|k| s.office.rsplit('/').next() == Some(k));
        let at = on.map(day);
        let mut matching = spells.iter().filter(held);
        if matching.clone().any(|s| s.covers(at)) {
            out.score += 0.25;
        } else if matching.next().is_some() {
            out.score += 0.12;
        } else if !kinds.is_empty() && person.form == Form::Surname {
            out.score -= 0.15;
        }
        if let Some(owner) = owner {
            let same = match owner.kind {
                EntryKind::Organisation => spells.iter().any(|s| self.by_id(&s.office).is_some_and(|o| self.serves(o, owner))),
                _ => self.country_of(person).is_some_and(|c| Some(c.row) == self.country_of(owner).map(|c| c.row)),
            };
            out.score += if same { 0.1 } else { -0.2 };
        }
        if status == Status::Former
            && out.office.as_ref().is_some_and(|h| h.current && kinds.iter().any(|k| h.office.ends_with(k.as_str())))
        {
            out.score -= 0.1;
        }
        out.score = out.score.clamp(0.05, 0.99);
        out
    }

    fn serves(&self, office: Entry, organisation: Entry) -> bool {
        self.by_id(self.field(office, 4)).is_some_and(|o| o.row == organisation.row && o.layer == organisation.layer)
    }

    /// "the Biden administration", "Putin's spokesman".
    fn persons_institution(&self, parts: &Parts<'_>, range: &Range<usize>, entries: &[Entry], on: Option<Date>) -> Vec<Candidate> {
        let persons = entries.iter().filter(|e| e.kind == EntryKind::Person).map(|e| self.person(*e, on, "name", 1.0));
        let Some(best) = persons.max_by(|a, b| a.score.total_cmp(&b.score)) else {
            return Vec::new();
        };
        let Some(country) = best.acts_for.as_deref().and_then(|id| self.country(id)) else {
            return Vec::new();
        };
        let heads = self.heads(parts);
        let Some(head) = heads.iter().find(|h| h.range.start >= range.end) else {
            return Vec::new();
        };
        let mut out = self.owned(parts, head, range, country, on);
        out.iter_mut().for_each(|c| c.score *= 0.9);
        out
    }

    /// The country or organisation that a description hangs on: the first name that is one, before names that follow *to*.
    fn owner(&self, parts: &Parts<'_>, on: Option<Date>) -> Option<(Range<usize>, Entry)> {
        let after_to = |start: usize| start > 0 && matches!(parts.words.folded(start - 1), "to" | "in" | "at") && start > 1;
        let plain = parts.names.iter().filter(|(r, _)| !after_to(r.start));
        let any = parts.names.iter().filter(|(r, _)| after_to(r.start));
        for (range, entries) in plain.chain(any) {
            if let Some(owner) = self.best_owner(entries, on) {
                return Some((range.clone(), owner));
            }
        }
        None
    }

    fn best_owner(&self, entries: &[Entry], on: Option<Date>) -> Option<Entry> {
        let valid = |e: &Entry| {
            let (from, to) = (self.field(*e, country::FROM), self.field(*e, country::TO));
            super::codes::covers(if on.is_some() { from } else { "" }, to, on.map(day))
        };
        let weight = |e: &Entry| match e.kind {
            EntryKind::Country if valid(e) => Some(0),
            EntryKind::Organisation => Some(1),
            EntryKind::Country => Some(2),
            EntryKind::Region => Some(3),
            EntryKind::Admin1 => Some(4),
            EntryKind::City => Some(5),
            _ => None,
        };
        let order = |e: &Entry| (weight(e), e.form, u64::MAX - self.population(*e), self.id(*e) != "cod", e.layer, e.row);
        entries.iter().filter(|e| weight(e).is_some()).min_by_key(|e| order(e)).copied()
    }

    /// The heads of a description, the longest first; words inside names are no heads.
    pub(super) fn heads(&self, parts: &Parts<'_>) -> Vec<Head> {
        let words = &parts.words;
        let taken = |i: usize| parts.names.iter().any(|(r, e)| r.contains(&i) && !e.iter().all(|e| e.kind == EntryKind::Office));
        let mut out: Vec<Head> = Vec::new();
        for length in (1..=6.min(words.len())).rev() {
            for start in 0..=words.len() - length {
                let range = start..start + length;
                // A title that belongs to one office ("president-elect") leaves its words to others.
                let covers = |h: &Head| h.range.start <= start && range.end <= h.range.end;
                if range.clone().any(taken) || out.iter().any(|h| covers(h) && h.names_a_kind()) {
                    continue;
                }
                let phrase = words.phrase(range.clone());
                let head = self.head(range, &phrase);
                if !(head.kinds.is_empty() && head.institutions.is_empty() && head.agents.is_empty() && head.titles.is_empty()) {
                    out.push(head);
                }
            }
        }
        out
    }

    fn head(&self, range: Range<usize>, phrase: &str) -> Head {
        let kinds = self.terms("o", phrase).into_iter().map(|(layer, row)| self.layers[layer].field(row, 0).to_owned());
        let mut kinds: Vec<String> = kinds.collect();
        kinds.sort();
        kinds.dedup();
        let titles = self.entries(Which::Names, phrase).into_iter().filter(|e| matches!(e.form, Form::Title | Form::Epithet)).collect();
        Head { range, kinds, institutions: self.terms("i", phrase), agents: self.terms("a", phrase), titles }
    }

    /// A head with an owner: its office-holder, its institution or its people.
    fn owned(&self, parts: &Parts<'_>, head: &Head, at: &Range<usize>, owner: Entry, on: Option<Date>) -> Vec<Candidate> {
        if let Some(unit) = self.head_of_unit(parts, head, at) {
            return vec![unit];
        }
        let lone_deputy = parts.status == Status::Deputy && !parts.words.phrase(head.range.clone()).contains("deputy");
        let offices = self.offices_of(owner, head);
        if !offices.is_empty() && !lone_deputy && !self.is_of_a_part(parts, head, at) {
            let found = match parts.status {
                Status::Former => self.past_holders(offices[0], on),
                Status::Next => self.next_holder(offices[0], on),
                _ => self.holders(offices[0], on, "office", 0.92),
            };
            if !found.is_empty() {
                return found;
            }
        }
        if let Some(kind) = head.kinds.iter().find(|k| self.is_of_a_state(k))
            && (owner.kind == EntryKind::Country)
            && head.institutions.is_empty()
        {
            let kind = if lone_deputy { format!("deputy-{kind}") } else { kind.clone() };
            return vec![self.role(owner, &kind, parts.words.phrase(head.range.clone()).as_str(), parts.status)];
        }
        if let Some(&(layer, row)) = head.institutions.first() {
            return vec![self.institution(owner, layer, row)];
        }
        if let Some(&(layer, row)) = head.agents.first() {
            return vec![self.people(owner, layer, row)];
        }
        Vec::new()
    }

    /// The offices of `owner` that a head can mean, the likeliest first.
    fn offices_of(&self, owner: Entry, head: &Head) -> Vec<Entry> {
        let mut out: Vec<(usize, String, Entry)> = Vec::new();
        if owner.kind == EntryKind::Organisation {
            let id = self.id(owner);
            for (layer, row) in self.terms("oo", &id) {
                let Some(office) = self.entry(layer, row, Form::Title) else {
                    continue;
                };
                let id = self.id(office);
                let kind = id.rsplit('/').next().unwrap_or("");
                let exact = head.kinds.iter().any(|k| kind == k);
                let close = head.kinds.iter().any(|k| kind.ends_with(k.as_str()) || k == "leader" && is_top(kind));
                if exact || close {
                    out.push((if exact { super::lookup::rank(&id) } else { 50 }, id, office));
                }
            }
        } else if let Some(state) = self.country_of(owner) {
            let id = self.id(state);
            let executive = self.field(state, country::EXECUTIVE);
            for title in &head.titles {
                if self.country_of(*title).is_some_and(|c| c.row == state.row) && self.field(*title, 4).is_empty() {
                    out.push((1, self.id(*title), *title));
                }
            }
            for kind in &head.kinds {
                if let Some(office) = self.by_id(&format!("{id}/{kind}")).filter(|e| e.kind == EntryKind::Office) {
                    let place = if kind == executive { 0 } else { 2 + super::lookup::rank(kind) };
                    out.push((place, self.id(office), office));
                }
            }
        }
        out.sort_by(|a, b| (a.0, &a.1).cmp(&(b.0, &b.1)));
        if out.is_empty() {
            return self.instead(owner, head);
        }
        out.into_iter().map(|(_, _, office)| office).collect()
    }

    /// Offices that serve for one that a country does not have: its first one for *leader*, the office itself for *acting*.
    fn instead(&self, owner: Entry, head: &Head) -> Vec<Entry> {
        let Some(state) = self.country_of(owner) else { return Vec::new() };
        let id = self.id(state);
        let office = |kind: &str| self.by_id(&format!("{id}/{kind}")).filter(|e| e.kind == EntryKind::Office);
        for kind in &head.kinds {
            let found = match kind.as_str() {
                "leader" | "junta-leader" => self.executive(owner),
                "acting-president" => office("president").or_else(|| office("leader")).or_else(|| self.executive(owner)),
                // A presidency of three, a general secretary.
                "president" => self.executive(owner).filter(|e| !self.id(*e).ends_with("/prime-minister")),
                kind => kind.strip_prefix("acting-").and_then(office),
            };
            if let Some(found) = found {
                return vec![found];
            }
        }
        Vec::new()
    }

    /// The office that leads a country.
    fn executive(&self, owner: Entry) -> Option<Entry> {
        let state = self.country_of(owner)?;
        let kind = self.field(state, country::EXECUTIVE);
        let office = |kind: &str| self.by_id(&format!("{}/{kind}", self.id(state))).filter(|e| e.kind == EntryKind::Office);
        office(kind).or_else(|| office("president"))
    }

    /// Without an owner only a title that names one office tells whom it means: *the Secretary of State*, *the pope*.
    fn titled(&self, parts: &Parts<'_>, head: &Head, on: Option<Date>) -> Vec<Candidate> {
        let mut offices = head.titles.clone();
        offices.dedup_by(|a, b| (a.layer, a.row) == (b.layer, b.row));
        if offices.len() != 1 || parts.status == Status::Former {
            return Vec::new();
        }
        // An office that only one country or organisation has: the pope.
        let only = head.kinds.iter().all(|kind| self.terms("ok", kind).len() <= 1);
        let weight = if only && offices[0].form == Form::Title { 0.85 } else { 0.45 };
        self.holders(offices[0], on, "title", weight)
    }

    /// A whole title somewhere in the description.
    fn title_inside(&self, parts: &Parts<'_>, on: Option<Date>) -> Vec<Candidate> {
        let titles = parts.names.iter().flat_map(|(_, entries)| entries).filter(|e| e.kind == EntryKind::Office);
        let titles: Vec<Entry> = titles.copied().collect();
        let weight = if titles.len() == 1 && titles[0].form == Form::Title { 0.8 } else { 0.45 };
        titles
            .into_iter()
            .flat_map(|t| match parts.status {
                Status::Former => self.past_holders(t, on),
                Status::Next => self.next_holder(t, on),
                Status::Deputy => Vec::new(),
                Status::Current => self.holders(t, on, "title", weight),
            })
            .collect()
    }
}

/// True for an office that heads its organisation.
fn is_top(kind: &str) -> bool {
    matches!(
        kind,
        "secretary-general"
            | "president"
            | "director-general"
            | "managing-director"
            | "executive-director"
            | "chairperson"
            | "leader"
            | "director"
            | "commission-president"
    ) || kind.ends_with("-leader")
        || kind.ends_with("-chief")
        || kind.ends_with("-commander")
}
