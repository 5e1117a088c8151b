//! # cleaned-up-quote
//!
//! Fillers, false starts or repeated words were dropped in silence.
//!
//! ## Why it matters
//!
//! Most news desks allow it, some do not, and a transcript shows it. So you are told, and no more.
//!
//! ## Example
//!
//! The transcript has “We, uh, we will be there”, the draft:
//!
//! ```text
//! “We will be there,” he said.
//! ```
//!
//! ## How to fix
//!
//! Leave it where your style allows it; else restore the words or mark the omission.
//!
//! ## References
//!
//! - The New York Times, Canadian Press and Guardian style guides allow it; Associated Press only with an ellipsis.

use crate::verify::Grade;

use super::case::Case;
use super::fixes::use_source_words;
use super::model::{Code, Finding};
use super::phrases::{evidence_place, passage, wording_change};

/// Reports what was tidied, when nothing graver was done.
pub(crate) fn check(case: &Case<'_>) -> Option<Finding> {
    let evidence = case.primary().filter(|e| e.has(Grade::CleanedUp))?;
    let (span, change) = wording_change(case, evidence, Grade::CleanedUp)?;
    let message = format!("tidied: {change} ({})", evidence_place(case, evidence));
    let fix = use_source_words(case, evidence, "Restore the words as spoken", false);
    Some(Finding::new(Code::CleanedUpQuote, span, message).shown_by(passage(case, evidence)).fixed_by(fix))
}
