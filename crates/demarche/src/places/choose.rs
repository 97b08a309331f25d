//! Which of the namesakes is meant.

use super::context::Context;
use super::shield::{after, before};
use crate::knowledge::{Entry, EntryKind, Form, Knowledge, NameHit, folded};

/// Words after which a name is a place.
const CUES: &[&str] = &[
    "in", "at", "near", "from", "outside", "around", "to", "towards", "toward", "over", "across", "inside", "into", "of", "through", "via",
    "between", "and", "leave", "left", "visit", "visited", "reach", "reached", "entered", "central", "northern", "southern", "eastern",
    "western", "downtown",
];

/// Words after a name that make it a unit of the first level.
const UNIT_WORDS: &[&str] = &["province", "region", "state", "oblast", "governorate", "district", "county", "prefecture", "krai"];

/// The likeliest of `places` for the n-th hit, with a confidence; `None` if it is likelier no place.
pub fn choose(
    text: &str,
    hits: &[NameHit],
    n: usize,
    places: &[Entry],
    context: &Context,
    knowledge: &Knowledge,
    dateline: bool,
) -> Option<(Entry, f32)> {
    let hit = &hits[n];
    let cue = before(text, hit.span.start).is_some_and(|w| CUES.contains(&w.to_lowercase().as_str()));
    let unit = after(text, hit.span.end).is_some_and(|w| UNIT_WORDS.contains(&w.to_lowercase().as_str()));
    let wider = wider(text, hits, n);
    let mut scored: Vec<(f32, Entry)> = places
        .iter()
        .map(|e| {
            let mut score = prior(*e, hit, knowledge) + support(*e, context, knowledge);
            if let Some(wider) = wider {
                score += agreement(*e, wider, knowledge);
            }
            if unit {
                score += match e.kind {
                    EntryKind::Admin1 => 4.0,
                    EntryKind::Region => 3.0,
                    _ => 0.0,
                };
            }
            if e.kind == EntryKind::Admin1 && home_politics(text, hit, knowledge) {
                score += 2.5;
            }
            if e.kind == EntryKind::Admin1 && stands_among_units(text, hits, n, *e, knowledge) {
                score += 1.5;
            }
            if n > 0 && closes(text, &hits[n - 1], hit, *e, knowledge) {
                score += 3.0;
            }
            (score, *e)
        })
        .collect();
    prefer_units(&mut scored, knowledge);
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    let (best, entry) = *scored.first()?;
    let second = scored.get(1).map_or(0.0, |s| s.0);
    if !dateline && !cue && is_doubtful(entry, hit, context, knowledge, wider.is_some()) {
        return None;
    }
    let gap = (best - second).max(0.0);
    Some((entry, if scored.len() == 1 { 0.95 } else { (0.5 + gap * 0.12).min(0.95) }))
}

/// How likely a place is by itself: states and large cities first.
fn prior(entry: Entry, hit: &NameHit, knowledge: &Knowledge) -> f32 {
    let loose = if entry.form == Form::Alias { -0.3 } else { 0.0 };
    loose
        + match entry.kind {
            EntryKind::Country => 6.5,
            EntryKind::Region => 5.2,
            EntryKind::Admin1 if knowledge.iso3(entry).as_deref() == Some("USA") => 4.6,
            EntryKind::Admin1 => 3.2,
            _ => {
                let own = |e: &&Entry| e.kind == EntryKind::Country && e.form == Form::Capital;
                let state = knowledge.country_of(entry).map(|c| c.row);
                let capital = hit.entries.iter().filter(own).any(|e| Some(e.row) == state);
                (knowledge.population(entry).max(1) as f32).log10() - 1.0 + if capital { 0.8 } else { 0.0 }
            }
        }
}

/// How much the rest of the text speaks for it.
fn support(entry: Entry, context: &Context, knowledge: &Knowledge) -> f32 {
    let Some(country) = knowledge.country_of(entry).map(|c| knowledge.id(c)) else {
        return 0.0;
    };
    match entry.kind {
        EntryKind::Country => context.inner(&country) * 0.8,
        EntryKind::Admin1 => context.inner(&country) * 1.6 + context.country(&country) * 0.4,
        EntryKind::City => context.country(&country) * 1.1 + context.unit(&knowledge.unit_of(entry)) * 0.5,
        _ => context.country(&country) * 0.4,
    }
}

/// The hit that follows after a comma, as Texas in "Paris, Texas".
fn wider<'h>(text: &str, hits: &'h [NameHit], n: usize) -> Option<&'h NameHit> {
    let next = hits.get(n + 1)?;
    let gap = text.get(hits[n].span.end..next.span.start)?;
    let near = matches!(gap, ", " | " (" | ", in " | " in " | ", the " | ", capital of ");
    (near && next.entries.iter().any(|e| matches!(e.kind, EntryKind::Country | EntryKind::Admin1 | EntryKind::Region))).then_some(next)
}

