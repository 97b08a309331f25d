//! Rows of hand-made records, cell by cell; the columns against lists typed from the layouts' own sources.

use super::*;
use super::{fixture, gdelt, icews, mentions, petrarch, polecat};

/// What a layout makes of items.
pub fn export(layout: &str, items: Vec<Item>, options: &Options) -> (String, Report) {
    let (bytes, report) = bytes(layout, items, options);
    (String::from_utf8(bytes).expect("UTF-8"), report)
}

pub fn bytes(layout: &str, items: Vec<Item>, options: &Options) -> (Vec<u8>, Report) {
    let mut out = Vec::new();
    let report = write(layout.parse().expect("a layout"), items, options, &mut out).expect("memory");
    (out, report)
}

fn rows(text: &str) -> Vec<Vec<&str>> {
    text.lines().map(|l| l.split('\t').collect()).collect()
}

fn plain(layout: &str) -> (String, Report) {
    export(layout, vec![fixture::record().into()], &Options::default())
}

/// The row's cells by the names of the columns.
fn cells<'a>(columns: &[&'a str], row: &[&'a str]) -> std::collections::BTreeMap<&'a str, &'a str> {
    assert_eq!(columns.len(), row.len(), "{row:?}");
    columns.iter().copied().zip(row.iter().copied()).collect()
}

const POLECAT: &str = "Event ID|Event Date|Event Type|Event Mode|Intensity|Quad Code|Contexts|Actor Name|Actor Country|Actor COW|Primary Actor Sector|Actor Sectors|Actor Title|Actor Name Raw|Wikipedia Actor ID|Recipient Name|Recipient Country|Recipient COW|Primary Recipient Sector|Recipient Sectors|Recipient Title|Recipient Name Raw|Wikipedia Recipient ID|Placename|City|District|Province|Country|Latitude|Longitude|GeoNames ID|Raw Placename|Feature Type|Source|Publication Date|Story People|Story Organizations|Story Locations|Language|Version";
const ICEWS: &str = "Event ID|Event Date|Source Name|Source Sectors|Source Country|Event Text|CAMEO Code|Intensity|Target Name|Target Sectors|Target Country|Story ID|Sentence Number|Publisher|City|District|Province|Country|Latitude|Longitude";
const GDELT: &str = "GLOBALEVENTID|SQLDATE|MonthYear|Year|FractionDate|Actor1Code|Actor1Name|Actor1CountryCode|Actor1KnownGroupCode|Actor1EthnicCode|Actor1Religion1Code|Actor1Religion2Code|Actor1Type1Code|Actor1Type2Code|Actor1Type3Code|Actor2Code|Actor2Name|Actor2CountryCode|Actor2KnownGroupCode|Actor2EthnicCode|Actor2Religion1Code|Actor2Religion2Code|Actor2Type1Code|Actor2Type2Code|Actor2Type3Code|IsRootEvent|EventCode|EventBaseCode|EventRootCode|QuadClass|GoldsteinScale|NumMentions|NumSources|NumArticles|AvgTone|Actor1Geo_Type|Actor1Geo_FullName|Actor1Geo_CountryCode|Actor1Geo_ADM1Code|Actor1Geo_ADM2Code|Actor1Geo_Lat|Actor1Geo_Long|Actor1Geo_FeatureID|Actor2Geo_Type|Actor2Geo_FullName|Actor2Geo_CountryCode|Actor2Geo_ADM1Code|Actor2Geo_ADM2Code|Actor2Geo_Lat|Actor2Geo_Long|Actor2Geo_FeatureID|ActionGeo_Type|ActionGeo_FullName|ActionGeo_CountryCode|ActionGeo_ADM1Code|ActionGeo_ADM2Code|ActionGeo_Lat|ActionGeo_Long|ActionGeo_FeatureID|DATEADDED|SOURCEURL";
const MENTIONS: &str = "GLOBALEVENTID|EventTimeDate|MentionTimeDate|MentionType|MentionSourceName|MentionIdentifier|SentenceID|Actor1CharOffset|Actor2CharOffset|ActionCharOffset|InRawText|Confidence|MentionDocLen|MentionDocTone|MentionDocTranslationInfo|Extras";

