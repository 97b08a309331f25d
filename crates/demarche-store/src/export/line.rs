//! Lines of tab-separated layouts: a fixed width, nothing in a field that breaks its row.

use std::borrow::Cow;
use std::io::{self, Write};

/// `text` with each control character (tab, line feed, carriage return, …) and each separator of lines or paragraphs replaced by one
/// space, so that offsets into it stay true.
pub fn plain(text: &str) -> Cow<'_, str> {
    let breaks = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
    if text.contains(breaks) { text.chars().map(|c| if breaks(c) { ' ' } else { c }).collect::<String>().into() } else { text.into() }
}

/// `text` on one line, white space folded: for names and other fields without offsets.
pub fn folded(text: &str) -> String {
    plain(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Writes one tab-separated line; an empty field is written as `missing`.
///
/// # Errors
/// What `out` returns.
pub fn write<const N: usize>(out: &mut dyn Write, fields: &[String; N], missing: &str) -> io::Result<()> {
    let mut line = String::new();
    for (i, field) in fields.iter().enumerate() {
        if i > 0 {
            line.push('\t');
        }
        let field = plain(field);
        line.push_str(if field.trim().is_empty() { missing } else { &field });
    }
    line.push('\n');
    out.write_all(line.as_bytes())
}

/// The names of columns, as they are or in lower case with underscores.
pub fn header<const N: usize>(columns: &[&str; N], snake: bool) -> [String; N] {
    columns.map(|name| if snake { snake_case(name) } else { name.to_owned() })
}

/// `Event ID` as `event_id`, `GeoNames ID` as `geonames_id`: lower case, underscores for spaces.
fn snake_case(name: &str) -> String {
    name.to_lowercase().replace(' ', "_")
}

/// A number as R and pandas write it: no fraction if it is whole.
pub fn number(value: f64) -> String {
    if value.is_finite() { format!("{value}") } else { String::new() }
}

/// Items in the order given, joined, each once.
pub fn joined<'a>(items: impl IntoIterator<Item = &'a str>, separator: &str) -> String {
    let mut seen: Vec<String> = Vec::new();
    for item in items {
        let item = folded(item);
        if !item.is_empty() && !seen.contains(&item) {
            seen.push(item);
        }
    }
    seen.join(separator)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_breaks_a_row() {
        assert_eq!(plain("a\tb\r\nc\u{2028}d\u{85}e\0f"), "a b  c d e f");
        assert_eq!(folded("  Foreign\n\tMinistry "), "Foreign Ministry");
        let mut out = Vec::new();
        write(&mut out, &["x\ty".to_owned(), " \n ".to_owned(), "🕊 z".to_owned()], "NA").expect("memory");
        assert_eq!(String::from_utf8(out).expect("UTF-8"), "x y\tNA\t🕊 z\n");
    }

    #[test]
    fn numbers_and_names() {
        assert_eq!([1.0, -0.3, 4.5, f64::NAN].map(number), ["1", "-0.3", "4.5", ""]);
        assert_eq!(snake_case("Wikipedia Actor ID"), "wikipedia_actor_id");
        assert_eq!(joined(["a", "b ", "a", ""], "; "), "a; b");
    }
}
