//! The archive and what it answers.

use std::ops::Range;
use std::path::PathBuf;
use std::sync::Arc;

use super::documents::{Documents, Place};
use super::index::Index;
use super::search;
use super::segment::{Segment, SegmentWriter};
use crate::prose::Person;
use crate::source::pack::{self, Label};
use crate::source::{Card, Source};
use crate::text::WordKey;

/// All sources, with the index over them. Immutable: a change of the sources makes a new one.
#[derive(Debug, Default)]
pub struct Archive {
    cards: Vec<Arc<Card>>,
    documents: Documents,
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
    /// Indexes `sources`, in memory.
    #[must_use]
    pub fn build(mut sources: Vec<Arc<Source>>, skipped: Vec<Skipped>) -> Self {
        sources.sort_by(|a, b| a.card.shown.cmp(&b.card.shown));
        let segments: Vec<Arc<Segment>> = packed(&sources).map(Arc::new).into_iter().collect();
        let places = (0..).zip(&sources).map(|(document, _)| Place { segment: 0, document }).collect();
        let cards = sources.iter().map(|source| Arc::clone(&source.card)).collect();
        Self::over(cards, segments, places, skipped)
    }

    /// The archive of the sources with these `cards`, in the order of the paths shown, whose
    /// documents are at `places` in `segments`.
    #[must_use]
    pub(crate) fn over(
        cards: Vec<Arc<Card>>,
        segments: Vec<Arc<Segment>>,
        places: Vec<Place>,
        mut skipped: Vec<Skipped>,
    ) -> Self {
        skipped.sort_by(|a, b| a.shown.cmp(&b.shown));
        let documents = Documents::new(segments, places);
        let index = Index::build(&documents.words_alone());
        Self { cards, documents, skipped, index }
    }

    /// What is known of all sources, with their ids, by the path shown.
    pub fn sources(&self) -> impl ExactSizeIterator<Item = (SourceId, &Arc<Card>)> {
        self.cards.iter().enumerate().map(|(i, card)| (SourceId(u32::try_from(i).unwrap_or(u32::MAX)), card))
    }

    /// Those whom the sources mention by name, source by source.
    pub(crate) fn people(&self) -> impl Iterator<Item = Vec<Person>> {
        self.documents.people()
    }

    /// Whether it holds no source at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.cards.is_empty()
    }

    /// What is known of the source with this id without looking into it.
    #[must_use]
    pub fn card(&self, id: SourceId) -> Option<&Arc<Card>> {
        self.cards.get(id.0 as usize)
    }

    /// The source with this id, brought in if need be. `None` also where that failed: then
    /// [`Archive::failures`] says why.
    #[must_use]
    pub fn source(&self, id: SourceId) -> Option<Arc<Source>> {
        self.documents.source(id, self.card(id)?)
    }

    /// Sources that could not be brought in when somebody asked for them, and why.
    #[must_use]
    pub fn failures(&self) -> Vec<Skipped> {
        self.documents.failures()
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

/// The segment of `sources`, in memory.
fn packed(sources: &[Arc<Source>]) -> std::io::Result<Segment> {
    let mut writer = SegmentWriter::in_memory()?;
    for source in sources {
        let keys: Vec<WordKey> = source.words.iter().map(|word| word.key).collect();
        writer.add(&keys, &Label::pack(source), &pack::pack(source))?;
    }
    writer.into_segment()
}
