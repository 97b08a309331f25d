//! What speaks against two mentions being one: gender, number, person and kind, and that one verb takes both.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::analysis::{Analysis, Form};
use crate::document::Document;

#[derive(Deserialize)]
struct Gender {
    masculine: Vec<String>,
    feminine: Vec<String>,
    masculine_endings: Vec<String>,
    feminine_endings: Vec<String>,
}

static GENDER: LazyLock<Gender> =
    LazyLock::new(|| toml::from_str(include_str!("gender.toml")).expect("gender.toml is part of the program and parses"));

/// What is known of a mention, or of all mentions of one thing together.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Traits {
    masculine: bool,
    feminine: bool,
    /// Named or described as one human being.
    person: bool,
    /// Named or described as something other than one human being.
    thing: bool,
    /// "she", "her": one human being, whoever it is.
    human_pronoun: bool,
    /// "it", "its".
    neuter_pronoun: bool,
    /// "they", "their".
    plural_pronoun: bool,
    /// "the two leaders".
    plural: bool,
    singular: bool,
}

impl Traits {
    /// The traits of one mention.
    pub(super) fn of(
        document: &Document,
        analysis: &Analysis,
        head: usize,
        words: &std::ops::Range<usize>,
        kind: &str,
        form: Form,
    ) -> Traits {
        let feats = analysis.words[head].feats.as_str();
        let has = |feature: &str| feats.split('|').any(|f| f == feature);
        if form == Form::Pronoun {
            let human = has("Gender=Masc") || has("Gender=Fem");
            return Traits {
                masculine: has("Gender=Masc"),
                feminine: has("Gender=Fem"),
                human_pronoun: human,
                neuter_pronoun: has("Gender=Neut"),
                plural_pronoun: has("Number=Plur") && has("Person=3"),
                ..Traits::default()
            };
        }
        let person = kind == "person";
        let lower: Vec<String> = words.clone().map(|w| document.word(w).to_lowercase()).collect();
        let says = |list: &[String], endings: &[String]| {
            person
                && (lower.iter().any(|w| list.contains(w)) || {
                    let word = document.word(head).to_lowercase();
                    endings.iter().any(|e| word.ends_with(e.as_str()))
                })
        };
        let plural = form == Form::Nominal && has("Number=Plur");
        Traits {
            masculine: says(&GENDER.masculine, &GENDER.masculine_endings),
            feminine: says(&GENDER.feminine, &GENDER.feminine_endings),
            person: person && !plural,
            thing: !matches!(kind, "person" | "role" | "group"),
            plural: plural && matches!(kind, "person" | "role" | "group"),
            singular: person && form == Form::Name,
            ..Traits::default()
        }
    }

    /// Could both be the same thing?
    pub(super) fn agree(&self, other: &Traits) -> bool {
        let one_way = |a: &Traits, b: &Traits| {
            let gender =
                (a.masculine && b.feminine && !b.masculine && !a.feminine) || (a.feminine && b.masculine && !b.feminine && !a.masculine);
            let human = a.human_pronoun && (b.neuter_pronoun || (b.thing && !b.person) || b.plural || (b.plural_pronoun && !b.person));
            let neuter = a.neuter_pronoun && b.person;
            let many = (a.plural_pronoun || a.plural) && b.singular;
            gender || human || neuter || many
        };
        !one_way(self, other) && !one_way(other, self)
    }

    /// The traits of both together.
    pub(super) fn join(&mut self, other: &Traits) {
        self.masculine |= other.masculine;
        self.feminine |= other.feminine;
        self.person |= other.person;
        self.thing |= other.thing;
        self.human_pronoun |= other.human_pronoun;
        self.neuter_pronoun |= other.neuter_pronoun;
        self.plural_pronoun |= other.plural_pronoun;
        self.plural |= other.plural;
        self.singular |= other.singular;
    }
}

/// The verb or noun that takes the mention as its subject, object or oblique; conjuncts count as their first.
fn governor(analysis: &Analysis, head: usize) -> Option<(usize, usize)> {
    let words = &analysis.words;
    let mut at = head;
    for _ in 0..10 {
        if words[at].deprel.split(':').next() != Some("conj") {
            break;
        }
        at = words[at].head?;
    }
    let argument = matches!(words[at].deprel.split(':').next(), Some("nsubj" | "obj" | "iobj" | "obl"));
    words[at].head.filter(|_| argument).map(|verb| (verb, at))
}

/// Does one verb take both as different arguments ("he urged the chief")? Then they are two, unless one is "himself".
pub(super) fn co_arguments(analysis: &Analysis, a: usize, b: usize) -> bool {
    let reflexive = |w: usize| analysis.words[w].feats.contains("Reflex=Yes");
    if reflexive(a) || reflexive(b) {
        return false;
    }
    match (governor(analysis, a), governor(analysis, b)) {
        (Some((v, x)), Some((w, y))) => v == w && x != y,
        _ => false,
    }
}
