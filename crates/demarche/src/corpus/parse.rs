//! Reads the corpus format and finds every fault in it, with its line.

use std::collections::BTreeSet;

use super::annotations::{
    COMMITMENTS, Commitment, Event, FORMS, Filler, GoldAmount, GoldArticle, GoldPlace, GoldTime, KINDS, LAYERS, Mention, ROLES, Role,
    STANCES, STATUSES, Statement,
};
use super::locate::locate;
use crate::codebook::Codebook;
use crate::document::{Document, Part, Sentence, SentenceKind, Token};
use crate::span::Span;
use crate::text::tokenize;

/// A fault of a file: the line (from 1) and what is wrong, with the words at fault last.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    /// Line of the file, from 1.
    pub line: usize,
    /// What is wrong.
    pub message: String,
}

/// One line of text with the annotations under it.
struct Unit<'a> {
    kind: SentenceKind,
    words: &'a str,
    line: usize,
    block: usize,
    notes: Vec<(usize, &'a str)>,
}

/// Reads one annotated article. Faults are returned beside what could be read; a file without faults is complete. Time is linear in the file's
/// length times the length of its sentences.
pub fn parse(source: &str, codebook: &Codebook) -> (GoldArticle, Vec<Fault>) {
    let mut faults = Vec::new();
    let mut article = GoldArticle::default();
    let mut lines = source.lines().enumerate();
    for (number, line) in lines.by_ref() {
        if line.trim().is_empty() {
            break;
        }
        match line.split_once(':') {
            Some((key, value)) => {
                article.header.insert(key.trim().to_owned(), value.trim().to_owned());
            }
            None => faults.push(Fault { line: number + 1, message: format!("header line without a colon: {line}") }),
        }
    }
    for key in ["id", "published", "genre", "region", "topic", "layers"] {
        if !article.header.contains_key(key) {
            faults.push(Fault { line: 1, message: format!("the header lacks: {key}") });
        }
    }
    match article.field("published").parse::<jiff::civil::Date>() {
        Ok(date) => article.document.published = Some(date),
        Err(_) => faults.push(Fault { line: 1, message: format!("published is no date (YYYY-MM-DD): {}", article.field("published")) }),
    }
    for layer in article.field("layers").split_whitespace().map(str::to_owned).collect::<Vec<_>>() {
        if LAYERS.contains(&layer.as_str()) {
            article.layers.insert(layer);
        } else {
            faults.push(Fault { line: 1, message: format!("unknown layer: {layer}") });
        }
    }
    let mut units = gather(lines, &mut faults);
    // The order of the parts is the order in which the program reads them.
    units.sort_by_key(|u| (rank(u.kind), u.line));
    let published = article.document.published;
    article.document = build(&units);
    article.document.published = published;
    article.sentence_lines = units.iter().map(|u| u.line).collect();
    let mut notes: Vec<(usize, usize, &str)> =
        units.iter().enumerate().flat_map(|(s, u)| u.notes.iter().map(move |&(line, words)| (line, s, words))).collect();
    notes.sort_unstable();
    let mut reader = Reader { article, faults, codebook, references: Vec::new(), ids: BTreeSet::new() };
    for (line, sentence, words) in notes {
        reader.note(line, sentence, words);
    }
    reader.finish()
}

fn rank(kind: SentenceKind) -> u8 {
    match kind {
        SentenceKind::Title => 0,
        SentenceKind::Standfirst => 1,
        SentenceKind::Heading | SentenceKind::Body => 2,
        SentenceKind::Caption => 3,
    }
}

fn gather<'a>(lines: impl Iterator<Item = (usize, &'a str)>, faults: &mut Vec<Fault>) -> Vec<Unit<'a>> {
    let mut units: Vec<Unit> = Vec::new();
    let mut block = 0;
    for (number, line) in lines {
        if line.trim().is_empty() {
            block += 1;
        } else if let Some(note) = line.strip_prefix("  ") {
            match units.last_mut() {
                Some(unit) => unit.notes.push((number + 1, note.trim())),
                None => faults.push(Fault { line: number + 1, message: "annotation before any sentence".to_owned() }),
            }
        } else {
            let (kind, words) = [
                ("# ", SentenceKind::Title),
                ("## ", SentenceKind::Heading),
                ("> ", SentenceKind::Standfirst),
                ("! ", SentenceKind::Caption),
            ]
            .into_iter()
            .find_map(|(mark, kind)| line.strip_prefix(mark).map(|words| (kind, words)))
            .unwrap_or((SentenceKind::Body, line));
            if units.last().is_some_and(|last| last.kind != kind) {
                block += 1;
            }
            units.push(Unit { kind, words: words.trim(), line: number + 1, block, notes: Vec::new() });
        }
    }
    units
}

