//! # disputed-speaker
//!
//! The sources disagree about who said it, or seem to disagree with the draft where a "he" or "she"
//! leaves open who is meant, or the draft's speaker only quotes somebody else there.
//!
//! ## Why it matters
//!
//! One outlet gives the words to the minister, another to her spokesman. One of them is wrong, and
//! the draft has taken a side.
//!
//! ## Example
//!
//! The Tribune has “There is no plan,” the mayor said; the Courier gives the same words to the
//! harbour master. The draft follows the Tribune.
//!
//! ## How to fix
//!
//! Look for a third source, a recording or a transcript; or say that accounts differ.
//!
//! ## References
//!
//! - Reuters Handbook of Journalism, “Sourcing”.

use crate::prose::{Attribution, Sameness};
use crate::text::Span;

use super::case::{Case, SURE};
use super::model::{Code, Finding};
use super::phrases::{evidence_place, name_of, passage};
use super::speakers::{FEWEST_WORDS, SAME_UTTERANCE, contradicting};

/// Reports that some source contradicts the draft's speaker while another confirms it, or while
/// it is not settled whom the two mean.
pub(crate) fn check(case: &Case<'_>) -> Option<Finding> {
    let attribution = case.sure_attribution()?;
    if case.quotes_source {
        return None;
    }
    let support = case.evidence.iter().find(|e| e.sameness == Sameness::Same);
    if support.is_none()
        && let Some(finding) = relayed(case)
    {
        return Some(finding);
    }
    // Against a source that confirms the draft only an account beyond doubt counts.
    let evidence = contradicting(case).filter(|e| support.is_some() == e.settled)?;
    let theirs = evidence.speaker.as_ref()?.best();
    let ours = case.speaker.as_ref()?.best();
    let (name, place) = (name_of(case, evidence), evidence_place(case, evidence));
    let message = match support {
        Some(support) => {
            let supporter = name_of(case, support);
            format!("{supporter} gives these words to {ours}, {name} to {theirs} ({place}): check a third account")
        }
        None => {
            format!("the draft seems to give these words to {ours}, {name} to {theirs} ({place}): check who is meant")
        }
    };
    let span = span_of(case, attribution);
    Some(
        Finding::new(Code::DisputedSpeaker, span, message)
            .shown_by(support.and_then(|support| passage(case, support)))
            .shown_by(passage(case, evidence)),
    )
}

/// Reports words that the draft's speaker quotes of somebody whom the source leaves open: “They told
/// me, ‘We cannot pay.’”
fn relayed(case: &Case<'_>) -> Option<Finding> {
    let attribution = case.sure_attribution()?;
    let evidence = case.evidence.iter().find(|e| e.relayed_by().is_some() && e.sameness == Sameness::Unknown)?;
    let enough = case.wording.words().count() >= FEWEST_WORDS && evidence.similarity >= SAME_UTTERANCE;
    let elsewhere = case.evidence.iter().any(|e| e.relayed_by().is_none() && e.holds() && e.is_spoken());
    if !enough || elsewhere || evidence.speaker_confidence < SURE {
        return None;
    }
    let theirs = &evidence.speaker.as_ref()?.mention;
    let ours = case.speaker.as_ref()?.best();
    let (name, place) = (name_of(case, evidence), evidence_place(case, evidence));
    let message = format!("in {name} {ours} quotes “{theirs}” with these words ({place}): say whose they are");
    let span = span_of(case, attribution);
    Some(Finding::new(Code::DisputedSpeaker, span, message).shown_by(passage(case, evidence)))
}

/// The draft's mention of the speaker, else the words themselves.
fn span_of(case: &Case<'_>, attribution: &Attribution) -> Span {
    attribution.speaker.mention.unwrap_or_else(|| case.quotation.inner())
}
