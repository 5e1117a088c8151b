//! What is kept between two checks of one draft, so that an edit costs what it touches.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::Workspace;
use super::conclusions::Conclusions;
use super::leads::Leads;
use super::sighting::Sighting;
use crate::archive::{Archive, Catalogue, SourceId};
use crate::config::Config;
use crate::draft::{self, Draft, Target, Unnamed};
use crate::prose::Directory;
use crate::remembered::Rounds;
use crate::text::Span;
use crate::verify::{Concordances, Wording, find, wording};

/// Everything about a draft that outlives an edit. Belongs to one draft; empty to begin with.
#[derive(Debug, Default)]
pub struct Memo {
    /// What unchanged parts of the text said.
    pub draft: draft::Memo,
    against: Option<Against>,
    /// The draft of the last check.
    pub(super) last: Option<Arc<Draft>>,
    /// Paragraphs that name no outlet.
    pub(super) unnamed: Unnamed,
    /// What was concluded about unchanged quotations.
    pub(super) conclusions: Conclusions,
    leads: Leads,
    sightings: FxHashMap<Key, Kept>,
    rounds: Rounds,
}

/// What a draft was checked against: of another, less or nothing is true.
#[derive(Debug)]
struct Against {
    archive: Arc<Archive>,
    people: Arc<Directory>,
    catalogue: Arc<Catalogue>,
    config: Arc<Config>,
}

impl Against {
    fn of(workspace: &Workspace) -> Self {
        let Workspace { archive, people, catalogue, config, .. } = workspace;
        Self {
            archive: Arc::clone(archive),
            people: Arc::clone(people),
            catalogue: Arc::clone(catalogue),
            config: Arc::clone(config),
        }
    }

    fn is(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.archive, &other.archive)
            && Arc::ptr_eq(&self.people, &other.people)
            && Arc::ptr_eq(&self.catalogue, &other.catalogue)
            && Arc::ptr_eq(&self.config, &other.config)
    }
}

/// What sightings depend on besides the archive: the words, and the sources that are cited.
#[derive(Debug, PartialEq, Eq, Hash)]
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

impl Sightings {
    /// What the archive has for the words of `parts`, bytes into `prose`; `own` is left out.
    pub(super) fn of(
        prose: &str,
        parts: &[Span],
        archive: &Archive,
        concordances: &Concordances,
        cited: &[SourceId],
        own: Option<SourceId>,
    ) -> Self {
        let wording = wording(prose, parts);
        let found = find(&wording, prose, archive, concordances, cited);
        let others = found.matches.into_iter().filter(|found| Some(found.source) != own);
        let passages = others.map(|found| Sighting::new(found, archive)).collect();
        // A source that could not be had was not looked at.
        let complete = found.complete && archive.failures().is_empty();
        Self { wording, passages, complete }
    }
}

impl Memo {
    /// Begins a check in `workspace`; what was found in another is forgotten.
    pub(super) fn begin(&mut self, workspace: &Workspace) {
        let now = Against::of(workspace);
        let before = self.against.as_ref();
        if before.is_none_or(|before| !Arc::ptr_eq(&before.archive, &now.archive)) {
            self.sightings.clear();
        }
        if before.is_none_or(|before| !before.is(&now)) {
            self.conclusions.clear();
            self.leads = Leads::default();
            self.unnamed = Unnamed::default();
            self.against = Some(now);
        }
        self.rounds.begin();
    }

    /// The sources to which a citation of `target` leads; `look_up` finds them, where it leads to any.
    pub(super) fn led_to<'a>(
        &mut self,
        target: &Arc<Target>,
        look_up: impl FnOnce() -> Option<&'a [SourceId]>,
    ) -> Option<Arc<[SourceId]>> {
        self.leads.recall(target, self.rounds.now(), look_up)
    }

    /// What the archive had for these words, moved to where they stand now.
    pub(super) fn recall(&mut self, key: &Key, inner: Span) -> Option<Arc<Sightings>> {
        let kept = self.sightings.get_mut(key)?;
        kept.round = self.rounds.now();
        if kept.start != inner.start {
            let passages = kept.found.passages.iter().map(|s| s.moved(kept.start, inner.start)).collect();
            let wording = kept.found.wording.moved(kept.start, inner.start);
            kept.found = Arc::new(Sightings { wording, passages, complete: kept.found.complete });
            kept.start = inner.start;
        }
        Some(Arc::clone(&kept.found))
    }

    /// Whether it is known what the archive had.
    pub(super) fn knows(&self, key: &Key) -> bool {
        self.sightings.contains_key(key)
    }

    /// Remembers what the archive had.
    pub(super) fn keep(&mut self, key: Key, inner: Span, found: Arc<Sightings>) {
        self.sightings.insert(key, Kept { start: inner.start, found, round: self.rounds.now() });
    }

    /// Ends a check: what was not asked for lately, and no conclusion rests on, the draft no longer holds.
    pub(super) fn end(&mut self) {
        if let Some(oldest) = self.rounds.oldest() {
            self.sightings.retain(|_, kept| kept.round >= oldest || Arc::strong_count(&kept.found) > 1);
            self.leads.forget(oldest);
        }
    }
}
