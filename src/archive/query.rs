//! What an archive is asked, and what it answers.

use std::ops::Range;

use super::SourceId;
use crate::text::WordKey;

/// What so many words share with others always tells enough.
const TELLING: usize = 20;
/// Words of a usual phrase stand side by side more often than if words were strewn about, the commonest phrases up to so
/// many doublings.
const PHRASE: u32 = 12;

/// What is looked for: words of one quotation, or of one unbroken piece of it.
#[derive(Clone, Copy, Debug)]
pub struct Query<'a> {
    /// The words, in order.
    pub words: &'a [WordKey],
    /// Passages are of interest that differ by so many words more than the nearest,
    pub beyond: usize,
    /// and by no more words than so many.
    pub most: usize,
}

impl<'a> Query<'a> {
    /// Asks for the nearest passages of `words`, and for those that differ by hardly more: one word, and one in ten.
    #[must_use]
    pub fn new(words: &'a [WordKey]) -> Self {
        Self { words, beyond: 1 + words.len() / 10, most: usize::MAX }
    }

    /// Asks for the nearest passages of `words` alone, all that are equally near.
    #[must_use]
    pub fn nearest(words: &'a [WordKey]) -> Self {
        Self { words, beyond: 0, most: usize::MAX }
    }

    /// Asks for the places where `words` stand as they are.
    #[must_use]
    pub fn exact(words: &'a [WordKey]) -> Self {
        Self { words, beyond: 0, most: 0 }
    }

    /// As [`Query::new`], but asks only for passages that share enough with `words` to be versions of them, by
    /// `occurrences`: how often each stands in the archive, and how many words stand there.
    pub(super) fn telling(words: &'a [WordKey], occurrences: impl FnOnce(&[WordKey]) -> (Vec<usize>, usize)) -> Self {
        let query = Self::new(words);
        if words.len() >= TELLING {
            return query;
        }
        let (counts, all) = occurrences(words);
        // The bits by which meeting a word narrows a place down.
        let mut bits: Vec<u32> = counts.iter().map(|here| (all / here.max(&1)).max(1).ilog2() + 1).collect();
        bits.sort_unstable();
        let enough = all.max(1).ilog2() + PHRASE;
        // Of words that differ, the most telling may be the ones.
        let tells = |differ: &usize| bits.iter().rev().skip(*differ).sum::<u32>() >= enough;
        Self { beyond: (1..=query.beyond).rev().find(tells).unwrap_or(0), ..query }
    }

    /// Takes the passages that one part of an archive has `found` as the nearest known: what lies further need not be
    /// looked for in the other parts.
    pub fn narrow(&mut self, found: &Candidates) {
        if let Some(nearest) = found.passages.iter().map(|passage| passage.errors).min() {
            self.most = self.most.min(nearest.saturating_add(self.beyond));
        }
    }
}

/// Where a quotation might come from.
#[derive(Clone, Debug, Default)]
pub struct Candidates {
    /// Passages, the most promising first, ties by source and place.
    pub passages: Vec<Passage>,
    /// `false` when something that might match was not looked at: "not found" is then not proved.
    pub complete: bool,
}

/// A stretch of a source that may hold the words.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Passage {
    /// The source.
    pub source: SourceId,
    /// The words, as indices into [`Source::words`](crate::source::Source::words); some may stand before the first that matches.
    pub words: Range<usize>,
    /// How many words must be replaced, dropped or put in to make the query of them; of a query of a
    /// hundred words and more, about as many at most.
    pub errors: usize,
}
