//! Why a field has its value: which head of the model with which score, which rule, which row of which table.

mod event;
mod others;
mod statement;

use crate::article::Article;
use crate::engine::{Engine, EngineError, Layers};
use crate::record::{self, Record};
use crate::span::Span;

/// One field with its reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// Name of the field, as in the record.
    pub field: String,
    /// Its value, for people.
    pub value: String,
    /// What gave it.
    pub why: String,
}

/// Why one item of a record is as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    /// Id of the item in the record.
    pub id: String,
    /// What it is: `event`, `statement`, `entity`, `commitment`, `time`, `amount` or `place`.
    pub layer: &'static str,
    /// The sentence that it stands in.
    pub sentence: String,
    /// Its fields, in the order of the record.
    pub reasons: Vec<Reason>,
}

/// What an explanation is read from.
struct Source<'a> {
    engine: &'a Engine,
    layers: &'a Layers,
    record: &'a Record,
}

impl Source<'_> {
    /// Words of the document.
    fn text(&self, span: Span) -> &str {
        span.of(&self.layers.document.text)
    }

    /// The sentence at a byte.
    fn sentence(&self, at: usize) -> String {
        let document = &self.layers.document;
        document.sentence_at(at).map_or_else(String::new, |n| self.text(document.sentences[n].span).to_owned())
    }

    /// The explanation of the item that stands at a byte.
    fn done(&self, id: &str, layer: &'static str, at: usize, out: Reasons) -> Option<Explanation> {
        Some(Explanation { id: id.to_owned(), layer, sentence: self.sentence(at), reasons: out.0 })
    }

    /// An entity with its id, and how the knowledge base was reached.
    fn entity(&self, index: usize) -> (String, String) {
        let e = &self.layers.entities.list[index];
        let known = match &e.codes.why {
            Some(why) => format!("knowledge base by {why}"),
            None => "not in the knowledge base".to_owned(),
        };
        (format!("{} (e{})", e.name, index + 1), known)
    }
}

/// Explains the item `id` (`v3`, `s2`, `e4`, `c1`, `t1`, `a2`, `p5`) of the record of `article`, which is read again for it. `None` if the record has no such item.
///
/// # Errors
/// If the model fails to run.
pub fn explain(engine: &Engine, article: &Article, id: &str) -> Result<Option<Explanation>, EngineError> {
    let layers = engine.layers(article)?;
    let record = record::assemble(article, &layers, engine.codebook(), engine.model().hash(), engine.knowledge().hash());
    let source = Source { engine, layers: &layers, record: &record };
    let Some((letter, index)) = split(id) else { return Ok(None) };
    Ok(match letter {
        'v' => event::explain(&source, index),
        's' => statement::explain(&source, index),
        'e' => others::entity(&source, index),
        'c' => others::commitment(&source, index),
        't' => others::time(&source, index),
        'a' => others::amount(&source, index),
        'p' => others::place(&source, index),
        _ => None,
    })
}

/// Letter and index from 0 of an id.
fn split(id: &str) -> Option<(char, usize)> {
    let letter = id.chars().next()?;
    let number: usize = id[letter.len_utf8()..].parse().ok()?;
    Some((letter.to_ascii_lowercase(), number.checked_sub(1)?))
}

/// The reasons of one item while they are gathered.
#[derive(Default)]
struct Reasons(Vec<Reason>);

impl Reasons {
    fn add(&mut self, field: &str, value: impl Into<String>, why: impl Into<String>) {
        self.0.push(Reason { field: field.to_owned(), value: value.into(), why: why.into() });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::Options;
    use crate::ingest;

    #[test]
    fn ids_are_letter_and_number() {
        assert_eq!(split("v3"), Some(('v', 2)));
        assert_eq!(split("S12"), Some(('s', 11)));
        for bad in ["", "v", "v0", "3", "véé", "v-1", "é1x"] {
            assert_eq!(split(bad), None, "{bad}");
        }
    }

    #[test]
    fn every_item_of_a_record_is_explained() {
        let text = "Kenya pledges aid\n\nMay 7, 2024\n\nKenya's foreign minister Amina Odhiambo said on Tuesday that Kenya would give \
            20 million dollars to Malawi by July. Malawi asked Kenya for trucks, which she refused. The minister visited Lilongwe.\n";
        let raw = ingest::split("invented.txt", std::io::Cursor::new(text.to_owned())).next().expect("one").expect("readable");
        let article = raw.articles(&ingest::Options::default()).remove(0).expect("an article");
        let engine = Engine::load(&Options::default()).expect("the embedded engine");
        let record = engine.read(&article).expect("read");
        let ids = record.events.iter().map(|e| &e.id).chain(record.statements.iter().map(|s| &s.id));
        let ids = ids.chain(record.entities.iter().map(|e| &e.id)).chain(record.commitments.iter().map(|c| &c.id));
        let ids = ids
            .chain(record.times.iter().map(|t| &t.id))
            .chain(record.amounts.iter().map(|a| &a.id))
            .chain(record.places.iter().map(|p| &p.id));
        let mut count = 0;
        for id in ids {
            let told = explain(&engine, &article, id).expect("runs").unwrap_or_else(|| panic!("{id} is explained"));
            assert!(!told.reasons.is_empty() && told.reasons.iter().all(|r| !r.why.is_empty()), "{told:?}");
            count += 1;
        }
        assert!(count > 5);
        assert_eq!(explain(&engine, &article, "v999").expect("runs"), None);
    }
}
