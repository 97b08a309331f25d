//! JSON articles: fields found by their names.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::de::IgnoredAny;

use super::draft::{Draft, Piece};
use super::error::IngestError;
use super::json_text::{Value, without_nan};
use super::mapped::Mapped;
use super::{Options, finish, html, language, lines, plain};
use crate::article::{Article, Found, Origin};

/// Names of fields by role.
static FIELDS: LazyLock<BTreeMap<String, Vec<String>>> =
    LazyLock::new(|| toml::from_str(include_str!("data/fields.toml")).expect("a constant table, read in a test"));

/// The names that a field in this role may have, in the order of trust.
pub(crate) fn names(role: &str) -> &'static [String] {
    FIELDS.get(role).map_or(&[], Vec::as_slice)
}

/// How deep an article may lie in wrapping objects.
const DEEPEST: usize = 4;

/// The articles of a JSON text: an object, an array, an object around an array, or several objects one after the other. `line` is the
/// number of the line at which `text` begins, if the places of its articles are to be given by line. `alone` is true if one article is
/// expected, whose place is `source` itself.
pub(crate) fn read(source: &str, text: &str, first_line: usize, alone: bool, options: &Options) -> Vec<Result<Article, IngestError>> {
    let mended;
    let (values, text, fault) = match top_level(text) {
        (values, None) => (values, text, None),
        (values, Some(fault)) => match without_nan(text) {
            Some(other) => {
                mended = other;
                let (values, fault) = top_level(&mended);
                (values, mended.as_str(), fault)
            }
            None => (values, text, Some(fault)),
        },
    };
    let found: Vec<Value<'_>> = values.iter().filter_map(|at| Value::at(text, *at)).flat_map(|value| articles_in(value, 0)).collect();
    let single = alone || found.len() == 1 && fault.is_none();
    let mut lines = LineCounter { text, at: 0, line: first_line };
    let mut articles: Vec<_> = found
        .iter()
        .map(|value| {
            let line = lines.line_of(value.range().start);
            let place = if single { source.to_owned() } else { format!("{source}:{line}") };
            draft(*value, &place, options).and_then(|draft| finish::article(draft, options))
        })
        .collect();
    if let Some((line, reason)) = fault {
        let place = if alone { source.to_owned() } else { format!("{source}:{}", first_line + line - 1) };
        articles.push(Err(IngestError::BrokenJson { place, reason }));
    }
    articles
}

/// Where the values at the top level begin, and the fault that ends them (line, reason).
fn top_level(text: &str) -> (Vec<usize>, Option<(usize, String)>) {
    let mut stream = serde_json::Deserializer::from_str(text).into_iter::<IgnoredAny>();
    let mut values = Vec::new();
    loop {
        let at = stream.byte_offset();
        match stream.next() {
            Some(Ok(_)) => values.push(at),
            Some(Err(error)) => {
                let reason = error.to_string();
                let reason = reason.split(" at line ").next().unwrap_or("").to_owned();
                return (values, Some((error.line().max(1), format!("{reason} at column {}", error.column()))));
            }
            None => return (values, None),
        }
    }
}

/// Counts lines forward.
struct LineCounter<'a> {
    text: &'a str,
    at: usize,
    line: usize,
}

impl LineCounter<'_> {
    fn line_of(&mut self, at: usize) -> usize {
        if at > self.at {
            self.line += self.text.as_bytes()[self.at..at].iter().filter(|b| **b == b'\n').count();
            self.at = at;
        }
        self.line
    }
}

/// The objects that are articles: the value itself, the elements of an array, or of a list inside an object.
fn articles_in(value: Value<'_>, depth: usize) -> Vec<Value<'_>> {
    if value.is_array() {
        return value
            .elements()
            .into_iter()
            .flat_map(|element| if depth < DEEPEST { articles_in(element, depth + 1) } else { Vec::new() })
            .collect();
    }
    let members = value.members();
    let has_text = names("text").iter().any(|name| members.iter().any(|(key, value)| key == name && value.is_string()));
    if !has_text && depth < DEEPEST {
        for name in names("list") {
            if let Some((_, list)) = members.iter().find(|(key, _)| key == name) {
                let inner = if list.is_array() {
                    list.elements()
                } else if list.is_object() {
                    vec![*list]
                } else {
                    Vec::new()
                };
                if inner.first().is_some_and(|first| first.is_object()) && (list.is_array() || holds_list(*list)) {
                    return inner.into_iter().flat_map(|element| articles_in(element, depth + 1)).collect();
                }
            }
        }
    }
    vec![value]
}

fn holds_list(object: Value<'_>) -> bool {
    object.members().iter().any(|(key, value)| names("list").contains(key) && value.is_array())
}

/// The members of an article's object, found by role.
struct Fields<'a> {
    members: Vec<(String, Value<'a>)>,
}

impl<'a> Fields<'a> {
    /// The members of `value`, and behind them those of the objects that wrap the article ("_source").
    fn of(value: Value<'a>) -> Self {
        let mut members = value.members();
        let inner: Vec<_> = members
            .iter()
            .filter(|(key, value)| value.is_object() && names("wrapper").contains(key))
            .flat_map(|(_, value)| value.members())
            .collect();
        members.extend(inner);
        Self { members }
    }

    /// All values in this role, in the order of trust.
    fn all(&self, role: &str) -> impl Iterator<Item = Value<'a>> {
        names(role).iter().flat_map(|name| self.members.iter().filter(move |(key, _)| key == name).map(|(_, value)| *value))
    }

    /// The first value in this role that says something, as text.
    fn text(&self, role: &str) -> Option<String> {
        self.all(role).find_map(|value| leaf(value).and_then(Value::scalar))
    }
}

