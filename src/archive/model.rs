//! The archive and what it answers.

use std::ops::Range;
use std::path::PathBuf;
use std::sync::Arc;

use super::fragments::{self, Fragment};
use super::merge;
use super::part::{Packed, Part};
use crate::source::Source;
use crate::text::WordKey;

/// All sources, with the index over them. Immutable: a change of the sources makes a new one.
#[derive(Clone, Debug, Default)]
pub struct Archive {
    sources: Vec<Arc<Source>>,
    skipped: Vec<Skipped>,
    parts: Vec<Arc<dyn Part>>,
}

/// A source, by its place in the archive. Sources are sorted by the path shown, so ids do not
/// depend on the order in which files were read.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct SourceId(pub u32);

/// A file that is in the archive's folders and could not be read as a source.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Skipped {
    /// The file or folder.
    pub path: PathBuf,
    /// As shown to people.
    pub shown: String,
    /// Why, and what to do: "is not text (binary data at byte 12)".
    pub reason: String,
}

/// What is looked for: words of one quotation, or of one unbroken piece of it.
#[derive(Clone, Copy, Debug)]
pub struct Query<'a> {
    /// The words, in order.
    pub words: &'a [WordKey],
    /// Passages are of interest that differ by so many words more than the nearest.
    pub beyond: usize,
}

impl<'a> Query<'a> {
    /// Asks for the nearest passages of `words`, and for those that differ by hardly more: one word, and one in ten.
    #[must_use]
    pub fn new(words: &'a [WordKey]) -> Self {
        Self { words, beyond: 1 + words.len() / 10 }
    }

    /// Asks for the nearest passages of `words` alone, all that are equally near.
    #[must_use]
    pub fn nearest(words: &'a [WordKey]) -> Self {
        Self { words, beyond: 0 }
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
    /// The words, as indices into [`Source::words`]; some may stand before the first that matches.
    pub words: Range<usize>,
    /// How many words must be replaced, dropped or put in to make the query of them; of a query of a
    /// hundred words and more, about as many at most.
    pub errors: usize,
}

impl Archive {
    /// Indexes `sources`.
    #[must_use]
    pub fn build(mut sources: Vec<Arc<Source>>, mut skipped: Vec<Skipped>) -> Self {
        sources.sort_by(|a, b| a.shown.cmp(&b.shown));
        skipped.sort_by(|a, b| a.shown.cmp(&b.shown));
        match Packed::of_sources(&sources) {
            Ok(part) => Self { sources, skipped, parts: vec![Arc::new(part)] },
            Err(error) => {
                let reason = format!("cannot be searched: {error}");
                let unsearched = |source: &Arc<Source>| Skipped {
                    path: source.path.clone(),
                    shown: source.shown.clone(),
                    reason: reason.clone(),
                };
                Self { skipped: sources.iter().map(unsearched).collect(), ..Self::default() }
            }
        }
    }

    /// All sources with their ids, by the path shown.
    pub fn sources(&self) -> impl ExactSizeIterator<Item = (SourceId, &Arc<Source>)> {
        self.sources.iter().enumerate().map(|(i, s)| (SourceId(u32::try_from(i).unwrap_or(u32::MAX)), s))
    }

    /// Whether it holds no source at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.sources.is_empty()
    }

    /// The source with this id.
    #[must_use]
    pub fn source(&self, id: SourceId) -> Option<&Arc<Source>> {
        self.sources.get(id.0 as usize)
    }

    /// What could not be read, and why, by the path shown.
    #[must_use]
    pub fn skipped(&self) -> &[Skipped] {
        &self.skipped
    }

    /// For each query the passages it might come from, in all sources.
    #[must_use]
    pub fn candidates(&self, queries: &[Query<'_>]) -> Vec<Candidates> {
        self.ask(queries, None)
    }

    /// For each query the passages of the given sources it might come from, however much better
    /// others fit.
    #[must_use]
    pub fn candidates_in(&self, queries: &[Query<'_>], sources: &[SourceId]) -> Vec<Candidates> {
        let mut sources = sources.to_vec();
        sources.sort_unstable();
        sources.dedup();
        self.ask(queries, Some(&sources))
    }

    /// Where the parts of a quotation stand that no passage holds as a whole, in the order of its words: it may have
    /// been run together from several places, or much of it left out. Parts of fewer than four words are not looked for.
    #[must_use]
    pub fn fragments(&self, words: &[WordKey]) -> Vec<Fragment> {
        fragments::fragments(words, self.parts.iter().map(AsRef::as_ref))
    }

    fn ask(&self, queries: &[Query<'_>], only: Option<&[SourceId]>) -> Vec<Candidates> {
        let mut answers = self.parts.iter().map(|part| part.candidates(queries, only).into_iter()).collect::<Vec<_>>();
        let merged = |query| merge::merged(query, answers.iter_mut().filter_map(Iterator::next));
        queries.iter().map(merged).collect()
    }

    /// How telling a word is: the bits by which meeting it narrows a place in the archive down.
    /// At least 1; the highest for a word that no source has.
    #[must_use]
    pub fn rarity(&self, word: WordKey) -> u32 {
        let counts = self.parts.iter().map(|part| part.occurrences(word));
        let (here, all) = counts.fold((0, 0), |sum, part| (sum.0 + part.0, sum.1 + part.1));
        (all / here.max(1)).max(1).ilog2() + 1
    }
}
