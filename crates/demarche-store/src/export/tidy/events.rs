//! One row an event.

use demarche::record::{Event, PlaceInfo};

use super::{Value, cow, each, gw, table};
use crate::export::view::{Happening, Side, View};

struct Row<'v, 'r> {
    view: &'v View<'r>,
    event: &'r Event,
    happening: Happening,
    actors: Vec<Side<'r>>,
    recipients: Vec<Side<'r>>,
    place: Option<&'r PlaceInfo>,
}

table! { |r: &Row|
    "event_uid" Text = &r.event.uid;
    "article_id" Text = &r.view.record.article.id;
    "happening_id" Text = &r.happening.id;
    "happening_first" Bool = r.happening.first;
    "mentions" Int = r.happening.mentions;
    "sources" Int = r.happening.sources;
    "articles" Int = r.happening.articles;
    "published" Date = r.view.record.article.published.as_ref();
    "type" Text = &r.event.kind;
    "mode" Text = r.event.mode.as_ref();
    "contexts" Text = &r.event.contexts;
    "cameo" Text = &r.event.cameo;
    "quad" Text = &r.event.quad;
    "goldstein" Float = r.event.goldstein;
    "plover_score" Float = r.event.plover_score;
    "status" Text = &r.event.status;
    "negated" Bool = r.event.negated;
    "lead" Bool = r.event.lead;
    "start_date" Date = r.event.time.as_ref().and_then(|t| t.start_date.as_ref());
    "end_date" Date = r.event.time.as_ref().and_then(|t| t.end_date.as_ref());
    "date_precision" Text = r.event.time.as_ref().map(|t| &t.precision);
    "actors" Text = each(&r.actors, |s| Some(s.entity.name.clone()));
    "actor_ids" Text = each(&r.actors, |s| s.entity.actor.clone());
    "actor_countries" Text = each(&r.actors, |s| s.entity.plover.country.clone().or_else(|| s.entity.country.clone()));
    "actor_cow" Text = each(&r.actors, |s| cow(r.view, s));
    "actor_gw" Text = each(&r.actors, |s| gw(r.view, s));
    "actor_sectors" Text = each(&r.actors, |s| Some(s.entity.plover.sectors.join("|")));
    "actor_cameo" Text = each(&r.actors, |s| s.entity.cameo.clone());
    "recipients" Text = each(&r.recipients, |s| Some(s.entity.name.clone()));
    "recipient_ids" Text = each(&r.recipients, |s| s.entity.actor.clone());
    "recipient_countries" Text = each(&r.recipients, |s| s.entity.plover.country.clone().or_else(|| s.entity.country.clone()));
    "recipient_cow" Text = each(&r.recipients, |s| cow(r.view, s));
    "recipient_gw" Text = each(&r.recipients, |s| gw(r.view, s));
    "recipient_sectors" Text = each(&r.recipients, |s| Some(s.entity.plover.sectors.join("|")));
    "recipient_cameo" Text = each(&r.recipients, |s| s.entity.cameo.clone());
    "object" Text = r.event.object.as_ref().map(|o| &o.text);
    "amounts" Text = r.view.amounts(&r.event.amounts).iter().map(|a| a.text.clone()).collect::<Vec<_>>();
    "place" Text = r.place.map(|p| &p.name);
    "place_kind" Text = r.place.map(|p| &p.kind);
    "place_precision" Text = r.place.map(|p| &p.precision);
    "place_country" Text = r.place.and_then(|p| p.country.as_ref());
    "place_admin1" Text = r.place.and_then(|p| p.admin1.as_ref());
    "place_admin2" Text = r.place.and_then(|p| p.admin2.as_ref());
    "place_geonames" Int = r.place.and_then(|p| p.geonames);
    "latitude" Float = r.place.and_then(|p| p.lat);
    "longitude" Float = r.place.and_then(|p| p.lon);
    "sentence" Int = r.event.sentence;
    "trigger" Text = &r.event.trigger.text;
    "trigger_in" Text = r.event.trigger.part.as_deref().unwrap_or("text");
    "trigger_start" Int = r.event.trigger.start;
    "trigger_end" Int = r.event.trigger.end;
    "claim_uid" Text = r.event.statement.as_deref().and_then(|id| Some(&r.view.by_id.statement(id)?.uid));
    "claimed_by" Text = claimed_by(r);
    "same_as_uid" Text = r.event.same_as.as_deref().and_then(|id| Some(&r.view.by_id.event(id)?.uid));
    "inferred" Text = &r.event.inferred;
    "confidence" Float = r.event.confidence;
    "publisher" Text = r.view.record.article.publisher.as_ref();
    "source" Text = &r.view.record.article.source;
    "url" Text = r.view.record.article.url.as_ref();
}

/// Name of the source that alone says so.
fn claimed_by<'r>(r: &Row<'_, 'r>) -> Option<&'r String> {
    let speaker = r.view.by_id.statement(r.event.statement.as_deref()?)?.speaker.as_ref()?;
    Some(&r.view.by_id.entity(speaker.entity.as_deref()?)?.name)
}

/// The rows of a record.
pub fn rows(view: &View) -> Vec<Vec<Value>> {
    let row = |event| Row {
        view,
        event,
        happening: view.happening(event),
        actors: view.sides(&event.actors),
        recipients: view.sides(&event.recipients),
        place: event.place.as_deref().and_then(|id| view.by_id.place(id)),
    };
    view.record.events.iter().map(|e| values(&row(e))).collect()
}
