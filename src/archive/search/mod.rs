//! From a query to passages of one segment.

mod altered;
mod exact;
mod hits;
mod kernel;
mod lanes;
mod long;
mod numbers;
mod partial;
mod plan;
mod surroundings;
mod votes;
mod window;

use std::ops::Range;

pub(in crate::archive) use altered::sought;

use super::segment::{Segment, WordId};
use crate::text::WordKey;

/// Queries of up to this many words are looked up as they stand.
const EXACT: usize = 3;
/// A query of twice as many words or more is cut into stretches of about so many, each looked for by itself: of all
/// stretches at least one differs no more, in its measure, than the whole query.
const STRETCH: usize = 48;

/// A passage of a segment.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Found {
    pub(super) document: u32,
    /// Indices into the document's words; some may stand before the first that matches.
    pub(super) words: Range<usize>,
    /// How many words must be replaced, dropped or put in.
    pub(super) errors: usize,
}

/// A passage that holds a part of a query.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Partial {
    pub(super) document: u32,
    /// Which words of the query.
    pub(super) of_query: Range<usize>,
    /// Indices into the document's words; some may stand before the first that matches, and behind the last.
    pub(super) words: Range<usize>,
    /// Twice the words that agree, less those that do not.
    pub(super) score: i32,
    /// How many words differ: replaced, dropped or put in.
    pub(super) errors: usize,
}

/// The passages found, in no order, and whether all are there that were to be found.
#[derive(Clone, Debug)]
pub(super) struct Answer {
    pub(super) found: Vec<Found>,
    pub(super) complete: bool,
}

impl Answer {
    fn none() -> Self {
        Self { found: Vec::new(), complete: true }
    }
}

/// Which passages are of interest.
#[derive(Clone, Copy)]
pub(super) struct Interest {
    /// Those that differ by at most so many words more than the nearest,
    pub(super) beyond: usize,
    /// and by no more than so many words.
    pub(super) most: usize,
}

/// Where in a segment to look.
#[derive(Clone, Copy)]
pub(super) struct Scope<'a> {
    /// Whether a document is still there.
    pub(super) is_live: &'a dyn Fn(u32) -> bool,
    /// The only documents to look in, ascending, when not in all.
    pub(super) only: Option<&'a [u32]>,
}

/// The passages of `segment` from which `words` might come. Of those that lie within the leeway all are found that are
/// of `interest`.
pub(super) fn search(segment: &Segment, words: &[WordKey], interest: Interest, scope: Scope<'_>) -> Answer {
    let words = segment.words_of_keys(words);
    match words.len() {
        0 => Answer::none(),
        1..=EXACT => exact::search(segment, &words, scope),
        len if len < 2 * STRETCH => altered::search(segment, &words, interest, scope),
        _ => long::search(segment, &words, interest, scope),
    }
}

/// The passages of `segment` that hold the greatest parts of `words`, the best first.
pub(super) fn partial(segment: &Segment, words: &[WordKey], scope: Scope<'_>) -> Vec<Partial> {
    let words = segment.words_of_keys(words);
    partial::search(segment, &words, scope)
}

#[cfg(test)]
mod tests;
