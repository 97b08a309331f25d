//! WARC files (ISO 28500): the pages that a crawler kept.

use std::io::{BufRead, Read};

use flate2::read::{MultiGzDecoder, ZlibDecoder};

use super::error::{IngestError, MAX_ARTICLE_BYTES};
use super::raw::{Form, Raw, Web};

/// The most bytes of one header.
const MAX_HEADER: usize = 1 << 16;

/// The records of a WARC stream (unpacked) that hold a page or a text.
pub(crate) struct Records<R> {
    reader: R,
    /// Number of the last record, from 1.
    number: usize,
    broken: bool,
}

/// Header lines: names in lower case.
struct Header(Vec<(String, String)>);

impl Header {
    fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    fn parse(lines: &[u8]) -> Self {
        let text = String::from_utf8_lossy(lines);
        let fields = text.lines().filter_map(|line| line.split_once(':'));
        Self(fields.map(|(key, value)| (key.trim().to_ascii_lowercase(), value.trim().to_owned())).collect())
    }
}

impl<R: BufRead> Records<R> {
    pub(crate) fn new(reader: R) -> Self {
        Self { reader, number: 0, broken: false }
    }

    /// The next record of a page or text; records of other kinds are passed over.
    pub(crate) fn next(&mut self, source: &str) -> Option<Result<Raw, IngestError>> {
        while !self.broken {
            match self.record(source) {
                Ok(Some(Some(raw))) => return Some(Ok(raw)),
                Ok(Some(None)) => {}
                Ok(None) => return None,
                Err(error) => {
                    self.broken = !matches!(error, IngestError::TooLarge { .. });
                    return Some(Err(error));
                }
            }
        }
        None
    }

    /// Reads one record: `None` at the end, `Some(None)` if it holds no page.
    #[allow(clippy::type_complexity)]
    fn record(&mut self, source: &str) -> Result<Option<Option<Raw>>, IngestError> {
        let place = format!("{source}:{}", self.number + 1);
        let broken = |reason: &str| IngestError::BrokenWarc { place: place.clone(), reason: reason.to_owned() };
        let unreadable = |error: std::io::Error| IngestError::Unreadable { place: place.clone(), reason: error.to_string() };
        let Some(header) = self.header().map_err(unreadable)? else { return Ok(None) };
        self.number += 1;
        if !header.starts_with(b"WARC/") {
            return Err(broken("no WARC header where one is due"));
        }
        let header = Header::parse(&header);
        let length = header.get("content-length").and_then(|n| n.parse::<u64>().ok()).ok_or_else(|| broken("no valid Content-Length"))?;
        let kind = header.get("warc-type").unwrap_or("").to_ascii_lowercase();
        if length > MAX_ARTICLE_BYTES as u64 || !matches!(kind.as_str(), "response" | "resource" | "conversion") {
            let skipped = std::io::copy(&mut self.reader.by_ref().take(length), &mut std::io::sink()).map_err(unreadable)?;
            if skipped < length {
                return Err(broken("the file ends inside the record"));
            }
            return if length > MAX_ARTICLE_BYTES as u64 { Err(IngestError::TooLarge { place }) } else { Ok(Some(None)) };
        }
        let mut bytes = Vec::new();
        self.reader.by_ref().take(length).read_to_end(&mut bytes).map_err(unreadable)?;
        if (bytes.len() as u64) < length {
            return Err(broken("the file ends inside the record"));
        }
        Ok(Some(payload(&header, &kind, bytes, place)))
    }

    /// The header lines of the next record, `None` at the end of the file. Blank lines before it are passed over.
    fn header(&mut self) -> std::io::Result<Option<Vec<u8>>> {
        let mut header = Vec::new();
        loop {
            let before = header.len();
            let read = self.reader.by_ref().take((MAX_HEADER - before.min(MAX_HEADER)) as u64).read_until(b'\n', &mut header)?;
            if read == 0 {
                return Ok((!header.is_empty()).then_some(header));
            }
            if header[before..].iter().all(|b| matches!(b, b'\r' | b'\n')) {
                if before > 0 {
                    return Ok(Some(header));
                }
                header.clear();
            }
        }
    }
}

/// The page or text in a record, if it is one.
fn payload(header: &Header, kind: &str, bytes: Vec<u8>, place: String) -> Option<Raw> {
    let mut web = Web { url: header.get("warc-target-uri").map(|uri| uri.trim_matches(['<', '>']).to_owned()), charset: None };
    let own_type = header.get("content-type").unwrap_or("").to_ascii_lowercase();
    let (content_type, bytes) = if kind == "response" && (own_type.is_empty() || own_type.starts_with("application/http")) {
        response(bytes)?
    } else {
        (own_type, bytes)
    };
    let media = content_type.split(';').next().unwrap_or("").trim();
    if !matches!(media, "text/html" | "application/xhtml+xml" | "text/plain" | "") {
        return None;
    }
    web.charset =
        content_type.split_once("charset=").map(|(_, rest)| rest.trim_matches(['"', '\'', ' ']).split(';').next().unwrap_or("").to_owned());
    Some(Raw { place, bytes, form: Form::Web(web) })
}

/// Content type and body of an HTTP response that succeeded.
fn response(bytes: Vec<u8>) -> Option<(String, Vec<u8>)> {
    let (end, skip) = find(&bytes, b"\r\n\r\n").map(|at| (at, 4)).or_else(|| find(&bytes, b"\n\n").map(|at| (at, 2)))?;
    let status = bytes[..end].split(|b| *b == b' ').nth(1)?;
    if status != b"200" && status != b"203" {
        return None;
    }
    let header = Header::parse(&bytes[..end]);
    let content_type = header.get("content-type").unwrap_or("").to_ascii_lowercase();
    let mut body = bytes[end + skip..].to_vec();
    if header.get("transfer-encoding").is_some_and(|value| value.to_ascii_lowercase().contains("chunked")) {
        body = dechunked(&body).unwrap_or(body);
    }
    let encoding = header.get("content-encoding").unwrap_or("").to_ascii_lowercase();
    let mut unpacked = Vec::new();
    let limit = MAX_ARTICLE_BYTES as u64;
    // Crawlers often keep the header of a compressed answer with the unpacked body.
    if encoding.contains("gzip") && body.starts_with(&[0x1f, 0x8b]) {
        MultiGzDecoder::new(body.as_slice()).take(limit).read_to_end(&mut unpacked).ok()?;
        body = unpacked;
    } else if encoding.contains("deflate") && ZlibDecoder::new(body.as_slice()).take(limit).read_to_end(&mut unpacked).is_ok() {
        body = unpacked;
    }
    Some((content_type, body))
}

fn find(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    haystack.windows(needle.len()).position(|window| window == needle)
}

/// A chunked body put together; `None` if it is not chunked after all.
fn dechunked(body: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    let mut rest = body;
    loop {
        let end = rest.iter().take(40).position(|b| *b == b'\n')?;
        let size = std::str::from_utf8(&rest[..end]).ok()?.split(';').next()?.trim();
        let size = usize::from_str_radix(size, 16).ok()?;
        rest = &rest[end + 1..];
        if size == 0 {
            return Some(out);
        }
        out.extend_from_slice(rest.get(..size)?);
        rest = rest.get(size..)?;
        rest = rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n"))?;
    }
}
