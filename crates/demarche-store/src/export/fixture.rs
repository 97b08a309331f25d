//! Records made by hand: an emoji before every span, tabs and line breaks in names, fields that are missing.

use demarche::record::Record;
use serde_json::{Value, json};

use super::{Happening, Item};

const TEXT: &str = "🕊 Ada Berg visited Oslia. Oslia asked Norra for aid. \"We doubt it,\" Berg told Oslia.";

/// Where `words` stand in [`TEXT`], in code points; the `n`th time, from 0.
fn at(words: &str, n: usize) -> (usize, usize) {
    let byte = TEXT.match_indices(words).nth(n).map_or(0, |(at, _)| at);
    let start = TEXT[..byte].chars().count();
    (start, start + words.chars().count())
}

fn party(entity: &str, words: &str, n: usize) -> Value {
    let (start, end) = at(words, n);
    json!({"entity": entity, "start": start, "end": end})
}

fn quote(words: &str) -> Value {
    let (start, end) = at(words, 0);
    json!({"start": start, "end": end, "text": words})
}

fn entity(id: &str, kind: &str, name: &str, country: Option<&str>, sectors: &[&str], cameo: Option<&str>) -> Value {
    json!({"id": id, "kind": kind, "name": name, "actor": null, "title": null, "country": country, "acts_for": null,
        "plover": {"country": country, "sectors": sectors}, "cameo": cameo, "why": null, "mentions": []})
}

/// An event with everything that is not given left unknown.
pub fn event(n: usize, kind: &str, cameo: &str, actors: Vec<Value>, recipients: Vec<Value>) -> Value {
    json!({"id": format!("v{n}"), "uid": format!("uid-{n}"), "type": kind, "mode": null, "contexts": [], "cameo": cameo,
        "quad": "verbal-cooperation", "goldstein": 1.0, "plover_score": 2.5, "sentence": 0, "trigger": quote("visited"), "actors": actors,
        "recipients": recipients, "object": null, "place": null, "time": null, "status": "actual", "negated": false, "statement": null,
        "same_as": null, "inferred": [], "amounts": [], "lead": false, "confidence": 0.84})
}

fn entities() -> Value {
    let mut berg = entity("e1", "person", "Ada\tBerg", Some("NOR"), &["GOV", "MIL"], Some("NORGOVMIL"));
    berg["actor"] = json!("ada-berg");
    berg["title"] = json!("Defence\nMinister; acting");
    let mut alliance = entity("e4", "organisation", "NATO", None, &["IGO"], Some("IGOWSTNAT"));
    alliance["actor"] = json!("nato");
    json!([
        berg,
        entity("e2", "country", "Ukraine", Some("UKR"), &[], Some("UKR")),
        entity("e3", "group", "border guards 🛡", Some("RUS"), &["MIL"], Some("RUSMIL")),
        alliance,
    ])
}

fn events() -> Value {
    let mut visit = event(1, "CONSULT", "042", vec![party("e1", "Ada Berg", 0)], vec![party("e2", "Oslia", 0)]);
    visit["mode"] = json!("visit");
    visit["contexts"] = json!(["diplomatic", "military"]);
    visit["goldstein"] = json!(1.9);
    visit["plover_score"] = json!(4.0);
    visit["place"] = json!("p1");
    visit["time"] = json!({"start_date": "2023-04-20", "end_date": "2023-04-20", "precision": "day", "span": null});
    visit["lead"] = json!(true);
    let mut request = event(2, "REQUEST", "103", vec![party("e2", "Oslia", 1)], vec![party("e4", "Norra", 0)]);
    request["mode"] = json!("assist");
    request["quad"] = json!("verbal-conflict");
    request["goldstein"] = json!(-5.0);
    request["plover_score"] = json!(0.5);
    request["sentence"] = json!(1);
    request["trigger"] = quote("asked");
    let mut accusation = event(3, "ACCUSE", "11", vec![party("e3", "Norra", 0)], vec![]);
    accusation["quad"] = json!("verbal-conflict");
    accusation["goldstein"] = json!(-2.0);
    accusation["plover_score"] = json!(-3.0);
    accusation["trigger"] = json!({"start": 0, "end": 4, "text": "acc\tuse", "in": "title"});
    let mut retold = event(4, "CONSULT", "042", vec![party("e1", "Ada Berg", 0)], vec![party("e2", "Oslia", 0)]);
    retold["same_as"] = json!("v1");
    retold["sentence"] = json!(1);
    let mut denied = event(5, "ASSAULT", "18", vec![party("e3", "Norra", 0)], vec![party("e2", "Oslia", 0)]);
    denied["negated"] = json!(true);
    let mut claimed = event(6, "AID", "07", vec![party("e2", "Oslia", 0)], vec![]);
    claimed["statement"] = json!("s1");
    let mut future = event(7, "AGREE", "03", vec![party("e2", "Oslia", 0)], vec![]);
    future["status"] = json!("future");
    let nobody = event(8, "PROTEST", "14", vec![], vec![]);
    json!([visit, request, accusation, retold, denied, claimed, future, nobody])
}

