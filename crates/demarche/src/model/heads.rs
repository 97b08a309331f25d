//! The small weights that pair words with words, and the formulas over the projection.

use std::collections::BTreeMap;

use safetensors::SafeTensors;

use super::Rows;
use super::description::{Chains, Description};
use super::lemmas::Lemmas;

/// Columns of the projection.
#[derive(Debug, Clone, Copy)]
pub(super) struct Slice {
    pub start: usize,
    pub end: usize,
}

/// A class for each word.
pub(super) struct WordHead {
    pub logits: Slice,
    pub labels: Vec<String>,
}

/// Pointers from a head word to the ends of its span.
pub(super) struct SpanHead {
    start_query: Slice,
    start_key: Slice,
    end_query: Slice,
    end_key: Slice,
    start_bias: Vec<f32>,
    end_bias: Vec<f32>,
}

/// A class for a pair of words: `output(relu(a[given] + b[word]))`.
pub(super) struct LinkHead {
    a: Slice,
    b: Slice,
    weight: Vec<f32>,
    bias: Vec<f32>,
    pub labels: Vec<String>,
}

/// All heads.
pub(super) struct Heads {
    pub upos: WordHead,
    pub feats: WordHead,
    pub lemma: WordHead,
    pub mention: WordHead,
    pub trigger: WordHead,
    pub mode: WordHead,
    pub status: WordHead,
    pub negated: WordHead,
    pub cue: WordHead,
    pub stance: WordHead,
    pub context: WordHead,
    pub span: SpanHead,
    pub word_span: SpanHead,
    pub role_span: SpanHead,
    pub role: LinkHead,
    pub party: LinkHead,
    pub deprel: LinkHead,
    pub deprel_root: Vec<f32>,
    pub arc: Arc,
    pub content: Content,
    pub coref: Coref,
    /// Which earlier event is the same act?
    pub retold: Coref,
    pub relation: Relation,
    pub lemmas: Lemmas,
    pub feats_fallback: BTreeMap<String, String>,
    calibration: [f32; 2],
}

/// Which word is the head of which.
pub(super) struct Arc {
    dep: Slice,
    head: Slice,
    bias: Slice,
    root: Vec<f32>,
    root_bias: f32,
}

/// Is a word reported by a cue?
pub(super) struct Content {
    query: Slice,
    key: Slice,
    bias: Slice,
}

/// Which earlier item is the same thing?
pub(super) struct Coref {
    pub a: Slice,
    pub b: Slice,
    pub new: Slice,
    table: Vec<f32>,
    place: Vec<f32>,
    matches: usize,
    forms: usize,
    buckets: Vec<usize>,
    sentence_buckets: Vec<usize>,
}

/// What the tables of [`Coref`] look at, of an item and an earlier one.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pair {
    pub form: usize,
    pub earlier_form: usize,
    pub likeness: usize,
    /// Items between, plus one.
    pub distance: usize,
    pub sentences: usize,
    /// The earlier mention is a subject, the earlier trigger the root of its sentence.
    pub salient: bool,
}

/// The type of event between two marked spans.
pub(super) struct Relation {
    pub actor: Slice,
    pub recipient: Slice,
    pub all: Slice,
    pub weight: Vec<f32>,
    pub bias: Vec<f32>,
    pub labels: Vec<String>,
}

struct Reader<'a> {
    tensors: SafeTensors<'a>,
    description: &'a Description,
}

