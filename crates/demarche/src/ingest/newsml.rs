//! NewsML-G2 (IPTC) with XHTML, NITF or plain text in it, and NITF by itself.

use super::draft::Draft;
use super::error::IngestError;
use super::xml::{self, Xml};
use super::{Options, finish, html, language, lines, plain};
use crate::article::{Article, Found, Origin};

/// The articles in `text`.
pub(crate) fn read(source: &str, text: &str, options: &Options) -> Vec<Result<Article, IngestError>> {
    let xml = xml::read(text);
    let named = |names: &[&str]| {
        let local = |n: &usize| xml.elements[*n].name.rsplit(':').next().unwrap_or("").to_ascii_lowercase();
        (0..xml.elements.len()).filter(|n| names.contains(&local(n).as_str())).collect::<Vec<_>>()
    };
    let mut items = named(&["newsitem"]);
    if items.is_empty() {
        items = named(&["nitf"]);
    }
    if items.is_empty() {
        let root = xml.elements.first().map_or("none", |root| root.name).to_owned();
        return vec![Err(IngestError::UnknownXml { place: source.to_owned(), root })];
    }
    let place = |item: usize| if items.len() == 1 { source.to_owned() } else { format!("{source}:{}", xml.line(item)) };
    items.iter().map(|item| finish::article(draft(&xml, *item, &place(*item), options), options)).collect()
}

fn draft(xml: &Xml<'_>, item: usize, place: &str, options: &Options) -> Draft {
    let mut draft = Draft::new(place);
    let text = |names: &[&str]| names.iter().find_map(|name| xml.all(item, name).find_map(|n| xml.text(n)));
    let stamp = |names: &[&str], attribute: &str| {
        names.iter().find_map(|name| xml.all(item, name).find_map(|n| xml.elements[n].attribute(attribute)))
    };
    draft.given_id = xml.elements[item].attribute("guid").or_else(|| stamp(&["doc-id"], "id-string"));
    if let Some(title) = text(&["headline", "hl1", "hedline"]).or_else(|| text(&["title"])) {
        Draft::offer(&mut draft.title, &title, Origin::Field);
    }
    if let Some(standfirst) = text(&["hl2", "abstract"]).or_else(|| summary(xml, item)) {
        Draft::offer(&mut draft.standfirst, &standfirst, Origin::Field);
    }
    let dates = [
        text(&["contentcreated", "firstcreated"]),
        stamp(&["date.issue", "date.release", "story.date"], "norm"),
        stamp(&["pubdata"], "date.publication"),
        text(&["versioncreated", "dateid"]),
    ];
    for value in dates.into_iter().flatten() {
        draft.offer_published(&value, Origin::Field, options.date_order);
    }
    for byline in xml.all(item, "by").chain(xml.all(item, "byline")).filter_map(|n| xml.text(n)) {
        lines::names_in(&byline).iter().for_each(|name| draft.add_author(name, Origin::Field));
    }
    let provider = xml.all(item, "provider").find_map(|n| xml.text(n).or_else(|| xml.elements[n].attribute("literal")));
    if let Some(publisher) = provider.or_else(|| stamp(&["pubdata"], "name")).or_else(|| stamp(&["doc.copyright"], "holder")) {
        Draft::offer(&mut draft.publisher, &publisher, Origin::Field);
    }
    let tag = stamp(&["language"], "tag").or_else(|| xml.elements[item].attribute("xml:lang"));
    draft.language = tag.and_then(|tag| language::code(&tag)).map(|code| Found::new(code, Origin::Field));
    body(xml, item, &mut draft);
    draft
}

/// A description whose role is a summary.
fn summary(xml: &Xml<'_>, item: usize) -> Option<String> {
    let is_summary = |n: &usize| xml.elements[*n].attribute("role").is_some_and(|role| role.contains("summary"));
    xml.all(item, "description").find(is_summary).and_then(|n| xml.text(n))
}

fn body(xml: &Xml<'_>, item: usize, draft: &mut Draft) {
    for name in ["body.content", "inlinexml", "datacontent", "body"] {
        if let Some(content) = xml.all(item, name).next() {
            // A NITF inside is read from its own body.
            draft.pieces = html::fragment(&xml.markup(content));
        }
        if !draft.pieces.is_empty() {
            return;
        }
    }
    if let Some(data) = xml.all(item, "inlinedata").next() {
        draft.pieces = plain::pieces(&xml.elements[data].text);
        draft.has_head = true;
    }
}
