//! NGEC: JSON lines, one event a line, with the fields of its `formatter.py`. Offsets are code points of `event_text`.

use std::io::Write;

use demarche::record::{Event, Party, PlaceInfo};
use serde_json::{Value, json};

use super::view::{Side, View};
use super::{ExportError, Form, Options, Report, choose, geo, polecat};

/// The layout.
pub struct Ngec;

/// Start and end in the body; null for what stands in title, standfirst or a caption.
fn chars(part: Option<&str>, start: usize, end: usize) -> (Value, Value) {
    if part.is_none() { (json!(start), json!(end)) } else { (Value::Null, Value::Null) }
}

fn party(view: &View, side: &Side, confidence: f64) -> Value {
    let Side { entity, party } = side;
    let (start, end) = chars(party.part.as_deref(), party.start, party.end);
    let sector = |n: usize| entity.plover.sectors.get(n).map_or("", String::as_str);
    let country = entity.plover.country.as_deref().or(entity.country.as_deref()).unwrap_or_default();
    let country_name = view.country(entity).map_or("", |c| view.knowledge.name(c));
    json!({"text": view.raw(party), "qa_score": confidence, "qa_start_char": start, "qa_end_char": end, "wiki": "", "country": country,
        "country_name": country_name, "code_1": sector(0), "code_2": sector(1), "name": entity.name, "actor": entity.actor, "title": entity.title})
}

fn parties<'r>(view: &View<'r>, list: &'r [Party], confidence: f64) -> Vec<Value> {
    view.sides(list).iter().map(|side| party(view, side, confidence)).collect()
}

fn geolocated(p: &PlaceInfo) -> Value {
    let (start, end) = chars(p.part.as_deref(), p.start, p.end);
    let (class, code) = geo::feature(&p.kind).unwrap_or(("", ""));
    json!({"search_placename": p.text, "resolved_placename": p.name, "country_code3": p.country.as_deref().unwrap_or_default(),
        "admin1_name": p.admin1.as_deref().unwrap_or_default(), "admin2_name": p.admin2.as_deref().unwrap_or_default(),
        "feature_class": class, "feature_code": code, "geonameid": p.geonames.map(|n| n.to_string()), "lat": p.lat, "lon": p.lon,
        "start_char": start, "end_char": end})
}

fn event<'r>(view: &View<'r>, e: &'r Event) -> Value {
    let article = &view.record.article;
    let place = e.place.as_deref().and_then(|id| view.by_id.place(id));
    let location = place.map(|p| {
        let (start, end) = chars(p.part.as_deref(), p.start, p.end);
        json!({"text": p.text, "qa_score": e.confidence, "qa_start_char": start, "qa_end_char": end})
    });
    let span = e.time.as_ref().and_then(|t| t.span.as_ref());
    let words = span.map(|m| view.parts.words(m.part.as_deref(), m.start, m.end));
    let date = span.map(|m| {
        let (start, end) = chars(m.part.as_deref(), m.start, m.end);
        json!({"text": words, "qa_score": e.confidence, "qa_start_char": start, "qa_end_char": end})
    });
    let reason = if place.is_some() { "the event's place in the record" } else { "no place known" };
    let published = view.published().map(|d| d.to_string());
    json!({
        "id": polecat::event_id(view, e), "date": published, "pub_date": published, "event_type": e.kind,
        "event_mode": e.mode.iter().collect::<Vec<_>>(), "contexts": e.contexts, "event_text": article.text, "headline": article.title,
        "attributes": {"ACTOR": parties(view, &e.actors, e.confidence), "RECIP": parties(view, &e.recipients, e.confidence),
            "LOC": location.iter().collect::<Vec<_>>(), "DATE": date.iter().collect::<Vec<_>>()},
        "event_geolocation": {"geo": place.map(geolocated), "reason": reason},
        "geolocated_ents": view.record.places.iter().map(geolocated).collect::<Vec<_>>(),
        "date_resolved": view.date(e.time.as_ref()).map(|d| d.to_string()),
        "date_raw": words.unwrap_or("<no date in the sentence: inherited, or the publication date>"),
        "publisher": view.source_name(), "story_id": article.id, "story_people": view.names(&["person"]),
        "story_orgs": view.names(&["organisation"]), "story_locs": view.record.places.iter().map(|p| &p.name).collect::<Vec<_>>(),
        "version": polecat::version(view),
    })
}

impl Form for Ngec {
    fn item(&mut self, view: &View, options: &Options, report: &mut Report, out: &mut dyn Write) -> Result<(), ExportError> {
        for e in choose::events(view, options, report) {
            let line = serde_json::to_string(&event(view, e))? + "\n";
            out.write_all(line.as_bytes())?;
            report.rows += 1;
        }
        Ok(())
    }
}
