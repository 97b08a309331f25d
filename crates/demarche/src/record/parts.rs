//! The words that the spans of a record mean: the parts of an article by code points.

use super::types::ArticleInfo;

/// Title, standfirst, body or a caption: text that offsets of a record count in.
pub struct Part<'a> {
    /// `None` for the body, else as records name it: `title`, `standfirst`, `caption:0`.
    pub name: Option<String>,
    /// Its words.
    pub text: &'a str,
    /// Byte offset of each code point, and of the end.
    bytes: Vec<usize>,
    /// The code points that are two UTF-16 units.
    pairs: Vec<usize>,
}

impl<'a> Part<'a> {
    fn new(name: Option<String>, text: &'a str) -> Self {
        let bytes = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let pairs = text.chars().enumerate().filter(|(_, c)| c.len_utf16() == 2).map(|(i, _)| i).collect();
        Self { name, text, bytes, pairs }
    }

    /// Number of code points.
    pub fn len(&self) -> usize {
        self.bytes.len() - 1
    }

    /// True if there are none.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// The words between two code points; cut at the part's end, empty if the ends are crossed.
    pub fn slice(&self, start: usize, end: usize) -> &'a str {
        let end = end.min(self.len());
        let start = start.min(end);
        &self.text[self.bytes[start]..self.bytes[end]]
    }

    /// The code point at or after the byte `at`.
    pub fn point(&self, at: usize) -> usize {
        self.bytes.partition_point(|&b| b < at)
    }
}

/// All parts of an article: title, standfirst, captions, body.
pub struct Parts<'a> {
    list: Vec<Part<'a>>,
}

impl<'a> Parts<'a> {
    /// The parts of `article`. Linear in its length.
    pub fn new(article: &'a ArticleInfo) -> Self {
        let mut list = vec![Part::new(None, &article.text)];
        list.extend(article.title.as_deref().map(|t| Part::new(Some("title".to_owned()), t)));
        list.extend(article.standfirst.as_deref().map(|t| Part::new(Some("standfirst".to_owned()), t)));
        list.extend(article.captions.iter().enumerate().map(|(i, c)| Part::new(Some(format!("caption:{i}")), c)));
        Self { list }
    }

    /// The part of this name, if the article has it.
    pub fn get(&self, name: Option<&str>) -> Option<&Part<'a>> {
        self.list.iter().find(|p| p.name.as_deref() == name)
    }

    /// The words from `start` to `end` (code points) of a part; empty if the article has no such part.
    pub fn words(&self, part: Option<&str>, start: usize, end: usize) -> &'a str {
        self.get(part).map_or("", |p| p.slice(start, end))
    }

    /// An offset into a part in UTF-16 units, as JavaScript counts.
    pub fn utf16(&self, part: Option<&str>, at: usize) -> usize {
        self.get(part).map_or(at, |p| at + p.pairs.partition_point(|&pair| pair < at))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slices_count_code_points_and_never_leave_the_text() {
        let part = Part::new(None, "Zug 🚂 fährt");
        assert_eq!(part.slice(4, 5), "🚂");
        assert_eq!(part.slice(6, 99), "fährt");
        assert_eq!(part.slice(9, 3), "");
        assert_eq!(part.slice(50, 60), "");
        assert_eq!(part.point("Zug 🚂 ".len()), 6);
    }

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
        let words = Parts::new(&article);
        assert_eq!(words.words(None, 3, 7), "Kyiv");
        assert_eq!((words.utf16(None, 3), words.utf16(None, 7)), (5, 9));
        assert_eq!(words.words(Some("title"), 0, 3), "Ein");
        assert_eq!(words.words(Some("caption:0"), 0, 99), "Bild");
        assert_eq!(words.words(Some("caption:7"), 0, 9), "");
        assert_eq!(words.words(None, 7, 3), "");
        assert_eq!(words.utf16(Some("caption:0"), 2), 2);
    }
}
