//! A map of the places that an article names.

mod outlines;
mod window;

use std::collections::BTreeSet;
use std::fmt::Write;

use demarche::record::{PlaceInfo, Record};
use maud::{Markup, html};

use outlines::{OUTLINES, Outline};
use window::{Window, clip};

const WIDTH: f64 = 640.0;
/// Countries farther than this from the precise places (degrees) are named below the map instead of widening it.
const NEAR: f64 = 14.0;
/// Points of an outline nearer than this to the one before are not drawn.
const FINEST: f64 = 0.8;

/// A place with all its mentions.
struct Spot<'r> {
    place: &'r PlaceInfo,
    at: (f64, f64),
    mentions: usize,
}

/// The map; `None` if no place has coordinates.
pub fn draw(record: &Record) -> Option<Markup> {
    let spots = spots(record);
    let (window, outside) = window(&spots)?;
    let (width, height) = window.size;
    let named: BTreeSet<&str> = record.places.iter().filter_map(|p| p.country.as_deref()).collect();
    let shown: Vec<(&Spot, (f64, f64))> = spots.iter().filter_map(|s| Some((s, window.seen(s.at)?))).collect();
    let said: Vec<String> = spots.iter().map(|s| s.place.name.clone()).collect();
    Some(html! {
        svg.map viewBox={ "0 0 " (width) " " (height) } role="group" aria-label={ "Map of the places named: " (said.join(", ")) } {
            rect.sea width=(width) height=(height) {}
            path.grid d=(graticule(&window)) {}
            @for outline in OUTLINES.iter() {
                @if let Some(d) = path(outline, &window) {
                    path.land.named[outline.iso3.as_deref().is_some_and(|c| named.contains(c))].disputed[outline.disputed] d=(d) { title { (outline.name) } }
                }
            }
            @let mut taken = Vec::new();
            @for (spot, at) in shown.iter().filter(|(s, _)| s.place.kind != "country") {
                (dot(spot, *at))
                (label(spot, *at, &mut taken, width, height))
            }
            @for (spot, at) in shown.iter().filter(|(s, _)| s.place.kind == "country") { (label(spot, *at, &mut taken, width, height)) }
        }
        @if !outside.is_empty() { p.note { "Also named, outside the map: " (outside.join(", ")) "." } }
        p.note { "Outlines: Natural Earth, simplified; dashed where whose land it is is disputed. They take no side." }
    })
}

/// Each place once, the most mentioned first.
fn spots(record: &Record) -> Vec<Spot<'_>> {
    let mut out: Vec<Spot> = Vec::new();
    for place in &record.places {
        let (Some(lat), Some(lon)) = (place.lat, place.lon) else { continue };
        if !(lat.is_finite() && lon.is_finite() && lat.abs() <= 90.0 && lon.abs() <= 180.0) {
            continue;
        }
        match out.iter_mut().find(|s| s.place.name == place.name && s.at == (lon, lat)) {
            Some(spot) => spot.mentions += 1,
            None => out.push(Spot { place, at: (lon, lat), mentions: 1 }),
        }
    }
    out.sort_by_key(|s| std::cmp::Reverse(s.mentions));
    out
}

/// The window, and the names of the places that it leaves out.
fn window(spots: &[Spot]) -> Option<(Window, Vec<String>)> {
    let precise: Vec<(f64, f64)> = spots.iter().filter(|s| s.place.kind != "country").map(|s| s.at).collect();
    let near = |s: &&Spot| {
        precise.is_empty()
            || precise.iter().any(|p| (p.1 - s.at.1).abs() < NEAR && ((p.0 - s.at.0 + 540.0).rem_euclid(360.0) - 180.0).abs() < NEAR)
    };
    let points: Vec<(f64, f64)> = precise.iter().copied().chain(spots.iter().filter(near).map(|s| s.at)).collect();
    let window = Window::around(&points, WIDTH)?;
    let mut outside: Vec<String> = spots.iter().filter(|s| window.seen(s.at).is_none()).map(|s| s.place.name.clone()).collect();
    outside.dedup();
    Some((window, outside))
}

