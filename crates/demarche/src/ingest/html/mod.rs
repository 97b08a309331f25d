//! Web pages and stretches of HTML.
//!
//! The page is read twice: `rs-trafilatura` says which words are the article, and a reader of our own ([`leaves`]) cuts the page into
//! blocks and knows where each character stands. The blocks whose words the extractor chose become the pieces of the draft, so that the
//! text is the page's own, word for word, with the way back.

mod describe;
mod json_ld;
mod leaves;
mod meta;
pub(crate) mod scan;
mod select;

use std::collections::BTreeSet;
use std::sync::LazyLock;

use regex::Regex;

use super::Options;
use super::draft::{Draft, Piece};
use super::json_text::Value;
use super::lines;
use super::mapped::{Mapped, fold};
use super::plain;
use crate::article::{BlockKind, Found, Origin};
use leaves::{Leaf, Leaves};

/// How many bytes at the start are looked at to tell a page from a text.
const WINDOW: usize = 1 << 16;

/// True if `text` is a whole page.
pub(crate) fn is_page(text: &str) -> bool {
    static PAGE: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"(?i)<!doctype\s+html|<html[\s>]|<body[\s>]|<head>").expect("a constant pattern"));
    PAGE.is_match(&text[..text.floor_char_boundary(WINDOW)])
}

/// True if `text` has tags that only HTML has.
pub(crate) fn has_markup(text: &str) -> bool {
    static TAG: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)</(?:p|div|span|a|strong|em|b|i|h[1-6]|ul|ol|li|blockquote|figure|table|section|article)\s*>|<br\s*/?>|<p>")
            .expect("a constant pattern")
    });
    text.contains('<') && TAG.is_match(text)
}

/// True if most of `text` stands in elements that make blocks, so that it is HTML and no text with a stray tag.
pub(crate) fn has_blocks(text: &str) -> bool {
    static TAG: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"(?i)</(?:p|div|h[1-6]|li|article|section)\s*>|<p[\s>]|<br\s*/?>").expect("a constant pattern"));
    let window = &text[..text.floor_char_boundary(WINDOW)];
    window.contains('<') && TAG.find_iter(window).take(3).count() == 3
}

/// The words of a short stretch of HTML (a title, a summary) in one line.
pub(crate) fn text_of(text: &str) -> String {
    if !text.contains(['<', '&']) {
        return text.to_owned();
    }
    if !has_markup(text) {
        return scan::decoded(text);
    }
    leaves::leaves(text).list.iter().map(|leaf| leaf.text.as_str()).collect::<Vec<_>>().join(" ")
}

/// The blocks of a stretch of HTML that is known to be an article.
pub(crate) fn fragment(text: &Mapped) -> Vec<Piece> {
    let leaves = leaves::leaves(text.as_str());
    leaves.list.into_iter().map(|leaf| piece(leaf, text)).collect()
}

fn piece(leaf: Leaf, text: &Mapped) -> Piece {
    let kind = leaf.kind();
    Piece { text: leaf.text.through(text), kind, blank_before: true, caption: leaf.around.caption }
}

/// Reads the article of the page `text` into `draft`.
pub(crate) fn page(text: &Mapped, draft: &mut Draft, options: &Options) {
    let page = text.as_str();
    let meta = meta::read(page);
    let json_ld = json_ld::read(meta.json_ld.iter().map(|range| &page[range.clone()]));
    let leaves = leaves::leaves(page);
    let url = draft.url.as_ref().map(|url| url.value.as_str()).or(meta.canonical.as_deref());
    let chosen = select::article(page, url, &leaves);
    let first = chosen.first().copied().unwrap_or(leaves.list.len());
    describe::page(draft, &meta, &json_ld, &leaves.list, first, options.date_order);
    captions(draft, &leaves.list, &chosen);
    draft.pieces = chosen_pieces(draft, text, leaves, &chosen);
    let length: usize = draft.pieces.iter().map(|piece| piece.text.len()).sum();
    // Some pages show the article only through a script; it then stands in the metadata.
    if let Some(body) = json_ld.body.filter(|body| body.len() > 200 && body.len() > 2 * length)
        && let Some(pieces) = hidden_body(page, &meta, &body, text)
    {
        draft.pieces = pieces;
    }
}

