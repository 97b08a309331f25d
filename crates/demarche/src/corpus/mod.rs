//! The annotated corpus: a plain-text format for people (see `corpus/GUIDELINES.md`), its check, and its export for training.

mod agree;
mod annotations;
mod export;
mod locate;
mod parse;

pub use agree::{Agreement, kappa};
pub use annotations::{
    Commitment, Event, FORMS, Filler, GoldAmount, GoldArticle, GoldPlace, GoldTime, KINDS, Mention, ROLES, Role, STANCES, STATUSES,
    Statement,
};
pub use export::export;
pub use parse::{Fault, parse};
