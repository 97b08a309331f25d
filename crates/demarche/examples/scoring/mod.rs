//! Scores the readers of times and amounts against `evaluation/*/*.tsv`: strict on span and value.
//!
//! A table has the columns `id`, `published`, `sentence`, `expressions`; an expression is `quoted words=VALUE`, for times with
//! ` first..last` after it where the days are scored too; expressions are in the order of the text, parted by ` || `.

use std::path::PathBuf;

use demarche::amounts::{self, Amount};
use demarche::document::{Document, Part, Sentence, SentenceKind};
use demarche::span::Span;
use demarche::times;

/// How many expressions were found, and each that was missed or wrong.
#[derive(Debug, Default)]
pub struct Score {
    /// Right in span and value.
    pub right: usize,
    /// In the table.
    pub expected: usize,
    /// In the reader's answer.
    pub answered: usize,
    /// A line for each sentence with a fault.
    pub faults: Vec<String>,
}

impl Score {
    /// Share of the answers that are right.
    pub fn precision(&self) -> f64 {
        self.right as f64 / self.answered.max(1) as f64
    }

    /// Share of the expressions that were found.
    pub fn recall(&self) -> f64 {
        self.right as f64 / self.expected.max(1) as f64
    }

    /// Harmonic mean of both.
    pub fn f1(&self) -> f64 {
        2.0 * self.right as f64 / (self.expected + self.answered).max(1) as f64
    }

    /// Prints the faults and the figures.
    pub fn print(&self, name: &str) {
        for fault in &self.faults {
            println!("{fault}");
        }
        println!(
            "{name}: {} expressions, {} answers, {} right: precision {:.3}, recall {:.3}, F1 {:.3}",
            self.expected,
            self.answered,
            self.right,
            self.precision(),
            self.recall(),
            self.f1()
        );
    }
}

/// A document of one paragraph, cut after a full stop before a space and a capital.
pub fn document(text: &str, published: &str) -> Document {
    const SHORT: &[&str] = &["Sept", "Feb", "Oct", "Mr", "Jan", "Aug", "Dec", "Nov", "Gen", "St", "No", "Rs"];
    let mut starts = vec![0];
    for (at, _) in text.match_indices(". ") {
        let last = text[..at].rsplit([' ', '.']).next().unwrap_or("");
        let opens = text[at + 2..].starts_with(|c: char| c.is_uppercase() || "“\"".contains(c));
        if last.len() > 1 && !SHORT.contains(&last) && opens {
            starts.push(at + 2);
        }
    }
    let mut sentences = Vec::new();
    for (k, start) in starts.iter().enumerate() {
        let end = starts.get(k + 1).map_or(text.len(), |next| next - 1);
        sentences.push(Sentence { span: Span::new(*start, end), tokens: 0..0, paragraph: 0, kind: SentenceKind::Body });
    }
    Document {
        text: text.to_owned(),
        parts: vec![(Part::Body, Span::new(0, text.len()))],
        sentences,
        published: published.parse().ok(),
        ..Document::default()
    }
}

/// One row of a table.
struct Row {
    id: String,
    published: String,
    sentence: String,
    /// Span, value, and days if they are to be scored.
    expected: Vec<(Span, String, Option<String>)>,
}

fn rows(layer: &str, file: &str) -> Vec<Row> {
    let path: PathBuf = [env!("CARGO_MANIFEST_DIR"), "..", "..", "evaluation", layer, file].iter().collect();
    let table = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    table.lines().skip(1).filter(|line| !line.trim().is_empty()).map(row).collect()
}

fn row(line: &str) -> Row {
    let mut cells = line.split('\t').map(str::to_owned);
    let mut next = || cells.next().unwrap_or_default();
    let (id, published, sentence, list) = (next(), next(), next(), next());
    let mut from = 0;
    let mut expected = Vec::new();
    for item in list.split(" || ").filter(|item| !item.is_empty()) {
        let (words, answer) = item.rsplit_once('=').unwrap_or_else(|| panic!("{id}: no value in: {item}"));
        let at = sentence[from..].find(words).unwrap_or_else(|| panic!("{id}: not in the sentence: {words}")) + from;
        from = at + words.len();
        let (value, days) = match answer.rsplit_once(' ') {
            Some((value, days)) if days.contains("..") => (value, Some(days.to_owned())),
            _ => (answer, None),
        };
        expected.push((Span::new(at, from), value.trim().to_owned(), days));
    }
    Row { id, published, sentence, expected }
}

/// All sentences of a table, as one text.
#[allow(dead_code, reason = "shared by an example and a test")]
pub fn text(layer: &str, file: &str) -> String {
    rows(layer, file).iter().map(|row| format!("{} ", row.sentence)).collect()
}

fn score(layer: &str, file: &str, read: impl Fn(&Document) -> Vec<(Span, String, String)>) -> Score {
    let mut score = Score::default();
    for row in rows(layer, file) {
        let document = document(&row.sentence, &row.published);
        let answers = read(&document);
        let matches = |answer: &(Span, String, String), expected: &(Span, String, Option<String>)| {
            answer.0 == expected.0 && answer.1 == expected.1 && expected.2.as_ref().is_none_or(|days| *days == answer.2)
        };
        let right = row.expected.iter().filter(|e| answers.iter().any(|a| matches(a, e))).count();
        score.right += right;
        score.expected += row.expected.len();
        score.answered += answers.len();
        if right < row.expected.len() || right < answers.len() {
            let show = |span: &Span, value: &str| format!("{}={value}", span.of(&row.sentence));
            let wanted: Vec<String> =
                row.expected.iter().filter(|e| !answers.iter().any(|a| matches(a, e))).map(|e| show(&e.0, &e.1)).collect();
            let wrong: Vec<String> = answers
                .iter()
                .filter(|a| !row.expected.iter().any(|e| matches(a, e)))
                .map(|a| format!("{} {}", show(&a.0, &a.1), a.2))
                .collect();
            score.faults.push(format!("{} [{}] {}\n    wanted {wanted:?}\n    read   {wrong:?}", row.id, row.published, row.sentence));
        }
    }
    score
}

/// Scores the reader of times on `evaluation/times/<file>`.
pub fn times(file: &str) -> Score {
    score("times", file, |document| {
        let days = |time: &times::Time| time.days.map_or_else(String::new, |(first, last)| format!("{first}..{last}"));
        times::read(document).iter().map(|time| (time.span, time.value.clone(), days(time))).collect()
    })
}

/// Scores the reader of amounts on `evaluation/amounts/<file>`. The value is `VALUE[-MAX] [UNIT] [BOUND] [role=…] [of=…] [since=…] [part]`.
pub fn amounts(file: &str) -> Score {
    score("amounts", file, |document| {
        amounts::read(document).iter().map(|amount| (amount.span, told(amount, document), String::new())).collect()
    })
}

fn told(amount: &Amount, document: &Document) -> String {
    let mut parts = vec![match amount.value_max {
        Some(max) => format!("{}-{max}", amount.value),
        None => amount.value.to_string(),
    }];
    parts.extend(amount.unit.clone());
    parts.extend(amount.bound.and_then(|b| serde_json::to_value(b).ok()?.as_str().map(str::to_owned)));
    parts.extend(amount.role.and_then(|r| serde_json::to_value(r).ok()?.as_str().map(|r| format!("role:{r}"))));
    parts.extend(amount.of.map(|of| format!("of:{}", of.of(&document.text))));
    parts.extend(amount.since.as_ref().map(|since| format!("since:{since}")));
    parts.extend(amount.part_of.map(|index| format!("part:{index}")));
    parts.join(" ")
}
