//! How well the reader reads: its layers against annotated articles.

mod count;
mod score;

pub use count::{Count, Share};
pub use score::{Mistake, Scores, article_of, score};
