//! The type of event that holds between two given spans.

use super::heads::{dot, softmax};
use super::{Model, ModelError};
use crate::document::Document;
use crate::span::Span;

impl Model {
    /// Probabilities of the event types between `actor` and `recipient` (bytes of the document), in the order of the model's labels. Either may be
    /// absent. If the text needs several windows, the one that holds most of the two spans is read.
    ///
    /// # Errors
    /// If the graph fails to run.
    pub fn relate(&self, document: &Document, actor: Option<Span>, recipient: Option<Span>) -> Result<Vec<(String, f32)>, ModelError> {
        let mut windows = self.pieces.windows(document);
        let words = |span: Option<Span>| span.map_or(0..0, |s| document.tokens_in(s));
        let (actor, recipient) = (words(actor), words(recipient));
        let head = &self.heads.relation;
        let held = |start: usize, count: usize| (start..start + count).filter(|w| actor.contains(w) || recipient.contains(w)).count();
        let Some(at) = (0..windows.len()).rev().max_by_key(|&i| held(windows[i].start, windows[i].first.len())) else {
            return Ok(Vec::new());
        };
        let window = &mut windows[at];
        for k in 0..window.first.len() {
            let word = window.start + k;
            // Where the spans overlap, the recipient's mark stands, as in training.
            let mark = if recipient.contains(&word) { 2 } else { i32::from(actor.contains(&word)) };
            let end = window.first.get(k + 1).copied().unwrap_or(window.ids.len() - 1);
            window.marks[window.first[k]..end].fill(mark);
        }
        let rows = self.project(window)?;
        let mut hidden = vec![0.0; head.actor.end - head.actor.start];
        for (range, slice) in [(Some(&actor), head.actor), (Some(&recipient), head.recipient), (None, head.all)] {
            let inside: Vec<usize> = (0..rows.len()).filter(|k| range.is_none_or(|r| r.contains(&(window.start + k)))).collect();
            for &k in &inside {
                for (sum, value) in hidden.iter_mut().zip(rows.get(k, slice)) {
                    *sum += value / inside.len() as f32;
                }
            }
        }
        hidden.iter_mut().for_each(|x| *x = x.max(0.0));
        let logits: Vec<f32> = head.weight.chunks_exact(hidden.len()).zip(&head.bias).map(|(w, b)| dot(w, &hidden) + b).collect();
        Ok(head.labels.iter().cloned().zip(softmax(&logits)).collect())
    }
}
