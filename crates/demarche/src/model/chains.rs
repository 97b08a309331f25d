//! Which mentions are one thing, which triggers one act: each item joins its best-scored antecedent.

use std::collections::HashMap;

use super::Rows;
use super::heads::{Coref, Pair, dot};
use super::windows::Window;
use crate::analysis::{Form, Mention, Trigger, Word};
use crate::document::Document;

/// An item looks for its antecedent among this many before it; a name also finds the same words at any distance.
const REACH: usize = 300;

/// Where the projection of a word stands.
pub(super) struct Places<'a> {
    pub document: &'a Document,
    pub windows: &'a [Window],
    pub rows: &'a [Rows],
}

impl Places<'_> {
    /// Index of the window that holds a word.
    pub(super) fn window_of(&self, word: usize) -> usize {
        self.windows.partition_point(|w| w.start <= word) - 1
    }

    fn of(&self, word: usize) -> (&Rows, usize) {
        let w = self.window_of(word);
        (&self.rows[w], word - self.windows[w].start)
    }
}

/// Two triggers are one act if the score exceeds that of being told for the first time by this much. Chosen on the dev split.
const RETOLD: f32 = 0.0;

/// What the head looks at of one item.
struct Item {
    word: usize,
    form: usize,
    sentence: usize,
    salient: bool,
}

/// So many antecedents are kept for whoever knows more about the mentions.
const KEPT: usize = 6;

/// For each item its best antecedents among `candidates(i)`, best first, with their lead over "none".
fn antecedents<C: Iterator<Item = usize>>(
    places: &Places,
    head: &Coref,
    items: &[Item],
    candidates: impl Fn(usize) -> C,
    likeness: impl Fn(usize, usize) -> usize,
) -> Vec<Vec<(usize, f32)>> {
    let find = |i: usize| {
        let item = &items[i];
        let (row, k) = places.of(item.word);
        let a = row.get(k, head.a);
        let none = row.get(k, head.new)[0];
        let mut found: Vec<(usize, f32)> = Vec::with_capacity(KEPT + 1);
        for j in candidates(i) {
            let earlier = &items[j];
            let (other, at) = places.of(earlier.word);
            let pair = Pair {
                form: item.form,
                earlier_form: earlier.form,
                likeness: likeness(i, j),
                distance: i - j,
                sentences: item.sentence - earlier.sentence,
                salient: earlier.salient,
            };
            let score = dot(a, other.get(at, head.b)) + head.pair(pair);
            let lead = score - none;
            if found.len() < KEPT || found.last().is_some_and(|(_, last)| lead > *last) {
                let at = found.partition_point(|(_, before)| *before >= lead);
                found.insert(at, (j, lead));
                found.truncate(KEPT);
            }
        }
        found
    };
    (0..items.len()).map(find).collect()
}

/// The words of a mention for comparison: lower case, without a leading article.
fn plain(document: &Document, mention: &Mention) -> String {
    let mut words: Vec<String> = mention.words.clone().map(|w| document.word(w).to_lowercase()).collect();
    if words.len() > 1 && matches!(words[0].as_str(), "the" | "a" | "an") {
        words.remove(0);
    }
    words.join(" ")
}

/// Numbers the chains of mentions: each mention joins its best antecedent or begins a chain.
pub(super) fn mentions(places: &Places, head: &Coref, words: &[Word], mentions: &mut [Mention]) {
    let texts: Vec<String> = mentions.iter().map(|m| plain(places.document, m)).collect();
    let heads: Vec<String> = mentions.iter().map(|m| places.document.word(m.head).to_lowercase()).collect();
    let form = |m: &Mention| match m.form {
        Form::Name => 0,
        Form::Nominal => 1,
        Form::Pronoun => 2,
    };
    let items: Vec<Item> = mentions
        .iter()
        .map(|m| Item {
            word: m.head,
            form: form(m),
            sentence: places.document.sentence_of(m.head),
            salient: words[m.head].deprel.starts_with("nsubj"),
        })
        .collect();
    // The last mention of the same words before the reach of each.
    let mut last: HashMap<&str, usize> = HashMap::new();
    let far: Vec<Option<usize>> =
        texts.iter().enumerate().map(|(i, text)| last.insert(text, i).filter(|&j| j < i.saturating_sub(REACH))).collect();
    let candidates = |i: usize| far[i].into_iter().chain(i.saturating_sub(REACH)..i);
    let likeness = |i: usize, j: usize| if texts[i] == texts[j] { 2 } else { usize::from(heads[i] == heads[j]) };
    let mut chains = 0;
    for (i, found) in antecedents(places, head, &items, candidates, likeness).into_iter().enumerate() {
        mentions[i].chain = match found.first() {
            Some(&(j, lead)) if lead > 0.0 => mentions[j].chain,
            _ => {
                chains += 1;
                chains - 1
            }
        };
        mentions[i].antecedents = found;
    }
}

/// Sets of each trigger which earlier one tells the same act first.
pub(super) fn triggers(places: &Places, head: &Coref, words: &[Word], triggers: &mut [Trigger]) {
    let lemmas: Vec<String> = triggers.iter().map(|t| words[t.head].lemma.to_lowercase()).collect();
    let items: Vec<Item> = triggers
        .iter()
        .map(|t| Item {
            word: t.head,
            form: usize::from(words[t.head].upos != "VERB"),
            sentence: places.document.sentence_of(t.head),
            salient: words[t.head].deprel == "root",
        })
        .collect();
    let likeness = |i: usize, j: usize| usize::from(lemmas[i] == lemmas[j]) + 2 * usize::from(triggers[i].kind == triggers[j].kind);
    let found = antecedents(places, head, &items, |i| i.saturating_sub(REACH)..i, likeness);
    for (i, found) in found.into_iter().enumerate() {
        let best = found.first().filter(|(_, lead)| *lead > RETOLD);
        triggers[i].retells = best.map(|&(j, _)| triggers[j].retells.unwrap_or(j));
    }
}
