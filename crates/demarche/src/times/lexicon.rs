//! What single words mean in time expressions and numerals: `lexicon.toml` and `tense.toml`, one entry a word.

use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

use super::calendar::Unit;

/// What a word says about the tense around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Tense {
    /// "will", "would".
    pub future_auxiliary: bool,
    /// "due", "deadline", "ahead".
    pub forward: bool,
    /// "agreed", "pledged": an infinitive after it lies ahead.
    pub promise: bool,
    /// "opens", "meets".
    pub scheduled: bool,
    /// "said", "was".
    pub past: bool,
    /// "after", "since".
    pub backward: bool,
    /// "armed": looks like a verb.
    pub not_verb: bool,
    /// "gave … until".
    pub respite: bool,
    /// "summit": may lie ahead.
    pub event_noun: bool,
    /// "hospital": no infinitive after "to".
    pub not_infinitive: bool,
}

/// All that a word may mean.
#[derive(Debug, Clone, Default)]
pub(crate) struct Entry {
    /// ISO weekday.
    pub weekday: Option<u8>,
    /// Month.
    pub month: Option<u8>,
    /// Unit of time.
    pub unit: Option<Unit>,
    /// True for "days", "weeks".
    pub plural_unit: bool,
    /// Season: SP, SU, FA, WI.
    pub season: Option<&'static str>,
    /// Part of a day: TMO, TAF, TEV, TNI.
    pub day_part: Option<&'static str>,
    /// Time of day in one word: T12:00.
    pub moment: Option<&'static str>,
    /// Cardinal in words.
    pub cardinal: Option<u32>,
    /// Hundred, thousand, million…
    pub scale: Option<u64>,
    /// Ordinal in words; 99 is "last".
    pub ordinal: Option<u8>,
    /// First year of "nineties" inside its century.
    pub decade: Option<u8>,
    /// Offset of a time zone.
    pub zone: Option<&'static str>,
    /// "early", "mid", "late", "end" of a longer stretch.
    pub part: Option<&'static str>,
    /// A count without number.
    pub vague: bool,
    /// True if a time expression can start with the word.
    pub starts: bool,
    /// True if the name of a feast can start with it (capital).
    pub feast: bool,
    /// Tense signs.
    pub tense: Tense,
}

static NONE: LazyLock<Entry> = LazyLock::new(Entry::default);

impl Entry {
    /// The entry of a word that is in no table.
    pub fn none() -> &'static Entry {
        &NONE
    }
}

#[derive(serde::Deserialize)]
struct Tables {
    weekdays: BTreeMap<String, u8>,
    months: BTreeMap<String, u8>,
    units: BTreeMap<String, String>,
    seasons: BTreeMap<String, String>,
    day_parts: BTreeMap<String, String>,
    moments: BTreeMap<String, String>,
    cardinals: BTreeMap<String, u32>,
    scales: BTreeMap<String, u64>,
    ordinals: BTreeMap<String, u8>,
    decade_names: BTreeMap<String, u8>,
    zones: BTreeMap<String, String>,
    parts: BTreeMap<String, String>,
    vague: BTreeMap<String, String>,
    openers: List,
}

#[derive(serde::Deserialize)]
struct List {
    list: Vec<String>,
}

#[derive(serde::Deserialize)]
struct TenseTables {
    future_auxiliaries: Vec<String>,
    forward: Vec<String>,
    promises: Vec<String>,
    scheduled_verbs: Vec<String>,
    past: Vec<String>,
    backward: Vec<String>,
    event_nouns: Vec<String>,
    respites: Vec<String>,
    not_verbs: Vec<String>,
    not_infinitives: Vec<String>,
}

static LEXICON: LazyLock<HashMap<String, Entry>> =
    LazyLock::new(|| build(include_str!("lexicon.toml"), include_str!("tense.toml")).unwrap_or_default());

/// The lexicon, by lower-case word. Only looked up, never walked.
pub(crate) fn lexicon() -> &'static HashMap<String, Entry> {
    &LEXICON
}

/// A word that lives as long as the program: the tables are read once.
fn keep(word: String) -> &'static str {
    Box::leak(word.into_boxed_str())
}

