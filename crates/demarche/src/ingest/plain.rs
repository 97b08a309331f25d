//! Plain text: lines into pieces.

use super::draft::Piece;
use super::lines;
use super::mapped::{Mapped, fold};
use crate::article::BlockKind;

/// Lines no longer than this (characters) may come from a program that breaks lines at a fixed width.
const WIDEST_WRAP: usize = 100;

/// One line of the text, without its end.
struct Line {
    start: usize,
    end: usize,
    /// Characters.
    width: usize,
    indent: usize,
    blank: bool,
}

/// The pieces of a plain text: each line is one, unless the lines were broken at a fixed width; then paragraphs are rejoined.
/// Lines left over from scripts and markup are dropped. Linear.
pub(crate) fn pieces(text: &Mapped) -> Vec<Piece> {
    let lines = split(text.as_str());
    let width = wrap_width(text.as_str(), &lines);
    let mut pieces = Vec::new();
    let mut blank_before = true;
    let mut at = 0;
    while at < lines.len() {
        if lines[at].blank {
            blank_before = true;
            at += 1;
            continue;
        }
        let mut last = at;
        if let Some(width) = width {
            while last + 1 < lines.len() && joins(text.as_str(), &lines[last], &lines[last + 1], width) {
                last += 1;
            }
        }
        let folded = fold(&text.slice(lines[at].start..lines[last].end));
        at = last + 1;
        if folded.is_empty() || lines::is_script(folded.as_str()) {
            continue;
        }
        pieces.push(piece(folded, blank_before));
        blank_before = false;
    }
    pieces
}

/// A paragraph, or an item of a list if the line opens with a bullet, which is cut off.
fn piece(text: Mapped, blank_before: bool) -> Piece {
    let mark = ["• ", "* ", "- ", "– ", "▪ ", "● ", "· ", "‣ "].iter().find(|mark| text.as_str().starts_with(**mark));
    match mark {
        Some(mark) => {
            let text = text.slice(mark.len()..text.len());
            Piece { text, kind: BlockKind::ListItem, blank_before, caption: false }
        }
        None => Piece { text, kind: BlockKind::Paragraph, blank_before, caption: false },
    }
}

/// The lines of `text`; ends are `\n`, `\r\n`, `\r`.
fn split(text: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut start = 0;
    let bytes = text.as_bytes();
    while start <= bytes.len() {
        let end = bytes[start..].iter().position(|b| matches!(b, b'\n' | b'\r')).map_or(bytes.len(), |n| start + n);
        let words = &text[start..end];
        let trimmed = words.trim_end();
        lines.push(Line {
            start,
            end,
            width: if trimmed.len() <= 4 * WIDEST_WRAP { trimmed.chars().count() } else { trimmed.len() },
            indent: trimmed.len() - trimmed.trim_start().len(),
            blank: trimmed.trim_start().is_empty(),
        });
        start = end + if bytes[end..].starts_with(b"\r\n") { 2 } else { 1 };
    }
    lines
}

/// The width at which the lines of `text` were broken, if they were: most lines that another follows directly end where the next
/// word would not have fitted.
fn wrap_width(text: &str, lines: &[Line]) -> Option<usize> {
    let followed = || lines.windows(2).filter(|pair| !pair[0].blank && !pair[1].blank);
    let mut widths: Vec<usize> = followed().map(|pair| pair[0].width).collect();
    if widths.len() < 4 {
        return None;
    }
    widths.sort_unstable();
    // A stray long line (an address) does not hide the width.
    let width = widths[widths.len() - 1 - widths.len() / 20];
    if !(40..=WIDEST_WRAP).contains(&width) {
        return None;
    }
    let total = widths.len();
    let full = followed().filter(|pair| is_full(text, &pair[0], &pair[1], width)).count();
    (full * 10 >= total * 6).then_some(width)
}

/// True if the first word of `next` would not have fitted on `line`.
fn is_full(text: &str, line: &Line, next: &Line, width: usize) -> bool {
    let word = text[next.start..next.end].split_whitespace().next().map_or(0, |word| word.chars().count());
    line.width + 1 + word + 2 > width && line.width * 2 > width
}

/// True if `next` goes on with the paragraph of `line`.
fn joins(text: &str, line: &Line, next: &Line, width: usize) -> bool {
    if next.blank || next.indent > line.indent + 1 && is_sentence_end(text[line.start..line.end].trim_end()) {
        return false;
    }
    let lower = text[next.start..next.end].trim_start().starts_with(char::is_lowercase);
    is_full(text, line, next, width) || (lower && line.width * 2 > width)
}

/// True if `text` ends as a sentence does.
pub(crate) fn is_sentence_end(text: &str) -> bool {
    text.trim_end_matches(['"', '\'', '”', '’', ')', ']', '»']).ends_with(['.', '!', '?', '…', ':'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<String> {
        pieces(&Mapped::verbatim(text, 0)).into_iter().map(|piece| piece.as_str().to_owned()).collect()
    }

    #[test]
    fn wrapped_lines_are_rejoined() {
        let text = "The envoy of Harrow said on Monday that the talks with the neighbours\nwould go on, although both sides had left the table on Sunday night in\nanger over the fishing rights in the strait.\n\nThe neighbours said that they would come back to the table only if the\nnavy of Harrow withdrew its boats from the islands, which it took in\nMay.\n";
        let pieces = read(text);
        assert_eq!(pieces.len(), 2);
        assert!(pieces[0].contains("neighbours would go on"));
        assert!(pieces[1].ends_with("took in May."));
    }

    #[test]
    fn single_line_ends_between_long_lines_part_paragraphs() {
        let long =
            "The envoy of Harrow said on Monday that the talks with the neighbours would go on, although both sides had left the table.";
        assert_eq!(read(&format!("{long}\n{long}\n{long}\r\n{long}\r{long}")).len(), 5);
    }

    #[test]
    fn script_lines_are_dropped() {
        assert_eq!(read("!-- Google tag (gtag.js) -->\n\nTalks resume\n"), ["Talks resume"]);
    }
}
