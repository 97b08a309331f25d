use super::{Options, draft::Draft, mapped::Mapped, plain};
pub(crate) fn looks_like(_start: &str) -> bool { false }
pub(crate) fn read(text: &Mapped, draft: &mut Draft, _options: &Options) { draft.pieces = plain::pieces(text); draft.has_head = true; }
