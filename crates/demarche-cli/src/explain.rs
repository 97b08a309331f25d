//! `demarche code --explain v3`: why a field has its value.

use anyhow::{Result, bail};
use demarche::article::Article;
use demarche::engine::Engine;
use demarche::explain::{Explanation, explain};

use crate::human::layout::{Pieces, Style, clean};

/// Values longer than this many columns are cut: the reason matters here.
const VALUE: usize = 60;

/// The explanations of `ids` (parted by commas) in one article, for people.
///
/// # Errors
/// If the model fails to run, or the record has no item of an id.
pub fn told(engine: &Engine, article: &Article, ids: &str, width: Option<usize>) -> Result<String> {
    let mut out = String::new();
    for id in ids.split(',').map(str::trim).filter(|id| !id.is_empty()) {
        match explain(engine, article, id)? {
            Some(explanation) => out += &block(&explanation, width),
            None => bail!("the record has no item {id}; items are numbered as in the output without --explain: v1, s1, e1, c1, t1, a1, p1"),
        }
    }
    Ok(out)
}

fn block(e: &Explanation, width: Option<usize>) -> String {
    let mut head = Pieces::default();
    head.add(Style::Bold, format!("{} {}", e.layer.to_uppercase(), e.id));
    let mut sentence = Pieces::default();
    sentence.add(Style::Said, clean(&e.sentence));
    let mut out = format!("{}\n  {}\n", head.line(), sentence.wrapped(width, 2));
    let field = e.reasons.iter().map(|r| r.field.len()).max().unwrap_or(0);
    for r in &e.reasons {
        let mut label = Pieces::default();
        label.add(Style::Type, format!("{:<field$}", r.field));
        let mut rest = Pieces::default();
        rest.add(Style::Bold, short(&clean(&r.value))).add(Style::Dim, format!(" ← {}", clean(&r.why)));
        out += &format!("  {}  {}\n", label.line(), rest.wrapped(width, field + 4));
    }
    out + "\n"
}

fn short(text: &str) -> String {
    if text.chars().count() <= VALUE {
        return text.to_owned();
    }
    text.chars().take(VALUE - 1).collect::<String>().trim_end().to_owned() + "…"
}
