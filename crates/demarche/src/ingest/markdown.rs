//! Markdown (CommonMark's common part) with YAML front matter.

use std::sync::LazyLock;

use regex::Regex;

use super::draft::{Draft, Piece};
use super::json_text::reduced;
use super::mapped::{Mapped, fold};
use super::{Options, json, language, lines};
use crate::article::{BlockKind, Found, Origin};

/// How far a link's target is looked for (bytes).
const LONGEST_LINK: usize = 300;

/// How long front matter may be (bytes).
const LONGEST_FRONT: usize = 20_000;

/// The lines of the front matter at the start of `text`, and where the text after it begins.
fn front(text: &str) -> Option<(&str, usize)> {
    let open = text.len() - text.trim_start().len();
    let fields = open + text[open..].strip_prefix("---")?.find('\n')? + 4;
    if !text[open + 3..fields].trim().is_empty() {
        return None;
    }
    let window = &text[fields..text.floor_char_boundary(fields + LONGEST_FRONT)];
    let end = ["\n---", "\n..."].iter().filter_map(|mark| window.find(mark)).min()?;
    let after = fields + end + 4;
    let rest = text[after..].find('\n').map_or(text.len(), |n| after + n + 1);
    Some((&window[..end], rest))
}

/// True if `start` opens with front matter that names a title or date, or with a heading.
pub(crate) fn looks_like(start: &str) -> bool {
    static HEADING: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"^#{1,3} \S").expect("a constant pattern"));
    let head = &start[..start.floor_char_boundary(4096)];
    HEADING.is_match(head)
        || front(head).is_some_and(|(fields, _)| fields.lines().any(|line| line.starts_with("title:") || line.starts_with("date:")))
}

/// Reads the article in `text` into `draft`.
pub(crate) fn read(text: &Mapped, draft: &mut Draft, options: &Options) {
    let whole = text.as_str();
    let start = front(whole).map_or(0, |(fields, rest)| {
        front_matter(fields, draft, options);
        rest
    });
    let mut reader = Reader { text, pieces: Vec::new(), open: None };
    let mut fenced = false;
    let mut at = start;
    for line in whole[start..].split_inclusive('\n') {
        let end = at + line.len();
        let is_fence = line.trim_start().starts_with("```") || line.trim_start().starts_with("~~~");
        if is_fence {
            reader.close();
            fenced = !fenced;
        } else if !fenced {
            reader.line(at, end);
        }
        at = end;
    }
    reader.close();
    draft.pieces = reader.pieces;
    draft.has_head = true;
    if draft.title.is_none() && draft.pieces.first().is_some_and(|first| first.kind == BlockKind::Heading) && draft.pieces.len() > 1 {
        let title = draft.pieces.remove(0);
        draft.title = Some(Found::new(title.as_str().to_owned(), Origin::Text));
    }
}

/// `key: value` lines; lists of authors may follow as `- name`.
fn front_matter(fields: &str, draft: &mut Draft, options: &Options) {
    let mut key = String::new();
    for line in fields.lines() {
        let item = line.trim_start().strip_prefix("- ");
        let value = match (item, line.split_once(':')) {
            (Some(item), _) => item,
            (None, Some((name, value))) if !line.starts_with(' ') => {
                key = reduced(name);
                value
            }
            _ => continue,
        };
        let value = value.trim().trim_matches(['"', '\'', '[', ']']);
        let is = |role: &str| json::names(role).contains(&key);
        if is("title") {
            Draft::offer(&mut draft.title, value, Origin::Field);
        } else if is("published") {
            draft.offer_published(value, Origin::Field, options.date_order);
        } else if is("authors") {
            lines::names_in(value).iter().for_each(|name| draft.add_author(name, Origin::Field));
        } else if is("url") && value.starts_with("http") {
            draft.url = Some(Found::new(value.to_owned(), Origin::Field));
        } else if is("standfirst") {
            Draft::offer(&mut draft.standfirst, value, Origin::Field);
        } else if is("publisher") {
            Draft::offer(&mut draft.publisher, value, Origin::Field);
        } else if is("section") {
            Draft::offer(&mut draft.section, value, Origin::Field);
        } else if is("language") {
            draft.language = language::code(value).map(|code| Found::new(code, Origin::Field));
        } else if is("id") {
            draft.given_id = Some(value.to_owned());
        }
    }
}

struct Reader<'a> {
    text: &'a Mapped,
    pieces: Vec<Piece>,
    /// The block that goes on: its kind and the stretches of its lines.
    open: Option<(BlockKind, Vec<std::ops::Range<usize>>)>,
}

