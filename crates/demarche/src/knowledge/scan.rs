//! All names of the knowledge base in a text, in one pass.

use std::ops::Range;

use super::Knowledge;
use super::compile::fold::{self, Word};
use super::compile::names::Form;
use super::entry::{Entry, EntryKind};
use super::layer::{Layer, Which};
use crate::span::Span;

/// Most words of a name.
const MAX_WORDS: usize = 12;

/// A name found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameHit {
    /// Where it stands: bytes of the text.
    pub span: Span,
    /// What it can stand for, the user's entries first.
    pub entries: Vec<Entry>,
}

/// The words of a text with their folded forms.
pub(super) struct Words<'t> {
    pub(super) text: &'t str,
    pub(super) words: Vec<Word>,
    folded: String,
    ends: Vec<usize>,
}

impl<'t> Words<'t> {
    pub(super) fn of(text: &'t str) -> Self {
        let mut out = Self { text, words: Vec::new(), folded: String::new(), ends: vec![0] };
        for word in fold::words(text) {
            fold::fold_word(&text[word.start..word.end], &mut out.folded);
            out.words.push(word);
            out.ends.push(out.folded.len());
        }
        out
    }

    pub(super) fn len(&self) -> usize {
        self.words.len()
    }

    pub(super) fn folded(&self, i: usize) -> &str {
        &self.folded[self.ends[i]..self.ends[i + 1]]
    }

    pub(super) fn surface(&self, i: usize) -> &'t str {
        &self.text[self.words[i].start..self.words[i].end]
    }

    /// The folded words of a range, with spaces between.
    pub(super) fn phrase(&self, range: Range<usize>) -> String {
        range.map(|i| self.folded(i)).collect::<Vec<_>>().join(" ")
    }

    pub(super) fn span(&self, range: Range<usize>) -> Span {
        Span::new(self.words[range.start].start, self.words[range.end - 1].end)
    }

    /// What stands between word `i` and the next one.
    pub(super) fn gap(&self, i: usize) -> &'t str {
        &self.text[self.words[i].end..self.words[i + 1].start]
    }

    /// True if word `i` and the next one can belong to one name: a blank, a hyphen or the like stands between them.
    fn joined(&self, i: usize) -> bool {
        let gap = self.gap(i);
        match gap {
            // "the EU's top diplomat" is named as "EU top diplomat".
            "'s " | "\u{2019}s " => true,
            " " | "-" | "\u{2013}" | "\u{2010}" | "\u{2011}" | "\u{A0}" | ". " | "\n" | "/" => true,
            // "Washington, D.C."
            ", " => self.surface(i + 1).contains('.') || is_upper(self.surface(i + 1)) && self.surface(i + 1).len() == 2,
            _ => gap.len() <= 4 && gap.chars().all(|c| matches!(c, ' ' | '-' | '\'' | '\u{2019}' | '\u{A0}' | '(' | '\u{2013}')),
        }
    }

    pub(super) fn starts_upper(&self, i: usize) -> bool {
        self.surface(i).chars().next().is_some_and(|c| c.is_uppercase() || c.is_numeric())
    }
}

/// True for capitals only, two letters at least.
pub(super) fn is_upper(word: &str) -> bool {
    word.chars().filter(|c| c.is_alphabetic()).count() >= 2 && !word.chars().any(char::is_lowercase)
}

impl Knowledge {
    /// All names in `text` from left to right: the longest at each place, none overlapping another, at word boundaries.
    ///
    /// Names must stand with a capital (*turkey* is not Turkey); abbreviations in capitals (*us* is not the US). Words that are
    /// names only by chance (*May*, *Will*) are left out where they stand alone. Linear time.
    pub fn names_in(&self, text: &str) -> Vec<NameHit> {
        let words = Words::of(text);
        self.hits(&words, true).into_iter().map(|(range, entries)| NameHit { span: words.span(range), entries }).collect()
    }

    /// The hits as ranges of words. With `cased` false the text's case is not looked at.
    pub(super) fn hits(&self, words: &Words<'_>, cased: bool) -> Vec<(Range<usize>, Vec<Entry>)> {
        let mut out = Vec::new();
        let mut i = 0;
        while i < words.len() {
            if cased && !words.starts_upper(i) && !self.may_start_low(words, i) {
                i += 1;
                continue;
            }
            match self.longest(words, i, cased) {
                Some((end, entries)) => {
                    out.push((i..end, entries));
                    i = end;
                }
                None => i += 1,
            }
        }
        out
    }

    /// A name may begin with a small particle: *al-Shabaab*, *de Gaulle*.
    fn may_start_low(&self, words: &Words<'_>, i: usize) -> bool {
        const PARTICLES: &[&str] =
            &["al", "el", "bin", "ibn", "von", "van", "de", "da", "di", "du", "le", "la", "abu", "an", "as", "ash", "der"];
        i + 1 < words.len() && words.starts_upper(i + 1) && PARTICLES.contains(&words.surface(i))
    }

