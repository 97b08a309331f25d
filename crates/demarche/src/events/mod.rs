//! Who did what to whom, when and where: the model's triggers and roles, joined with entities, times, places and amounts.

mod build;
mod retold;
mod when;

pub use build::{Context, Event, Filler, read};
pub use when::{EventTime, precision};
