//! Names that the tables do not know, and units below the state: whoever bears or leads them has codes but no id.

use std::ops::Range;

use jiff::civil::Date;

use super::Knowledge;
use super::actor::{ActorKind, Candidate, Plover};
use super::compile::fold;
use super::compile::names::Form;
use super::describe::{Head, Parts, Status};
use super::entry::{Entry, EntryKind, organisation};
use super::scan::{Words, is_upper};

/// Below this a city that stands where a given name should is a given name: Vernon, Chester, Clinton.
const SMALL_CITY: u64 = 1_000_000;

impl Knowledge {
    /// The given names right before the family name at word `at`: capitalised words that mean nothing else.
    pub(super) fn given_before(&self, parts: &Parts<'_>, at: usize) -> Range<usize> {
        let heads = self.heads(parts);
        let mut start = at;
        while start > 0 && beside(&parts.words, start - 1) && self.may_be_name(parts, &heads, start - 1) {
            start -= 1;
        }
        start..at
    }

    /// The name right after the last office in a description, if it is nobody's whom the tables know.
    pub(super) fn name_after(&self, parts: &Parts<'_>) -> Option<Range<usize>> {
        let heads = self.heads(parts);
        let offices = heads.iter().filter(|h| !h.kinds.is_empty() || !h.titles.is_empty()).map(|h| h.range.end);
        let whole = parts.names.iter().filter(|(_, e)| e.iter().any(|e| e.kind == EntryKind::Office)).map(|(r, _)| r.end);
        let start = offices.chain(whole).max()?;
        let mut end = start;
        while end < parts.words.len() && beside(&parts.words, end - 1) && self.may_be_name(parts, &heads, end) {
            end += 1;
        }
        (end > start).then_some(start..end)
    }

    fn may_be_name(&self, parts: &Parts<'_>, heads: &[Head], i: usize) -> bool {
        let words = &parts.words;
        // "John" and "Vernon" are somebody's family name or a small town, but here they may be given names.
        let by_chance = |e: &Entry| match e.kind {
            EntryKind::City => self.population(*e) < SMALL_CITY,
            kind => kind == EntryKind::Person && e.form == Form::Surname,
        };
        let named = parts.names.iter().any(|(r, e)| r.contains(&i) && !(r.len() == 1 && e.iter().all(by_chance)));
        let known = ["status", "title", "not-person-after"].iter().any(|kind| self.is_word(kind, words.folded(i)));
        words.starts_upper(i)
            && !words.surface(i).starts_with(|c: char| c.is_numeric())
            && !is_upper(words.surface(i))
            && !named
            && !known
            && !heads.iter().any(|h| h.range.contains(&i))
    }

    /// True if a family name at `range` goes on with a word that is no name of that person's: "John" in "John Doe".
    pub(super) fn goes_on(&self, parts: &Parts<'_>, range: &Range<usize>, persons: &[Entry]) -> bool {
        let next = range.end;
        next < parts.words.len()
            && beside(&parts.words, next - 1)
            && self.may_be_name(parts, &self.heads(parts), next)
            && !persons.iter().any(|p| p.kind == EntryKind::Person && self.bears(*p, next..next + 1, &parts.words))
    }

    /// True if one of the words can be a given name of the person, as it is or in another spelling.
    pub(super) fn bears(&self, person: Entry, given: Range<usize>, words: &Words<'_>) -> bool {
        let own = fold::fold(&format!("{} {}", self.name(person), self.field(person, 2).replace(';', " ")));
        given.into_iter().any(|i| own.split(' ').any(|name| alike(words.folded(i), name)))
    }

    /// Who is named `name` beside an office: the holder if the name is a spelling of the holder's, else somebody whom the tables do
    /// not know, with the codes of the office.
    pub(super) fn stranger(&self, parts: &Parts<'_>, name: Range<usize>, found: Vec<Candidate>) -> Option<Candidate> {
        let own = |c: &Candidate| {
            let names = fold::fold(&c.name);
            name.clone().any(|i| names.split(' ').any(|n| alike(parts.words.folded(i), n)))
        };
        if let Some(holder) = found.iter().find(|c| c.kind == ActorKind::Person && own(c)) {
            return Some(holder.clone());
        }
        let mut out = found.into_iter().next()?;
        let office = matches!(out.kind, ActorKind::Person | ActorKind::Role);
        // "Sudanese army spokesman Nabil Abdullah" acts for the army's state.
        out.instead_of = out.actor.take().filter(|_| office && parts.status == Status::Current);
        if let Some(office) = out.office.as_ref().and_then(|held| self.by_id(&held.office)) {
            // The holder's own country is not the stranger's.
            out.country = self.office_codes(office).2;
            out.source = "offices.csv".into();
        }
        out.kind = ActorKind::Person;
        out.name = parts.words.span(name).of(parts.words.text).to_owned();
        out.reason = "office of somebody whom the tables do not name".into();
        out.score = out.score.min(0.7);
        if let Some(held) = out.office.as_mut() {
            (held.from, held.to, held.acting, held.current) = (None, None, false, parts.status == Status::Current);
        }
        Some(out)
    }

