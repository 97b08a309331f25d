//! Tidy tables: the same rows in five formats; nothing that a text holds breaks a row.

use std::sync::Arc;

use ::bytes::Bytes;
use arrow_array::cast::AsArray;
use arrow_array::types::{Date32Type, Int64Type};
use arrow_array::{Array, RecordBatch};
use arrow_ipc::reader::FileReader;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use proptest::prelude::*;

use super::tests::{bytes, export};
use super::{Layout, Options, SCHEMA, Table, columnar, fixture, tidy};

const TABLES: [(&str, Table, usize); 5] = [
    ("events", Table::Events, 8),
    ("statements", Table::Statements, 2),
    ("commitments", Table::Commitments, 1),
    ("entities", Table::Entities, 4),
    ("articles", Table::Articles, 1),
];

fn table(layout: &str) -> (String, usize) {
    let (text, report) = export(layout, vec![fixture::record().into()], &Options::default());
    (text, report.rows)
}

fn column<'a>(batch: &'a RecordBatch, name: &str) -> &'a Arc<dyn Array> {
    batch.column_by_name(name).expect("a column")
}

#[test]
fn every_format_has_every_row_and_column() {
    for (name, kind, count) in TABLES {
        let columns = tidy::columns(kind);
        let (csv, rows) = table(&format!("{name}.csv"));
        assert_eq!(rows, count, "{name}");
        let mut reader = csv::Reader::from_reader(csv.as_bytes());
        assert_eq!(reader.headers().expect("a header").iter().collect::<Vec<_>>(), columns.iter().map(|c| c.0).collect::<Vec<_>>());
        assert_eq!(reader.records().filter(|r| r.as_ref().is_ok_and(|r| r.len() == columns.len())).count(), count);
        // No quoted line breaks: readers that know lines alone keep the rows apart.
        assert_eq!(csv.lines().count(), count + 1);
        let (tsv, _) = table(&format!("{name}.tsv"));
        assert!(tsv.lines().all(|l| l.split('\t').count() == columns.len()));
        let (jsonl, _) = table(&format!("{name}.jsonl"));
        for line in jsonl.lines() {
            let object: serde_json::Map<String, serde_json::Value> = serde_json::from_str(line).expect("JSON");
            assert_eq!(object.keys().collect::<Vec<_>>(), columns.iter().map(|c| c.0).collect::<Vec<_>>());
        }
    }
}

#[test]
fn cells_are_what_the_record_says() {
    let (csv, _) = table("events.csv");
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let header = reader.headers().expect("a header").clone();
    let rows: Vec<csv::StringRecord> = reader.records().map(|r| r.expect("a row")).collect();
    let cell = |row: usize, name: &str| rows[row][header.iter().position(|h| h == name).expect("a column")].to_owned();
    assert_eq!(
        (cell(0, "cameo"), cell(0, "contexts"), cell(0, "actor_sectors")),
        ("042".into(), "diplomatic;military".into(), "GOV|MIL".into())
    );
    assert_eq!((cell(0, "actor_cow"), cell(0, "recipient_gw"), cell(0, "place_admin1")), ("385".into(), "369".into(), "Donetsk".into()));
    assert_eq!((cell(0, "mentions"), cell(3, "happening_id"), cell(3, "happening_first")), ("2".into(), "uid-1".into(), "false".into()));
    assert_eq!((cell(2, "plover_score"), cell(2, "trigger_in"), cell(2, "mode")), ("-3".into(), "title".into(), String::new()));
    assert_eq!((cell(5, "claimed_by"), cell(5, "claim_uid"), cell(4, "negated")), ("Ada Berg".into(), "uid-s1".into(), "true".into()));
    let (jsonl, _) = table("statements.jsonl");
    let first: serde_json::Value = serde_json::from_str(jsonl.lines().next().expect("a line")).expect("JSON");
    assert_eq!((first["content"].as_str(), first["speaker_raw"].as_str()), (Some("We doubt it"), Some("Berg")));
    assert_eq!((&first["event_uids"], &first["within_uid"]), (&serde_json::json!(["uid-6"]), &serde_json::Value::Null));
    let (csv, _) = table("commitments.csv");
    assert!(csv.contains(",request,Ukraine,") && csv.contains(",2 tanks,2,tank,2023-07-11,"));
}

#[test]
fn parquet_reads_back() {
    for (name, kind, count) in TABLES {
        let (file, _) = bytes(&format!("{name}.parquet"), vec![fixture::record().into()], &Options::default());
        let builder = ParquetRecordBatchReaderBuilder::try_new(Bytes::from(file)).expect("Parquet");
        assert_eq!(builder.schema().fields(), columnar::schema(kind).fields());
        assert_eq!(builder.schema().metadata().get(columnar::METADATA_KEY).map(String::as_str), Some(SCHEMA));
        let batches: Vec<RecordBatch> = builder.build().expect("a reader").map(|b| b.expect("a batch")).collect();
        assert_eq!(batches.iter().map(RecordBatch::num_rows).sum::<usize>(), count);
        if kind == Table::Events {
            check_events(&batches[0]);
        }
    }
}

