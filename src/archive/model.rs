//! The archive and what it answers.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::documents::{Documents, Place};
use super::fragments::{self, Fragment};
use super::merge;
use super::part::{Packed, Part};
use super::query::{Candidates, Query};
use super::segment::{Segment, SegmentWriter};
use super::store;
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
    parts: Vec<Arc<dyn Part>>,
    /// Whether there are sources that have not been read yet.
    is_partial: bool,
    /// How many queries were answered since memory was given back.
    asked: AtomicUsize,
}

/// After so many queries, so much of the index has been touched that it is worth giving back.
const MANY: usize = 10;

/// A source, by its place in the archive. Sources are sorted by the path shown, so ids do not
/// depend on the order in which files were read.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, serde::Serialize, serde::Deserialize)]
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

impl Archive {
    /// Indexes `sources`, in memory.
    #[must_use]
    pub fn build(mut sources: Vec<Arc<Source>>, mut skipped: Vec<Skipped>) -> Self {
        sources.sort_by(|a, b| a.card.shown.cmp(&b.card.shown));
        match packed(&sources) {
            Ok(segment) => {
                let places = (0..segment.documents()).map(|document| Place { segment: 0, document }).collect();
                let cards = sources.iter().map(|source| Arc::clone(&source.card)).collect();
                Self::over(cards, vec![Arc::new(segment)], places, skipped)
            }
            Err(error) => {
                let reason = format!("cannot be searched: {error}");
                skipped.extend(sources.iter().map(|source| Skipped {
                    path: source.card.path.clone(),
                    shown: source.card.shown.clone(),
                    reason: reason.clone(),
                }));
                Self::over(Vec::new(), Vec::new(), Vec::new(), skipped)
            }
        }
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
        let mut sources: Vec<Vec<Option<SourceId>>> =
            segments.iter().map(|segment| vec![None; segment.documents() as usize]).collect();
        for (id, place) in (0..).map(SourceId).zip(&places) {
            let source = sources.get_mut(place.segment).and_then(|of| of.get_mut(place.document as usize));
            if let Some(source) = source {
                *source = Some(id);
            }
        }
        let mut parts: Vec<_> = segments.iter().zip(sources).collect();
        // The largest first: it is the likeliest to have what is looked for, and then the others have less to do.
        parts.sort_by_key(|(segment, _)| std::cmp::Reverse(segment.words()));
        let parts = parts
            .into_iter()
            .map(|(segment, sources)| Arc::new(Packed::new(Arc::clone(segment), sources)) as Arc<dyn Part>)
            .collect();
        let documents = Documents::new(segments, places);
        Self { cards, skipped, parts, documents, ..Self::default() }
    }

    /// The same archive, of which it is known that sources are missing.
    #[must_use]
    pub(crate) fn partial(self) -> Self {
        Self { is_partial: true, ..self }
    }

    /// Whether there are sources that have not been read yet. What it does not have may be in those.
    #[must_use]
    pub fn is_partial(&self) -> bool {
        self.is_partial
    }

    /// The segment in which a source is packed, and its number there.
    pub(crate) fn document(&self, id: SourceId) -> Option<(&Arc<Segment>, u32)> {
        self.documents.document(id)
    }

    /// Packs all sources into one file at `path`, for others to read as a shard. The file is there as
    /// a whole or not at all.
    ///
    /// # Errors
    /// When it cannot be written, or a source cannot be had from the index.
    pub fn pack(&self, path: &Path) -> io::Result<()> {
        store::pack(self, path)
    }

    /// What is known of all sources, with their ids, by the path shown.
    pub fn sources(&self) -> impl ExactSizeIterator<Item = (SourceId, &Arc<Card>)> {
        self.cards.iter().enumerate().map(|(i, card)| (SourceId(u32::try_from(i).unwrap_or(u32::MAX)), card))
    }

    /// Those whom the sources mention by name, source by source.
    pub(crate) fn people(&self) -> impl Iterator<Item = Vec<Person>> {
        self.documents.people()
    }

    /// The sources, by their ids, with those whose words they have.
    pub(crate) fn speakers(&self) -> impl Iterator<Item = (SourceId, Vec<Person>)> {
        self.documents.speakers()
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

    /// Brings in `sources`, all of which are about to be asked for: together that takes less time, but for while others
    /// are being read, which takes all threads.
    pub fn bring_in(&self, sources: impl Iterator<Item = SourceId>) {
        if self.is_partial {
            return;
        }
        let cards: Vec<_> = sources.filter_map(|id| Some((id, self.card(id)?))).collect();
        self.documents.bring_in(&cards);
    }

    /// Sources that could not be brought in when somebody asked for them, and why.
    #[must_use]
    pub fn failures(&self) -> Vec<Skipped> {
        self.documents.failures()
    }

    /// Has sources that were looked at kept in memory up to about so many `bytes`, and gives none back, for a process that
    /// looks many quotations up and is soon over; only the first time counts.
    pub fn keep(&self, bytes: usize) {
        self.documents.keep(bytes);
    }

    /// Gives back the memory that many look-ups have taken; the next ones are a little slower. After [`Archive::keep`] it
    /// does nothing.
    pub fn release(&self) {
        self.asked.store(0, Ordering::Relaxed);
        self.documents.release();
    }

    /// Gives memory back if many look-ups have taken it: for whoever has nothing else to do.
    pub fn rest(&self) {
        if self.asked.load(Ordering::Relaxed) >= MANY {
            self.release();
        }
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
        self.asked.fetch_add(queries.len(), Ordering::Relaxed);
        let mut queries = queries.to_vec();
        let mut answers = Vec::with_capacity(self.parts.len());
        for part in &self.parts {
            let found = part.candidates(&queries, only);
            if only.is_none() {
                queries.iter_mut().zip(&found).for_each(|(query, found)| query.narrow(found));
            }
            answers.push(found.into_iter());
        }
        let merged = |query| merge::merged(query, only.is_some(), answers.iter_mut().filter_map(Iterator::next));
        let mut merged: Vec<Candidates> = queries.iter().map(merged).collect();
        merged.iter_mut().for_each(|answer| answer.complete &= !self.is_partial);
        merged
    }

    /// Asks for the nearest passages of `words`, and for those that differ by hardly more, where these are likely to be
    /// other versions of the same words: where what they share with them tells enough. "A lot of" and another word
    /// stands in thousands of places that have nothing to do with each other.
    #[must_use]
    pub fn query<'a>(&self, words: &'a [WordKey]) -> Query<'a> {
        Query::telling(words, |words| self.occurrences(words))
    }

    /// In about how many places `one` would stand right before `other` if words were strewn about.
    #[must_use]
    pub fn chances(&self, one: WordKey, other: WordKey) -> usize {
        let (counts, all) = self.occurrences(&[one, other]);
        counts.into_iter().fold(1, usize::saturating_mul) / all.max(1)
    }

    /// How often each of `words` stands in the sources, and how many words stand there.
    #[must_use]
    pub fn occurrences(&self, words: &[WordKey]) -> (Vec<usize>, usize) {
        let mut sum = (vec![0; words.len()], 0);
        for part in &self.parts {
            let (counts, all) = part.occurrences(words);
            sum.0.iter_mut().zip(counts).for_each(|(sum, count)| *sum += count);
            sum.1 += all;
        }
        sum
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
