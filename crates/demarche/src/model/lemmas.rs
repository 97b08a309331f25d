//! Lemmas: a lexicon of inflected forms, else the likeliest rule that fits the form's ending.

use std::collections::{HashMap, HashSet};

use super::description::Description;

/// `<case><strip>+<suffix>`: take the form in lower case (`l`, `t`, `u`) or as it stands (`k`), cut characters off its end, append the suffix; `t`
/// makes the first character upper case, `u` all of them. See `training/lemmas.py`.
struct Rule {
    case: u8,
    strip: usize,
    suffix: String,
    endings: HashSet<String>,
}

/// The lexicon and the rules.
pub(super) struct Lemmas {
    lexicon: HashMap<String, String>,
    rules: Vec<Rule>,
}

impl Lemmas {
    pub(super) fn new(table: &[u8], labels: &[String], description: &Description) -> Result<Self, String> {
        let table = std::str::from_utf8(table).map_err(|e| e.to_string())?;
        let lexicon = table
            .lines()
            .skip(1)
            .filter_map(|line| {
                let mut fields = line.split('\t');
                let (form, upos, lemma) = (fields.next()?, fields.next()?, fields.next()?);
                Some((format!("{form}\t{upos}"), lemma.to_owned()))
            })
            .collect();
        let rules = labels
            .iter()
            .map(|label| {
                let (strip, suffix) =
                    label.get(1..).and_then(|rest| rest.split_once('+')).ok_or_else(|| format!("no lemma rule: {label}"))?;
                let strip = strip.parse().map_err(|_| format!("no lemma rule: {label}"))?;
                let endings = description.lemma_endings.get(label).map(|list| list.iter().cloned().collect()).unwrap_or_default();
                Ok(Rule { case: label.as_bytes()[0], strip, suffix: suffix.to_owned(), endings })
            })
            .collect::<Result<_, String>>()?;
        Ok(Self { lexicon, rules })
    }

    /// The lemma of `form`; `logits` are the scores of the rules.
    pub(super) fn lemma(&self, form: &str, upos: &str, logits: &[f32]) -> String {
        let lower = form.to_lowercase();
        if let Some(lemma) = self.lexicon.get(&format!("{lower}\t{upos}")) {
            return lemma.clone();
        }
        let mut best: Option<(&Rule, f32)> = None;
        for (rule, &score) in self.rules.iter().zip(logits) {
            if best.is_none_or(|(_, top)| score > top) && rule.fits(&lower) {
                best = Some((rule, score));
            }
        }
        best.map_or(lower.clone(), |(rule, _)| rule.apply(form, &lower))
    }
}

/// The byte where the last `count` characters begin; `None` if there are fewer.
fn cut(text: &str, count: usize) -> Option<usize> {
    if count == 0 { Some(text.len()) } else { text.char_indices().rev().nth(count - 1).map(|(at, _)| at) }
}

impl Rule {
    fn fits(&self, lower: &str) -> bool {
        self.strip == 0 || cut(lower, self.strip).is_some_and(|at| self.endings.is_empty() || self.endings.contains(&lower[at..]))
    }

    fn apply(&self, form: &str, lower: &str) -> String {
        let base = if self.case == b'k' { form } else { lower };
        let Some(at) = cut(base, self.strip) else { return base.to_owned() };
        let lemma = format!("{}{}", &base[..at], self.suffix);
        match self.case {
            b't' => {
                let mut chars = lemma.chars();
                chars.next().map_or_else(String::new, |c| c.to_uppercase().chain(chars).collect())
            }
            b'u' => lemma.to_uppercase(),
            _ => lemma,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_cut_append_and_set_the_case() {
        let rule = |case, strip, suffix: &str| Rule { case, strip, suffix: suffix.to_owned(), endings: HashSet::new() };
        assert_eq!(rule(b'l', 3, "y").apply("Cities", "cities"), "city");
        assert_eq!(rule(b't', 1, "").apply("NORWEGIANS", "norwegians"), "Norwegian");
        assert_eq!(rule(b'k', 0, "").apply("NATO", "nato"), "NATO");
        assert_eq!(rule(b'l', 9, "").apply("is", "is"), "is");
        assert!(!Rule { endings: HashSet::from(["ed".to_owned()]), ..rule(b'l', 2, "") }.fits("going"));
    }
}
