//! The number of an amount: one, a range of two ("between 10 and 15"), or one that is only hinted at ("tens of thousands").

use super::Bound;
use super::money;
use super::numeral::{Numeral, numeral};
use crate::times::words::{Kind, Words};

/// A number or a range of numbers.
#[derive(Clone, Copy)]
pub(crate) struct Range {
    /// First word: "between", or the number.
    pub start: usize,
    /// First word of the number.
    pub number: usize,
    /// One past the last word.
    pub end: usize,
    /// The number, or the low one.
    pub low: f64,
    /// The high one.
    pub high: Option<f64>,
    /// See [`Numeral`].
    pub point_of_three: bool,
    /// What the words of the number say ("dozens": more than).
    pub bound: Option<Bound>,
}

/// Index after the number at word `i` that was refused, so that it is not read again from its middle.
pub(crate) fn skip(words: &Words, i: usize) -> usize {
    if words.is_any(i, &["a", "an"]) {
        return i + 1;
    }
    numeral(words, i, false).map_or(i + 1, |number| number.end)
}

/// "hundreds of", "tens of thousands of", "dozens", "several hundred", "a few thousand".
pub(crate) fn vague(words: &Words, i: usize) -> Option<Range> {
    let many = |i: usize| match words.get(i).to_ascii_lowercase().as_str() {
        "tens" => Some(10.0),
        "dozens" => Some(12.0),
        "scores" if words.is(i + 1, "of") => Some(20.0),
        "hundreds" => Some(100.0),
        "thousands" => Some(1e3),
        "millions" => Some(1e6),
        "billions" => Some(1e9),
        "trillions" => Some(1e12),
        _ => None,
    };
    let found = |start: usize, end: usize, low: f64| {
        Some(Range { start, number: start, end, low, high: None, point_of_three: false, bound: Some(Bound::MoreThan) })
    };
    if let Some(first) = many(i) {
        let second = words.is(i + 1, "of").then(|| many(i + 2)).flatten().filter(|second| *second >= 1000.0);
        let (low, end) = second.map_or((first, i + 1), |second| (first * second, i + 3));
        return (first != 10.0 || second.is_some() || words.is(i + 1, "of")).then(|| found(i, end, low))?;
    }
    let at = if words.is(i, "several") {
        i + 1
    } else if words.phrase(i, &["a", "few"]) {
        i + 2
    } else if words.is_any(i, &["many", "several"]) {
        i + 1
    } else {
        return None;
    };
    if words.is(at, "dozen") {
        return found(i, at + 1, 12.0);
    }
    if let Some(low) = many(at).filter(|_| words.is(i, "many")) {
        return found(i, at + 1, low);
    }
    let scale = words.entry(at).scale.filter(|_| words.get(at).len() > 3 && !words.get(at).ends_with('s'))?;
    let more = words.entry(at + 1).scale.filter(|_| words.get(at + 1).len() > 3);
    found(i, at + 1 + usize::from(more.is_some()), scale as f64 * more.unwrap_or(1) as f64)
}

/// A number, or two of them as a range: "10-15", "10 to 15", "between 10 and 15".
pub(crate) fn range(words: &Words, i: usize) -> Option<Range> {
    let sign = money::before(words, i);
    let signed = sign.is_some();
    let opens = sign.map_or(i, |sign| sign.start);
    let first = numeral(words, i, signed)?;
    let single = |first: Numeral| Range {
        start: i,
        number: i,
        end: first.end,
        low: first.value,
        high: None,
        point_of_three: first.point_of_three,
        bound: None,
    };
    let dash = words.dash(first.end);
    let between = opens > 0 && words.is(opens - 1, "between") && words.is(first.end, "and");
    if !(dash || words.is(first.end, "to") || between) {
        return Some(single(first));
    }
    let mut at = first.end + 1;
    let second_sign = (1..=2).find(|k| money::before(words, at + k).is_some_and(|sign| sign.start == at));
    at += second_sign.unwrap_or(0);
    let sign = second_sign.is_some();
    let Some(second) = numeral(words, at, signed || sign) else {
        return Some(single(first));
    };
    // "10 to 15 billion": the scale of the second counts for the first.
    let factor = if first.scale == 1.0
        && second.scale > 1.0
        && first.value < second.value / second.scale * 1000.0
        && first.figures == second.figures
    {
        second.scale
    } else {
        1.0
    };
    let low = first.value * factor;
    let glued = dash && words.glued(first.end) && words.glued(at);
    let leading_zero = words.get(at).starts_with('0') && words.get(at).len() > 1;
    if low >= second.value
        || leading_zero
        || dash
            && glued
            && words.dash(second.end)
            && words.glued(second.end)
            && words.list.get(second.end + 1).is_some_and(|w| w.kind == Kind::Figures)
    {
        return if dash { None } else { Some(single(first)) };
    }
    let start = if between { opens - 1 } else { i };
    Some(Range { start, number: i, end: second.end, low, high: Some(second.value), point_of_three: first.point_of_three, bound: None })
}
