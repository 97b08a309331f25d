//! From projections to an analysis.

use super::Rows;
use super::chains;
use super::doubles;
use super::heads::{Heads, LinkHead, SpanHead, WordHead, best, softmax};
use super::tree;
use super::windows::Window;
use crate::analysis::{Analysis, Argument, Chances, Cue, Form, Mention, Trigger, Word};
use crate::document::Document;

/// A word is a trigger, a cue, a filler of a role, if the chance that it is any of these exceeds the threshold. Chosen on the dev split
/// (`demarche eval corpus/dev`), where F1 is highest; recall is what a first model lacks.
const TRIGGER: f32 = 0.4;
const CUE: f32 = 0.2;
const LINK: f32 = 0.4;
/// A paragraph has a context if the log-odds exceed this: annotators name few of those that fit, so the scores are low.
const CONTEXT: f32 = -1.2;
/// Where quotation marks stand and nothing reaches [`CUE`], the sentence's likeliest word is the cue from here on.
const QUOTED_CUE: f32 = 0.05;

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
    let places = chains::Places { document, windows, rows };
    missed_mentions(&places, heads, &mut analysis);
    doubles::merge(&mut analysis);
    chains::mentions(&places, &heads.coref, &analysis.words, &mut analysis.mentions);
    chains::triggers(&places, &heads.retold, &analysis.words, &mut analysis.triggers);
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

    /// First and end word of each sentence, as window indices.
    fn sentences(&self) -> impl Iterator<Item = (usize, usize)> {
        let end = |from: usize| (from < self.rows.len()).then(|| self.sentence(from));
        std::iter::successors(end(0), move |&(_, to)| end(to))
    }

    fn class(&self, head: &WordHead, k: usize) -> (usize, f32) {
        best(self.rows.get(k, head.logits))
    }

    fn words(&self, out: &mut Vec<Word>) {
        for (from, to) in self.sentences() {
            let heads = tree::heads(to - from, &self.heads.arc.scores(self.rows, from, to));
            for k in from..to {
                let head = heads[k - from].checked_sub(1).map(|h| from + h);
                out.push(self.word(k, head));
            }
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
                    antecedents: Vec::new(),
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
                retells: None,
                score: h.confidence(score),
                chances: Chances { mode: mode_chance, status: status_chance, negated: negated_chance },
            });
        }
    }

    /// The words that are cues, with their probabilities.
    fn cue_words(&self) -> Vec<(usize, f32)> {
        let mut out = Vec::new();
        for (from, to) in self.sentences() {
            let scores: Vec<(usize, f32)> = (from..to).map(|k| (k, 1.0 - softmax(self.rows.get(k, self.heads.cue.logits))[0])).collect();
            let sure = scores.iter().filter(|(_, p)| *p > CUE);
            if sure.clone().next().is_some() {
                out.extend(sure);
            } else if (from..to).any(|k| matches!(self.document.word(self.window.start + k), "“" | "\"" | "«" | "„" | "‘")) {
                out.extend(scores.iter().max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0))).filter(|(_, p)| *p > QUOTED_CUE));
            }
        }
        out
    }

    fn cues(&self, out: &mut Vec<Cue>) {
        let h = self.heads;
        for (k, score) in self.cue_words() {
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

/// Who acts, suffers, speaks or is spoken to is a mention, even if the head for mentions narrowly missed it: arguments and the subjects of cues.
fn missed_mentions(places: &chains::Places, heads: &Heads, analysis: &mut Analysis) {
    let arguments = analysis.triggers.iter().flat_map(|t| t.arguments.iter().filter(|a| matches!(a.role.as_str(), "actor" | "recipient")));
    let parties = analysis.cues.iter().flat_map(|c| c.parties.iter());
    let subjects = analysis.cues.iter().filter_map(|c| crate::statements::clause::subject(analysis, c.head));
    let mut wanted: Vec<usize> = arguments.chain(parties).map(|a| a.head).chain(subjects).collect();
    wanted.sort_unstable();
    wanted.dedup();
    wanted.retain(|&w| {
        let names = matches!(analysis.words[w].upos, "PROPN" | "NOUN" | "PRON") && !analysis.is_relative(places.document, w);
        analysis.mention_at(w).is_none() && names
    });
    for head in wanted {
        let w = places.window_of(head);
        let d = Decoder { document: places.document, window: &places.windows[w], rows: &places.rows[w], heads };
        let k = head - d.window.start;
        let (label, score, _) = likeliest(d.rows.get(k, heads.mention.logits));
        analysis.mentions.push(Mention {
            head,
            words: d.span(&heads.span, k),
            kind: heads.mention.labels[label].clone(),
            form: Form::of(analysis.words[head].upos),
            chain: 0,
            antecedents: Vec::new(),
            score,
        });
    }
    analysis.mentions.sort_by_key(|m| m.head);
}

/// The likeliest class other than 0 ("none") with its probability, if that of all such classes together exceeds `threshold`.
fn likely(logits: &[f32], threshold: f32) -> Option<(usize, f32)> {
    let (class, chance, none) = likeliest(logits);
    (1.0 - none > threshold).then_some((class, chance))
}

/// The likeliest class other than 0, its probability, and that of class 0.
fn likeliest(logits: &[f32]) -> (usize, f32, f32) {
    let chances = softmax(logits);
    let class = best(&logits[1..]).0 + 1;
    (class, chances[class], chances[0])
}

/// The label itself, for the life of the program.
fn static_upos(label: &str) -> &'static str {
    const UPOS: [&str; 17] =
        ["ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X"];
    UPOS.iter().find(|&&u| u == label).copied().unwrap_or("X")
}

/// Contexts of each paragraph: the mean of its words' logits above the threshold.
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
                .filter(|(m, label)| *m > CONTEXT && *label != "none")
                .map(|(m, label)| (label.clone(), 1.0 / (1.0 + (-m).exp())))
                .collect()
        })
        .collect()
}
