//! Who did what to whom, as a drawing: actors on the left, recipients on the right, what was done between them. Where nobody is named as recipient, what
//! was done runs to the right edge, with its object.

use std::collections::BTreeMap;

use demarche::record::Event;
use maud::{Markup, html};

use crate::article::is_first;
use crate::names::{self, Names};

/// Rows that are drawn; the rest is counted.
const ROWS: usize = 16;
const WIDTH: f64 = 640.0;
const ROW: f64 = 34.0;
/// Where the columns begin and how wide they are.
const LEFT: (f64, f64) = (1.0, 168.0);
const MIDDLE: (f64, f64) = (222.0, 196.0);
const RIGHT: (f64, f64) = (471.0, 168.0);
/// Characters that fit a column at 13 px.
const LETTERS: usize = 24;

/// All that one actor did to one recipient, or one act of his that names none.
struct Row<'r> {
    actor: &'r str,
    recipient: Option<&'r str>,
    events: Vec<&'r Event>,
}

/// The drawing; `None` if no event names an actor.
pub fn draw(names: &Names) -> Option<Markup> {
    let (mut rows, nameless) = rows(names);
    if rows.is_empty() {
        return None;
    }
    let hidden = rows.len().saturating_sub(ROWS);
    // Pairs first, then what names no recipient; in both all rows of one actor together, in the order in which they first act.
    let order: Vec<&str> = rows.iter().map(|r| r.actor).collect();
    let place = |r: &Row| (r.recipient.is_none(), order.iter().position(|a| *a == r.actor));
    rows.sort_by_key(|r| r.recipient.is_none());
    rows.truncate(ROWS);
    rows.sort_by_key(place);
    let pairs = rows.iter().filter(|r| r.recipient.is_some()).count();
    let left = column(rows[..pairs].iter().enumerate().map(|(i, r)| (i, r.actor)), 0, pairs);
    let below = column(rows.iter().enumerate().skip(pairs).map(|(i, r)| (i, r.actor)), pairs, rows.len());
    let right = column(rows.iter().enumerate().filter_map(|(i, r)| Some((i, r.recipient?))), 0, pairs);
    let height = ROW * rows.len() as f64 + 8.0;
    Some(html! {
        div.wide tabindex="0" role="region" aria-label="Drawing of who did what to whom" {
            svg.graph viewBox={ "0 0 " (WIDTH) " " (height) } role="group" aria-label="Actor, act, recipient" {
                @for (i, row) in rows.iter().enumerate() {
                    @let from = if i < pairs { left[row.actor] } else { below[row.actor] };
                    (edge(names, row, middle(i), from, row.recipient.map(|r| right[r])))
                }
                @for (id, y) in left.iter().chain(&below) { (node(names, id, LEFT, *y, "a")) }
                @for (id, y) in &right { (node(names, id, RIGHT, *y, "r")) }
            }
        }
        @if hidden > 0 { p.note { (hidden) " more rows are left out here: see the list of events." } }
        @if nameless > 0 { p.note { (nameless) @if nameless == 1 { " event names" } @else { " events name" } " nobody who did it: see the list." } }
    })
}

/// What is drawn, and how many events name no actor.
fn rows<'r>(names: &Names<'r>) -> (Vec<Row<'r>>, usize) {
    let mut rows: Vec<Row> = Vec::new();
    let mut nameless = 0;
    for e in names.record.events.iter().filter(|e| is_first(names, e)) {
        let actors: Vec<&str> = e.actors.iter().filter_map(|p| names.party(p)).map(|a| a.id.as_str()).collect();
        let recipients: Vec<&str> = e.recipients.iter().filter_map(|p| names.party(p)).map(|r| r.id.as_str()).collect();
        nameless += usize::from(actors.is_empty());
        for actor in actors {
            if recipients.is_empty() {
                rows.push(Row { actor, recipient: None, events: vec![e] });
            }
            for &r in &recipients {
                match rows.iter_mut().find(|row| row.actor == actor && row.recipient == Some(r)) {
                    Some(row) => row.events.push(e),
                    None => rows.push(Row { actor, recipient: Some(r), events: vec![e] }),
                }
            }
        }
    }
    (rows, nameless)
}

fn middle(row: usize) -> f64 {
    4.0 + ROW * (row as f64 + 0.5)
}

