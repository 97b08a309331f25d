//! The annotated corpus: a plain-text format for people (see `corpus/GUIDELINES.md`), its check, and its export for training.

mod agree;
mod annotations;
mod export;
mod locate;
mod parse;

pub use agree::{Agreement, kappa};
pub use annotations::{
    Commitment, Event, Filler, GoldAmount, GoldArticle, GoldPlace, GoldTime, Mention, Role, Statement, FORMS, KINDS, ROLES, STANCES, STATUSES,
};
pub use export::export;
pub use parse::{Fault, parse};
