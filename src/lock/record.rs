//! Making a lock of what was checked.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use super::{Accepted, Lock, LockedQuotation, LockedSource, LockedVerdict, sha256};
use crate::report::{CheckedDraft, DraftReport, Fingerprint, paths, quotation_text};
use crate::rules::{Code, Evidence};
use crate::source::{Source, part_of};
use crate::text::{Span, reading_text};
use crate::workspace::CheckedQuotation;

/// How many words stand before and behind a passage.
const CONTEXT: usize = 6;
/// In how many bytes they are looked for.
const REACH: usize = 240;

/// The lock of the workspace in `root` after `drafts` of it were checked: what `known` holds of other drafts that are
/// still there stays, and so do the findings that were accepted, as long as they are found.
///
/// # Errors
/// The source that cannot be read, and why.
pub fn record(known: Option<&Lock>, drafts: &[CheckedDraft], root: &Path) -> Result<Lock, String> {
    let mut lock = Lock::empty();
    let mut sources: BTreeMap<String, LockedSource> = BTreeMap::new();
    let mut found: BTreeMap<String, BTreeSet<Fingerprint>> = BTreeMap::new();
    for draft in drafts {
        let path = paths::shown(&draft.path, root);
        for quotation in &draft.checked.quotations {
            let Some((locked, source)) = locked(&path, draft, quotation) else { continue };
            if let Entry::Vacant(place) = sources.entry(source.card.shown.clone()) {
                place.insert(locked_source(&source)?);
            }
            lock.quotations.push(locked);
        }
        let told = DraftReport::of(draft, root, false);
        found.insert(path, told.outcome.findings().map(|told| told.fingerprint.clone()).collect());
    }
    if let Some(known) = known {
        let stays = |draft: &str| !found.contains_key(draft) && root.join(draft).exists();
        let others: Vec<_> = known.quotations.iter().filter(|quotation| stays(&quotation.draft)).cloned().collect();
        for source in &known.sources {
            if others.iter().any(|quotation| file_of(&quotation.source) == source.path) {
                sources.entry(source.path.clone()).or_insert_with(|| source.clone());
            }
        }
        lock.quotations.extend(others);
        let holds = |accepted: &&Accepted| match found.get(&accepted.draft) {
            Some(found) => found.contains(&accepted.fingerprint),
            None => root.join(&accepted.draft).exists(),
        };
        lock.accepted.extend(known.accepted.iter().filter(holds).cloned());
    }
    lock.sources = sources.into_values().collect();
    Ok(lock.sorted())
}

/// What somebody accepts, and why.
#[derive(Clone, Copy, Debug)]
pub struct SignOff<'a> {
    /// The line of the draft on which the findings begin, from 1.
    pub line: usize,
    /// The rule; all, where none is named.
    pub rule: Option<Code>,
    /// Who accepts it.
    pub by: &'a str,
    /// Why.
    pub reason: &'a str,
}

/// Notes in `lock` that the findings of `draft` that `sign_off` names are accepted. Returns how many there are.
pub fn accept(lock: &mut Lock, draft: &CheckedDraft, root: &Path, sign_off: SignOff<'_>) -> usize {
    let told = DraftReport::of(draft, root, false);
    let path = paths::shown(&draft.path, root);
    let is_meant = |told: &&crate::report::Told| {
        let text = &draft.checked.draft;
        let at = text.lines.position(&text.text, told.finding.span.start);
        at.line == sign_off.line && sign_off.rule.is_none_or(|rule| rule == told.finding.code)
    };
    let meant: Vec<Accepted> = told
        .outcome
        .findings()
        .filter(is_meant)
        .map(|told| Accepted {
            draft: path.clone(),
            words: reading_text(&draft.checked.draft.text, told.finding.span),
            rule: told.finding.code,
            message: told.finding.message.to_string(),
            by: sign_off.by.to_owned(),
            reason: sign_off.reason.to_owned(),
            fingerprint: told.fingerprint.clone(),
        })
        .collect();
    lock.accepted.retain(|old| !meant.iter().any(|new| new.fingerprint == old.fingerprint));
    let count = meant.len();
    lock.accepted.extend(meant);
    *lock = std::mem::take(lock).sorted();
    count
}

/// The entry of a quotation, and its source; `None` where it is not verified.
fn locked(
    path: &str,
    draft: &CheckedDraft,
    quotation: &CheckedQuotation,
) -> Option<(LockedQuotation, std::sync::Arc<Source>)> {
    let verdict = LockedVerdict::of(quotation.verdict)?;
    let evidence = primary(&quotation.evidence)?;
    let source = draft.workspace.archive.source(evidence.source)?;
    let text = quotation_text(&draft.checked, quotation);
    let speaker = evidence.speaker.as_ref().or(quotation.speaker.as_deref());
    let (prefix, suffix) = context(&source, evidence.span);
    let locked = LockedQuotation {
        draft: path.to_owned(),
        sha256: sha256(text.as_bytes()),
        text,
        verdict,
        speaker: speaker.map(|speaker| speaker.best().to_owned()),
        source: part_of(&source.card.shown, source.card.fragment.as_deref()),
        locator: source.locators.first(evidence.span).map(ToString::to_string),
        exact: reading_text(&source.prose, evidence.span),
        prefix,
        suffix,
    };
    Some((locked, source))
}

/// The passage that a verdict rests on: that of a cited source that has the words, else another that has them.
fn primary(evidence: &[Arc<Evidence>]) -> Option<&Arc<Evidence>> {
    let having = |cited: bool| evidence.iter().find(move |e| e.cited == cited && e.holds());
    having(true).or_else(|| having(false))
}

fn locked_source(source: &Source) -> Result<LockedSource, String> {
    let card = &source.card;
    let bytes = std::fs::read(&card.path).map_err(|error| format!("{} cannot be read: {error}", card.shown))?;
    let metadata = &card.metadata;
    // A file of several documents has no one title.
    let of_file = |value: &Option<String>| value.clone().filter(|_| card.fragment.is_none());
    Ok(LockedSource {
        path: card.shown.clone(),
        sha256: sha256(&bytes),
        title: of_file(&metadata.title),
        outlet: of_file(&metadata.outlet),
        date: of_file(&metadata.date),
        url: of_file(&metadata.url),
    })
}

/// A few words before and behind `passage`.
fn context(source: &Source, passage: Span) -> (String, String) {
    let prose = &source.prose;
    let mut start = passage.start.saturating_sub(REACH);
    while !prose.is_char_boundary(start) {
        start += 1;
    }
    let mut end = (passage.end + REACH).min(prose.len());
    while !prose.is_char_boundary(end) {
        end -= 1;
    }
    let before = reading_text(prose, Span::new(start, passage.start));
    let behind = reading_text(prose, Span::new(passage.end, end));
    let before: Vec<&str> = before.split(' ').collect();
    let prefix = before.get(before.len().saturating_sub(CONTEXT)..).unwrap_or_default().join(" ");
    let suffix = behind.split(' ').take(CONTEXT).collect::<Vec<_>>().join(" ");
    (prefix, suffix)
}

/// The file of a source that is named with a part of it.
pub(super) fn file_of(source: &str) -> &str {
    source.split_once('#').map_or(source, |(file, _)| file)
}
