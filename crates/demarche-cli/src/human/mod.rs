//! A record for people: what the terminal shows.

mod event;
pub mod layout;

use demarche::record::{Commitment, Entity, Mark, Party, Record, Statement};
use indicatif::{ProgressBar, ProgressStyle};
use unicode_width::UnicodeWidthStr;

use layout::{Pieces, Style, clean};

/// How much is shown, and how wide.
#[derive(Debug, Clone, Copy, Default)]
pub struct View {
    /// Also what is told again, codes and scores, times, amounts, places, and everybody named.
    pub verbose: bool,
    /// Columns to wrap at; `None`: not at all.
    pub width: Option<usize>,
}

/// A counter on standard error, shown only there and only on a terminal.
pub fn progress() -> ProgressBar {
    let bar = ProgressBar::no_length();
    if let Ok(style) = ProgressStyle::with_template("{pos} articles read, {per_sec}, {elapsed}") {
        bar.set_style(style);
    }
    bar
}

/// The record as text with colours (the stream strips them where none are wanted).
pub fn record(record: &Record, view: View) -> String {
    let a = &record.article;
    let mut head = Pieces::default();
    head.add(Style::Bold, clean(a.title.as_deref().unwrap_or("(no headline)")));
    let mut out = head.wrapped(view.width, 0) + "\n";
    let about: Vec<String> =
        [a.publisher.as_deref(), a.published.as_deref(), Some(a.source.as_str())].into_iter().flatten().map(clean).collect();
    let mut under = Pieces::default();
    under.add(Style::Dim, about.join(" · "));
    out += &(under.wrapped(view.width, 0) + "\n\n");
    section(&mut out, "EVENTS", view, event::rows(record, view));
    section(&mut out, "STATEMENTS", view, record.statements.iter().map(|s| statement_row(record, s)).collect());
    section(&mut out, "LEDGER", view, record.commitments.iter().map(|c| commitment_row(record, c)).collect());
    section(&mut out, "WHO", view, who(record, view));
    if view.verbose {
        section(&mut out, "WHEN", view, times(record));
        section(&mut out, "HOW MUCH", view, amounts(record));
        section(&mut out, "WHERE", view, places(record));
    }
    if record.events.is_empty() && record.statements.is_empty() {
        out += "No event and no statement was found.\n\n";
    }
    out
}

/// One line of a list: id, a word that is aligned, and the rest, which wraps.
struct Row {
    id: String,
    kind: Pieces,
    rest: Pieces,
}

/// Widest second column; a longer word pushes its own line only.
const KIND: usize = 21;

fn section(out: &mut String, name: &str, view: View, rows: Vec<Row>) {
    if rows.is_empty() {
        return;
    }
    let id = rows.iter().map(|r| r.id.width()).max().unwrap_or(0);
    let kind = rows.iter().map(|r| r.kind.width()).max().unwrap_or(0).min(KIND);
    let mut heading = Pieces::default();
    heading.add(Style::Bold, name);
    *out += &(heading.line() + "\n");
    for row in rows {
        let mut label = Pieces::default();
        label.add(Style::Dim, format!("{:<id$}", row.id));
        let gap = if kind == 0 { 0 } else { kind.saturating_sub(row.kind.width()) + 2 };
        *out += &format!("  {}  {}{}", label.line(), row.kind.line(), " ".repeat(gap));
        let indent = 2 + id + 2 + if kind == 0 { 0 } else { kind + 2 };
        *out += &(row.rest.wrapped(view.width, indent) + "\n");
    }
    out.push('\n');
}

/// The entity of this id.
fn entity<'r>(record: &'r Record, id: &str) -> Option<&'r Entity> {
    record.entities.iter().find(|e| e.id == id)
}

/// Names of the parties; the article's words where the record leads to no entity.
fn names(record: &Record, parties: &[Party]) -> Option<String> {
    let name = |p: &Party| match p.entity.as_deref().and_then(|id| entity(record, id)) {
        Some(e) => clean(&e.name),
        None => clean(&words(record, &Mark { start: p.start, end: p.end, part: p.part.clone() })),
    };
    let list: Vec<String> = parties.iter().map(name).filter(|n| !n.is_empty()).collect();
    (!list.is_empty()).then(|| list.join(", "))
}

fn ids(record: &Record, ids: &[String]) -> Option<String> {
    let list: Vec<String> = ids.iter().filter_map(|id| entity(record, id)).map(|e| clean(&e.name)).collect();
    (!list.is_empty()).then(|| list.join(", "))
}

fn statement_row(record: &Record, s: &Statement) -> Row {
    let (mut kind, mut rest) = (Pieces::default(), Pieces::default());
    kind.add(Style::Type, &*s.stance);
    match s.speaker.as_ref().and_then(|p| names(record, std::slice::from_ref(p))) {
        Some(name) => rest.add(Style::Actor, name),
        None => rest.add(Style::Dim, "(not named)"),
    };
    if let Some(to) = names(record, &s.addressees) {
        rest.add(Style::Plain, " → ").add(Style::Recipient, to);
    }
    rest.add(Style::Plain, ": ");
    let words: Vec<String> = s.content.iter().map(|c| clean(&words(record, c))).collect();
    let words = words.join(" … ");
    rest.add(Style::Said, if s.form == "direct" { format!("“{words}”") } else { words });
    if let Some(outer) = &s.within {
        rest.add(Style::Dim, format!(" [in {outer}]"));
    }
    Row { id: s.id.clone(), kind, rest }
}

