use super::{Options, draft::{Draft, Piece}, mapped::Mapped};
pub(crate) fn is_page(text: &str) -> bool { text.contains("<html") }
pub(crate) fn has_markup(_text: &str) -> bool { false }
pub(crate) fn has_blocks(_text: &str) -> bool { false }
pub(crate) fn text_of(text: &str) -> String { text.to_owned() }
pub(crate) fn page(_text: &Mapped, _draft: &mut Draft, _options: &Options) {}
pub(crate) fn fragment(_text: &Mapped) -> Vec<Piece> { Vec::new() }
