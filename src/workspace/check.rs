//! Checking a draft against the archive.

use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;

use super::claim::{LIKELY, claim};
use super::conclusions::{Digest, Room, digest};
use super::memo::{Key, Sightings};
use super::reference::{Names, Reference};
use super::sighting::Sighting;
use super::weigh::{Weighing, quotes_source, spoken_by};
use super::{Checked, CheckedCitation, CheckedQuotation, Memo, Workspace};
use crate::archive::{Lookup, SourceId, paths_of};
use crate::draft::{Citation, Draft, Target, cite_outlets, parse};
use crate::prose::Quotation;
use crate::rules::{Case, Claim, Finding, Severity, judge, suppress, unknown_citation, unreadable_source, verdict};
use crate::verify::{Extent, find, wording};

/// So many quotations are named by two threads.
const HUNDREDS: usize = 300;

/// A quotation of the draft, ready to be looked up.
pub(super) struct Asked<'a> {
    pub(super) index: usize,
    pub(super) quotation: &'a Quotation,
    /// The sources cited for it.
    pub(super) cited: Vec<SourceId>,
    /// Whether a citation leads to something that could not be looked at.
    pub(super) cites_unseen: bool,
    key: Key,
}

impl Workspace {
    /// Checks the draft at `path` whose text is `text`. `path` serves to resolve relative links
    /// and need not exist.
    #[must_use]
    pub fn check(&self, path: &Path, text: &str, memo: &mut Memo) -> Checked {
        memo.begin(self);
        let mut draft = parse(text, &mut memo.prose);
        cite_outlets(&mut draft, self.catalogue.outlet_names(), &mut memo.unnamed);
        let draft = Arc::new(draft);
        let folder = path.parent().unwrap_or(Path::new(""));
        let lookups: Vec<Lookup<'_>> =
            draft.citations.iter().map(|c| self.catalogue.look_up(&c.target, folder)).collect();
        let mut citations: Vec<CheckedCitation> = draft
            .citations
            .iter()
            .zip(&lookups)
            .map(|(c, lookup)| checked_citation(c, lookup, folder, self.archive.is_partial()))
            .collect();
        let asked = ask(&draft, &citations);
        let own = self.catalogue.at(path);
        let mut quotations = self.conclusions(&draft, &asked, own, memo);
        memo.end();
        let findings = self.settle(&draft, &mut quotations, &mut citations);
        Checked { draft, quotations, citations, findings }
    }

    /// What is concluded about each quotation; only what the memo does not know is worked out. `own` is the
    /// draft itself, where it lies among the sources: it vouches for nothing.
    fn conclusions(
        &self,
        draft: &Draft,
        asked: &[Asked<'_>],
        own: Option<SourceId>,
        memo: &mut Memo,
    ) -> Vec<CheckedQuotation> {
        let names = Names::of(&draft.reading);
        let reference = |asked: &Asked<'_>| match &asked.quotation.attribution {
            Some(attribution) => names.reference(&draft.prose, &draft.blocks, attribution),
            None => Reference::Likely,
        };
        let named = |room: &mut Room, asked: &Asked<'_>| digest(draft, asked, reference(asked), room);
        // What a few hundred cost is worth waking another thread for.
        let digests: Vec<Digest> = if asked.len() >= HUNDREDS {
            asked.par_iter().with_min_len(HUNDREDS / 2).map_init(Room::default, named).collect()
        } else {
            let mut room = Room::default();
            asked.iter().map(|asked| named(&mut room, asked)).collect()
        };
        let known: Vec<Option<CheckedQuotation>> =
            asked.iter().zip(&digests).map(|(asked, digest)| memo.conclusions.recall(*digest, asked, draft)).collect();
        for (asked, known) in asked.iter().zip(&known) {
            if known.is_some() {
                memo.touch(&asked.key);
            }
        }
        let open: Vec<&Asked<'_>> = asked.iter().zip(&known).filter(|(_, k)| k.is_none()).map(|(a, _)| a).collect();
        let mut concluded = self.conclude_all(draft, &open, own, memo).into_iter();
        let all = known.into_iter().zip(digests).filter_map(|(known, digest)| {
            known.or_else(|| concluded.next().inspect(|conclusion| memo.conclusions.keep(digest, conclusion)))
        });
        all.collect()
    }

