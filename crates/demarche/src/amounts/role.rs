//! What happened to the people counted: killed, injured, arrested… from the words near the number. The words are in `roles.toml`.

use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

use super::CountRole;
use super::noun;
use crate::times::words::Words;

#[derive(serde::Deserialize)]
struct Lists {
    object: Vec<String>,
    after: Vec<String>,
    #[serde(default)]
    of_people: Vec<String>,
    noun: Vec<String>,
}

#[derive(Default)]
struct Tables {
    object: HashMap<String, CountRole>,
    after: HashMap<String, CountRole>,
    of_people: HashMap<String, CountRole>,
    noun: HashMap<String, CountRole>,
}

static TABLES: LazyLock<Tables> = LazyLock::new(|| build(include_str!("roles.toml")).unwrap_or_default());

fn build(source: &str) -> Option<Tables> {
    let lists: BTreeMap<String, Lists> = toml::from_str(source).ok()?;
    let mut tables = Tables::default();
    for (name, lists) in lists {
        let role: CountRole = serde_json::from_value(serde_json::Value::String(name)).ok()?;
        let put = |words: Vec<String>, table: &mut HashMap<String, CountRole>| table.extend(words.into_iter().map(|word| (word, role)));
        put(lists.object, &mut tables.object);
        put(lists.after, &mut tables.after);
        put(lists.of_people, &mut tables.of_people);
        put(lists.noun, &mut tables.noun);
    }
    Some(tables)
}

/// Words that may stand between the people and what happened to them.
const BETWEEN: &[&str] = &[
    "were",
    "was",
    "are",
    "is",
    "be",
    "been",
    "being",
    "have",
    "has",
    "had",
    "also",
    "still",
    "remain",
    "remained",
    "reported",
    "confirmed",
    "feared",
    "left",
    "others",
    "more",
    "other",
    "people",
    "of",
    "them",
    "now",
    "already",
    "later",
    "then",
    "in",
    "listed",
    "as",
    "and",
    "taken",
    "will",
    "would",
    "not",
    "who",
    "that",
    "may",
    "to",
    "at",
    "least",
    "believed",
    "presumed",
    "officially",
    "said",
    "go",
    "going",
    "went",
    "shot",
    "found",
    "being",
];

/// The role of the people counted in the words `start..end`, whose unit is `unit`.
pub(crate) fn role(words: &Words, start: usize, end: usize, unit: Option<&str>) -> Option<CountRole> {
    to_right(words, end).or_else(|| to_left(words, start, unit.is_some())).or_else(|| of_noun(unit?))
}

/// The role that the thing counted tells itself ("deaths", "hostages").
pub(crate) fn of_noun(unit: &str) -> Option<CountRole> {
    TABLES.noun.get(unit).copied()
}

/// True if the words around `start..end` tell a role.
pub(crate) fn is_role(words: &Words, start: usize, end: usize) -> bool {
    role(words, start, end, None).is_some()
}

/// True if the thing counted tells the role itself ("deaths").
pub(crate) fn says_itself(unit: &str) -> bool {
    TABLES.noun.contains_key(unit)
}