fn build(words: &str, tense: &str) -> Result<HashMap<String, Entry>, toml::de::Error> {
    let tables: Tables = toml::from_str(words)?;
    let mut all: HashMap<String, Entry> = HashMap::new();
    let mut put = |word: String, set: &mut dyn FnMut(&mut Entry)| set(all.entry(word).or_default());
    for (word, day) in tables.weekdays {
        put(word, &mut |e| e.weekday = Some(day));
    }
    for (word, month) in tables.months {
        put(word, &mut |e| e.month = Some(month));
    }
    for (word, unit) in tables.units {
        let plural = word.ends_with('s');
        put(word, &mut |e| {
            e.unit = Unit::from_code(&unit);
            e.plural_unit = plural;
        });
    }
    for (word, season) in tables.seasons {
        let season = keep(season);
        put(word, &mut |e| e.season = Some(season));
    }
    for (word, part) in tables.day_parts {
        let part = keep(part);
        put(word, &mut |e| e.day_part = Some(part));
    }
    for (word, moment) in tables.moments {
        let moment = keep(moment);
        put(word, &mut |e| e.moment = Some(moment));
    }
    for (word, number) in tables.cardinals {
        put(word, &mut |e| e.cardinal = Some(number));
    }
    for (word, scale) in tables.scales {
        put(word, &mut |e| e.scale = Some(scale));
    }
    for (word, ordinal) in tables.ordinals {
        put(word, &mut |e| e.ordinal = Some(ordinal));
    }
    for (word, decade) in tables.decade_names {
        put(word, &mut |e| e.decade = Some(decade));
    }
    for (word, zone) in tables.zones {
        let zone = keep(zone);
        put(word, &mut |e| e.zone = Some(zone));
    }
    for (word, part) in tables.parts {
        let part = keep(part);
        put(word, &mut |e| e.part = Some(part));
    }
    for word in tables.vague.into_keys() {
        put(word, &mut |e| e.vague = true);
    }
    for word in tables.openers.list {
        put(word, &mut |e| e.starts = true);
    }
    for word in super::feasts::first_words() {
        put(word, &mut |e| e.feast = true);
    }
    for entry in all.values_mut() {
        entry.starts |=
            entry.weekday.is_some() || entry.month.is_some() || entry.unit.is_some() || entry.season.is_some() || entry.day_part.is_some();
        entry.starts |=
            entry.moment.is_some() || entry.cardinal.is_some() || entry.ordinal.is_some() || entry.part.is_some() || entry.vague;
    }
    tenses(toml::from_str(tense)?, &mut all);
    Ok(all)
}

fn tenses(tables: TenseTables, all: &mut HashMap<String, Entry>) {
    let mut mark = |words: Vec<String>, set: fn(&mut Tense)| {
        for word in words {
            set(&mut all.entry(word).or_default().tense);
        }
    };
    mark(tables.future_auxiliaries, |t| t.future_auxiliary = true);
    mark(tables.forward, |t| t.forward = true);
    mark(tables.promises, |t| t.promise = true);
    mark(tables.scheduled_verbs, |t| t.scheduled = true);
    mark(tables.past, |t| t.past = true);
    mark(tables.backward, |t| t.backward = true);
    mark(tables.respites, |t| t.respite = true);
    mark(tables.event_nouns, |t| t.event_noun = true);
    mark(tables.not_verbs, |t| t.not_verb = true);
    mark(tables.not_infinitives, |t| t.not_infinitive = true);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_sound() {
        let all = build(include_str!("lexicon.toml"), include_str!("tense.toml")).expect("the tables parse");
        assert_eq!(all["friday"].weekday, Some(5));
        assert_eq!(all["may"].month, Some(5));
        assert!(all["may"].tense.future_auxiliary);
        assert!(all.values().all(|e| e.weekday.is_none_or(|d| (1..=7).contains(&d))));
        assert!(all.values().all(|e| e.month.is_none_or(|m| (1..=12).contains(&m))));
        assert!(all.keys().all(|word| !word.chars().any(char::is_uppercase)));
    }
}
