//! What prose says: quotations, mentions, who speaks, where and when.
//!
//! One engine reads drafts and sources alike, so that the two sides of a comparison can never be
//! understood differently.
//!
//! Invariant: nothing here does I/O or fails; a text that cannot be understood yields less.

mod antecedents;
mod bearers;
mod blocks;
mod bodies;
mod candidates;
mod data;
mod description;
mod document;
mod entries;
mod explain;
mod feature_names;
mod features;
mod frames;
mod inner;
mod labelled;
mod last_names;
mod lexicon;
mod marks;
mod memo;
mod mentions;
mod model;
mod name_phrases;
mod names;
mod nature;
mod nearby;
mod neighbourhoods;
mod people;
mod persons;
mod reading;
mod resolve;
mod roles;
mod scan;
mod speakers;
mod subjects;
mod table;
#[cfg(test)]
mod tests;
mod tokens;
pub mod training;
mod transcript;
mod turns;
mod venue_conflict;
mod venue_forms;
mod venues;
mod when;

pub use blocks::paragraphs;
pub use explain::{Answer, Explanation, explain};
pub use memo::Memo;
pub use model::{
    Attribution, Block, BlockKind, Form, Gender, LABEL, Nature, Person, PersonId, PersonKind, Quotation, Reading,
    Speaker, Venue, VenueKind,
};
pub use people::{Directory, Sameness};
pub use venue_conflict::venues_conflict;
pub use when::{Day, When, written};

/// Reads `text`, whose blocks are `blocks` (in order, not overlapping).
///
/// `text` may be masked (see [`crate::text::Mask`]). All spans returned are bytes into `text`.
#[must_use]
pub fn read(text: &str, blocks: &[Block], memo: &mut Memo) -> Reading {
    read_beside(text, blocks, memo, |_| ()).0
}

/// Reads `text` like [`read`]. `beside` is done meanwhile: it is given the quotations before it is known who speaks.
#[must_use]
pub fn read_beside<T: Send>(
    text: &str,
    blocks: &[Block],
    memo: &mut Memo,
    beside: impl FnOnce(&[Quotation]) -> T + Send,
) -> (Reading, T) {
    memo.read(text, blocks, beside)
}

/// Reads `text` like [`read`], where it will not be read again after an edit: nothing is remembered.
#[must_use]
pub fn read_once(text: &str, blocks: &[Block]) -> Reading {
    reading::reading(&memo::document_once(text, blocks), None, |_| ()).0
}
