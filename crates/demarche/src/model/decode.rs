//! From projections to an analysis.

use super::Rows;
use super::heads::{Heads, LinkHead, SpanHead, WordHead, best, dot, softmax};
use super::tree;
use super::windows::Window;
use crate::analysis::{Analysis, Argument, Chances, Cue, Form, Mention, Trigger, Word};
use crate::document::Document;

/// A word is a trigger, a cue, a filler of a role, if the chance that it is any of these exceeds the threshold. Chosen on the dev split
/// (`demarche eval corpus/dev`), where F1 is highest; recall is what a first model lacks.
const TRIGGER: f32 = 0.4;
const CUE: f32 = 0.2;
const LINK: f32 = 0.4;

/// A mention looks for what it repeats among this many mentions before it; a name also finds the same words at any distance.
const REACH: usize = 300;

/// All that the heads say about the document. `rows[i]` are the projections of the words of `windows[i]`.
pub(super) fn decode(document: &Document, windows: &[Window], rows: &[Rows], heads: &Heads) -> Analysis {
    let mut analysis = Analysis::default();
    for (window, rows) in windows.iter().zip(rows) {
        let d = Decoder { document, window, rows, heads };
        d.words(&mut analysis.words);
        d.mentions(&analysis.words, &mut analysis.mentions);
        d.triggers(&mut analysis.triggers);
        d.cues(&mut analysis.cues);
    }
    chain(document, windows, rows, heads, &mut analysis.mentions);
    analysis.contexts = contexts(document, windows, rows, heads);
    analysis
}

struct Decoder<'a> {
    document: &'a Document,
    window: &'a Window,
    rows: &'a Rows,
    heads: &'a Heads,
}

impl Decoder<'_> {
    /// The words of the sentence of word `k` that lie in this window, as window indices.
    fn sentence(&self, k: usize) -> (usize, usize) {
        let number = self.window.sentence[k];
        let from = self.window.sentence.partition_point(|&s| s < number);
        let to = self.window.sentence.partition_point(|&s| s <= number);
        (from, to)
    }

    fn class(&self, head: &WordHead, k: usize) -> (usize, f32) {
        best(self.rows.get(k, head.logits))
    }

    fn words(&self, out: &mut Vec<Word>) {
        let mut from = 0;
        while from < self.rows.len() {
            let (_, to) = self.sentence(from);
            let heads = tree::heads(to - from, &self.heads.arc.scores(self.rows, from, to));
            for k in from..to {
                let head = heads[k - from].checked_sub(1).map(|h| from + h);
                out.push(self.word(k, head));
            }
            from = to;
        }
    }

    fn word(&self, k: usize, head: Option<usize>) -> Word {
        let h = self.heads;
        let upos = static_upos(&h.upos.labels[self.class(&h.upos, k).0]);
        let feats = h.feats.labels[self.class(&h.feats, k).0].clone();
        let form = self.document.word(self.window.start + k);
        let lemma = h.lemmas.lemma(form, upos, self.rows.get(k, h.lemma.logits));
        let given = h.deprel.given(self.rows, k);
        let scores = match head {
            Some(head) => h.deprel.scores(self.rows, k, head),
            None => h.deprel.with(given, &h.deprel_root),
        };
        let deprel = h.deprel.labels[best(&scores).0].clone();
        Word {
            upos,
            feats: if feats.is_empty() { h.feats_fallback.get(upos).cloned().unwrap_or_default() } else { feats },
            lemma,
            head: head.map(|x| self.window.start + x),
            deprel,
        }
    }

    fn span(&self, head: &SpanHead, k: usize) -> std::ops::Range<usize> {
        let (from, to) = self.sentence(k);
        let (first, last) = head.ends(self.rows, k, from, to);
        self.window.start + first..self.window.start + last + 1
    }

    fn mentions(&self, words: &[Word], out: &mut Vec<Mention>) {
        for k in 0..self.rows.len() {
            let (label, score) = self.class(&self.heads.mention, k);
            if label > 0 {
                let head = self.window.start + k;
                let form = Form::of(words[head].upos);
                out.push(Mention {
                    head,
                    words: self.span(&self.heads.span, k),
                    kind: self.heads.mention.labels[label].clone(),
                    form,
                    chain: 0,
                    score,
                });
            }
        }
    }

    /// The words that `given` is linked to, in its own sentence and the ones beside it.
    fn linked(&self, head: &LinkHead, given: usize) -> Vec<Argument> {
        let at = self.window.sentence[given];
        let from = self.window.sentence.partition_point(|&s| s + 1 < at);
        let to = self.window.sentence.partition_point(|&s| s <= at + 1);
        let mut out = Vec::new();
        for k in from..to {
            if let Some((label, score)) = likely(&head.scores(self.rows, given, k), LINK) {
                out.push(Argument {
                    role: head.labels[label].clone(),
                    head: self.window.start + k,
                    words: self.span(&self.heads.role_span, k),
                    score,
                });
            }
        }
        out
    }

    fn triggers(&self, out: &mut Vec<Trigger>) {
        let h = self.heads;
        for k in 0..self.rows.len() {
            let Some((label, score)) = likely(self.rows.get(k, h.trigger.logits), TRIGGER) else { continue };
            let kind = h.trigger.labels[label].clone();
            let logits = self.rows.get(k, h.mode.logits);
            let fits = |name: &str| name.split_once('/').is_some_and(|(t, _)| t == kind);
            let modes: Vec<usize> = h.mode.labels.iter().enumerate().filter(|(i, name)| *i == 0 || fits(name)).map(|(i, _)| i).collect();
            let (place, mode_chance) = best(&modes.iter().map(|&i| logits[i]).collect::<Vec<_>>());
            let mode = h.mode.labels[modes[place]].split_once('/').map(|(_, mode)| mode.to_owned());
            let (status, status_chance) = self.class(&h.status, k);
            let (negated, negated_chance) = self.class(&h.negated, k);
            out.push(Trigger {
                head: self.window.start + k,
                words: self.span(&h.word_span, k),
                kind,
                mode,
                status: h.status.labels[status].clone(),
                negated: negated == 1,
                arguments: self.linked(&h.role, k),
                score,
                chances: Chances { mode: mode_chance, status: status_chance, negated: negated_chance },
            });
        }
    }

    fn cues(&self, out: &mut Vec<Cue>) {
        let h = self.heads;
        for k in 0..self.rows.len() {
            let Some((_, score)) = likely(self.rows.get(k, h.cue.logits), CUE) else { continue };
            let content = (0..self.rows.len()).map(|w| (self.window.start + w, h.content.score(self.rows, k, w))).collect();
            let (stance, stance_score) = self.class(&h.stance, k);
            out.push(Cue {
                head: self.window.start + k,
                words: self.span(&h.word_span, k),
                stance: h.stance.labels[stance].clone(),
                stance_score,
                parties: self.linked(&h.party, k),
                content,
                score,
            });
        }
    }
}

