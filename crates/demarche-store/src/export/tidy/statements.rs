//! One row a statement.

use demarche::record::{Entity, Statement};

use super::{Value, each, table};
use crate::export::view::{Side, View};

struct Row<'v, 'r> {
    view: &'v View<'r>,
    statement: &'r Statement,
    speaker: Option<&'r Entity>,
    addressees: Vec<Side<'r>>,
}

table! { |r: &Row|
    "statement_uid" Text = &r.statement.uid;
    "article_id" Text = &r.view.record.article.id;
    "published" Date = r.view.record.article.published.as_ref();
    "form" Text = &r.statement.form;
    "stance" Text = &r.statement.stance;
    "speaker" Text = r.speaker.map(|e| &e.name);
    "speaker_raw" Text = r.statement.speaker.as_ref().map(|p| r.view.raw(p));
    "speaker_id" Text = r.speaker.and_then(|e| e.actor.as_ref());
    "speaker_title" Text = r.speaker.and_then(|e| e.title.as_ref());
    "speaker_country" Text = r.speaker.and_then(|e| e.plover.country.as_ref().or(e.country.as_ref()));
    "speaker_acts_for" Text = r.speaker.and_then(|e| e.acts_for.as_ref());
    "speaker_sectors" Text = r.speaker.map(|e| &e.plover.sectors);
    "addressees" Text = each(&r.addressees, |s| Some(s.entity.name.clone()));
    "addressee_ids" Text = each(&r.addressees, |s| s.entity.actor.clone());
    "cue" Text = r.statement.cue.as_ref().map(|c| &c.text);
    "cue_in" Text = r.statement.cue.as_ref().map(|c| c.part.as_deref().unwrap_or("text"));
    "cue_start" Int = r.statement.cue.as_ref().map(|c| c.start);
    "cue_end" Int = r.statement.cue.as_ref().map(|c| c.end);
    "content" Text = content(r);
    "content_in" Text = r.statement.content.first().map(|c| c.part.as_deref().unwrap_or("text"));
    "content_start" Int = r.statement.content.first().map(|c| c.start);
    "content_end" Int = r.statement.content.last().map(|c| c.end);
    "sentence" Int = r.statement.sentence;
    "event_uids" Text = uids(r);
    "within_uid" Text = r.statement.within.as_deref().and_then(|id| Some(&r.view.by_id.statement(id)?.uid));
    "start_date" Date = r.statement.time.as_ref().and_then(|t| t.start_date.as_ref());
    "end_date" Date = r.statement.time.as_ref().and_then(|t| t.end_date.as_ref());
    "inferred" Text = &r.statement.inferred;
    "confidence" Float = r.statement.confidence;
    "publisher" Text = r.view.record.article.publisher.as_ref();
    "source" Text = &r.view.record.article.source;
    "url" Text = r.view.record.article.url.as_ref();
}

/// The words said; a gap between two stretches is " … ".
fn content(r: &Row) -> Option<String> {
    let words = r.statement.content.iter().map(|c| r.view.parts.words(c.part.as_deref(), c.start, c.end));
    Some(words.collect::<Vec<_>>().join(" … ")).filter(|w| !w.is_empty())
}

/// The events told inside.
fn uids(r: &Row) -> Vec<String> {
    r.statement.events.iter().filter_map(|id| Some(r.view.by_id.event(id)?.uid.clone())).collect()
}

/// The rows of a record.
pub fn rows(view: &View) -> Vec<Vec<Value>> {
    let speaker = |s: &Statement| view.by_id.entity(s.speaker.as_ref()?.entity.as_deref()?);
    let row = |statement| values(&Row { view, statement, speaker: speaker(statement), addressees: view.sides(&statement.addressees) });
    view.record.statements.iter().map(row).collect()
}
