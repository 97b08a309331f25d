//! Where sentences end.

use crate::span::Span;

use super::lexicon::{LEXICON, is_initials};
use super::tokens::stop_joins_sentences;

/// A sentence longer than this many bytes is cut at white space: tables and lists of names come without full stops.
pub const LONGEST_SENTENCE: usize = 3_000;

/// The sentences of `text[block]` as byte spans into `text`, in order, without white space at their edges. Every byte of the block that is
/// not white space lies in exactly one. Time is linear in the length of the block.
pub fn split(text: &str, block: Span) -> Vec<Span> {
    let slice = block.of(text);
    let mut sentences = Vec::new();
    let mut start = 0;
    let mut chars = slice.char_indices().peekable();
    let mut previous = '\0';
    let mut last_space = None;
    while let Some((at, c)) = chars.next() {
        if c.is_whitespace() {
            last_space = Some(at);
        }
        if at - start >= LONGEST_SENTENCE {
            let cut = last_space.filter(|&space| space > start).unwrap_or(at);
            push(slice, start, cut, &mut sentences);
            start = cut;
        }
        let ends = match c {
            '.' | '!' | '?' | '…' | '。' => {
                // A run of marks ends where its last one stands.
                if chars.peek().is_some_and(|&(_, next)| matches!(next, '.' | '!' | '?' | '…')) {
                    None
                } else {
                    boundary(slice, start, at, c, previous)
                }
            }
            '\n' => Some(at),
            _ => None,
        };
        previous = c;
        if let Some(end) = ends {
            push(slice, start, end, &mut sentences);
            start = end;
            while chars.peek().is_some_and(|&(next, _)| next < end) {
                chars.next();
            }
        }
    }
    push(slice, start, slice.len(), &mut sentences);
    for sentence in &mut sentences {
        *sentence = sentence.shifted(block.start);
    }
    sentences
}

/// Adds `slice[start..end]`, trimmed, if anything is left.
fn push(slice: &str, start: usize, end: usize, sentences: &mut Vec<Span>) {
    let part = &slice[start..end];
    let trimmed = part.trim();
    if !trimmed.is_empty() {
        let from = start + (part.len() - part.trim_start().len());
        sentences.push(Span::new(from, from + trimmed.len()));
    }
}

/// Marks that may stand between the full stop and the space: they belong to the sentence that ends.
fn trails(c: char) -> bool {
    matches!(c, '"' | '”' | '’' | '\'' | ')' | ']' | '»' | '›' | '“')
}

/// Marks that may open the next sentence.
fn leads(c: char) -> bool {
    matches!(c, '"' | '“' | '‘' | '\'' | '(' | '[' | '«' | '„' | '—' | '–' | '-' | '•' | '*' | '`' | '”')
}

/// If the mark `c` at `at` ends the sentence that began at `start`: the byte where the next one may begin.
fn boundary(slice: &str, start: usize, at: usize, c: char, previous: char) -> Option<usize> {
    let after = &slice[at + c.len_utf8()..];
    let closing: usize = after.chars().take(3).take_while(|&x| trails(x)).map(char::len_utf8).sum();
    let closing = closing + footnotes(&after[closing..]);
    let rest = &after[closing..];
    let end = at + c.len_utf8() + closing;
    let Some(next) = rest.chars().next() else { return Some(slice.len()) };
    if !next.is_whitespace() {
        return missing_space(&slice[start..at], c, closing, after, rest)
            .then(|| if closing > 0 && !after.starts_with(['“', '‘']) { end } else { at + c.len_utf8() });
    }
    let follow = rest.trim_start();
    let Some(first) = follow.chars().next() else { return Some(slice.len()) };
    let bare_follow = follow.trim_start_matches(leads);
    let word =
        bare_follow.split(|x: char| x.is_whitespace() || matches!(x, ',' | '.' | ';' | ':' | '!' | '?' | '’' | '\'')).next().unwrap_or("");
    let head = bare_follow.chars().next().unwrap_or(first);
    if head.is_lowercase() {
        let spoken = closing == 0 && previous.is_lowercase() && begins_low(&slice[start..at], c, word);
        return spoken.then_some(end);
    }
    if c == '.' && previous != '.' {
        let before = slice[start..at]
            .rsplit(|x: char| x.is_whitespace() || matches!(x, '(' | '“' | '"' | '[' | '—' | '–' | '‘'))
            .next()
            .unwrap_or("");
        if closing == 0 && !stop_may_end(before, word, head, start, at, slice) {
            return None;
        }
        return Some(end);
    }
    if c == '…' || previous == '.' {
        // Three dots go on with a name or "I" often enough: only a word that opens sentences, or a quotation, ends it.
        let opener = LEXICON.openers.contains(word.to_lowercase().as_str()) || first != head || closing > 0;
        return (opener && word != "I").then_some(end);
    }
    if closing > 0 && is_tag(bare_follow) {
        return None;
    }
    Some(end)
}

