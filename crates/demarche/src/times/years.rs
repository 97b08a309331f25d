//! Years and what is made of them: "2014", "the 1990s", "the 19th century", "Q3 2023", "FY24".

use super::calendar::Period;
use super::scene::{Found, Scene};
use super::words::Words;

/// A year written in four figures at word `i`, if what stands around it lets it be one.
pub(crate) fn year_number(words: &Words, i: usize) -> Option<i16> {
    if words.get(i).len() != 4 || words.glued(i + 1) && (words.letters(i + 1) || words.is_any(i + 1, &["%", "/", "€"])) {
        return None;
    }
    let year = words.plain_number(i).filter(|y| (1000..=2199).contains(y))?;
    (!counts_something(words, i + 1)).then_some(year as i16)
}

/// True if the word at `i` is a thing that a number before it counts ("2000 troops").
fn counts_something(words: &Words, i: usize) -> bool {
    let word = words.get(i);
    if !words.small(i) {
        return matches!(word, "%" | "€" | "$" | "£");
    }
    crate::amounts::noun::is_counted(word) || words.entry(i).scale.is_some() || words.is_any(i, &["percent", "per", "local", "feet"])
}

/// "last year", "this year", "next year" after a day, month or feast: the year and the index after it.
pub(crate) fn relative_year(scene: &Scene, i: usize) -> Option<(i32, usize)> {
    let words = scene.words;
    let i = if words.is_any(i, &["of", "in"]) { i + 1 } else { i };
    if !words.is(i + 1, "year") {
        return None;
    }
    let by = [("last", -1), ("this", 0), ("next", 1)].iter().find(|(word, _)| words.is(i, word))?.1;
    Some((i32::from(scene.today(i)?.year()) + by, i + 2))
}

/// Words before which four figures are a year even where a noun follows.
const BEFORE_YEAR: &[&str] = &[
    "in",
    "since",
    "until",
    "till",
    "by",
    "during",
    "before",
    "after",
    "from",
    "through",
    "throughout",
    "of",
    "between",
    "to",
    "and",
    "or",
    "early",
    "late",
    "mid",
    "the",
    "than",
    "a",
    "an",
    "its",
    "his",
    "her",
    "their",
    "for",
    "around",
    "circa",
    "year",
    "years",
    "that",
    "but",
    "end",
    "season",
    "on",
    "under",
    "at",
    "with",
    "disputed",
    "failed",
    "landmark",
    "as",
    "over",
];

/// A year alone: "2014", "the 2014 annexation", "(2019)".
pub(crate) fn year(scene: &Scene, i: usize) -> Option<Found> {
    let words = scene.words;
    let year = year_number(words, i)?;
    let found = Found::date(i, i + 1, Period::year(year));
    if i == 0 {
        return Some(found).filter(|_| words.small(1) || words.get(1) == "," || words.dash(1));
    }
    let before = i - 1;
    let named = words.capital(before)
        && !words.is_any(before, BEFORE_YEAR)
        && words.entry(before).month.is_none()
        && words.entry(before).season.is_none();
    if named || matches!(words.get(before), "$" | "€" | "£" | "#" | "." | "/" | "№") {
        return None;
    }
    let range = words.dash(before) && before > 0 && year_number(words, before - 1).is_some();
    if range
        || words.is_any(before, BEFORE_YEAR)
        || matches!(words.get(before), "(" | "," | ";")
        || words.dash(before) && words.glued(i) && before > 0 && words.is_any(before - 1, &["mid", "early", "late", "pre", "post"])
    {
        if matches!(words.get(before), ",") && !(words.get(i + 1) == ")" || words.get(i + 1) == "," || words.is(i + 1, "and")) {
            return None;
        }
        return (!(1000..1400).contains(&year) || words.is_any(before, &["in", "since", "of", "from", "until", "by"])).then_some(found);
    }
    None
}

