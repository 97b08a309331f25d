//! The parts of an article by code points.

use demarche::record::{ArticleInfo, Mark};

/// Title, standfirst, body or a caption: text that offsets of a record count in.
pub struct Part<'a> {
    /// `None` for the body, else as records name it: `title`, `standfirst`, `caption:0`.
    pub name: Option<String>,
    /// Its words.
    pub text: &'a str,
    /// Byte offset of each code point, and of the end.
    bytes: Vec<usize>,
}

impl<'a> Part<'a> {
    fn new(name: Option<String>, text: &'a str) -> Self {
        let bytes = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        Self { name, text, bytes }
    }

    /// Number of code points.
    pub fn len(&self) -> usize {
        self.bytes.len() - 1
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

    /// The words of a mark; empty if its part is missing.
    pub fn words(&self, mark: &Mark) -> &'a str {
        self.get(mark.part.as_deref()).map_or("", |p| p.slice(mark.start, mark.end))
    }
}

#[cfg(test)]
mod tests {
    use super::Part;

    #[test]
    fn slices_count_code_points_and_never_leave_the_text() {
        let part = Part::new(None, "Zug 🚂 fährt");
        assert_eq!(part.slice(4, 5), "🚂");
        assert_eq!(part.slice(6, 99), "fährt");
        assert_eq!(part.slice(9, 3), "");
        assert_eq!(part.slice(50, 60), "");
        assert_eq!(part.point("Zug 🚂 ".len()), 6);
    }
}
