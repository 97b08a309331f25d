//! The head of an article as it stands in the text: headline, standfirst, byline, date line.

use super::dates::DateOrder;
use super::draft::{Draft, Piece};
use super::json_text::reduced;
use super::plain::is_sentence_end;
use super::{json, language, lines};
use crate::article::{BlockKind, Found, Origin};

/// How many pieces the head may have.
const LONGEST_HEAD: usize = 16;

/// Takes headline, standfirst, byline and date line out of the first pieces of the draft.
pub(crate) fn read(draft: &mut Draft, order: Option<DateOrder>) {
    let mut head: Vec<Piece> = std::mem::take(&mut draft.pieces);
    let mut at = skip_furniture(&head, 0);
    if draft.has_head {
        at = fields(draft, &head, at, order);
    }
    if draft.has_head && draft.title.is_none() {
        at = title(draft, &head, at, order);
    }
    let start = at;
    let mut keep: Vec<usize> = Vec::new();
    let mut after_byline = false;
    while at < head.len() && at < start + LONGEST_HEAD {
        let was_after_byline = std::mem::take(&mut after_byline);
        match role(draft, &head[at], order) {
            // The outlet or office of the author.
            Role::Text if was_after_byline && !head[at].blank_before && is_short_label(head[at].as_str()) => {}
            Role::Text => {
                let Some(next) = standfirst(draft, &head, at, order) else { break };
                at = next;
                continue;
            }
            Role::Keep => keep.push(at),
            Role::Byline => after_byline = true,
            Role::Title | Role::Taken => {}
        }
        at += 1;
    }
    let mut index = 0;
    head.retain(|_| {
        index += 1;
        index > at || keep.contains(&(index - 1))
    });
    draft.pieces = head;
}

fn skip_furniture(pieces: &[Piece], from: usize) -> usize {
    let junk = |piece: &Piece| lines::is_furniture(piece.as_str()) || lines::is_script(piece.as_str());
    from + pieces[from..].iter().take_while(|piece| junk(piece)).count()
}

/// Takes the headline, if the piece `at` is one; returns the next piece.
fn title(draft: &mut Draft, pieces: &[Piece], at: usize, order: Option<DateOrder>) -> usize {
    let Some(first) = pieces.get(at) else { return at };
    // A rubric of one or two words may stand before the headline.
    if first.as_str().split(' ').count() <= 2
        && let Some(second) = pieces.get(at + 1)
        && second.as_str().split(' ').count() >= 4
        && first.kind != BlockKind::Heading
        && stands_alone(pieces, at + 1, order)
        && looks_like_title(second)
        && looks_like_title(first)
    {
        Draft::offer(&mut draft.section, first.as_str(), Origin::Text);
        draft.title = Some(Found::new(second.as_str().to_owned(), Origin::Text));
        return at + 2;
    }
    if looks_like_title(first) && stands_alone(pieces, at, order) {
        let whole = first.as_str();
        let shorter = pieces[at + 1..].iter().take(3).map(Piece::as_str).find(|line| is_title_and_outlet(whole, line));
        draft.title = Some(Found::new(shorter.unwrap_or(whole).to_owned(), Origin::Text));
        return at + 1;
    }
    at
}

/// True if `whole` is the headline `line` with an outlet's name behind it: the `<title>` of the page, before the headline itself.
fn is_title_and_outlet(whole: &str, line: &str) -> bool {
    let outlet = whole.strip_prefix(line).map(str::trim_start).unwrap_or("");
    outlet.starts_with(['|', '-', '–', '—', ':', '·', '«', '»']) && outlet.len() <= 60 && line.split(' ').count() >= 2
}

/// A few words without a stop.
fn is_short_label(text: &str) -> bool {
    text.split(' ').count() <= 8 && !is_sentence_end(text)
}

/// Takes lines such as `Title: …`, `Date: …`, `Author: …` if the text opens with at least two of them; returns the piece after them.
fn fields(draft: &mut Draft, pieces: &[Piece], at: usize, order: Option<DateOrder>) -> usize {
    const ROLES: [&str; 8] = ["title", "published", "authors", "publisher", "url", "section", "language", "id"];
    let split = |piece: &Piece| {
        let (key, value) = piece.as_str().split_once(':')?;
        let key = reduced(key);
        let role = ROLES.into_iter().find(|role| key.len() <= 20 && json::names(role).contains(&key))?;
        Some((role, value.trim().to_owned()))
    };
    let found: Vec<_> = pieces[at..].iter().take(LONGEST_HEAD).map_while(split).collect();
    if found.len() < 2 {
        return at;
    }
    for (role, value) in &found {
        match *role {
            "title" => Draft::offer(&mut draft.title, value, Origin::Field),
            "published" => draft.offer_published(value, Origin::Field, order),
            "authors" => lines::names_in(value).iter().for_each(|name| draft.add_author(name, Origin::Field)),
            "publisher" => Draft::offer(&mut draft.publisher, value, Origin::Field),
            "url" => Draft::offer(&mut draft.url, value, Origin::Field),
            "section" => Draft::offer(&mut draft.section, value, Origin::Field),
            "language" => draft.language = language::code(value).map(|code| Found::new(code, Origin::Field)),
            _ => draft.given_id = Some(value.clone()),
        }
    }
    at + found.len()
}