    /// *The Georgian Dream party* is Georgian Dream: a noun right after an organisation's name that only says what it is.
    pub(super) fn itself(&self, parts: &Parts<'_>, at: &Range<usize>, owner: Entry, on: Option<Date>) -> Option<Candidate> {
        let total = parts.words.len();
        if owner.kind != EntryKind::Organisation || at.end == total || parts.words.gap(at.end - 1) != " " {
            return None;
        }
        let noun = parts.words.phrase(at.end..total);
        let kind = self.field(owner, organisation::KIND);
        self.is_word(&format!("itself-{kind}"), &noun).then(|| self.candidates(owner, on, "name", 1.0).into_iter().next()).flatten()
    }

    /// The head of a unit of the first level, of a town or a region, whom the tables do not name: *the governor of Georgia*.
    pub(super) fn head_of_unit(&self, parts: &Parts<'_>, head: &Head, at: &Range<usize>) -> Option<Candidate> {
        let noun = parts.words.phrase(head.range.clone());
        let town = matches!(noun.as_str(), "mayor" | "deputy mayor");
        if !town && !head.kinds.iter().any(|k| k == "governor") {
            return None;
        }
        let entries = parts.names.iter().find(|(r, _)| r == at).map(|(_, e)| e.as_slice()).unwrap_or_default();
        let order = |e: &&Entry| match e.kind {
            EntryKind::City if town => 0,
            EntryKind::Admin1 => 1,
            EntryKind::Region => 2,
            _ => 3,
        };
        let unit = entries.iter().filter(|e| order(e) < 3).min_by_key(|e| (order(e), u64::MAX - self.population(**e), e.row))?;
        let state = self.country_of(*unit)?;
        let sectors = vec!["GOV".to_owned()];
        Some(Candidate {
            actor: None,
            instead_of: None,
            kind: ActorKind::Role,
            name: format!("{noun} of {}", self.name(*unit)),
            score: 0.6,
            reason: "head of a unit of a state".into(),
            office: None,
            country: self.iso3(state),
            acts_for: Some(self.id(state)),
            cameo: self.cameo_code(Some(state), &sectors),
            plover: Plover { country: self.plover_country(state), sectors },
            source: "office_words.csv".into(),
        })
    }

    /// True if words that nothing explains stand between an organisation's name and *chief*, *head* or the like: the "NATO cyber chief" is
    /// not the chief of NATO.
    pub(super) fn is_of_a_part(&self, parts: &Parts<'_>, head: &Head, at: &Range<usize>) -> bool {
        let words = &parts.words;
        if !matches!(words.phrase(head.range.clone()).as_str(), "chief" | "head" | "boss" | "leader" | "director" | "chair" | "spokesman") {
            return false;
        }
        let between = if head.range.start >= at.end { at.end..head.range.start } else { at.end..words.len() };
        let plain = |i: usize| matches!(words.folded(i), "of" | "the" | "s" | "and" | "for" | "in" | "on" | "at" | "to" | "from");
        let known = |i: usize| {
            plain(i) || words.starts_upper(i) || parts.names.iter().any(|(r, _)| r.contains(&i)) || self.is_word("status", words.folded(i))
        };
        // What comes after "of NATO" may be a clause; only the word right after it can name a part.
        let after = if head.range.start >= at.end { between.len() } else { 1 };
        between.take(after).any(|i| !known(i))
    }

    /// Is this kind of office one of a state as a whole?
    pub(super) fn is_of_a_state(&self, kind: &str) -> bool {
        !matches!(
            kind,
            "governor"
                | "director-general"
                | "executive-director"
                | "managing-director"
                | "secretary-general"
                | "commission-president"
                | "mayor"
                | "chairperson"
        )
    }
}

/// True if only a blank, a hyphen or the point of an abbreviation stands between word `i` and the next.
fn beside(words: &Words<'_>, i: usize) -> bool {
    matches!(words.gap(i), " " | "-" | ". " | "\u{A0}")
}

/// Two spellings of one given name: the same, the same sounds, an initial, or a letter or two apart.
fn alike(a: &str, b: &str) -> bool {
    if a == b {
        return true;
    }
    let (short, long) = if a.chars().count() < b.chars().count() { (a, b) } else { (b, a) };
    if short.is_empty() || short.chars().next() != long.chars().next() {
        return same_sound(a, b);
    }
    short.chars().count() == 1 || same_sound(a, b) || (short.chars().count() >= 4 && distance(a, b) <= long.chars().count() / 4)
}

fn same_sound(a: &str, b: &str) -> bool {
    let (a, b) = (fold::key(a), fold::key(b));
    !a.is_empty() && a == b
}

/// Levenshtein's distance; names are at most 80 letters long.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut corner = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let next = (corner + usize::from(x != *y)).min(row[j] + 1).min(row[j + 1] + 1);
            corner = row[j + 1];
            row[j + 1] = next;
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn given_names_in_other_spellings_are_alike() {
        for (a, b) in [("volodimir", "volodymyr"), ("alyaksandr", "aleksandr"), ("mikhail", "mikheil"), ("j", "joe")] {
            assert!(alike(a, b), "{a} {b}");
        }
        for (a, b) in [("john", "joe"), ("vernon", "hussein"), ("john", "vladimir"), ("", "a")] {
            assert!(!alike(a, b), "{a} {b}");
        }
    }

    #[test]
    fn distance_counts_changes() {
        assert_eq!(distance("kitten", "sitting"), 3);
        assert_eq!(distance("", "abc"), 3);
    }
}
