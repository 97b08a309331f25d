//! From cues to statements.

use std::collections::BTreeSet;

use crate::analysis::{Analysis, Argument, Cue};
use crate::document::Document;
use crate::span::Span;

use super::clause;
use super::quotes::{Quotation, quotations};
use super::turns;

/// A quotation of fewer words than this is a term or scare quotes unless a cue claims it.
const SHORTEST_QUOTATION: usize = 4;

/// Someone named in a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Party {
    /// Bytes of the document.
    pub span: Span,
    /// Its head word.
    pub head: usize,
}

/// One statement. Spans are bytes of the document.
#[derive(Debug, Clone, PartialEq)]
pub struct Statement {
    /// Who says it.
    pub speaker: Option<Party>,
    /// True if the speaker stands in another sentence.
    pub speaker_inferred: bool,
    /// To whom.
    pub addressees: Vec<Party>,
    /// The words of saying.
    pub cue: Option<Span>,
    /// Head word of the cue.
    pub cue_word: Option<usize>,
    /// What is said, in order, without quotation marks at the edges.
    pub content: Vec<Span>,
    /// Index of the sentence of the cue, or of the content.
    pub sentence: usize,
    /// `asserts`, `denies`, …
    pub stance: String,
    /// `direct`, `indirect` or `mixed`.
    pub form: &'static str,
    /// Index of the statement that reports this one.
    pub within: Option<usize>,
    /// Between 0 and 1.
    pub confidence: f32,
}

/// The statements of a document, in the order of their first words.
pub fn read(document: &Document, analysis: &Analysis) -> Vec<Statement> {
    let quotations = quotations(document);
    let cued = analysis.cues.iter().map(|c| document.sentence_of(c.head)).collect();
    let reader = Reader { document, analysis, quotations: &quotations, cued };
    let mut statements: Vec<Statement> = analysis.cues.iter().filter_map(|cue| reader.of_cue(cue)).collect();
    statements.extend(turns::read(document, analysis).into_iter().filter_map(|turn| reader.of_turn(turn)));
    statements.sort_by_key(|s| (s.content.first().map_or(usize::MAX, |c| c.start), s.cue.map_or(usize::MAX, |c| c.start)));
    drop_doubles(&mut statements);
    reader.claim_quotations(&mut statements);
    for statement in &mut statements {
        statement.form = form(&statement.content, &quotations);
    }
    reader.fill_speakers(&mut statements);
    nest(&mut statements);
    statements
}

struct Reader<'a> {
    document: &'a Document,
    analysis: &'a Analysis,
    quotations: &'a [Quotation],
    /// The sentences that hold a cue.
    cued: BTreeSet<usize>,
}

