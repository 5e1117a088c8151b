//! What prose says: quotations, mentions, who speaks, where and when.
//!
//! One engine reads drafts and sources alike, so that the two sides of a comparison can never be
//! understood differently.
//!
//! Invariant: nothing here does I/O or fails; a text that cannot be understood yields less.

mod model;
mod people;

pub use model::{
    Attribution, Block, BlockKind, Form, Gender, Nature, Person, PersonId, PersonKind, Quotation, Reading, Speaker,
    Venue, VenueKind,
};
pub use people::{Directory, Sameness};

/// Remembers what blocks said, so that an edit costs the block it touches.
#[derive(Debug, Default)]
pub struct Memo {}

/// Reads `text`, whose blocks are `blocks` (in order, not overlapping).
///
/// `text` may be masked (see [`crate::text::Mask`]). All spans returned are bytes into `text`.
#[must_use]
pub fn read(text: &str, blocks: &[Block], memo: &mut Memo) -> Reading {
    let _ = (text, blocks, memo);
    Reading::default()
}

/// Stand-in.
#[must_use]
pub fn conflicting_venues(_: &[Venue], _: &[Venue]) -> Option<(usize, usize)> {
    None
}
