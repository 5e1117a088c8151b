//! A quotation against passages: what is the same, what differs, and how much that matters.
//!
//! Invariant: no I/O, no failure; a pure function of a wording and an archive.

mod align;
mod atoms;
mod bound;
mod chain;
mod clip;
mod compare;
mod forms;
mod grade;
mod judge;
mod lexicon;
mod model;
mod numbers;
mod places;
mod script;
mod segments;
mod sense;
mod window;
mod wording;

pub use model::{Alteration, AlterationKind, Clip, Grade, Match, Omission, Sense, Token, Wording};

use crate::archive::{Archive, SourceId};
use crate::text::Span;

/// Reads the words that a quotation claims, with its marked edits.
///
/// `prose` is the draft's masked text, `parts` the spans of the quotation's words in it.
#[must_use]
pub fn wording(prose: &str, parts: &[Span]) -> Wording {
    wording::read(prose, parts)
}

/// The passages of the archive that `wording` comes from, the best first: for each source the
/// best passage of it, and equally good ones elsewhere. `prefer` are the cited sources: they are
/// looked at even where other sources match better. Empty when no source holds anything near.
#[must_use]
pub fn matches(wording: &Wording, prose: &str, archive: &Archive, prefer: &[SourceId]) -> Vec<Match> {
    compare::matches(wording, prose, archive, prefer)
}

#[cfg(test)]
mod tests;
