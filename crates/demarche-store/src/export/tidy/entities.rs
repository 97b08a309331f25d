//! One row an entity of an article.

use demarche::record::Entity;

use super::{Value, table};
use crate::export::view::View;

struct Row<'v, 'r> {
    view: &'v View<'r>,
    entity: &'r Entity,
}

table! { |r: &Row|
    "article_id" Text = &r.view.record.article.id;
    "entity_id" Text = &r.entity.id;
    "published" Date = r.view.record.article.published.as_ref();
    "kind" Text = &r.entity.kind;
    "name" Text = &r.entity.name;
    "actor_id" Text = r.entity.actor.as_ref();
    "title" Text = r.entity.title.as_ref();
    "country" Text = r.entity.country.as_ref();
    "acts_for" Text = r.entity.acts_for.as_ref();
    "plover_country" Text = r.entity.plover.country.as_ref();
    "sectors" Text = &r.entity.plover.sectors;
    "cameo" Text = r.entity.cameo.as_ref();
    "cow" Int = r.view.country(r.entity).and_then(|c| r.view.knowledge.cow(c));
    "gw" Int = r.view.country(r.entity).and_then(|c| r.view.knowledge.gw(c));
    "mentions" Int = r.entity.mentions.len();
    "first_mention" Text = r.entity.mentions.first().map(|m| &m.text);
    "first_in" Text = r.entity.mentions.first().map(|m| m.part.as_deref().unwrap_or("text"));
    "first_start" Int = r.entity.mentions.first().map(|m| m.start);
    "first_end" Int = r.entity.mentions.first().map(|m| m.end);
    "why" Text = r.entity.why.as_ref();
}

/// The rows of a record.
pub fn rows(view: &View) -> Vec<Vec<Value>> {
    view.record.entities.iter().map(|entity| values(&Row { view, entity })).collect()
}
