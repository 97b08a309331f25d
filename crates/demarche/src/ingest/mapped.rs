//! Text that knows where each of its characters stands in the source.

use std::ops::Range;

use crate::article::SourceRun;

/// A text and, for every character of it, the stretch of the source that it was made from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Mapped {
    text: String,
    runs: Vec<SourceRun>,
}

impl Mapped {
    /// `text` as it stands at byte `source` of the source.
    pub(crate) fn verbatim(text: &str, source: usize) -> Self {
        let mut mapped = Self::default();
        mapped.push_verbatim(text, source);
        mapped
    }

    /// The text.
    pub(crate) fn as_str(&self) -> &str {
        &self.text
    }

    /// The way back, in order.
    pub(crate) fn runs(&self) -> &[SourceRun] {
        &self.runs
    }

    /// Length of the text in bytes.
    pub(crate) fn len(&self) -> usize {
        self.text.len()
    }

    /// True if there is no text.
    pub(crate) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Appends a text that stands at byte `source` as it is.
    pub(crate) fn push_verbatim(&mut self, text: &str, source: usize) {
        self.push_replaced(text, source, text.len());
    }

    /// Appends a text that is written in the source as `source_len` bytes at `source`: an entity, an escape, folded white space.
    pub(crate) fn push_replaced(&mut self, text: &str, source: usize, source_len: usize) {
        if text.is_empty() {
            return;
        }
        let at = self.text.len();
        self.text.push_str(text);
        let one_to_one = text.len() == source_len;
        if let Some(last) = self.runs.last_mut()
            && one_to_one
            && last.len == last.source_len
            && last.source + last.source_len == source
        {
            last.len += text.len();
            last.source_len += source_len;
            return;
        }
        self.runs.push(SourceRun { text: at, source, len: text.len(), source_len });
    }

    /// Appends `other`.
    pub(crate) fn push(&mut self, other: &Mapped) {
        for run in &other.runs {
            self.push_replaced(&other.text[run.text..run.text + run.len], run.source, run.source_len);
        }
    }

    /// The part of the text in `range` (bytes on character boundaries), with its way back.
    pub(crate) fn slice(&self, range: Range<usize>) -> Self {
        let mut part = Self::default();
        let first = self.runs.partition_point(|run| run.text + run.len <= range.start);
        for run in self.runs[first..].iter().take_while(|run| run.text < range.end) {
            let start = run.text.max(range.start);
            let end = (run.text + run.len).min(range.end);
            let (source, len) = within(run, start, end);
            part.push_replaced(&self.text[start..end], source, len);
        }
        part
    }

    /// The same text with its way back led on: what were offsets into `outer`'s text become offsets into `outer`'s source.
    /// `O(n log m)`.
    pub(crate) fn through(&self, outer: &Mapped) -> Self {
        let mut led = Self::default();
        for run in &self.runs {
            let (start, end) = (run.source, run.source + run.source_len);
            let first = outer.runs.partition_point(|o| o.text + o.len <= start);
            let over = outer.runs[first..].iter().take_while(|o| o.text < end);
            if run.len == run.source_len {
                for o in over {
                    let (from, to) = (o.text.max(start), (o.text + o.len).min(end));
                    let (source, len) = within(o, from, to);
                    let at = run.text + (from - start);
                    // A whitespace fold of one byte for one byte may cut a longer character of `outer` only if it was no boundary.
                    if let Some(text) = self.text.get(at..at + (to - from)) {
                        led.push_replaced(text, source, len);
                    }
                }
            } else {
                let mut cover: Option<(usize, usize)> = None;
                for o in over {
                    let (source, len) = within(o, o.text.max(start), (o.text + o.len).min(end));
                    let (low, high) = cover.unwrap_or((source, source + len));
                    cover = Some((low.min(source), high.max(source + len)));
                }
                if let Some((low, high)) = cover {
                    led.push_replaced(&self.text[run.text..run.text + run.len], low, high - low);
                }
            }
        }
        led
    }
}

