//! # numeral-for-word
//!
//! A number stands in figures where the source spells it out, or the other way round.
//!
//! ## Why it matters
//!
//! It is the same number. Associated Press style sets numbers in quotations by its own rules; some
//! desks, and all who quote from print, keep the source's form.
//!
//! ## Example
//!
//! The source has “five boats were lost”, the draft:
//!
//! ```text
//! “5 boats were lost,” she said.
//! ```
//!
//! ## How to fix
//!
//! Use the source's form, or leave it: house style decides.
//!
//! ## References
//!
//! - Associated Press Stylebook, “numerals” and “quotations in the news”.

use crate::verify::Grade;

use super::case::Case;
use super::fixes::use_source_words;
use super::model::{Code, Finding};
use super::phrases::{evidence_place, passage, wording_change};

/// Reports numbers in another form, when nothing graver was done.
pub(crate) fn check(case: &Case<'_>) -> Option<Finding> {
    let evidence = case.primary().filter(|e| e.has(Grade::Numeral))?;
    let (span, change) = wording_change(case, evidence, Grade::Numeral)?;
    let message = format!("{change}, the same number ({})", evidence_place(case, evidence));
    let fix = use_source_words(case, evidence, "Use the source’s form", true);
    Some(Finding::new(Code::NumeralForWord, span, message).shown_by(passage(case, evidence)).fixed_by(fix))
}