/// Length in bytes of footnote marks (`[17]`, ` [20]`) right after a full stop: they belong to the sentence that ends.
fn footnotes(after: &str) -> usize {
    let mut len = 0;
    while let Some(inside) = after[len..].trim_start_matches(' ').strip_prefix('[') {
        let digits = inside.bytes().take_while(u8::is_ascii_digit).count();
        if digits == 0 || digits > 3 || inside.as_bytes().get(digits) != Some(&b']') {
            break;
        }
        len = after.len() - inside.len() + digits + 1;
    }
    len
}

/// Does a sentence begin with a word in lower case, as in mails and posts? Only after a word of three letters or more that is no abbreviation,
/// and never before a verb of saying.
fn begins_low(before: &str, c: char, next: &str) -> bool {
    let word = before.rsplit(|x: char| !x.is_alphabetic() && x != '.').next().unwrap_or("");
    let low = word.chars().count() >= 3 && word.chars().all(char::is_lowercase);
    low && (c != '.' || !super::lexicon::is_abbreviation(word)) && !LEXICON.saying.contains(next)
}

/// May the full stop after `before` end a sentence, with `word` to follow?
fn stop_may_end(before: &str, word: &str, head: char, start: usize, at: usize, slice: &str) -> bool {
    let lexicon = &*LEXICON;
    let lower = before.to_lowercase();
    let bare = lower.rsplit(['-', '/']).next().unwrap_or(&lower);
    let opener = lexicon.openers.contains(word.to_lowercase().as_str());
    if at - start == before.len() && before.len() <= 3 && (before.bytes().all(|b| b.is_ascii_digit()) || before.chars().count() == 1) {
        return false; // "1. First", "A. Summary": the number of a list item
    }
    if lexicon.titles.contains(bare) {
        return false;
    }
    if head.is_ascii_digit() && (lexicon.numbered.contains(bare) || lexicon.ambiguous.contains(bare)) {
        return false;
    }
    if lexicon.numbered.contains(bare) && bare.len() > 1 && bare != "no" && bare != "op" && bare != "art" && bare != "fig" {
        return opener;
    }
    if lexicon.ambiguous.contains(bare) {
        return opener || head.is_numeric() || !head.is_alphanumeric() || next_is_sentence(slice, at);
    }
    if is_initials(bare) {
        // "J. Lund" goes on; "… vitamin C. The …" ends.
        return opener && !(before.len() == 1 && word.len() == 1);
    }
    true
}

/// After an abbreviation, a quotation mark and a capital begin a sentence.
fn next_is_sentence(slice: &str, at: usize) -> bool {
    slice[at + 1..].trim_start().starts_with(['“', '"', '‘', '«'])
}

/// `said the minister` after a question in quotation marks: a short run of words with a verb of saying.
fn is_tag(follow: &str) -> bool {
    follow
        .split([',', '.', ';', ':', '“', '"', '?', '!'])
        .next()
        .is_some_and(|clause| clause.split_whitespace().take(7).any(|w| LEXICON.saying.contains(w.to_lowercase().as_str())))
}

/// A sentence that ends where the space is missing: `end.The next`, `end.”The next`.
fn missing_space(before: &str, c: char, closing: usize, after: &str, rest: &str) -> bool {
    let word = before.rsplit(char::is_whitespace).next().unwrap_or("");
    if word.contains("://") || word.contains("www.") || word.contains('@') {
        return false;
    }
    let capital = |s: &str| {
        let mut head = s.chars();
        head.next().is_some_and(char::is_uppercase) && head.next().is_none_or(|x| x.is_lowercase() || x.is_whitespace())
    };
    if closing == 0 {
        return if c == '.' {
            stop_joins_sentences(word, after)
        } else {
            matches!(c, '!' | '?') && capital(after) && word.chars().all(char::is_alphabetic)
        };
    }
    // `end."The next`: the mark closes if a capital follows and the stop is a stop.
    c != '…' && capital(rest) && word.chars().next_back().is_some_and(char::is_alphanumeric) && word.chars().count() > 2
}
