//! What the model saw in a document. Word indices are indices into [`Document::tokens`](crate::document::Document::tokens).

use std::ops::Range;

use crate::document::Document;

/// Syntax of one word, as in Universal Dependencies.
#[derive(Debug, Clone, PartialEq)]
pub struct Word {
    /// Universal part of speech: `NOUN`, `VERB`, …
    pub upos: &'static str,
    /// Feature bundle (`Number=Plur`), or `_`.
    pub feats: String,
    /// Lemma.
    pub lemma: String,
    /// Index of the head word; `None` at the root of a sentence.
    pub head: Option<usize>,
    /// Relation to the head, with subtype.
    pub deprel: String,
}

/// How a mention refers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Form {
    /// By a name.
    Name,
    /// By a description.
    Nominal,
    /// By a pronoun.
    Pronoun,
}

impl Form {
    /// The form of a mention whose head word has this universal part of speech.
    pub fn of(upos: &str) -> Form {
        match upos {
            "PROPN" => Form::Name,
            "PRON" => Form::Pronoun,
            _ => Form::Nominal,
        }
    }

    /// The word that the record prints.
    pub fn as_str(self) -> &'static str {
        match self {
            Form::Name => "name",
            Form::Nominal => "nominal",
            Form::Pronoun => "pronoun",
        }
    }
}

/// One mention of a thing.
#[derive(Debug, Clone, PartialEq)]
pub struct Mention {
    /// Its head word.
    pub head: usize,
    /// Its words.
    pub words: Range<usize>,
    /// `person`, `organisation`, `country`, `group`, `place`, `role`, `law`, `weapon`, `event` or `other`.
    pub kind: String,
    /// How it refers.
    pub form: Form,
    /// Number of the chain of mentions of the same thing.
    pub chain: usize,
    /// The likeliest antecedents, best first: index of an earlier mention, and by how much its score exceeds that of having none.
    pub antecedents: Vec<(usize, f32)>,
    /// Probability that it is a mention of this kind.
    pub score: f32,
}

/// A stretch of words that fills a role.
#[derive(Debug, Clone, PartialEq)]
pub struct Argument {
    /// `actor`, `recipient`, `object`, `place`, `time`, `instrument`; `source`, `addressee` of a cue.
    pub role: String,
    /// Its head word.
    pub head: usize,
    /// Its words.
    pub words: Range<usize>,
    /// Probability.
    pub score: f32,
}

/// A word that names an event.
#[derive(Debug, Clone, PartialEq)]
pub struct Trigger {
    /// Its head word.
    pub head: usize,
    /// Its words.
    pub words: Range<usize>,
    /// PLOVER type.
    pub kind: String,
    /// PLOVER mode.
    pub mode: Option<String>,
    /// `actual`, `ongoing`, `future`, `hypothetical` or `historical`.
    pub status: String,
    /// The text says that it did not happen.
    pub negated: bool,
    /// Its roles, in the order of their head words.
    pub arguments: Vec<Argument>,
    /// Index of the first trigger of the same act, if that stands before.
    pub retells: Option<usize>,
    /// Probability of the type.
    pub score: f32,
    /// Probabilities of mode (among those of the type, and none), of status, and of what `negated` says.
    pub chances: Chances,
}

/// How sure the smaller heads are of a trigger.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Chances {
    /// Of the mode, or of its absence.
    pub mode: f32,
    /// Of the status.
    pub status: f32,
    /// Of being negated or not, whichever holds.
    pub negated: f32,
}

/// A word of saying.
#[derive(Debug, Clone, PartialEq)]
pub struct Cue {
    /// Its head word.
    pub head: usize,
    /// Its words.
    pub words: Range<usize>,
    /// `asserts`, `denies`, …
    pub stance: String,
    /// Probability of the stance.
    pub stance_score: f32,
    /// Source and addressees.
    pub parties: Vec<Argument>,
    /// For each word of the window that the cue stands in: the log-odds that it is reported.
    pub content: Vec<(usize, f32)>,
    /// Probability that it is a cue.
    pub score: f32,
}

/// All that the model saw.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Analysis {
    /// One for each token.
    pub words: Vec<Word>,
    /// Mentions of our kinds, in the order of their head words.
    pub mentions: Vec<Mention>,
    /// Triggers, in order.
    pub triggers: Vec<Trigger>,
    /// Cues, in order.
    pub cues: Vec<Cue>,
    /// Contexts of each paragraph, with probabilities.
    pub contexts: Vec<Vec<(String, f32)>>,
}

impl Analysis {
    /// Is the word a relative pronoun (or one that looks like it), which stands for somebody and names nobody?
    pub(crate) fn is_relative(&self, document: &Document, word: usize) -> bool {
        self.words[word].upos == "PRON"
            && matches!(document.word(word).to_lowercase().as_str(), "who" | "which" | "that" | "whom" | "whose")
    }

    /// The mention with this head word. `O(log n)`.
    pub fn mention_at(&self, head: usize) -> Option<&Mention> {
        self.mentions.binary_search_by_key(&head, |m| m.head).ok().map(|i| &self.mentions[i])
    }
}
