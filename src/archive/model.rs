//! The archive and what it answers.

use std::ops::Range;
use std::path::PathBuf;
use std::sync::Arc;

use super::index::Index;
use super::search;
use crate::prose::Person;
use crate::source::{Card, Source};
use crate::text::WordKey;

/// All sources, with the index over them. Immutable: a change of the sources makes a new one.
#[derive(Clone, Debug, Default)]
pub struct Archive {
    sources: Vec<Arc<Source>>,
    skipped: Vec<Skipped>,
    index: Index,
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
        sources.sort_by(|a, b| a.card.shown.cmp(&b.card.shown));
        skipped.sort_by(|a, b| a.shown.cmp(&b.shown));
        let index = Index::build(&sources);
        Self { sources, skipped, index }
    }

    /// What is known of all sources, with their ids, by the path shown.
    pub fn sources(&self) -> impl ExactSizeIterator<Item = (SourceId, &Arc<Card>)> {
        self.sources.iter().enumerate().map(|(i, s)| (SourceId(u32::try_from(i).unwrap_or(u32::MAX)), &s.card))
    }

    /// Whoever the sources mention.
    pub(crate) fn people(&self) -> impl Iterator<Item = &Person> {
        self.sources.iter().flat_map(|source| &source.reading.people)
    }

    /// Whether it holds no source at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.sources.is_empty()
    }

    /// What is known of the source with this id without looking into it.
    #[must_use]
    pub fn card(&self, id: SourceId) -> Option<&Arc<Card>> {
        self.sources.get(id.0 as usize).map(|source| &source.card)
    }

    /// The source with this id.
    #[must_use]
    pub fn source(&self, id: SourceId) -> Option<Arc<Source>> {
        self.sources.get(id.0 as usize).cloned()
    }

    /// What could not be read, and why, by the path shown.
    #[must_use]
    pub fn skipped(&self) -> &[Skipped] {
        &self.skipped
    }

    /// For each query the passages it might come from, in all sources.
    #[must_use]
    pub fn candidates(&self, queries: &[Query<'_>]) -> Vec<Candidates> {
        queries.iter().map(|query| search::search(&self.index, query, None)).collect()
    }

    /// For each query the passages of the given sources it might come from, however much better
    /// others fit.
    #[must_use]
    pub fn candidates_in(&self, queries: &[Query<'_>], sources: &[SourceId]) -> Vec<Candidates> {
        let mut sources = sources.to_vec();
        sources.sort_unstable();
        sources.dedup();
        queries.iter().map(|query| search::search(&self.index, query, Some(&sources))).collect()
    }

    /// How telling a word is: the bits by which meeting it narrows a place in the archive down.
    /// At least 1; the highest for a word that no source has.
    #[must_use]
    pub fn rarity(&self, word: WordKey) -> u32 {
        let count = self.index.id(word).map_or(0, |id| self.index.word(id).len());
        search::rarity(self.index.len(), count)
    }
}