/// The likeliest class other than 0 ("none") with its probability, if that of all such classes together exceeds `threshold`.
fn likely(logits: &[f32], threshold: f32) -> Option<(usize, f32)> {
    let chances = softmax(logits);
    let class = best(logits.get(1..)?).0 + 1;
    (1.0 - chances[0] > threshold).then(|| (class, chances[class]))
}

/// The label itself, for the life of the program.
fn static_upos(label: &str) -> &'static str {
    const UPOS: [&str; 17] =
        ["ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X"];
    UPOS.iter().find(|&&u| u == label).copied().unwrap_or("X")
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
fn chain(document: &Document, windows: &[Window], rows: &[Rows], heads: &Heads, mentions: &mut [Mention]) {
    let place = |head: usize| {
        let w = windows.partition_point(|w| w.start <= head) - 1;
        (&rows[w], head - windows[w].start)
    };
    let texts: Vec<String> = mentions.iter().map(|m| plain(document, m)).collect();
    let words: Vec<String> = mentions.iter().map(|m| document.word(m.head).to_lowercase()).collect();
    let form = |m: &Mention| match m.form {
        Form::Name => 0,
        Form::Nominal => 1,
        Form::Pronoun => 2,
    };
    let mut last: std::collections::HashMap<&str, usize> = std::collections::HashMap::new();
    let mut chains = 0;
    for i in 0..mentions.len() {
        let (row, k) = place(mentions[i].head);
        let (a, new) = (row.get(k, heads.coref.a), row.get(k, heads.coref.new)[0]);
        let near = i.saturating_sub(REACH);
        let far = last.get(texts[i].as_str()).copied().filter(|&j| j < near);
        let mut found = (None, new);
        for j in far.into_iter().chain(near..i) {
            let likeness = if texts[i] == texts[j] { 2 } else { usize::from(words[i] == words[j]) };
            let (other, at) = place(mentions[j].head);
            let score = dot(a, other.get(at, heads.coref.b)) + heads.coref.pair(form(&mentions[i]), form(&mentions[j]), likeness, i - j);
            if score > found.1 {
                found = (Some(j), score);
            }
        }
        mentions[i].chain = match found.0 {
            Some(j) => mentions[j].chain,
            None => {
                chains += 1;
                chains - 1
            }
        };
        last.insert(&texts[i], i);
    }
}

/// Contexts of each paragraph: the mean of its words' logits above zero.
fn contexts(document: &Document, windows: &[Window], rows: &[Rows], heads: &Heads) -> Vec<Vec<(String, f32)>> {
    let count = document.sentences.last().map_or(0, |s| s.paragraph + 1);
    let width = heads.context.labels.len();
    let mut sums = vec![(0u32, vec![0f32; width]); count];
    for (window, rows) in windows.iter().zip(rows) {
        for (k, &sentence) in window.sentence.iter().enumerate() {
            let (n, sum) = &mut sums[document.sentences[sentence].paragraph];
            *n += 1;
            for (total, logit) in sum.iter_mut().zip(rows.get(k, heads.context.logits)) {
                *total += logit;
            }
        }
    }
    sums.into_iter()
        .map(|(n, sum)| {
            let mean = sum.into_iter().map(|total| total / n.max(1) as f32);
            mean.zip(&heads.context.labels)
                .filter(|(m, label)| *m > 0.0 && *label != "none")
                .map(|(m, label)| (label.clone(), 1.0 / (1.0 + (-m).exp())))
                .collect()
        })
        .collect()
}
