//! # disputed-speaker
//!
//! The sources disagree about who said it.
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

use crate::prose::Sameness;

use super::case::Case;
use super::model::{Code, Finding};
use super::phrases::{evidence_place, name_of, passage};
use super::speakers::contradicting;

/// Reports that some source confirms the draft's speaker and another contradicts it.
pub(crate) fn check(case: &Case<'_>) -> Option<Finding> {
    let attribution = case.sure_attribution()?;
    if case.quotes_source {
        return None;
    }
    let support = case.evidence.iter().find(|e| e.sameness == Sameness::Same)?;
    let evidence = contradicting(case)?;
    let theirs = evidence.speaker.as_ref()?;
    let ours = case.speaker.as_ref()?;
    let message = format!(
        "{} gives these words to {}, {} to {} ({}): check a third account",
        name_of(case, support),
        ours.best(),
        name_of(case, evidence),
        theirs.best(),
        evidence_place(case, evidence)
    );
    let span = attribution.speaker.mention.unwrap_or_else(|| case.quotation.inner());
    Some(
        Finding::new(Code::DisputedSpeaker, span, message)
            .shown_by(passage(case, support))
            .shown_by(passage(case, evidence)),
    )
}
