//! A quotation against passages: what is the same, what differs, and how much that matters.
//!
//! The way through the room:
//!
//! 1. `wording` reads the words a quotation claims, with its marked edits.
//! 2. `places` asks the archive for each run of words between marks of editing.
//! 3. `atoms` takes contractions apart and folds other forms of one word, on both sides; `window`
//!    knows which words of a source somebody said, and which stand between the parts of an utterance.
//! 4. `bound` leaves out what cannot be near enough; `chain` and `align` find the cheapest way from
//!    a passage to the claim; `segments` looks elsewhere for what the passage lacks.
//! 5. `fit` keeps phrases in another form in one piece; `script` makes word-level alterations of the
//!    steps, `grade` says how grave each is: by `forms` (with `numbers` and `dates`) whether it is the same
//!    in another form, by `grammar` whether it was set right, by `brackets` whether a bracket may stand
//!    there, by `sense` whether it turns the sense; `clip` says what the cut took away.
//! 6. `nearest` looks at all of a cited source where the archive's passages are not near enough, by its
//!    `concordance`, for the words of the claim and those of their `families`.
//! 7. `judge` decides whether it is near enough to be the same utterance, `compare` which is best.
//!
//! What words mean for a comparison stands in the tables under `data/`.
//!
//! Invariant: no I/O, no failure; a pure function of a wording and an archive. The work for one
//! quotation is bounded, however long it is.

mod align;
mod atoms;
mod bound;
mod brackets;
mod chain;
mod cheapest;
mod clip;
mod compare;
mod concordance;
mod dates;
mod families;
mod fit;
mod forms;
mod governing;
mod grade;
mod grammar;
mod judge;
mod lexicon;
mod model;
mod nearest;
mod numbers;
mod places;
mod script;
mod segments;
mod sense;
mod window;
mod wording;

pub use concordance::Concordances;
pub use governing::is_jest;
pub use model::{Alteration, AlterationKind, Clip, Extent, Found, Grade, Match, Omission, Sense, Token, Wording};

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
    find(wording, prose, archive, &Concordances::default(), prefer).matches
}

/// As [`matches()`], and whether the archive looked everywhere it had to. `concordances` are those of
/// the archive's sources.
#[must_use]
pub fn find(
    wording: &Wording,
    prose: &str,
    archive: &Archive,
    concordances: &Concordances,
    prefer: &[SourceId],
) -> Found {
    compare::find(wording, prose, archive, concordances, prefer)
}

#[cfg(test)]
mod tests;
