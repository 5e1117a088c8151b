//! # repaired-grammar
//!
//! The speaker's grammar was set right in silence.
//!
//! ## Why it matters
//!
//! Canadian Press and the Guardian allow it; Associated Press, Reuters, the Washington Post and all
//! academic styles do not: the words are then the writer's.
//!
//! ## Example
//!
//! The transcript has “they was late again”, the draft:
//!
//! ```text
//! “They were late again,” he said.
//! ```
//!
//! ## How to fix
//!
//! Leave it where your style allows it; else restore the words, bracket the change, or report them
//! without quotation marks.
//!
//! ## References
//!
//! - Associated Press Stylebook, “quotations in the news”: never alter quotations even to correct minor
//!   grammatical errors.
//! - The Canadian Press Stylebook, “quotations”.

use crate::verify::Grade;

use super::case::Case;
use super::fixes::use_source_words;
use super::model::{Code, Finding};
use super::phrases::{evidence_place, passage, wording_change};

/// Reports grammar set right, when nothing graver was done.
pub(crate) fn check(case: &Case<'_>) -> Option<Finding> {
    let evidence = case.primary().filter(|e| e.has(Grade::Grammar))?;
    let (span, change) = wording_change(case, evidence, Grade::Grammar)?;
    let message = format!("grammar set right: {change} ({})", evidence_place(case, evidence));
    let fix = use_source_words(case, evidence, "Restore the words as spoken", false);
    Some(Finding::new(Code::RepairedGrammar, span, message).shown_by(passage(case, evidence)).fixed_by(fix))
}
