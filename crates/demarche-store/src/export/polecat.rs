//! POLECAT: 40 columns, tabs, header, `None` for what is missing; one row an event, actors as lists.

use std::io::Write;

use demarche::record::Event;

use super::view::{Side, View};
use super::{ExportError, Form, Options, Report, choose, geo, ids, line};

/// The header of the yearly files from 2018 on.
pub const COLUMNS: [&str; 40] = [
    "Event ID",
    "Event Date",
    "Event Type",
    "Event Mode",
    "Intensity",
    "Quad Code",
    "Contexts",
    "Actor Name",
    "Actor Country",
    "Actor COW",
    "Primary Actor Sector",
    "Actor Sectors",
    "Actor Title",
    "Actor Name Raw",
    "Wikipedia Actor ID",
    "Recipient Name",
    "Recipient Country",
    "Recipient COW",
    "Primary Recipient Sector",
    "Recipient Sectors",
    "Recipient Title",
    "Recipient Name Raw",
    "Wikipedia Recipient ID",
    "Placename",
    "City",
    "District",
    "Province",
    "Country",
    "Latitude",
    "Longitude",
    "GeoNames ID",
    "Raw Placename",
    "Feature Type",
    "Source",
    "Publication Date",
    "Story People",
    "Story Organizations",
    "Story Locations",
    "Language",
    "Version",
];

/// Missing fields, and missing members of lists that run side by side.
const MISSING: &str = "None";

/// Between members of a list.
const BETWEEN: &str = "; ";

/// Between several values of one member.
const WITHIN: &str = "|";

/// The layout.
pub struct Polecat;

/// `20230421-<article>_CONSULT_<uid>`: what stands before the first underscore is the same for all events of an article, as in POLECAT.
pub fn event_id(view: &View, event: &Event) -> String {
    let day = view.published().map_or_else(|| "00000000".to_owned(), |d| d.strftime("%Y%m%d").to_string());
    let article = ids::wide(&["article", &view.record.article.id]);
    format!("{day}-{article:016x}_{}_{}", line::folded(&event.kind), line::folded(&event.uid))
}

/// One value for each party, side by side with the other columns of the same parties; empty if none has one.
fn list(sides: &[Side], value: impl Fn(&Side) -> String) -> String {
    let values: Vec<String> = sides.iter().map(value).map(|v| line::folded(&v).replace(';', ",")).collect();
    if values.iter().all(String::is_empty) {
        return String::new();
    }
    values.iter().map(|v| if v.is_empty() { MISSING } else { v }).collect::<Vec<_>>().join(BETWEEN)
}

/// Name, country, COW, primary sector, sectors, title, raw name, Wikipedia id (which nothing here knows).
fn parties(view: &View, sides: &[Side]) -> [String; 8] {
    let text = |o: &Option<String>| o.clone().unwrap_or_default();
    [
        list(sides, |s| s.entity.name.clone()),
        list(sides, |s| text(&s.entity.plover.country.clone().or_else(|| s.entity.country.clone()))),
        list(sides, |s| view.country(s.entity).and_then(|c| view.knowledge.cow(c)).map(|n| n.to_string()).unwrap_or_default()),
        list(sides, |s| text(&s.entity.plover.sectors.first().cloned())),
        list(sides, |s| s.entity.plover.sectors.join(WITHIN)),
        list(sides, |s| text(&s.entity.title)),
        list(sides, |s| view.raw(s.party)),
        String::new(),
    ]
}

/// Placename, city, district, province, country, latitude, longitude, GeoNames id, raw name, feature type.
fn place(view: &View, event: &Event) -> [String; 10] {
    let Some(p) = event.place.as_deref().and_then(|id| view.by_id.place(id)) else { return Default::default() };
    let text = |o: &Option<String>| o.clone().unwrap_or_default();
    [
        line::folded(&p.name),
        if p.kind == "city" { line::folded(&p.name) } else { String::new() },
        text(&p.admin2),
        text(&p.admin1),
        text(&p.country),
        p.lat.map(line::number).unwrap_or_default(),
        p.lon.map(line::number).unwrap_or_default(),
        p.geonames.map(|n| n.to_string()).unwrap_or_default(),
        line::folded(&p.text),
        geo::feature(&p.kind).map(|(_, code)| code.to_owned()).unwrap_or_default(),
    ]
}

fn row<'r>(view: &View<'r>, event: &'r Event) -> Option<[String; 40]> {
    let article = &view.record.article;
    let mut fields = vec![
        event_id(view, event),
        view.date(event.time.as_ref()).map(|d| d.to_string()).unwrap_or_default(),
        event.kind.clone(),
        event.mode.clone().unwrap_or_default(),
        line::number(event.plover_score),
        event.quad.to_uppercase().replace('-', " "),
        line::joined(event.contexts.iter().map(String::as_str), BETWEEN),
    ];
    fields.extend(parties(view, &view.sides(&event.actors)));
    fields.extend(parties(view, &view.sides(&event.recipients)));
    fields.extend(place(view, event));
    let locations = view.record.places.iter().map(|p| p.name.as_str());
    fields.extend([
        line::folded(view.source_name()),
        view.published().map(|d| d.to_string()).unwrap_or_default(),
        line::joined(view.names(&["person"]), BETWEEN),
        line::joined(view.names(&["organisation"]), BETWEEN),
        line::joined(locations, BETWEEN),
        article.language.clone().unwrap_or_default(),
        version(view),
    ]);
    fields.try_into().ok()
}

/// Program, codebook and the first digits of the model's hash.
pub fn version(view: &View) -> String {
    let engine = &view.record.engine;
    let model = engine.model.as_deref().map_or("rules", |m| m.get(..8).unwrap_or(m));
    format!("demarche-{} {} {model}", engine.version, engine.codebook)
}

impl Form for Polecat {
    fn begin(&mut self, options: &Options, out: &mut dyn Write) -> Result<(), ExportError> {
        Ok(line::write(out, &line::header(&COLUMNS, options.snake), MISSING)?)
    }

    fn item(&mut self, view: &View, options: &Options, report: &mut Report, out: &mut dyn Write) -> Result<(), ExportError> {
        for event in choose::events(view, options, report) {
            if let Some(fields) = row(view, event) {
                line::write(out, &fields, MISSING)?;
                report.rows += 1;
            }
        }
        Ok(())
    }
}