#[test]
fn the_columns_are_those_of_the_layouts() {
    assert_eq!(polecat::COLUMNS.join("|"), POLECAT);
    assert_eq!(icews::COLUMNS.join("|"), ICEWS);
    assert_eq!(gdelt::COLUMNS.join("|"), GDELT);
    assert_eq!(mentions::COLUMNS.join("|"), MENTIONS);
    let (text, _) = plain("polecat");
    assert_eq!(text.lines().next(), Some(&*POLECAT.replace('|', "\t")));
    let (text, _) = plain("icews");
    assert_eq!(text.lines().next(), Some(&*ICEWS.replace('|', "\t")));
}

#[test]
fn headers_in_snake_case() {
    let options = Options { snake: true, ..Options::default() };
    let (text, _) = export("icews", Vec::new(), &options);
    assert!(text.starts_with("event_id\tevent_date\tsource_name\t") && text.contains("\tcameo_code\t"));
    let (text, _) = export("polecat", Vec::new(), &options);
    assert!(text.contains("\twikipedia_actor_id\t") && text.contains("\tgeonames_id\t"));
}

#[test]
fn polecat_has_one_row_an_event_and_none_for_what_is_missing() {
    let (text, report) = plain("polecat");
    let rows = rows(&text);
    assert_eq!((rows.len(), report.rows), (4, 3));
    let visit = cells(&polecat::COLUMNS, &rows[1]);
    assert!(visit["Event ID"].starts_with("20230421-") && visit["Event ID"].ends_with("_CONSULT_uid-1"));
    let expected = [
        ("Event Date", "2023-04-20"),
        ("Event Mode", "visit"),
        ("Intensity", "4"),
        ("Quad Code", "VERBAL COOPERATION"),
        ("Contexts", "diplomatic; military"),
        ("Actor Name", "Ada Berg"),
        ("Actor Country", "NOR"),
        ("Actor COW", "385"),
        ("Primary Actor Sector", "GOV"),
        ("Actor Sectors", "GOV|MIL"),
        ("Actor Title", "Defence Minister, acting"),
        ("Actor Name Raw", "Ada Berg"),
        ("Wikipedia Actor ID", "None"),
        ("Recipient Name", "Ukraine"),
        ("Recipient COW", "369"),
        ("Recipient Sectors", "None"),
        ("Placename", "Donetsk"),
        ("City", "Donetsk"),
        ("District", "None"),
        ("Province", "Donetsk"),
        ("Country", "UKR"),
        ("Latitude", "48.023"),
        ("GeoNames ID", "709717"),
        ("Raw Placename", "Oslia"),
        ("Feature Type", "PPL"),
        ("Source", "example.org"),
        ("Publication Date", "2023-04-21"),
        ("Story People", "Ada Berg"),
        ("Story Organizations", "NATO"),
        ("Language", "en"),
        ("Version", "demarche-0.1.0 plover-1 01234567"),
    ];
    for (column, value) in expected {
        assert_eq!(visit[column], value, "{column}");
    }
    let accusation = cells(&polecat::COLUMNS, &rows[3]);
    assert_eq!((accusation["Intensity"], accusation["Recipient Name"], accusation["Event Mode"]), ("-3", "None", "None"));
    assert_eq!(accusation["Event Date"], "2023-04-21");
}

#[test]
fn what_is_left_out_is_said() {
    let (_, report) = plain("polecat");
    let left: Vec<(&str, usize)> = report.left_out.iter().map(|(why, n)| (why.split(" (").next().unwrap_or(why), *n)).collect();
    assert_eq!(left, [("claimed by a source", 1), ("future", 1), ("negated", 1), ("told again", 1), ("without actor and recipient", 1)]);
    let options = Options { with: [Extra::Claimed, Extra::Future].into(), tellings: Tellings::All, ..Options::default() };
    let (_, report) = export("polecat", vec![fixture::record().into()], &options);
    assert_eq!(report.rows, 6);
}

