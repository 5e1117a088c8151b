//! # misattributed-quote
//!
//! The sources give these words to somebody else.
//!
//! ## Why it matters
//!
//! The words are right and the person is wrong: a claim about somebody who never made it.
//!
//! ## Example
//!
//! The source has “There is no plan,” the harbour master said. The draft:
//!
//! ```text
//! “There is no plan,” the mayor said.
//! ```
//!
//! ## How to fix
//!
//! Name the speaker that the source names.
//!
//! ## What is not reported
//!
//! Anything but a clear contradiction: both the draft and the source must name their speaker beyond
//! reasonable doubt, and the two must be different people. Where sources disagree among themselves,
//! or a "he" may be either of two, see disputed-speaker.
//!
//! ## References
//!
//! - Society of Professional Journalists, Code of Ethics: identify sources clearly.

use crate::prose::Sameness;

use super::case::Case;
use super::evidence::Evidence;
use super::fixes::replace;
use super::model::{Code, Finding};
use super::phrases::{evidence_place, name_of, passage};
use super::speakers::contradicting;

/// Reports a speaker whom every source that names one contradicts.
pub(crate) fn check(case: &Case<'_>) -> Option<Finding> {
    let attribution = case.sure_attribution()?;
    if case.quotes_source || case.evidence.iter().any(supports) {
        return None;
    }
    let evidence = contradicting(case).filter(|e| e.settled)?;
    let theirs = evidence.speaker.as_ref()?;
    let ours = case.speaker.as_ref()?;
    let message = format!(
        "{} gives these words to {}, not to {} ({})",
        name_of(case, evidence),
        theirs.best(),
        ours.best(),
        evidence_place(case, evidence)
    );
    let span = attribution.speaker.mention.unwrap_or_else(|| case.quotation.inner());
    let fix = attribution
        .speaker
        .mention
        .map(|mention| replace(format!("Attribute it to {}", theirs.best()), mention, theirs.best()));
    Some(Finding::new(Code::MisattributedQuote, span, message).shown_by(passage(case, evidence)).fixed_by(fix))
}

/// Whether a source has the words from the draft's speaker, or from somebody who may be them.
fn supports(evidence: &Evidence) -> bool {
    evidence.sameness == Sameness::Same
}
