use super::*;

fn document(text: &str) -> Document {
    Document { text: text.to_owned(), ..Document::default() }
}

fn named(text: &str) -> Vec<String> {
    read(&document(text), Knowledge::embedded()).into_iter().map(|p| format!("{}/{}", p.name, p.country.unwrap_or_default())).collect()
}

#[test]
fn bare_countries_stay_countries() {
    assert_eq!(named("The delegation travelled to China, then to the U.S."), ["China/CHN", "United States/USA"]);
    let all = named("North Korea, Ivory Coast, Cape Verde, Laos and South Sudan abstained.");
    assert_eq!(all, ["North Korea/PRK", "Ivory Coast/CIV", "Cape Verde/CPV", "Laos/LAO", "South Sudan/SSD"]);
}

#[test]
fn namesakes_are_told_apart_by_their_company() {
    assert_eq!(named("A storm hit Paris, Texas."), ["Paris/USA", "Texas/USA"]);
    assert_eq!(named("Police in Kingston, Jamaica, and in Paris made arrests."), ["Kingston/JAM", "Jamaica/JAM", "Paris/FRA"]);
    assert_eq!(named("The Georgian government is upgrading its bases in Abkhazia, Georgia."), ["Abkhazia/GEO", "Georgia/GEO"]);
    assert_eq!(named("Voters in Georgia and Arizona chose."), ["Georgia/USA", "Arizona/USA"]);
}

#[test]
fn persons_papers_and_banks_are_no_places() {
    for text in [
        "Jordan Peele smiled.",
        "Paris Hilton smiled.",
        "The Washington Post wrote it.",
        "He works for the Bank of China.",
        "The New York Times wrote it.",
        "The Paris Agreement holds.",
        "Turkish forces advanced.",
        "They ate turkey.",
    ] {
        assert_eq!(named(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn a_capital_that_acts_is_a_city_and_names_its_state() {
    let places = read(&document("Moscow said that it would answer."), Knowledge::embedded());
    let moscow = &places[0];
    assert_eq!((moscow.kind, moscow.state.as_deref()), (PlaceKind::City, Some("rus")));
    assert_eq!((moscow.geonames, moscow.country.as_deref()), (Some(524_901), Some("RUS")));
}
