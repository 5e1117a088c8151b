//! What is needed to fit the weights of the attribution model to annotated text.
//!
//! Used by `examples/train_attribution.rs` alone.

use super::document::Document;
use super::speakers::walk;
use super::{Block, Memo, features};
use crate::text::Span;

/// How many features the model has.
pub const FEATURES: usize = features::COUNT;

/// One quotation with those who could speak it.
#[derive(Clone, Debug)]
pub struct Example {
    /// The quotation with its marks, bytes into the text.
    pub span: Span,
    /// For each candidate the features that hold of it, as indices below [`FEATURES`].
    pub candidates: Vec<Vec<u16>>,
    /// The indices of the candidates that are right; the last candidate is "nobody".
    pub right: Vec<usize>,
}

/// Reads `text` and asks `judge`, for each quotation, which of the candidate mentions (bytes into
/// the text; `None` for "nobody") are right. An empty answer leaves the quotation out.
pub fn examples(
    text: &str,
    blocks: &[Block],
    mut judge: impl FnMut(Span, &[Option<Span>]) -> Vec<usize>,
) -> Vec<Example> {
    let mut memo = Memo::default();
    let document: Document<'_> = memo.document(text, blocks);
    let raws = document.quotations();
    let mut found = Vec::new();
    walk(
        &document,
        &raws,
        |index, candidates| {
            let raw = raws.get(index)?;
            let mentions: Vec<Option<Span>> = candidates
                .iter()
                .map(|candidate| {
                    let id = candidate.mention?;
                    let base = blocks.get(id.block)?.span.start;
                    Some(document.scans.get(id.block)?.mentions.get(id.index)?.span.shifted(base))
                })
                .collect();
            let right = judge(raw.span, &mentions);
            let first = right.first().copied()?;
            let candidates = candidates.iter().map(|candidate| candidate.features.ids().to_vec()).collect();
            found.push(Example { span: raw.span, candidates, right });
            Some((first, 1.0))
        },
        &mut Vec::new(),
    );
    found
}