/// A record with a value of every kind.
pub fn record() -> Record {
    let (cue, told) = (quote("told"), at("We doubt it", 0));
    let said = json!({"id": "s1", "uid": "uid-s1", "form": "direct", "speaker": party("e1", "Berg", 1), "addressees": [party("e2", "Oslia", 2)],
        "cue": cue, "content": [{"start": told.0, "end": told.1}], "sentence": 2, "events": ["v6"], "time": null, "within": null,
        "stance": "doubts", "inferred": [], "confidence": 0.5});
    let asked = json!({"id": "s2", "uid": "uid-s2", "form": "indirect", "speaker": party("e2", "Oslia", 1), "addressees": [],
        "cue": quote("asked"), "content": [], "sentence": 1, "events": [], "time": null, "within": null, "stance": "demands", "inferred": [],
        "confidence": 0.5});
    let place = json!({"id": "p1", "start": 19, "end": 24, "text": "Oslia", "name": "Donetsk", "kind": "city", "precision": "city",
        "country": "UKR", "admin1": "Donetsk", "admin2": null, "geonames": 709_717, "lat": 48.023, "lon": 37.80224});
    let commitment = json!({"id": "c1", "uid": "uid-c1", "kind": "request", "from": "e2", "to": ["e4"], "beneficiaries": [], "what": null,
        "amounts": ["a1"], "due": "2023-07-11", "condition": null, "event": "v2", "statement": null, "answers": null, "sentence": 1});
    let amount = json!({"id": "a1", "start": 0, "end": 1, "text": "2 tanks", "value": 2, "value_max": null, "unit": "tank", "bound": null,
        "of": null, "since": null, "part_of": null, "role": null});
    serde_json::from_value(json!({
        "schema": "demarche.record/1",
        "engine": {"version": "0.1.0", "model": "0123456789abcdef", "codebook": "plover-1", "knowledge": "fedc"},
        "article": {"id": "a\t1;🕊", "source": "in/a.txt", "url": "https://www.example.org/a?x=1", "title": "Berg\nvisits 🕊", "publisher": null,
            "authors": ["A\tB"], "published": "2023-04-21", "language": "en", "standfirst": null, "captions": [], "section": null, "found": {},
            "text": TEXT},
        "entities": entities(), "events": events(), "statements": [said, asked], "times": [], "amounts": [amount], "places": [place],
        "commitments": [commitment],
    }))
    .expect("a record")
}

/// A record in which nothing is known.
pub fn bare() -> Record {
    serde_json::from_value(json!({
        "schema": "demarche.record/1", "engine": {"version": "0.1.0", "model": null, "codebook": "plover-1", "knowledge": ""},
        "article": {"id": "b", "source": "-", "url": null, "title": null, "publisher": null, "authors": [], "published": null, "language": null,
            "standfirst": null, "captions": [], "section": null, "found": {}, "text": ""},
        "entities": [entity("e1", "group", "", None, &[], None)],
        "events": [event(1, "PROTEST", "14", vec![json!({"entity": "e1", "start": 5, "end": 9})], vec![])],
        "statements": [], "times": [], "amounts": [], "places": [], "commitments": [],
    }))
    .expect("a record")
}

/// A meeting of `n` countries, nobody being the recipient.
pub fn summit(n: usize) -> Record {
    let mut record = bare();
    record.article.published = Some("2023-04-21".to_owned());
    let list: Vec<Value> = (1..=n).map(|i| entity(&format!("e{i}"), "country", &format!("C{i}"), None, &[], Some("CCC"))).collect();
    record.entities = serde_json::from_value(list.into()).expect("entities");
    let actors = (1..=n).map(|i| json!({"entity": format!("e{i}"), "start": 0, "end": 1})).collect();
    record.events = vec![serde_json::from_value(event(1, "CONSULT", "04", actors, vec![])).expect("an event")];
    record
}

/// The item of a store that knows the visit from nine tellings.
pub fn known(first: bool) -> Item {
    let happening = Happening { id: "h1".to_owned(), first, mentions: 9, sources: 4, articles: 5 };
    let again = Happening { first: false, ..happening.clone() };
    Item { record: record(), known: [("uid-1".to_owned(), happening), ("uid-4".to_owned(), again)].into() }
}
