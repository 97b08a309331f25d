//! From draft to article.

use std::sync::LazyLock;

use regex::Regex;

use super::dates::{self, DateFault};
use super::draft::{Draft, Piece};
use super::error::IngestError;
use super::language::{self, Spoken};
use super::{Options, body, head, lines};
use crate::article::{Article, Block, BlockKind, Found, Origin, SourceRun};
use crate::span::Span;

/// The article that the draft becomes once it is cleaned.
pub(crate) fn article(mut draft: Draft, options: &Options) -> Result<Article, IngestError> {
    if let Some(title) = &mut draft.title {
        title.value = super::mapped::fold_plain(&title.value);
    }
    let lone = lone_line(&draft);
    head::read(&mut draft, options.date_order);
    body::clean(&mut draft);
    if draft.pieces.is_empty()
        && let Some(piece) = lone
    {
        draft.pieces.push(piece);
        draft.title = draft.title.filter(|title| title.origin != Origin::Text);
    }
    if !draft.pieces.iter().any(|piece| piece.as_str().chars().any(char::is_alphabetic)) {
        return Err(IngestError::NoText { place: draft.place });
    }
    let mut article = assemble(&draft.pieces);
    draft.pieces = Vec::new();
    let language = check_language(&draft, &article.text, options)?;
    let dateline = dateline(&article);
    let published = published(&draft, dateline.as_ref().and_then(|d| d.1), options)?;
    article.dateline = dateline.map(|d| d.0);
    article.published = published;
    article.language = language;
    article.standfirst = draft.standfirst.filter(|s| !is_in_body(&s.value, &article.text, draft.title.as_ref()));
    article.given_id = draft.given_id;
    article.source = draft.place;
    article.url = draft.url;
    article.title = draft.title;
    article.captions = draft.captions;
    article.publisher = draft.publisher;
    article.authors = draft.authors;
    article.section = draft.section;
    Ok(article)
}

/// The one piece of an input of one line: a sentence to read, even without a full stop.
fn lone_line(draft: &Draft) -> Option<Piece> {
    match draft.pieces.as_slice() {
        [only] if !lines::is_furniture(only.as_str()) && !lines::is_script(only.as_str()) => Some(only.clone()),
        _ => None,
    }
}

fn assemble(pieces: &[Piece]) -> Article {
    let mut article = Article::default();
    for piece in pieces {
        if piece.text.is_empty() {
            continue;
        }
        if !article.text.is_empty() {
            article.text.push_str("\n\n");
        }
        let start = article.text.len();
        article.text.push_str(piece.as_str());
        article.blocks.push(Block { span: Span::new(start, article.text.len()), kind: piece.kind });
        article.origins.extend(piece.text.runs().iter().map(|run| SourceRun { text: run.text + start, ..*run }));
    }
    article
}

/// A description that only repeats how the body begins is no standfirst.
fn is_in_body(standfirst: &str, body: &str, title: Option<&Found<String>>) -> bool {
    let standfirst = lines::normal(standfirst.trim_end_matches(['…', '.']));
    if title.is_some_and(|title| lines::normal(&title.value) == standfirst) {
        return true;
    }
    let head = body[..body.floor_char_boundary(standfirst.len() * 2 + 2000)].replace("\n\n", " ");
    let start: String = standfirst.chars().take(80).collect();
    lines::normal(&head).contains(&start)
}

fn check_language(draft: &Draft, text: &str, options: &Options) -> Result<Option<Found<String>>, IngestError> {
    let spoken = language::spoken(text);
    match spoken {
        Spoken::Other(language) if options.check_language => Err(IngestError::NotEnglish { place: draft.place.clone(), language }),
        Spoken::English => {
            let stated = draft.language.clone().filter(|stated| stated.value == "en");
            Ok(Some(stated.unwrap_or_else(|| Found::new("en".to_owned(), Origin::Text))))
        }
        _ => Ok(draft.language.clone()),
    }
}

/// The date of publication: stated, else in the dateline, else the date of the last change, else the caller's.
fn published(
    draft: &Draft,
    dateline: Option<jiff::civil::Date>,
    options: &Options,
) -> Result<Option<Found<jiff::civil::Date>>, IngestError> {
    if draft.published.is_some() {
        return Ok(draft.published.clone());
    }
    if let Some(faulty) = &draft.faulty_date {
        let (place, value) = (draft.place.clone(), faulty.value.clone());
        match faulty.fault {
            DateFault::Ambiguous => return Err(IngestError::AmbiguousDate { place, value }),
            DateFault::None if options.published.is_none() => return Err(IngestError::UndecodableDate { place, value }),
            DateFault::None => {}
        }
    }
    Ok(dateline
        .map(|date| Found::new(date, Origin::Text))
        .or_else(|| draft.updated.clone())
        .or_else(|| options.published.map(|date| Found::new(date, Origin::Caller))))
}

/// The place in the dateline at the start of the first paragraph, and its date if it names the year.
fn dateline(article: &Article) -> Option<(Span, Option<jiff::civil::Date>)> {
    static DATELINE: LazyLock<Regex> = LazyLock::new(|| {
        const PLACE: &str = r"(?P<place>(?P<city>[\p{Lu}][\p{L}.'’\-]*(?:[ /][\p{Lu}][\p{L}.'’\-]*){0,3})(?:, [\p{Lu}][\p{L}.'’]*(?: [\p{Lu}][\p{L}.'’]*){0,2})?)";
        const DATE: &str = r"(?P<date>,? \(?(?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8}\.?)(?:,? \d{4})?\)?)";
        const AGENCY: &str = r"(?P<agency>,? ?[(\[][^()\[\]]{2,40}[)\]])";
        Regex::new(&format!(r"^{PLACE}{DATE}?{AGENCY}?(?P<mark>\s?(?:—|–|--|-|:|\.—)(?:\s|$)|\s?—)")).expect("a constant pattern")
    });
    let block = article.blocks.iter().find(|block| block.kind != BlockKind::Heading)?;
    let text = block.span.of(&article.text);
    let head = &text[..text.floor_char_boundary(160)];
    let captures = DATELINE.captures(head)?;
    let (place, city) = (captures.name("place")?, captures.name("city")?.as_str());
    // The day is taken for part of the place where no comma parts them: "KYIV, April 20".
    let region = place.as_str()[city.len()..].trim_start_matches(", ");
    let is_month = |words: &str| dates::month_number(words).is_some() && words.split(' ').count() == 1 && captures.name("date").is_none();
    let capitals = city.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase) && city.chars().count() >= 3;
    let signed = captures.name("date").is_some() || captures.name("agency").is_some();
    let colon = captures.name("mark").is_some_and(|mark| mark.as_str().contains(':'));
    if lines::is_no_place(city) || !(capitals || signed && !colon) || is_month(region) {
        return None;
    }
    let date = captures.name("date").and_then(|m| dates::find(m.as_str(), None).ok().flatten()).map(|found| found.0);
    Some((Span::new(place.start(), place.end()).shifted(block.span.start), date))
}
