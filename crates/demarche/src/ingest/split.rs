//! A stream cut into inputs: lines of JSON, records of a WARC file, or the whole, unpacked.

use std::io::{BufRead, BufReader, Cursor, Read};

use flate2::bufread::MultiGzDecoder;

use super::error::{IngestError, MAX_ARTICLE_BYTES};
use super::raw::{Form, Raw};
use super::warc::Records;
use super::{encoding, sniff};

/// How many bytes are looked at to tell what a stream is.
const PEEK: usize = 1 << 16;

/// How often gzip may lie in gzip.
const DEEPEST_GZIP: usize = 4;

type Stream<'a> = Box<dyn BufRead + Send + 'a>;

/// The inputs in a stream, one by one. Made by [`split`].
pub struct Raws<'a> {
    source: String,
    state: State<'a>,
}

enum State<'a> {
    /// Not looked at yet; how many layers of gzip have been opened.
    New(Stream<'a>, usize),
    /// Lines of JSON: the number of the last line that was read.
    Lines(Stream<'a>, usize),
    Warc(Records<Stream<'a>>),
    Done,
}

/// Cuts `reader` into inputs that can be read one by one, in parallel if one likes. Gzip is unpacked. At most
/// [`MAX_ARTICLE_BYTES`] and a few buffers are held at a time; a longer line or record is an error, and the next is read.
pub fn split<'a>(source: &str, reader: impl BufRead + Send + 'a) -> Raws<'a> {
    Raws { source: source.to_owned(), state: State::New(Box::new(reader), 0) }
}

impl<'a> Iterator for Raws<'a> {
    type Item = Result<Raw, IngestError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            match std::mem::replace(&mut self.state, State::Done) {
                State::New(reader, layers) => {
                    if let Some(item) = self.open(reader, layers) {
                        return Some(item);
                    }
                }
                State::Lines(reader, line) => return self.line(reader, line),
                State::Warc(mut records) => {
                    let item = records.next(&self.source);
                    if item.is_some() {
                        self.state = State::Warc(records);
                    }
                    return item;
                }
                State::Done => return None,
            }
        }
    }
}

impl<'a> Raws<'a> {
    /// Looks at the first bytes. Returns the input if the stream is a single one, else sets the state that goes on.
    fn open(&mut self, mut reader: Stream<'a>, layers: usize) -> Option<Result<Raw, IngestError>> {
        let mut head = Vec::new();
        if let Err(error) = reader.by_ref().take(PEEK as u64).read_to_end(&mut head) {
            return Some(Err(self.unreadable(&error)));
        }
        if head.iter().all(|b| b.is_ascii_whitespace()) && head.len() < PEEK {
            return Some(Err(IngestError::Empty { place: self.source.clone() }));
        }
        let is_gzip = head.starts_with(&[0x1f, 0x8b]) && layers < DEEPEST_GZIP;
        let is_warc = head.starts_with(b"WARC/");
        let is_lines = is_json_lines(&self.source, &head);
        let whole: Stream<'a> = Box::new(Cursor::new(head).chain(reader));
        self.state = if is_gzip {
            State::New(Box::new(BufReader::new(MultiGzDecoder::new(whole))), layers + 1)
        } else if is_warc {
            State::Warc(Records::new(whole))
        } else if is_lines {
            State::Lines(whole, 0)
        } else {
            return Some(self.whole(whole));
        };
        None
    }

    /// The rest of the stream as one input.
    fn whole(&self, reader: Stream<'a>) -> Result<Raw, IngestError> {
        let mut bytes = Vec::new();
        reader.take(MAX_ARTICLE_BYTES as u64 + 1).read_to_end(&mut bytes).map_err(|error| self.unreadable(&error))?;
        if bytes.len() > MAX_ARTICLE_BYTES {
            return Err(IngestError::TooLarge { place: self.source.clone() });
        }
        Ok(Raw { place: self.source.clone(), bytes, form: Form::File })
    }

    /// The next line that is not blank.
    fn line(&mut self, mut reader: Stream<'a>, mut line: usize) -> Option<Result<Raw, IngestError>> {
        loop {
            let mut bytes = Vec::new();
            line += 1;
            let place = format!("{}:{line}", self.source);
            match reader.by_ref().take(MAX_ARTICLE_BYTES as u64 + 1).read_until(b'\n', &mut bytes) {
                Err(error) => return Some(Err(self.unreadable(&error))),
                Ok(0) => return None,
                Ok(_) if bytes.len() > MAX_ARTICLE_BYTES => {
                    let end = skip_line(&mut reader);
                    self.state = State::Lines(reader, line);
                    return Some(Err(end.map_or_else(|error| self.unreadable(&error), |()| IngestError::TooLarge { place })));
                }
                Ok(_) => {}
            }
            if !bytes.iter().all(|b| b.is_ascii_whitespace()) {
                self.state = State::Lines(reader, line);
                return Some(Ok(Raw { place, bytes, form: Form::JsonLine }));
            }
        }
    }

    fn unreadable(&self, error: &std::io::Error) -> IngestError {
        IngestError::Unreadable { place: self.source.clone(), reason: error.to_string() }
    }
}

/// Reads on to the end of the line and keeps nothing of it.
fn skip_line(reader: &mut impl BufRead) -> std::io::Result<()> {
    loop {
        let buffer = reader.fill_buf()?;
        let (used, ended) = match buffer.iter().position(|b| *b == b'\n') {
            Some(at) => (at + 1, true),
            None => (buffer.len(), buffer.is_empty()),
        };
        reader.consume(used);
        if ended {
            return Ok(());
        }
    }
}

/// True if the stream is one JSON object a line: by its ending, or because the first line is an object by itself and more follows, or the
/// first line is longer than the window.
fn is_json_lines(source: &str, head: &[u8]) -> bool {
    let text = String::from_utf8_lossy(head);
    let text = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    if !text.starts_with('{') || encoding::binary_kind(head).is_some() {
        return matches!(sniff::ending(source).as_str(), "jsonl" | "ndjson") && encoding::binary_kind(head).is_none();
    }
    match sniff::ending(source).as_str() {
        "jsonl" | "ndjson" => return true,
        "json" if head.len() < PEEK && text.trim_end().lines().count() <= 1 => return false,
        _ => {}
    }
    match text.split_once('\n') {
        Some((first, rest)) => {
            // A first line that is whole by itself: what follows are more lines, even if the next one is broken.
            let whole = serde_json::from_str::<serde::de::IgnoredAny>(first.trim_end()).is_ok();
            whole && has_line_end(rest, head) || first.trim_end().ends_with('}') && rest.trim_start().starts_with('{')
        }
        None => head.len() == PEEK && sniff::looks_like_json(text) && sniff::ending(source) != "json",
    }
}

/// With only one line, the rest must be known to be empty.
fn has_line_end(rest: &str, head: &[u8]) -> bool {
    !rest.trim().is_empty() || head.len() == PEEK
}