/// The document as the file cuts it: one sentence a line.
fn build(units: &[Unit]) -> Document {
    let mut doc = Document::default();
    let mut previous: Option<&Unit> = None;
    let mut captions = 0;
    let mut paragraph = 0;
    for unit in units {
        if let Some(last) = previous {
            let same = last.block == unit.block && last.kind == unit.kind;
            doc.text.push_str(if same { " " } else { "\n\n" });
            paragraph += usize::from(!same);
        }
        let start = doc.text.len();
        doc.text.push_str(unit.words);
        let span = Span::new(start, doc.text.len());
        let part = match unit.kind {
            SentenceKind::Title => Part::Title,
            SentenceKind::Standfirst => Part::Standfirst,
            SentenceKind::Heading | SentenceKind::Body => Part::Body,
            SentenceKind::Caption => {
                captions += usize::from(previous.is_some_and(|p| p.kind == SentenceKind::Caption && p.block != unit.block));
                Part::Caption(captions)
            }
        };
        match doc.parts.last_mut() {
            Some((last, at)) if *last == part => at.end = span.end,
            _ => doc.parts.push((part, span)),
        }
        let first = doc.tokens.len();
        let text = &doc.text;
        doc.tokens.extend(
            tokenize(text, span)
                .into_iter()
                .map(|t| Token { span: t, space_after: text[t.end..].chars().next().is_none_or(char::is_whitespace) }),
        );
        let tokens = first..doc.tokens.len();
        doc.sentences.push(Sentence { span, tokens, paragraph, kind: unit.kind });
        previous = Some(unit);
    }
    doc
}

struct Reader<'a> {
    article: GoldArticle,
    faults: Vec<Fault>,
    codebook: &'a Codebook,
    /// (line, reference) pairs that must be known at the end: `@key` or an id.
    references: Vec<(usize, String)>,
    ids: BTreeSet<String>,
}