#[test]
fn icews_writes_both_sides_of_a_visit_appeals_and_statements() {
    let (text, report) = plain("icews");
    let rows = rows(&text);
    assert_eq!(report.rows, 5);
    let at = |n: usize, column: &str| cells(&icews::COLUMNS, &rows[n])[column].to_owned();
    let told = |n: usize| ["Source Name", "CAMEO Code", "Event Text", "Intensity", "Target Name"].map(|c| at(n, c)).join("|");
    assert_eq!(told(1), "Ada Berg|042|Make a visit|1.9|Ukraine");
    assert_eq!(told(2), "Ukraine|043|Host a visit|2.8|Ada Berg");
    assert_eq!(told(3), "Ukraine|023|Appeal for aid|3.4|NATO");
    assert_eq!(told(4), "Border guards 🛡 (Russia)|110|Disapprove|-2|Unspecified Actor");
    assert_eq!(told(5), "Ada Berg|012|Make pessimistic comment|-0.4|Ukraine");
    assert_eq!(at(1, "Source Sectors"), "Government,Military");
    assert_eq!((at(1, "Source Country"), at(1, "Target Sectors"), at(3, "Target Country")), ("Norway".into(), "NA".into(), "NA".into()));
    assert_eq!((at(4, "Source Country"), at(4, "Target Sectors")), ("Russian Federation".into(), "Unspecified".into()));
    assert_eq!((at(1, "City"), at(1, "District"), at(1, "Country")), ("Donetsk".into(), "NA".into(), "Ukraine".into()));
    assert_eq!((at(5, "Sentence Number"), at(5, "Latitude"), at(5, "Event Date")), ("3".into(), "NA".into(), "2023-04-21".into()));
    let ids: std::collections::BTreeSet<String> = (1..=5).map(|n| at(n, "Event ID")).collect();
    assert_eq!(ids.len(), 5);
    assert!(ids.iter().all(|id| id.parse::<i32>().is_ok_and(|id| id > 0)), "{ids:?}");
    let wide = Options { ids: IdWidth::Wide, ..Options::default() };
    let (text, _) = export("icews", vec![fixture::record().into()], &wide);
    assert!(
        text.lines().skip(1).any(|l| l.split('\t').next().is_some_and(|id| id.parse::<i64>().is_ok_and(|id| id > i64::from(i32::MAX))))
    );
}

