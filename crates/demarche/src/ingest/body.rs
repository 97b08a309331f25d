//! The body: what is left when headings are told from paragraphs, and captions, credits, furniture and doubles are taken out.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hasher};

use super::draft::{Draft, Piece};
use super::head;
use super::lines;
use super::plain::is_sentence_end;
use crate::article::BlockKind;

/// A paragraph of at least this many words that stands in the body already is a double (a page with two layouts).
const DOUBLE_WORDS: usize = 8;

/// Cleans the pieces of the draft in place; captions go to [`Draft::captions`]. Linear.
pub(crate) fn clean(draft: &mut Draft) {
    let pieces = std::mem::take(&mut draft.pieces);
    let spaced = pieces.iter().skip(1).filter(|piece| piece.blank_before).count() * 3 > pieces.len();
    let mut kept: Vec<Piece> = Vec::with_capacity(pieces.len());
    let mut seen: HashSet<u64> = HashSet::new();
    let mut after_credit = false;
    let mut iter = pieces.into_iter().peekable();
    while let Some(piece) = iter.next() {
        let next_is_credit = iter.peek().is_some_and(|next| lines::is_credit(next.as_str()));
        let near = Near { after_credit, next_is_credit, spaced };
        after_credit = false;
        if head::is_title(draft, piece.as_str()) {
            continue;
        }
        if is_stamp(piece.as_str()) || is_dated_byline(piece.as_str()) {
            continue;
        }
        if lines::heads_other_articles(piece.as_str()) {
            // Decided when it is known what follows.
            kept.push(piece);
            continue;
        }
        match sort(&piece, &near) {
            Sort::Credit => {
                after_credit = true;
                continue;
            }
            Sort::Drop => {
                // A button between a credit and its caption does not part them.
                after_credit = near.after_credit;
                continue;
            }
            Sort::Caption => {
                if let Some(caption) = lines::caption(piece.as_str())
                    && !draft.captions.iter().any(|known| known == caption)
                {
                    draft.captions.push(caption.to_owned());
                }
                continue;
            }
            Sort::Body => {}
        }
        if piece.as_str().split(' ').nth(DOUBLE_WORDS - 1).is_some() && !seen.insert(hash(piece.as_str())) {
            continue;
        }
        kept.push(piece);
    }
    cut_tail(&mut kept);
    mark_headings(&mut kept);
    draft.pieces = kept;
}

/// A hash that is the same in every run.
fn hash(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    hasher.write(text.as_bytes());
    hasher.finish()
}

/// True for a date line with a label, which is none of the text wherever it stands.
fn is_stamp(text: &str) -> bool {
    let labelled = || {
        let lower = text.to_lowercase();
        ["published", "updated", "posted", "modified"].iter().any(|label| lower.contains(label))
    };
    text.len() <= 120 && labelled() && lines::date_line(text, None).is_some()
}

/// True for "By Jane Roe on Friday, April 21, 2023", wherever it stands.
fn is_dated_byline(text: &str) -> bool {
    text.len() <= 200 && lines::byline(text).is_some() && !matches!(super::dates::find(text, None), Ok(None))
}

/// Takes off what stands behind the article: bylines, and a section "About …" on the company or outlet.
fn cut_tail(kept: &mut Vec<Piece>) {
    let from = kept.len().saturating_sub(6).max(kept.len().min(2));
    let about = (from..kept.len()).find(|at| {
        let text = kept[*at].as_str();
        text.split(' ').count() <= 6
            && text.strip_prefix("About ").is_some_and(|rest| rest.starts_with(char::is_uppercase) || rest.starts_with("the "))
    });
    if let Some(at) = about {
        kept.truncate(at);
    }
    // A list of other articles, with nothing but its items behind the heading.
    let from = kept.len().saturating_sub(16).max(kept.len().min(2));
    let listed = |piece: &Piece| piece.kind == BlockKind::ListItem || !is_sentence_end(piece.as_str()) && piece.text.len() <= 200;
    if let Some(at) = (from..kept.len()).find(|at| lines::heads_other_articles(kept[*at].as_str()))
        && kept[at + 1..].iter().all(listed)
    {
        kept.truncate(at);
    }
    kept.retain(|piece| !(lines::heads_other_articles(piece.as_str()) && lines::is_furniture(piece.as_str())));
    while kept.len() > 1 && kept.last().is_some_and(|piece| lines::byline(piece.as_str()).is_some()) {
        kept.pop();
    }
}

/// What stands around a piece.
struct Near {
    after_credit: bool,
    next_is_credit: bool,
    /// True if blank lines part the paragraphs.
    spaced: bool,
}

/// What becomes of a piece.
enum Sort {
    /// It stays.
    Body,
    /// It is a caption.
    Caption,
    /// It says whose picture it is.
    Credit,
    /// It belongs to the page.
    Drop,
}

fn sort(piece: &Piece, near: &Near) -> Sort {
    let text = piece.as_str();
    if lines::is_credit(text) {
        return Sort::Credit;
    }
    if lines::is_furniture(text) || lines::is_script(text) {
        return Sort::Drop;
    }
    let label = lines::caption_label(text);
    let tail = lines::credit_tail(text);
    let words = text.split(' ').count();
    if piece.caption || label > 0 {
        return Sort::Caption;
    }
    let adjacent = near.after_credit && !piece.blank_before && near.spaced;
    let beside = near.after_credit || near.next_is_credit;
    if words <= 80 && (adjacent || beside && lines::has_caption_sign(text)) {
        return Sort::Caption;
    }
    match tail {
        Some(tail) if words <= 60 && text[..tail].len() * 2 > text.len() => Sort::Caption,
        _ => Sort::Body,
    }
}

/// Calls short lines without a full stop between paragraphs headings.
fn mark_headings(pieces: &mut [Piece]) {
    for at in 0..pieces.len() {
        let followed = pieces.get(at + 1).is_some_and(|next| next.kind != BlockKind::Heading && next.text.len() > pieces[at].text.len());
        if pieces[at].kind == BlockKind::Paragraph && followed && looks_like_heading(pieces[at].as_str()) {
            pieces[at].kind = BlockKind::Heading;
        }
    }
}

/// True for a short line with a capital at its start and no stop at its end. With more than seven words the nouns and verbs must be
/// capitalised too.
fn looks_like_heading(text: &str) -> bool {
    if text.len() > 110 {
        return false;
    }
    let words: Vec<&str> = text.split(' ').collect();
    let first = text.trim_start_matches(|c: char| !c.is_alphanumeric()).chars().next();
    let last = text.chars().next_back();
    if words.len() > 14
        || !first.is_some_and(|c| c.is_uppercase() || c.is_numeric())
        || !last.is_some_and(|c| c.is_alphanumeric() || matches!(c, '?' | ')' | '’' | '”' | '"' | '\''))
        || text.starts_with(['“', '"']) && text.ends_with(['”', '"'])
    {
        return false;
    }
    let long: Vec<&&str> = words.iter().filter(|word| word.chars().count() >= 4).collect();
    let capital = long.iter().filter(|word| word.chars().find(|c| c.is_alphanumeric()).is_some_and(|c| c.is_uppercase() || c.is_numeric()));
    words.len() <= 7 || capital.count() * 10 >= long.len() * 7
}
