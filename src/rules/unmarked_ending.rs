//! # unmarked-ending
//!
//! A quotation ends like a whole sentence where the source's sentence goes on.
//!
//! ## Why it matters
//!
//! News style, Chicago and APA end a quotation where they like. MLA and legal style want an ellipsis
//! where the words look like a whole sentence and are not.
//!
//! ## Example
//!
//! The source has “The gate was closed at nine, or so the keeper says”, the draft:
//!
//! ```text
//! “The gate was closed at nine.”
//! ```
//!
//! ## How to fix
//!
//! Mark the cut: “The gate was closed at nine ….”
//!
//! ## Where it is on
//!
//! In the profiles `mla` and `legal`.
//!
//! ## References
//!
//! - MLA Handbook, 9th edition, 6.61.
//! - The Bluebook, 21st edition, rule 5.3(b).

use super::case::Case;
use super::declared::{self, Notice};
use super::edges::Edges;
use super::fixes::replace;
use super::model::{Code, Finding};
use super::phrases::{evidence_place, passage};
use crate::text::Span;

/// Reports a full stop where the source's sentence goes on.
pub(crate) fn check(case: &Case<'_>) -> Option<Finding> {
    let evidence = case.primary().filter(|evidence| evidence.holds())?;
    let edges = Edges::new(case, evidence)?;
    let first = edges.first.span.of(&case.draft.prose).trim_start_matches('[');
    let is_sentence =
        first.starts_with(char::is_uppercase) && edges.tail.starts_with('.') && !edges.tail.starts_with("..");
    // Quotation marks, brackets and line breaks end a sentence that nothing else ends.
    let ends = |c: char| matches!(c, '.' | '!' | '?' | '…' | '”' | '"' | '’' | '»' | ')' | ']' | '\n' | '—' | '–');
    let goes_on = !edges.source_tail.is_empty() && !edges.source_tail.contains(ends);
    if !is_sentence || !goes_on || declared::says(case, Notice::CleanedUp) {
        return None;
    }
    let message = format!("the source’s sentence goes on here: mark the cut ({})", evidence_place(case, evidence));
    let fix = replace("Mark the cut".to_owned(), Span::at(edges.last.span.end), " …");
    Some(
        Finding::new(Code::UnmarkedEnding, edges.last.span, message)
            .shown_by(passage(case, evidence))
            .fixed_by(Some(fix)),
    )
}
