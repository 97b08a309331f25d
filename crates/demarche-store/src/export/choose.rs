//! Which events and statements go out into layouts that have no column for doubt.

use std::collections::{BTreeMap, BTreeSet};

use demarche::record::{Event, Statement};

use super::Options;
use super::view::{Happening, View};

/// What can be asked for beside what happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Extra {
    /// Told only by a source, inside a statement.
    Claimed,
    /// Announced, agreed or scheduled.
    Future,
    /// Feared, wished, demanded.
    Hypothetical,
    /// Background of an earlier episode.
    Historical,
}

/// Which tellings of one happening make rows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Tellings {
    /// One for each happening.
    #[default]
    Once,
    /// Each telling.
    All,
}

/// What an export wrote and what it left out, to be said to the user.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// Records read.
    pub records: usize,
    /// Rows (or features) written.
    pub rows: usize,
    /// Events and statements without a row, by reason.
    pub left_out: BTreeMap<&'static str, usize>,
    /// Events whose pairs were cut at the limit.
    pub cut: usize,
    /// Pairs that the limit cut off.
    pub cut_pairs: usize,
}

impl Report {
    pub(super) fn leave(&mut self, why: &'static str) {
        *self.left_out.entry(why).or_insert(0) += 1;
    }
}

/// The events of the record that make rows; the others are counted in `report` with their reasons.
pub fn events<'r>(view: &View<'r>, options: &Options, report: &mut Report) -> Vec<&'r Event> {
    let mut rows = Vec::new();
    for event in &view.record.events {
        match left_out(view, event, &view.happening(event), options) {
            Some(why) => report.leave(why),
            None => rows.push(event),
        }
    }
    rows
}

/// Why `event` makes no row; `None`: it does.
pub fn left_out<'r>(view: &View<'r>, event: &'r Event, happening: &Happening, options: &Options) -> Option<&'static str> {
    let own = unfit(view, event, options);
    let again = options.tellings == Tellings::Once && !stands_for_all(view, event, happening, options);
    own.or(again.then_some("told again"))
}

/// Why what `event` tells makes no row, were it told only here.
pub fn unfit<'r>(view: &View<'r>, event: &'r Event, options: &Options) -> Option<&'static str> {
    let has = |extra: Extra| options.with.contains(&extra);
    if event.negated {
        return Some("negated");
    }
    if event.statement.is_some() && !has(Extra::Claimed) {
        return Some("claimed by a source (--with claimed)");
    }
    match event.status.as_str() {
        "future" if !has(Extra::Future) => Some("future (--with future)"),
        "hypothetical" if !has(Extra::Hypothetical) => Some("hypothetical (--with hypothetical)"),
        "historical" if !has(Extra::Historical) => Some("historical (--with historical)"),
        // A row that names nobody says nothing.
        _ if view.sides(&event.actors).is_empty() && view.sides(&event.recipients).is_empty() => Some("without actor and recipient"),
        _ => None,
    }
}

/// True for the telling that makes the happening's row: the store's first; without a store, the first in the record that is fit for a row.
pub fn stands_for_all<'r>(view: &View<'r>, event: &'r Event, happening: &Happening, options: &Options) -> bool {
    if view.is_known(event) {
        return happening.first;
    }
    let fit = view.tellings(event).iter().find(|e| unfit(view, e, options).is_none());
    fit.is_none_or(|first| first.id == event.id)
}

/// True if an event of the record is told by the statement's cue: then the event makes the row.
pub fn is_told_as_event(view: &View, statement: &Statement) -> bool {
    let Some(cue) = &statement.cue else { return false };
    view.record.events.iter().any(|e| {
        let t = &e.trigger;
        t.part == cue.part && t.start < cue.end && cue.start < t.end
    })
}

/// The words of a `--with` list.
pub fn extra(word: &str) -> Option<Extra> {
    match word {
        "claimed" => Some(Extra::Claimed),
        "future" => Some(Extra::Future),
        "hypothetical" => Some(Extra::Hypothetical),
        "historical" => Some(Extra::Historical),
        _ => None,
    }
}

/// Extras as a set.
pub type Extras = BTreeSet<Extra>;
