//! When an event happened.

use jiff::civil::Date;

use super::build::{Context, Event};
use crate::analysis::Trigger;
use crate::span::Span;
use crate::times::{Time, TimeType};

/// The time of an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventTime {
    /// First and last day, both included.
    pub days: Option<(Date, Date)>,
    /// `day`, `week`, `month`, `quarter`, `year`, `decade` or `period`.
    pub precision: &'static str,
    /// The words with their preposition; `None` if inherited.
    pub span: Option<Span>,
}

/// Precision of a TIMEX3 value.
pub fn precision(value: &str) -> &'static str {
    let date = value.split('T').next().unwrap_or(value);
    let plain = date.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    match date.len() {
        10 if plain => "day",
        7 if plain => "month",
        4 if plain => "year",
        3 if plain => "decade",
        _ if date.contains("-W") => "week",
        7 if date.contains("-Q") => "quarter",
        _ => "period",
    }
}

fn of(time: &Time) -> EventTime {
    EventTime { days: time.days, precision: precision(&time.value), span: Some(time.with_preposition) }
}

/// The time that the event's own words name: its time role; else the one dated expression that hangs on the trigger in the tree.
pub(super) fn own(context: &Context, trigger: &Trigger, sentence: usize) -> Option<EventTime> {
    let tokens = &context.document.sentences[sentence].tokens;
    let mut roles: Vec<_> = trigger.arguments.iter().filter(|a| a.role == "time" && tokens.contains(&a.head)).collect();
    roles.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.head.cmp(&b.head)));
    for argument in roles {
        let span = context.document.span_of(&argument.words);
        let dated = |t: &&Time| t.with_preposition.overlaps(span) && t.kind != TimeType::Set;
        if let Some(time) = context.times.iter().filter(dated).max_by_key(|t| t.days.is_some()) {
            return Some(of(time));
        }
    }
    let words = &context.analysis.words;
    context
        .times
        .iter()
        .filter(|t| t.days.is_some() && matches!(t.kind, TimeType::Date | TimeType::Time))
        .find(|t| {
            let inside = context.document.tokens_in(t.span);
            inside.clone().next().is_some_and(|w| tokens.contains(&w))
                && inside.clone().any(|w| words[w].head == Some(trigger.head) && words[w].deprel.starts_with("obl"))
        })
        .map(of)
}

/// Times that stand elsewhere: of the other telling of the same act, and in the lead of the same sentence's only date.
pub(super) fn inherit(context: &Context, events: &mut [Event]) {
    for i in 0..events.len() {
        let Some(first) = events[i].same_as else { continue };
        if events[i].time.is_none() && events[first].time.is_some() {
            events[i].time = events[first].time.clone().map(|t| EventTime { span: None, ..t });
            events[i].inferred.push("time");
        } else if events[first].time.is_none() && events[i].time.is_some() {
            events[first].time = events[i].time.clone().map(|t| EventTime { span: None, ..t });
            events[first].inferred.push("time");
        }
        if events[first].place.is_none() && events[i].place.is_some() {
            events[first].place = events[i].place;
            events[first].inferred.push("place");
        } else if events[i].place.is_none() && events[first].place.is_some() {
            events[i].place = events[first].place;
            events[i].inferred.push("place");
        }
    }
    // What just happened in the lead happened where the dateline says, if the sentence names no place.
    let dateline = context.document.dateline.and_then(|d| context.places.iter().position(|p| p.span.overlaps(d)));
    for event in events.iter_mut().filter(|e| e.lead && e.place.is_none() && e.status == "actual" && !e.negated) {
        if let Some(place) = dateline {
            event.place = Some(place);
            event.inferred.push("place");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::precision;

    #[test]
    fn precisions_of_values() {
        for (value, name) in [
            ("2024-05-06", "day"),
            ("2024-05-06TMO", "day"),
            ("2024-05", "month"),
            ("2024", "year"),
            ("199", "decade"),
            ("2019-W47-WE", "week"),
            ("2023-Q3", "quarter"),
            ("P14M", "period"),
        ] {
            assert_eq!(precision(value), name, "{value}");
        }
    }
}
