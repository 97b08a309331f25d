//! Finds quoted words in a sentence.

use crate::span::Span;

/// Where the quotation `quote` stands in `sentence` (bytes of `sentence`): whole words, the n-th occurrence if it ends in `~n`, from the first part to
/// the second if it has ` ... ` inside. `None` if it does not occur.
pub fn locate(sentence: &str, quote: &str) -> Option<Span> {
    if quote.is_empty() {
        return None;
    }
    let (quote, nth) = match quote.rsplit_once('~') {
        Some((words, digits)) if !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()) => (words, digits.parse().ok()?),
        _ => (quote, 1),
    };
    if let Some((first, last)) = quote.split_once(" ... ") {
        let from = occurrence(sentence, first, nth, 0)?;
        let to = occurrence(sentence, last, 1, from.end)?;
        return Some(Span::new(from.start, to.end));
    }
    occurrence(sentence, quote, nth, 0)
}

/// The `nth` occurrence of `words` at or after byte `from`, as whole words.
fn occurrence(sentence: &str, words: &str, nth: usize, from: usize) -> Option<Span> {
    if words.is_empty() || nth == 0 {
        return None;
    }
    let inside = |a: Option<char>, b: Option<char>| a.is_some_and(char::is_alphanumeric) && b.is_some_and(char::is_alphanumeric);
    let mut seen = 0;
    let mut at = from;
    while let Some(found) = sentence.get(at..)?.find(words) {
        let start = at + found;
        let end = start + words.len();
        let cut = inside(sentence[..start].chars().next_back(), words.chars().next())
            || inside(words.chars().next_back(), sentence[end..].chars().next());
        if !cut {
            seen += 1;
            if seen == nth {
                return Some(Span::new(start, end));
            }
        }
        at = start + words.chars().next().map_or(1, char::len_utf8);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_are_found() {
        let s = "Mali said Mali's envoy would leave Malia soon.";
        assert_eq!(locate(s, "Mali"), Some(Span::new(0, 4)));
        assert_eq!(locate(s, "Mali~2").map(|x| x.of(s)), Some("Mali"));
        assert_eq!(locate(s, "Mali~3"), None);
        assert_eq!(locate(s, "envoy ... soon").map(|x| x.of(s)), Some("envoy would leave Malia soon"));
        assert_eq!(locate(s, "nowhere"), None);
    }
}
