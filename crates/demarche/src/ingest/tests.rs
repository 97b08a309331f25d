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
    assert_eq!(
        (second.source.as_str(), second.given_id.as_deref(), published(second).as_deref()),
        ("f.jsonl:2", Some("7"), Some("2017-12-01"))
    );
    assert!(matches!(&articles[2], Err(IngestError::BrokenJson { place, .. }) if place == "f.jsonl:3"));
    let last = articles[3].as_ref().unwrap();
    assert_eq!((last.source.as_str(), published(last).as_deref()), ("f.jsonl:5", Some("2017-12-01")));
    let options = Options { date_order: Some(DateOrder::Dmy), ..Options::default() };
    let articles = read_bytes("f.jsonl", lines.as_bytes(), &options).unwrap();
    assert_eq!(published(articles[0].as_ref().unwrap()).as_deref(), Some("2017-01-12"));
}

#[test]
fn a_title_that_the_body_repeats_is_taken_once() {
    let article = one(
        "a.json",
        r#"{"title": "Harrow expels Strait envoy", "text": "Harrow expels Strait envoy\nHarrow on Monday expelled the ambassador."}"#,
    );
    assert_eq!(article.text, "Harrow on Monday expelled the ambassador.");
    let article = one("a.txt", "Harrow expels Strait envoy\nHarrow expels Strait envoy\nHarrow on Monday expelled the ambassador.");
    assert_eq!(article.title.unwrap().value, "Harrow expels Strait envoy");
    assert_eq!(article.text, "Harrow on Monday expelled the ambassador.");
}