/// Where each entity of a column stands: in the middle of its rows, moved apart where two would touch.
fn column<'r>(ids: impl Iterator<Item = (usize, &'r str)>, first: usize, end: usize) -> BTreeMap<&'r str, f64> {
    let mut sums: BTreeMap<&str, (f64, f64)> = BTreeMap::new();
    for (i, id) in ids {
        let (sum, n) = sums.entry(id).or_default();
        *sum += middle(i);
        *n += 1.0;
    }
    let mut places: Vec<(&str, f64)> = sums.into_iter().map(|(id, (sum, n))| (id, sum / n)).collect();
    places.sort_by(|a, b| a.1.total_cmp(&b.1).then(a.0.cmp(b.0)));
    if let Some(top) = places.first_mut() {
        top.1 = top.1.max(middle(first));
    }
    for i in 1..places.len() {
        places[i].1 = places[i].1.max(places[i - 1].1 + ROW);
    }
    let mut limit = middle(end.max(1) - 1);
    for place in places.iter_mut().rev() {
        place.1 = place.1.min(limit);
        limit = place.1 - ROW;
    }
    places.into_iter().collect()
}

fn node(names: &Names, id: &str, (x, width): (f64, f64), y: f64, role: &str) -> Markup {
    let name = names.by_id.entity(id).map_or("", |e| e.name.as_str());
    html! {
        a.node.{ "n-" (role) } href={ "#" (id) } data-id=(id) {
            title { (name) }
            rect x=(x) y=(y - 13.0) width=(width) height="26" rx="5" {}
            text x=(x + width / 2.0) y=(y + 4.5) text-anchor="middle" { (names::short(name, LETTERS)) }
        }
    }
}

fn edge(names: &Names, row: &Row, y: f64, from: f64, to: Option<f64>) -> Markup {
    let quad = strongest(&row.events);
    let told: Vec<String> = row.events.iter().map(|e| format!("{} {}", e.id, names.sentence(e))).collect();
    let ids: Vec<&str> = row.events.iter().map(|e| e.id.as_str()).collect();
    let width = 1.5 + (row.events.len() as f64 - 1.0).min(4.0);
    let (l, m0, r) = (LEFT.0 + LEFT.1, MIDDLE.0, RIGHT.0);
    let m1 = if to.is_some() { m0 + MIDDLE.1 } else { RIGHT.0 + RIGHT.1 };
    let letters = if to.is_some() { LETTERS + 4 } else { 2 * LETTERS + 8 };
    html! {
        a.edge.(quad) href={ "#" (row.events[0].id) } data-ids=(ids.join(" ")) {
            title { (told.join("\n")) }
            path d={ "M" (l) " " (from) "C" (l + 27.0) " " (from) " " (m0 - 27.0) " " (y) " " (m0) " " (y) } stroke-width=(width) {}
            @if let Some(to) = to {
                path d={ "M" (m1) " " (y) "C" (m1 + 27.0) " " (y) " " (r - 33.0) " " (to) " " (r - 6.0) " " (to) } stroke-width=(width) {}
                path.tip d={ "M" (r - 8.0) " " (to - 4.5) "L" (r) " " (to) "L" (r - 8.0) " " (to + 4.5) "Z" } {}
            }
            rect x=(m0) y=(y - 12.0) width=(m1 - m0) height="24" rx="12" {}
            text x=(m0 + 12.0) y=(y + 4.5) { (names::short(&label(row), letters)) }
        }
    }
}

/// What was done: types with their numbers; with its object where nobody is named as recipient.
fn label(row: &Row) -> String {
    let mut types: Vec<(String, usize)> = Vec::new();
    for e in &row.events {
        let label = e.kind.to_lowercase();
        match types.iter_mut().find(|(l, _)| *l == label) {
            Some((_, n)) => *n += 1,
            None => types.push((label, 1)),
        }
    }
    let types: Vec<String> = types.iter().map(|(l, n)| if *n > 1 { format!("{l} ×{n}") } else { l.clone() }).collect();
    match row.events.first().filter(|_| row.recipient.is_none()) {
        Some(e) => format!("{}: {}", types.join(", "), e.object.as_ref().map_or(&e.trigger.text, |o| &o.text)),
        None => types.join(", "),
    }
}

/// The quad class that colours a row: the one of the event with the strongest score.
fn strongest(events: &[&Event]) -> &'static str {
    let best = events.iter().max_by(|a, b| a.goldstein.abs().total_cmp(&b.goldstein.abs()).then(b.id.cmp(&a.id)));
    best.map_or("", |e| names::quad(&e.quad))
}
