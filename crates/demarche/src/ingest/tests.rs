//! Whole inputs of each kind.

use super::*;
use crate::article::BlockKind;

fn one(source: &str, text: &str) -> Article {
    read_bytes(source, text.as_bytes(), &Options::default()).unwrap().remove(0).unwrap()
}

fn published(article: &Article) -> Option<String> {
    article.published.as_ref().map(|found| found.value.to_string())
}

#[test]
fn scraping_residue_is_taken_off_a_plain_text() {
    let article = one(
        "a.txt",
        "!-- Google tag (gtag.js) -->\n\nHarrow Pledges Aid; Strait Council Asks for Boats\n\nThe premier of Harrow came to the council for the first time since the dispute began.\n\nApril 21, 2023\nHarrow Pledges Aid; Strait Council Asks for Boats\n\t\t\n    \nIMAGE SOURCE: Reuters\nPremier Anna Lind (L) met the council’s head (R) during her visit on Thursday.\n\nOn Thursday, the premier pledged aid to the council for the coming winter. \n\nOverview\n\nThe visit is the first since the dispute over the strait began last year.\n\nAsks for Boats, Fishing Rights\n\nThe council filed for more boats in September.",
    );
    assert_eq!(article.title.as_ref().unwrap().value, "Harrow Pledges Aid; Strait Council Asks for Boats");
    assert!(article.standfirst.as_ref().unwrap().value.starts_with("The premier of Harrow came"));
    assert_eq!(published(&article).as_deref(), Some("2023-04-21"));
    assert_eq!(article.captions, ["Premier Anna Lind (L) met the council’s head (R) during her visit on Thursday."]);
    let headings: Vec<_> = article.blocks.iter().filter(|b| b.kind == BlockKind::Heading).map(|b| b.span.of(&article.text)).collect();
    assert_eq!(headings, ["Overview", "Asks for Boats, Fishing Rights"]);
    assert!(article.text.starts_with("On Thursday, the premier"));
    assert_eq!(article.blocks.len(), 5);
}

#[test]
fn each_line_of_json_has_its_own_fate() {
    let lines = "{\"text\": \"The envoy left Harrow.\", \"pub_date\": \"12/1/2017\"}\n{\"text\": \"The envoy left Harrow.\", \"pub_date\": \"2017-12-01\", \"id\": 7}\n{\"text\": broken\n\n{\"body\": \"The envoy left Harrow.\", \"date\": \"1 Dec 2017 10:15 GMT\", \"title\": \"Envoy leaves\"}\n";
    let articles = read_bytes("f.jsonl", lines.as_bytes(), &Options::default()).unwrap();
    assert_eq!(articles.len(), 4);
    assert!(matches!(&articles[0], Err(IngestError::AmbiguousDate { place, value }) if place == "f.jsonl:1" && value == "12/1/2017"));
    let second = articles[1].as_ref().unwrap();
    assert_eq!((second.source.as_str(), second.given_id.as_deref(), published(second).as_deref()), ("f.jsonl:2", Some("7"), Some("2017-12-01")));
    assert!(matches!(&articles[2], Err(IngestError::BrokenJson { place, .. }) if place == "f.jsonl:3"));
    let last = articles[3].as_ref().unwrap();
    assert_eq!((last.source.as_str(), published(last).as_deref()), ("f.jsonl:5", Some("2017-12-01")));
    let options = Options { date_order: Some(DateOrder::Dmy), ..Options::default() };
    let articles = read_bytes("f.jsonl", lines.as_bytes(), &options).unwrap();
    assert_eq!(published(articles[0].as_ref().unwrap()).as_deref(), Some("2017-01-12"));
}

#[test]
fn a_title_that_the_body_repeats_is_taken_once() {
    let article = one("a.json", r#"{"title": "Harrow expels Strait envoy", "text": "Harrow expels Strait envoy\nHarrow on Monday expelled the ambassador."}"#);
    assert_eq!(article.text, "Harrow on Monday expelled the ambassador.");
    let article = one("a.txt", "Harrow expels Strait envoy\nHarrow expels Strait envoy\nHarrow on Monday expelled the ambassador.");
    assert_eq!(article.title.unwrap().value, "Harrow expels Strait envoy");
    assert_eq!(article.text, "Harrow on Monday expelled the ambassador.");
}

#[test]
fn captions_are_no_body() {
    let article = one("a.txt", "The talks resumed.\nIMAGE SOURCE: Reuters\nThe president (R) shakes hands with the chancellor (L) in Harrow, May 3, 2022.\nThe talks are to end on Friday.");
    assert_eq!(article.text, "The talks resumed.\n\nThe talks are to end on Friday.");
    assert_eq!(article.captions, ["The president (R) shakes hands with the chancellor (L) in Harrow, May 3, 2022."]);
    assert_eq!(article.published, None);
}

#[test]
fn datelines_are_found_and_kept() {
    for (text, place) in [
        ("HARROW, April 20 (Agency) — The envoy left on Monday.", Some("HARROW")),
        ("PORT LIND — The envoy left on Monday.", Some("PORT LIND")),
        ("Harrow (Agency) - The envoy left on Monday.", Some("Harrow")),
        ("PORT LIND, Westmark (AP) — The envoy left on Monday.", Some("PORT LIND, Westmark")),
        ("HARROW: The envoy left on Monday.", Some("HARROW")),
        ("BREAKING: The envoy left on Monday.", None),
        ("Peace — that is what they want.", None),
        ("NATO said on Monday that it was over.", None),
    ] {
        let article = one("a.txt", text);
        assert_eq!(article.dateline.map(|span| span.of(&article.text)), place, "{text}");
        assert_eq!(article.text, text);
    }
}

#[test]
fn faults_are_named() {
    let fault = |source: &str, bytes: &[u8]| read_bytes(source, bytes, &Options::default()).unwrap_err().to_string();
    assert_eq!(fault("a.txt", b""), "the input is empty; remove it or fetch it again: a.txt");
    assert!(fault("a.pdf", b"%PDF-1.7 ...").contains("a PDF file"));
    assert!(fault("a.json", b"{\"a\": 1}").contains("no field with the text"));
    let german = "Der Außenminister sagte am Montag, dass die Gespräche mit den Nachbarn weitergehen würden. ".repeat(4);
    assert!(fault("a.txt", german.as_bytes()).contains("German"));
    assert!(fault("a.txt", b"Published: 12/1/2017\n\nThe envoy left.\n").contains("--date-order"));
}
