//! What was concluded about each quotation, kept from one check to the next, so that an edit costs the
//! quotations it bears on.
//!
//! A conclusion is a function of the archive, the people it knows, and what a digest here is made of: the
//! blocks the quotation stands in, how it is read, whom it is given to, and what is cited for it. What a
//! rule looks at beyond that has to enter the digest, or the rule would go on saying what is no longer so;
//! a test holds every check of a random session against one from nothing.

use std::collections::VecDeque;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use rustc_hash::FxHashMap;
use xxhash_rust::xxh3::xxh3_128;

use super::check::Asked;
use super::memo::Sightings;
use super::reference::Reference;
use super::{CheckedQuotation, Evidence};
use crate::draft::Draft;
use crate::prose::{Attribution, Person};
use crate::text::{Few, Span};

/// Names a conclusion by all that it depends on.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(super) struct Digest(u128);

/// The conclusions of the last check, in the order of the draft, and a few of earlier ones.
#[derive(Debug, Default)]
pub(super) struct Conclusions {
    last: Vec<(Digest, Concluded)>,
    /// What is no longer so, the oldest first: a writer may take an edit back.
    lately: VecDeque<(Digest, Concluded)>,
}

/// So many conclusions of earlier checks are kept.
const LATELY: usize = 8;

/// What was concluded about a quotation, and what it rests on.
#[derive(Debug)]
pub(super) struct Concluded {
    pub(super) conclusion: Arc<CheckedQuotation>,
    /// How sure it was whom the draft means, where that was asked: it depends on whoever else the draft names.
    pub(super) reference: Option<Reference>,
    /// What the archive had. Held, so that it is kept as long as the conclusion is.
    pub(super) seen: Arc<Sightings>,
}

impl Conclusions {
    /// Forgets everything: the archive is another.
    pub(super) fn clear(&mut self) {
        *self = Self::default();
    }

    /// For each of `digests` what was concluded, where that is known.
    pub(super) fn recall(&mut self, digests: &[Digest]) -> Vec<Option<Concluded>> {
        let mut kept = std::mem::take(&mut self.last).into_iter();
        let mut found = Vec::with_capacity(digests.len());
        // Most of a draft is as it was: only what stands between its unchanged beginning and end is looked for.
        let begin = kept.as_slice().iter().zip(digests).take_while(|((kept, _), digest)| kept == *digest).count();
        found.extend(kept.by_ref().take(begin).map(|(_, concluded)| Some(concluded)));
        let rest = digests.get(begin..).unwrap_or_default();
        let from_end = kept.as_slice().iter().rev().zip(rest.iter().rev());
        let end = from_end.take_while(|((kept, _), digest)| kept == *digest).count();
        let between = kept.len() - end;
        let mut moved: FxHashMap<Digest, Concluded> = kept.by_ref().take(between).collect();
        let new = rest.iter().take(rest.len() - end);
        found.extend(new.map(|digest| moved.remove(digest).or_else(|| self.recall_earlier(*digest))));
        found.extend(kept.map(|(_, concluded)| Some(concluded)));
        self.lately.extend(moved);
        self.lately.drain(..self.lately.len().saturating_sub(LATELY));
        found
    }

    fn recall_earlier(&mut self, digest: Digest) -> Option<Concluded> {
        let at = self.lately.iter().position(|(earlier, _)| *earlier == digest)?;
        self.lately.remove(at).map(|(_, concluded)| concluded)
    }

    /// Remembers what was concluded about the quotations of a draft, all of them and in their order.
    pub(super) fn keep(&mut self, concluded: impl Iterator<Item = (Digest, Concluded)>) {
        self.last = concluded.collect();
    }
}

impl Concluded {
    /// Moves it to where the quotation stands now.
    pub(super) fn move_to(&mut self, asked: &Asked<'_>) {
        let start = asked.quotation.span.start;
        if self.conclusion.span.start != start || self.conclusion.index != asked.index {
            let conclusion = Arc::make_mut(&mut self.conclusion);
            conclusion.move_to(start);
            conclusion.index = asked.index;
        }
    }
}