/// "the 1990s", "the late 90s", "the '90s", "the nineties"; "the 19th century".
pub(crate) fn decade_or_century(scene: &Scene, i: usize) -> Option<Found> {
    let words = scene.words;
    let at = if words.is(i, "the") { i + 1 } else { i };
    let with_the = at > i;
    let part = words.entry(at).part.filter(|_| words.is_any(at, &["early", "mid", "late"]));
    let mut k = if part.is_some() { at + 1 } else { at };
    if part.is_some() && words.dash(k) {
        k += 1;
    }
    let (period, end) = century(words, k).or_else(|| decade(scene, k, with_the || part.is_some()))?;
    let period = match part {
        Some(part) => period.part(part),
        None => period,
    };
    Some(Found::date(i, end, period))
}

fn century(words: &Words, i: usize) -> Option<(Period, usize)> {
    let (number, end) = match words.plain_number(i) {
        Some(number) if words.glued(i + 1) && words.is_any(i + 1, &["st", "nd", "rd", "th"]) => (number, i + 2),
        Some(_) => return None,
        None if words.is(i, "twenty") && words.dash(i + 1) && words.is(i + 2, "first") => (21, i + 3),
        None => (u32::from(words.entry(i).ordinal.filter(|o| *o <= 31)?), i + 1),
    };
    let end = if words.dash(end) { end + 1 } else { end };
    (words.is(end, "century") && (1..=99).contains(&number)).then(|| (Period::century(number as i16), end + 1))
}

fn decade(scene: &Scene, i: usize, marked: bool) -> Option<(Period, usize)> {
    let words = scene.words;
    if let Some(decade) = words.entry(i).decade.filter(|_| marked) {
        return Some((Period::decade(1900 + i16::from(decade) + 100 * i16::from(decade < 10)), i + 1));
    }
    let quote = words.apostrophe(i);
    let at = i + usize::from(quote);
    let number = words.plain_number(at)?;
    let mut end = at + 1;
    if words.apostrophe(end) && words.glued(end) {
        end += 1;
    }
    if !(words.glued(end) && words.get(end) == "s") {
        return None;
    }
    let first = match (words.get(at).len(), number) {
        (4, 1000..=2190) if number % 10 == 0 => number as i16,
        (2, 20..=90) if number % 10 == 0 && (marked || quote) => 1900 + number as i16,
        (2, 0 | 10) if marked || quote => 2000 + number as i16,
        _ => return None,
    };
    Some((Period::decade(first), end + 1))
}

/// "Q3 2023", "the third quarter of 2023", "H1", "the second half of the year", "FY24", "fiscal 2024".
pub(crate) fn fiscal(scene: &Scene, i: usize) -> Option<Found> {
    let words = scene.words;
    let code = words.get(i).as_bytes();
    if code.len() == 2 && matches!(code[0], b'Q' | b'H') && code[1].is_ascii_digit() {
        let number = code[1] - b'0';
        let at = words.skip_comma(if words.is(i + 1, "of") { i + 2 } else { i + 1 });
        let (year, end) = match year_number(words, at) {
            Some(year) => (Some(year), at + 1),
            None => (scene.today(i).map(|d| d.year()), i + 1),
        };
        return fraction(i, end, year, number, code[0] == b'Q');
    }
    if words.is_any(i, &["fiscal", "FY"]) {
        let at = if words.is(i + 1, "year") { i + 2 } else { i + 1 };
        let year =
            year_number(words, at).or_else(|| words.plain_number(at).filter(|y| words.is(i, "FY") && *y < 100).map(|y| 2000 + y as i16))?;
        return Some(Found::date(i, at + 1, Period::bare(format!("FY{year}"))));
    }
    if code.len() > 3 && code.starts_with(b"FY") {
        let year: i16 = words.get(i)[2..].parse().ok()?;
        let year = if year < 100 { 2000 + year } else { year };
        return Some(Found::date(i, i + 1, Period::bare(format!("FY{year}"))));
    }
    None
}

/// The n-th quarter or half of a year.
pub(crate) fn fraction(start: usize, end: usize, year: Option<i16>, number: u8, quarter: bool) -> Option<Found> {
    let most = if quarter { 4 } else { 2 };
    if !(1..=most).contains(&number) {
        return None;
    }
    let period = match (year, quarter) {
        (Some(year), true) => Period::quarter(year, number),
        (Some(year), false) => Period::half(year, number),
        (None, true) => Period::bare(format!("XXXX-Q{number}")),
        (None, false) => Period::bare(format!("XXXX-H{number}")),
    };
    Some(Found::date(start, end, period))
}
