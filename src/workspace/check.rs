//! Checking a draft against the archive.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::path::Path;
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use super::ahead::Ahead;
use super::claim::{LIKELY, claim};
use super::conclusions::{Concluded, Digest, Room, digest};
use super::memo::{Key, Sightings};
use super::reference::{Names, Reference};
use super::weigh::{Weighing, quotes_source, spoken_by};
use super::{Checked, CheckedCitation, CheckedQuotation, Memo, Workspace};
use crate::archive::{Lookup, SourceId, paths_of};
use crate::draft::{Citation, Draft, Target, cite_outlets, parse};
use crate::prose::{Attribution, Quotation};
use crate::rules::{Case, Claim, Finding, Severity, judge, suppress, unknown_citation, unreadable_source, verdict};
use crate::text::{Few, LONG};
use crate::verify::Extent;

/// So many quotations are named by two threads.
const HUNDREDS: usize = 300;

/// A quotation of the draft, ready to be looked up.
pub(super) struct Asked<'a> {
    pub(super) index: usize,
    pub(super) quotation: &'a Quotation,
    /// The sources cited for it.
    pub(super) cited: Cow<'a, [SourceId]>,
    /// Whether a citation leads to something that could not be looked at.
    pub(super) cites_unseen: bool,
}

impl Asked<'_> {
    /// What the archive has for it depends on.
    fn key(&self, draft: &Draft) -> Key {
        Key { words: self.quotation.inner().of(&draft.prose).to_owned(), cited: self.cited.to_vec() }
    }
}

/// Whom the draft names.
struct Ours<'a> {
    draft: &'a Draft,
    /// Made when it is asked for.
    names: OnceLock<Names<'a>>,
}

impl Ours<'_> {
    /// How sure it is whom `attribution` means.
    fn reference(&self, attribution: Option<&Attribution>) -> Reference {
        let Draft { prose, blocks, reading, .. } = self.draft;
        let names = || self.names.get_or_init(|| Names::of(reading));
        attribution.map_or(Reference::Likely, |attribution| names().reference(prose, blocks, attribution))
    }
}

impl Workspace {
    /// Checks the draft at `path` whose text is `text`. `path` serves to resolve relative links
    /// and need not exist.
    #[must_use]
    pub fn check(&self, path: &Path, text: &str, memo: &mut Memo) -> Checked {
        // On one of the threads that take parts of it, where these need not be called for each step by itself.
        if text.len() >= LONG {
            rayon::scope(|_| self.checked(path, text, memo))
        } else {
            self.checked(path, text, memo)
        }
    }

    fn checked(&self, path: &Path, text: &str, memo: &mut Memo) -> Checked {
        memo.begin(self);
        let own = self.catalogue.at(path);
        let ahead = Ahead::begin(self, text, own, memo);
        let mut draft = parse(text, &mut memo.draft);
        cite_outlets(&mut draft, self.catalogue.outlet_names(), &mut memo.unnamed);
        let draft = Arc::new(draft);
        let folder = path.parent().unwrap_or(Path::new(""));
        let mut citations: Vec<CheckedCitation> =
            draft.citations.iter().map(|citation| self.checked_citation(citation, folder, memo)).collect();
        let asked = ask(&draft, &citations);
        if let Some(ahead) = ahead
            && let Some(asked) = asked.iter().find(|asked| asked.quotation.inner() == ahead.inner)
        {
            ahead.end(&asked.key(&draft), memo);
        }
        let mut quotations = self.conclusions(&draft, &asked, own, memo);
        memo.end();
        memo.last = Some(Arc::clone(&draft));
        let findings = self.settle(&draft, &mut quotations, &mut citations);
        Checked { draft, quotations, citations, findings }
    }

    fn checked_citation(&self, citation: &Citation, folder: &Path, memo: &mut Memo) -> CheckedCitation {
        let mut lookup = None;
        let sources = memo.led_to(&citation.target, || match self.catalogue.look_up(&citation.target, folder) {
            Lookup::Found(sources) => Some(sources),
            other => {
                lookup = Some(other);
                None
            }
        });
        let finding = match lookup {
            None | Some(Lookup::Found(_)) => None,
            Some(Lookup::Unreadable(skipped)) => Some(unreadable_source::check(citation, skipped)),
            // It may be among those that are being read.
            Some(Lookup::Missing(_) | Lookup::Unknown { .. }) if self.archive.is_partial() => None,
            Some(Lookup::Missing(listed)) => Some(unknown_citation::check_listed(citation, listed)),
            Some(Lookup::Unknown { nearest }) if citation.must_lead() && !is_there(&citation.target, folder) => {
                unknown_citation::check(citation, nearest)
            }
            Some(Lookup::Unknown { .. }) => None,
        };
        CheckedCitation { sources: sources.unwrap_or_default(), findings: finding.into_iter().collect() }
    }