impl Reader<'_> {
    fn tensor(&self, name: &str) -> Result<Vec<f32>, String> {
        let view = self.tensors.tensor(name).map_err(|e| format!("{name}: {e}"))?;
        if view.dtype() != safetensors::Dtype::F32 {
            return Err(format!("{name} is not of 32-bit floats"));
        }
        Ok(view.data().chunks_exact(4).map(|b| f32::from_le_bytes([b[0], b[1], b[2], b[3]])).collect())
    }

    fn slice(&self, head: &str, out: &str) -> Result<Slice, String> {
        let columns = self
            .description
            .heads
            .get(head)
            .and_then(|h| h.outs.get(out))
            .ok_or_else(|| format!("model.json has no output {out} of head {head}"))?;
        Ok(Slice { start: columns[0], end: columns[1] })
    }

    fn labels(&self, head: &str) -> Vec<String> {
        self.description.heads.get(head).map(|h| h.labels.clone()).unwrap_or_default()
    }

    fn word(&self, head: &str) -> Result<WordHead, String> {
        let logits = self.slice(head, "logits")?;
        let labels = self.labels(head);
        if labels.len() != logits.end - logits.start {
            return Err(format!("head {head} has {} labels for {} columns", labels.len(), logits.end - logits.start));
        }
        Ok(WordHead { logits, labels })
    }

    fn span(&self, head: &str) -> Result<SpanHead, String> {
        let bias = |side: &str| {
            let bias = self.tensor(&format!("{head}.{side}_bias"))?;
            if bias.len() == self.description.distances { Ok(bias) } else { Err(format!("{head}.{side}_bias has {} entries", bias.len())) }
        };
        Ok(SpanHead {
            start_query: self.slice(head, "start_query")?,
            start_key: self.slice(head, "start_key")?,
            end_query: self.slice(head, "end_query")?,
            end_key: self.slice(head, "end_key")?,
            start_bias: bias("start")?,
            end_bias: bias("end")?,
        })
    }

    fn output(&self, head: &str, width: usize) -> Result<(Vec<f32>, Vec<f32>), String> {
        let (weight, bias) = (self.tensor(&format!("{head}.output.weight"))?, self.tensor(&format!("{head}.output.bias"))?);
        if weight.len() != bias.len() * width || bias.len() != self.labels(head).len() {
            return Err(format!("{head}.output has another size than its labels"));
        }
        Ok((weight, bias))
    }

    fn chains(&self, head: &str, sizes: &Chains) -> Result<Coref, String> {
        let coref = Coref {
            a: self.slice(head, "a")?,
            b: self.slice(head, "b")?,
            new: self.slice(head, "new")?,
            table: self.tensor(&format!("{head}.table"))?,
            place: self.tensor(&format!("{head}.place"))?,
            matches: sizes.matches.len(),
            forms: sizes.forms.len(),
            buckets: sizes.buckets.clone(),
            sentence_buckets: sizes.sentence_buckets.clone(),
        };
        let forms = coref.forms * coref.forms;
        if coref.table.len() != forms * coref.matches * (coref.buckets.len() + 1) {
            return Err(format!("{head}.table has {} entries", coref.table.len()));
        }
        if coref.place.len() != forms * (coref.sentence_buckets.len() + 1) * 2 {
            return Err(format!("{head}.place has {} entries", coref.place.len()));
        }
        Ok(coref)
    }

    fn link(&self, head: &str) -> Result<LinkHead, String> {
        let (a, b) = (self.slice(head, "a")?, self.slice(head, "b")?);
        let (weight, bias) = self.output(head, a.end - a.start)?;
        Ok(LinkHead { a, b, weight, bias, labels: self.labels(head) })
    }
}

impl Heads {
    pub(super) fn new(weights: &[u8], lemmas: &[u8], description: &Description) -> Result<Self, String> {
        let tensors = SafeTensors::deserialize(weights).map_err(|e| e.to_string())?;
        let r = Reader { tensors, description };
        let relation = r.slice("relation", "actor")?;
        let (weight, bias) = r.output("relation", relation.end - relation.start)?;
        Ok(Self {
            upos: r.word("upos")?,
            feats: r.word("feats")?,
            lemma: r.word("lemma")?,
            mention: r.word("mention")?,
            trigger: r.word("trigger")?,
            mode: r.word("mode")?,
            status: r.word("status")?,
            negated: r.word("negated")?,
            cue: r.word("cue")?,
            stance: r.word("stance")?,
            context: r.word("context")?,
            span: r.span("span")?,
            word_span: r.span("word_span")?,
            role_span: r.span("role_span")?,
            role: r.link("role")?,
            party: r.link("party")?,
            deprel: r.link("deprel")?,
            deprel_root: r.tensor("deprel.root")?,
            arc: Arc {
                dep: r.slice("arc", "dep")?,
                head: r.slice("arc", "head")?,
                bias: r.slice("arc", "bias")?,
                root: r.tensor("arc.root")?,
                root_bias: r.tensor("arc.root_bias")?.first().copied().unwrap_or(0.0),
            },
            content: Content { query: r.slice("content", "query")?, key: r.slice("content", "key")?, bias: r.slice("content", "bias")? },
            coref: r.chains("coref", &description.coref)?,
            retold: r.chains("retold", &description.retold)?,
            relation: Relation {
                actor: relation,
                recipient: r.slice("relation", "recipient")?,
                all: r.slice("relation", "all")?,
                weight,
                bias,
                labels: r.labels("relation"),
            },
            lemmas: Lemmas::new(lemmas, &r.labels("lemma"), description)?,
            feats_fallback: description.feats_fallback.clone(),
            calibration: description.calibration,
        })
    }