/// Keeps the captions of the pictures between headline and end of the article.
fn captions(draft: &mut Draft, leaves: &[Leaf], chosen: &[usize]) {
    let (Some(first), Some(last)) = (chosen.first(), chosen.last()) else { return };
    let start = leaves[..*first].iter().rposition(|leaf| leaf.around.heading == 1).unwrap_or(first.saturating_sub(8));
    for leaf in leaves[start..=*last].iter().filter(|leaf| leaf.around.caption && !leaf.around.boxed && !leaf.around.furniture) {
        if let Some(caption) = lines::caption(leaf.text.as_str())
            && !draft.captions.iter().any(|known| known == caption)
        {
            draft.captions.push(caption.to_owned());
        }
    }
}

/// The pieces of the chosen blocks. Headings before the first paragraph are the headline in another place, and what stands in a figure
/// outside its caption is none of the text.
fn chosen_pieces(draft: &mut Draft, text: &Mapped, leaves: Leaves, chosen: &[usize]) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let strays = strays(&leaves, chosen);
    let mut begun = false;
    let mut wanted = chosen.iter().copied().filter(|at| !strays.contains(at)).peekable();
    for (at, leaf) in leaves.list.into_iter().enumerate() {
        if wanted.next_if_eq(&at).is_none() {
            continue;
        }
        if leaf.around.heading == 1 {
            if draft.title.is_none() {
                draft.title = Some(Found::new(leaf.text.as_str().to_owned(), Origin::Text));
            }
            continue;
        }
        if !begun && leaf.around.standfirst && leaf.text.len() <= 600 {
            draft.standfirst = Some(Found::new(leaf.text.as_str().to_owned(), Origin::Text));
            continue;
        }
        begun |= leaf.around.heading == 0;
        pieces.push(piece(leaf, text));
    }
    // A heading with nothing after it introduces something that was left out.
    while pieces.last().is_some_and(|piece| piece.kind == BlockKind::Heading) {
        pieces.pop();
    }
    pieces
}

/// Chosen blocks that lead to other articles: in a box beside the article, or a link from end to end that is no sentence. None if they
/// are more than a third of the text: then the page is made that way.
fn strays(leaves: &Leaves, chosen: &[usize]) -> BTreeSet<usize> {
    let is_stray = |leaf: &Leaf| {
        let text = leaf.text.as_str();
        leaf.around.boxed || leaf.linked * 10 >= text.len() * 9 && (leaf.around.item || !plain::is_sentence_end(text))
    };
    let size = |at: &usize| leaves.list[*at].text.len();
    let strays: BTreeSet<usize> = chosen.iter().copied().filter(|at| is_stray(&leaves.list[*at])).collect();
    let (part, all) = (strays.iter().map(size).sum::<usize>(), chosen.iter().map(size).sum::<usize>());
    if part * 3 > all { BTreeSet::new() } else { strays }
}

/// The pieces of the `articleBody` in the page's JSON-LD.
fn hidden_body(page: &str, meta: &meta::Meta, body: &str, text: &Mapped) -> Option<Vec<Piece>> {
    let found = meta.json_ld.iter().find_map(|range| {
        let script = &page[range.clone()];
        let at = script.match_indices("\"articleBody\"").find_map(|(at, key)| {
            let value = Value::at(script, at + key.len() + script[at + key.len()..].find(':')? + 1)?;
            value.string().filter(|string| string.as_str() == body)
        })?;
        Some(at.through(&Mapped::verbatim(script, range.start)))
    })?;
    let pieces = if has_markup(found.as_str()) {
        fragment(&found)
    } else {
        let mut decoded = Mapped::default();
        scan::push_text(&mut decoded, found.as_str(), 0);
        plain::pieces(&decoded.through(&found))
    };
    let pieces: Vec<Piece> = pieces.into_iter().map(|piece| Piece { text: fold(&piece.text).through(text), ..piece }).collect();
    (!pieces.is_empty()).then_some(pieces)
}
