//! # disputed-wording
//!
//! The sources disagree about the words, or the cited one leaves them open.
//!
//! ## Why it matters
//!
//! The quotation is in the cited source as it stands; another source prints the same utterance
//! otherwise. Usually one of them tidied it. Or the cited source has an ellipsis or brackets of its
//! own where the draft has words, so that it does not vouch for these.
//!
//! ## Example
//!
//! The Tribune has “there remain big differences”, the Courier “there remains big differences”.
//!
//! ## How to fix
//!
//! Nothing, unless the difference matters: then look for a recording or a transcript.
//!
//! ## References
//!
//! - Chicago Manual of Style, 17th edition, 13.6: accuracy.

use crate::prose::Sameness;
use crate::source::Voice;
use crate::verify::{Extent, Grade};

use super::case::Case;
use super::evidence::Evidence;
use super::model::{Code, Finding};
use super::phrases::{evidence_place, name_of, passage, quoted, wording_change};

/// Below this share of common words two passages are two utterances, not two versions of one.
const SAME_UTTERANCE: f32 = 0.75;

/// Reports another source's version of words that one source has as the draft has them.
pub(crate) fn check(case: &Case<'_>) -> Option<Finding> {
    let primary = case.primary().filter(|e| e.is_spoken() && e.grade() <= Grade::Style)?;
    if let Some(finding) = abridged(case, primary) {
        return Some(finding);
    }
    let elsewhere =
        || case.evidence.iter().filter(|e| !e.cited).find(|e| is_other_version(e) && differs_inside(case, e));
    let same_source = || case.aside.iter().find(|e| is_second_version(case, e) && differs_inside(case, e));
    let other = elsewhere().or_else(same_source)?;
    let (_, change) = wording_change(case, other, other.grade())?;
    let place = evidence_place(case, other);
    let message = if other.cited {
        format!("the source has this once more, and not alike: {change} ({place})")
    } else {
        format!("the sources disagree: {change} ({place})")
    };
    Some(Finding::new(Code::DisputedWording, case.quotation.inner(), message).shown_by(passage(case, other)))
}

/// Reports words that stand where the cited source itself left words out, or put some in brackets:
/// it neither has them nor denies them.
fn abridged(case: &Case<'_>, primary: &Evidence) -> Option<Finding> {
    let hidden = primary.alterations.iter().find(|a| a.abridged && !a.draft.is_empty()).filter(|_| primary.cited)?;
    let ours = quoted(hidden.draft.of(&case.draft.prose));
    let (name, place) = (name_of(case, primary), evidence_place(case, primary));
    let other = case
        .evidence
        .iter()
        .find(|e| !e.cited && e.is_spoken() && e.holds() && !e.alterations.iter().any(|a| a.abridged));
    let seen = match other {
        Some(other) => format!("{} has the words ({})", name_of(case, other), evidence_place(case, other)),
        None => "no other source has the words".to_owned(),
    };
    let message = format!("{name} leaves open what was said where the draft has {ours} ({place}); {seen}");
    let finding = Finding::new(Code::DisputedWording, hidden.draft, message).shown_by(passage(case, primary));
    Some(finding.shown_by(other.and_then(|other| passage(case, other))))
}

/// Whether a difference stands between the first word and the last. Where a source begins or ends
/// its quotation a word later, it does not dispute that word.
fn differs_inside(case: &Case<'_>, evidence: &Evidence) -> bool {
    let (Some(first), Some(last)) = (case.wording.words().next(), case.wording.words().last()) else { return false };
    let graded = evidence.alterations.iter().filter(|a| a.grade > Grade::Style);
    graded.map(|a| a.draft).any(|d| d.start >= first.span.end && d.end <= last.span.start)
}

/// Whether an article quotes the same utterance once more. In a transcript the speaker may have
/// said it again.
fn is_second_version(case: &Case<'_>, evidence: &Evidence) -> bool {
    let article = case.card(evidence).is_some_and(|card| card.voice == Voice::Reporter);
    article && evidence.extent == Extent::Version && is_other_version(evidence)
}

fn is_other_version(evidence: &Evidence) -> bool {
    evidence.is_spoken()
        && !evidence.spliced
        && evidence.grade() > Grade::Style
        && evidence.similarity >= SAME_UTTERANCE
        && evidence.sameness != Sameness::Different
}