    /// The chance that an event of a type to which the head gives `p` is there and is of that type.
    pub(super) fn confidence(&self, p: f32) -> f32 {
        let [slope, offset] = self.calibration;
        let p = p.clamp(1e-6, 1.0 - 1e-6);
        1.0 / (1.0 + (-(slope * (p / (1.0 - p)).ln() + offset)).exp())
    }
}

pub(super) fn dot(a: &[f32], b: &[f32]) -> f32 {
    a.iter().zip(b).map(|(x, y)| x * y).sum()
}

/// Index of the greatest value, the first of equals, and its softmax.
pub(super) fn best(logits: &[f32]) -> (usize, f32) {
    let mut index = 0;
    for (i, &value) in logits.iter().enumerate() {
        if value > logits[index] {
            index = i;
        }
    }
    let top = logits.get(index).copied().unwrap_or(0.0);
    let total: f32 = logits.iter().map(|&v| (v - top).exp()).sum();
    (index, 1.0 / total.max(1.0))
}

/// Softmax.
pub(super) fn softmax(logits: &[f32]) -> Vec<f32> {
    let top = logits.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let powers: Vec<f32> = logits.iter().map(|&v| (v - top).exp()).collect();
    let total: f32 = powers.iter().sum();
    powers.into_iter().map(|p| p / total).collect()
}

impl LinkHead {
    /// Logits of the pair.
    pub(super) fn scores(&self, rows: &Rows, given: usize, word: usize) -> Vec<f32> {
        self.with(rows.get(given, self.a), rows.get(word, self.b))
    }

    /// Logits from the vectors themselves.
    pub(super) fn with(&self, a: &[f32], b: &[f32]) -> Vec<f32> {
        let hidden: Vec<f32> = a.iter().zip(b).map(|(x, y)| (x + y).max(0.0)).collect();
        self.weight.chunks_exact(hidden.len()).zip(&self.bias).map(|(w, bias)| dot(w, &hidden) + bias).collect()
    }

    pub(super) fn given<'r>(&self, rows: &'r Rows, word: usize) -> &'r [f32] {
        rows.get(word, self.a)
    }
}

impl SpanHead {
    /// First and last word (included) of the span whose head is `head`, within the words `from..to`.
    pub(super) fn ends(&self, rows: &Rows, head: usize, from: usize, to: usize) -> (usize, usize) {
        let (start, end) = (rows.get(head, self.start_query), rows.get(head, self.end_query));
        let far = self.start_bias.len() - 1;
        let pick = |range: std::ops::RangeInclusive<usize>, query: &[f32], key: Slice, bias: &[f32]| {
            let mut best = (head, f32::NEG_INFINITY);
            for w in range {
                let score = dot(rows.get(w, key), query) + bias[head.abs_diff(w).min(far)];
                if score > best.1 {
                    best = (w, score);
                }
            }
            best.0
        };
        (pick(from..=head, start, self.start_key, &self.start_bias), pick(head..=to - 1, end, self.end_key, &self.end_bias))
    }
}

impl Arc {
    /// Scores of the words `from..to` for [`super::tree::heads`].
    pub(super) fn scores(&self, rows: &Rows, from: usize, to: usize) -> Vec<f32> {
        let mut out = Vec::with_capacity((to - from) * (to - from + 1));
        for i in from..to {
            let dep = rows.get(i, self.dep);
            out.push(dot(dep, &self.root) + self.root_bias);
            for j in from..to {
                out.push(dot(dep, rows.get(j, self.head)) + rows.get(j, self.bias)[0]);
            }
        }
        out
    }
}

impl Content {
    /// Log-odds that `word` is reported by `cue`.
    pub(super) fn score(&self, rows: &Rows, cue: usize, word: usize) -> f32 {
        dot(rows.get(word, self.key), rows.get(cue, self.query)) + rows.get(word, self.bias)[0]
    }
}

impl Coref {
    /// What distance, forms and likeness of the words add to the score of a pair.
    pub(super) fn pair(&self, pair: Pair) -> f32 {
        let forms = pair.form * self.forms + pair.earlier_form;
        let bucket = self.buckets.iter().filter(|&&b| b < pair.distance).count();
        let apart = self.sentence_buckets.iter().filter(|&&b| b < pair.sentences).count();
        self.table[(forms * self.matches + pair.likeness) * (self.buckets.len() + 1) + bucket]
            + self.place[(forms * (self.sentence_buckets.len() + 1) + apart) * 2 + usize::from(pair.salient)]
    }
}
