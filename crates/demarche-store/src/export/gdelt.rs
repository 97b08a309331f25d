//! GDELT 2.0 events: 61 columns, tabs, no header, empty for what is missing.

use std::io::Write;

use jiff::civil::Date;

use super::cameo::Cameo;
use super::dyads::{self, Dyad};
use super::geo::Geo;
use super::parties::Parts;
use super::view::{Side, View};
use super::{ExportError, Form, Options, Report, ids, line};

/// The columns in their order; the files have no header.
#[cfg(test)]
pub const COLUMNS: [&str; 61] = [
    "GLOBALEVENTID",
    "SQLDATE",
    "MonthYear",
    "Year",
    "FractionDate",
    "Actor1Code",
    "Actor1Name",
    "Actor1CountryCode",
    "Actor1KnownGroupCode",
    "Actor1EthnicCode",
    "Actor1Religion1Code",
    "Actor1Religion2Code",
    "Actor1Type1Code",
    "Actor1Type2Code",
    "Actor1Type3Code",
    "Actor2Code",
    "Actor2Name",
    "Actor2CountryCode",
    "Actor2KnownGroupCode",
    "Actor2EthnicCode",
    "Actor2Religion1Code",
    "Actor2Religion2Code",
    "Actor2Type1Code",
    "Actor2Type2Code",
    "Actor2Type3Code",
    "IsRootEvent",
    "EventCode",
    "EventBaseCode",
    "EventRootCode",
    "QuadClass",
    "GoldsteinScale",
    "NumMentions",
    "NumSources",
    "NumArticles",
    "AvgTone",
    "Actor1Geo_Type",
    "Actor1Geo_FullName",
    "Actor1Geo_CountryCode",
    "Actor1Geo_ADM1Code",
    "Actor1Geo_ADM2Code",
    "Actor1Geo_Lat",
    "Actor1Geo_Long",
    "Actor1Geo_FeatureID",
    "Actor2Geo_Type",
    "Actor2Geo_FullName",
    "Actor2Geo_CountryCode",
    "Actor2Geo_ADM1Code",
    "Actor2Geo_ADM2Code",
    "Actor2Geo_Lat",
    "Actor2Geo_Long",
    "Actor2Geo_FeatureID",
    "ActionGeo_Type",
    "ActionGeo_FullName",
    "ActionGeo_CountryCode",
    "ActionGeo_ADM1Code",
    "ActionGeo_ADM2Code",
    "ActionGeo_Lat",
    "ActionGeo_Long",
    "ActionGeo_FeatureID",
    "DATEADDED",
    "SOURCEURL",
];

/// The layout.
pub struct Gdelt;

/// The id of a row: 63 bits of a hash of what it tells, the same in the mentions.
pub fn global_event_id(key: &(String, usize)) -> u64 {
    ids::wide(&["gdelt", &key.0, &key.1.to_string()])
}

/// YYYYMMDDHHMMSS of the article's date (midnight where it has no time), never of the clock; without a date, of the event's.
pub fn date_added(view: &View, event_day: Date) -> String {
    let published = view.record.article.published.as_deref().unwrap_or_default();
    let digits: String = published.chars().filter(char::is_ascii_digit).take(14).collect();
    match view.published() {
        Some(_) if published.get(10..11) == Some("T") && digits.len() == 14 => digits,
        Some(day) => format!("{}000000", day.strftime("%Y%m%d")),
        None => format!("{}000000", event_day.strftime("%Y%m%d")),
    }
}

/// GDELT's date as a fraction: year + (month × 30 + day) / 365, four digits.
fn fraction(day: Date) -> String {
    let part = (f64::from(day.month()) * 30.0 + f64::from(day.day())) / 365.0;
    format!("{:.4}", f64::from(day.year()) + part)
}

/// Code, name, country, group, people, two faiths, three types.
fn actor(side: Option<Side>) -> [String; 10] {
    let Some(side) = side else { return Default::default() };
    let code = side.entity.cameo.clone().unwrap_or_default();
    let Parts { country, group, ethnic, religions: [r1, r2], types: [t1, t2, t3] } = Parts::of(&code);
    [code, line::folded(&side.entity.name).to_uppercase(), country, group, ethnic, r1, r2, t1, t2, t3]
}

/// Home country of an actor.
fn home(view: &View, side: Option<Side>) -> Geo {
    let country = side.and_then(|s| view.country(s.entity));
    country.map_or_else(Geo::none, |c| Geo::of_country(c, &view.record.places, view.knowledge))
}

fn row(view: &View, dyad: &Dyad, day: Date) -> Option<[String; 61]> {
    let code = &dyad.code;
    let quad = Cameo::embedded().quad(code).map(|q| q.to_string()).unwrap_or_default();
    let (mentions, sources, articles) = dyad.counts;
    let place = dyad.place(view).map_or_else(Geo::none, |p| Geo::of_place(p, view.knowledge));
    let article = &view.record.article;
    let mut fields = vec![
        global_event_id(&dyad.key).to_string(),
        day.strftime("%Y%m%d").to_string(),
        day.strftime("%Y%m").to_string(),
        day.strftime("%Y").to_string(),
        fraction(day),
    ];
    fields.extend(actor(dyad.source));
    fields.extend(actor(dyad.target));
    fields.extend([
        u8::from(dyad.lead()).to_string(),
        code.clone(),
        code.get(..3).unwrap_or(code).to_owned(),
        code.get(..2).unwrap_or(code).to_owned(),
        quad,
        line::number(dyad.goldstein),
        mentions.to_string(),
        sources.to_string(),
        articles.to_string(),
        String::new(),
    ]);
    fields.extend(home(view, dyad.source).fields());
    fields.extend(home(view, dyad.target).fields());
    fields.extend(place.fields());
    fields.push(date_added(view, day));
    fields.push(article.url.clone().unwrap_or_else(|| article.source.clone()));
    fields.try_into().ok()
}

impl Form for Gdelt {
    fn item(&mut self, view: &View, options: &Options, report: &mut Report, out: &mut dyn Write) -> Result<(), ExportError> {
        for dyad in dyads::dyads(view, options, report) {
            let Some(fields) = view.date(dyad.time()).and_then(|day| row(view, &dyad, day)) else {
                report.leave("without any date");
                continue;
            };
            line::write(out, &fields, "")?;
            report.rows += 1;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_as_gdelt_counts_them() {
        assert_eq!(fraction(Date::constant(2023, 4, 20)), "2023.3836");
    }
}
