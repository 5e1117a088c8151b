//! What is needed to fit the weights of the engine's models to annotated text.
//!
//! Used by `examples/train_attribution.rs` and `examples/train_nature.rs` alone.

use super::memo::document_once;
use super::speakers::{odds, speaking, walk};
use super::{Block, features, nature};
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
    let document = document_once(text, blocks);
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

/// How many features the model of what is spoken has.
pub const NATURE_FEATURES: usize = nature::COUNT;

/// Reads `text` and gives, for each quotation in marks that stands in no other, its parts between the
/// marks (bytes into the text) and the features that hold of it, as indices below
/// [`NATURE_FEATURES`]. `weights` are those of the model of speakers, by the number of its features.
pub fn natures(text: &str, blocks: &[Block], weights: &[f32]) -> Vec<(Vec<Span>, Vec<usize>)> {
    let document = document_once(text, blocks);
    let raws = document.quotations();
    let mut found = Vec::new();
    walk(
        &document,
        &raws,
        |index, candidates| {
            let (raw, odds) = (raws.get(index)?, odds(candidates, weights)?);
            let mut ids = Vec::new();
            nature::features(&document, raw, speaking(&document, candidates, &odds), |id| ids.push(id));
            found.push((raw.parts.to_vec(), ids));
            if odds.nobody > 0.5 { Some((odds.silence?, odds.nobody)) } else { odds.mention }
        },
        &mut Vec::new(),
    );
    found
}
