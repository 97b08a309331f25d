//! The page of an article from outside: structure, escaping, size, and that nothing is loaded from anywhere.

use demarche::record::Record;
use proptest::prelude::*;
use serde_json::{Value, json};

/// A record of an invented article with one of everything; `words` stands where an article's own words do.
fn record(words: &str) -> Record {
    let text = format!("Peru on Friday accused Chile of {words} near Arica.\n\nChile asked Peru to wait, the envoy said.");
    let len = words.chars().count();
    let at = |part: &str| text[..text.find(part).expect("there")].chars().count();
    let span = |part: &str| json!({"start": at(part), "end": at(part) + part.chars().count()});
    let quote = |part: &str| json!({"start": at(part), "end": at(part) + part.chars().count(), "text": part});
    let party = |id: &str, part: &str| json!({"entity": id, "start": at(part), "end": at(part) + part.chars().count()});
    let entity = |id: &str, name: &str, part: &str| {
        json!({"id": id, "kind": "country", "name": name, "actor": words, "title": words, "country": "PER", "acts_for": null,
            "plover": {"country": "PER", "sectors": []}, "cameo": "PER", "why": null,
            "mentions": [{"start": at(part), "end": at(part) + part.len(), "text": part, "form": "name"}]})
    };
    let event = |id: &str, trigger: &str, a: Value, r: Value, statement: Value| {
        json!({"id": id, "uid": id, "type": "ACCUSE", "mode": words, "contexts": [words], "cameo": "112", "quad": "verbal-conflict", "goldstein": -2.0,
            "plover_score": -3.0, "sentence": 0, "trigger": quote(trigger), "actors": [a], "recipients": [r],
            "object": {"start": 32, "end": 32 + len, "text": words}, "place": "p1",
            "time": {"start_date": "2024-05-03", "end_date": "2024-05-03", "precision": "day", "span": span("on Friday")},
            "status": words, "negated": true, "statement": statement, "same_as": null, "inferred": [words], "amounts": [], "lead": true, "confidence": 0.9})
    };
    let value = json!({
        "schema": "demarche.record/1",
        "engine": {"version": words, "model": "ab", "codebook": words, "knowledge": "cd"},
        "article": {"id": words, "source": words, "url": words, "title": words, "publisher": words, "authors": [words], "published": "2024-05-04",
            "language": words, "standfirst": words, "captions": [words], "section": null, "found": {}, "text": text},
        "entities": [entity("e1", words, "Peru"), entity("e2", "Chile", "Chile")],
        "events": [event("v1", "accused", party("e1", "Peru"), party("e2", "Chile"), Value::Null),
            event("v2", "asked", party("e2", "Chile"), party("e1", "Peru"), json!("s1"))],
        "statements": [{"id": "s1", "uid": "s1", "form": "indirect", "speaker": {"entity": null, "start": at("the envoy"), "end": at(" said")}, "addressees": [],
            "cue": quote("said"), "content": [span("Chile asked Peru to wait")], "sentence": 1, "events": ["v2"], "time": null, "within": null,
            "stance": words, "inferred": [words], "confidence": 1.0}],
        "times": [{"id": "t1", "start": at("Friday"), "end": at(" accused"), "text": "Friday", "type": "date", "value": "2024-05-03", "start_date": null, "end_date": null}],
        "amounts": [],
        "places": [{"id": "p1", "start": at("Arica"), "end": at("Arica") + 5, "text": "Arica", "name": words, "kind": "city", "precision": "city", "country": "CHL",
            "admin1": null, "admin2": null, "geonames": null, "lat": -18.5, "lon": -70.3}],
        "commitments": [{"id": "c1", "uid": "c1", "kind": words, "from": "e2", "to": ["e1"], "beneficiaries": [], "what": {"start": 0, "end": 4, "text": words},
            "amounts": [], "due": words, "condition": null, "event": "v2", "statement": "s1", "answers": null, "sentence": 1}],
    });
    serde_json::from_value(value).expect("a record")
}

/// What a browser would see as tags: all that stands between `<` and `>` outside style and script.
fn tags(page: &str) -> Vec<&str> {
    let body = page.split("<body").nth(1).expect("a body");
    let body = body.rsplit_once("<script>").expect("our script").0;
    body.split('<').skip(1).map(|t| t.split('>').next().unwrap_or("")).collect()
}

