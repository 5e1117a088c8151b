//! The paragraphs of plain text.

use crate::prose::{Block, BlockKind};
use crate::text::{LineIndex, Span};

/// The paragraphs of `text`: parted by empty lines where its paragraphs are wrapped over several
/// lines, else each line one.
pub(super) fn paragraphs(text: &str) -> Vec<Block> {
    let lines = LineIndex::new(text);
    (0..lines.len())
        .map(|line| lines.span(text, line).trimmed(text))
        .filter(|span: &Span| !span.is_empty())
        .map(|span| Block { span, kind: BlockKind::Paragraph })
        .collect()
}
