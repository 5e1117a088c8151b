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
//! or a "he" may be either of two, see disputed-speaker. Words that somebody quotes of another are
//! the other's: whoever gives them to the one who only quoted them is told.
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
    let (name, place) = (name_of(case, evidence), evidence_place(case, evidence));
    let (theirs_name, ours_name) = (theirs.best(), ours.best());
    let message = match evidence.relayed_by() {
        Some(_) => format!("in {name} {ours_name} quotes {theirs_name}: these are {theirs_name}’s words ({place})"),
        None => format!("{name} gives these words to {theirs_name}, not to {ours_name} ({place})"),
    };
    let span = attribution.speaker.mention.unwrap_or_else(|| case.quotation.inner());
    let fix = attribution
        .speaker
        .mention
        .map(|mention| replace(format!("Attribute it to {theirs_name}"), mention, theirs_name));
    Some(Finding::new(Code::MisattributedQuote, span, message).shown_by(passage(case, evidence)).fixed_by(fix))
}

/// Whether a source has the words from the draft's speaker, or from somebody who may be them.
fn supports(evidence: &Evidence) -> bool {
    evidence.sameness == Sameness::Same
}