/// The string or number in a value that may be wrapped: `{"rendered": "…"}`, `{"$date": "…"}`, `[{"value": "…"}]`.
fn leaf(value: Value<'_>) -> Option<Value<'_>> {
    if value.is_array() {
        return value.elements().first().and_then(|first| if first.is_array() { None } else { leaf(*first) });
    }
    if value.is_object() {
        let members = value.members();
        return ["rendered", "value", "text", "plain", "name", "main", "date", "oid", "html", "t", "content"]
            .iter()
            .find_map(|name| members.iter().find(|(key, value)| key == name && !value.is_object() && !value.is_array()).map(|m| m.1));
    }
    Some(value)
}

/// The draft of one object.
fn draft(value: Value<'_>, place: &str, options: &Options) -> Result<Draft, IngestError> {
    let fields = Fields::of(value);
    let mut draft = Draft::new(place);
    draft.given_id = fields.text("id");
    if let Some(title) = fields.all("title").find_map(|value| leaf(value).filter(|leaf| leaf.is_string()).and_then(Value::string)) {
        Draft::offer(&mut draft.title, html::text_of(title.as_str()).as_str(), Origin::Field);
    }
    if let Some(url) = fields.all("url").chain(fields.all("id")).filter_map(|v| leaf(v)?.scalar()).find(|url| url.starts_with("http")) {
        draft.url = Some(Found::new(url, Origin::Field));
    }
    dates(&fields, &mut draft, options);
    authors(&fields, &mut draft);
    if let Some(publisher) = fields.text("publisher").filter(|name| !name.starts_with("http")) {
        Draft::offer(&mut draft.publisher, &publisher, Origin::Field);
    }
    if let Some(section) = fields.text("section") {
        Draft::offer(&mut draft.section, &section, Origin::Field);
    }
    draft.language = fields.text("language").and_then(|tag| language::code(&tag)).map(|code| Found::new(code, Origin::Field));
    body(&fields, &mut draft, options);
    if draft.pieces.is_empty() {
        if draft.title.is_none() {
            let reason = "no field with the text; name it `text`, `body` or `content`".to_owned();
            return Err(IngestError::BrokenJson { place: place.to_owned(), reason });
        }
        headline_only(&fields, &mut draft);
    }
    Ok(draft)
}

/// A collection of headlines: the headline is what there is to read.
fn headline_only(fields: &Fields<'_>, draft: &mut Draft) {
    if let Some(title) = fields.all("title").find_map(|value| leaf(value)?.string()) {
        draft.pieces = vec![Piece::paragraph(super::mapped::fold(&title))];
        draft.title = None;
        draft.standfirst = None;
    }
}

fn dates(fields: &Fields<'_>, draft: &mut Draft, options: &Options) {
    for value in fields.all("published").filter_map(|value| leaf(value)?.scalar()) {
        draft.offer_published(&value, Origin::Field, options.date_order);
    }
    let updated =
        fields.all("updated").filter_map(|value| leaf(value)?.scalar()).find_map(|v| super::dates::read(&v, options.date_order).ok());
    draft.updated = updated.map(|written| Found::new(written.date, Origin::Field));
}

fn authors(fields: &Fields<'_>, draft: &mut Draft) {
    for value in fields.all("authors") {
        let values = if value.is_array() { value.elements() } else { vec![value] };
        for text in values.into_iter().filter_map(|value| leaf(value)?.scalar()).filter(|text| text.len() <= 300) {
            let names = lines::names_in(&text);
            if names.is_empty() && !text.starts_with("http") {
                draft.add_author(&text, Origin::Field);
            }
            for name in names {
                draft.add_author(&name, Origin::Field);
            }
        }
        if !draft.authors.is_empty() {
            return;
        }
    }
}

/// Takes the text, and what stands beside it as a standfirst.
fn body(fields: &Fields<'_>, draft: &mut Draft, options: &Options) {
    for value in fields.all("text") {
        if take_text(value, draft, options) {
            for value in fields.all("standfirst").filter_map(|value| leaf(value)?.scalar()) {
                Draft::offer(&mut draft.standfirst, html::text_of(&value).as_str(), Origin::Field);
            }
            return;
        }
    }
    for value in fields.all("short_text") {
        if take_text(value, draft, options) {
            return;
        }
    }
}

/// Takes the text in `value`: a string, a list of strings or of objects with a string in them. False if there is none.
fn take_text(value: Value<'_>, draft: &mut Draft, options: &Options) -> bool {
    let values = if value.is_array() { value.elements() } else { vec![value] };
    let many = values.len() > 1;
    for value in values {
        let Some(text) = leaf(value).and_then(Value::string) else { continue };
        if text.as_str().trim().is_empty() {
            continue;
        }
        take(&text, draft, options);
        // ninjs 3 gives the same body in several forms: one is enough.
        if many && value.is_object() && value.members().iter().any(|(key, _)| key == "contenttype" || key == "role") {
            break;
        }
    }
    !draft.pieces.is_empty()
}

/// Adds the pieces of `text`, which is a page, a stretch of HTML, or plain text.
pub(crate) fn take(text: &Mapped, draft: &mut Draft, options: &Options) {
    if html::is_page(text.as_str()) {
        html::page(text, draft, options);
    } else if html::has_markup(text.as_str()) {
        draft.pieces.extend(html::fragment(text));
    } else {
        draft.pieces.extend(plain::pieces(text));
    }
    draft.has_head = true;
}
