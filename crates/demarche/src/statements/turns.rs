//! "Lavrov: We will answer.", "Answer: On the third day.", "LMT: So do I.": turns of interviews and live blogs, where a label stands for the cue.

use crate::analysis::{Analysis, Mention};
use crate::document::{Document, Sentence, SentenceKind};
use crate::span::Span;

use super::build::Party;

/// A label has at most this many words before its colon.
const LONGEST_LABEL: usize = 8;
/// Initials stand for somebody among so many mentions from the beginning.
const INTRODUCED: usize = 60;
const ANSWER: [&str; 2] = ["answer", "a"];
const QUESTION: [&str; 2] = ["question", "q"];

/// One labelled turn.
pub(super) struct Turn {
    /// Whom the label names.
    pub speaker: Option<Party>,
    /// What stands after the colon.
    pub said: Span,
    /// Index of the sentence of the label.
    pub sentence: usize,
    /// Between 0 and 1.
    pub confidence: f32,
}

/// A paragraph that opens with a label.
struct Label {
    /// Index of its first sentence.
    sentence: usize,
    /// Its words.
    words: std::ops::Range<usize>,
    /// The paragraph after the colon.
    said: Span,
}

/// The labelled turns of a document; questions are none.
pub(super) fn read(document: &Document, analysis: &Analysis) -> Vec<Turn> {
    let labels = labels(document, analysis);
    let is = |label: &Label, list: &[&str]| {
        label.words.len() == 1 && list.contains(&document.word(label.words.start).trim_end_matches('.').to_lowercase().as_str())
    };
    let questions = labels.iter().any(|l| is(l, &QUESTION));
    let interview = labels.len() > 2;
    let mut out = Vec::new();
    for (i, label) in labels.iter().enumerate() {
        if is(label, &QUESTION) || label.said.of(&document.text).trim_end_matches(['"', '”', ' ']).ends_with('?') && interview {
            continue;
        }
        let answer = questions && is(label, &ANSWER);
        let person = if answer { interviewed(document, analysis, label.sentence) } else { named(document, analysis, label) };
        if person.is_none() && !answer {
            continue;
        }
        // In an interview the answer goes on until the next label; elsewhere the paragraph is all.
        let end = if interview { until_next(document, label, labels.get(i + 1)) } else { label.said.end };
        out.push(Turn {
            speaker: person.map(|m| Party { span: document.span_of(&m.words), head: m.head }),
            said: Span::new(label.said.start, end),
            sentence: label.sentence,
            confidence: person.map_or(0.5, |m| m.score.max(0.5)),
        });
    }
    out
}

fn labels(document: &Document, analysis: &Analysis) -> Vec<Label> {
    let mut out = Vec::new();
    let mut paragraph = usize::MAX;
    for (number, sentence) in document.sentences.iter().enumerate() {
        let first = sentence.paragraph != paragraph;
        paragraph = sentence.paragraph;
        if first && sentence.kind == SentenceKind::Body {
            out.extend(label(document, analysis, number, sentence));
        }
    }
    out
}

/// The label of a paragraph: after a clock time or a dash, words with capitals and then a colon.
fn label(document: &Document, analysis: &Analysis, number: usize, sentence: &Sentence) -> Option<Label> {
    let skipped = |w: &usize| {
        let word = document.word(*w);
        !word.chars().any(char::is_alphabetic)
            || matches!(word.to_lowercase().as_str(), "am" | "pm" | "a.m." | "p.m." | "gmt")
            || clock(word)
    };
    let start = sentence.tokens.clone().find(|w| !skipped(w))?;
    if start > sentence.tokens.start + 5 {
        return None;
    }
    let colon = (start + 1..sentence.tokens.end.min(start + LONGEST_LABEL + 1)).find(|&w| document.word(w) == ":")?;
    let capitals = (start..colon).all(|w| {
        let word = document.word(w);
        word.chars().next().is_some_and(|c| c.is_uppercase() || !c.is_alphabetic())
            || matches!(word, "of" | "al" | "de" | "bin" | "van" | "von")
    });
    // A verb or a cue makes a sentence of it ("Lavrov Says: …" too).
    let verb = (start..colon).any(|w| matches!(analysis.words[w].upos, "VERB" | "AUX"))
        || analysis.cues.iter().any(|c| (start..colon).contains(&c.head));
    let last = document.sentences[number..].iter().take_while(|s| s.paragraph == sentence.paragraph).last()?;
    let from = document.tokens.get(colon + 1)?.span.start;
    (capitals && !verb && from < last.span.end).then(|| Label {
        sentence: number,
        words: start..colon,
        said: Span::new(from, last.span.end),
    })
}

/// "3.05pm", "14:20".
fn clock(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit())
}

/// The person (or body) that the label names, or whose initials it gives.
fn named<'a>(document: &Document, analysis: &'a Analysis, label: &Label) -> Option<&'a Mention> {
    let speaks = |m: &&Mention| matches!(m.kind.as_str(), "person" | "organisation" | "country" | "group" | "role");
    let from = analysis.mentions.partition_point(|m| m.head < label.words.start);
    let inside = analysis.mentions[from..].iter().take_while(|m| m.head < label.words.end).filter(speaks).max_by_key(|m| m.words.len());
    let [initials] = &label.words.clone().map(|w| document.word(w).replace('.', "")).collect::<Vec<_>>()[..] else { return inside };
    let short = (2..=4).contains(&initials.len()) && initials.chars().all(char::is_uppercase);
    let same = |m: &&Mention| {
        let first: String = m.words.clone().filter_map(|w| document.word(w).chars().next()).filter(|c| c.is_uppercase()).collect();
        m.kind == "person" && m.words.len() > 1 && first.ends_with(initials.as_str())
    };
    // Whoever is called by initials is introduced at the head of the article.
    if short { analysis.mentions.iter().take(INTRODUCED).find(same).or(inside) } else { inside }
}

/// Who answers: the person named first before the questions, those of headline and standfirst before all.
fn interviewed<'a>(document: &Document, analysis: &'a Analysis, before: usize) -> Option<&'a Mention> {
    let from = document.sentences[before].tokens.start;
    analysis
        .mentions
        .iter()
        .take(INTRODUCED)
        .filter(|m| m.head < from && m.kind == "person" && m.form == crate::analysis::Form::Name)
        .max_by_key(|m| {
            let kind = document.sentences[document.sentence_of(m.head)].kind;
            (matches!(kind, SentenceKind::Title | SentenceKind::Standfirst), usize::MAX - m.head)
        })
}

/// The end of the last body sentence before the next label or heading.
fn until_next(document: &Document, label: &Label, next: Option<&Label>) -> usize {
    let stop = next.map_or(document.sentences.len(), |n| n.sentence);
    document.sentences[label.sentence..stop]
        .iter()
        .take_while(|s| s.kind == SentenceKind::Body)
        .last()
        .map_or(label.said.end, |s| s.span.end)
}
