//! Quotations of which it is known where they come from and how they were altered.

mod alter;
mod draw;
mod spans;

use std::ops::Range;

use serde::Serialize;

use crate::corpus::WordId;

pub(crate) use draw::draw;

/// How a quotation was altered.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Class {
    /// As it stands in the source.
    Exact,
    /// One word in ten, at random: half are replaced, a quarter dropped, a quarter put in.
    Random10,
    /// Three words in ten, likewise.
    Random30,
    /// Three words in ten, evenly spaced, replaced: no run of four words stays whole.
    Spaced30,
    /// Three words in ten, in a row, replaced.
    Burst30,
    /// One to four words put in and up to two left out beside them, as a bracket does.
    Bracketed,
    /// Two stretches of one passage, the cut marked.
    ElidedMarked,
    /// The same, unmarked.
    Elided,
    /// Stretches of two documents, the cut marked.
    SplicedMarked,
    /// The same, unmarked.
    Spliced,
    /// Two distant stretches of one document, unmarked, in any order.
    TwoPlaces,
    /// Words that follow each other in the corpus by twos and threes and are no quotation.
    Fabricated,
    /// One to three words as they stand in the source.
    Short,
}

impl Class {
    pub(crate) const ALL: [Self; 13] = [
        Self::Exact,
        Self::Random10,
        Self::Random30,
        Self::Spaced30,
        Self::Burst30,
        Self::Bracketed,
        Self::ElidedMarked,
        Self::Elided,
        Self::SplicedMarked,
        Self::Spliced,
        Self::TwoPlaces,
        Self::Fabricated,
        Self::Short,
    ];

    /// Whether it is put together of several stretches.
    pub(crate) fn is_joined(self) -> bool {
        !self.is_whole() && self != Self::Short
    }

    /// As it is called in the tables.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Random10 => "10% random",
            Self::Random30 => "30% random",
            Self::Spaced30 => "30% evenly spaced",
            Self::Burst30 => "30% in a row",
            Self::Bracketed => "bracketed",
            Self::ElidedMarked => "elided, marked",
            Self::Elided => "elided, unmarked",
            Self::SplicedMarked => "spliced, marked",
            Self::Spliced => "spliced, unmarked",
            Self::TwoPlaces => "two places of one document",
            Self::Fabricated => "fabricated",
            Self::Short => "1 to 3 words",
        }
    }

    /// Whether the whole quotation comes from one passage.
    pub(crate) fn is_whole(self) -> bool {
        matches!(self, Self::Exact | Self::Random10 | Self::Random30 | Self::Spaced30 | Self::Burst30 | Self::Bracketed)
    }
}

/// A quotation and where it comes from.
#[derive(Clone, Debug)]
pub(crate) struct Quotation {
    pub(crate) class: Class,
    /// As it would be written.
    pub(crate) text: String,
    pub(crate) words: Vec<WordId>,
    /// The stretches between its marks of omission, each looked for by itself.
    pub(crate) parts: Vec<Range<usize>>,
    /// Where its stretches come from; nothing where it is fabricated.
    pub(crate) truth: Vec<Truth>,
}

/// Where a stretch of a quotation comes from.
#[derive(Clone, Debug)]
pub(crate) struct Truth {
    /// The stretch, in words of the quotation.
    pub(crate) of: Range<usize>,
    pub(crate) document: usize,
    /// The passage, in words of the document.
    pub(crate) words: Range<usize>,
}
