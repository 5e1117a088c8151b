//! What is kept between two checks of one draft, so that an edit costs what it touches.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::Workspace;
use super::conclusions::Conclusions;
use super::sighting::Sighting;
use crate::archive::{Archive, Catalogue, SourceId};
use crate::draft::Unnamed;
use crate::prose::{self, Directory};
use crate::text::Span;
use crate::verify::Wording;

/// Everything about a draft that outlives an edit. Belongs to one draft; empty to begin with.
#[derive(Debug, Default)]
pub struct Memo {
    /// What unchanged blocks said.
    pub prose: prose::Memo,
    workspace: Option<(Arc<Archive>, Arc<Directory>, Arc<Catalogue>)>,
    /// Paragraphs that name no outlet.
    pub(super) unnamed: Unnamed,
    /// What was concluded about unchanged quotations.
    pub(super) conclusions: Conclusions,
    sightings: FxHashMap<Key, Kept>,
    round: u64,
}

/// What sightings depend on besides the archive: the words, and the sources that are cited.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Key {
    /// The prose of the quotation, from its first word to its last.
    pub words: String,
    /// The cited sources.
    pub cited: Vec<SourceId>,
}

#[derive(Debug)]
struct Kept {
    /// Where the quotation began when its sightings were made.
    start: usize,
    found: Arc<Sightings>,
    round: u64,
}

/// The words of one quotation, and what the archive had for them.
#[derive(Debug, Default)]
pub(super) struct Sightings {
    /// The words, with spans into the draft as it was then.
    pub wording: Wording,
    /// The passages, the best first, with spans into the draft as it was then.
    pub passages: Vec<Sighting>,
    /// Whether everything was looked at.
    pub complete: bool,
}

impl Memo {
    /// Begins a check in `workspace`; what was found in another is forgotten.
    pub(super) fn begin(&mut self, workspace: &Workspace) {
        let Workspace { archive, people, catalogue, .. } = workspace;
        let (same_archive, same_rest) = self.workspace.as_ref().map_or((false, false), |(a, p, c)| {
            (Arc::ptr_eq(a, archive), Arc::ptr_eq(p, people) && Arc::ptr_eq(c, catalogue))
        });
        if !same_archive {
            self.sightings.clear();
        }
        if !(same_archive && same_rest) {
            self.conclusions.clear();
            self.unnamed = Unnamed::default();
            self.workspace = Some((Arc::clone(archive), Arc::clone(people), Arc::clone(catalogue)));
        }
        self.round += 1;
        self.conclusions.begin();
    }

    /// Keeps what the archive had for these words, though nobody asks: a conclusion rests on it.
    pub(super) fn touch(&mut self, key: &Key) {
        if let Some(kept) = self.sightings.get_mut(key) {
            kept.round = self.round;
        }
    }

    /// What the archive had for these words, moved to where they stand now.
    pub(super) fn recall(&mut self, key: &Key, inner: Span) -> Option<Arc<Sightings>> {
        let kept = self.sightings.get_mut(key)?;
        kept.round = self.round;
        if kept.start != inner.start {
            let passages = kept.found.passages.iter().map(|s| s.moved(kept.start, inner.start)).collect();
            let wording = kept.found.wording.moved(kept.start, inner.start);
            kept.found = Arc::new(Sightings { wording, passages, complete: kept.found.complete });
            kept.start = inner.start;
        }
        Some(Arc::clone(&kept.found))
    }

    /// Remembers what the archive had.
    pub(super) fn keep(&mut self, key: Key, inner: Span, found: Arc<Sightings>) {
        self.sightings.insert(key, Kept { start: inner.start, found, round: self.round });
    }

    /// Ends a check: what it did not ask for, the draft no longer holds.
    pub(super) fn end(&mut self) {
        let round = self.round;
        self.sightings.retain(|_, kept| kept.round == round);
        self.conclusions.end();
    }
}