impl Reader<'_> {
    /// The statement that a cue opens; `None` if it reports no words.
    fn of_cue(&self, cue: &Cue) -> Option<Statement> {
        let sentence = self.document.sentence_of(cue.head);
        let source = self.source(cue);
        let mut barred: Vec<std::ops::Range<usize>> = vec![cue.words.clone()];
        barred.extend(cue.parties.iter().filter(|p| p.role == "source").map(|p| p.words.clone()));
        barred.extend(source.filter(|p| self.document.sentence_of(p.head) == sentence).map(|p| self.document.tokens_in(p.span)));
        let content = self.content(cue, sentence, &barred);
        if content.is_empty() && cue.stance != "declines" {
            return None;
        }
        let outside = |p: &Party| !content.iter().any(|c| c.contains(p.span));
        let speaker = source.filter(outside);
        let addressees = cue
            .parties
            .iter()
            .filter(|p| p.role == "addressee")
            .map(|p| Party { span: self.document.span_of(&p.words), head: p.head })
            .filter(outside)
            .collect();
        Some(Statement {
            speaker,
            speaker_inferred: speaker.is_some_and(|p| self.document.sentence_of(p.head) != sentence),
            addressees,
            cue: Some(self.document.span_of(&cue.words)),
            cue_word: Some(cue.head),
            content,
            sentence,
            stance: cue.stance.clone(),
            form: "indirect",
            within: None,
            confidence: cue.score,
        })
    }

    /// The statement of a labelled turn; the quotation, if it begins with one.
    fn of_turn(&self, turn: turns::Turn) -> Option<Statement> {
        let quoted = self.quotations.iter().find(|q| q.whole.start.abs_diff(turn.said.start) <= 1 && turn.said.contains(q.inside));
        let content = self.trim(quoted.map_or(turn.said, |q| q.inside))?;
        Some(Statement {
            speaker: turn.speaker,
            speaker_inferred: turn.speaker.is_some_and(|p| self.document.sentence_of(p.head) != turn.sentence),
            addressees: Vec::new(),
            cue: None,
            cue_word: None,
            content: vec![content],
            sentence: turn.sentence,
            stance: "asserts".to_owned(),
            form: "direct",
            within: None,
            confidence: turn.confidence,
        })
    }

    /// The likeliest source: the model's, those of the cue's own sentence and its subject first; else the subject of the cue.
    fn source(&self, cue: &Cue) -> Option<Party> {
        let sentence = self.document.sentence_of(cue.head);
        let subject = clause::subject(self.analysis, cue.head).filter(|&w| !self.is_relative(w));
        let best = cue.parties.iter().filter(|p| p.role == "source" && !self.is_relative(p.head)).max_by(|a, b| {
            let rank = |p: &Argument| (self.document.sentence_of(p.head) == sentence, subject == Some(p.head));
            rank(a).cmp(&rank(b)).then(a.score.total_cmp(&b.score)).then(b.head.cmp(&a.head))
        });
        let named = |head: usize| self.analysis.mention_at(head);
        // Where the model names somebody of whom it is not sure, a mention that is the cue's subject stands above it.
        let doubtful = best.is_none_or(|p| Some(p.head) != subject && (p.score < 0.9 || self.document.sentence_of(p.head) != sentence));
        if let Some(mention) = subject.filter(|_| doubtful).and_then(named) {
            return Some(Party { span: self.document.span_of(&mention.words), head: mention.head });
        }
        if let Some(found) = best {
            return Some(Party { span: self.document.span_of(&found.words), head: found.head });
        }
        subject.map(|head| Party { span: self.document.span_of(&(head..head + 1)), head })
    }

    fn is_relative(&self, word: usize) -> bool {
        self.analysis.is_relative(self.document, word) && self.document.word(word).to_lowercase() != "whose"
    }

    /// The reported words: runs of words that the model gives to the cue, mended by quotation marks.
    fn content(&self, cue: &Cue, sentence: usize, barred: &[std::ops::Range<usize>]) -> Vec<Span> {
        let bar = |w: usize| barred.iter().any(|r| r.contains(&w));
        // What another cue's sentence reports is that cue's, unless one quotation runs on over both.
        let others = |n: usize| n != sentence && self.cued.contains(&n);
        let kind = |n: usize| self.document.sentences[n].kind;
        let mut runs: Vec<std::ops::Range<usize>> = Vec::new();
        for &(word, odds) in &cue.content {
            let home = self.document.sentence_of(word);
            let near = home.abs_diff(sentence) <= 3 && !others(home) && kind(home) == kind(sentence);
            if odds > 0.0 && near && !bar(word) {
                match runs.last_mut() {
                    // A gap of up to three words that is no cue is bridged.
                    Some(run) if word - run.end <= 3 && !(run.end..word).any(bar) && home == self.document.sentence_of(run.end - 1) => {
                        run.end = word + 1
                    }
                    Some(run) if word == run.end => run.end = word + 1,
                    _ => runs.push(word..word + 1),
                }
            }
        }
        self.complete(cue, sentence, &bar, &mut runs);
        let longest = runs.iter().map(ExactSizeIterator::len).max().unwrap_or(0);
        let mut spans: Vec<Span> = Vec::new();
        for run in runs.iter().filter(|r| r.len() >= 2 || longest < 2) {
            let snapped = self.snap(self.document.span_of(run));
            if let Some(trimmed) = self.trim(snapped) {
                match spans.last_mut() {
                    Some(last) if last.overlaps(trimmed) => *last = last.cover(trimmed),
                    _ => spans.push(trimmed),
                }
            }
        }
        spans
    }

    /// Draws the runs of the cue's own sentence out to the clause that the tree says it reports, where the two mean the same stretch.
    fn complete(&self, cue: &Cue, sentence: usize, bar: &dyn Fn(usize) -> bool, runs: &mut Vec<std::ops::Range<usize>>) {
        let own = self.document.sentences[sentence].tokens.clone();
        let inside: Vec<usize> = runs.iter().filter(|r| own.contains(&r.start)).flat_map(Clone::clone).collect();
        let mut best: Option<(f32, Vec<std::ops::Range<usize>>)> = None;
        for candidate in clause::candidates(self.analysis, &own, cue.head) {
            let words: Vec<usize> = candidate.iter().flat_map(Clone::clone).filter(|&w| !bar(w)).collect();
            let shared = inside.iter().filter(|w| words.contains(w)).count() as f32;
            let fit = shared / (inside.len() + words.len()) as f32 * 2.0;
            let covered = shared >= 0.8 * inside.len() as f32 && shared >= 0.3 * words.len() as f32;
            if !inside.is_empty() && (fit >= 0.5 || covered) && best.as_ref().is_none_or(|(top, _)| fit > *top) {
                let mut kept: Vec<std::ops::Range<usize>> = Vec::new();
                for w in words {
                    match kept.last_mut() {
                        Some(run) if run.end == w => run.end += 1,
                        _ => kept.push(w..w + 1),
                    }
                }
                best = Some((fit, kept));
            }
        }
        if let Some((_, kept)) = best {
            runs.retain(|r| !own.contains(&r.start));
            runs.extend(kept);
            runs.sort_by_key(|r| r.start);
        }
    }

    /// A span of which most lies in one quotation becomes that quotation; one that begins or ends inside one is drawn out to its mark.
    fn snap(&self, span: Span) -> Span {
        let mut out = span;
        for q in self.quotations.iter().filter(|q| q.whole.overlaps(span)) {
            let shared = span.end.min(q.inside.end).saturating_sub(span.start.max(q.inside.start));
            let outside = span.len().saturating_sub(shared);
            if shared * 2 >= q.inside.len() && outside <= 3 + span.len() / 8 {
                return q.inside;
            }
            if shared * 2 >= q.inside.len() {
                out = out.cover(if q.inside.len() > shared { q.inside } else { out });
            }
        }
        out
    }

    /// Without marks, conjunctions and white space at the edges; `None` if nothing is left.
    fn trim(&self, span: Span) -> Option<Span> {
        let text = &self.document.text;
        let mut words = span.of(text);
        let mut start = span.start;
        loop {
            let before = words.len();
            let cut = words.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '—' | '–' | '-' | '.' | ')'));
            start += words.len() - cut.len();
            words = cut;
            if let Some(rest) = words.strip_prefix("that ") {
                start += words.len() - rest.len();
                words = rest;
            }
            // A mark that opens a quotation closing at the very end is no content.
            if let Some(q) = self.quotations.iter().find(|q| {
                q.whole.start == start && q.inside.end + 1 >= start + words.trim_end_matches(|c: char| !c.is_alphanumeric()).len()
            }) {
                let inner = q.inside.of(text);
                let skip = q.inside.start - start;
                if skip < words.len() && inner.len() + skip >= words.len().saturating_sub(4) {
                    start = q.inside.start;
                    words = &words[skip..];
                }
            }
            if words.len() == before {
                break;
            }
        }
        words = words.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '—' | '–' | '-' | '('));
        let inside_quotation = self.quotations.iter().any(|q| q.inside.contains(Span::new(start, start + words.len())));
        if !inside_quotation {
            words = words.trim_end_matches(['.', '"', '”', '“', '’', '‘', '»', '«']);
        }
        (!words.is_empty() && words.chars().any(char::is_alphanumeric)).then(|| Span::new(start, start + words.len()))
    }

    /// Quotations that no statement holds: the next one of the same speech joins the statement before it; others that are long enough become statements
    /// without a cue.
    fn claim_quotations(&self, statements: &mut Vec<Statement>) {
        for q in self.quotations {
            if statements.iter().any(|s| s.content.iter().any(|c| c.overlaps(q.inside))) {
                continue;
            }
            let Some(inside) = self.trim(q.inside) else { continue };
            let words = self.document.tokens_in(inside).len();
            let Some(number) = self.document.sentence_at(inside.start) else { continue };
            let sentence = &self.document.sentences[number];
            let opens = q.whole.start <= sentence.span.start + 2;
            let running = statements.iter().rposition(|s| {
                s.content.last().is_some_and(|c| {
                    c.end <= inside.start
                        && self.document.sentence_at(c.start.max(c.end.saturating_sub(1))).is_some_and(|n| number.saturating_sub(n) <= 1)
                }) && s.form_is_quoted(self.quotations)
            });
            let cue_here = statements.iter().rposition(|s| s.cue.is_some_and(|c| sentence.span.contains(c)));
            match (running, cue_here) {
                (Some(s), _) if opens && words >= 2 => statements[s].content.push(inside),
                (_, Some(s)) if words >= 2 => {
                    statements[s].content.push(inside);
                    statements[s].content.sort();
                }
                _ if words >= SHORTEST_QUOTATION && opens && inside.end + 3 >= sentence.span.end => statements.push(Statement {
                    speaker: None,
                    speaker_inferred: false,
                    addressees: Vec::new(),
                    cue: None,
                    cue_word: None,
                    content: vec![inside],
                    sentence: number,
                    stance: "asserts".to_owned(),
                    form: "direct",
                    within: None,
                    confidence: 0.5,
                }),
                _ => {}
            }
        }
        statements.sort_by_key(|s| (s.content.first().map_or(usize::MAX, |c| c.start), s.cue.map_or(usize::MAX, |c| c.start)));
    }

    /// A statement without a speaker has that of the statement right before it, if no more than a sentence lies between.
    fn fill_speakers(&self, statements: &mut [Statement]) {
        for i in 0..statements.len() {
            if statements[i].speaker.is_some() {
                continue;
            }
            let at = statements[i].sentence;
            let before = statements[..i].iter().rev().find(|s| s.speaker.is_some() && at.saturating_sub(s.sentence) <= 2);
            if let Some(speaker) = before.and_then(|s| s.speaker)
                && !statements[i].content.iter().any(|c| c.contains(speaker.span))
            {
                statements[i].speaker = Some(speaker);
                statements[i].speaker_inferred = true;
            }
        }
    }
}

