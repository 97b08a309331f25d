//! One row an article: what it is and what made its record. The text itself is not in the table, so that a table can be passed on where the text
//! may not.

use super::{Value, table};
use crate::export::view::View;

struct Row<'v, 'r> {
    view: &'v View<'r>,
}

table! { |r: &Row|
    "article_id" Text = &r.view.record.article.id;
    "source" Text = &r.view.record.article.source;
    "url" Text = r.view.record.article.url.as_ref();
    "title" Text = r.view.record.article.title.as_ref();
    "publisher" Text = r.view.record.article.publisher.as_ref();
    "authors" Text = &r.view.record.article.authors;
    "published" Date = r.view.record.article.published.as_ref();
    "language" Text = r.view.record.article.language.as_ref();
    "section" Text = r.view.record.article.section.as_ref();
    "characters" Int = r.view.record.article.text.chars().count();
    "entities" Int = r.view.record.entities.len();
    "events" Int = r.view.record.events.len();
    "statements" Int = r.view.record.statements.len();
    "commitments" Int = r.view.record.commitments.len();
    "record_schema" Text = &r.view.record.schema;
    "engine_version" Text = &r.view.record.engine.version;
    "model" Text = r.view.record.engine.model.as_ref();
    "codebook" Text = &r.view.record.engine.codebook;
    "knowledge" Text = &r.view.record.engine.knowledge;
}

/// The row of a record.
pub fn rows(view: &View) -> Vec<Vec<Value>> {
    vec![values(&Row { view })]
}
