//! The documents behind the cards: packed in segments, unpacked when somebody looks at one.

use std::collections::HashMap;
use std::ops::RangeInclusive;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use rayon::prelude::*;

use super::{Segment, Skipped, SourceId};
use crate::prose::Person;
use crate::source::pack::{self, Label, Unfit};
use crate::source::{Card, Options, Source, read_file};

/// Unpacked sources are kept up to about so many bytes, unless [`Documents::keep`] says otherwise.
const KEPT: usize = 12_000_000;

/// So many words are worth unpacking side by side, and not too many to be kept then.
const AT_ONCE: RangeInclusive<usize> = 4_000..=100_000;

/// A document: the segment that holds it, by index, and its number there.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Place {
    /// Which segment.
    pub(crate) segment: usize,
    /// Which of its documents.
    pub(crate) document: u32,
}

/// The segments of an archive, and where in them each source is.
#[derive(Debug, Default)]
pub(super) struct Documents {
    segments: Vec<Arc<Segment>>,
    /// By source.
    places: Vec<Place>,
    kept: Mutex<Kept>,
    /// What `kept` may take instead of [`KEPT`], in bytes.
    most_kept: OnceLock<usize>,
    failures: Mutex<Vec<Skipped>>,
}

impl Documents {
    /// The documents at `places`, one for each source.
    pub(super) fn new(segments: Vec<Arc<Segment>>, places: Vec<Place>) -> Self {
        Self { segments, places, ..Self::default() }
    }

    /// The segment and the number in it of a source's document.
    pub(super) fn document(&self, id: SourceId) -> Option<(&Arc<Segment>, u32)> {
        let place = self.places.get(id.0 as usize)?;
        Some((self.segments.get(place.segment)?, place.document))
    }

    /// The source with this card; `None` where its record is damaged, which is remembered.
    pub(super) fn source(&self, id: SourceId, card: &Arc<Card>) -> Option<Arc<Source>> {
        if let Some(source) = self.kept.lock().unwrap_or_else(PoisonError::into_inner).get(id, self.most_kept()) {
            return Some(source);
        }
        match self.unpack(id, card) {
            Ok(source) => {
                let source = Arc::new(source);
                self.kept.lock().unwrap_or_else(PoisonError::into_inner).keep(id, &source, self.most_kept());
                Some(source)
            }
            Err(unfit) => {
                // The file may be as it was.
                if let Some(source) = self.read_again(id, card) {
                    return Some(source);
                }
                let reason = format!(
                    "could not be had from the index, because its record {unfit}; `verbatim sources --clean` has it made anew"
                );
                let failure = Skipped { path: card.path.clone(), shown: card.shown.clone(), reason };
                let mut failures = self.failures.lock().unwrap_or_else(PoisonError::into_inner);
                if !failures.contains(&failure) {
                    failures.push(failure);
                }
                None
            }
        }
    }

    /// Brings in those of `sources` that are not kept, side by side, where that is worth waking other threads for.
    pub(super) fn bring_in(&self, sources: &[(SourceId, &Arc<Card>)]) {
        // A thread that works beside others leaves them to their work.
        if rayon::current_thread_index().is_some() {
            return;
        }
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let absent = |(id, _): &&(SourceId, &Arc<Card>)| kept.get(*id, self.most_kept()).is_none();
        let absent: Vec<_> = sources.iter().filter(absent).collect();
        drop(kept);
        if absent.len() > 1 && AT_ONCE.contains(&absent.iter().map(|(_, card)| card.words).sum()) {
            absent.into_par_iter().for_each(|(id, card)| drop(self.source(*id, card)));
        }
    }

    fn unpack(&self, id: SourceId, card: &Arc<Card>) -> Result<Source, Unfit> {
        let (segment, document) = self.document(id).ok_or(Unfit::ABSENT)?;
        let body = segment.body(document).ok_or(Unfit::ABSENT)?;
        let keys = segment.keys(document).ok_or(Unfit::ABSENT)?;
        pack::unpack(body, &keys, Arc::clone(card))
    }

    /// The source as its file has it, where that has the same words as the index.
    fn read_again(&self, id: SourceId, card: &Arc<Card>) -> Option<Arc<Source>> {
        let (segment, document) = self.document(id)?;
        let source = read_file(&card.path, &card.shown, card.fragment.as_deref(), &Options::default()).ok()?;
        let same = source.words.iter().map(|word| word.key).eq(segment.keys(document)?);
        same.then(|| Arc::new(Source { card: Arc::clone(card), ..source }))
    }

    /// Those whom the sources mention by name, source by source.
    pub(super) fn people(&self) -> impl Iterator<Item = Vec<Person>> {
        self.labels().filter_map(|(_, label)| Label::people(label).ok())
    }

    /// The sources with those whose words they have.
    pub(super) fn speakers(&self) -> impl Iterator<Item = (SourceId, Vec<Person>)> {
        self.labels().filter_map(|(id, label)| Some((id, Label::speakers(label).ok()?)))
    }

    /// The record of each source's label.
    fn labels(&self) -> impl Iterator<Item = (SourceId, &[u8])> {
        let ids = (0..self.places.len()).map(|id| SourceId(u32::try_from(id).unwrap_or(u32::MAX)));
        ids.filter_map(|id| {
            let (segment, document) = self.document(id)?;
            Some((id, segment.card(document)?))
        })
    }

    /// Has unpacked sources kept up to about so many `bytes`, and gives no memory back any more; only the first time counts.
    pub(super) fn keep(&self, bytes: usize) {
        let _ = self.most_kept.set(bytes);
    }

    fn most_kept(&self) -> usize {
        self.most_kept.get().copied().unwrap_or(KEPT)
    }

    /// Gives back the memory that looking into the segments has taken, unless [`Documents::keep`] was asked for.
    pub(super) fn release(&self) {
        if self.most_kept.get().is_some() {
            return;
        }
        self.segments.iter().for_each(|segment| segment.release());
    }

    /// Sources that could not be unpacked when somebody asked for them.
    pub(super) fn failures(&self) -> Vec<Skipped> {
        self.failures.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// Sources that were asked for lately. There are two generations: when the young one is full, it
/// becomes the old one, and what nobody has asked for since goes.
#[derive(Debug, Default)]
struct Kept {
    young: HashMap<SourceId, Arc<Source>>,
    old: HashMap<SourceId, Arc<Source>>,
    /// Bytes in the young generation.
    size: usize,
}

impl Kept {
    fn get(&mut self, id: SourceId, most: usize) -> Option<Arc<Source>> {
        if let Some(source) = self.young.get(&id) {
            return Some(Arc::clone(source));
        }
        let source = self.old.remove(&id)?;
        self.keep(id, &source, most);
        Some(source)
    }

    fn keep(&mut self, id: SourceId, source: &Arc<Source>, most: usize) {
        self.size += size(source);
        self.young.insert(id, Arc::clone(source));
        if self.size > most / 2 {
            self.old = std::mem::take(&mut self.young);
            self.size = 0;
        }
    }
}

/// About how many bytes a source takes.
fn size(source: &Source) -> usize {
    let words = size_of_val(source.words.as_slice());
    // Lines, blocks and what the prose says take about as much as the text.
    source.text.len() * 2 + source.prose.len() + words + size_of::<PathBuf>()
}
