//! Nouns that numbers count: the head of the phrase after a number, its singular, whether it is people. The lists are in `nouns.toml`.

use std::collections::{BTreeMap, HashSet};
use std::sync::LazyLock;

use crate::times::words::{Kind, Words};

#[derive(Default, serde::Deserialize)]
struct List {
    list: HashSet<String>,
}

#[derive(Default, serde::Deserialize)]
struct Tables {
    irregular: BTreeMap<String, String>,
    people: List,
    not_people: List,
    measures: BTreeMap<String, String>,
    stops: List,
    plural_modifiers: List,
    not_heads: List,
    labels: List,
    not_compounds: List,
}

static TABLES: LazyLock<Tables> = LazyLock::new(|| toml::from_str(include_str!("nouns.toml")).unwrap_or_default());

/// The singular of `word`, in lower case.
pub(crate) fn singular(word: &str) -> String {
    let word = word.to_lowercase();
    if let Some(one) = TABLES.irregular.get(&word) {
        return one.clone();
    }
    if let Some(stem) = word.strip_suffix("children") {
        return format!("{stem}child");
    }
    if word.len() > 5
        && let Some(stem) = word.strip_suffix("men")
    {
        return format!("{stem}man");
    }
    if word.len() > 8
        && let Some(stem) = word.strip_suffix("women")
    {
        return format!("{stem}woman");
    }
    if word.len() > 4
        && let Some(stem) = word.strip_suffix("ies")
    {
        return format!("{stem}y");
    }
    for ending in ["ches", "shes", "sses", "xes", "zzes"] {
        if word.ends_with(ending) {
            return word[..word.len() - 2].to_owned();
        }
    }
    match word.strip_suffix('s') {
        Some(stem) if stem.len() > 1 && !stem.ends_with(['s', 'u']) && !word.ends_with("sis") => stem.to_owned(),
        _ => word,
    }
}

/// True if `word` is a plural by form or by table.
fn is_plural(word: &str) -> bool {
    let lower = word.to_lowercase();
    if TABLES.not_heads.list.contains(&lower) {
        return false;
    }
    TABLES.irregular.contains_key(&lower) || lower.len() > 2 && singular(&lower) != lower
}

/// True if the thing counted (singular) is people.
pub(crate) fn is_people(unit: &str) -> bool {
    if TABLES.people.list.contains(unit) {
        return true;
    }
    const ENDINGS: &[&str] = &["er", "or", "ist", "ian", "man", "woman", "ant", "ee"];
    unit.len() > 4 && !TABLES.not_people.list.contains(unit) && ENDINGS.iter().any(|ending| unit.ends_with(ending))
}

/// True if the head at word `i` is a people by its name: "Israelis", "Afghans".
pub(crate) fn is_demonym(words: &Words, i: usize) -> bool {
    const ENDINGS: &[&str] = &["ans", "is", "ese", "ers", "ens"];
    words.capital(i) && words.get(i).len() > 4 && ENDINGS.iter().any(|ending| words.get(i).ends_with(ending))
}

/// True if `word` is a plural that numbers count in the news ("troops", "people", "euros"): four figures before it are no year.
pub(crate) fn is_counted(word: &str) -> bool {
    let one = singular(word);
    one != word && (is_people(&one) || super::money::is_name(&one))
        || word == "people"
        || word == "men"
        || word == "women"
        || TABLES.measures.contains_key(word)
        || matches!(
            one.as_str(),
            "shell"
                | "tank"
                | "missile"
                | "rocket"
                | "drone"
                | "house"
                | "home"
                | "job"
                | "vehicle"
                | "ship"
                | "company"
                | "vote"
                | "seat"
                | "round"
        ) && one != word
}

/// True if a number after this word is part of a name ("Article 5").
pub(crate) fn is_label(word: &str) -> bool {
    TABLES.labels.list.contains(&word.to_lowercase())
}

/// The unit of measure at word `i` and the index after it; "square" and "cubic" belong to it, "a day" does not.
pub(crate) fn measure(words: &Words, i: usize) -> Option<(String, usize)> {
    let power = words.is_any(i, &["square", "cubic"]);
    let at = if power || words.is_any(i, &["metric", "nautical"]) { i + 1 } else { i };
    let word = words.get(at);
    if word.len() < 2 || word.len() > 12 {
        return None;
    }
    let unit = TABLES.measures.get(&word.to_lowercase())?;
    let unit = if power { format!("{}-{unit}", words.get(i).to_lowercase()) } else { unit.clone() };
    Some((unit, at + 1))
}

