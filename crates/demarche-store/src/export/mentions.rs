//! GDELT 2.0 mentions: 16 columns, tabs, no header; one row for each telling of each row of the events, with character offsets and confidence.

use std::io::Write;

use demarche::record::Mark;

use super::dyads::{self, Dyad, Origin};
use super::view::{View, host};
use super::{ExportError, Form, Options, Report, choose, gdelt, line};

/// The columns in their order; the files have no header.
#[cfg(test)]
pub const COLUMNS: [&str; 16] = [
    "GLOBALEVENTID",
    "EventTimeDate",
    "MentionTimeDate",
    "MentionType",
    "MentionSourceName",
    "MentionIdentifier",
    "SentenceID",
    "Actor1CharOffset",
    "Actor2CharOffset",
    "ActionCharOffset",
    "InRawText",
    "Confidence",
    "MentionDocLen",
    "MentionDocTone",
    "MentionDocTranslationInfo",
    "Extras",
];

/// The layout.
pub struct Mentions;

/// Offset of the first code point in the body; -1, as GDELT has it, for what stands elsewhere or nowhere.
fn offset(mark: Option<&Mark>) -> String {
    mark.filter(|m| m.part.is_none()).map_or_else(|| "-1".to_owned(), |m| m.start.to_string())
}

/// Percent in steps of ten, from 10 to 100.
fn confidence(value: f64) -> String {
    (((value * 10.0).round() as i64).clamp(1, 10) * 10).to_string()
}

fn row(view: &View, dyad: &Dyad, day: jiff::civil::Date) -> [String; 16] {
    let article = &view.record.article;
    let added = gdelt::date_added(view, day);
    let party = |side: Option<super::view::Side>| side.map(|s| Mark { start: s.party.start, end: s.party.end, part: s.party.part.clone() });
    let inferred = |field: &str| dyad.inferred().iter().any(|f| f == field);
    let raw = !(inferred("actors") || inferred("recipients") || inferred("speaker"));
    let url = article.url.as_deref();
    [
        gdelt::global_event_id(&dyad.key).to_string(),
        added.clone(),
        added,
        // 1: a page of the web; 2: known by its citation alone.
        if url.is_some() { "1" } else { "2" }.to_owned(),
        line::folded(url.and_then(host).unwrap_or_else(|| view.source_name())),
        url.unwrap_or(&article.source).to_owned(),
        (dyad.sentence() + 1).to_string(),
        offset(party(dyad.source).as_ref()),
        offset(party(dyad.target).as_ref()),
        offset(dyad.trigger().as_ref()),
        u8::from(raw).to_string(),
        confidence(dyad.confidence()),
        article.text.chars().count().to_string(),
        String::new(),
        String::new(),
        String::new(),
    ]
}

/// The mentions of a record: all rows of a telling that makes rows, and the first row for each other telling.
fn mentions<'r>(view: &View<'r>, options: &Options, report: &mut Report) -> Vec<Dyad<'r>> {
    // The events' file has said what it left out and cut; here only what has no mention counts.
    let mut rows = dyads::dyads(view, options, &mut Report::default());
    for event in &view.record.events {
        let happening = view.happening(event);
        match choose::left_out(view, event, &happening, options) {
            Some(why) if choose::unfit(view, event, options).is_some() => report.leave(why),
            Some(_) => {
                let mut told = Vec::new();
                dyads::of_event(view, event, options, &mut Report::default(), &mut told);
                rows.extend(told.into_iter().take(1));
            }
            None => {}
        }
    }
    let place = |d: &Dyad| match d.origin {
        Origin::Event(e) => (0, view.record.events.iter().position(|x| x.id == e.id), d.key.1),
        Origin::Statement(_) => (1, None, d.key.1),
    };
    rows.sort_by_cached_key(place);
    rows
}

impl Form for Mentions {
    fn item(&mut self, view: &View, options: &Options, report: &mut Report, out: &mut dyn Write) -> Result<(), ExportError> {
        for dyad in mentions(view, options, report) {
            let Some(day) = view.date(dyad.time()) else {
                report.leave("without any date");
                continue;
            };
            line::write(out, &row(view, &dyad, day), "")?;
            report.rows += 1;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn confidence_goes_in_steps_of_ten() {
        assert_eq!([0.0, 0.44, 0.95, 1.0, f64::NAN].map(confidence), ["10", "40", "100", "100", "10"]);
    }
}
