//! GeoJSON (RFC 7946): a point for each event with coordinates. Offsets are UTF-16 units, as the JavaScript that draws maps counts.

use std::io::Write;

use demarche::record::{Event, PlaceInfo};
use serde_json::{Value, json};

use super::view::View;
use super::{ExportError, Form, Options, Report, choose, line};

/// The layout.
#[derive(Default)]
pub struct GeoJson {
    begun: bool,
}

fn feature<'r>(view: &View<'r>, e: &'r Event, p: &PlaceInfo, lat: f64, lon: f64) -> Value {
    let article = &view.record.article;
    let names = |list| view.sides(list).iter().map(|s| s.entity.name.as_str()).collect::<Vec<_>>();
    let part = e.trigger.part.as_deref();
    json!({
        "type": "Feature", "id": e.uid, "geometry": {"type": "Point", "coordinates": [lon, lat]},
        "properties": {
            "type": e.kind, "mode": e.mode, "contexts": e.contexts, "cameo": e.cameo, "plover_score": e.plover_score, "status": e.status,
            "claimed": e.statement.is_some(), "actors": names(&e.actors), "recipients": names(&e.recipients), "place": p.name,
            "place_precision": p.precision, "country": p.country, "date": view.date(e.time.as_ref()).map(|d| d.to_string()),
            "trigger": e.trigger.text, "in": part.unwrap_or("text"), "start": view.parts.utf16(part, e.trigger.start),
            "end": view.parts.utf16(part, e.trigger.end), "offsets": "utf-16", "happening": view.happening(e).id,
            "source": view.source_name(), "url": article.url, "title": article.title.as_deref().map(line::folded), "article": article.id,
            "published": article.published, "confidence": e.confidence,
        },
    })
}

impl Form for GeoJson {
    fn begin(&mut self, _: &Options, out: &mut dyn Write) -> Result<(), ExportError> {
        Ok(out.write_all(b"{\"type\":\"FeatureCollection\",\"features\":[\n")?)
    }

    fn item(&mut self, view: &View, options: &Options, report: &mut Report, out: &mut dyn Write) -> Result<(), ExportError> {
        for e in choose::events(view, options, report) {
            let place = e.place.as_deref().and_then(|id| view.by_id.place(id));
            let Some((p, (lat, lon))) = place.and_then(|p| Some((p, p.lat.zip(p.lon)?))) else {
                report.leave("without coordinates");
                continue;
            };
            let separator = if self.begun { ",\n" } else { "" };
            self.begun = true;
            let text = format!("{separator}{}", serde_json::to_string(&feature(view, e, p, lat, lon))?);
            out.write_all(text.as_bytes())?;
            report.rows += 1;
        }
        Ok(())
    }

    fn end(&mut self, out: &mut dyn Write) -> Result<(), ExportError> {
        Ok(out.write_all(b"\n]}\n")?)
    }
}