impl Reader<'_> {
    fn fault(&mut self, line: usize, message: impl Into<String>) {
        self.faults.push(Fault { line, message: message.into() });
    }

    fn note(&mut self, line: usize, sentence: usize, words: &str) {
        let fields: Vec<&str> = words.split(" | ").map(str::trim).collect();
        let digit = words.as_bytes().get(1).is_some_and(u8::is_ascii_digit);
        match words.as_bytes()[0] {
            b'@' => self.mentions(line, sentence, words),
            b'v' if digit => self.event(line, sentence, &fields),
            b's' if digit => self.statement(line, sentence, &fields),
            b'c' if digit => self.commitment(line, sentence, &fields),
            _ => match words.split_once(' ') {
                Some(("ctx", labels)) => self.contexts(line, sentence, labels),
                Some((layer @ ("t" | "a" | "p"), rest)) => self.value(line, sentence, layer, rest),
                _ => self.fault(line, format!("unknown annotation: {words}")),
            },
        }
    }

    /// The words `quote` in the sentence, as bytes of the document; a fault if they do not occur.
    fn find(&mut self, line: usize, sentence: usize, what: &str, quote: &str) -> Option<Span> {
        let at = self.article.document.sentences[sentence].span;
        let found = locate(at.of(&self.article.document.text), quote).map(|s| s.shifted(at.start));
        if found.is_none() {
            self.fault(line, format!("{what} does not occur in the sentence: {quote}"));
        }
        found
    }

    fn filler(&mut self, line: usize, sentence: usize, what: &str, value: &str) -> Option<Filler> {
        if let Some(key) = value.strip_prefix('@') {
            self.references.push((line, value.to_owned()));
            return Some(Filler::Entity(key.to_owned()));
        }
        self.find(line, sentence, what, value).map(Filler::Words)
    }

    fn new_id(&mut self, line: usize, id: &str) {
        if !self.ids.insert(id.to_owned()) {
            self.fault(line, format!("id is used twice: {id}"));
        }
    }

    fn mentions(&mut self, line: usize, sentence: usize, words: &str) {
        let Some((head, rest)) = words[1..].split_once(": ") else {
            return self.fault(line, format!("a mention line is `@key(kind): words | words`: {words}"));
        };
        let key = match head.split_once('(') {
            Some((key, kind)) => {
                let kind = kind.trim_end_matches(')');
                if !KINDS.contains(&kind) {
                    self.fault(line, format!("unknown kind of entity: {kind}"));
                }
                if self.article.entities.insert(key.to_owned(), kind.to_owned()).is_some() {
                    self.fault(line, format!("the kind is given twice: @{key}"));
                }
                key
            }
            None => head,
        };
        if !self.article.entities.contains_key(key) {
            self.fault(line, format!("the first mention must give the kind: @{key}(kind)"));
        }
        for quote in rest.split(" | ") {
            if let Some(span) = self.find(line, sentence, "mention", quote.trim()) {
                self.article.mentions.push(Mention { span, entity: key.to_owned() });
            }
        }
    }

    fn event(&mut self, line: usize, sentence: usize, fields: &[&str]) {
        let Some((head, trigger)) = fields[0].split_once(": ") else {
            return self.fault(line, format!("an event line is `vN TYPE/mode STATUS not: trigger | role=words`: {}", fields[0]));
        };
        let mut parts = head.split_whitespace();
        let id = parts.next().unwrap_or("").to_owned();
        let (kind, mode) = match parts.next().unwrap_or("").split_once('/') {
            Some((kind, mode)) => (kind.to_owned(), Some(mode.to_owned())),
            None => (head.split_whitespace().nth(1).unwrap_or("").to_owned(), None),
        };
        self.new_id(line, &id);
        if !self.codebook.types.contains_key(&kind) {
            self.fault(line, format!("unknown event type: {kind}"));
        }
        if let Some(mode) = mode.as_deref().filter(|m| !self.codebook.has_mode(&kind, m)) {
            self.fault(line, format!("mode is not one of {kind}: {mode}"));
        }
        let (mut status, mut negated) = ("actual".to_owned(), false);
        for flag in parts {
            match flag {
                "not" => negated = true,
                s if STATUSES.contains(&s) => s.clone_into(&mut status),
                other => self.fault(line, format!("unknown status: {other}")),
            }
        }
        let Some(trigger) = self.find(line, sentence, "trigger", trigger) else { return };
        let mut event =
            Event { id, line, kind, mode, status, negated, trigger, sentence, roles: Vec::new(), same_as: None, statement: None };
        for field in &fields[1..] {
            match field.split_once('=') {
                Some((role, value)) if ROLES.contains(&role) => {
                    if let Some(filler) = self.filler(line, sentence, role, value) {
                        event.roles.push(Role { role: role.to_owned(), filler });
                    }
                }
                Some(("same", value)) => {
                    if !self.article.events.iter().any(|e| e.id == value) {
                        self.fault(line, format!("same= must name an event told before: {value}"));
                    }
                    event.same_as = Some(value.to_owned());
                }
                Some(("in", value)) => {
                    self.references.push((line, value.to_owned()));
                    event.statement = Some(value.to_owned());
                }
                _ => self.fault(line, format!("unknown field of an event: {field}")),
            }
        }
        self.article.events.push(event);
    }

    fn statement(&mut self, line: usize, sentence: usize, fields: &[&str]) {
        let first = fields[0];
        let id = first.split_whitespace().next().unwrap_or("");
        if let Some(id) = id.strip_suffix('+') {
            return self.continuation(line, sentence, id, fields);
        }
        let Some((head, cue)) = first.split_once(": ") else {
            return self.fault(line, format!("a statement line is `sN FORM STANCE: cue | source=… | content=…`: {first}"));
        };
        let parts: Vec<&str> = head.split_whitespace().collect();
        let [id, form, stance] = parts[..] else {
            return self.fault(line, format!("a statement needs an id, a form and a stance: {head}"));
        };
        self.new_id(line, id);
        if !FORMS.contains(&form) {
            self.fault(line, format!("unknown form: {form}"));
        }
        if !STANCES.contains(&stance) {
            self.fault(line, format!("unknown stance: {stance}"));
        }
        let cue = if cue == "-" { None } else { self.find(line, sentence, "cue", cue) };
        let mut statement = Statement {
            id: id.to_owned(),
            line,
            form: form.to_owned(),
            stance: stance.to_owned(),
            cue,
            sentence,
            source: None,
            addressees: Vec::new(),
            content: Vec::new(),
            within: None,
        };
        for field in &fields[1..] {
            match field.split_once('=') {
                Some(("source", value)) => statement.source = self.filler(line, sentence, "source", value),
                Some(("to", value)) => statement.addressees.extend(self.filler(line, sentence, "to", value)),
                Some(("content", value)) => statement.content.extend(self.find(line, sentence, "content", value)),
                Some(("within", value)) => {
                    self.references.push((line, value.to_owned()));
                    statement.within = Some(value.to_owned());
                }
                _ => self.fault(line, format!("unknown field of a statement: {field}")),
            }
        }
        self.article.statements.push(statement);
    }

    fn continuation(&mut self, line: usize, sentence: usize, id: &str, fields: &[&str]) {
        for field in &fields[1..] {
            match field.split_once('=') {
                Some(("content", value)) => {
                    let span = self.find(line, sentence, "content", value);
                    match self.article.statements.iter_mut().find(|s| s.id == id) {
                        Some(statement) => statement.content.extend(span),
                        None => self.fault(line, format!("no such statement before this line: {id}")),
                    }
                }
                _ => self.fault(line, format!("only content= can continue a statement: {field}")),
            }
        }
    }

    fn commitment(&mut self, line: usize, sentence: usize, fields: &[&str]) {
        let Some((head, carrier)) = fields[0].split_once(": ") else {
            return self.fault(line, format!("a commitment line is `cN KIND: vN | from=@key | …`: {}", fields[0]));
        };
        let (id, kind) = head.split_once(' ').unwrap_or((head, ""));
        self.new_id(line, id);
        if !COMMITMENTS.contains(&kind) {
            self.fault(line, format!("unknown kind of commitment: {kind}"));
        }
        self.references.push((line, carrier.to_owned()));
        let mut c = Commitment {
            id: id.to_owned(),
            line,
            kind: kind.to_owned(),
            carrier: carrier.to_owned(),
            from: Vec::new(),
            to: Vec::new(),
            beneficiaries: Vec::new(),
            what: None,
            due: None,
            condition: None,
            answers: None,
        };
        for field in &fields[1..] {
            let Some((name, value)) = field.split_once('=') else {
                self.fault(line, format!("unknown field of a commitment: {field}"));
                continue;
            };
            match (name, value.strip_prefix('@')) {
                ("from" | "to" | "for", Some(key)) => {
                    self.references.push((line, value.to_owned()));
                    let list = match name {
                        "from" => &mut c.from,
                        "to" => &mut c.to,
                        _ => &mut c.beneficiaries,
                    };
                    list.push(key.to_owned());
                }
                ("what", _) => c.what = self.find(line, sentence, "what", value),
                ("due", _) => c.due = self.find(line, sentence, "due", value),
                ("if", _) => c.condition = self.find(line, sentence, "if", value),
                ("answers", _) => {
                    self.references.push((line, value.to_owned()));
                    c.answers = Some(value.to_owned());
                }
                _ => self.fault(line, format!("from, to and for are entities (@key): {field}")),
            }
        }
        self.article.commitments.push(c);
    }

    fn contexts(&mut self, line: usize, sentence: usize, labels: &str) {
        let paragraph = self.article.document.sentences[sentence].paragraph;
        for label in labels.split_whitespace() {
            if self.codebook.contexts.contains_key(label) {
                let list = self.article.contexts.entry(paragraph).or_default();
                if !list.iter().any(|l| l == label) {
                    list.push(label.to_owned());
                }
            } else {
                self.fault(line, format!("unknown context: {label}"));
            }
        }
    }

    fn value(&mut self, line: usize, sentence: usize, layer: &str, rest: &str) {
        let Some((words, value)) = rest.split_once(" = ") else {
            return self.fault(line, format!("a value is missing (words = VALUE): {rest}"));
        };
        let Some(span) = self.find(line, sentence, "expression", words) else { return };
        let value = value.trim().to_owned();
        match layer {
            "t" => self.article.times.push(GoldTime { span, value }),
            "a" => self.article.amounts.push(GoldAmount { span, value }),
            _ => self.article.places.push(GoldPlace { span, value }),
        }
    }

    fn finish(mut self) -> (GoldArticle, Vec<Fault>) {
        for (line, reference) in std::mem::take(&mut self.references) {
            let known = match reference.strip_prefix('@') {
                Some(key) => self.article.entities.contains_key(key),
                None => self.ids.contains(&reference),
            };
            if !known {
                self.fault(line, format!("reference to something unknown: {reference}"));
            }
        }
        self.faults.sort();
        (self.article, self.faults)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAMPLE: &str = "id: x\npublished: 2024-02-13\ngenre: wire\nregion: europe\ntopic: talks\nlayers: mentions events statements\n\n# Norway hosts talks\n  @norway(country): Norway\n  v1 CONSULT/visit: talks | recipient=Norway\n\nOslo said it was glad.\n  @norway: Oslo | it\n  s1 indirect asserts: said | source=Oslo | content=it ... glad\n  ctx diplomatic\n";

    #[test]
    fn a_clean_file_has_no_faults() {
        let (article, faults) = parse(SAMPLE, Codebook::embedded());
        assert_eq!(faults, []);
        assert_eq!(article.mentions.len(), 3);
        assert_eq!(article.statements[0].content[0].of(&article.document.text), "it was glad");
        assert_eq!(article.events[0].trigger.of(&article.document.text), "talks");
        assert_eq!(article.contexts[&1], ["diplomatic"]);
    }

    #[test]
    fn faults_name_their_line() {
        let broken = SAMPLE
            .replace("recipient=Norway", "recipient=Sweden")
            .replace("CONSULT/visit", "CONSULT/dinner")
            .replace("@norway: Oslo", "@denmark: Oslo");
        let (_, faults) = parse(&broken, Codebook::embedded());
        let lines: Vec<usize> = faults.iter().map(|f| f.line).collect();
        assert_eq!(lines, [10, 10, 13]);
        assert!(faults[1].message.contains("Sweden"), "{faults:?}");
    }
}
