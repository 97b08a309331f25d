//! HTML and XML cut into tags and text, with their places. Never fails, never recurses; linear.

use std::ops::Range;

use markup5ever::data::{C1_REPLACEMENTS, NAMED_ENTITIES};

use crate::ingest::mapped::Mapped;

/// A piece of markup. Ranges are bytes of the scanned text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Token<'a> {
    /// Text with entities.
    Text(Range<usize>),
    /// Text without entities: a CDATA section.
    Verbatim(Range<usize>),
    /// `<name attributes>`; `closed` if it ends in `/>`.
    Start { name: &'a str, attributes: &'a str, closed: bool, end: usize },
    /// `</name>`, which begins at `at`.
    End { name: &'a str, at: usize },
    /// What stands in a script, a style sheet, a form field.
    Raw(Range<usize>),
}

/// Elements whose content is no markup.
const RAW: [&str; 7] = ["script", "style", "textarea", "title", "xmp", "iframe", "noembed"];

/// Reads tokens from the start to the end of a text.
pub(crate) struct Scanner<'a> {
    text: &'a str,
    at: usize,
    raw: Option<&'a str>,
    xml: bool,
    /// Elements whose end was looked for and not found: one search each keeps the time linear.
    unclosed: Vec<&'static str>,
}

impl<'a> Scanner<'a> {
    /// A scanner for HTML.
    pub(crate) fn html(text: &'a str) -> Self {
        Self { text, at: 0, raw: None, xml: false, unclosed: Vec::new() }
    }

    /// A scanner for XML: no element has raw content.
    pub(crate) fn xml(text: &'a str) -> Self {
        Self { xml: true, ..Self::html(text) }
    }

    /// Skips to one past the next `until`, or to the end.
    fn skip(&mut self, from: usize, until: &str) -> Range<usize> {
        let end = self.text[from..].find(until).map_or(self.text.len(), |n| from + n);
        self.at = (end + until.len()).min(self.text.len());
        from..end
    }

    /// The content of the raw element `name` that has just been opened.
    fn raw_content(&mut self, name: &'a str) -> Option<Token<'a>> {
        let known = RAW.iter().find(|raw| raw.eq_ignore_ascii_case(name))?;
        if self.unclosed.contains(known) {
            return None;
        }
        let rest = &self.text.as_bytes()[self.at..];
        let mut from = 0;
        while let Some(found) = rest[from..].windows(2).position(|w| w == b"</") {
            let start = from + found + 2;
            if rest.get(start..start + known.len()).is_some_and(|tag| tag.eq_ignore_ascii_case(known.as_bytes())) {
                let range = self.at..self.at + start - 2;
                self.at = range.end;
                return Some(Token::Raw(range));
            }
            from = start;
        }
        self.unclosed.push(known);
        None
    }

    /// The tag that begins at `self.at`, if one does.
    fn tag(&mut self) -> Option<Token<'a>> {
        let text = self.text;
        let rest = &text[self.at + 1..];
        let (closing, rest) = rest.strip_prefix('/').map_or((false, rest), |rest| (true, rest));
        if !rest.starts_with(|c: char| c.is_ascii_alphabetic() || self.xml && c == '_') {
            return None;
        }
        let length = rest.find(|c: char| c.is_whitespace() || matches!(c, '>' | '/' | '<')).unwrap_or(rest.len());
        let name = &rest[..length];
        let begin = self.at;
        let from = text.len() - rest.len() + length;
        let end = tag_end(text.as_bytes(), from);
        self.at = (end + 1).min(text.len());
        if closing {
            return Some(Token::End { name, at: begin });
        }
        let attributes = &text[from..end];
        let closed = attributes.ends_with('/');
        if !self.xml && !closed {
            self.raw = Some(name);
        }
        Some(Token::Start { name, attributes: attributes.strip_suffix('/').unwrap_or(attributes), closed, end: self.at })
    }
}

/// Where the tag ends whose name ended at `from`: the next `>` outside quotes. Quotes that never close do not count.
fn tag_end(bytes: &[u8], from: usize) -> usize {
    /// No attribute of a real page is longer.
    const LONGEST: usize = 1 << 20;
    let mut at = from;
    let mut after_equals = false;
    while at < bytes.len() {
        match bytes[at] {
            b'>' => return at,
            quote @ (b'"' | b'\'') if after_equals => {
                let window = &bytes[at + 1..bytes.len().min(at + 1 + LONGEST)];
                match window.iter().position(|b| *b == quote) {
                    Some(n) => at += n + 1,
                    None => return bytes[at..].iter().position(|b| *b == b'>').map_or(bytes.len(), |n| at + n),
                }
                after_equals = false;
            }
            b'=' => after_equals = true,
            b if b.is_ascii_whitespace() => {}
            _ => after_equals = false,
        }
        at += 1;
    }
    bytes.len()
}

impl<'a> Iterator for Scanner<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        if let Some(name) = self.raw.take()
            && let Some(raw) = self.raw_content(name)
        {
            return Some(raw);
        }
        while self.at < self.text.len() {
            let rest = &self.text[self.at..];
            if rest.starts_with("<!--") {
                self.skip(self.at + 4, "-->");
            } else if rest.starts_with("<![CDATA[") {
                let range = self.skip(self.at + 9, "]]>");
                return Some(Token::Verbatim(range));
            } else if rest.starts_with("<!") || rest.starts_with("<?") {
                self.skip(self.at + 2, ">");
            } else if rest.starts_with('<')
                && let Some(tag) = self.tag()
            {
                return Some(tag);
            } else {
                // A bracket that opens no tag is text.
                let from = usize::from(rest.starts_with('<'));
                let end = rest[from..].find('<').map_or(rest.len(), |n| n + from);
                let range = self.at..self.at + end;
                self.at = range.end;
                return Some(Token::Text(range));
            }
        }
        None
    }
}