    /// What is concluded about each quotation; only what the memo does not know is worked out. `own` is the
    /// draft itself, where it lies among the sources: it vouches for nothing.
    fn conclusions(
        &self,
        draft: &Draft,
        asked: &[Asked<'_>],
        own: Option<SourceId>,
        memo: &mut Memo,
    ) -> Vec<Arc<CheckedQuotation>> {
        let ours = Ours { draft, names: OnceLock::new() };
        let named = |room: &mut Room, asked: &Asked<'_>| digest(draft, asked, room);
        let placed = |(asked, known): (&Asked<'_>, Option<Concluded>)| {
            let is_so = |before: Reference| before == ours.reference(asked.quotation.attribution.as_ref());
            let mut known = known.filter(|known| known.reference.is_none_or(is_so))?;
            known.move_to(asked);
            Some(known)
        };
        // What a few hundred cost is worth waking another thread for.
        let (digests, known): (Vec<Digest>, Vec<Option<Concluded>>) = if asked.len() >= HUNDREDS {
            let digests: Vec<Digest> =
                asked.par_iter().with_min_len(HUNDREDS / 2).map_init(Room::default, named).collect();
            let known = memo.conclusions.recall(&digests);
            let known = asked.par_iter().zip(known).with_min_len(HUNDREDS / 2).map(placed).collect();
            (digests, known)
        } else {
            let mut room = Room::default();
            let digests: Vec<Digest> = asked.iter().map(|asked| named(&mut room, asked)).collect();
            let known = memo.conclusions.recall(&digests);
            (digests, asked.iter().zip(known).map(placed).collect())
        };
        let open: Vec<&Asked<'_>> = asked.iter().zip(&known).filter(|(_, k)| k.is_none()).map(|(a, _)| a).collect();
        let mut concluded = self.conclude_all(&ours, &open, own, memo).into_iter();
        let all = known.into_iter().filter_map(|known| known.or_else(|| concluded.next()));
        let mut conclusions = Vec::with_capacity(asked.len());
        memo.conclusions.keep(digests.into_iter().zip(all).inspect(|(_, concluded)| {
            conclusions.push(Arc::clone(&concluded.conclusion));
        }));
        conclusions
    }

    /// What is concluded about each quotation of `asked` from what the archive has for it; only what the memo does
    /// not know is looked up.
    fn conclude_all(
        &self,
        ours: &Ours<'_>,
        asked: &[&Asked<'_>],
        own: Option<SourceId>,
        memo: &mut Memo,
    ) -> Vec<Concluded> {
        let keys: Vec<Key> = asked.iter().map(|asked| asked.key(ours.draft)).collect();
        let known: Vec<Option<Arc<Sightings>>> =
            asked.iter().zip(&keys).map(|(asked, key)| memo.recall(key, asked.quotation.inner())).collect();
        let one = |(asked, known): (&&Asked<'_>, Option<Arc<Sightings>>)| {
            let new = known.is_none();
            let seen = known.unwrap_or_else(|| Arc::new(self.sightings(ours.draft, asked, own)));
            (self.conclude(ours, asked, seen), new)
        };
        // A single new quotation is not worth waking the other threads for.
        let found: Vec<(Concluded, bool)> = if asked.len() > 1 {
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
        let keep = |((asked, key), (concluded, new)): ((&&Asked<'_>, Key), (Concluded, bool))| {
            if new {
                memo.keep(key, asked.quotation.inner(), Arc::clone(&concluded.seen));
            }
            concluded
        };
        asked.iter().zip(keys).zip(found).map(keep).collect()
    }

    fn sightings(&self, draft: &Draft, asked: &Asked<'_>, own: Option<SourceId>) -> Sightings {
        let (archive, concordances) = (&self.archive, &self.concordances);
        Sightings::of(&draft.prose, &asked.quotation.parts, archive, concordances, &asked.cited, own)
    }

    fn conclude(&self, ours: &Ours<'_>, asked: &Asked<'_>, seen: Arc<Sightings>) -> Concluded {
        let (draft, quotation) = (ours.draft, asked.quotation);
        self.archive.bring_in(seen.passages.iter().map(|passage| passage.found.source));
        let reference = OnceCell::new();
        let attribution = quotation.attribution.as_ref();
        let weighing = Weighing {
            archive: &self.archive,
            people: &self.people,
            cited: &asked.cited,
            draft,
            ours: attribution,
            reference: &|| *reference.get_or_init(|| ours.reference(attribution)),
            wording: &seen.wording,
        };
        let speaker = attribution.map(|a| spoken_by(&self.people, &draft.reading, a));
        let mut evidence = weighing.weigh(&seen.passages);
        let aside = evidence.split_off(evidence.partition_point(|e| e.extent <= Extent::Part));
        let claim = claim(draft, asked, &seen.wording);
        if claim == Claim::Nothing {
            evidence.retain(|e| e.is_spoken() && e.sameness == crate::prose::Sameness::Same);
        }
        let tied = draft.cited.get(asked.index).map(Few::as_slice).unwrap_or_default();
        let case = Case {
            draft,
            quotation,
            quotes_source: quotes_source(&self.archive, speaker.as_ref(), &evidence, &asked.cited),
            speaker,
            wording: &seen.wording,
            citations: tied.iter().filter_map(|c| draft.citations.get(*c)).collect(),
            cited: asked.cited.to_vec(),
            cites_unseen: asked.cites_unseen,
            claim,
            evidence: &evidence,
            aside: &aside,
            complete: seen.complete,
            archive: &self.archive,
        };
        let mut findings = judge(&case);
        let verdict = verdict(&case, &findings);
        // Whom it is more likely than not that somebody else said it, or nobody, is not named.
        let speaker = case.speaker.filter(|_| attribution.is_some_and(|a| a.confidence >= LIKELY));
        if claim != Claim::Nothing {
            evidence.extend(aside);
        }
        self.set_severities(&mut findings);
        let conclusion = CheckedQuotation {
            index: asked.index,
            span: quotation.span,
            inner: quotation.inner(),
            speaker: speaker.map(Arc::new),
            verdict,
            evidence: evidence.into_iter().map(Arc::new).collect(),
            findings,
        };
        Concluded { conclusion: Arc::new(conclusion), reference: reference.into_inner(), seen }
    }

    /// Gives the findings about citations their severity, takes away what is silenced, and returns what is to be
    /// said of the ignore comments.
    fn settle(
        &self,
        draft: &Draft,
        quotations: &mut [Arc<CheckedQuotation>],
        citations: &mut [CheckedCitation],
    ) -> Vec<Finding> {
        citations.iter_mut().for_each(|citation| self.set_severities(&mut citation.findings));
        if draft.suppressions.is_empty() {
            return Vec::new();
        }
        let at_citations = draft.citations.iter().map(|c| c.span.start);
        // What is silenced here may be told elsewhere: the conclusion itself stays what it is.
        let reached = quotations.iter_mut().filter(|q| {
            !q.findings.is_empty() && draft.suppressions.iter().any(|comment| comment.reach.contains(q.span.start))
        });
        let mut lists: Vec<(usize, &mut Vec<Finding>)> =
            reached.map(|q| (q.span.start, &mut Arc::make_mut(q).findings)).collect();
        lists.extend(at_citations.zip(citations.iter_mut().map(|c| &mut c.findings)));
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

/// Whether `target` is a file beside the draft: no source, but no mistake either.
fn is_there(target: &Target, folder: &Path) -> bool {
    matches!(target, Target::Path(path) if paths_of(path).any(|path| folder.join(path).exists()))
}

/// The draft's quotations that stand in no other, with their words and the sources cited for them.
fn ask<'a>(draft: &'a Draft, citations: &'a [CheckedCitation]) -> Vec<Asked<'a>> {
    let outer = draft.reading.quotations.iter().enumerate().filter(|(_, q)| q.within.is_none());
    outer
        .map(|(index, quotation)| {
            let tied = draft.cited.get(index).map(Few::as_slice).unwrap_or_default();
            let leads = || tied.iter().filter_map(|c| citations.get(*c));
            let cites_unseen = leads().any(|c| c.sources.is_empty());
            let cited = joined(leads().map(|citation| &*citation.sources));
            Asked { index, quotation, cited, cites_unseen }
        })
        .collect()
}

/// All sources of several citations, in their order, each once.
pub(super) fn joined<'a>(mut each: impl Iterator<Item = &'a [SourceId]>) -> Cow<'a, [SourceId]> {
    let mut all = Cow::from(each.next().unwrap_or_default());
    for more in each {
        all.to_mut().extend_from_slice(more);
    }
    if all.len() > 1 {
        all.to_mut().sort_unstable();
        all.to_mut().dedup();
    }
    all
}
