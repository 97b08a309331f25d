//! Who did what to whom, as a drawing: actors on the left, recipients on the right, what was done between them.

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
const LEFT: (f64, f64) = (0.0, 168.0);
const MIDDLE: (f64, f64) = (222.0, 196.0);
const RIGHT: (f64, f64) = (472.0, 168.0);
/// Characters that fit a column at 13 px.
const LETTERS: usize = 24;

/// All that one actor did to one recipient.
struct Row<'r> {
    actor: &'r str,
    recipient: &'r str,
    events: Vec<&'r Event>,
}

/// The drawing; `None` if no event has both sides.
pub fn draw(names: &Names) -> Option<Markup> {
    let mut rows: Vec<Row> = Vec::new();
    let mut one_sided = 0;
    for e in names.record.events.iter().filter(|e| is_first(names, e)) {
        let mut any = false;
        for a in e.actors.iter().filter_map(|p| names.party(p)) {
            for r in e.recipients.iter().filter_map(|p| names.party(p)) {
                any = true;
                match rows.iter_mut().find(|row| row.actor == a.id && row.recipient == r.id) {
                    Some(row) => row.events.push(e),
                    None => rows.push(Row { actor: &a.id, recipient: &r.id, events: vec![e] }),
                }
            }
        }
        one_sided += usize::from(!any);
    }
    if rows.is_empty() {
        return None;
    }
    let hidden = rows.len().saturating_sub(ROWS);
    rows.truncate(ROWS);
    // Actors in the order in which they first act, all rows of one together.
    let order: Vec<&str> = rows.iter().map(|r| r.actor).collect();
    rows.sort_by_key(|r| order.iter().position(|a| *a == r.actor));
    let left = column(rows.iter().map(|r| r.actor));
    let right = column(rows.iter().map(|r| r.recipient));
    let height = ROW * rows.len() as f64 + 8.0;
    Some(html! {
        svg.graph viewBox={ "0 0 " (WIDTH) " " (height) } role="group" aria-label="Who did what to whom: actor, act, recipient" {
            @for (i, row) in rows.iter().enumerate() {
                (edge(names, row, middle(i), left[row.actor], right[row.recipient]))
            }
            @for (id, y) in &left { (node(names, id, LEFT, *y, "a")) }
            @for (id, y) in &right { (node(names, id, RIGHT, *y, "r")) }
        }
        @if hidden > 0 { p.note { (hidden) " more pairs are in the list of events." } }
        @if one_sided > 0 { p.note { (one_sided) @if one_sided == 1 { " event names" } @else { " events name" } " only one side: see the list." } }
    })
}

fn middle(row: usize) -> f64 {
    4.0 + ROW * (row as f64 + 0.5)
}

/// Where each entity of a column stands: in the middle of its rows, moved apart where two would touch.
fn column<'r>(ids: impl Iterator<Item = &'r str>) -> BTreeMap<&'r str, f64> {
    let mut sums: BTreeMap<&str, (f64, f64)> = BTreeMap::new();
    let mut count = 0;
    for (i, id) in ids.enumerate() {
        let (sum, n) = sums.entry(id).or_default();
        *sum += middle(i);
        *n += 1.0;
        count = i + 1;
    }
    let mut places: Vec<(&str, f64)> = sums.into_iter().map(|(id, (sum, n))| (id, sum / n)).collect();
    places.sort_by(|a, b| a.1.total_cmp(&b.1).then(a.0.cmp(b.0)));
    for i in 1..places.len() {
        places[i].1 = places[i].1.max(places[i - 1].1 + ROW);
    }
    let mut limit = middle(count.max(1) - 1);
    for place in places.iter_mut().rev() {
        place.1 = place.1.min(limit);
        limit = place.1 - ROW;
    }
    places.into_iter().collect()
}

fn node(names: &Names, id: &str, (x, width): (f64, f64), y: f64, role: &str) -> Markup {
    let name = names.entity(id).map_or("", |e| e.name.as_str());
    html! {
        a.node.{ "n-" (role) } href={ "#" (id) } data-id=(id) {
            title { (name) }
            rect x=(x) y=(y - 13.0) width=(width) height="26" rx="5" {}
            text x=(x + width / 2.0) y=(y + 4.5) text-anchor="middle" { (names::short(name, LETTERS)) }
        }
    }
}

fn edge(names: &Names, row: &Row, y: f64, from: f64, to: f64) -> Markup {
    let quad = strongest(&row.events);
    let mut types: Vec<(String, usize)> = Vec::new();
    for e in &row.events {
        let label = e.kind.to_lowercase();
        match types.iter_mut().find(|(l, _)| *l == label) {
            Some((_, n)) => *n += 1,
            None => types.push((label, 1)),
        }
    }
    let label: Vec<String> = types.iter().map(|(l, n)| if *n > 1 { format!("{l} ×{n}") } else { l.clone() }).collect();
    let told: Vec<String> = row.events.iter().map(|e| format!("{} {}", e.id, names.sentence(e))).collect();
    let ids: Vec<&str> = row.events.iter().map(|e| e.id.as_str()).collect();
    let width = 1.5 + (row.events.len() as f64 - 1.0).min(4.0);
    let (l, m0, m1, r) = (LEFT.0 + LEFT.1, MIDDLE.0, MIDDLE.0 + MIDDLE.1, RIGHT.0);
    html! {
        a.edge.(quad) href={ "#" (row.events[0].id) } data-ids=(ids.join(" ")) {
            title { (told.join("\n")) }
            path d={ "M" (l) " " (from) "C" (l + 27.0) " " (from) " " (m0 - 27.0) " " (y) " " (m0) " " (y) } stroke-width=(width) {}
            path d={ "M" (m1) " " (y) "C" (m1 + 27.0) " " (y) " " (r - 33.0) " " (to) " " (r - 6.0) " " (to) } stroke-width=(width) {}
            path.tip d={ "M" (r - 8.0) " " (to - 4.5) "L" (r) " " (to) "L" (r - 8.0) " " (to + 4.5) "Z" } {}
            rect x=(m0) y=(y - 12.0) width=(m1 - m0) height="24" rx="12" {}
            text x=((m0 + m1) / 2.0) y=(y + 4.5) text-anchor="middle" { (names::short(&label.join(", "), LETTERS + 4)) }
        }
    }
}

/// The quad class that colours a row: the one of the event with the strongest score.
fn strongest(events: &[&Event]) -> &'static str {
    let best = events.iter().max_by(|a, b| a.goldstein.abs().total_cmp(&b.goldstein.abs()).then(b.id.cmp(&a.id)));
    best.map_or("", |e| names::quad(&e.quad))
}
