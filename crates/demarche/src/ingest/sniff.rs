//! What kind of text it is: by its content first, by the file's ending second.

/// A kind of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A web page or a stretch of one.
    Html,
    /// RSS, Atom or RDF.
    Feed,
    /// NewsML-G2 or NITF.
    NewsMl,
    /// Another kind of XML.
    Xml,
    /// JSON in any layout.
    Json,
    /// Markdown.
    Markdown,
    /// Plain text.
    Plain,
}

/// The ending of a path or address in lower case, without `.gz`.
pub(crate) fn ending(source: &str) -> String {
    let lower = source.split(['?', '#']).next().unwrap_or("").to_ascii_lowercase();
    let lower = lower.strip_suffix(".gz").unwrap_or(&lower);
    let name = lower.rsplit(['/', '\\']).next().unwrap_or("");
    name.rsplit_once('.').map(|(_, ending)| ending.to_owned()).unwrap_or_default()
}

/// The kind of `text`, which came from `source`.
pub(crate) fn kind(source: &str, text: &str) -> Kind {
    let ending = ending(source);
    let start = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    if looks_like_json(start) || matches!(ending.as_str(), "json" | "jsonl" | "ndjson") && start.starts_with(['{', '[']) {
        return Kind::Json;
    }
    if start.starts_with('<')
        && let Some(kind) = markup(start)
    {
        return kind;
    }
    if super::html::is_page(text)
        || super::html::has_blocks(text)
        || matches!(ending.as_str(), "html" | "htm" | "xhtml") && text.contains('<')
    {
        return Kind::Html;
    }
    if matches!(ending.as_str(), "md" | "markdown") || super::markdown::looks_like(start) {
        return Kind::Markdown;
    }
    Kind::Plain
}

/// True if `start` opens as an object or array does: a bracket in a text is followed by words.
pub(crate) fn looks_like_json(start: &str) -> bool {
    let mut bytes = start.bytes().filter(|b| !b.is_ascii_whitespace());
    matches!((bytes.next(), bytes.next()), (Some(b'{'), Some(b'"' | b'}')) | (Some(b'['), Some(b'{' | b']' | b'"' | b'[')))
}

/// The kind of a text that opens with a tag, from the name of its root.
fn markup(start: &str) -> Option<Kind> {
    let root = super::xml::root_name(start)?;
    let local = root.rsplit(':').next().unwrap_or(root).to_ascii_lowercase();
    Some(match local.as_str() {
        "rss" | "feed" | "rdf" | "entry" => Kind::Feed,
        "newsitem" | "newsmessage" | "nitf" | "packageitem" | "newsml" => Kind::NewsMl,
        "html" | "head" | "body" | "div" | "p" | "article" | "main" | "section" | "span" | "script" | "meta" | "title" | "h1" | "h2"
        | "table" | "a" | "center" | "font" | "b" | "strong" | "em" | "i" | "link" | "style" | "header" | "ul" | "img" | "br"
        | "figure" | "blockquote" => Kind::Html,
        _ if start.starts_with("<?xml") => Kind::Xml,
        _ => return None,
    })
}
