//! Faults that users of neighbouring tools reported, by kind: one sentence of our own or more for each, with the right value.

use std::sync::LazyLock;

use demarche::engine::{Engine, Options};
use demarche::ingest;
use demarche::record::Record;

static ENGINE: LazyLock<Engine> =
    LazyLock::new(|| Engine::load(&Options::default()).expect("the engine that comes with the program loads"));

fn read(text: &str, published: &str) -> Record {
    let options = ingest::Options { published: published.parse().ok(), check_language: false, ..ingest::Options::default() };
    let article =
        ingest::read_bytes("test.txt", text.as_bytes(), &options).expect("the text is read").remove(0).expect("the article is read");
    ENGINE.read(&article).expect("the engine reads")
}

#[test]
fn a_text_without_politics_has_no_event() {
    for text in [
        "The museum opens at nine on weekdays and tickets cost 12 euros.",
        "Water boils at a lower temperature on mountains, which is why eggs take longer there.",
        "The library lends 3,000 books a month and closes at six in winter.",
        "Her second novel, set on a ferry, sold 40,000 copies in its first year.",
    ] {
        let record = read(text, "2024-05-08");
        assert!(record.events.is_empty(), "{text}: {:?}", record.events.iter().map(|e| (&e.kind, &e.trigger.text)).collect::<Vec<_>>());
    }
    let record = read("The museum opens at nine on weekdays and tickets cost 12 euros.", "2024-05-08");
    assert_eq!(record.amounts.iter().map(|a| (a.value.as_f64(), a.unit.as_deref())).collect::<Vec<_>>(), [(Some(12.0), Some("EUR"))]);
}

#[test]
fn bare_countries_are_countries() {
    let record = read("The delegation travelled to China, then to the U.S. and on to Georgia's capital Tbilisi.", "2024-05-08");
    let places: Vec<_> = record.places.iter().map(|p| (p.country.as_deref(), p.precision.as_str())).collect();
    assert_eq!(places[..2], [(Some("CHN"), "country"), (Some("USA"), "country")], "{places:?}");
    assert!(record.places.iter().all(|p| p.name != "U"), "{places:?}");
}

#[test]
fn everyday_names_of_countries_are_known() {
    let record = read(
        "North Korea, Ivory Coast, Cape Verde, Laos and South Sudan abstained, while DR Congo and Czechia voted against.",
        "2024-05-08",
    );
    let found: Vec<_> = record.places.iter().filter_map(|p| p.country.as_deref()).collect();
    assert_eq!(found, ["PRK", "CIV", "CPV", "LAO", "SSD", "COD", "CZE"]);
}

#[test]
fn last_tuesday_said_on_a_tuesday_is_a_week_ago() {
    let record = read("The two leaders met last Tuesday.", "2021-05-18");
    assert_eq!(record.times[0].start_date.as_deref(), Some("2021-05-11"));
}

#[test]
fn what_goes_on_since_a_month_began_before() {
    // The verbs of neither sentence tell: one has none in the past, one looks ahead.
    for text in ["Onions are up a fifth since March.", "Ministers are due to meet farmers who have been on strike since September."] {
        let record = read(text, "2005-05-12");
        let start = record.times[0].start_date.as_deref().expect("a month with its year");
        assert!(start < "2005-05-12", "{text} {start}");
    }
}

#[test]
fn ordinal_weekday_of_a_month() {
    let record = read("The court will rule on the first Monday of September 2013.", "2013-07-02");
    assert_eq!(record.times[0].start_date.as_deref(), Some("2013-09-02"));
}

#[test]
fn separators_in_numbers() {
    let record = read("The fund holds 1,234,567.890 dollars; the toll is 3.355 euros; the loan is 12.500 million pesos.", "2024-05-08");
    let found: Vec<_> = record.amounts.iter().map(|a| (a.value.as_f64().unwrap_or(0.0), a.unit.as_deref())).collect();
    assert_eq!(found, [(1_234_567.89, Some("USD")), (3.355, Some("EUR")), (12_500_000.0, None)]);
}

#[test]
fn a_headline_in_the_body_is_not_read_twice() {
    let record = read(
        "Mali expels French envoy\n\nMali expels French envoy\n\nBAMAKO, May 6 - Mali on Monday expelled France's ambassador, the foreign ministry said.\n\nThe envoy has 72 hours to leave the country.\n",
        "2024-05-07",
    );
    assert_eq!(record.article.title.as_deref(), Some("Mali expels French envoy"));
    assert!(!record.article.text.contains("Mali expels French envoy"), "{}", record.article.text);
}

#[test]
fn every_span_holds_its_words() {
    let text = "Übergabe 🚢 delayed\n\nApril 21, 2023\n\n“We will not wait,” Finland’s envoy Aino Räsänen said in Tallinn on Thursday. She urged Estonia to send 40 trucks by May 3.\n\nThe ministry in Kyiv called the demand “absurd”.\n";
    let record = read(text, "2023-04-21");
    let check = |start: usize, end: usize, part: &Option<String>, said: &str| {
        let base = match part.as_deref() {
            None => record.article.text.clone(),
            Some("title") => record.article.title.clone().unwrap_or_default(),
            Some("standfirst") => record.article.standfirst.clone().unwrap_or_default(),
            Some(other) => record.article.captions[other.trim_start_matches("caption:").parse::<usize>().expect("a number")].clone(),
        };
        assert_eq!(base.chars().skip(start).take(end - start).collect::<String>(), said);
    };
    for e in &record.events {
        check(e.trigger.start, e.trigger.end, &e.trigger.part, &e.trigger.text);
    }
    for e in &record.entities {
        e.mentions.iter().for_each(|m| check(m.start, m.end, &m.part, &m.text));
    }
    record.times.iter().for_each(|t| check(t.start, t.end, &t.part, &t.text));
    record.amounts.iter().for_each(|a| check(a.start, a.end, &a.part, &a.text));
    record.places.iter().for_each(|p| check(p.start, p.end, &p.part, &p.text));
    assert!(!record.entities.is_empty() && !record.times.is_empty());
}

#[test]
fn an_article_is_read_the_same_beside_others() {
    let a = read("Norway froze the assets of a shipping group on Tuesday, its finance minister said.", "2024-02-13");
    let _ = read("Protesters blocked the road to Accra.", "2024-02-13");
    let again = read("Norway froze the assets of a shipping group on Tuesday, its finance minister said.", "2024-02-13");
    assert_eq!(serde_json::to_string(&a).ok(), serde_json::to_string(&again).ok());
}

#[test]
fn hostile_text_is_read() {
    let long = "word ".repeat(40_000);
    for text in [
        "\u{200B}\u{FEFF}x",
        "((((((((((",
        "“““““ ” ” \" ' '",
        "\u{202E}evil\u{202C} text said the minister.",
        "中文 العربية русский said the envoy in Kyiv.",
        &long,
    ] {
        let article = demarche::article::Article {
            text: text.to_owned(),
            blocks: vec![demarche::article::Block {
                span: demarche::span::Span::new(0, text.len()),
                kind: demarche::article::BlockKind::Paragraph,
            }],
            ..demarche::article::Article::default()
        };
        ENGINE.read(&article).expect("hostile text is read");
    }
}
