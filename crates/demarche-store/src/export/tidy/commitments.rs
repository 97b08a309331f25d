//! One row a commitment.

use demarche::record::{AmountInfo, Commitment, Entity};

use super::{Value, table};
use crate::export::view::View;

struct Row<'v, 'r> {
    view: &'v View<'r>,
    commitment: &'r Commitment,
    from: Option<&'r Entity>,
    to: Vec<&'r Entity>,
    amounts: Vec<&'r AmountInfo>,
}

table! { |r: &Row|
    "commitment_uid" Text = &r.commitment.uid;
    "article_id" Text = &r.view.record.article.id;
    "published" Date = r.view.record.article.published.as_ref();
    "kind" Text = &r.commitment.kind;
    "from" Text = r.from.map(|e| &e.name);
    "from_id" Text = r.from.and_then(|e| e.actor.as_ref());
    "from_country" Text = r.from.and_then(|e| e.plover.country.as_ref().or(e.country.as_ref()));
    "to" Text = each(&r.to, |e| Some(&e.name));
    "to_ids" Text = each(&r.to, |e| e.actor.as_ref());
    "to_countries" Text = each(&r.to, |e| e.plover.country.as_ref().or(e.country.as_ref()));
    "beneficiaries" Text = r.commitment.beneficiaries.iter().filter_map(|id| Some(r.view.by_id.entity(id)?.name.clone())).collect::<Vec<_>>();
    "what" Text = r.commitment.what.as_ref().map(|w| &w.text);
    "amounts" Text = r.amounts.iter().map(|a| a.text.clone()).collect::<Vec<_>>();
    "amount_values" Text = r.amounts.iter().map(|a| a.value.to_string()).collect::<Vec<_>>();
    "amount_units" Text = r.amounts.iter().map(|a| a.unit.clone().unwrap_or_default()).collect::<Vec<_>>();
    "due" Date = r.commitment.due.as_ref();
    "condition" Text = r.commitment.condition.as_ref().map(|c| &c.text);
    "event_uid" Text = r.commitment.event.as_deref().and_then(|id| Some(&r.view.by_id.event(id)?.uid));
    "statement_uid" Text = r.commitment.statement.as_deref().and_then(|id| Some(&r.view.by_id.statement(id)?.uid));
    "answers_uid" Text = r.commitment.answers.as_deref().and_then(|id| Some(&r.view.by_id.commitment(id)?.uid));
    "sentence" Int = r.commitment.sentence;
    "publisher" Text = r.view.record.article.publisher.as_ref();
    "source" Text = &r.view.record.article.source;
    "url" Text = r.view.record.article.url.as_ref();
}

/// As [`super::each`], of entities that are named without a span.
fn each<'r>(list: &[&'r Entity], value: impl Fn(&'r Entity) -> Option<&'r String>) -> Vec<String> {
    let list: Vec<String> = list.iter().map(|e| value(e).cloned().unwrap_or_default()).collect();
    if list.iter().all(String::is_empty) { Vec::new() } else { list }
}

/// The rows of a record.
pub fn rows(view: &View) -> Vec<Vec<Value>> {
    let row = |commitment: &Commitment| {
        let from = commitment.from.as_deref().and_then(|id| view.by_id.entity(id));
        let to = commitment.to.iter().filter_map(|id| view.by_id.entity(id)).collect();
        values(&Row { view, commitment, from, to, amounts: view.amounts(&commitment.amounts) })
    };
    view.record.commitments.iter().map(row).collect()
}
