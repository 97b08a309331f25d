//! Words and punctuation marks, cut in the manner of UD English (EWT, GUM): `do|n't`, `Russia|'s`, `long|-|range`, `$|5|bn`.

use crate::span::Span;

use super::lexicon::{LEXICON, is_abbreviation, is_initials};

/// No token is longer than this many bytes; a longer stretch is cut.
const LONGEST: usize = 400;

/// The tokens of `text[span]` as byte spans into `text`, in order, without white space; each byte that is not white space lies in
/// exactly one. Time is linear in the length of the span.
pub fn tokenize(text: &str, span: Span) -> Vec<Span> {
    let mut tokens = Vec::with_capacity(span.len() / 5 + 1);
    let slice = span.of(text);
    let mut start = None;
    for (at, c) in slice.char_indices() {
        if c.is_whitespace() {
            if let Some(first) = start.take() {
                chunk(text, span.start + first, span.start + at, &mut tokens);
            }
        } else if start.is_none() {
            start = Some(at);
        } else if at - start.unwrap_or(at) >= LONGEST {
            chunk(text, span.start + start.unwrap_or(at), span.start + at, &mut tokens);
            start = Some(at);
        }
    }
    if let Some(first) = start {
        chunk(text, span.start + first, span.end, &mut tokens);
    }
    tokens
}

/// Marks that are cut off on either side of a chunk.
const AROUND: &str = "\"“”„«»‹›'‘’*—–-~=|…,;:";
/// Marks that are cut off at its front alone.
const BEFORE: &str = "`([{<$€£¥₹₽₴₦₪₺₩#¿¡•·";
/// Marks that are cut off at its end alone.
const BEHIND: &str = ")]}>?!%";

/// True for a mark that is cut off at the front of a chunk.
fn opens(c: char) -> bool {
    AROUND.contains(c) || BEFORE.contains(c)
}

/// True for a mark that is cut off at the end of a chunk.
fn closes(c: char) -> bool {
    AROUND.contains(c) || BEHIND.contains(c)
}

/// Cuts one stretch without white space.
fn chunk(text: &str, mut start: usize, mut end: usize, tokens: &mut Vec<Span>) {
    if is_address(&text[start..end]) {
        while let Some(c) =
            text[start..end].chars().next_back().filter(|c| matches!(c, ',' | ';' | ')' | '"' | '”' | '.' | '>' | '!' | '?'))
        {
            end -= c.len_utf8();
        }
        tokens.push(Span::new(start, end));
        let mut at = end;
        let rest_end = text[end..].find(char::is_whitespace).map_or(text.len(), |i| end + i);
        for c in text[end..rest_end].chars().take_while(|c| matches!(c, ',' | ';' | ')' | '"' | '”' | '.' | '>' | '!' | '?')) {
            tokens.push(Span::new(at, at + c.len_utf8()));
            at += c.len_utf8();
        }
        return;
    }
    while let Some(c) = text[start..end].chars().next().filter(|&c| opens(c)) {
        let len = run_length(&text[start..end], c, false);
        if len == end - start || !glued_front(&text[start..end], c) {
            tokens.push(Span::new(start, start + len));
            start += len;
        } else {
            break;
        }
        if start == end {
            return;
        }
    }
    let mut tail = Vec::new();
    loop {
        let slice = &text[start..end];
        let Some(c) = slice.chars().next_back() else { break };
        if c == '.' {
            let len = run_length(slice, '.', true);
            if len >= 2 || !keeps_stop(slice) {
                tail.push(Span::new(end - len, end));
                end -= len;
                continue;
            }
            break;
        }
        if !closes(c) {
            break;
        }
        let len = run_length(slice, c, true);
        tail.push(Span::new(end - len, end));
        end -= len;
    }
    if start < end {
        inner(text, start, end, tokens);
    }
    tokens.extend(tail.into_iter().rev());
}

/// Length in bytes of the run of `c` at the front (or the back) of `slice`; runs of one only for brackets and quotation marks other than `'` and `` ` ``.
fn run_length(slice: &str, c: char, back: bool) -> usize {
    if !matches!(c, '.' | '-' | '*' | '=' | '~' | '!' | '?' | '\'' | '`' | '’' | '‘' | '—') {
        return c.len_utf8();
    }
    let count = if back { slice.chars().rev().take_while(|&x| x == c).count() } else { slice.chars().take_while(|&x| x == c).count() };
    let count = if matches!(c, '\'' | '`' | '’' | '‘') { count.min(2) } else { count };
    count * c.len_utf8()
}

/// A mark at the front that belongs to the word: a negative number, a clitic that stands alone (`'s`, `'90s`).
fn glued_front(slice: &str, c: char) -> bool {
    let rest = &slice[c.len_utf8()..];
    match c {
        '-' | '–' => rest.starts_with(|d: char| d.is_ascii_digit()) && rest.chars().all(|d| d.is_ascii_digit() || matches!(d, '.' | ',')),
        '\'' | '’' => {
            let lower = rest.to_lowercase();
            matches!(lower.as_str(), "s" | "re" | "ve" | "ll" | "d" | "m" | "em" | "tis" | "twas")
                || (rest.len() >= 2 && rest.as_bytes()[..2].iter().all(u8::is_ascii_digit) && rest.len() <= 4)
        }
        _ => false,
    }
}

/// True if the full stop at the end of `slice` belongs to the word.
fn keeps_stop(slice: &str) -> bool {
    let bare = &slice[..slice.len() - 1];
    if bare.is_empty() {
        return false;
    }
    let word = bare.rsplit(['-', '/', '—', '–', '(', '“', '"']).next().unwrap_or(bare);
    is_abbreviation(word) || (bare.contains('.') && is_initials(bare))
}