/// The stretch of source (start, length) behind the bytes `start..end` of the text, inside one run.
fn within(run: &SourceRun, start: usize, end: usize) -> (usize, usize) {
    if run.len == run.source_len { (run.source + (start - run.text), end - start) } else { (run.source, run.source_len) }
}

/// Appends `text`, which stands at byte `source`, as a reader sees it: white space folded to one space, none at the edges of `out`;
/// soft hyphens, zero-width and control characters left out.
fn fold_into(out: &mut Mapped, text: &str, source: usize) {
    let mut gap: Option<usize> = None;
    let mut at = 0;
    while at < text.len() {
        let end = at + plain_length(&text[at..]);
        if end > at {
            if let Some(from) = gap.take()
                && !out.is_empty()
            {
                out.push_replaced(" ", source + from, at - from);
            }
            out.push_verbatim(&text[at..end], source + at);
            at = end;
            continue;
        }
        let Some(c) = text[at..].chars().next() else { break };
        if class_of(c) == Class::Space && gap.is_none() {
            gap = Some(at);
        }
        at += c.len_utf8();
    }
}

/// How many bytes at the start of `text` can be taken as they are: plain characters with single blanks between them.
fn plain_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut at = 0;
    loop {
        match bytes.get(at) {
            Some(0x21..=0x7e) => at += 1,
            Some(b' ') if at > 0 && matches!(bytes.get(at + 1), Some(0x21..=0x7e)) => at += 1,
            Some(0x80..) => match text[at..].chars().next() {
                Some(c) if class_of(c) == Class::Plain => at += c.len_utf8(),
                _ => return at,
            },
            _ => return at,
        }
    }
}

#[derive(PartialEq, Eq, Clone, Copy)]
enum Class {
    Plain,
    Space,
    Nothing,
}

/// Whether a reader sees the character, sees a gap, or sees nothing.
fn class_of(c: char) -> Class {
    match c {
        ' '..='~' if c != ' ' => Class::Plain,
        ' ' | '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{a0}' => Class::Space,
        '\u{0}'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{ad}' => Class::Nothing,
        '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{2028}' | '\u{2029}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => Class::Space,
        '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' => Class::Nothing,
        '\u{fff9}'..='\u{fffb}' => Class::Nothing,
        _ => Class::Plain,
    }
}

/// One block as a reader sees it: `text`, which stands at byte `source`, with white space folded and invisible characters left out.
pub(crate) fn fold_str(text: &str, source: usize) -> Mapped {
    let mut out = Mapped::default();
    fold_into(&mut out, text, source);
    out
}

/// Like [`fold_str`], for a text that has a way back of its own.
pub(crate) fn fold(text: &Mapped) -> Mapped {
    match text.runs.as_slice() {
        [] => Mapped::default(),
        [run] if run.len == run.source_len => fold_str(&text.text, run.source),
        _ => fold_str(&text.text, 0).through(text),
    }
}

/// A short text (a title, a name) as a reader sees it.
pub(crate) fn fold_plain(text: &str) -> String {
    fold_str(text, 0).text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_is_folded_and_leads_back() {
        let source = "  The\u{a0} \n envoy\u{ad}s left. ";
        let folded = fold_str(source, 0);
        assert_eq!(folded.as_str(), "The envoys left.");
        for run in folded.runs() {
            let text = &folded.as_str()[run.text..run.text + run.len];
            let from = &source[run.source..run.source + run.source_len];
            assert!(text == from || (text == " " && from.trim().is_empty()), "{text:?} {from:?}");
        }
    }

    #[test]
    fn ways_back_are_led_on() {
        let mut outer = Mapped::verbatim("Tom ", 10);
        outer.push_replaced("&", 14, 5);
        outer.push_verbatim("  Ann", 19);
        let inner = fold(&outer);
        assert_eq!(inner.as_str(), "Tom & Ann");
        assert_eq!(inner.slice(4..5).runs(), [SourceRun { text: 0, source: 14, len: 1, source_len: 5 }]);
        assert_eq!(inner.slice(6..9).runs(), [SourceRun { text: 0, source: 21, len: 3, source_len: 3 }]);
    }
}
