//! A page as the list of its blocks of text, in order.

use super::scan::{Scanner, Token, attributes, push_text};
use crate::article::BlockKind;
use crate::ingest::lines;
use crate::ingest::mapped::{Mapped, fold};

/// What the elements around a block say of it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Around {
    /// Navigation, footer, form, menu.
    pub(crate) furniture: bool,
    /// `aside`, or a box of related matter.
    pub(crate) aside: bool,
    /// A box that does not belong to the article, told by its class.
    pub(crate) boxed: bool,
    /// The standfirst, told by its class.
    pub(crate) standfirst: bool,
    /// Not shown.
    pub(crate) hidden: bool,
    /// A figure.
    pub(crate) figure: bool,
    /// The caption or credit of a picture.
    pub(crate) caption: bool,
    /// A block quotation.
    pub(crate) quote: bool,
    /// An item of a list.
    pub(crate) item: bool,
    /// A heading, by level; 0: none.
    pub(crate) heading: u8,
    /// A paragraph.
    pub(crate) paragraph: bool,
    /// A link.
    pub(crate) link: bool,
    /// A cell of a table.
    pub(crate) cell: bool,
}

/// One block of text of a page.
#[derive(Debug, Clone)]
pub(crate) struct Leaf {
    /// Its words, folded; the way back leads to the page.
    pub(crate) text: Mapped,
    pub(crate) around: Around,
    /// Bytes of it (before folding) that are in links.
    pub(crate) linked: usize,
}

impl Leaf {
    /// The kind of block.
    pub(crate) fn kind(&self) -> BlockKind {
        match self.around {
            Around { heading: 1.., .. } => BlockKind::Heading,
            Around { item: true, .. } => BlockKind::ListItem,
            Around { quote: true, .. } => BlockKind::Quote,
            _ => BlockKind::Paragraph,
        }
    }
}

/// The blocks of a page and how deep its elements are nested.
#[derive(Debug, Default)]
pub(crate) struct Leaves {
    pub(crate) list: Vec<Leaf>,
    /// The most elements that are open at one place.
    pub(crate) depth: usize,
    /// How many elements there are.
    pub(crate) elements: usize,
}

/// Elements that part blocks.
const BLOCKS: [&str; 54] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "button",
    "canvas",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "frame",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hgroup",
    "hr",
    "html",
    "legend",
    "li",
    "main",
    "menu",
    "nav",
    "noscript",
    "ol",
    "option",
    "p",
    "pre",
    "section",
    "select",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
];
/// Elements without content.
const VOID: [&str; 14] = ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"];
/// Elements whose content no reader sees as text.
const UNSEEN: [&str; 12] =
    ["script", "style", "svg", "math", "template", "head", "iframe", "noembed", "textarea", "select", "canvas", "object"];
/// How far up an end tag looks for its start.
const LOOK_UP: usize = 64;

struct Open<'a> {
    name: &'a str,
    outside: Around,
}

struct Builder<'a> {
    text: &'a str,
    open: Vec<Open<'a>>,
    now: Around,
    block: Mapped,
    linked: usize,
    breaks: usize,
    leaves: Leaves,
}

/// The blocks of text of the page (or stretch of HTML) `text`. Linear.
pub(crate) fn leaves(text: &str) -> Leaves {
    let mut builder = Builder {
        text,
        open: Vec::new(),
        now: Around::default(),
        block: Mapped::default(),
        linked: 0,
        breaks: 0,
        leaves: Leaves::default(),
    };
    for token in Scanner::html(text) {
        match token {
            Token::Text(range) => builder.words(range, true),
            Token::Verbatim(range) => builder.words(range, false),
            Token::Start { name, attributes, closed, end } => builder.start(name, attributes, closed, end),
            Token::End { name, .. } => builder.end(name),
            Token::Raw(_) => {}
        }
    }
    builder.flush();
    builder.leaves
}

fn is_one_of(name: &str, list: &[&str]) -> bool {
    list.iter().any(|other| other.eq_ignore_ascii_case(name))
}

impl<'a> Builder<'a> {
    fn words(&mut self, range: std::ops::Range<usize>, entities: bool) {
        if self.now.hidden {
            return;
        }
        let text = &self.text[range.clone()];
        if self.breaks > 0 && !text.trim().is_empty() {
            self.breaks = 0;
        }
        if self.now.link {
            self.linked += text.len();
        }
        if entities {
            push_text(&mut self.block, text, range.start);
        } else {
            self.block.push_verbatim(text, range.start);
        }
    }

    fn start(&mut self, name: &'a str, attributes: &str, closed: bool, end: usize) {
        self.leaves.elements += 1;
        if name.eq_ignore_ascii_case("br") {
            self.breaks += 1;
            if self.breaks >= 2 {
                self.flush();
            }
            let start = end.saturating_sub(name.len() + attributes.len() + 2 + usize::from(closed));
            self.block.push_replaced("\n", start, end - start);
            return;
        }
        let is_block = is_one_of(name, &BLOCKS);
        if is_block {
            self.flush();
            self.close_implied(name);
        }
        if closed && !is_block || is_one_of(name, &VOID) {
            return;
        }
        self.open.push(Open { name, outside: self.now });
        self.leaves.depth = self.leaves.depth.max(self.open.len());
        enter(&mut self.now, name, attributes);
    }