/// The attributes of a tag: name as written, value with entities.
pub(crate) fn attributes(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut rest = text;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
        if rest.is_empty() {
            return None;
        }
        let end = rest.char_indices().skip(1).find(|(_, c)| c.is_whitespace() || matches!(c, '=' | '/')).map_or(rest.len(), |(at, _)| at);
        let name = &rest[..end];
        rest = rest[end..].trim_start();
        let Some(value) = rest.strip_prefix('=') else { return Some((name, "")) };
        let value = value.trim_start();
        let (value, after) = match value.chars().next() {
            Some(quote @ ('"' | '\'')) => {
                let inner = &value[1..];
                let end = inner.find(quote).unwrap_or(inner.len());
                (&inner[..end], &inner[(end + 1).min(inner.len())..])
            }
            _ => {
                let end = value.find(char::is_whitespace).unwrap_or(value.len());
                (&value[..end], &value[end..])
            }
        };
        rest = after;
        Some((name, value))
    })
}

/// The value of the attribute `name`, with its entities replaced.
pub(crate) fn attribute(text: &str, name: &str) -> Option<String> {
    attributes(text).find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| decoded(value))
}

/// `text` with its entities replaced.
pub(crate) fn decoded(text: &str) -> String {
    let mut out = Mapped::default();
    push_text(&mut out, text, 0);
    out.as_str().to_owned()
}

/// Appends `text`, which stands at byte `at`, with its entities replaced.
pub(crate) fn push_text(out: &mut Mapped, text: &str, at: usize) {
    let mut from = 0;
    let mut search = 0;
    while let Some(found) = text[search..].find('&') {
        let amp = search + found;
        search = amp + 1;
        if let Some((chars, len)) = entity(&text[amp..]) {
            out.push_verbatim(&text[from..amp], at + from);
            let value: String = chars.iter().filter_map(|c| *c).collect();
            out.push_replaced(&value, at + amp, len);
            from = amp + len;
            search = from;
        }
    }
    out.push_verbatim(&text[from..], at + from);
}

/// The characters of the entity at the start of `text`, and its length in bytes.
fn entity(text: &str) -> Option<([Option<char>; 2], usize)> {
    let rest = &text[1..];
    if let Some(number) = rest.strip_prefix('#') {
        return numeric(number);
    }
    let length = rest.bytes().take(40).take_while(u8::is_ascii_alphanumeric).count();
    if rest.as_bytes().get(length) == Some(&b';')
        && let Some(found) = named(&rest[..=length])
    {
        return Some((found, length + 2));
    }
    // A few old names may stand without a semicolon.
    (2..=length.min(6)).rev().find_map(|n| named(&rest[..n]).map(|found| (found, n + 1)))
}

fn named(name: &str) -> Option<[Option<char>; 2]> {
    let (first, second) = *NAMED_ENTITIES.get(name)?;
    (first != 0).then(|| [char::from_u32(first), (second != 0).then(|| char::from_u32(second)).flatten()])
}

fn numeric(number: &str) -> Option<([Option<char>; 2], usize)> {
    let (digits, radix, prefix) = match number.strip_prefix(['x', 'X']) {
        Some(hex) => (hex, 16, 3),
        None => (number, 10, 2),
    };
    let length = digits.bytes().take(9).take_while(|b| (*b as char).is_digit(radix)).count();
    let code = u32::from_str_radix(&digits[..length], radix).ok()?;
    let semicolon = usize::from(digits.as_bytes().get(length) == Some(&b';'));
    let c = match code {
        0x80..=0x9f => C1_REPLACEMENTS[(code - 0x80) as usize].or_else(|| char::from_u32(code)),
        0 => None,
        _ => char::from_u32(code),
    };
    Some(([Some(c.unwrap_or('\u{fffd}')), None], prefix + length + semicolon))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entities_are_replaced_and_lead_back() {
        let mut out = Mapped::default();
        push_text(&mut out, "A &amp; B&nbsp;C &#8217;&#x2019;&#146; &copy &unknown; R&D &", 0);
        assert_eq!(out.as_str(), "A & B\u{a0}C ’’’ © &unknown; R&D &");
        for run in out.runs().iter().filter(|run| run.len != run.source_len) {
            assert!(run.source_len >= 5);
        }
    }

    #[test]
    fn tags_and_text_are_told_apart() {
        let text = "<p class='a>b' id=x>é 1 < 2<br/></P><script>if (a</b>) {}</script><!-- x --><![CDATA[a&b]]>end";
        let tokens: Vec<_> = Scanner::html(text).collect();
        assert!(matches!(&tokens[0], Token::Start { name: "p", attributes, .. } if attribute(attributes, "id").as_deref() == Some("x")));
        assert!(matches!(&tokens[1], Token::Text(range) if &text[range.clone()] == "é 1 "));
        assert!(tokens.iter().any(|t| matches!(t, Token::Raw(range) if &text[range.clone()] == "if (a</b>) {}")));
        assert!(tokens.iter().any(|t| matches!(t, Token::Verbatim(range) if &text[range.clone()] == "a&b")));
    }
}