#[test]
fn captions_are_no_body() {
    let article = one(
        "a.txt",
        "The talks resumed.\nIMAGE SOURCE: Reuters\nThe president (R) shakes hands with the chancellor (L) in Harrow, May 3, 2022.\nThe talks are to end on Friday.",
    );
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

const PAGE: &str = r##"<!DOCTYPE html><html lang="en"><head><title>Envoy &amp; council agree | Example Times</title>
<meta property="og:title" content="Envoy &amp; council agree on boats"><meta property="og:site_name" content="Example Times">
<script type="application/ld+json">{"@context":"https://schema.org","@type":"NewsArticle","headline":"Envoy & council agree on boats",
"datePublished":"2023-04-22T03:30:00Z","dateModified":"2023-04-25T10:00:00Z","author":{"@type":"Person","name":"Jane Roe"},"articleSection":"World"}</script></head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/w">World</a></li></ul></nav>
<article><h1>Envoy &amp; council agree on boats</h1><p class="byline">By Jane Roe</p><p>April 21, 2023 11:30 PM EDT</p>
<figure><img src="a.jpg"><figcaption>The envoy (L) greets the council in Harrow, May 3, 2022. Photo: John Doe/Reuters</figcaption></figure>
<p>HARROW, April 21 (Example) &mdash; The envoy of Harrow and the council agreed on&nbsp;Friday that twelve boats would be handed over by the end of the month, both sides said.</p>
<p>The premier said that &ldquo;the strait belongs to all of us&rdquo;, and that the agreement would be signed in the capital on Monday by the ministers of both sides.</p>
<p>Read more: <a href="/x">Council asks for boats</a></p>
<h2>What comes next</h2>
<p>The boats, which were seized in January after a long dispute over fishing rights, will be returned to their owners in three groups, the council said in a statement.</p>
<ul><li>Four boats go back in the first week of May, according to the plan.</li><li>The others follow until the end of the summer, the ministry said.</li></ul>
<p>Observers from four neighbouring states will watch the handover in the port, the two sides said in the same statement on Friday evening.</p>
</article><footer><p>&copy; 2023 Example Times. All rights reserved.</p></footer></body></html>"##;

#[test]
fn a_page_is_read_with_its_metadata() {
    let article = one("https://news.example/world/envoy.html", PAGE);
    assert_eq!(article.title.as_ref().unwrap().value, "Envoy & council agree on boats");
    assert_eq!(published(&article).as_deref(), Some("2023-04-21"), "the day that the page prints, not UTC's");
    assert_eq!(article.authors[0].value, "Jane Roe");
    assert_eq!(article.publisher.as_ref().unwrap().value, "Example Times");
    assert_eq!(article.section.as_ref().unwrap().value, "World");
    assert_eq!(article.captions, ["The envoy (L) greets the council in Harrow, May 3, 2022."]);
    assert!(
        article.text.starts_with("HARROW, April 21 (Example) — The envoy of Harrow and the council agreed on Friday"),
        "{}",
        article.text
    );
    assert!(article.text.contains("“the strait belongs to all of us”"));
    for word in ["Read more", "Home", "rights reserved", "By Jane", "2022", "council agree on boats"] {
        assert!(!article.text.contains(word), "{word}: {}", article.text);
    }
    assert_eq!(article.blocks.iter().filter(|b| b.kind == BlockKind::Heading).count(), 1);
    assert_eq!(article.blocks.iter().filter(|b| b.kind == BlockKind::ListItem).count(), 2);
    assert_eq!(article.dateline.map(|span| span.of(&article.text)), Some("HARROW"));
    check_origins(&article, PAGE);
}

#[test]
fn an_address_full_of_digits_is_no_date() {
    let page = PAGE
        .replace("\"datePublished\":\"2023-04-22T03:30:00Z\",", "")
        .replace("<p>April 21, 2023 11:30 PM EDT</p>", "")
        .replace("April 21 (", "(");
    let page = page.replace("<meta property=\"og:site_name\"", "<link rel=\"canonical\" href=\"https://news.example/articles/10.1186/s12905-022-02136-8\"><meta name=\"dc.date\" content=\"2023-01-02\"><meta property=\"og:site_name\"");
    assert_eq!(published(&one("a.html", &page)).as_deref(), Some("2023-01-02"));
    let page = page
        .replace("<meta name=\"dc.date\" content=\"2023-01-02\">", "")
        .replace(",\"dateModified\":\"2023-04-25T10:00:00Z\"", "")
        .replace("\"dateModified\":\"2023-04-25T10:00:00Z\",", "");
    assert_eq!(published(&one("a.html", &page)), None);
}

/// Every character of the text lies in one run, and stands in the source (but for entities, escapes and white space).
fn check_origins(article: &Article, source: &str) {
    let mut at = 0;
    for run in &article.origins {
        let gap = &article.text[at..run.text];
        assert!(gap.is_empty() || gap == "\n\n", "{gap:?}");
        let text = &article.text[run.text..run.text + run.len];
        let from = &source[run.source..run.source + run.source_len];
        let same = text == from || text.split_whitespace().eq(from.split_whitespace());
        assert!(same || from.starts_with(['&', '\\', '<']) || text == " ", "{text:?} {from:?}");
        at = run.text + run.len;
    }
    assert_eq!(at, article.text.len());
}

#[test]
fn feeds_are_read_item_by_item() {
    let rss = "<?xml version=\"1.0\"?><rss version=\"2.0\" xmlns:content=\"c\" xmlns:dc=\"d\"><channel><title>Example Times</title><language>en-us</language>\n\
        <item><title>Envoy leaves &amp; returns</title><link>https://news.example/1</link><pubDate>Fri, 21 Apr 2023 23:30:00 -0400</pubDate><dc:creator>Jane Roe</dc:creator>\
        <description>Short.</description><content:encoded><![CDATA[<p>The envoy left Harrow on Friday &amp; returned.</p><p>The council met.</p>]]></content:encoded></item>\n\
        <item><title>Second</title><description>&lt;p&gt;The council of Harrow met on Monday.&lt;/p&gt;</description><pubDate>12/1/2017</pubDate></item></channel></rss>";
    let articles = read_bytes("feed.xml", rss.as_bytes(), &Options::default()).unwrap();
    let first = articles[0].as_ref().unwrap();
    assert_eq!(first.title.as_ref().unwrap().value, "Envoy leaves & returns");
    assert_eq!((first.source.as_str(), published(first).as_deref()), ("feed.xml:2", Some("2023-04-21")));
    assert_eq!(first.text, "The envoy left Harrow on Friday & returned.\n\nThe council met.");
    assert_eq!((first.url.as_ref().unwrap().value.as_str(), first.authors[0].value.as_str()), ("https://news.example/1", "Jane Roe"));
    check_origins(first, rss);
    assert!(matches!(&articles[1], Err(IngestError::AmbiguousDate { place, .. }) if place == "feed.xml:3"));

    let atom = "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"en\"><title>Example</title><entry><title>T</title><id>urn:1</id><link href=\"https://news.example/2\"/>\
        <published>2023-04-21T10:00:00Z</published><author><name>Jane Roe</name></author><content type=\"xhtml\"><div><p>The envoy left Harrow on Friday.</p></div></content></entry></feed>";
    let article = one("a.atom", atom);
    assert_eq!((article.text.as_str(), article.given_id.as_deref()), ("The envoy left Harrow on Friday.", Some("urn:1")));
    check_origins(&article, atom);
}

#[test]
fn agency_formats_are_read() {
    let ninjs = r#"{"uri": "urn:news:1", "type": "text", "versioncreated": "2023-04-21T10:00:00+02:00", "headline": "Envoy leaves", "byline": "Jane Roe", "language": "en", "body_xhtml": "<p>The envoy left <b>Harrow</b> on Friday.</p>"}"#;
    let article = one("a.json", ninjs);
    assert_eq!((article.text.as_str(), published(&article).as_deref()), ("The envoy left Harrow on Friday.", Some("2023-04-21")));
    check_origins(&article, ninjs);
    let newsml = "<newsItem guid=\"urn:2\" xml:lang=\"en\"><itemMeta><versionCreated>2023-04-22T10:00:00Z</versionCreated></itemMeta><contentMeta><contentCreated>2023-04-21</contentCreated><headline>Envoy leaves</headline><by>By Jane Roe</by></contentMeta>\
        <contentSet><inlineXML contenttype=\"application/xhtml+xml\"><html><head><title>x</title></head><body><p>The envoy left Harrow on Friday.</p></body></html></inlineXML></contentSet></newsItem>";
    let article = one("a.xml", newsml);
    assert_eq!(
        (article.text.as_str(), published(&article).as_deref(), article.given_id.as_deref()),
        ("The envoy left Harrow on Friday.", Some("2023-04-21"), Some("urn:2"))
    );
    check_origins(&article, newsml);
    let newsplease = r#"{"authors": ["Jane Roe"], "date_download": "2023-05-01 10:00:00", "date_publish": "2023-04-21 10:00:00", "description": "d", "language": "en", "maintext": "The envoy left Harrow.\nThe council met.", "source_domain": "news.example", "title": "Envoy leaves", "url": "https://news.example/1"}"#;
    let article = one("a.json", newsplease);
    assert_eq!((published(&article).as_deref(), article.blocks.len()), (Some("2023-04-21"), 2));
    check_origins(&article, newsplease);
}

#[test]
fn markdown_is_read() {
    let text = "---\ntitle: \"Envoy leaves\"\ndate: 2023-04-21\nauthor: Jane Roe\n---\n\nThe **envoy** left [Harrow](https://x.example/a_b) on\nFriday.\n\n## What _comes_ next\n\n- The council meets.\n- The snake_case word stays.\n\n> The strait is ours.\n";
    let article = one("a.md", text);
    assert_eq!(
        article.text,
        "The envoy left Harrow on Friday.\n\nWhat comes next\n\nThe council meets.\n\nThe snake_case word stays.\n\nThe strait is ours."
    );
    let kinds: Vec<_> = article.blocks.iter().map(|b| b.kind).collect();
    assert_eq!(kinds, [BlockKind::Paragraph, BlockKind::Heading, BlockKind::ListItem, BlockKind::ListItem, BlockKind::Quote]);
    assert_eq!((published(&article).as_deref(), article.title.as_ref().unwrap().value.as_str()), (Some("2023-04-21"), "Envoy leaves"));
    check_origins(&article, text);
    let article = one("b.md", "# Envoy leaves\n\nThe envoy left.\n");
    assert_eq!((article.title.unwrap().value.as_str(), article.text.as_str()), ("Envoy leaves", "The envoy left."));
}

fn warc_record(kind: &str, payload: &str) -> String {
    format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: https://news.example/w\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {}\r\n\r\n{payload}\r\n\r\n",
        payload.len()
    )
}

