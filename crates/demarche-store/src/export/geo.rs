//! Places in the words of GDELT (FIPS 10-4) and GeoNames.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use demarche::knowledge::{Entry, EntryKind, Knowledge};
use demarche::record::PlaceInfo;
use serde::Deserialize;

use super::line;

#[derive(Deserialize)]
struct Rules {
    adm1_not_fips: BTreeSet<String>,
    geo_type: BTreeMap<String, [u8; 2]>,
    feature: BTreeMap<String, [String; 2]>,
}

static RULES: LazyLock<Rules> =
    LazyLock::new(|| toml::from_str(include_str!("geo.toml")).expect("geo.toml is part of the program and parses"));

/// The eight fields that GDELT has for a place, as text; unknown is empty, the type then 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Geo {
    /// 0 none, 1 country, 2 US state, 3 US city, 4 other city or landmark, 5 other state.
    pub kind: String,
    /// "Kyiv, Kyiv City, Ukraine".
    pub full_name: String,
    /// FIPS 10-4 code of the country.
    pub country: String,
    /// FIPS 10-4 country and first-level code; the country alone if that is not known.
    pub adm1: String,
    /// Always empty: GDELT has codes here that the gazetteer lacks.
    pub adm2: String,
    /// Degrees.
    pub lat: String,
    /// Degrees.
    pub lon: String,
    /// Code of a country or first-level unit; of other places empty, for GDELT has GNS and GNIS numbers there.
    pub feature: String,
}

impl Geo {
    /// No place.
    pub fn none() -> Self {
        let empty = String::new;
        Self {
            kind: "0".to_owned(),
            full_name: empty(),
            country: empty(),
            adm1: empty(),
            adm2: empty(),
            lat: empty(),
            lon: empty(),
            feature: empty(),
        }
    }

    /// A place of a record.
    pub fn of_place(place: &PlaceInfo, knowledge: &Knowledge) -> Self {
        let entry = place.country.as_deref().and_then(|code| knowledge.country(code));
        let country = entry.and_then(|e| knowledge.fips(e)).unwrap_or_default();
        let american = place.country.as_deref() == Some("USA");
        let kind = RULES.geo_type.get(&place.kind).map_or(0, |types| types[usize::from(!american)]);
        let adm1 = adm1(place, entry, &country, knowledge);
        let mut names = vec![place.name.as_str()];
        names.extend(place.admin1.as_deref().filter(|n| place.kind != "country" && !names.contains(n)));
        names.extend(entry.map(|e| knowledge.name(e)).filter(|n| !names.contains(n)));
        let feature = match place.kind.as_str() {
            "country" => country.clone(),
            "admin1" => adm1.clone(),
            _ => String::new(),
        };
        Self {
            kind: kind.to_string(),
            full_name: line::joined(names.iter().copied(), ", "),
            country,
            adm1,
            adm2: String::new(),
            lat: place.lat.map(line::number).unwrap_or_default(),
            lon: place.lon.map(line::number).unwrap_or_default(),
            feature,
        }
    }

    /// A country as a place, with the coordinates that the record gives it, if it names it.
    pub fn of_country(country: Entry, places: &[PlaceInfo], knowledge: &Knowledge) -> Self {
        let iso3 = knowledge.iso3(country);
        if let Some(place) = places.iter().find(|p| p.kind == "country" && p.country.is_some() && p.country == iso3) {
            return Self::of_place(place, knowledge);
        }
        let fips = knowledge.fips(country).unwrap_or_default();
        Self {
            kind: "1".to_owned(),
            full_name: knowledge.name(country).to_owned(),
            adm1: fips.clone(),
            feature: fips.clone(),
            country: fips,
            ..Self::none()
        }
    }

    /// The fields in GDELT's order.
    pub fn fields(self) -> [String; 8] {
        [self.kind, self.full_name, self.country, self.adm1, self.adm2, self.lat, self.lon, self.feature]
    }
}

/// FIPS country and first-level code: the gazetteer's ids are GeoNames's, whose second half is FIPS's for most countries.
fn adm1(place: &PlaceInfo, country: Option<Entry>, fips: &str, knowledge: &Knowledge) -> String {
    let iso3 = place.country.as_deref().unwrap_or_default();
    let unit = place.admin1.as_deref().filter(|_| !RULES.adm1_not_fips.contains(iso3)).and_then(|name| {
        let entries = knowledge.named(name).into_iter();
        entries.filter(|&e| e.kind == EntryKind::Admin1 && knowledge.country_of(e) == country).map(|e| knowledge.id(e)).next()
    });
    let code = unit.as_deref().and_then(|id| id.split_once('.')).map_or("", |(_, code)| code);
    if code.len() == 2 { format!("{fips}{code}") } else { fips.to_owned() }
}

/// GeoNames's feature class and code of a kind of place.
pub fn feature(kind: &str) -> Option<(&'static str, &'static str)> {
    RULES.feature.get(kind).map(|[class, code]| (class.as_str(), code.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(kind: &str, name: &str, country: &str, admin1: Option<&str>) -> PlaceInfo {
        serde_json::from_value(
            serde_json::json!({"id": "p1", "start": 0, "end": 1, "text": name, "name": name, "kind": kind, "precision": kind,
            "country": country, "admin1": admin1, "admin2": null, "geonames": 1, "lat": 50.5, "lon": 30.0}),
        )
        .expect("a place")
    }

    #[test]
    fn countries_are_fips_and_not_iso() {
        let knowledge = Knowledge::embedded();
        let geo = |kind, name, country, admin1| Geo::of_place(&place(kind, name, country, admin1), knowledge);
        let donetsk = geo("city", "Donetsk", "UKR", Some("Donetsk"));
        assert_eq!((&*donetsk.country, &*donetsk.adm1, &*donetsk.kind), ("UP", "UP05", "4"));
        let russia = geo("country", "Russia", "RUS", None);
        assert_eq!((&*russia.country, &*russia.feature, &*russia.kind), ("RS", "RS", "1"));
        let texas = geo("admin1", "Texas", "USA", Some("Texas"));
        assert_eq!((&*texas.adm1, &*texas.kind, &*texas.full_name), ("USTX", "2", "Texas, United States"));
        let leeds = geo("city", "Leeds", "GBR", Some("England"));
        assert_eq!((&*leeds.adm1, &*leeds.full_name), ("UK", "Leeds, England, United Kingdom"));
        assert_eq!(geo("asteroid", "X", "", None).kind, "0");
    }

    #[test]
    fn a_country_without_a_place_has_no_coordinates() {
        let knowledge = Knowledge::embedded();
        let serbia = knowledge.country("SRB").expect("a country");
        let geo = Geo::of_country(serbia, &[], knowledge);
        assert_eq!((&*geo.country, &*geo.lat, &*geo.full_name), ("RI", "", "Serbia"));
    }

    #[test]
    fn every_kind_of_place_has_a_type_and_a_feature() {
        for kind in ["country", "region", "admin1", "admin2", "city", "site", "sea"] {
            assert!(RULES.geo_type.contains_key(kind) && feature(kind).is_some(), "{kind}");
        }
    }
}
