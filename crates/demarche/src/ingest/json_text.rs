//! JSON with the way back: values as stretches of the source.

use std::ops::Range;

use super::mapped::Mapped;

/// A value in a JSON text that is known to parse.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Value<'a> {
    text: &'a str,
    start: usize,
    end: usize,
}

impl<'a> Value<'a> {
    /// The value that begins at or after byte `at` of `text`.
    pub(crate) fn at(text: &'a str, at: usize) -> Option<Self> {
        let start = skip_space(text.as_bytes(), at);
        let end = value_end(text.as_bytes(), start)?;
        Some(Self { text, start, end })
    }

    /// Bytes of the text.
    pub(crate) fn range(self) -> Range<usize> {
        self.start..self.end
    }

    fn first(self) -> u8 {
        self.text.as_bytes().get(self.start).copied().unwrap_or(0)
    }

    pub(crate) fn is_object(self) -> bool {
        self.first() == b'{'
    }

    pub(crate) fn is_array(self) -> bool {
        self.first() == b'['
    }

    /// True if it is a string.
    pub(crate) fn is_string(self) -> bool {
        self.first() == b'"'
    }

    /// The members of an object, with their names reduced to lower-case letters and digits; empty for other values.
    pub(crate) fn members(self) -> Vec<(String, Value<'a>)> {
        let mut members = Vec::new();
        if !self.is_object() {
            return members;
        }
        let bytes = self.text.as_bytes();
        let mut at = skip_space(bytes, self.start + 1);
        while at < self.end && bytes[at] == b'"' {
            let Some(key_end) = value_end(bytes, at) else { break };
            let key = Value { text: self.text, start: at, end: key_end }.string().unwrap_or_default();
            let colon = skip_space(bytes, key_end);
            let Some(value) = Value::at(self.text, colon + 1) else { break };
            members.push((reduced(key.as_str()), value));
            at = skip_space(bytes, value.end);
            if bytes.get(at) != Some(&b',') {
                break;
            }
            at = skip_space(bytes, at + 1);
        }
        members
    }

    /// The elements of an array; empty for other values.
    pub(crate) fn elements(self) -> Vec<Value<'a>> {
        let mut elements = Vec::new();
        if !self.is_array() {
            return elements;
        }
        let bytes = self.text.as_bytes();
        let mut at = skip_space(bytes, self.start + 1);
        while at < self.end && bytes[at] != b']' {
            let Some(value) = Value::at(self.text, at) else { break };
            elements.push(value);
            at = skip_space(bytes, value.end);
            if bytes.get(at) != Some(&b',') {
                break;
            }
            at = skip_space(bytes, at + 1);
        }
        elements
    }

    /// A string, with its way back to the JSON text; `None` for other values.
    pub(crate) fn string(self) -> Option<Mapped> {
        if !self.is_string() || self.end < self.start + 2 {
            return None;
        }
        let mut out = Mapped::default();
        let inner = &self.text[self.start + 1..self.end - 1];
        let base = self.start + 1;
        let mut at = 0;
        while let Some(found) = inner[at..].find('\\') {
            out.push_verbatim(&inner[at..at + found], base + at);
            let escape = at + found;
            let (c, len) = unescape(&inner[escape..]);
            let mut buffer = [0; 4];
            if let Some(c) = c {
                out.push_replaced(c.encode_utf8(&mut buffer), base + escape, len);
            }
            at = escape + len;
        }
        out.push_verbatim(&inner[at..], base + at);
        Some(out)
    }

    /// A string or number as text; `None` for other values and for the ways in which programs write "nothing".
    pub(crate) fn scalar(self) -> Option<String> {
        let text = match self.first() {
            b'"' => self.string()?.as_str().trim().to_owned(),
            b'-' | b'0'..=b'9' => self.text[self.range()].to_owned(),
            _ => return None,
        };
        let nothing = matches!(text.as_str(), "" | "null" | "None" | "NaN" | "nan" | "NaT" | "N/A" | "undefined" | "[]" | "NA" | "NULL");
        (!nothing).then_some(text)
    }
}

/// Lower-case letters and digits of a field's name.
pub(crate) fn reduced(name: &str) -> String {
    name.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
}

