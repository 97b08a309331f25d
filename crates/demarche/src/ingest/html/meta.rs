//! What a page says of itself: `<meta>`, `<time>`, `<title>`, links, microdata.

use super::scan::{Scanner, Token, attributes, decoded, push_text};
use crate::ingest::mapped::{Mapped, fold_plain};

/// A `<time>` element, or another element that microdata calls a date.
#[derive(Debug, Clone, Default)]
pub(crate) struct Time {
    /// `datetime` or `content`.
    pub(crate) stamp: String,
    /// `itemprop`, `class` and `pubdate`, in lower case.
    pub(crate) role: String,
}

/// All of it, in the order of the page.
#[derive(Debug, Default)]
pub(crate) struct Meta {
    /// Name or property in lower case, content.
    pub(crate) properties: Vec<(String, String)>,
    /// Contents of `application/ld+json` scripts: bytes of the page.
    pub(crate) json_ld: Vec<std::ops::Range<usize>>,
    pub(crate) times: Vec<Time>,
    /// The `<title>`.
    pub(crate) title: Option<String>,
    /// `<html lang>`.
    pub(crate) language: Option<String>,
    /// `<link rel="canonical">`.
    pub(crate) canonical: Option<String>,
}

impl Meta {
    /// The first content of any of the properties, in the order of `names`.
    pub(crate) fn property(&self, names: &[&str]) -> Option<&str> {
        names.iter().find_map(|name| self.all(name).next())
    }

    /// All contents of one property.
    pub(crate) fn all(&self, name: &str) -> impl Iterator<Item = &str> {
        self.properties.iter().filter(move |(key, content)| key == name && !content.is_empty()).map(|(_, content)| content.as_str())
    }
}

/// Reads what the page says of itself. Linear.
pub(crate) fn read(page: &str) -> Meta {
    let mut meta = Meta::default();
    let mut in_json_ld = false;
    let mut in_title = false;
    for token in Scanner::html(page) {
        match token {
            Token::Start { name, attributes, .. } => {
                in_json_ld = name.eq_ignore_ascii_case("script") && attributes.to_ascii_lowercase().contains("ld+json");
                in_title = name.eq_ignore_ascii_case("title");
                element(&mut meta, name, attributes);
            }
            Token::Raw(range) if in_json_ld => meta.json_ld.push(range),
            Token::Raw(range) if in_title && meta.title.is_none() => {
                let mut title = Mapped::default();
                push_text(&mut title, &page[range], 0);
                meta.title = Some(fold_plain(title.as_str())).filter(|title| !title.is_empty());
            }
            _ => {}
        }
    }
    meta
}

fn element(meta: &mut Meta, name: &str, text: &str) {
    match name.to_ascii_lowercase().as_str() {
        "html" => meta.language = meta.language.take().or_else(|| attribute(text, &["lang", "xml:lang"])),
        "meta" => {
            if let (Some(key), Some(content)) =
                (attribute(text, &["property", "name", "itemprop", "http-equiv"]), attribute(text, &["content"]))
            {
                meta.properties.push((key.trim().to_ascii_lowercase(), content.trim().to_owned()));
            }
        }
        "link" if attribute(text, &["rel"]).is_some_and(|rel| rel.eq_ignore_ascii_case("canonical")) => {
            meta.canonical = meta.canonical.take().or_else(|| attribute(text, &["href"]));
        }
        "time" => time(meta, text),
        _ if text.contains("datePublished") || text.contains("dateModified") => time(meta, text),
        _ => {}
    }
}

fn attribute(text: &str, names: &[&str]) -> Option<String> {
    names.iter().find_map(|name| attributes(text).find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| decoded(value)))
}

fn time(meta: &mut Meta, text: &str) {
    let Some(stamp) = attribute(text, &["datetime", "content", "data-pubdate"]).filter(|stamp| !stamp.trim().is_empty()) else { return };
    let mut role = String::new();
    for (key, value) in attributes(text) {
        let key = key.to_ascii_lowercase();
        match key.as_str() {
            "itemprop" | "class" | "property" | "data-testid" => {
                role.push_str(&value.to_ascii_lowercase());
                role.push(' ');
            }
            "pubdate" => role.push_str("published "),
            _ => {}
        }
    }
    meta.times.push(Time { stamp, role });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_says_what_it_is() {
        let meta = read(
            "<html lang=\"en-GB\"><title>Envoy &amp; council | Example</title><meta property='og:title' content='Envoy &amp; council'>\
             <link rel=canonical href='https://news.example/a'><script type=\"application/ld+json\">{}</script>\
             <time datetime='2023-04-21T10:00:00+02:00' class='published'>x</time>",
        );
        assert_eq!(meta.title.as_deref(), Some("Envoy & council | Example"));
        assert_eq!(meta.property(&["og:title"]), Some("Envoy & council"));
        assert_eq!((meta.language.as_deref(), meta.canonical.as_deref()), (Some("en-GB"), Some("https://news.example/a")));
        assert_eq!((meta.json_ld.len(), meta.times.len()), (1, 1));
    }
}
