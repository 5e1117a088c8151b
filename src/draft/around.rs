//! What stands around a quotation, as one number: whoever remembers something of the quotation tells by it whether
//! that still holds.

use std::hash::{Hash as _, Hasher as _};

use xxhash_rust::xxh3::Xxh3;

use crate::prose::{Block, Quotation};
use crate::text::Span;

/// For each of `quotations` a digest of the blocks that it touches: their words as the draft has them and as prose,
/// what they are, and where it stands in them. The same wherever in a draft all of this stands.
pub(super) fn around(text: &str, prose: &str, blocks: &[Block], quotations: &[Quotation]) -> Vec<u128> {
    let mut hasher = Xxh3::new();
    let mut one = |quotation: &Quotation| {
        let Quotation { span, parts, form, .. } = quotation;
        let touched = touched(blocks, *span);
        let window = touched.iter().map(|block| block.span).fold(*span, Span::join);
        hasher.reset();
        let place = |part: Span| (part.start.wrapping_sub(span.start), part.len());
        (place(window), window.of(text), window.of(prose)).hash(&mut hasher);
        hasher.write_usize(touched.len());
        touched.iter().for_each(|block| (place(block.span), block.kind).hash(&mut hasher));
        (span.len(), form, parts.len()).hash(&mut hasher);
        parts.iter().for_each(|part| place(*part).hash(&mut hasher));
        hasher.digest128()
    };
    quotations.iter().map(&mut one).collect()
}

/// Those of `blocks` that `span` touches.
fn touched(blocks: &[Block], span: Span) -> &[Block] {
    let from = blocks.partition_point(|block| block.span.end < span.start);
    let rest = blocks.get(from..).unwrap_or_default();
    let count = rest.iter().take_while(|block| block.span.start <= span.end).count();
    rest.get(..count).unwrap_or_default()
}
