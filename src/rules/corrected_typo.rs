//! # corrected-typo
//!
//! An obvious slip of the source's spelling was set right in silence.
//!
//! ## Why it matters
//!
//! Chicago lets a writer correct an obvious slip; Associated Press does not alter even those, and APA
//! wants the word as it stands, with “\[sic\]”.
//!
//! ## Example
//!
//! The source has “we recieved no warning”, the draft:
//!
//! ```text
//! “We received no warning,” the letter says.
//! ```
//!
//! ## How to fix
//!
//! Leave it where your style allows it; else keep the slip and add “\[sic\]”.
//!
//! ## References
//!
//! - Chicago Manual of Style, 17th edition, 13.7.
//! - Associated Press Stylebook, “quotations in the news”.

use crate::verify::Grade;

use super::case::Case;
use super::fixes::use_source_words;
use super::model::{Code, Finding};
use super::phrases::{evidence_place, passage, wording_change};

/// Reports slips set right, when nothing graver was done.
pub(crate) fn check(case: &Case<'_>) -> Option<Finding> {
    let evidence = case.primary().filter(|e| e.has(Grade::Typo))?;
    let (span, change) = wording_change(case, evidence, Grade::Typo)?;
    let message = format!("spelling set right: {change} ({})", evidence_place(case, evidence));
    let fix = use_source_words(case, evidence, "Restore the source’s spelling", false);
    Some(Finding::new(Code::CorrectedTypo, span, message).shown_by(passage(case, evidence)).fixed_by(fix))
}