/// True if the unit or state closes "Kingston, Ontario": the name before the comma can lie in it.
fn closes(text: &str, before: &NameHit, hit: &NameHit, entry: Entry, knowledge: &Knowledge) -> bool {
    let comma = text.get(before.span.end..hit.span.start) == Some(", ");
    let city = |e: &&Entry| e.kind == EntryKind::City;
    comma
        && match entry.kind {
            EntryKind::Admin1 => before.entries.iter().filter(city).any(|c| knowledge.unit_of(*c) == knowledge.id(entry)),
            EntryKind::Country => before.entries.iter().filter(city).any(|c| knowledge.country_of(*c).map(|c| c.row) == Some(entry.row)),
            _ => false,
        }
}

/// True if a unit of the same country, and no country, stands beside it in a list: "Georgia and Arizona".
fn stands_among_units(text: &str, hits: &[NameHit], n: usize, entry: Entry, knowledge: &Knowledge) -> bool {
    let listed =
        |a: &NameHit, b: &NameHit| text.get(a.span.end..b.span.start).is_some_and(|gap| matches!(gap, " and " | ", " | ", and " | " or "));
    let unit = |h: &NameHit| {
        !h.entries.iter().any(|e| e.kind == EntryKind::Country)
            && h.entries.iter().any(|e| e.kind == EntryKind::Admin1 && knowledge.iso3(*e) == knowledge.iso3(entry))
    };
    let left = n > 0 && listed(&hits[n - 1], &hits[n]) && unit(&hits[n - 1]);
    left || hits.get(n + 1).is_some_and(|next| listed(&hits[n], next) && unit(next))
}

fn agreement(entry: Entry, wider: &NameHit, knowledge: &Knowledge) -> f32 {
    let country = knowledge.country_of(entry).map(|c| c.row);
    let unit = knowledge.unit_of(entry);
    let inside = wider.entries.iter().filter(|e| e.form <= Form::Acronym).any(|w| match w.kind {
        EntryKind::Country => entry.kind != EntryKind::Country && Some(w.row) == country,
        EntryKind::Admin1 => entry.kind == EntryKind::City && knowledge.id(*w) == unit,
        _ => false,
    });
    if inside { 5.0 } else { 0.0 }
}

/// True if words of a federal state's own politics stand next to the name: "Georgia Gov. Brian Kemp".
fn home_politics(text: &str, hit: &NameHit, knowledge: &Knowledge) -> bool {
    let next = after(text, hit.span.end).map(folded).unwrap_or_default();
    let us = hit.entries.iter().any(|e| e.kind == EntryKind::Admin1 && knowledge.iso3(*e).as_deref() == Some("USA"));
    us && matches!(
        next.as_str(),
        "gov"
            | "governor"
            | "senate"
            | "senator"
            | "sen"
            | "republican"
            | "republicans"
            | "democrat"
            | "democrats"
            | "lawmakers"
            | "voters"
            | "legislature"
            | "attorney"
            | "rep"
            | "congressman"
            | "secretary"
            | "lt"
            | "sheriff"
            | "law"
    )
}

/// A unit and a region with one name in one country are one place; the unit says more.
fn prefer_units(scored: &mut [(f32, Entry)], knowledge: &Knowledge) {
    let regions: Vec<Option<String>> = scored.iter().filter(|(_, e)| knowledge.is_unit(*e)).map(|(_, e)| knowledge.iso3(*e)).collect();
    for (score, entry) in scored.iter_mut().filter(|(_, e)| e.kind == EntryKind::Admin1) {
        if regions.contains(&knowledge.iso3(*entry)) {
            *score += 2.6;
        }
    }
}

/// True for a name that is more often something else: a small town that nothing in the text points to, or a family name.
fn is_doubtful(entry: Entry, hit: &NameHit, context: &Context, knowledge: &Knowledge, wider: bool) -> bool {
    if wider || entry.kind != EntryKind::City {
        return false;
    }
    let country = knowledge.country_of(entry).map(|c| knowledge.id(c)).unwrap_or_default();
    let spoken_of = context.country(&country) > 0.95;
    let people = knowledge.population(entry);
    let surname = hit.entries.iter().any(|e| e.kind == EntryKind::Person);
    let capital = hit.entries.iter().any(|e| e.form == Form::Capital);
    if capital || people > 1_000_000 {
        return false;
    }
    surname || people < 30_000 || (people < 150_000 && !spoken_of)
}
