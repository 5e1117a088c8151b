//! # style-variant
//!
//! The same words in another form: “5” for “five”, “we are” for “we're”, “colour” for “color”.
//!
//! ## Why it matters
//!
//! Nobody is misquoted. Some desks still want the source's form, and outlets print one utterance in
//! several.
//!
//! ## Example
//!
//! The source has “an Article Five guarantee”, the draft:
//!
//! ```text
//! “an Article 5 guarantee,” she said.
//! ```
//!
//! ## How to fix
//!
//! Use the source's form, or leave it: house style decides.
//!
//! ## References
//!
//! - Associated Press Stylebook, “quotations in the news”: spoken abbreviations and numerals follow style.
//! - Chicago Manual of Style, 17th edition, 13.7.

use crate::verify::Grade;

use super::case::Case;
use super::fixes::use_source_words;
use super::model::{Code, Finding};
use super::phrases::{evidence_place, passage, wording_change};

/// Reports words in another form, when nothing graver was done.
pub(crate) fn check(case: &Case<'_>) -> Option<Finding> {
    let evidence = case.primary().filter(|e| e.has(Grade::Style))?;
    let (span, change) = wording_change(case, evidence, Grade::Style)?;
    let message = format!("{change}, the same in another form ({})", evidence_place(case, evidence));
    let fix = use_source_words(case, evidence, "Use the source’s form", true);
    Some(Finding::new(Code::StyleVariant, span, message).shown_by(passage(case, evidence)).fixed_by(fix))
}