impl CheckedQuotation {
    /// Moves all that is in bytes of the draft, so that the quotation begins at `to`.
    fn move_to(&mut self, to: usize) {
        let from = self.span.start;
        if from == to {
            return;
        }
        let shift = |span: &mut Span| *span = span.moved(from, to);
        shift(&mut self.span);
        shift(&mut self.inner);
        // What differs in nothing says nothing of places in the draft, and stays what it is.
        let differs = |evidence: &Evidence| !(evidence.alterations.is_empty() && evidence.omissions.is_empty());
        if self.evidence.iter().any(|evidence| differs(evidence)) {
            for evidence in Arc::make_mut(&mut self.evidence).iter_mut().filter(|evidence| differs(evidence)) {
                let evidence = Arc::make_mut(evidence);
                evidence.alterations.iter_mut().for_each(|alteration| shift(&mut alteration.draft));
                evidence.omissions.iter_mut().for_each(|omission| shift(&mut omission.draft));
            }
        }
        for finding in &mut self.findings {
            shift(&mut finding.span);
            finding.fixes.iter_mut().flat_map(|fix| &mut fix.edits).for_each(|edit| shift(&mut edit.span));
        }
    }
}

/// The digest of all that the conclusion about `asked` depends on, but for how sure it is whom the draft means: that
/// is kept beside it, as few ask for it.
pub(super) fn digest(draft: &Draft, asked: &Asked<'_>, room: &mut Room) -> Digest {
    let quotation = asked.quotation;
    room.0.clear();
    let mut digest = Maker { room, base: quotation.span.start };
    digest.add(&(draft.around.get(asked.index), quotation.nature));
    digest.add(&(&asked.cited, asked.cites_unseen));
    match &quotation.attribution {
        Some(attribution) => digest.attribution(attribution, draft.reading.speaker_of(quotation)),
        None => digest.add(&0u8),
    }
    let tied = draft.cited.get(asked.index).map(Few::as_slice).unwrap_or_default();
    for citation in tied.iter().filter_map(|index| draft.citations.get(*index)) {
        digest.place(citation.span);
        digest.place(citation.target_span);
        digest.add(&(&citation.target, citation.form, citation.locator.is_some()));
        digest.words(citation.span.of(&draft.text));
        if let Some(locator) = citation.locator {
            digest.place(locator);
            digest.words(locator.of(&draft.text));
        }
    }
    Digest(xxh3_128(&room.0))
}

/// Room for what a digest is made of, used for one after the other.
#[derive(Debug, Default)]
pub(super) struct Room(Vec<u8>);

impl Hasher for Room {
    fn write(&mut self, bytes: &[u8]) {
        self.0.extend_from_slice(bytes);
    }

    /// Nobody asks: what was written is taken as it is.
    fn finish(&self) -> u64 {
        0
    }
}

struct Maker<'a> {
    room: &'a mut Room,
    /// Places are told from here, so that a digest does not change when all of it moves.
    base: usize,
}

impl Maker<'_> {
    fn add(&mut self, value: &impl Hash) {
        value.hash(self.room);
    }

    fn words(&mut self, words: &str) {
        words.hash(self.room);
    }

    fn place(&mut self, span: Span) {
        self.room.write_usize(span.start.wrapping_sub(self.base));
        self.room.write_usize(span.len());
    }

    fn attribution(&mut self, attribution: &Attribution, person: Option<&Person>) {
        self.add(&1u8);
        self.add(&(&attribution.speaker.text, attribution.confidence.to_bits(), &attribution.pattern));
        let spans = [attribution.speaker.mention, attribution.cue, attribution.when.as_ref().map(|when| when.span)];
        for span in spans {
            self.add(&span.is_some());
            span.into_iter().for_each(|span| self.place(span));
        }
        self.add(&attribution.when.as_ref().map(|when| (&when.text, when.day)));
        for venue in &attribution.venues {
            self.place(venue.span);
            self.add(&(&venue.name, venue.kind));
        }
        self.add(&person.is_some());
        if let Some(Person { name, forms, roles, kind, gender }) = person {
            self.add(&(name, forms, roles, kind, gender));
        }
    }
}
