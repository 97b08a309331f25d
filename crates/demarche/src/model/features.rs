//! The shape of a word: what an uncased encoder cannot see. Repeats `training/features.py`, version 1.

const PUNCTUATION: &str = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~–—…’‘“”•·«»¿¡‹›„‚";

const LOWER: i32 = 0;
const TITLE: i32 = 1;
const UPPER: i32 = 2;
const MIXED: i32 = 3;
const DIGITS: i32 = 4;
const ALPHANUMERIC: i32 = 5;
const PUNCT: i32 = 6;
const OPEN_QUOTE: i32 = 7;
const CLOSE_QUOTE: i32 = 8;
const OTHER: i32 = 9;

/// For each word of a sentence, given with "white space follows": its shape and whether only marks stand before it.
pub(super) fn shapes(words: &[(&str, bool)]) -> Vec<(i32, bool)> {
    let mut initial = true;
    let mut out = Vec::with_capacity(words.len());
    for (i, (word, space)) in words.iter().enumerate() {
        let previous = i.checked_sub(1).map(|p| words[p]);
        let space_before = previous.is_none_or(|(_, space)| space);
        let space_after = i + 1 == words.len() || *space;
        let shape = shape(word, space_before, space_after, previous.map_or("", |(w, _)| w));
        out.push((shape, initial));
        if !matches!(shape, PUNCT | OPEN_QUOTE | CLOSE_QUOTE) {
            initial = false;
        }
    }
    out
}

/// The row of the shape table for one wordpiece.
pub(super) fn shape_id(shape: i32, initial: bool, continues: bool) -> i32 {
    1 + 4 * shape + 2 * i32::from(initial) + i32::from(continues)
}

fn shape(word: &str, space_before: bool, space_after: bool, previous: &str) -> i32 {
    match word {
        "“" | "‘" | "„" | "‚" | "«" | "‹" | "``" | "`" => return OPEN_QUOTE,
        "”" | "’" | "»" | "›" | "''" | "’’" => return CLOSE_QUOTE,
        "\"" | "'" => {
            let opens = !space_after && (space_before || matches!(previous, "" | "(" | "[" | "{" | "–" | "—" | "-" | "/"));
            return if opens { OPEN_QUOTE } else { CLOSE_QUOTE };
        }
        _ => {}
    }
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    if word.bytes().any(|b| b.is_ascii_digit()) {
        return if letters > 0 { ALPHANUMERIC } else { DIGITS };
    }
    if letters == 0 {
        return if word.chars().all(|c| PUNCTUATION.contains(c)) { PUNCT } else { OTHER };
    }
    let capitals = word.chars().filter(|c| c.is_alphabetic() && c.is_uppercase()).count();
    let first = word.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_uppercase);
    match capitals {
        0 => LOWER,
        1 if first => TITLE,
        n if n == letters => UPPER,
        _ => MIXED,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_are_as_in_training() {
        let words = [
            ("\"", false),
            ("The", true),
            ("U.S.", true),
            ("G20", true),
            ("McKay", true),
            ("5", false),
            ("%", false),
            ("\"", true),
            ("ran", false),
            (".", false),
        ];
        let found: Vec<i32> = shapes(&words).into_iter().map(|(s, _)| s).collect();
        assert_eq!(found, [OPEN_QUOTE, TITLE, UPPER, ALPHANUMERIC, MIXED, DIGITS, PUNCT, CLOSE_QUOTE, LOWER, PUNCT]);
        assert_eq!(shapes(&words).iter().map(|(_, i)| *i).collect::<Vec<_>>()[..3], [true, true, false]);
    }
}