    /// `<p>`, `<li>` and the like end where the next begins.
    fn close_implied(&mut self, name: &str) {
        let Some(top) = self.open.last() else { return };
        let ends = top.name.eq_ignore_ascii_case("p")
            || top.name.eq_ignore_ascii_case(name) && is_one_of(name, &["li", "dt", "dd", "tr", "td", "th", "option"])
            || is_one_of(top.name, &["td", "th"]) && is_one_of(name, &["td", "th", "tr"]);
        if ends && let Some(open) = self.open.pop() {
            self.now = open.outside;
        }
    }

    fn end(&mut self, name: &str) {
        if is_one_of(name, &BLOCKS) {
            self.flush();
        }
        let found = self.open.iter().rev().take(LOOK_UP).position(|open| open.name.eq_ignore_ascii_case(name));
        if let Some(up) = found {
            let at = self.open.len() - 1 - up;
            self.now = self.open[at].outside;
            self.open.truncate(at);
        }
    }

    fn flush(&mut self) {
        let block = std::mem::take(&mut self.block);
        let linked = std::mem::take(&mut self.linked);
        self.breaks = 0;
        if block.is_empty() {
            return;
        }
        let text = fold(&block);
        if !text.is_empty() {
            self.leaves.list.push(Leaf { text, around: self.now, linked });
        }
    }
}

/// What is known of the content of the element.
fn enter(now: &mut Around, name: &str, text: &str) {
    let lower = name.to_ascii_lowercase();
    match lower.as_str() {
        "nav" | "footer" | "form" | "button" | "menu" | "dialog" => now.furniture = true,
        "aside" => now.aside = true,
        "noscript" => now.hidden = true,
        "figure" => now.figure = true,
        "figcaption" => now.caption = true,
        "blockquote" => now.quote = true,
        "li" => now.item = true,
        "p" => now.paragraph = true,
        "a" => now.link = true,
        "td" | "th" => now.cell = true,
        "h1" => now.heading = 1,
        "h2" => now.heading = 2,
        "h3" | "h4" | "h5" | "h6" => now.heading = 3,
        _ => {}
    }
    if is_one_of(&lower, &UNSEEN) {
        now.hidden = true;
    }
    if !matches!(
        lower.as_str(),
        "div"
            | "p"
            | "span"
            | "section"
            | "figure"
            | "aside"
            | "ul"
            | "ol"
            | "header"
            | "small"
            | "em"
            | "cite"
            | "i"
            | "h2"
            | "h3"
            | "h4"
            | "nav"
    ) {
        return;
    }
    for (key, value) in attributes(text) {
        if key.eq_ignore_ascii_case("class") || key.eq_ignore_ascii_case("id") {
            classes(now, &value.to_ascii_lowercase());
        } else if key.eq_ignore_ascii_case("role") && matches!(value, "navigation" | "search" | "dialog" | "contentinfo") {
            now.furniture = true;
        } else if key.eq_ignore_ascii_case("style") && value.replace(' ', "").contains("display:none") {
            now.hidden = true;
        }
    }
}

fn classes(now: &mut Around, value: &str) {
    for token in value.split_whitespace() {
        now.boxed |= lines::is_box(token);
        let parts: Vec<&str> = token.split(|c: char| !c.is_ascii_alphanumeric()).filter(|part| !part.is_empty()).collect();
        let last = parts.last().copied().unwrap_or("");
        now.standfirst |=
            matches!(last, "standfirst" | "dek" | "deck" | "subtitle" | "subheadline" | "subhead" | "strapline" | "subheading")
                || parts.ends_with(&["sub", "head"])
                || parts.ends_with(&["sub", "title"]);
        // A wrapper that only says that there is a caption somewhere is none.
        let whole =
            ["has-", "no-", "with", "hide", "video", "closed", "wp-caption-wrap", "body", "article", "content", "player", "gallery"];
        if token.contains("caption") && !whole.iter().any(|w| token.contains(w)) && token != "wp-caption" {
            now.caption = true;
        }
        if matches!(
            token,
            "photo-credit"
                | "image-credit"
                | "img-credit"
                | "credit"
                | "picture-credit"
                | "media-credit"
                | "image__credit"
                | "photo-source"
        ) {
            now.caption = true;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_are_parted_and_lead_back() {
        let text = "<div>One<p>Two &amp;\n three<p>Four<br>more<br><br>Five</div><ul><li>Six<li>Seven</ul><figcaption>Eight</figcaption><script>no</script>";
        let leaves = leaves(text).list;
        let words: Vec<_> = leaves.iter().map(|leaf| leaf.text.as_str()).collect();
        assert_eq!(words, ["One", "Two & three", "Four more", "Five", "Six", "Seven", "Eight"]);
        assert_eq!(leaves[5].kind(), BlockKind::ListItem);
        assert!(leaves[6].around.caption);
        for run in leaves.iter().flat_map(|leaf| leaf.text.runs()) {
            assert!(run.source + run.source_len <= text.len());
        }
    }

    #[test]
    fn depth_is_counted() {
        assert_eq!(leaves(&"<div>".repeat(1000)).depth, 1000);
        assert_eq!(leaves(&"<p>a".repeat(1000)).depth, 1);
    }
}