impl Statement {
    fn form_is_quoted(&self, quotations: &[Quotation]) -> bool {
        self.content.last().is_some_and(|c| quotations.iter().any(|q| q.inside.overlaps(*c)))
    }
}

/// Two cues with the same reported words in one sentence: the likelier stays ("said in a statement").
fn drop_doubles(statements: &mut Vec<Statement>) {
    let mut i = 0;
    while i < statements.len() {
        let double = (0..statements.len()).find(|&j| {
            j != i
                && statements[j].sentence == statements[i].sentence
                && !statements[i].content.is_empty()
                && statements[j].content == statements[i].content
                && (statements[j].confidence, usize::MAX - j) > (statements[i].confidence, usize::MAX - i)
        });
        if double.is_some() {
            statements.remove(i);
        } else {
            i += 1;
        }
    }
}

fn form(content: &[Span], quotations: &[Quotation]) -> &'static str {
    let quoted = |c: &Span| quotations.iter().any(|q| q.whole.contains(*c));
    if !content.is_empty() && content.iter().all(quoted) {
        "direct"
    } else if content.iter().any(|c| quotations.iter().any(|q| c.overlaps(q.inside))) {
        "mixed"
    } else {
        "indirect"
    }
}

/// A statement whose cue stands in another's content is reported by it; the smallest such counts.
fn nest(statements: &mut [Statement]) {
    for i in 0..statements.len() {
        let Some(cue) = statements[i].cue.or_else(|| statements[i].content.first().copied()) else { continue };
        let holder = (0..statements.len())
            .filter(|&j| j != i && statements[j].content.iter().any(|c| c.contains(cue)) && statements[j].cue != statements[i].cue)
            .min_by_key(|&j| statements[j].content.iter().map(|c| c.len()).sum::<usize>());
        statements[i].within = holder;
    }
}