#[test]
fn warc_files_are_read_record_by_record() {
    let http = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{PAGE}");
    let plain = warc_record("warcinfo", "x: y")
        + &warc_record("response", &http)
        + &warc_record("response", "HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\nno");
    let mut packed = Vec::new();
    for record in [warc_record("warcinfo", "x: y"), warc_record("response", &http)] {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        std::io::Write::write_all(&mut encoder, record.as_bytes()).unwrap();
        packed.extend(encoder.finish().unwrap());
    }
    for bytes in [plain.as_bytes(), packed.as_slice()] {
        let articles = read_bytes("w.warc.gz", bytes, &Options::default()).unwrap();
        assert_eq!(articles.len(), 1);
        let article = articles[0].as_ref().unwrap();
        assert_eq!((article.source.as_str(), article.url.as_ref().unwrap().value.as_str()), ("w.warc.gz:2", "https://news.example/w"));
    }
    let cut = &plain.as_bytes()[..plain.len() / 2];
    assert!(matches!(read_bytes("w.warc", cut, &Options::default()), Err(IngestError::BrokenWarc { .. })));
}

#[test]
fn odd_layouts_of_json_are_read() {
    let count = |text: &str| {
        read_bytes("a.json", text.as_bytes(), &Options::default()).map(|a| a.iter().filter(|a| a.is_ok()).count()).unwrap_or(0)
    };
    let item = r#"{"text": "The envoy left Harrow.", "title": NaN}"#;
    assert_eq!(count(&format!("[{item}, {item}]")), 2);
    assert_eq!(count(&format!("{{\"articles\": [{item},\n{item}]}}")), 2);
    assert_eq!(count(&format!("{{\"hits\": {{\"hits\": [{{\"_id\": \"1\", \"_source\": {item}}}]}}}}")), 1);
    assert_eq!(count(&format!("{item}\n{item}\n")), 2);
    assert_eq!(
        count(r#"{"title": {"rendered": "Envoy"}, "content": {"rendered": "<p>The envoy left.</p>"}, "date": "2023-04-21T10:00:00"}"#),
        1
    );
    assert_eq!(count(r#"{"headline": "Harrow expels envoy", "date": 20230421}"#), 1);
}

#[test]
fn hostile_inputs_end() {
    let options = Options { check_language: false, ..Options::default() };
    let line = "The envoy left Harrow and ".repeat(200_000);
    let article = read_bytes("a.txt", line.as_bytes(), &options).unwrap().remove(0).unwrap();
    assert_eq!(article.text.len(), line.trim().len());
    let deep = format!("<html><body>{}<p>The envoy left Harrow on Friday.</p>", "<div>".repeat(100_000));
    let article = read_bytes("a.html", deep.as_bytes(), &options).unwrap().remove(0).unwrap();
    assert_eq!(article.text, "The envoy left Harrow on Friday.");
    let breaks = format!("<html><body>{}", "Talks<br>".repeat(60_000));
    assert!(read_bytes("a.html", breaks.as_bytes(), &options).is_ok());
    let deep = format!("{}1{}", "[".repeat(100_000), "]".repeat(100_000));
    assert!(read_bytes("a.json", deep.as_bytes(), &options).is_err());
    let deep = "<a>".repeat(100_000);
    let _ = read_bytes("a.xml", format!("<rss>{deep}").as_bytes(), &options);
    for junk in [
        "<",
        "<<<<<<",
        "&",
        "<!--",
        "<![CDATA[",
        "<a b='",
        "\u{0}\u{0}",
        "{",
        "[",
        "\"",
        "---\n",
        "<p",
        "<html><body>",
        "WARC/1.0\r\n\r\n",
        "# ",
    ] {
        let _ = read_bytes("a", junk.as_bytes(), &options);
        let _ = read_bytes("a", junk.repeat(5000).as_bytes(), &options);
    }
}

#[test]
fn paths_say_what_content_does_not() {
    assert!(read_bytes("f.jsonl", b"not json\n{\"text\": \"The envoy left.\"}\n", &Options::default()).unwrap()[1].is_ok());
}

#[test]
fn heads_in_many_forms_are_read() {
    let body = "The foreign minister of Harrow said on Monday that his government would not accept the offer.\n\nThe council answered that the offer would stand until the end of the month.";
    let article = one(
        "a.txt",
        &format!(
            "WORLD\n\nHarrow rejects the council’s latest offer\n\nPremier says the strait will not be given up\n\nJane Roe\n\n21 Apr 2023 10:15 GMT\n\nShare\n\n{body}\n\nRelated Articles\n\nCouncil meets in Port Lind\n\nBoats leave Harrow\n"
        ),
    );
    assert_eq!(article.title.as_ref().unwrap().value, "Harrow rejects the council’s latest offer");
    assert_eq!(article.standfirst.as_ref().unwrap().value, "Premier says the strait will not be given up");
    assert_eq!((article.authors[0].value.as_str(), published(&article).as_deref()), ("Jane Roe", Some("2023-04-21")));
    assert_eq!(article.text, body);
    let article = one(
        "a.txt",
        &format!(
            "Harrow Rejects Offer – Example Times\n\nHarrow Rejects Offer\n\nUpdated 22 April 2023, 10:15 IST\nPublished 21 April 2023, 08:15 IST\n\n{body}"
        ),
    );
    assert_eq!(
        (article.title.as_ref().unwrap().value.as_str(), published(&article).as_deref()),
        ("Harrow Rejects Offer", Some("2023-04-21"))
    );
    assert_eq!(article.text, body);
    let article =
        one("a.txt", &format!("Title: Harrow rejects offer\nDate: 2023-04-21\nAuthor: Jane Roe\nSource: Example Times\n\n{body}"));
    assert_eq!((article.publisher.as_ref().unwrap().value.as_str(), published(&article).as_deref()), ("Example Times", Some("2023-04-21")));
    assert_eq!(article.text, body);
    let article = one(
        "a.txt",
        &format!(
            "Harrow rejects offer\n\nPublished 3 hours ago\n\nImage source, EPA\nImage caption, The premier left the meeting early\n\nBy Jane Roe\nExample News, Port Lind\n\n{body}"
        ),
    );
    assert_eq!(article.captions, ["The premier left the meeting early"]);
    assert_eq!(article.text, body);
}

#[test]
fn an_agency_behind_the_last_sentence_makes_no_caption() {
    let article = one("a.txt", "Harrow rejects offer\n\nThe premier rejected the offer on Monday. (ANI)");
    assert_eq!(article.text, "The premier rejected the offer on Monday. (ANI)");
}

mod properties {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn no_bytes_do_harm(bytes in proptest::collection::vec(any::<u8>(), 0..400), name in prop::sample::select(vec!["a", "a.html", "a.jsonl", "a.xml", "a.md", "a.warc"])) {
            let _ = read_bytes(name, &bytes, &Options::default());
        }

        #[test]
        fn text_leads_back(words in proptest::collection::vec("[a-zA-Zé“”’.,\u{a0}\u{ad} \t\n\r]{0,40}", 1..30), end in prop::sample::select(vec!["\n", "\n\n", "\r\n"])) {
            let text = words.join(end);
            if let Ok(articles) = read_bytes("a.txt", text.as_bytes(), &Options { check_language: false, ..Options::default() }) {
                for article in articles.into_iter().flatten() {
                    check_origins(&article, &text);
                }
            }
        }

        #[test]
        fn pages_lead_back(parts in proptest::collection::vec(prop::sample::select(vec!["<p>", "</p>", "<div>", "</div>", "<br>", "&amp;", "&nbsp;", "<b>", "The envoy left Harrow on Friday evening. ", "Talks ", "\n", "<li>", "é", "&#8217;", "<h2>", "</h2>", "<!-- x -->"]), 1..60)) {
            let page = format!("<html><body>{}", parts.concat());
            if let Ok(articles) = read_bytes("a.html", page.as_bytes(), &Options { check_language: false, ..Options::default() }) {
                for article in articles.into_iter().flatten() {
                    check_origins(&article, &page);
                }
            }
        }
    }
}
