//! Names around that take a place's name for themselves: persons, organisations, agreements.

use crate::knowledge::{EntryKind, Form, Knowledge, NameHit, folded};

/// The word that stands directly before byte `at`, with one blank or point between.
pub fn before(text: &str, at: usize) -> Option<&str> {
    let head = text.get(..at)?;
    let rest = head.strip_suffix(". ").or_else(|| head.strip_suffix(' ')).or_else(|| head.strip_suffix('-'))?;
    let start = rest.char_indices().rev().find(|(_, c)| !c.is_alphanumeric()).map_or(0, |(i, c)| i + c.len_utf8());
    Some(&rest[start..]).filter(|w| !w.is_empty())
}

/// The word that follows byte `at`, with one blank or hyphen between.
pub fn after(text: &str, at: usize) -> Option<&str> {
    let rest = text.get(at..)?;
    let rest = rest.strip_prefix(' ').or_else(|| rest.strip_prefix('-'))?;
    let end = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
    Some(&rest[..end]).filter(|w| !w.is_empty())
}

fn is_capital(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

/// True if the n-th hit is part of the name of a person or an organisation that the tables do not hold.
pub fn is_shielded(text: &str, hits: &[NameHit], n: usize, knowledge: &Knowledge) -> bool {
    let hit = &hits[n];
    let proper = |e: &crate::knowledge::Entry| {
        matches!(e.kind, EntryKind::Organisation | EntryKind::Person) && e.form != Form::Surname && e.form != Form::Acronym
    };
    // A name of several words, or of one that is first of all an organisation: "Hamas", "Amazon.com".
    if hit.entries.iter().any(proper) && !hit.entries.iter().any(|e| e.kind == EntryKind::Country) {
        return true;
    }
    let single = !hit.span.of(text).contains([' ', '-']);
    person_before(text, hits, n, single, knowledge) || name_after(text, hits, n, single, knowledge) || phrase_before(text, hit, knowledge)
}

fn person_before(text: &str, hits: &[NameHit], n: usize, single: bool, knowledge: &Knowledge) -> bool {
    let hit = &hits[n];
    let Some(word) = before(text, hit.span.start).filter(|w| is_capital(w)) else {
        return false;
    };
    let word = folded(word);
    if knowledge.is_word("person-before", &word) {
        // "President Jordan" is a person, "Foreign Secretary Britain" is not said.
        return single && !hit.entries.iter().any(|e| e.kind == EntryKind::Country && e.form == Form::Acronym);
    }
    let near = n > 0 && hits[n - 1].span.end + 1 == hit.span.start;
    let place_before = near && hits[n - 1].entries.iter().any(|e| matches!(e.kind, EntryKind::Country | EntryKind::Admin1));
    let unlikely = hit.entries.iter().all(|e| e.kind == EntryKind::Country && e.form == Form::Acronym);
    let initial = word.len() == 1 && word != "a" && text[..hit.span.start].ends_with(". ");
    single && !unlikely && (initial || knowledge.is_word("given", &word) && !place_before && !knowledge.is_word("plain", &word))
}

fn name_after(text: &str, hits: &[NameHit], n: usize, single: bool, knowledge: &Knowledge) -> bool {
    let hit = &hits[n];
    let Some(word) = after(text, hit.span.end).filter(|w| is_capital(w)) else {
        return false;
    };
    let next = folded(word);
    if knowledge.is_word("shield-after", &next) {
        return true;
    }
    let water = matches!(
        next.as_str(),
        "river" | "lake" | "sea" | "valley" | "gulf" | "bay" | "strait" | "desert" | "mountains" | "basin" | "canal"
    );
    if water {
        return true;
    }
    let own = hits.get(n + 1).is_some_and(|h| h.span.start == hit.span.end + 1 && !h.entries.iter().all(|e| e.form == Form::Surname));
    let given = folded(hit.span.of(text));
    let surname_next =
        hits.get(n + 1).is_some_and(|h| h.span.start == hit.span.end + 1 && h.entries.iter().any(|e| e.form == Form::Surname));
    let clause = knowledge.is_word("not-person-after", &next) || knowledge.is_word("place-after", &next);
    single && knowledge.is_word("given", &given) && !clause && (!own || surname_next) && !word.chars().all(char::is_uppercase)
}

/// "Bank of Ghana", "University of Paris".
fn phrase_before(text: &str, hit: &NameHit, knowledge: &Knowledge) -> bool {
    let Some(of) = before(text, hit.span.start) else {
        return false;
    };
    if is_capital(of) {
        return knowledge.is_word("shield-before", &folded(of));
    }
    let start = hit.span.start.saturating_sub(of.len() + 1);
    let Some(head) = before(text, start).filter(|w| is_capital(w)) else {
        return false;
    };
    knowledge.is_word("shield-before", &format!("{} {}", folded(head), of))
}