/// The part of an outline that the window shows, on each turn of the globe.
fn path(outline: &Outline, window: &Window) -> Option<String> {
    let (west, south, east, north) = window.bounds();
    let (left, bottom, right, top) = outline.bounds;
    let mut d = String::new();
    for turn in [-360.0, 0.0, 360.0] {
        if right + turn < west || left + turn > east || top < south || bottom > north {
            continue;
        }
        let ring: Vec<(f64, f64)> = outline.ring.iter().map(|p| window.place((p.0 + turn, p.1))).collect();
        let cut = clip(&ring, (-3.0, -3.0), (window.size.0 + 3.0, window.size.1 + 3.0));
        let mut last: Option<(f64, f64)> = None;
        let before = d.len();
        for p in &cut {
            if last.is_some_and(|l| (l.0 - p.0).abs() + (l.1 - p.1).abs() < FINEST) {
                continue;
            }
            let _ = write!(d, "{}{:.1} {:.1}", if last.is_none() { "M" } else { "L" }, p.0, p.1);
            last = Some(*p);
        }
        if d.len() > before {
            d.push('Z');
        }
    }
    (!d.is_empty()).then_some(d)
}

/// Meridians and parallels, about six across.
fn graticule(window: &Window) -> String {
    let (west, south, east, north) = window.bounds();
    let step = [1.0, 2.0, 5.0, 10.0, 20.0, 30.0, 60.0].into_iter().find(|s| (east - west) / s <= 7.0).unwrap_or(60.0);
    let mut d = String::new();
    let mut lon = (west / step).ceil() * step;
    while lon < east {
        let x = window.place((lon, 0.0)).0;
        let _ = write!(d, "M{x:.1} 0V{:.1}", window.size.1);
        lon += step;
    }
    let mut lat = (south / step).ceil() * step;
    while lat < north {
        let y = window.place((0.0, lat)).1;
        let _ = write!(d, "M0 {y:.1}H{:.1}", window.size.0);
        lat += step;
    }
    d
}

fn dot(spot: &Spot, (x, y): (f64, f64)) -> Markup {
    let radius = 3.5 + (spot.mentions as f64).sqrt().min(4.0);
    html! { circle.dot data-id=(spot.place.id) cx=(format!("{x:.1}")) cy=(format!("{y:.1}")) r=(format!("{radius:.1}")) { title { (spot.place.name) } } }
}

/// The name where it covers no other: right of the dot, left, above, below; not at all if there is no room.
fn label(spot: &Spot, (x, y): (f64, f64), taken: &mut Vec<(f64, f64, f64, f64)>, width: f64, height: f64) -> Markup {
    let country = spot.place.kind == "country";
    let long = spot.place.name.chars().count() as f64 * if country { 8.2 } else { 7.4 };
    let tries = if country {
        [(-long / 2.0, 4.0), (-long / 2.0, 20.0), (-long / 2.0, -14.0), (-long / 2.0, 34.0)]
    } else {
        [(9.0, 4.5), (-9.0 - long, 4.5), (-long / 2.0, -9.0), (-long / 2.0, 20.0)]
    };
    let free = tries.into_iter().map(|(dx, dy)| (x + dx, y + dy)).find(|(lx, ly)| {
        let whole = *lx >= 2.0 && lx + long <= width - 2.0 && *ly >= 13.0 && *ly <= height - 3.0;
        whole && !taken.iter().any(|t| lx - 3.0 < t.2 && t.0 < lx + long + 3.0 && ly - 12.0 < t.3 && t.1 < ly + 3.0)
    });
    if !country {
        taken.push((x - 6.0, y - 6.0, x + 6.0, y + 6.0));
    }
    taken.extend(free.map(|(lx, ly)| (lx, ly - 12.0, lx + long, ly + 3.0)));
    html! {
        @if let Some((lx, ly)) = free {
            text.place.country[country] x=(format!("{lx:.1}")) y=(format!("{ly:.1}")) { (spot.place.name) }
        }
    }
}
