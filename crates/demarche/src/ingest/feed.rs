//! RSS (0.9x, 1.0, 2.0) and Atom: each item an article.

use super::draft::{Draft, Piece};
use super::error::IngestError;
use super::mapped::fold;
use super::xml::{self, Xml};
use super::{Options, finish, html, json, language, lines};
use crate::article::{Article, Found, Origin};

/// Where an item keeps its text, the longest form first.
const CONTENT: [&str; 9] =
    ["content:encoded", "content", "atom:content", "body", "xhtml:body", "fulltext", "description", "summary", "atom:summary"];
const PUBLISHED: [&str; 8] = ["pubDate", "published", "atom:published", "dc:date", "dcterms:issued", "issued", "date", "created"];
const UPDATED: [&str; 4] = ["updated", "atom:updated", "modified", "dcterms:modified"];

/// The articles of the feed `text`.
pub(crate) fn read(source: &str, text: &str, options: &Options) -> Vec<Result<Article, IngestError>> {
    let xml = xml::read(text);
    let items: Vec<usize> = (0..xml.elements.len())
        .filter(|n| matches!(xml.elements[*n].name.to_ascii_lowercase().as_str(), "item" | "entry" | "atom:entry"))
        .collect();
    if items.is_empty() {
        return vec![Err(IngestError::NoText { place: source.to_owned() })];
    }
    let channel =
        (0..xml.elements.len()).find(|n| matches!(xml.elements[*n].name.to_ascii_lowercase().as_str(), "channel" | "feed" | "atom:feed"));
    let mut line = (0, 1);
    let mut articles = Vec::with_capacity(items.len());
    for item in &items {
        let start = xml.elements[*item].inner.start;
        line = (start, line.1 + text.as_bytes()[line.0..start].iter().filter(|b| **b == b'\n').count());
        let place = if items.len() == 1 { source.to_owned() } else { format!("{source}:{}", line.1) };
        articles.push(finish::article(draft(&xml, channel, *item, &place, options), options));
    }
    articles
}

fn draft(xml: &Xml<'_>, channel: Option<usize>, item: usize, place: &str, options: &Options) -> Draft {
    let mut draft = Draft::new(place);
    let text = |names: &[&str]| xml.child(item, names).and_then(|child| xml.text(child));
    draft.given_id = text(&["guid", "id", "atom:id"]);
    if let Some(title) = text(&["title", "atom:title"]) {
        Draft::offer(&mut draft.title, &title, Origin::Field);
    }
    draft.url =
        link(xml, item).or_else(|| draft.given_id.clone()).filter(|url| url.starts_with("http")).map(|url| Found::new(url, Origin::Field));
    for name in PUBLISHED {
        if let Some(value) = text(&[name]) {
            draft.offer_published(&value, Origin::Field, options.date_order);
        }
    }
    draft.updated = UPDATED
        .iter()
        .filter_map(|name| super::dates::read(&text(&[name])?, options.date_order).ok())
        .next()
        .map(|written| Found::new(written.date, Origin::Field));
    for author in xml.children(item).filter(|n| matches!(xml.elements[*n].name, "dc:creator" | "author" | "atom:author" | "creator")) {
        let name = xml.child(author, &["name", "atom:name"]).unwrap_or(author);
        let value = xml.text(name).unwrap_or_default();
        // RSS writes "jroe@example.org (Jane Roe)".
        let value = value.split_once('(').map_or(value.as_str(), |(_, rest)| rest.trim_end_matches(')'));
        lines::names_in(value).iter().for_each(|name| draft.add_author(name, Origin::Field));
    }
    let publisher = text(&["source", "dc:publisher"])
        .or_else(|| channel.and_then(|c| xml.child(c, &["title", "atom:title"])).and_then(|title| xml.text(title)));
    if let Some(publisher) = publisher {
        Draft::offer(&mut draft.publisher, &publisher, Origin::Field);
    }
    if let Some(section) = text(&["category", "dc:subject"]) {
        Draft::offer(&mut draft.section, &section, Origin::Field);
    }
    let tag = channel.and_then(|c| {
        xml.child(c, &["language", "dc:language"]).and_then(|l| xml.text(l)).or_else(|| xml.elements[c].attribute("xml:lang"))
    });
    draft.language = tag.and_then(|tag| language::code(&tag)).map(|code| Found::new(code, Origin::Field));
    body(xml, item, &mut draft, options);
    draft
}

/// The address of the item: the text of `<link>`, or the `href` of the one to the article itself.
fn link(xml: &Xml<'_>, item: usize) -> Option<String> {
    let links = || xml.children(item).filter(|n| matches!(xml.elements[*n].name, "link" | "atom:link"));
    let alternate = links().find(|n| xml.elements[*n].attribute("rel").is_none_or(|rel| rel == "alternate"))?;
    xml.text(alternate).or_else(|| xml.elements[alternate].attribute("href"))
}

fn body(xml: &Xml<'_>, item: usize, draft: &mut Draft, options: &Options) {
    for name in CONTENT {
        let Some(content) = xml.child(item, &[name]) else { continue };
        let kind = xml.elements[content].attribute("type").unwrap_or_default();
        if kind == "xhtml" || xml.inside(content).next().is_some() && xml.elements[content].text.as_str().trim().is_empty() {
            draft.pieces = html::fragment(&xml.markup(content));
        } else {
            json::take(&xml.elements[content].text, draft, options);
        }
        if draft.pieces.iter().any(|piece| piece.as_str().split(' ').count() >= 3) {
            return;
        }
    }
    draft.pieces.clear();
    // Some feeds carry headlines only.
    if let Some(title) = xml.child(item, &["title", "atom:title"]) {
        draft.pieces = vec![Piece::paragraph(fold(&xml.elements[title].text))];
        draft.title = None;
    }
}