impl Reader<'_> {
    fn line(&mut self, start: usize, end: usize) {
        let line = &self.text.as_str()[start..end];
        let trimmed = line.trim();
        if trimmed.is_empty() {
            return self.close();
        }
        let from = start + (line.len() - line.trim_start().len());
        let only = |mark: char| trimmed.chars().all(|c| c == mark || c == ' ') && trimmed.contains(mark);
        if (only('=') || only('-')) && matches!(self.open, Some((BlockKind::Paragraph, ref lines)) if lines.len() == 1) {
            if let Some((kind, _)) = &mut self.open {
                *kind = BlockKind::Heading;
            }
            return self.close();
        }
        if only('-') || only('*') || only('_') || only('=') || trimmed.starts_with("<!--") || trimmed.starts_with("[//]:") {
            return self.close();
        }
        let (kind, mark) = block(trimmed);
        if mark > 0 && kind != BlockKind::Quote || self.open.as_ref().is_some_and(|open| open.0 != kind && kind == BlockKind::Quote) {
            self.close();
        }
        let goes_on = self.open.is_some();
        let kind = if goes_on { self.open.as_ref().map_or(kind, |open| open.0) } else { kind };
        self.open.get_or_insert_with(|| (kind, Vec::new())).1.push(from + mark..end);
        if kind == BlockKind::Heading {
            self.close();
        }
    }

    fn close(&mut self) {
        let Some((kind, lines)) = self.open.take() else { return };
        let mut block = Mapped::default();
        for line in lines {
            block.push(&self.text.slice(line));
        }
        let text = fold(&inline(&block));
        if !text.is_empty() {
            self.pieces.push(Piece { text, kind, blank_before: true, caption: false });
        }
    }
}

/// The kind of block that a line opens, and the length of its mark.
fn block(line: &str) -> (BlockKind, usize) {
    static MARK: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"^(?:(?P<h>#{1,6}\s+)|(?P<l>(?:[-*+]|\d{1,3}[.)])\s+)|(?P<q>>\s?))").expect("a constant pattern"));
    let Some(captures) = MARK.captures(line) else { return (BlockKind::Paragraph, 0) };
    let length = captures.get(0).map_or(0, |m| m.end());
    let kind = if captures.name("h").is_some() {
        BlockKind::Heading
    } else if captures.name("l").is_some() {
        BlockKind::ListItem
    } else {
        BlockKind::Quote
    };
    (kind, length)
}

/// The block without the marks inside it: emphasis, links, pictures, code, tags.
fn inline(block: &Mapped) -> Mapped {
    static MARKS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(&format!(
            r"(?P<image>!\[[^\]]{{0,{LONGEST_LINK}}}\]\([^)]{{0,{LONGEST_LINK}}}\))|(?P<note>\[\^[^\]]{{1,20}}\])|(?P<open>\[)(?P<text>[^\[\]]{{1,{LONGEST_LINK}}})(?P<close>\](?:\([^)]{{0,{LONGEST_LINK}}}\)|\[[^\]]{{0,100}}\]))|(?P<tag></?[a-zA-Z][^<>]{{0,200}}>)|(?P<escape>\\)[!-/:-@\[-`{{-~]|(?P<marks>\*{{1,3}}|`+|~~|__)|(?P<trail>\s#+\s*$)"
        ))
        .expect("a constant pattern")
    });
    let text = block.as_str();
    let mut out = Mapped::default();
    let mut at = 0;
    for captures in MARKS.captures_iter(text) {
        let Some(whole) = captures.get(0) else { continue };
        out.push(&block.slice(at..whole.start()));
        at = whole.end();
        if let Some(words) = captures.name("text") {
            out.push(&inline_marks(block, words.range()));
        } else if captures.name("escape").is_some() {
            out.push(&block.slice(whole.start() + 1..whole.end()));
        }
    }
    out.push(&block.slice(at..text.len()));
    underscores(&out)
}

/// The words of a link, without emphasis.
fn inline_marks(block: &Mapped, range: std::ops::Range<usize>) -> Mapped {
    let mut out = Mapped::default();
    let mut at = range.start;
    for (found, _) in block.as_str()[range.clone()].match_indices(['*', '`']) {
        out.push(&block.slice(at..range.start + found));
        at = range.start + found + 1;
    }
    out.push(&block.slice(at..range.end));
    out
}

/// `_emphasis_` without its marks; underscores inside words stay.
fn underscores(block: &Mapped) -> Mapped {
    let text = block.as_str();
    let mut out = Mapped::default();
    let mut at = 0;
    for (found, _) in text.match_indices('_') {
        let before = text[..found].chars().next_back().is_some_and(char::is_alphanumeric);
        let after = text[found + 1..].chars().next().is_some_and(char::is_alphanumeric);
        if before && after {
            continue;
        }
        out.push(&block.slice(at..found));
        at = found + 1;
    }
    out.push(&block.slice(at..text.len()));
    out
}
