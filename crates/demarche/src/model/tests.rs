//! The released model gives here what it gave in training: `models/parity.json`.

use serde::Deserialize;

use super::*;
use crate::document::{Sentence, SentenceKind, Token};
use crate::span::Span;

#[derive(Deserialize)]
struct Case {
    id: String,
    sentences: Vec<CaseSentence>,
    windows: Vec<CaseWindow>,
    analysis: CaseAnalysis,
    actor: Option<(usize, usize)>,
    recipient: Option<(usize, usize)>,
}

#[derive(Deserialize)]
struct CaseSentence {
    words: Vec<String>,
    space_after: Vec<bool>,
    paragraph: usize,
}

#[derive(Deserialize)]
struct CaseWindow {
    input_ids: Vec<i32>,
    shape_ids: Vec<i32>,
}

#[derive(Deserialize)]
struct CaseAnalysis {
    sentences: Vec<CaseSyntax>,
    relation: Option<std::collections::BTreeMap<String, f32>>,
}

#[derive(Deserialize)]
struct CaseSyntax {
    upos: Vec<String>,
    heads: Vec<usize>,
    deprels: Vec<String>,
}

fn document(case: &Case) -> Document {
    let mut d = Document::default();
    for s in &case.sentences {
        let (start, first) = (d.text.len(), d.tokens.len());
        for (word, &space) in s.words.iter().zip(&s.space_after) {
            let at = d.text.len();
            d.text.push_str(word);
            d.tokens.push(Token { span: Span::new(at, d.text.len()), space_after: space });
            if space {
                d.text.push(' ');
            }
        }
        let end = d.tokens.last().map_or(start, |t| t.span.end);
        d.sentences.push(Sentence {
            span: Span::new(start, end),
            tokens: first..d.tokens.len(),
            paragraph: s.paragraph,
            kind: SentenceKind::Body,
        });
        d.text.push('\n');
    }
    d
}

fn models() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../models")
}

fn cases() -> Vec<Case> {
    let words = std::fs::read(models().join("parity.json")).expect("models/parity.json is part of the repository");
    serde_json::from_slice(&words).expect("parity.json has the shape of these tests")
}

#[test]
fn wordpieces_and_shapes_are_those_of_training() {
    let model = Model::load(&models()).expect("the model of the repository loads");
    for case in cases() {
        let windows = model.pieces.windows(&document(&case));
        assert_eq!(windows.len(), case.windows.len());
        for (ours, theirs) in windows.iter().zip(&case.windows) {
            assert_eq!(ours.ids, theirs.input_ids, "{}", case.id);
            assert_eq!(ours.shapes, theirs.shape_ids, "{}", case.id);
        }
    }
}

#[test]
fn trees_are_those_of_training() {
    let model = Model::load(&models()).expect("the model of the repository loads");
    let (mut same, mut all) = (0, 0);
    for case in cases().into_iter().filter(|c| c.analysis.relation.is_none()) {
        let document = document(&case);
        let analysis = model.analyse(&document).expect("the model runs");
        for (sentence, gold) in document.sentences.iter().zip(&case.analysis.sentences) {
            for (i, word) in analysis.words[sentence.tokens.clone()].iter().enumerate() {
                let head = word.head.map_or(0, |h| h - sentence.tokens.start + 1);
                same += usize::from(word.upos == gold.upos[i] && head == gold.heads[i] && word.deprel == gold.deprels[i]);
                all += 1;
            }
        }
    }
    // Rounding to int8 differs in the last digit between runtimes, so that a word on the edge can tip.
    assert!(same * 100 >= all * 93, "{same} of {all} words have the same part of speech, head and relation");
}

#[test]
fn relations_are_those_of_training() {
    let model = Model::load(&models()).expect("the model of the repository loads");
    let mut seen = 0;
    for case in cases() {
        let Some(gold) = &case.analysis.relation else { continue };
        let document = document(&case);
        let span = |words: Option<(usize, usize)>| words.map(|(a, z)| document.tokens[a].span.cover(document.tokens[z - 1].span));
        let ours = model.relate(&document, span(case.actor), span(case.recipient)).expect("the model runs");
        let top = |best: Option<(&String, f32)>| best.map(|(l, _)| l.clone());
        let theirs = top(gold.iter().map(|(l, p)| (l, *p)).max_by(|a, b| a.1.total_cmp(&b.1)));
        assert_eq!(top(ours.iter().map(|(l, p)| (l, *p)).max_by(|a, b| a.1.total_cmp(&b.1))), theirs, "{}", case.id);
        for (label, p) in &ours {
            assert!((p - gold[label]).abs() < 0.1, "{} {label}: {p} {}", case.id, gold[label]);
        }
        seen += 1;
    }
    assert!(seen > 0);
}

#[test]
fn a_cut_file_is_named() {
    let dir = tempfile::tempdir().expect("a folder for the test");
    for name in ["model.json", "model.onnx", "heads.safetensors", "lemmas.tsv", "tokenizer.json"] {
        let bytes = std::fs::read(models().join(name)).expect("models/ is complete");
        let bytes = if name == "model.onnx" { &bytes[..bytes.len() / 2] } else { &bytes[..] };
        std::fs::write(dir.path().join(name), bytes).expect("the folder can be written");
    }
    let error = Model::load(dir.path()).err().expect("a cut model is refused").to_string();
    assert!(error.contains("model.onnx"), "{error}");
    std::fs::remove_file(dir.path().join("lemmas.tsv")).expect("the file is there");
    let error = Model::load(dir.path()).err().expect("a missing file is refused").to_string();
    assert!(error.contains("lemmas.tsv"), "{error}");
}
