use super::*;

fn document(text: &str) -> Document {
    Document { text: text.to_owned(), ..Document::default() }
}

fn named(text: &str) -> Vec<String> {
    let knowledge = Knowledge::embedded();
    read(&document(text), knowledge).into_iter().map(|p| p.id).collect()
}

#[test]
fn bare_countries_stay_countries() {
    assert_eq!(named("The delegation travelled to China, then to the U.S."), ["chn", "usa"]);
    assert_eq!(named("North Korea, Ivory Coast, Cape Verde, Laos and South Sudan abstained."), ["prk", "civ", "cpv", "lao", "ssd"]);
}
