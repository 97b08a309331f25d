//! From bytes to text.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// How many bytes at the start are searched for a declaration of the encoding (HTML asks for 1,024; real pages are later).
const DECLARATION_WINDOW: usize = 4096;

/// How many bytes the detector looks at: more changes nothing.
const DETECTOR_WINDOW: usize = 1 << 16;

/// The text of `bytes`. The encoding is, in this order: the byte order mark's, UTF-8 if the bytes are valid UTF-8, `header` (the charset that
/// an HTTP header names), the one that the text declares (`<meta charset>`, XML declaration), the detector's guess. Valid UTF-8 goes
/// before a declaration because wrong declarations are common and a text of any other encoding is hardly ever valid UTF-8.
/// Bytes that are no text in it become U+FFFD. Linear.
pub(crate) fn decode<'a>(bytes: &'a [u8], header: Option<&str>) -> Cow<'a, str> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return encoding.decode_without_bom_handling(&bytes[mark..]).0;
    }
    let declared = header.and_then(|label| Encoding::for_label(label.trim().as_bytes())).or_else(|| declaration(bytes));
    // ISO-2022-JP and UTF-16 without a mark are valid ASCII or full of NUL bytes; only a declaration or the zeros tell.
    if let Some(encoding) = utf16_by_zeros(bytes) {
        return encoding.decode_without_bom_handling(bytes).0;
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Cow::Borrowed(text);
    }
    match declared {
        Some(encoding) if encoding != UTF_8 => encoding.decode_without_bom_handling(bytes).0,
        _ if mostly_utf8(bytes) => String::from_utf8_lossy(bytes),
        _ => guess(bytes).decode_without_bom_handling(bytes).0,
    }
}

/// The encoding that the first bytes name.
fn declaration(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(DECLARATION_WINDOW)];
    let lower = head.to_ascii_lowercase();
    [&b"charset="[..], b"encoding="].iter().find_map(|key| {
        let at = find(&lower, key)? + key.len();
        let rest = &lower[at..];
        let start = rest.iter().position(|b| !matches!(b, b'"' | b'\'' | b' '))?;
        let end = rest[start..].iter().position(|b| !(b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b':')))?;
        // A text in UTF-16 could not be read up to here: the declaration is wrong.
        Encoding::for_label(&rest[start..start + end]).filter(|e| *e != UTF_16LE && *e != UTF_16BE)
    })
}

fn find(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    haystack.windows(needle.len()).position(|window| window == needle)
}

/// UTF-16 without a mark, told by zeros at every second byte.
fn utf16_by_zeros(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(512) & !1];
    if head.len() < 8 {
        return None;
    }
    let pairs = head.len() / 2;
    let even = head.iter().step_by(2).filter(|b| **b == 0).count();
    let odd = head.iter().skip(1).step_by(2).filter(|b| **b == 0).count();
    let most = pairs - pairs / 4;
    match (even, odd) {
        (0, n) if n >= most => Some(UTF_16LE),
        (n, 0) if n >= most => Some(UTF_16BE),
        _ => None,
    }
}

/// True if faults are rare among the characters beyond ASCII: UTF-8 with a cut or a stray byte.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good > 4 * bad
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(&bytes[..bytes.len().min(DETECTOR_WINDOW)], true);
    detector.guess(None, Utf8Detection::Deny)
}

/// What `bytes` seem to be if they are not text: by the magic numbers of common files, else by control characters.
pub(crate) fn binary_kind(bytes: &[u8]) -> Option<&'static str> {
    const MAGIC: &[(&[u8], &str)] = &[
        (b"%PDF-", "a PDF file"),
        (b"PK\x03\x04", "a ZIP archive or an office document"),
        (b"\x89PNG", "a picture"),
        (b"\xff\xd8\xff", "a picture"),
        (b"GIF8", "a picture"),
        (b"\xd0\xcf\x11\xe0", "an office document"),
        (b"BZh", "a bzip2 archive"),
        (b"\xfd7zXZ\0", "an xz archive"),
        (b"\x28\xb5\x2f\xfd", "a zstd archive"),
        (b"7z\xbc\xaf", "a 7z archive"),
        (b"{\\rtf", "an RTF document"),
        (b"\x7fELF", "a program"),
        (b"SQLite format 3\0", "a database"),
    ];
    if let Some((_, what)) = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Some(what);
    }
    if Encoding::for_bom(bytes).is_some() || utf16_by_zeros(bytes).is_some() {
        return None;
    }
    let head = &bytes[..bytes.len().min(8192)];
    let controls = head.iter().filter(|b| **b < 32 && !matches!(b, b'\t' | b'\n' | b'\r' | 0x0c | 0x1b)).count();
    // A single NUL in a scraped text is residue; a stretch of them is no text.
    (controls > 4 && controls * 20 > head.len()).then_some("binary data")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_are_told_apart() {
        assert_eq!(decode("Zürich’s envoy".as_bytes(), None), "Zürich’s envoy");
        assert_eq!(decode(b"\xef\xbb\xbfabc", None), "abc");
        assert_eq!(decode(b"<meta charset=\"windows-1252\"><p>It\x92s Z\xfcrich", None), "<meta charset=\"windows-1252\"><p>It’s Zürich");
        assert_eq!(decode(b"\xff\xfea\0b\0", None), "ab");
        assert_eq!(decode(b"e\0n\0v\0o\0y\0s\0", None), "envoys");
        assert_eq!(decode(b"The caf\xe9 in Z\xfcrich", Some("iso-8859-1")), "The café in Zürich");
        assert_eq!(decode(b"The minister\x92s caf\xe9 in Z\xfcrich was closed", None), "The minister’s café in Zürich was closed");
    }

    #[test]
    fn binaries_are_named() {
        assert_eq!(binary_kind(b"%PDF-1.7"), Some("a PDF file"));
        assert_eq!(binary_kind(&[0, 1, 2, 3, 4, 5, 6, 7, 0, 0, 0, 0]), Some("binary data"));
        assert_eq!(binary_kind(b"plain\0 text that goes on for a while"), None);
    }
}
