//! PETRARCH2: tabs, no header, eight columns: date, source, target, code, issues, ids, URL, source of the story.

use std::collections::BTreeMap;
use std::io::Write;

use super::view::{Side, View};
use super::{ExportError, Form, Options, Report, dyads, line};

/// The columns in their order; the files have no header. PETRARCH2 leaves the URL's column away where a story has none: here it stays, empty.
#[cfg(test)]
pub const COLUMNS: [&str; 8] = ["date", "source", "target", "code", "issues", "ids", "url", "StorySource"];

/// The layout.
pub struct Petrarch2;

fn code(side: Option<Side<'_>>) -> Option<&str> {
    side?.entity.cameo.as_deref()
}

impl Form for Petrarch2 {
    /// One row for each date, source, target and code in an article, with the sentences that tell it. PETRARCH2 keeps rows with both codes only.
    fn item(&mut self, view: &View, options: &Options, report: &mut Report, out: &mut dyn Write) -> Result<(), ExportError> {
        let article = &view.record.article;
        let mut rows: Vec<([String; 4], Vec<usize>)> = Vec::new();
        let mut index: BTreeMap<[String; 4], usize> = BTreeMap::new();
        for dyad in dyads::dyads(view, options, report) {
            let Some((source, target)) = code(dyad.source).zip(code(dyad.target)) else {
                report.leave("without an actor code on both sides");
                continue;
            };
            let Some(day) = view.date(dyad.time()) else {
                report.leave("without any date");
                continue;
            };
            let what = [day.strftime("%Y%m%d").to_string(), source.to_owned(), target.to_owned(), dyad.code.clone()];
            let at = *index.entry(what.clone()).or_insert_with(|| {
                rows.push((what, Vec::new()));
                rows.len() - 1
            });
            if !rows[at].1.contains(&dyad.sentence()) {
                rows[at].1.push(dyad.sentence());
            }
        }
        let story = line::folded(&article.id).replace(';', "_");
        for ([date, source, target, code], sentences) in rows {
            let ids: Vec<String> = sentences.iter().map(|s| format!("{story}_{}", s + 1)).collect();
            let url = article.url.clone().unwrap_or_default();
            let fields = [date, source, target, code, String::new(), ids.join(";"), url, line::folded(view.source_name())];
            line::write(out, &fields, "")?;
            report.rows += 1;
        }
        Ok(())
    }
}
