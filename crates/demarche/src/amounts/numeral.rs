//! Numbers in figures and in words: "1,234,567.890", "12.500 million", "two hundred and fifty", "half a million".

use crate::times::words::{Kind, Words};

/// A number that was read.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Numeral {
    /// One past its last word.
    pub end: usize,
    /// Its value.
    pub value: f64,
    /// The factor of the scale words in it ("million"), 1 if there is none.
    pub scale: f64,
    /// True if it has figures.
    pub figures: bool,
    /// True if the figures have one point with three figures after it and no scale: of people it parts the thousands.
    pub point_of_three: bool,
}

/// Words that one numeral may have: keeps the reader linear on "one one one…".
const LONGEST: usize = 24;

/// The number that starts at word `i`. With `money`, "m", "k" and "b" glued to the figures are scales too.
pub(crate) fn numeral(words: &Words, i: usize, money: bool) -> Option<Numeral> {
    if words.kind(i) == Some(Kind::Figures) {
        return in_figures(words, i, money);
    }
    if words.is(i, "half") {
        let at = if words.dash(i + 1) { i + 2 } else { i + 1 };
        let article = words.is_any(at, &["a", "an"]);
        return fraction_of(words, at, article, 0.5);
    }
    if words.is(i, "quarter") && words.is(i + 1, "of") && words.is(i + 2, "a") {
        return fraction_of(words, i + 2, true, 0.25);
    }
    if words.is(i, "a") && words.is(i + 1, "quarter") && words.is(i + 2, "of") && words.is(i + 3, "a") {
        return fraction_of(words, i + 3, true, 0.25);
    }
    if words.is_any(i, &["a", "an"]) {
        if words.is(i + 1, "dozen") {
            return Some(plain(i + 2, 12.0));
        }
        if words.is(i + 1, "half") && words.is(i + 2, "dozen") {
            return Some(plain(i + 3, 6.0));
        }
        if words.is(i + 1, "half") && words.dash(i + 2) && words.entry(i + 3).scale.is_some() {
            return fraction_of(words, i + 3, false, 0.5);
        }
        words.entry(i + 1).scale.filter(|_| !words.get(i + 1).ends_with('s') && words.get(i + 1).len() > 3)?;
        return in_words(words, i + 1, 1.0);
    }
    words.entry(i).cardinal?;
    in_words(words, i, 0.0)
}

fn plain(end: usize, value: f64) -> Numeral {
    Numeral { end, value, scale: 1.0, figures: false, point_of_three: false }
}

fn fraction_of(words: &Words, at: usize, article: bool, part: f64) -> Option<Numeral> {
    let scale_at = at + usize::from(article);
    if article && words.is(scale_at, "dozen") {
        return Some(plain(scale_at + 1, 12.0 * part));
    }
    let scale = words.entry(scale_at).scale.filter(|_| words.get(scale_at).len() > 3)? as f64;
    Some(Numeral { end: scale_at + 1, value: part * scale, scale, figures: false, point_of_three: false })
}

fn in_figures(words: &Words, i: usize, money: bool) -> Option<Numeral> {
    let mut text = words.get(i).to_owned();
    let mut end = i + 1;
    // "1 234 567": groups of three after one to three figures.
    if words.get(i).len() <= 3 && words.get(i) != "0" {
        while end - i < 6 && spaced_group(words, end) {
            text.push_str(words.get(end));
            end += 1;
        }
    }
    let (mut value, single_point) = value_of(&text)?;
    if let Some((half, after)) = vulgar_fraction(words, end) {
        value += half;
        end = after;
    }
    let mut scale = 1.0;
    while end - i < LONGEST {
        let at = if words.dash(end) && words.glued(end) { end + 1 } else { end };
        let Some(factor) = scale_word(words, at, money) else {
            break;
        };
        scale *= factor;
        end = at + 1;
        if words.get(end) == "." && words.glued(end) && words.get(at).len() <= 3 && words.small(end + 1) {
            end += 1;
        }
    }
    Some(Numeral { end, value: scaled(value, scale), scale, figures: true, point_of_three: single_point && scale == 1.0 })
}

/// `value * scale` without the noise of binary fractions: 1.1 million is 1100000.
fn scaled(value: f64, scale: f64) -> f64 {
    let product = value * scale;
    let rounded = product.round();
    if (product - rounded).abs() <= product.abs() * 1e-12 { rounded } else { product }
}

fn spaced_group(words: &Words, i: usize) -> bool {
    words.kind(i) == Some(Kind::Figures)
        && words.get(i).len() == 3
        && words.plain_number(i).is_some()
        && words.list[i].span.start - words.list[i - 1].span.end <= 3
        && words.gap(i)
}

fn vulgar_fraction(words: &Words, i: usize) -> Option<(f64, usize)> {
    if words.phrase(i, &["and", "a", "half"]) {
        return Some((0.5, i + 3));
    }
    let value = match words.get(i) {
        "½" => 0.5,
        "¼" => 0.25,
        "¾" => 0.75,
        _ => return None,
    };
    Some((value, i + 1))
}