#[test]
fn gdelt_has_fips_places_iso_actors_and_the_dates_of_the_article() {
    let (text, report) = plain("gdelt");
    let rows = rows(&text);
    assert_eq!((rows.len(), report.rows), (5, 5));
    let visit = cells(&gdelt::COLUMNS, &rows[0]);
    let expected = [
        ("SQLDATE", "20230420"),
        ("MonthYear", "202304"),
        ("Year", "2023"),
        ("FractionDate", "2023.3836"),
        ("Actor1Code", "NORGOVMIL"),
        ("Actor1Name", "ADA BERG"),
        ("Actor1CountryCode", "NOR"),
        ("Actor1Type1Code", "GOV"),
        ("Actor1Type2Code", "MIL"),
        ("Actor1Type3Code", ""),
        ("Actor2Code", "UKR"),
        ("Actor2CountryCode", "UKR"),
        ("IsRootEvent", "1"),
        ("EventCode", "042"),
        ("EventBaseCode", "042"),
        ("EventRootCode", "04"),
        ("QuadClass", "1"),
        ("GoldsteinScale", "1.9"),
        ("NumMentions", "2"),
        ("NumSources", "1"),
        ("NumArticles", "1"),
        ("AvgTone", ""),
        ("Actor1Geo_Type", "1"),
        ("Actor1Geo_FullName", "Norway"),
        ("Actor1Geo_CountryCode", "NO"),
        ("Actor2Geo_CountryCode", "UP"),
        ("ActionGeo_Type", "4"),
        ("ActionGeo_FullName", "Donetsk, Ukraine"),
        ("ActionGeo_CountryCode", "UP"),
        ("ActionGeo_ADM1Code", "UP05"),
        ("ActionGeo_ADM2Code", ""),
        ("ActionGeo_Lat", "48.023"),
        ("ActionGeo_FeatureID", ""),
        ("DATEADDED", "20230421000000"),
        ("SOURCEURL", "https://www.example.org/a?x=1"),
    ];
    for (column, value) in expected {
        assert_eq!(visit[column], value, "{column}");
    }
    let host = cells(&gdelt::COLUMNS, &rows[1]);
    assert_eq!((host["EventCode"], host["Actor1Code"], host["Actor2Code"], host["GoldsteinScale"]), ("043", "UKR", "NORGOVMIL", "2.8"));
    assert_ne!(host["GLOBALEVENTID"], visit["GLOBALEVENTID"]);
    let alliance = cells(&gdelt::COLUMNS, &rows[2]);
    assert_eq!((alliance["Actor2CountryCode"], alliance["Actor2KnownGroupCode"], alliance["Actor2Type1Code"]), ("WST", "NAT", "IGO"));
    assert_eq!((alliance["Actor2Geo_Type"], alliance["EventCode"], alliance["EventRootCode"]), ("0", "023", "02"));
    let (text, report) = export("gdelt", vec![fixture::bare().into()], &Options::default());
    assert_eq!((&*text, report.left_out.get("without any date")), ("", Some(&1)));
}

#[test]
fn the_time_of_publication_is_kept() {
    let mut record = fixture::record();
    record.article.published = Some("2023-04-21T06:07:08+02:00".to_owned());
    let (text, _) = export("gdelt", vec![record.into()], &Options::default());
    assert_eq!(rows(&text)[0][59], "20230421060708");
}

#[test]
fn mentions_lead_to_rows_of_the_events() {
    let (events, _) = plain("gdelt");
    let (text, report) = plain("gdelt-mentions");
    let (events, rows) = (rows(&events), rows(&text));
    assert_eq!(report.rows, 6);
    let ids: std::collections::BTreeSet<&str> = events.iter().map(|r| r[0]).collect();
    assert!(rows.iter().all(|r| ids.contains(r[0])));
    // The visit's two rows, its retelling in the second sentence, then the request.
    let first = cells(&mentions::COLUMNS, &rows[0]);
    assert_eq!(
        (first["SentenceID"], first["Actor1CharOffset"], first["Actor2CharOffset"], first["ActionCharOffset"]),
        ("1", "2", "19", "11")
    );
    assert_eq!((first["Confidence"], first["MentionType"], first["MentionSourceName"]), ("80", "1", "example.org"));
    assert_eq!((first["MentionDocLen"], first["MentionTimeDate"], first["InRawText"]), ("84", "20230421000000", "1"));
    let retold = rows.iter().filter(|r| r[0] == rows[0][0]).count();
    assert_eq!(retold, 2);
    let elsewhere = rows.iter().find(|r| r[9] == "-1").expect("the accusation stands in the title");
    assert_eq!(elsewhere[8], "-1");
}

#[test]
fn a_store_counts_a_happening_once() {
    let options = Options::default();
    let (text, _) = export("gdelt", vec![fixture::known(true)], &options);
    let counted = rows(&text)[0][31..34].join(" ");
    assert_eq!(counted, "9 4 5");
    let (again, report) = export("gdelt", vec![fixture::known(true), fixture::known(false)], &options);
    assert_eq!(rows(&again).iter().filter(|r| r[26] == "042").count(), 1);
    assert_eq!(report.left_out["told again"], 3);
    let (mentions, _) = export("gdelt-mentions", vec![fixture::known(false)], &options);
    assert_eq!(rows(&mentions)[0][0], rows(&text)[0][0]);
    let (table, _) = export("events.tsv", vec![fixture::known(false)], &options);
    assert!(table.lines().nth(1).is_some_and(|l| l.contains("\th1\tfalse\t9\t4\t5\t")), "{table}");
}

