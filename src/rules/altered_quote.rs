//! # altered-quote
//!
//! The quotation is found, but words were replaced, added or moved without brackets.
//!
//! ## Why it matters
//!
//! Quotation marks tell readers that the words are the speaker's own. A word that is not is a
//! misquotation, however close it comes.
//!
//! ## Example
//!
//! The source has “We welcome the council's willingness to pay”, the draft:
//!
//! ```text
//! “We welcome the council's decision to pay,” she said.
//! ```
//!
//! ## How to fix
//!
//! Use the source's words, or bracket what is yours: “the council's \[decision\] to pay”.
//!
//! ## What is not reported
//!
//! Changes that style guides allow: brackets, marked omissions, the capital of a first word,
//! punctuation at the edges, quotation marks nested the other way round, dashes and spaces.
//! Where only the form of a word differs, see style-variant; where the change turns the sense, see
//! changed-meaning.
//!
//! ## References
//!
//! - Masson v. New Yorker Magazine, 501 U.S. 496 (1991).
//! - Associated Press Stylebook, “quotations in the news”.
//! - Chicago Manual of Style, 17th edition, 13.7.

use crate::verify::Grade;

use super::case::Case;
use super::fixes::use_source_words;
use super::model::{Code, Finding};
use super::phrases::{evidence_place, passage, wording_change};

/// Reports the words that differ, when none of them turns the sense.
pub(crate) fn check(case: &Case<'_>) -> Option<Finding> {
    let evidence = case.primary().filter(|e| e.grade() == Grade::Words)?;
    let (span, change) = wording_change(case, evidence, Grade::Words)?;
    let message = format!("{change} ({})", evidence_place(case, evidence));
    let fix = use_source_words(case, evidence, "Use the source’s words", false);
    Some(Finding::new(Code::AlteredQuote, span, message).shown_by(passage(case, evidence)).fixed_by(fix))
}
