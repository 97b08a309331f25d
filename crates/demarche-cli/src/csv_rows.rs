//! One row an event.

use anyhow::Result;
use demarche::record::{Event, Party, Record};

const COLUMNS: [&str; 37] = [
    "article_id",
    "source",
    "url",
    "published",
    "title",
    "event_id",
    "event_uid",
    "type",
    "mode",
    "contexts",
    "cameo",
    "quad",
    "goldstein",
    "plover_score",
    "status",
    "negated",
    "start_date",
    "end_date",
    "date_precision",
    "actors",
    "actor_ids",
    "actor_codes",
    "recipients",
    "recipient_ids",
    "recipient_codes",
    "object",
    "place",
    "place_country",
    "latitude",
    "longitude",
    "sentence",
    "trigger",
    "start",
    "end",
    "told_by",
    "same_as",
    "confidence",
];

/// The header's line.
///
/// # Errors
/// None in practice: memory is written to.
pub fn header() -> Result<String> {
    line(&COLUMNS.map(str::to_owned))
}

/// The rows of a record. Codes stay text ("042"); lists are joined with `;`; what is unknown is empty.
///
/// # Errors
/// None in practice: memory is written to.
pub fn rows(record: &Record) -> Result<String> {
    record.events.iter().map(|e| line(&row(record, e))).collect()
}

fn line(fields: &[String]) -> Result<String> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(fields)?;
    Ok(String::from_utf8(writer.into_inner()?)?)
}

fn row(record: &Record, e: &Event) -> [String; 37] {
    let a = &record.article;
    let entity = |p: &Party| p.entity.as_ref().and_then(|id| record.entities.iter().find(|x| x.id == *id));
    let list = |parties: &[Party], f: &dyn Fn(&demarche::record::Entity) -> String| {
        parties.iter().filter_map(entity).map(f).collect::<Vec<_>>().join(";")
    };
    let name = |x: &demarche::record::Entity| x.name.clone();
    let actor = |x: &demarche::record::Entity| x.actor.clone().unwrap_or_default();
    let code = |x: &demarche::record::Entity| x.cameo.clone().unwrap_or_default();
    let place = e.place.as_ref().and_then(|id| record.places.iter().find(|p| p.id == *id));
    let told_by = e
        .statement
        .as_ref()
        .and_then(|id| record.statements.iter().find(|s| s.id == *id))
        .and_then(|s| s.speaker.as_ref())
        .and_then(entity)
        .map(name);
    let time = e.time.as_ref();
    let text = |o: &Option<String>| o.clone().unwrap_or_default();
    [
        a.id.clone(),
        a.source.clone(),
        text(&a.url),
        text(&a.published),
        text(&a.title),
        e.id.clone(),
        e.uid.clone(),
        e.kind.clone(),
        text(&e.mode),
        e.contexts.join(";"),
        e.cameo.clone(),
        e.quad.clone(),
        e.goldstein.to_string(),
        e.plover_score.to_string(),
        e.status.clone(),
        e.negated.to_string(),
        time.and_then(|t| t.start_date.clone()).unwrap_or_default(),
        time.and_then(|t| t.end_date.clone()).unwrap_or_default(),
        time.map(|t| t.precision.clone()).unwrap_or_default(),
        list(&e.actors, &name),
        list(&e.actors, &actor),
        list(&e.actors, &code),
        list(&e.recipients, &name),
        list(&e.recipients, &actor),
        list(&e.recipients, &code),
        e.object.as_ref().map(|o| o.text.clone()).unwrap_or_default(),
        place.map(|p| p.name.clone()).unwrap_or_default(),
        place.and_then(|p| p.country.clone()).unwrap_or_default(),
        place.and_then(|p| p.lat).map(|x| x.to_string()).unwrap_or_default(),
        place.and_then(|p| p.lon).map(|x| x.to_string()).unwrap_or_default(),
        e.sentence.to_string(),
        e.trigger.text.clone(),
        e.trigger.start.to_string(),
        e.trigger.end.to_string(),
        told_by.unwrap_or_default(),
        text(&e.same_as),
        e.confidence.to_string(),
    ]
}