#[test]
fn a_claim_that_is_later_told_as_fact_makes_its_row_there() {
    let mut record = fixture::record();
    record.events[0].statement = Some("s1".to_owned());
    let (text, _) = export("icews", vec![record.into()], &Options::default());
    let visit = rows(&text)[3].clone();
    assert_eq!((visit[6], visit[12]), ("042", "2"), "{text}");
}

#[test]
fn petrarch_keeps_rows_with_both_codes() {
    let (text, report) = plain("petrarch2");
    let rows = rows(&text);
    assert_eq!(
        rows.iter().map(|r| r[..4].join(" ")).collect::<Vec<_>>(),
        ["20230420 NORGOVMIL UKR 042", "20230420 UKR NORGOVMIL 043", "20230421 UKR IGOWSTNAT 023", "20230421 NORGOVMIL UKR 012",]
    );
    assert!(rows.iter().all(|r| r.len() == petrarch::COLUMNS.len()));
    assert_eq!(rows[0][5..8], ["a 1_🕊_1", "https://www.example.org/a?x=1", "example.org"]);
    assert_eq!(report.left_out["without an actor code on both sides"], 1);
}

#[test]
fn a_summit_is_cut_at_the_limit_and_said() {
    let options = Options { pairs_limit: 10, ..Options::default() };
    let (text, report) = export("icews", vec![fixture::summit(20).into()], &options);
    assert_eq!((report.rows, report.cut, report.cut_pairs), (20, 1, 180));
    assert_eq!(
        text.lines().nth(1).map(|l| l.split('\t').collect::<Vec<_>>()[2..9].join("|")).as_deref(),
        Some("C1|NA|NA|Consult|040|1|C2")
    );
    let options = Options { pairs_limit: 190, ..Options::default() };
    let (_, report) = export("gdelt", vec![fixture::summit(20).into()], &options);
    // The manual's example: twenty members, 380 rows.
    assert_eq!((report.rows, report.cut), (380, 0));
}

#[test]
fn ngec_has_its_formatters_fields() {
    let (text, report) = plain("ngec");
    assert_eq!(report.rows, 3);
    let first: serde_json::Value = serde_json::from_str(text.lines().next().expect("a line")).expect("JSON");
    assert_eq!(first["event_mode"], serde_json::json!(["visit"]));
    let actor = &first["attributes"]["ACTOR"][0];
    let (start, end) = (actor["qa_start_char"].as_u64().expect("a number"), actor["qa_end_char"].as_u64().expect("a number"));
    let words: String = first["event_text"].as_str().expect("text").chars().skip(start as usize).take((end - start) as usize).collect();
    assert_eq!((&*words, actor["code_1"].as_str(), actor["country_name"].as_str()), ("Ada Berg", Some("GOV"), Some("Norway")));
    assert_eq!(first["event_geolocation"]["geo"]["geonameid"], "709717");
    assert_eq!(first["date_resolved"], "2023-04-20");
    for key in ["id", "date", "pub_date", "contexts", "geolocated_ents", "date_raw", "story_people", "story_orgs", "story_locs", "version"]
    {
        assert!(first.get(key).is_some(), "{key}");
    }
}

#[test]
fn geojson_counts_as_javascript_does() {
    let (text, report) = plain("geojson");
    assert_eq!(report.rows, 1);
    let all: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    let feature = &all["features"][0];
    assert_eq!(feature["geometry"]["coordinates"], serde_json::json!([37.80224, 48.023]));
    // "visited" begins at code point 11; the dove before it is two units of UTF-16.
    assert_eq!((feature["properties"]["start"].as_u64(), feature["properties"]["end"].as_u64()), (Some(12), Some(19)));
    let (empty, _) = export("geojson", Vec::new(), &Options::default());
    assert_eq!(serde_json::from_str::<serde_json::Value>(&empty).expect("JSON")["features"], serde_json::json!([]));
}