/// The factor of the scale word at `i`.
fn scale_word(words: &Words, i: usize, money: bool) -> Option<f64> {
    if !words.letters(i) {
        return None;
    }
    if money && words.glued(i) {
        match words.get(i) {
            "m" | "M" => return Some(1e6),
            "k" | "K" => return Some(1e3),
            "b" | "B" => return Some(1e9),
            "t" | "T" => return Some(1e12),
            _ => {}
        }
    }
    // "1.2m people": metres are not counted in people.
    if words.glued(i) && matches!(words.get(i), "m" | "M") && words.gap(i + 1) && super::noun::is_counted(words.get(i + 1)) {
        return Some(1e6);
    }
    if words.glued(i) && matches!(words.get(i), "k" | "K") {
        return Some(1e3);
    }
    words.entry(i).scale.map(|scale| scale as f64)
}

/// The value of figures with points and commas; `true` if a single point stands before exactly three figures.
///
/// One point parts decimals, always ("3.355 euros"). Several points, or several commas, part thousands. One comma parts thousands
/// before exactly three figures, else decimals. With both, the last one parts decimals.
pub(crate) fn value_of(text: &str) -> Option<(f64, bool)> {
    let points = text.bytes().filter(|b| *b == b'.').count();
    let commas = text.bytes().filter(|b| *b == b',').count();
    let after = |mark: char| text.rsplit(mark).next().map_or(0, str::len);
    let decimal = match (points, commas) {
        (0, 0) => None,
        (1, 0) => Some('.'),
        (0, 1) => (after(',') != 3 || text.starts_with("0,")).then_some(','),
        (_, 0) | (0, _) => None,
        _ => Some(if text.rfind('.') > text.rfind(',') { '.' } else { ',' }),
    };
    let mut clean = String::with_capacity(text.len());
    let last = decimal.and_then(|mark| text.rfind(mark));
    for (at, c) in text.char_indices() {
        match c {
            '.' | ',' if Some(at) == last => clean.push('.'),
            '.' | ',' => {}
            c => clean.push(c),
        }
    }
    let value: f64 = clean.parse().ok().filter(|v: &f64| v.is_finite())?;
    Some((value, points == 1 && commas == 0 && after('.') == 3 && !text.starts_with("0.")))
}

/// A number in words from `i` on; `start` is 1 after "a" ("a hundred and twenty").
fn in_words(words: &Words, i: usize, start: f64) -> Option<Numeral> {
    let mut total = 0.0;
    let mut current: f64 = start;
    let mut scale = 1.0;
    let mut end = i;
    let mut last_small = 0;
    while end - i < LONGEST {
        let mut at = end;
        if end > i {
            let joined = words.dash(at) && words.glued(at) && words.glued(at + 1);
            let and = words.is(at, "and") && scale > 1.0 && total + current >= 100.0 && words.entry(at + 1).cardinal.is_some();
            at += usize::from(joined || and);
        }
        let entry = words.entry(at);
        if let Some(small) = entry.cardinal {
            // "twenty five" and "hundred five" go on, "five six" does not.
            let fits = end == i || (20..100).contains(&last_small) && last_small % 10 == 0 && (1..10).contains(&small) || last_small == 0;
            if !fits {
                break;
            }
            current += f64::from(small);
            last_small = small;
        } else if let Some(factor) = entry.scale.filter(|_| words.get(at).len() > 1) {
            let factor = factor as f64;
            if factor == 100.0 && current < 100.0 {
                current = current.max(1.0) * factor;
            } else {
                total += current.max(1.0) * factor;
                current = 0.0;
            }
            scale = f64::max(scale, factor);
            last_small = 0;
        } else if end > i
            && words.phrase(at, &["and", "a", "half"])
            && (words.entry(at + 3).scale.is_some() || words.entry(at + 3).unit.is_some())
        {
            current += 0.5;
            end = at + 3;
            continue;
        } else {
            break;
        }
        end = at + 1;
    }
    if end > i && words.is(end, "dozen") {
        return Some(plain(end + 1, (total + current) * 12.0));
    }
    (end > i).then_some(Numeral { end, value: total + current, scale, figures: false, point_of_three: false })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::Span;

    fn value(text: &str) -> Option<f64> {
        let mut words = Words::new(text);
        words.fill(Span::new(0, text.len()));
        numeral(&words, 0, false).filter(|n| n.end == words.len()).map(|n| n.value)
    }

    #[test]
    fn figures_and_words() {
        for (text, expected) in [
            ("1,234,567.890", 1_234_567.89),
            ("3.355", 3.355),
            ("12.500 million", 12_500_000.0),
            ("1.234.567", 1_234_567.0),
            ("1 234 567", 1_234_567.0),
            ("1.234.567,89", 1_234_567.89),
            ("12,5", 12.5),
            ("1,500", 1500.0),
            ("0.1 million", 100_000.0),
            ("1.1 million", 1_100_000.0),
            ("20bn", 2e10),
            ("two hundred and fifty", 250.0),
            ("two hundred and fifty thousand", 250_000.0),
            ("one million two hundred thousand", 1_200_000.0),
            ("twenty-five", 25.0),
            ("half a million", 500_000.0),
            ("a quarter of a million", 250_000.0),
            ("a hundred", 100.0),
            ("a dozen", 12.0),
            ("two dozen", 24.0),
            ("three and a half million", 3_500_000.0),
            ("3 crore", 30_000_000.0),
        ] {
            assert_eq!(value(text), Some(expected), "{text}");
        }
        assert_eq!(value("five six"), None);
    }
}
