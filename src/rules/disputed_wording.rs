//! # disputed-wording
//!
//! The sources disagree about the words.
//!
//! ## Why it matters
//!
//! The quotation is in the cited source as it stands; another source prints the same utterance
//! otherwise. Usually one of them tidied it.
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
use crate::verify::Grade;

use super::case::Case;
use super::evidence::Evidence;
use super::model::{Code, Finding};
use super::phrases::{evidence_place, passage, wording_change};

/// Below this share of common words two passages are two utterances, not two versions of one.
const SAME_UTTERANCE: f32 = 0.75;

/// Reports another source's version of words that one source has as the draft has them.
pub(crate) fn check(case: &Case<'_>) -> Option<Finding> {
    case.primary().filter(|e| e.is_spoken() && e.grade() < Grade::Style)?;
    let other = case.evidence.iter().find(|e| is_other_version(e) && differs_inside(case, e))?;
    let (_, change) = wording_change(case, other, other.grade())?;
    let message = format!("elsewhere otherwise: {change} ({})", evidence_place(case, other));
    Some(Finding::new(Code::DisputedWording, case.quotation.inner(), message).shown_by(passage(case, other)))
}

/// Whether a difference stands between the first word and the last. Where a source begins or ends
/// its quotation a word later, it does not dispute that word.
fn differs_inside(case: &Case<'_>, evidence: &Evidence) -> bool {
    let (Some(first), Some(last)) = (case.wording.words().next(), case.wording.words().last()) else { return false };
    let graded = evidence.alterations.iter().filter(|a| a.grade >= Grade::Style);
    graded.map(|a| a.draft).any(|d| d.start >= first.span.end && d.end <= last.span.start)
}

fn is_other_version(evidence: &Evidence) -> bool {
    evidence.is_spoken()
        && !evidence.cited
        && !evidence.spliced
        && evidence.grade() >= Grade::Style
        && evidence.similarity >= SAME_UTTERANCE
        && evidence.sameness != Sameness::Different
}