fn commitment_row(record: &Record, c: &Commitment) -> Row {
    let (mut kind, mut rest) = (Pieces::default(), Pieces::default());
    kind.add(Style::Type, &*c.kind);
    match c.from.as_deref().and_then(|id| entity(record, id)) {
        Some(e) => rest.add(Style::Actor, clean(&e.name)),
        None => rest.add(Style::Dim, "(not named)"),
    };
    if let Some(to) = ids(record, &c.to) {
        rest.add(Style::Plain, " → ").add(Style::Recipient, to);
    }
    match c.what.as_ref() {
        Some(what) => rest.add(Style::Plain, format!(": {}", clean(&what.text))),
        None => rest.add(Style::Dim, " (what is not said)"),
    };
    if let Some(due) = &c.due {
        rest.add(Style::Bold, format!(" by {due}"));
    }
    if let Some(earlier) = &c.answers {
        rest.add(Style::Dim, format!(" [answers {earlier}]"));
    }
    Row { id: c.id.clone(), kind, rest }
}

fn who(record: &Record, view: View) -> Vec<Row> {
    let shown = record.entities.iter().filter(|e| view.verbose || e.actor.is_some() || e.mentions.len() > 1);
    shown
        .map(|e| {
            let mut rest = Pieces::default();
            rest.add(Style::Actor, clean(&e.name));
            if let Some(title) = e.title.as_deref().map(clean) {
                let title = title.strip_suffix(&clean(&e.name)).unwrap_or(&title).trim().to_owned();
                if !title.is_empty() {
                    rest.add(Style::Plain, format!(", {title}"));
                }
            }
            let mut notes: Vec<String> = [e.actor.clone(), e.cameo.clone()].into_iter().flatten().collect();
            notes.extend(e.acts_for.as_ref().filter(|a| e.actor.as_ref() != Some(a)).map(|a| format!("for {a}")));
            notes.push(format!("×{}", e.mentions.len()));
            if view.verbose {
                notes.extend(e.why.clone());
            }
            rest.add(Style::Dim, format!(" [{}]", notes.join(" · ")));
            Row { id: e.id.clone(), kind: Pieces::default(), rest }
        })
        .collect()
}

fn plain(id: &str, kind: &str, text: String, note: String) -> Row {
    let (mut column, mut rest) = (Pieces::default(), Pieces::default());
    column.add(Style::Type, kind);
    rest.add(Style::Plain, clean(&text)).add(Style::Dim, format!(" [{note}]"));
    Row { id: id.to_owned(), kind: column, rest }
}

fn times(record: &Record) -> Vec<Row> {
    let row = |t: &demarche::record::TimeInfo| plain(&t.id, &t.kind, t.text.clone(), t.value.clone());
    record.times.iter().map(row).collect()
}

fn amounts(record: &Record) -> Vec<Row> {
    let row = |a: &demarche::record::AmountInfo| {
        let high = a.value_max.as_ref().map(|m| format!("–{m}")).unwrap_or_default();
        let of = a.of.as_ref().map(|o| format!(" of {}", clean(o))).unwrap_or_default();
        plain(&a.id, a.unit.as_deref().unwrap_or("number"), a.text.clone(), format!("{}{high}{of}", a.value))
    };
    record.amounts.iter().map(row).collect()
}

fn places(record: &Record) -> Vec<Row> {
    let row = |p: &demarche::record::PlaceInfo| {
        let at = p.lat.zip(p.lon).map(|(lat, lon)| format!("{lat:.2}, {lon:.2}"));
        let about: Vec<String> = [p.admin1.clone(), p.country.clone(), at].into_iter().flatten().collect();
        plain(&p.id, &p.kind, p.name.clone(), about.join(" · "))
    };
    record.places.iter().map(row).collect()
}

/// One statement on a line.
pub fn statement(record: &Record, s: &Statement) -> String {
    line(statement_row(record, s))
}

/// One commitment on a line.
pub fn commitment(record: &Record, c: &Commitment) -> String {
    line(commitment_row(record, c))
}

fn line(row: Row) -> String {
    let mut id = Pieces::default();
    id.add(Style::Dim, format!("{:<4}", row.id));
    format!("{}{}{} {}", id.line(), row.kind.line(), " ".repeat(11usize.saturating_sub(row.kind.width())), row.rest.line())
}

/// The words of a mark, from whichever part of the article it lies in.
pub fn words(record: &Record, mark: &Mark) -> String {
    let a = &record.article;
    let text = match mark.part.as_deref() {
        None => a.text.as_str(),
        Some("title") => a.title.as_deref().unwrap_or(""),
        Some("standfirst") => a.standfirst.as_deref().unwrap_or(""),
        Some(caption) => caption
            .strip_prefix("caption:")
            .and_then(|n| n.parse::<usize>().ok())
            .and_then(|n| a.captions.get(n))
            .map_or("", String::as_str),
    };
    text.chars().skip(mark.start).take(mark.end.saturating_sub(mark.start)).collect()
}
