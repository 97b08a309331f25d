//! How well the reader reads: its layers against annotated articles.

pub mod calibration;
mod count;
mod score;

pub use count::{Count, Share};
pub use score::{Mistake, Scores, article_of, score};
