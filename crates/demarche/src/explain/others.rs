//! Why entities, commitments, times, amounts and places are as they are.

use super::{Explanation, Reasons, Source};
use crate::places::{Place, PlaceKind};
use crate::record::word;

pub(super) fn entity(source: &Source, index: usize) -> Option<Explanation> {
    let e = source.layers.entities.list.get(index)?;
    let printed = source.record.entities.get(index)?;
    let (_, known) = source.entity(index);
    let mut out = Reasons::default();
    out.add(
        "name",
        &*e.name,
        if printed.actor.is_some() { known.clone() } else { "the longest name in the text, else the longest description".to_owned() },
    );
    out.add(
        "kind",
        &*printed.kind,
        if e.codes.why.is_some() { known.clone() } else { "head mention, by the most frequent kind of its mentions".to_owned() },
    );
    for (field, value) in
        [("actor", &e.codes.actor), ("country", &e.codes.country), ("acts_for", &e.codes.acts_for), ("cameo", &e.codes.cameo)]
    {
        if let Some(value) = value {
            out.add(field, &**value, known.clone());
        }
    }
    if !e.codes.sectors.is_empty() {
        out.add("plover.sectors", e.codes.sectors.join(", "), known);
    }
    if let Some(title) = &e.title {
        out.add("title", &**title, "rule: what stands before the name in its first mention, or the whole description");
    }
    for m in &e.mentions {
        let why = match source.layers.analysis.mention_at(m.head) {
            Some(seen) => format!("head mention: {} ({:.2}); chain {} of head coref", seen.kind, seen.score, seen.chain + 1),
            None => "no mention by the head mention; it fills a role of an event".to_owned(),
        };
        out.add("mention", source.text(m.span), format!("{why}; {}", m.form.as_str()));
    }
    source.done(&printed.id, "entity", e.mentions.first().map_or(0, |m| m.span.start), out)
}

pub(super) fn commitment(source: &Source, index: usize) -> Option<Explanation> {
    let c = source.layers.commitments.get(index)?;
    let printed = source.record.commitments.get(index)?;
    let event = &source.layers.events[c.event];
    let carrier = format!("v{}", c.event + 1);
    let mut out = Reasons::default();
    out.add(
        "kind",
        c.kind,
        format!("codebook/commitments.toml: the first rule for type {} that has the lemma “{}” or takes any", event.kind, event.lemma),
    );
    out.add("event", &*carrier, "rule: no retelling, not negated, not hypothetical");
    let name = |e: usize| source.entity(e).0;
    out.add("from", c.from.map_or("nobody".to_owned(), name), format!("the first actor of {carrier}"));
    let to: Vec<String> = c.to.iter().map(|&e| name(e)).collect();
    out.add("to", if to.is_empty() { "nobody".to_owned() } else { to.join(", ") }, format!("the recipients of {carrier}"));
    out.add("what", c.what.map_or("not said", |w| source.text(w)), format!("the object of {carrier}"));
    match c.due {
        Some(due) => out.add("due", due.to_string(), "rule: the last day of the date after “by”, “before”, “until”, “no later than”"),
        None => out.add("due", "none", "rule: no date after “by”, “before”, “until”, “no later than” in its words"),
    }
    match c.answers {
        Some(a) => out.add("answers", format!("c{}", a + 1), "rule: the last request or offer to the party that now answers"),
        None => out.add("answers", "none", "rule: no earlier request or offer to this party in the article"),
    }
    source.done(&printed.id, "commitment", event.trigger.start, out)
}

pub(super) fn time(source: &Source, index: usize) -> Option<Explanation> {
    let t = source.layers.times.get(index)?;
    let printed = source.record.times.get(index)?;
    let from = source
        .layers
        .document
        .published
        .map_or("the article has no date".to_owned(), |d| format!("counted from the article's date, {d}, where it is relative"));
    let mut out = Reasons::default();
    out.add("text", source.text(t.span), "rules of the module times: words and grammar of dates, no model");
    out.add("type", &*printed.kind, "the same rules, by TIMEX3");
    out.add("value", &*t.value, from);
    let days = t.days.map_or("none".to_owned(), |(a, b)| format!("{a} to {b}"));
    out.add("start_date, end_date", days, "the first and last day of the value, where the text or the article's date fixes them");
    source.done(&printed.id, "time", t.span.start, out)
}

pub(super) fn amount(source: &Source, index: usize) -> Option<Explanation> {
    let a = source.layers.amounts.get(index)?;
    let printed = source.record.amounts.get(index)?;
    let mut out = Reasons::default();
    out.add("text", source.text(a.span), "rules of the module amounts: numerals, money, percentages and counts, no model");
    out.add("value", printed.value.to_string(), "the numeral in words or digits, with its scale");
    out.add(
        "unit",
        a.unit.as_deref().unwrap_or("none"),
        "the currency beside the number, else the head of the noun phrase after it in the singular",
    );
    if let Some(bound) = &printed.bound {
        out.add("bound", word(bound), "the words before the number");
    }
    if let Some(of) = a.of {
        out.add("of", source.text(of), "the noun phrase after “of”, “in” or “worth of”, or before the money");
    }
    if let Some(whole) = a.part_of {
        out.add("part_of", format!("a{}", whole + 1), "“including”, “of which” after that amount");
    }
    if let Some(role) = &printed.role {
        out.add("role", word(role), "the words around a number of people");
    }
    source.done(&printed.id, "amount", a.span.start, out)
}

pub(super) fn place(source: &Source, index: usize) -> Option<Explanation> {
    let p = source.layers.places.get(index)?;
    let printed = source.record.places.get(index)?;
    let mut out = Reasons::default();
    out.add("name", &*p.name, gazetteer(p));
    out.add("kind", &*printed.kind, "the table that it stands in");
    let unit: Vec<&str> = [p.admin2.as_deref(), p.admin1.as_deref(), p.country.as_deref()].into_iter().flatten().collect();
    out.add("admin2, admin1, country", unit.join(", "), "the row of the table");
    if let (Some(lat), Some(lon)) = (p.lat, p.lon) {
        out.add("lat, lon", format!("{lat}, {lon}"), "the row of the table");
    }
    out.add(
        "text",
        source.text(p.span),
        "namesakes are told apart by the other places of the text and by size; names of persons and organisations are none",
    );
    source.done(&printed.id, "place", p.span.start, out)
}

/// The table that holds a place.
pub(super) fn gazetteer(place: &Place) -> String {
    let table = match place.kind {
        PlaceKind::Country => "countries.csv",
        PlaceKind::Admin1 => "admin1.csv",
        PlaceKind::City | PlaceKind::Admin2 => "cities.csv",
        _ => "regions.csv",
    };
    let number = place.geonames.map(|n| format!(", GeoNames {n}")).unwrap_or_default();
    format!("knowledge/{table}: {}{number}", place.name)
}