/// The noun of a compound after a number: "31-member". `i` is the hyphen.
pub(crate) fn compound(words: &Words, i: usize) -> Option<(String, usize)> {
    if !(words.dash(i) && words.glued(i) && words.glued(i + 1) && words.small(i + 1)) {
        return None;
    }
    let word = words.get(i + 1);
    if let Some((unit, end)) = measure(words, i + 1) {
        return Some((unit, end));
    }
    let refused = TABLES.not_compounds.list.contains(word)
        || word.ends_with("ed")
        || words.entry(i + 1).unit.is_some()
        || words.entry(i + 1).ordinal.is_some();
    if refused || word.len() < 3 || words.dash(i + 2) && words.glued(i + 2) {
        return None;
    }
    Some((singular(word), i + 2))
}

/// How many words a noun phrase after a number may have.
const PHRASE: usize = 6;

/// The head noun of the phrase at word `i` in the singular, and the index after it. `one`: the number is 1, the head a singular.
pub(crate) fn head(words: &Words, i: usize, one: bool) -> Option<(String, usize)> {
    if let Some(found) = measure(words, i) {
        return Some(found);
    }
    let mut last = None;
    let mut at = i;
    while at < words.len() && at - i < PHRASE {
        if words.dash(at) && words.glued(at) && words.glued(at + 1) && at > i {
            at += 1;
            continue;
        }
        let word = words.get(at);
        let type_number = words.list[at].kind == Kind::Figures && at > i && words.capital(at - 1) && words.letters(at + 1);
        let joined_on = words.dash(at.max(1) - 1) && words.glued(at);
        if !(words.letters(at) || type_number || joined_on) {
            break;
        }
        let lower = word.to_ascii_lowercase();
        if TABLES.stops.list.contains(&lower) || at > i && words.entry(at).tense.past && !one && words.small(at) && !before_noun(words, at)
        {
            break;
        }
        let verb = words.small(at) && (words.entry(at).tense.past || word.ends_with("ed")) && !before_noun(words, at);
        if one && (verb || words.entry(at).tense.past && at > i) {
            break;
        }
        let joined = words.dash(at + 1) && words.glued(at + 1) && words.glued(at + 2);
        if !one && is_plural(word) && !joined {
            let named =
                words.capital(at) && is_plural(words.get(at + 1)) && words.small(at + 1) && !TABLES.stops.list.contains(words.get(at + 1));
            let whole = singular(word) == lower
                && is_plural(words.get(at + 1))
                && words.small(at + 1)
                && !TABLES.stops.list.contains(words.get(at + 1));
            let modifies = named
                || whole
                || TABLES.plural_modifiers.list.contains(&lower)
                    && is_plural(words.get(at + 1))
                    && words.small(at + 1)
                    && !TABLES.stops.list.contains(words.get(at + 1));
            if !modifies {
                return Some((singular(word), at + 1));
            }
        }
        last = Some(at);
        at += 1;
    }
    if one {
        return last.map(|at| (words.get(at).to_lowercase(), at + 1));
    }
    None
}

/// True if the word after `at` goes on with the noun phrase ("wounded soldiers", "40 held hostages").
fn before_noun(words: &Words, at: usize) -> bool {
    is_plural(words.get(at + 1)) && !TABLES.stops.list.contains(words.get(at + 1))
}

/// True if word `i` cannot stand in a noun phrase.
pub(crate) fn stops(words: &Words, i: usize) -> bool {
    !words.letters(i) || TABLES.stops.list.contains(&words.get(i).to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn singulars() {
        for (many, one) in [
            ("soldiers", "soldier"),
            ("people", "person"),
            ("parties", "party"),
            ("churches", "church"),
            ("crises", "crisis"),
            ("policemen", "policeman"),
            ("wolves", "wolf"),
            ("buses", "bus"),
            ("houses", "house"),
            ("virus", "virus"),
            ("aircraft", "aircraft"),
            ("businesses", "business"),
            ("MPs", "mp"),
            ("knives", "knife"),
            ("fisherwomen", "fisherwoman"),
        ] {
            assert_eq!(singular(many), one);
        }
        assert!(is_people("villager") && !is_people("tanker") && is_people("person"));
    }
}