fn looks_like_title(piece: &Piece) -> bool {
    let text = piece.as_str();
    if lines::date_line(text, None).is_some() || lines::byline(text).is_some() || lines::is_credit(text) {
        return false;
    }
    let abbreviation = text.rsplit(' ').next().is_some_and(|word| word.matches('.').count() >= 2 && word.len() <= 6);
    let inner = text.trim_end_matches(['"', '\'', '”', '’', ')', ']', '»']);
    let open = !inner.ends_with(['.', ',', ';', ':']) || abbreviation && !inner.ends_with(',');
    piece.kind != BlockKind::ListItem && open && text.len() <= 300 && text.split(' ').count() <= 40 && text.chars().any(char::is_alphabetic)
}

/// True if a blank line, the same line again, or another line of the head follows, and then a text.
fn stands_alone(pieces: &[Piece], at: usize, order: Option<DateOrder>) -> bool {
    let Some(next) = pieces.get(at + 1) else { return false };
    pieces[at].kind == BlockKind::Heading
        || next.blank_before
        || lines::normal(next.as_str()) == lines::normal(pieces[at].as_str())
        || lines::date_line(next.as_str(), order).is_some()
        || lines::byline(next.as_str()).is_some()
        || lines::is_credit(next.as_str())
        || lines::is_furniture(next.as_str())
}

/// What a piece of the head is.
enum Role {
    /// The headline again.
    Title,
    /// A byline: read and dropped.
    Byline,
    /// Date line, furniture: read and dropped.
    Taken,
    /// A credit or caption: the body's reader deals with it.
    Keep,
    /// None of these.
    Text,
}

/// Reads what `piece` says of the article.
fn role(draft: &mut Draft, piece: &Piece, order: Option<DateOrder>) -> Role {
    let text = piece.as_str();
    if is_title(draft, text) {
        return Role::Title;
    }
    if piece.caption || lines::is_credit(text) || lines::caption_label(text) > 0 {
        return Role::Keep;
    }
    if let Some(line) = lines::date_line(text, order) {
        match line.date {
            Ok(date) if line.updated => draft.updated = draft.updated.take().or(Some(Found::new(date, Origin::Text))),
            Ok(date) => draft.published = draft.published.take().or(Some(Found::new(date, Origin::Text))),
            Err(fault) => draft.offer_fault(text, fault),
        }
        return Role::Taken;
    }
    if let Some(names) = lines::byline(text) {
        byline(draft, &names, text, order);
        return Role::Byline;
    }
    let is_author = draft.authors.iter().any(|author| lines::normal(&author.value) == lines::normal(text));
    if is_author || lines::is_furniture(text) || lines::is_script(text) {
        return Role::Taken;
    }
    Role::Text
}

/// Keeps the authors of a byline, and the date that may stand behind them.
fn byline(draft: &mut Draft, names: &[String], text: &str, order: Option<DateOrder>) {
    if draft.authors.is_empty() {
        for name in names {
            draft.add_author(name, Origin::Text);
        }
    }
    if draft.published.is_none()
        && let Ok(Some((date, _))) = super::dates::find(text, order)
    {
        draft.published = Some(Found::new(date, Origin::Text));
    }
}

/// True if `text` is the headline, perhaps with the outlet's name behind it.
pub(crate) fn is_title(draft: &Draft, text: &str) -> bool {
    let Some(title) = &draft.title else { return false };
    if text.len() > title.value.len() + 60 {
        return false;
    }
    let (title, text) = (lines::normal(&title.value), lines::normal(text));
    !text.is_empty() && (title == text || same_words(&title, &text))
}

/// True if the two differ in punctuation only, or one begins with the other and goes on with an outlet's name.
fn same_words(title: &str, text: &str) -> bool {
    let words = |s: &str| s.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_owned).collect::<Vec<_>>();
    let (title, text) = (words(title), words(text));
    if title == text {
        return true;
    }
    let (short, long) = if title.len() < text.len() { (&title, &text) } else { (&text, &title) };
    short.len() >= 5 && long.len() <= short.len() + 3 && long.starts_with(short)
}

/// True if the line is the name of a person and nothing else, and not words of the headline.
fn is_bare_name(line: &str, draft: &Draft) -> bool {
    let names = lines::names_in(line);
    let in_title = draft.title.as_ref().is_some_and(|title| lines::normal(&title.value).contains(&lines::normal(line)));
    line.split(' ').count() <= 4 && names.len() == 1 && names[0] == line && !in_title
}

/// Takes the piece `at`, and perhaps the next, as the standfirst if a date line, byline or the headline again comes after; returns the
/// piece after it.
fn standfirst(draft: &mut Draft, pieces: &[Piece], at: usize, order: Option<DateOrder>) -> Option<usize> {
    let known = draft.title.is_some() && draft.has_head;
    let is_head = |piece: &Piece| {
        is_title(draft, piece.as_str()) || lines::date_line(piece.as_str(), order).is_some() || lines::byline(piece.as_str()).is_some()
    };
    if !known || draft.standfirst.as_ref().is_some_and(|s| s.origin == Origin::Text) {
        return None;
    }
    let short = |piece: &Piece| piece.text.len() <= 500 && piece.kind != BlockKind::ListItem;
    let end = (at + 1..=at + 2).find(|&end| pieces.get(end).is_some_and(is_head) && pieces[at..end].iter().all(short))?;
    let mut text: Vec<&str> = pieces[at..end].iter().map(Piece::as_str).collect();
    // A bare name before a date line is a byline without "By".
    if draft.authors.is_empty()
        && let Some(name) = text.pop_if(|last| is_bare_name(last, draft))
    {
        draft.add_author(name, Origin::Text);
        if text.is_empty() {
            return Some(end);
        }
    }
    let text = text.join(" ");
    if draft.standfirst.is_none() {
        draft.standfirst = Some(Found::new(text, Origin::Text));
    }
    Some(end)
}
