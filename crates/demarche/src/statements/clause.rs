//! The clause that a verb of saying reports, by the dependency tree.

use std::ops::Range;

use crate::analysis::Analysis;

/// Relations under which a cue's clause hangs.
fn reports(deprel: &str) -> bool {
    matches!(deprel.split(':').next(), Some("ccomp" | "xcomp" | "parataxis" | "csubj" | "acl" | "advcl"))
}

/// True if `word` hangs under `head`, or is it. Cycles cannot occur in a tree; the walk is bounded all the same.
fn under(analysis: &Analysis, mut word: usize, head: usize) -> bool {
    for _ in 0..200 {
        if word == head {
            return true;
        }
        match analysis.words[word].head {
            Some(next) => word = next,
            None => return false,
        }
    }
    false
}

/// The stretches of `sentence` that may be what the cue at `cue` reports: each clause under it, and, where the cue itself is put in beside
/// the clause ("…, he said, …"), the rest of that clause on either side of it.
pub(super) fn candidates(analysis: &Analysis, sentence: &Range<usize>, cue: usize) -> Vec<Vec<Range<usize>>> {
    let words = &analysis.words;
    let mut out = Vec::new();
    for child in sentence.clone().filter(|&w| words[w].head == Some(cue) && reports(&words[w].deprel)) {
        out.push(runs(sentence.clone().filter(|&w| under(analysis, w, child) && !(child < cue && w > cue))));
    }
    let beside = matches!(words[cue].deprel.split(':').next(), Some("parataxis" | "advcl" | "obl" | "acl" | "case"));
    if let Some(head) = words[cue].head.filter(|_| beside) {
        let mut top = head;
        while let Some(next) = words[top].head.filter(|n| sentence.contains(n)) {
            top = next;
        }
        out.push(runs(sentence.clone().filter(|&w| under(analysis, w, top) && !under(analysis, w, cue))));
    }
    out.retain(|c| !c.is_empty());
    out
}

/// Neighbouring words as ranges.
fn runs(words: impl Iterator<Item = usize>) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    for w in words {
        match out.last_mut() {
            Some(run) if run.end == w => run.end += 1,
            _ => out.push(w..w + 1),
        }
    }
    out
}

/// The subject of a verb: its own, or that of the verb it is joined to or completes; for a relative clause, the noun that it hangs on.
pub(crate) fn subject(analysis: &Analysis, verb: usize) -> Option<usize> {
    let words = &analysis.words;
    let mut at = verb;
    for _ in 0..6 {
        let near = at.saturating_sub(60)..(at + 60).min(words.len());
        let own = near
            .into_iter()
            .find(|&w| words[w].head == Some(at) && words[w].deprel.starts_with("nsubj") && !words[w].deprel.ends_with(":pass"));
        if own.is_some() {
            return own;
        }
        let passive =
            (at.saturating_sub(60)..(at + 60).min(words.len())).any(|w| words[w].head == Some(at) && words[w].deprel.ends_with(":pass"));
        if passive {
            return None;
        }
        match words[at].deprel.split(':').next() {
            Some("conj" | "xcomp" | "advcl") => at = words[at].head?,
            Some("acl") if words[at].deprel != "acl" => return words[at].head,
            _ => return None,
        }
    }
    None
}