#[test]
fn arrow_reads_back() {
    for (name, kind, count) in TABLES {
        let (file, _) = bytes(&format!("{name}.arrow"), vec![fixture::record().into()], &Options::default());
        let reader = FileReader::try_new(std::io::Cursor::new(file), None).expect("Arrow");
        assert_eq!(reader.schema(), columnar::schema(kind));
        let batches: Vec<RecordBatch> = reader.map(|b| b.expect("a batch")).collect();
        assert_eq!(batches.iter().map(RecordBatch::num_rows).sum::<usize>(), count);
        if kind == Table::Events {
            check_events(&batches[0]);
        }
    }
}

fn check_events(batch: &RecordBatch) {
    let text = |name| column(batch, name).as_string::<i32>();
    assert_eq!((text("cameo").value(0), text("actors").value(0)), ("042", "Ada\tBerg"));
    assert!(text("mode").is_null(2) && text("recipients").is_null(2));
    let dates = column(batch, "start_date").as_primitive::<Date32Type>();
    assert_eq!((dates.value(0), dates.is_null(1)), (19_467, true));
    assert_eq!(column(batch, "trigger_start").as_primitive::<Int64Type>().value(0), 11);
    assert!(column(batch, "negated").as_boolean().value(4));
}

#[test]
fn the_same_input_gives_the_same_bytes_and_many_rows_come_in_groups() {
    let items = || (0..3_000).map(|_| fixture::record().into()).collect::<Vec<_>>();
    for layout in ["events.parquet", "events.arrow"] {
        let (first, report) = bytes(layout, items(), &Options::default());
        assert_eq!(report.rows, 24_000);
        assert!(first == bytes(layout, items(), &Options::default()).0, "{layout}");
    }
    let (file, _) = bytes("events.parquet", items(), &Options::default());
    let builder = ParquetRecordBatchReaderBuilder::try_new(Bytes::from(file)).expect("Parquet");
    assert_eq!(builder.metadata().num_row_groups(), 2);
    let sum: usize = builder.build().expect("a reader").map(|b| b.expect("a batch").num_rows()).sum();
    assert_eq!(sum, 24_000);
}

#[test]
fn a_table_without_rows_has_its_header() {
    for name in Layout::names().iter().filter(|n| n.contains('.')) {
        let (file, report) = bytes(name, Vec::new(), &Options::default());
        assert_eq!(report.rows, 0);
        assert_eq!(file.is_empty(), name.ends_with(".jsonl"), "{name}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever stands in the texts of a record, each layout's rows keep their width and their number.
    #[test]
    fn no_field_breaks_its_row(words in prop::collection::vec("(\\PC|[\\t\\n\\r\\x00\\x0b\\x0c\\u{85}\\u{2028}\"',;|🕊])*", 8), numbers in prop::collection::vec(0usize..200, 4)) {
        let mut record = fixture::record();
        let a = &mut record.article;
        (a.id, a.source, a.url, a.text) = (words[0].clone(), words[1].clone(), Some(words[2].clone()), words[3].clone());
        (a.title, a.publisher, a.published) = (Some(words[4].clone()), Some(words[5].clone()), Some(format!("2023-04-21{}", words[6])));
        for e in &mut record.entities {
            (e.name, e.title, e.cameo) = (words[4].clone(), Some(words[5].clone()), Some(words[6].clone()));
            e.plover.sectors = vec![words[7].clone(), words[0].clone()];
        }
        for e in &mut record.events {
            (e.kind, e.mode, e.cameo, e.quad) = (words[1].clone(), Some(words[2].clone()), words[3].clone(), words[4].clone());
            (e.contexts, e.trigger.text) = (words.clone(), words[5].clone());
            (e.trigger.start, e.trigger.end) = (numbers[0], numbers[1]);
            e.actors.iter_mut().chain(&mut e.recipients).for_each(|p| (p.start, p.end) = (numbers[2], numbers[3]));
        }
        for p in &mut record.places {
            (p.name, p.kind, p.admin1, p.country) = (words[6].clone(), words[7].clone(), Some(words[0].clone()), Some(words[1].clone()));
        }
        for (layout, width) in [("polecat", 40), ("icews", 20), ("gdelt", 61), ("gdelt-mentions", 16), ("petrarch2", 8)] {
            let (text, report) = export(layout, vec![record.clone().into()], &Options::default());
            let header = usize::from(matches!(layout, "polecat" | "icews"));
            prop_assert_eq!(text.lines().count(), report.rows + header);
            prop_assert!(text.lines().all(|l| l.split('\t').count() == width), "{}", layout);
            let breaks = text.contains(['\r', '\0', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}']);
            prop_assert!(!breaks);
        }
        for name in Layout::names().iter().filter(|n| n.contains('.')) {
            let (file, report) = bytes(name, vec![record.clone().into()], &Options::default());
            if name.ends_with("csv") || name.ends_with("tsv") {
                prop_assert_eq!(String::from_utf8_lossy(&file).lines().count(), report.rows + 1);
            }
        }
        for name in ["ngec", "events.jsonl"] {
            let (text, report) = export(name, vec![record.clone().into()], &Options::default());
            prop_assert_eq!(text.matches('\n').count(), report.rows);
            prop_assert!(text.split_terminator('\n').all(|l| serde_json::from_str::<serde_json::Value>(l).is_ok()));
        }
        let (text, _) = export("geojson", vec![record.into()], &Options::default());
        prop_assert!(serde_json::from_str::<serde_json::Value>(&text).is_ok());
    }
}