/// The character that the escape at the start of `text` stands for, and its length in bytes. A lone surrogate is nothing.
fn unescape(text: &str) -> (Option<char>, usize) {
    let unit = |at: usize| text.get(at..at + 4).and_then(|hex| u32::from_str_radix(hex, 16).ok());
    let simple = match text.as_bytes().get(1) {
        Some(b'n') => '\n',
        Some(b't') => '\t',
        Some(b'r') => '\r',
        Some(b'b') => '\u{8}',
        Some(b'f') => '\u{c}',
        Some(b'u') => {
            let Some(high) = unit(2) else { return (None, text.len().min(2)) };
            if (0xd800..0xdc00).contains(&high)
                && text.get(6..8) == Some("\\u")
                && let Some(low) = unit(8)
                && (0xdc00..0xe000).contains(&low)
            {
                return (char::from_u32(0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00)), 12);
            }
            return (char::from_u32(high), 6);
        }
        Some(c) if c.is_ascii() => *c as char,
        _ => return (None, 1),
    };
    (Some(simple), 2)
}

fn skip_space(bytes: &[u8], mut at: usize) -> usize {
    while bytes.get(at).is_some_and(|b| matches!(b, b' ' | b'\t' | b'\n' | b'\r')) {
        at += 1;
    }
    at
}

/// One past the last byte of the value that begins at `at`. No recursion: depth costs nothing.
fn value_end(bytes: &[u8], at: usize) -> Option<usize> {
    let mut depth = 0usize;
    let mut i = at;
    while i < bytes.len() {
        match bytes[i] {
            b'"' => {
                i += 1;
                while *bytes.get(i)? != b'"' {
                    i += if bytes[i] == b'\\' { 2 } else { 1 };
                }
            }
            b'{' | b'[' => depth += 1,
            b'}' | b']' => {
                depth = depth.checked_sub(1)?;
            }
            b' ' | b'\t' | b'\n' | b'\r' | b',' | b':' => {}
            _ => {
                while bytes.get(i + 1).is_some_and(|b| !matches!(b, b',' | b'}' | b']' | b' ' | b'\t' | b'\n' | b'\r')) {
                    i += 1;
                }
            }
        }
        i += 1;
        if depth == 0 {
            return Some(i);
        }
    }
    None
}

/// Python's `NaN` and `Infinity`, which are no JSON, as empty strings of the same length; everything else as it is.
pub(crate) fn without_nan(text: &str) -> Option<String> {
    let mut bytes = text.as_bytes().to_vec();
    let mut changed = false;
    let (mut i, mut in_string) = (0, false);
    while i < bytes.len() {
        if in_string {
            match bytes[i] {
                b'\\' => i += 1,
                b'"' => in_string = false,
                _ => {}
            }
        } else if bytes[i] == b'"' {
            in_string = true;
        } else if let Some(word) = ["-Infinity", "Infinity", "NaN"].iter().find(|word| bytes[i..].starts_with(word.as_bytes())) {
            bytes[i..i + word.len()].fill(b' ');
            bytes[i] = b'"';
            bytes[i + 1] = b'"';
            i += word.len() - 1;
            changed = true;
        }
        i += 1;
    }
    changed.then(|| String::from_utf8(bytes).ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_lead_back() {
        let text = r#" {"a_B": "x\n\u00e9\ud83d\ude00y", "list": [1, {"k": [2]}, "z"], "n": null} "#;
        let object = Value::at(text, 0).unwrap();
        let members = object.members();
        assert_eq!(members.iter().map(|m| m.0.as_str()).collect::<Vec<_>>(), ["ab", "list", "n"]);
        let string = members[0].1.string().unwrap();
        assert_eq!(string.as_str(), "x\né😀y");
        let last = string.runs().last().unwrap();
        assert_eq!(&text[last.source..last.source + 1], "y");
        assert_eq!(members[1].1.elements().len(), 3);
        assert_eq!(members[2].1.scalar(), None);
    }

    #[test]
    fn not_a_number_is_nothing() {
        assert_eq!(without_nan(r#"{"a": NaN, "b": "NaN"}"#).as_deref(), Some(r#"{"a": "" , "b": "NaN"}"#));
        assert_eq!(without_nan("{}"), None);
    }
}