    /// What is concluded about each quotation of `asked` from what the archive has for it; only what the memo does
    /// not know is looked up.
    fn conclude_all(
        &self,
        draft: &Draft,
        asked: &[&Asked<'_>],
        own: Option<SourceId>,
        memo: &mut Memo,
    ) -> Vec<CheckedQuotation> {
        let known: Vec<Option<Arc<Sightings>>> =
            asked.iter().map(|a| memo.recall(&a.key, a.quotation.inner())).collect();
        let one = |(asked, known): (&&Asked<'_>, Option<Arc<Sightings>>)| {
            let new = known.is_none();
            let seen = known.unwrap_or_else(|| Arc::new(self.sightings(draft, asked, own)));
            let conclusion = self.conclude(draft, asked, &seen);
            (conclusion, new.then_some(seen))
        };
        // A single new quotation is not worth waking the other threads for.
        let found: Vec<_> = if asked.len() > 1 {
            let one = |both| {
                let found = one(both);
                // A long draft, read for the first time, touches all of the index.
                self.archive.rest();
                found
            };
            asked.par_iter().zip(known).map(one).collect()
        } else {
            asked.iter().zip(known).map(one).collect()
        };
        let mut concluded = Vec::with_capacity(found.len());
        for (asked, (conclusion, new)) in asked.iter().zip(found) {
            if let Some(sightings) = new {
                memo.keep(asked.key.clone(), asked.quotation.inner(), sightings);
            }
            concluded.push(conclusion);
        }
        concluded
    }

    fn sightings(&self, draft: &Draft, asked: &Asked<'_>, own: Option<SourceId>) -> Sightings {
        let wording = wording(&draft.prose, &asked.quotation.parts);
        let found = find(&wording, &draft.prose, &self.archive, &self.concordances, &asked.cited);
        let others = found.matches.into_iter().filter(|found| Some(found.source) != own);
        let passages = others.map(|found| Sighting::new(found, &self.archive)).collect();
        // A source that could not be had was not looked at.
        let complete = found.complete && self.archive.failures().is_empty();
        Sightings { wording, passages, complete }
    }

    fn conclude(&self, draft: &Draft, asked: &Asked<'_>, seen: &Sightings) -> CheckedQuotation {
        let quotation = asked.quotation;
        let ours = quotation.attribution.as_ref();
        let weighing = Weighing {
            archive: &self.archive,
            people: &self.people,
            cited: &asked.cited,
            draft,
            ours,
            wording: &seen.wording,
        };
        let speaker = ours.map(|a| spoken_by(&self.people, &draft.reading, a));
        let mut evidence = weighing.weigh(&seen.passages);
        let aside = evidence.split_off(evidence.partition_point(|e| e.extent <= Extent::Part));
        let claim = claim(draft, asked, &seen.wording);
        if claim == Claim::Nothing {
            evidence.retain(|e| e.is_spoken() && e.sameness == crate::prose::Sameness::Same);
        }
        let tied = draft.cited.get(asked.index).map(Vec::as_slice).unwrap_or_default();
        let case = Case {
            draft,
            quotation,
            quotes_source: quotes_source(&self.archive, speaker.as_ref(), &evidence, &asked.cited),
            speaker,
            wording: &seen.wording,
            citations: tied.iter().filter_map(|c| draft.citations.get(*c)).collect(),
            cited: asked.cited.clone(),
            cites_unseen: asked.cites_unseen,
            claim,
            evidence: &evidence,
            aside: &aside,
            complete: seen.complete,
            archive: &self.archive,
        };
        let findings = judge(&case);
        let verdict = verdict(&case, &findings);
        // Whom it is more likely than not that somebody else said it, or nobody, is not named.
        let speaker = case.speaker.filter(|_| ours.is_some_and(|a| a.confidence >= LIKELY));
        if claim != Claim::Nothing {
            evidence.extend(aside);
        }
        CheckedQuotation {
            index: asked.index,
            span: quotation.span,
            inner: quotation.inner(),
            speaker,
            citations: tied.to_vec(),
            verdict,
            evidence: evidence.into_iter().map(Arc::new).collect(),
            findings,
        }
    }

    /// Gives every finding its severity, takes away what is off or silenced, and returns what is
    /// to be said of the ignore comments.
    fn settle(
        &self,
        draft: &Draft,
        quotations: &mut [CheckedQuotation],
        citations: &mut [CheckedCitation],
    ) -> Vec<Finding> {
        let at_citations = draft.citations.iter().map(|c| c.span.start);
        let mut lists: Vec<(usize, &mut Vec<Finding>)> =
            quotations.iter_mut().map(|q| (q.span.start, &mut q.findings)).collect();
        lists.extend(at_citations.zip(citations.iter_mut().map(|c| &mut c.findings)));
        for (_, list) in &mut lists {
            self.set_severities(list);
        }
        let mut about = suppress(draft, &mut lists);
        self.set_severities(&mut about);
        about
    }

    fn set_severities(&self, findings: &mut Vec<Finding>) {
        for finding in findings.iter_mut() {
            finding.severity = self.config.severity(finding.code);
        }
        findings.retain(|finding| finding.severity != Severity::Off);
    }
}

fn checked_citation(citation: &Citation, lookup: &Lookup<'_>, folder: &Path, is_partial: bool) -> CheckedCitation {
    let (sources, finding) = match lookup {
        Lookup::Found(sources) => (sources.to_vec(), None),
        Lookup::Unreadable(skipped) => (Vec::new(), Some(unreadable_source::check(citation, skipped))),
        // It may be among those that are being read.
        Lookup::Missing(_) | Lookup::Unknown { .. } if is_partial => (Vec::new(), None),
        Lookup::Missing(listed) => (Vec::new(), Some(unknown_citation::check_listed(citation, listed))),
        Lookup::Unknown { nearest } if citation.must_lead() && !is_there(&citation.target, folder) => {
            (Vec::new(), unknown_citation::check(citation, *nearest))
        }
        Lookup::Unknown { .. } => (Vec::new(), None),
    };
    CheckedCitation { sources, findings: finding.into_iter().collect() }
}

/// Whether `target` is a file beside the draft: no source, but no mistake either.
fn is_there(target: &Target, folder: &Path) -> bool {
    matches!(target, Target::Path(path) if paths_of(path).any(|path| folder.join(path).exists()))
}

/// The draft's quotations that stand in no other, with their words and the sources cited for them.
fn ask<'a>(draft: &'a Draft, citations: &[CheckedCitation]) -> Vec<Asked<'a>> {
    let outer = draft.reading.quotations.iter().enumerate().filter(|(_, q)| q.within.is_none());
    outer
        .map(|(index, quotation)| {
            let tied = draft.cited.get(index).map(Vec::as_slice).unwrap_or_default();
            let leads = || tied.iter().filter_map(|c| citations.get(*c));
            let mut cited: Vec<SourceId> = leads().flat_map(|c| c.sources.iter().copied()).collect();
            let cites_unseen = leads().any(|c| c.sources.is_empty());
            cited.sort_unstable();
            cited.dedup();
            let key = Key { words: quotation.inner().of(&draft.prose).to_owned(), cited: cited.clone() };
            Asked { index, quotation, cited, cites_unseen, key }
        })
        .collect()
}
