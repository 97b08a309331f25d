//! The words of spans in code points, and the same spans in UTF-16 units.

use std::collections::BTreeMap;

use demarche::record::ArticleInfo;

/// One part of an article with the way from code points to bytes.
struct Part<'r> {
    text: &'r str,
    /// Byte offset of each code point; empty if all are ASCII.
    bytes: Vec<usize>,
    /// The code points that are two UTF-16 units.
    pairs: Vec<usize>,
}

impl<'r> Part<'r> {
    fn new(text: &'r str) -> Self {
        let bytes = if text.is_ascii() { Vec::new() } else { text.char_indices().map(|(at, _)| at).collect() };
        let pairs = text.chars().enumerate().filter(|(_, c)| c.len_utf16() == 2).map(|(i, _)| i).collect();
        Self { text, bytes, pairs }
    }

    /// The byte at which code point `at` begins; the end of the text beyond it.
    fn byte(&self, at: usize) -> usize {
        if self.bytes.is_empty() { at.min(self.text.len()) } else { self.bytes.get(at).copied().unwrap_or(self.text.len()) }
    }
}

/// The parts of an article: body, title, standfirst, captions.
pub struct Words<'r> {
    parts: BTreeMap<String, Part<'r>>,
}

impl<'r> Words<'r> {
    /// The parts of an article, in linear time.
    pub fn new(article: &'r ArticleInfo) -> Self {
        let mut parts = BTreeMap::from([(String::new(), Part::new(&article.text))]);
        let named = [("title", &article.title), ("standfirst", &article.standfirst)];
        parts.extend(named.into_iter().filter_map(|(name, text)| Some((name.to_owned(), Part::new(text.as_deref()?)))));
        parts.extend(article.captions.iter().enumerate().map(|(i, text)| (format!("caption:{i}"), Part::new(text))));
        Self { parts }
    }

    /// The words from `start` to `end` (code points) of a part; `None` is the body. A span that leaves its part is cut; an unknown part is empty.
    pub fn of(&self, part: Option<&str>, start: usize, end: usize) -> &'r str {
        let Some(part) = self.parts.get(part.unwrap_or_default()) else { return "" };
        let (start, end) = (part.byte(start), part.byte(end));
        if start < end { &part.text[start..end] } else { "" }
    }

    /// An offset in UTF-16 units, as JavaScript counts.
    pub fn utf16(&self, part: Option<&str>, at: usize) -> usize {
        self.parts.get(part.unwrap_or_default()).map_or(at, |p| at + p.pairs.partition_point(|&pair| pair < at))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn article(text: &str) -> ArticleInfo {
        serde_json::from_value(
            serde_json::json!({"id": "a", "source": "-", "url": null, "title": "Ein 🕊", "publisher": null, "authors": [],
            "published": null, "language": null, "standfirst": null, "captions": ["Bild"], "section": null, "found": {}, "text": text}),
        )
        .expect("an article")
    }

    #[test]
    fn spans_count_code_points_and_javascript_counts_units() {
        let article = article("🕊🕊 Kyiv é");
        let words = Words::new(&article);
        assert_eq!(words.of(None, 3, 7), "Kyiv");
        assert_eq!((words.utf16(None, 3), words.utf16(None, 7)), (5, 9));
        assert_eq!(words.of(Some("title"), 0, 3), "Ein");
        assert_eq!(words.of(Some("caption:0"), 0, 99), "Bild");
        assert_eq!(words.of(Some("caption:7"), 0, 9), "");
        assert_eq!(words.of(None, 7, 3), "");
        assert_eq!(words.utf16(Some("caption:0"), 2), 2);
    }
}