const HOSTILE: &str =
    "<script>alert(1)</script><img src=x onerror=alert(2)>\"' onmouseover=\"alert(3)\" javascript:alert(4) </style></title>&amp;";

#[test]
fn an_article_with_a_script_in_it_is_harmless() {
    let page = demarche_pages::page(&record(HOSTILE));
    assert_eq!(page.matches("<script").count(), 1, "only our own");
    assert_eq!(page.matches("</style>").count(), 1);
    for tag in tags(&page) {
        let name = tag.split([' ', '/']).find(|t| !t.is_empty()).unwrap_or("");
        assert!(!matches!(name, "script" | "img" | "iframe" | "object" | "link" | "base"), "{tag}");
        // Names of attributes stand outside the quotation marks.
        let bare: String = tag.split('"').step_by(2).collect();
        assert!(!bare.contains(" on") && !bare.contains("javascript"), "{tag}");
    }
    assert!(!page.contains("href=\"javascript"));
    assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"));
}

#[test]
fn nothing_is_loaded_and_little_is_written() {
    let page = demarche_pages::page(&record("massing troops"));
    for loading in [" src=", "@import", "url(", "<link", "fetch(", "XMLHttp"] {
        assert!(!page.contains(loading), "{loading}");
    }
    assert!(page.contains("http-equiv=\"Content-Security-Policy\"") && page.contains("default-src 'none'"));
    assert!(page.len() < 100_000, "{}", page.len());
}

#[test]
fn every_item_has_a_place_and_every_link_a_target() {
    let page = demarche_pages::page(&record("massing troops"));
    for id in [
        "v1",
        "v2",
        "s1",
        "c1",
        "e1",
        "e2",
        "w-v1",
        "w-v2",
        "w-s1",
        "w-e1",
        "events",
        "statements",
        "ledger",
        "timeline",
        "map",
        "who",
        "graph",
    ] {
        assert_eq!(page.matches(&format!(" id=\"{id}\"")).count(), 1, "{id}");
    }
    for link in page.split("href=\"#").skip(1) {
        let id = link.split('"').next().expect("closed");
        assert!(page.contains(&format!(" id=\"{id}\"")), "#{id} leads nowhere");
    }
    assert!(page.contains("did not happen"));
}

#[test]
fn the_words_of_the_article_are_all_there_once() {
    let r = record("massing troops");
    let page = demarche_pages::page(&r);
    let article = page.split("<article>").nth(1).and_then(|p| p.split("</article>").next()).expect("an article");
    let mut plain = String::new();
    let mut inside = false;
    for c in article.chars() {
        match c {
            '<' => inside = true,
            '>' => inside = false,
            c if !inside => plain.push(c),
            _ => {}
        }
    }
    for paragraph in r.article.text.split("\n\n") {
        assert_eq!(plain.matches(paragraph).count(), 1, "{plain}");
    }
}

#[test]
fn the_same_record_gives_the_same_bytes() {
    assert_eq!(demarche_pages::page(&record("x y")), demarche_pages::page(&record("x y")));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    /// Offsets that overlap, cross, or lie outside, and ids that lead nowhere, give a page all the same.
    #[test]
    fn any_spans_make_a_page(words in "\\PC{0,40}", spans in prop::collection::vec((0usize..140, 0usize..140), 6)) {
        let mut r = record(&words);
        for (i, (start, end)) in spans.into_iter().enumerate() {
            match i {
                0 => (r.events[0].trigger.start, r.events[0].trigger.end) = (start, end),
                1 => (r.statements[0].content[0].start, r.statements[0].content[0].end) = (start, end),
                2 => (r.entities[0].mentions[0].start, r.entities[0].mentions[0].end) = (start, end),
                3 => (r.places[0].start, r.places[0].end) = (start, end),
                4 => r.events[1].trigger.part = Some(format!("caption:{start}")),
                _ => r.events[1].place = Some(format!("p{end}")),
            }
        }
        let page = demarche_pages::page(&r);
        prop_assert_eq!(page.matches("<script").count(), 1);
    }
}
