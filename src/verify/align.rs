//! What it costs to turn a stretch of a source into the words of a quotation.
//!
//! The quotation is used up, the source may begin and end anywhere. Source words that a reader would not
//! expect inside the marks (an attribution in the middle, a speaker's label) and those that an ellipsis
//! stands for cost next to nothing to pass over.

use std::ops::Range;

use super::atoms::{Atom, Claim, Edits};
use super::window::{Place, Window};

/// What one step of an alignment does.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Step {
    /// The same word on both sides.
    Same,
    /// One word for another.
    Swap,
    /// A word that only the draft has.
    Add,
    /// A word that only the source has.
    Drop,
    /// A source word passed over for free.
    Pass,
}

/// A step, with how many atoms stand before it on either side.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Op {
    pub(super) step: Step,
    pub(super) draft: usize,
    pub(super) source: usize,
}

/// Costs, in twentieths of a replaced word.
pub(super) mod cost {
    /// An unrelated word for a word.
    pub(crate) const SWAP: u32 = 20;
    /// A word of grammar for one that tells something, or the other way round.
    pub(crate) const MISFIT: u32 = 26;
    /// A word for one that begins alike or is of its kind.
    pub(crate) const KIN: u32 = 12;
    /// A word for one that nobody said: hardly less than to add the one and to drop the other.
    pub(crate) const OUTSIDE: u32 = 40;
    /// Whatever stands in brackets for a word.
    pub(crate) const BRACKETED: u32 = 3;
    /// Each word in brackets that stands for none: more, so that brackets at an end stand for the word there.
    pub(crate) const INSERTED: u32 = 4;
    /// To begin adding, and each word added. Words that the source lacks must cost as much as others
    /// in their place, or a quotation that was reworded at one end would be cut off there.
    pub(crate) const ADD: (u32, u32) = (8, 18);
    /// To begin dropping, and each word dropped: a phrase left out is one change.
    pub(crate) const DROP: (u32, u32) = (14, 5);
    /// Each word passed over for free: the nearer of two equals is taken.
    pub(crate) const PASS: u32 = 1;
    /// Each word dropped beside a bracket that may stand for it.
    pub(crate) const COVERED: u32 = 4;
}

/// What is aligned: a part of a claim and a stretch of a source.
#[derive(Clone, Copy)]
pub(super) struct Problem<'a> {
    pub(super) draft: &'a [Atom],
    pub(super) inserted: &'a [bool],
    /// One more than `draft`.
    pub(super) edits: &'a [Edits],
    pub(super) source: &'a [Atom],
    /// For each source atom where it stands.
    pub(super) places: &'a [Place],
    /// Whether source words before the first that matches cost nothing.
    pub(super) free_start: bool,
    /// Whether source words behind the last that matches cost nothing.
    pub(super) free_end: bool,
}

impl<'a> Problem<'a> {
    /// The atoms `part` of a claim, to be found somewhere in a window. `None` when the claim has
    /// no such atoms.
    pub(super) fn new(claim: &'a Claim, part: Range<usize>, window: &'a Window<'_>) -> Option<Self> {
        Some(Self {
            draft: claim.side.atoms.get(part.clone())?,
            inserted: claim.inserted.get(part.clone())?,
            edits: claim.edits.get(part.start..=part.end)?,
            source: &window.side.atoms,
            places: &window.places,
            free_start: true,
            free_end: true,
        })
    }

    /// A part of the problem. `None` when it has no such part.
    pub(super) fn part(&self, draft: Range<usize>, source: Range<usize>) -> Option<Self> {
        Some(Self {
            free_start: self.free_start && draft.start == 0,
            free_end: self.free_end && draft.end == self.draft.len(),
            draft: self.draft.get(draft.clone())?,
            inserted: self.inserted.get(draft.clone())?,
            edits: self.edits.get(draft.start..=draft.end)?,
            source: self.source.get(source.clone())?,
            places: self.places.get(source)?,
        })
    }

    pub(super) fn pair(&self, i: usize, j: usize) -> u32 {
        let (Some(draft), Some(source)) = (self.draft.get(i), self.source.get(j)) else { return cost::SWAP };
        if draft.same(source) {
            0
        } else if self.is_inserted(i) {
            cost::BRACKETED
        } else if self.places.get(j).is_some_and(|place| *place != Place::Said) {
            cost::OUTSIDE
        } else if draft.kin(source) {
            cost::KIN
        } else if draft.function == source.function {
            cost::SWAP
        } else {
            cost::MISFIT
        }
    }

    /// Whether draft word `i` stands in brackets.
    pub(super) fn is_inserted(&self, i: usize) -> bool {
        self.inserted.get(i).copied().unwrap_or_default()
    }

    /// The cost of a draft word that the source lacks: to begin with it, and to go on.
    pub(super) fn add(&self, i: usize) -> (u32, u32) {
        if self.is_inserted(i) { (0, cost::INSERTED) } else { cost::ADD }
    }

    /// The cost of a source word that the draft lacks, when `i` draft words stand before it.
    pub(super) fn drop(&self, i: usize) -> (u32, u32) {
        if self.edits.get(i).is_some_and(|edits| edits.bracket) { (0, cost::COVERED) } else { cost::DROP }
    }

    /// Whether some source word costs nothing when `i` draft words stand before it.
    pub(super) fn passes_some(&self, i: usize) -> bool {
        self.edits.get(i).is_some_and(|edits| edits.ellipsis) || self.places.contains(&Place::Aside)
    }

    /// Whether source word `j` costs nothing when `i` draft words stand before it.
    pub(super) fn passes(&self, i: usize, j: usize) -> bool {
        (i > 0 || !self.free_start)
            && (i < self.draft.len() || !self.free_end)
            && (self.places.get(j) == Some(&Place::Aside) || self.edits.get(i).is_some_and(|edits| edits.ellipsis))
    }
}