    /// The longest name that begins at word `start` and may stand there as it is written.
    fn longest(&self, words: &Words<'_>, start: usize, cased: bool) -> Option<(usize, Vec<Entry>)> {
        let mut ends: Vec<(usize, usize, u64)> = Vec::new();
        for (n, layer) in self.layers.iter().enumerate() {
            walk(layer, words, start, |end, value| ends.push((end, n, value)));
        }
        ends.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
        let mut at = 0;
        while at < ends.len() {
            let end = ends[at].0;
            let mut entries = Vec::new();
            while at < ends.len() && ends[at].0 == end {
                let (_, n, value) = ends[at];
                for (row, form) in self.layers[n].entries(value) {
                    if cased && !self.fits(words, start..end, form) {
                        continue;
                    }
                    entries.extend(self.entry(n, row, form).filter(|e| !self.is_replaced(*e)));
                }
                at += 1;
            }
            if cased && end == start + 1 {
                self.drop_chance(words, start, &mut entries);
            }
            if !entries.is_empty() {
                return Some((end, entries));
            }
        }
        None
    }

    /// Takes out what a single common word stands for only by chance.
    fn drop_chance(&self, words: &Words<'_>, at: usize, entries: &mut Vec<Entry>) {
        if entries.is_empty() || !self.is_word("plain", words.folded(at)) {
            return;
        }
        let upper = is_upper(words.surface(at));
        entries.retain(|e| {
            (upper && e.form == Form::Acronym)
                || (matches!(e.kind, EntryKind::Country | EntryKind::Organisation) && e.form != Form::Acronym)
        });
    }

    /// True if the words, as they are written, may be a name of that form.
    fn fits(&self, words: &Words<'_>, range: Range<usize>, form: Form) -> bool {
        let first = words.surface(range.start);
        match form {
            Form::Acronym => {
                let surface = self.joined_surface(words, range.clone());
                let letters = surface.chars().filter(|c| c.is_alphabetic()).count();
                if surface.chars().any(char::is_lowercase) {
                    // "Nato", "Unicef": written as a word, if long enough to be one.
                    return letters >= 4 && range.len() == 1 && first.chars().skip(1).all(|c| !c.is_uppercase());
                }
                letters > 3 || surface.contains('.') || !(self.is_word("plain", words.folded(range.start)) && shouting(words, range.start))
            }
            Form::Title | Form::Epithet => range.clone().any(|i| words.starts_upper(i)),
            _ if range.len() == 1 => words.starts_upper(range.start),
            _ => {
                // The second half of "Jae-myung" goes with the first.
                let long = |i: &usize| words.surface(*i).len() > 3 && !(*i > range.start && words.gap(*i - 1) == "-");
                let all = range.clone().filter(long).count();
                let upper = range.clone().filter(long).filter(|i| words.starts_upper(*i)).count();
                // "UN refugee agency"
                (is_upper(first) && range.len() > 2) || range.clone().any(|i| words.starts_upper(i)) && upper * 2 >= all
            }
        }
    }

    fn joined_surface<'t>(&self, words: &Words<'t>, range: Range<usize>) -> &'t str {
        words.span(range).of(words.text)
    }
}

/// True if the words around are in capitals too: a headline that shouts tells nothing by its capitals.
fn shouting(words: &Words<'_>, at: usize) -> bool {
    let around = at.saturating_sub(3)..(at + 4).min(words.len());
    let total = around.len();
    let upper = around.filter(|i| is_upper(words.surface(*i)) || words.surface(*i).len() == 1).count();
    total > 2 && upper * 4 >= total * 3
}

/// Follows the words from `start` through the map of names and tells each word after which a name ends.
fn walk(layer: &Layer, words: &Words<'_>, start: usize, mut found: impl FnMut(usize, u64)) {
    let map = layer.map(Which::Names);
    let mut node = map.root();
    let mut output = fst::raw::Output::zero();
    for i in start..words.len().min(start + MAX_WORDS) {
        if i > start {
            if !words.joined(i - 1) {
                return;
            }
            let Some(next) = node.find_input(b' ') else {
                return;
            };
            let transition = node.transition(next);
            output = output.cat(transition.out);
            node = map.node(transition.addr);
        }
        for byte in words.folded(i).bytes() {
            let Some(next) = node.find_input(byte) else {
                return;
            };
            let transition = node.transition(next);
            output = output.cat(transition.out);
            node = map.node(transition.addr);
        }
        if node.is_final() {
            found(i + 1, output.cat(node.final_output()).value());
        }
    }
}
