//! # bracketed-replacement
//!
//! Brackets stand for words of the source that they do not merely explain.
//!
//! ## Why it matters
//!
//! Brackets may name whom a pronoun means, fit a verb's tense to the sentence, or complete a name.
//! When they replace one word by an unrelated one, readers cannot tell what was said. Guides that
//! allow it want the change shown; others allow brackets to add, never to replace.
//!
//! ## Example
//!
//! The source has “we will mend the gate by autumn”, the draft:
//!
//! ```text
//! “We will \[replace\] the gate by autumn,” she said.
//! ```
//!
//! ## How to fix
//!
//! Quote the source's word, and put what you want to add behind it, in brackets. Where a bracket turns
//! the sense (a negation, a number, the opposite word), see changed-meaning.
//!
//! ## References
//!
//! - The Punctuation Guide, “brackets”: for additions, not substitutions.
//! - American Psychological Association, Publication Manual, 7th edition, 8.31.

use crate::verify::Grade;

use super::case::Case;
use super::model::{Code, Finding};
use super::phrases::{evidence_place, passage, wording_change};

/// Reports brackets in the place of other words, when nothing graver was done.
pub(crate) fn check(case: &Case<'_>) -> Option<Finding> {
    let evidence = case.primary().filter(|e| e.has(Grade::Bracketed))?;
    let (span, change) = wording_change(case, evidence, Grade::Bracketed)?;
    let message = format!("{change} ({})", evidence_place(case, evidence));
    Some(Finding::new(Code::BracketedReplacement, span, message).shown_by(passage(case, evidence)))
}