fn to_right(words: &Words, end: usize) -> Option<CountRole> {
    let mut coordinated = 0;
    for at in end..words.len().min(end + 9) {
        if !words.letters(at) {
            if coordinated > 0 && words.kind(at) == Some(crate::times::words::Kind::Figures) {
                continue;
            }
            // "22 people, among them seven children, were killed": the verb stands behind the insertion.
            if words.get(at) == "," && words.is_any(at + 1, INSERTIONS) {
                let close = (at + 2..words.len().min(at + 14)).find(|k| words.get(*k) == ",")?;
                return words.is_any(close + 1, &["were", "was", "have", "had", "are", "died"]).then(|| to_right(words, close + 1))?;
            }
            break;
        }
        // "supporters of the jailed leader": an adjective of somebody else.
        let adjective = coordinated > 0 && words.is_any(at - 1, &["the", "a", "an", "their", "his", "its", "of", "from"]);
        if let Some(role) = TABLES.after.get(&words.get(at).to_ascii_lowercase()).filter(|_| !adjective) {
            // "wounded 30 and arrested 12": the verb has an object of its own and says nothing of the 30.
            let active = coordinated > 0 && (takes_number(words, at + 1) || words.is_any(at - 1, &["that", "which"]))
                || coordinated > 0 && words.is(at - 1, "and") && !noun::stops(words, at + 1)
                || takes_number(words, at + 1) && words.is(at - 1, "and");
            return (!active).then_some(*role);
        }
        if words.is_any(at, &["took", "take", "takes", "taking"])
            && (words.is(at + 1, "part") || words.phrase(at + 1, &["to", "the", "streets"]))
        {
            return Some(CountRole::Participants);
        }
        if words.is_any(at, &["and", "from", "of", "in", "at", "near"]) && (coordinated == 0 || words.is(at, "and")) {
            coordinated = 5;
        }
        let between = words.is_any(at, BETWEEN) || words.get(at).ends_with("ly") || words.entry(at).cardinal.is_some();
        if !between && !adjective && (coordinated == 0 || words.entry(at).tense.past) {
            return None;
        }
        coordinated = usize::saturating_sub(coordinated, 1);
    }
    None
}

/// Words that open an insertion about some of the people.
const INSERTIONS: &[&str] = &["including", "among", "most", "many", "mostly", "mainly", "all", "some", "half"];

/// "The death toll from the landslide passed 670": the number is of dead.
fn of_toll(words: &Words, start: usize) -> bool {
    const VERBS: &[&str] = &[
        "rose", "rises", "passed", "passes", "reached", "reaches", "stood", "stands", "at", "to", "climbed", "exceeded", "was", "is",
        "topped", "of",
    ];
    let stop = start.saturating_sub(9);
    let near = (start.saturating_sub(2)..start).any(|k| words.is_any(k, VERBS));
    near && (stop..start).any(|k| words.is(k, "toll")) && (stop..start).all(|k| words.letters(k) || words.dash(k) || words.apostrophe(k))
}

fn takes_number(words: &Words, at: usize) -> bool {
    words.list.get(at).is_some_and(|word| word.kind == crate::times::words::Kind::Figures)
        || words.entry(at).cardinal.is_some()
        || words.is_any(at, &["at", "more", "some", "about", "dozens", "hundreds", "several", "another"])
}

/// Words that may stand between the verb and the number.
const BEFORE: &[&str] = &[
    "the",
    "another",
    "a",
    "an",
    "further",
    "also",
    "total",
    "of",
    "only",
    "off",
    "up",
    "him",
    "and",
    "all",
    "estimated",
    "additional",
    "lives",
];

fn to_left(words: &Words, start: usize, people: bool) -> Option<CountRole> {
    if of_toll(words, start) {
        return Some(CountRole::Killed);
    }
    for at in (start.saturating_sub(7)..start).rev() {
        if !words.letters(at) {
            if words.get(at) == "," {
                return None;
            }
            continue;
        }
        let word = words.get(at).to_ascii_lowercase();
        if let Some(role) = TABLES.object.get(&word).or_else(|| TABLES.of_people.get(&word).filter(|_| people)) {
            // "were killed by 12 soldiers": a passive has no object.
            let near = (at + 1..start).all(|k| !words.is_any(k, &["by", "in", "on", "at", "with", "near", "from", "after"]));
            return near.then_some(*role);
        }
        if TABLES.noun.get(&super::noun::singular(&word)) == Some(&CountRole::Killed) && words.is(at + 1, "of") {
            return Some(CountRole::Killed);
        }
        let number = words.entry(at).cardinal.is_some() || words.entry(at).scale.is_some();
        let ok = words.is_any(at, BEFORE)
            || number
            || words.is_any(at, &["to", "at", "rose", "rises", "climbed", "stood", "stands", "reached", "passed"]);
        let counted = noun::is_people(&noun::singular(&word));
        if !ok && !counted {
            return None;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_parse() {
        assert!(!TABLES.object.is_empty() && TABLES.after["wounded"] == CountRole::Injured && TABLES.noun["hostage"] == CountRole::Held);
    }
}
