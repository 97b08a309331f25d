//! Names made comparable: case, accents, apostrophes, hyphens and points away; and a looser key that forgives transliteration.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// One word of a text, as the name index cuts it: letters and digits with inner apostrophes, and the points of abbreviations.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word {
    /// First byte.
    pub start: usize,
    /// One past the last byte; a possessive `'s` is left out.
    pub end: usize,
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}' | '\u{2018}' | '\u{02BC}' | '\u{02BB}' | '\u{02BF}' | '\u{02BE}' | '`' | '\u{00B4}')
}

/// The words of `text` from left to right. Linear time.
pub fn words(text: &str) -> impl Iterator<Item = Word> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        let word = next_word(text, at)?;
        at = word.1;
        Some(word.0)
    })
}

/// The first word at or after byte `from`, and where to go on.
fn next_word(text: &str, from: usize) -> Option<(Word, usize)> {
    let bytes = text.as_bytes();
    let mut start = from;
    loop {
        let byte = *bytes.get(start)?;
        if byte.is_ascii() {
            if byte.is_ascii_alphanumeric() {
                break;
            }
            if byte == b'&' && from <= start {
                return Some((Word { start, end: start + 1 }, start + 1));
            }
            start += 1;
            continue;
        }
        let c = text[start..].chars().next()?;
        if c.is_alphanumeric() {
            break;
        }
        start += c.len_utf8();
    }
    Some(finish_word(text, start))
}

/// Longest word that is read: a longer run of letters is cut, so that no input costs more than linear time.
const MAX_WORD: usize = 80;

fn finish_word(text: &str, start: usize) -> (Word, usize) {
    let bytes = text.as_bytes();
    let mut at = start;
    let mut run = 0; // letters since the last point
    let mut points = false;
    while at < bytes.len() && at - start < MAX_WORD {
        if bytes[at].is_ascii_alphanumeric() {
            at += 1;
            run += 1;
            continue;
        }
        if bytes[at] == b'.' {
            let letter_before = run == 1 && bytes[at - 1].is_ascii_alphabetic();
            let letter_after = bytes.get(at + 1).is_some_and(u8::is_ascii_alphabetic);
            if letter_before && letter_after {
                points = true;
                run = 0;
                at += 1;
                continue;
            }
            // The last point of "U.S." belongs to it.
            return if points && letter_before { done(start, at + 1, at + 1) } else { done(start, at, at) };
        }
        let Some(c) = text[at..].chars().next() else {
            break;
        };
        if c.is_alphanumeric() || is_combining_mark(c) {
            at += c.len_utf8();
            run += 1;
            continue;
        }
        if is_apostrophe(c) {
            let after = at + c.len_utf8();
            match after_apostrophe(text, after) {
                Apostrophe::Possessive(end) => return done(start, at, end),
                Apostrophe::Inner => {
                    at = after;
                    run = 0;
                    continue;
                }
                Apostrophe::End => return done(start, at, after),
            }
        }
        break;
    }
    done(start, at, at)
}

fn done(start: usize, end: usize, next: usize) -> (Word, usize) {
    (Word { start, end }, next)
}

enum Apostrophe {
    /// `'s`, which ends at this byte.
    Possessive(usize),
    Inner,
    End,
}

fn after_apostrophe(text: &str, after: usize) -> Apostrophe {
    let mut chars = text[after..].chars();
    match chars.next() {
        Some('s' | 'S') if !chars.next().is_some_and(char::is_alphanumeric) => Apostrophe::Possessive(after + 1),
        Some(c) if c.is_alphanumeric() => Apostrophe::Inner,
        _ => Apostrophe::End,
    }
}

/// Adds the folded form of one word to `out`: lower case, without accents, apostrophes and points.
pub fn fold_word(word: &str, out: &mut String) {
    if word == "&" {
        out.push_str("and");
        return;
    }
    if word.is_ascii() {
        out.extend(word.bytes().filter(u8::is_ascii_alphanumeric).map(|b| b.to_ascii_lowercase() as char));
        return;
    }
    for c in word.nfkd().flat_map(char::to_lowercase) {
        match c {
            'ø' => out.push('o'),
            'ł' => out.push('l'),
            'đ' | 'ð' => out.push('d'),
            'ı' => out.push('i'),
            'ə' => out.push('a'),
            'ß' => out.push_str("ss"),
            'æ' => out.push_str("ae"),
            'œ' => out.push_str("oe"),
            'þ' => out.push_str("th"),
            c if c.is_alphanumeric() && !is_combining_mark(c) && !is_apostrophe(c) => out.push(c),
            _ => {}
        }
    }
}

/// The folded form of a name: its folded words with one space between. Empty if it has no letter or digit.
pub fn fold(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for word in words(name) {
        let before = out.len();
        if before > 0 {
            out.push(' ');
        }
        let held = out.len();
        fold_word(&name[word.start..word.end], &mut out);
        if out.len() == held {
            out.truncate(before);
        }
    }
    out
}

/// Spellings that transliterations mix up, longest first; applied from left to right, once.
const SAME_SOUND: &[(&str, &str)] = &[
    ("tsch", "c"),
    ("sch", "s"),
    ("tch", "c"),
    ("sh", "s"),
    ("ch", "c"),
    ("kh", "h"),
    ("gh", "g"),
    ("ph", "f"),
    ("zh", "z"),
    ("th", "t"),
    ("ts", "c"),
    ("tz", "c"),
    ("dj", "i"),
    ("dh", "d"),
    ("ck", "k"),
    ("qu", "k"),
    ("ks", "x"),
    ("ou", "u"),
    ("oo", "u"),
    ("ee", "i"),
    ("ie", "i"),
    ("ei", "i"),
    ("ey", "i"),
    ("ij", "i"),
    ("iy", "i"),
    ("yi", "i"),
    ("yy", "i"),
    ("y", "i"),
    ("j", "i"),
    ("w", "v"),
    ("q", "k"),
    ("o", "u"),
    ("e", "a"),
    ("z", "s"),
];

/// Words that are left out of the key: articles of Arabic names.
const SILENT: &[&str] = &["al", "el", "ad", "ar", "as", "ash", "an", "at", "az", "the"];

/// The key of a folded name under which its transliterations meet: *Zelensky*, *Zelenskiy* and *Zelenskyy* have the same.
/// Keys shorter than four letters mean nothing and come out empty.
pub fn key(folded: &str) -> String {
    let mut out = String::with_capacity(folded.len());
    for word in folded.split(' ').filter(|w| !SILENT.contains(w)) {
        let mut rest = word;
        while let Some(c) = rest.chars().next() {
            if let Some((from, to)) = SAME_SOUND.iter().find(|(from, _)| rest.starts_with(from)) {
                push_once(&mut out, to);
                rest = &rest[from.len()..];
            } else {
                if c != 'h' {
                    push_once(&mut out, c.encode_utf8(&mut [0; 4]));
                }
                rest = &rest[c.len_utf8()..];
            }
        }
    }
    if out.len() < 4 { String::new() } else { out }
}

fn push_once(out: &mut String, sound: &str) {
    if !out.ends_with(sound) {
        out.push_str(sound);
    }
}
