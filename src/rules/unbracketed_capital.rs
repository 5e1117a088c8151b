//! # unbracketed-capital
//!
//! The first letter is a capital in the draft and small in the source, or the other way round,
//! without brackets.
//!
//! ## Why it matters
//!
//! News style, Chicago and APA adapt the first letter in silence. MLA and legal style want the change
//! shown, so that a reader can tell a whole sentence from a part of one.
//!
//! ## Example
//!
//! The source has “and the gate was left open”, the draft:
//!
//! ```text
//! “The gate was left open,” she wrote.
//! ```
//!
//! ## How to fix
//!
//! Bracket the letter: “\[T\]he gate was left open”.
//!
//! ## Where it is on
//!
//! In the profiles `mla` and `legal`.
//!
//! ## References
//!
//! - MLA Handbook, 9th edition, 6.56.
//! - Chicago Manual of Style, 17th edition, 13.19: permissible without brackets.

use crate::text::Span;

use super::case::Case;
use super::declared::{self, Notice};
use super::edges::Edges;
use super::fixes::replace;
use super::model::{Code, Finding};
use super::phrases::{evidence_place, passage};

/// Reports a first letter whose case was changed without brackets.
pub(crate) fn check(case: &Case<'_>) -> Option<Finding> {
    let evidence = case.primary().filter(|evidence| evidence.holds())?;
    let edges = Edges::new(case, evidence)?;
    let word = edges.first.span.of(&case.draft.prose);
    let (ours, theirs) = (word.chars().next()?, edges.source_first.chars().next()?);
    let changed = ours.is_alphabetic() && theirs.is_alphabetic() && ours.is_uppercase() != theirs.is_uppercase();
    // "GATE" and "gate" differ in more than the first letter: that is another way of printing it.
    let shouted = |word: &str| word.chars().count() > 1 && word.chars().all(|c| !c.is_lowercase());
    if !changed || shouted(word) || shouted(&edges.source_first) || declared::says(case, Notice::CleanedUp) {
        return None;
    }
    let letter = Span::new(edges.first.span.start, edges.first.span.start + ours.len_utf8());
    let message =
        format!("the source has “{theirs}”, not “{ours}”: bracket the letter ({})", evidence_place(case, evidence));
    let fix = replace("Bracket the letter".to_owned(), letter, &format!("[{ours}]"));
    Some(Finding::new(Code::UnbracketedCapital, letter, message).shown_by(passage(case, evidence)).fixed_by(Some(fix)))
}
