//! ICEWS: 20 columns, tabs, header, no quoting, `NA` for what is missing; one row for each direction of a pair.

use std::io::Write;

use super::cameo::Cameo;
use super::dyads::{self, Dyad, Origin};
use super::ids::{IdWidth, Ids};
use super::line;
use super::parties::{icews_country, icews_name, icews_sectors};
use super::view::{Side, View};
use super::{ExportError, Form, Options, Report};

/// The header of the yearly files (`events.2018.…tab`).
pub const COLUMNS: [&str; 20] = [
    "Event ID",
    "Event Date",
    "Source Name",
    "Source Sectors",
    "Source Country",
    "Event Text",
    "CAMEO Code",
    "Intensity",
    "Target Name",
    "Target Sectors",
    "Target Country",
    "Story ID",
    "Sentence Number",
    "Publisher",
    "City",
    "District",
    "Province",
    "Country",
    "Latitude",
    "Longitude",
];

/// Missing fields.
const MISSING: &str = "NA";

/// The actor that ICEWS writes where the report names none.
const UNSPECIFIED: [&str; 3] = ["Unspecified Actor", "Unspecified", ""];

/// The layout.
pub struct Icews {
    ids: Ids,
}

impl Icews {
    /// With ids of a width.
    pub fn new(width: IdWidth) -> Self {
        Self { ids: Ids::new(width) }
    }

    fn row(&mut self, view: &View, dyad: &Dyad) -> [String; 20] {
        let cameo = Cameo::embedded();
        let [source, sectors, country] = actor(view, dyad.source);
        let [target, target_sectors, target_country] = actor(view, dyad.target);
        let place = dyad.place(view);
        let text = |o: Option<&String>| o.cloned().unwrap_or_default();
        let place_country = place.and_then(|p| view.knowledge.country(p.country.as_deref()?));
        [
            self.ids.of(&["icews", &dyad.key.0, &dyad.key.1.to_string()]).to_string(),
            view.date(dyad.time()).map(|d| d.to_string()).unwrap_or_default(),
            source,
            sectors,
            country,
            cameo.label(&dyad.code).to_owned(),
            dyad.code.clone(),
            line::number(cameo.icews_intensity(&dyad.code, dyad.goldstein)),
            target,
            target_sectors,
            target_country,
            self.ids.story(&view.record.article.id).to_string(),
            (dyad.sentence() + 1).to_string(),
            line::folded(view.source_name()),
            place.filter(|p| p.kind == "city").map(|p| line::folded(&p.name)).unwrap_or_default(),
            text(place.and_then(|p| p.admin2.as_ref())),
            text(place.and_then(|p| p.admin1.as_ref())),
            place_country.map(|c| icews_place_country(view, c)).unwrap_or_default(),
            place.and_then(|p| p.lat).map(line::number).unwrap_or_default(),
            place.and_then(|p| p.lon).map(line::number).unwrap_or_default(),
        ]
    }
}

fn icews_place_country(view: &View, country: demarche::knowledge::Entry) -> String {
    let iso3 = view.knowledge.iso3(country).unwrap_or_default();
    let names = &Cameo::embedded().rules.icews_countries;
    names.get(&iso3).map_or(view.knowledge.name(country), String::as_str).to_owned()
}

/// Name, sectors, country.
fn actor(view: &View, side: Option<Side>) -> [String; 3] {
    side.map_or(UNSPECIFIED.map(str::to_owned), |s| [icews_name(view, s.entity), icews_sectors(s.entity), icews_country(view, s.entity)])
}

impl Form for Icews {
    fn begin(&mut self, options: &Options, out: &mut dyn Write) -> Result<(), ExportError> {
        Ok(line::write(out, &line::header(&COLUMNS, options.snake), MISSING)?)
    }

    fn item(&mut self, view: &View, options: &Options, report: &mut Report, out: &mut dyn Write) -> Result<(), ExportError> {
        for dyad in dyads::dyads(view, options, report) {
            // ICEWS has statements only where somebody is addressed.
            if matches!(dyad.origin, Origin::Statement(_)) && dyad.target.is_none() {
                report.leave("statements to nobody named");
                continue;
            }
            line::write(out, &self.row(view, &dyad), MISSING)?;
            report.rows += 1;
        }
        Ok(())
    }
}
