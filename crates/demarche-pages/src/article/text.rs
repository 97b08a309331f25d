//! The article itself.

use std::collections::BTreeSet;

use demarche::record::{ArticleInfo, Part, Parts};
use maud::{Markup, html};

use crate::marks::Marks;

/// A paragraph of at most this many words that ends without a full stop is shown as a heading.
const HEADING_WORDS: usize = 12;

/// The article with its marks: headline, standfirst, byline, body, captions.
pub fn article(parts: &Parts, marks: &Marks, info: &ArticleInfo) -> Markup {
    let mut anchored = BTreeSet::new();
    let mut whole = |name: Option<&str>| parts.get(name).map(|part| marks.render(part, 0, part.len(), &mut anchored));
    let title = whole(Some("title"));
    let standfirst = whole(Some("standfirst"));
    let captions: Vec<Markup> = (0..info.captions.len()).filter_map(|i| whole(Some(&format!("caption:{i}")))).collect();
    let about: Vec<&str> = info.publisher.iter().chain(&info.authors).map(String::as_str).collect();
    html! {
        article {
            header {
                h1 { @match title { Some(words) => (words), None => "(no headline)" } }
                @if let Some(words) = standfirst { p.standfirst { (words) } }
                p.byline {
                    @if !about.is_empty() { (about.join(", ")) " · " }
                    @match &info.published { Some(day) => time datetime=(day) { (day) }, None => "no date" }
                }
            }
            @if let Some(body) = parts.get(None) {
                @for (start, end) in paragraphs(body) {
                    @if is_heading(body.slice(start, end)) {
                        h2.inside { (marks.render(body, start, end, &mut anchored)) }
                    } @else {
                        p { (marks.render(body, start, end, &mut anchored)) }
                    }
                }
            }
            @if !captions.is_empty() {
                aside.captions aria-label="Captions" { @for words in captions { p { (words) } } }
            }
        }
    }
}

/// The paragraphs of a text as code points: what stands between line breaks.
fn paragraphs(body: &Part) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    let mut at = 0;
    for line in body.text.split('\n') {
        let trimmed = line.trim();
        if !trimmed.is_empty() {
            let lead = line.len() - line.trim_start().len();
            out.push((body.point(at + lead), body.point(at + lead + trimmed.len())));
        }
        at += line.len() + 1;
    }
    out
}

fn is_heading(paragraph: &str) -> bool {
    let closed = paragraph.ends_with(['.', '!', '?', '"', '”', '’', '\'', ':', ';', ',', '…', ')', '-', '–', '—']);
    !closed && paragraph.split_whitespace().count() <= HEADING_WORDS
}