/// Addresses of the net and of mail stay whole.
fn is_address(chunk: &str) -> bool {
    chunk.contains("://")
        || chunk.starts_with("www.")
        || (chunk.contains('@') && chunk.contains('.') && chunk.len() > 5 && !chunk.starts_with('@'))
}

/// Cuts the inside of a word: dashes, hyphens, slashes, clitics, units.
fn inner(text: &str, start: usize, end: usize, tokens: &mut Vec<Span>) {
    let slice = &text[start..end];
    if let Some(cut) = dash_cut(slice) {
        let (at, len) = cut;
        if at > 0 {
            inner_part(text, start, start + at, tokens);
        }
        if len > 0 {
            tokens.push(Span::new(start + at, start + at + len));
        }
        if start + at + len < end {
            chunk(text, start + at + len, end, tokens);
        }
        return;
    }
    inner_part(text, start, end, tokens);
}

/// The first place where `slice` is cut by a mark inside it: (byte, length of the mark).
fn dash_cut(slice: &str) -> Option<(usize, usize)> {
    let bytes = slice.as_bytes();
    for (at, c) in slice.char_indices() {
        let before = &slice[..at];
        let after = &slice[at + c.len_utf8()..];
        if before.is_empty() || after.is_empty() {
            continue;
        }
        let cut = match c {
            '—' | '–' | '…' | '"' | '“' | '”' | '(' | ')' | '[' | ']' | ';' | '‑' | '|' | '?' | '!' | '=' | '<' | '>' | '«' | '»' | '+' => {
                true
            }
            '-' => hyphen_cuts(before, after),
            '/' => {
                !(before.ends_with(|d: char| d.is_ascii_digit()) && after.starts_with(|d: char| d.is_ascii_digit()))
                    && before.len() > 1
                    && after.len() > 1
            }
            ',' => !(before.ends_with(|d: char| d.is_ascii_digit()) && after.starts_with(|d: char| d.is_ascii_digit())),
            ':' => !(before.ends_with(|d: char| d.is_ascii_digit()) && after.starts_with(|d: char| d.is_ascii_digit())),
            '.' if bytes.get(at + 1) == Some(&b'.') => true,
            '.' => stop_joins_sentences(before, after),
            '$' | '€' | '£' => before.ends_with(|d: char| d.is_ascii_digit()),
            '%' => true,
            _ => false,
        };
        if cut {
            let len = if c == '.' {
                slice[at..].bytes().take_while(|&b| b == b'.').count()
            } else if c == '-' {
                slice[at..].bytes().take_while(|&b| b == b'-').count()
            } else {
                c.len_utf8()
            };
            return Some((at, len));
        }
        if matches!(c, '$' | '€' | '£') && after.starts_with(|d: char| d.is_ascii_digit()) && before.chars().all(|b| b.is_ascii_uppercase())
        {
            // "US$5": the currency sign ends the first token.
            return Some((at + c.len_utf8(), 0));
        }
    }
    None
}

/// A hyphen that stands as a token of its own.
fn hyphen_cuts(before: &str, after: &str) -> bool {
    let last = before.rsplit('-').next().unwrap_or(before);
    let lower = last.to_lowercase();
    if LEXICON.prefixes.contains(lower.as_str()) && after.starts_with(char::is_alphanumeric) {
        return false;
    }
    let digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
    // Telephone numbers stay whole.
    let next = after.split('-').next().unwrap_or(after);
    if digits(last) && digits(next) && (last.len() == 3 && (next.len() == 3 || next.len() == 4)) && (before.len() > 4 || after.len() > 4) {
        return false;
    }
    true
}

/// `end.The`: a full stop between a word in lower case and a capital, where white space is missing.
pub(super) fn stop_joins_sentences(before: &str, after: &str) -> bool {
    let mut tail = before.chars().rev();
    let small = tail.next().is_some_and(|c| c.is_lowercase()) && tail.next().is_some_and(|c| c.is_lowercase());
    let mut head = after.chars();
    let capital = head.next().is_some_and(char::is_uppercase) && head.next().is_none_or(|c| c.is_lowercase() || c.is_whitespace());
    small && capital && !before.contains('.') && !LEXICON.titles.contains(before.to_lowercase().as_str())
}

/// Cuts clitics and units off a word that holds no other mark.
fn inner_part(text: &str, start: usize, end: usize, tokens: &mut Vec<Span>) {
    let slice = &text[start..end];
    let lower = slice.to_lowercase();
    if lower.len() == slice.len() {
        if let Some(&first) = LEXICON.contractions.get(lower.as_str()) {
            tokens.push(Span::new(start, start + first));
            tokens.push(Span::new(start + first, end));
            return;
        }
        for clitic in ["n't", "n’t", "'s", "’s", "'re", "’re", "'ve", "’ve", "'ll", "’ll", "'d", "’d", "'m", "’m"] {
            if lower.ends_with(clitic) && lower.len() > clitic.len() {
                let cut = end - clitic.len();
                inner_part(text, start, cut, tokens);
                tokens.push(Span::new(cut, end));
                return;
            }
        }
    }
    let digits = slice.bytes().take_while(|b| b.is_ascii_digit() || matches!(b, b'.' | b',' | b':')).count();
    if digits > 0 && digits < slice.len() && slice.as_bytes()[digits - 1].is_ascii_digit() {
        let unit = slice[digits..].to_lowercase();
        if LEXICON.units.contains(unit.trim_end_matches('.')) {
            tokens.push(Span::new(start, start + digits));
            tokens.push(Span::new(start + digits, end));
            return;
        }
    }
    tokens.push(Span::new(start, end));
}
