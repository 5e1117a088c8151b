//! # unmarked-omission
//!
//! Words were left out without an ellipsis.
//!
//! ## Why it matters
//!
//! An ellipsis tells the reader that something is missing, and where to look. Without it the
//! sentence is one that nobody said.
//!
//! ## Example
//!
//! The source has “It matters that the city works with the port to rebuild the quay”, the draft:
//!
//! ```text
//! “It matters that the city works to rebuild the quay,” she said.
//! ```
//!
//! ## How to fix
//!
//! Mark the omission (“works … to rebuild”), or restore the words.
//!
//! ## What is not reported
//!
//! Words left out before the first or after the last quoted word: a quotation may be cut at a clause.
//!
//! ## References
//!
//! - Reuters Handbook of Journalism, “Ellipsis”; Chicago Manual of Style, 17th edition, 13.50–13.58.

use crate::verify::Grade;

use super::case::Case;
use super::fixes::{mark_omissions, use_source_words};
use super::model::{Code, Finding};
use super::phrases::{evidence_place, passage, wording_change};

/// Reports words left out, when nothing graver was done.
pub(crate) fn check(case: &Case<'_>) -> Option<Finding> {
    let evidence = case.primary().filter(|e| e.grade() == Grade::Omission)?;
    let (span, change) = wording_change(case, evidence, Grade::Omission)?;
    let message = format!("{change}, left out without an ellipsis ({})", evidence_place(case, evidence));
    let restore = use_source_words(case, evidence, "Restore the words left out", false);
    Some(
        Finding::new(Code::UnmarkedOmission, span, message)
            .shown_by(passage(case, evidence))
            .fixed_by(mark_omissions(case, evidence))
            .fixed_by(restore),
    )
}
