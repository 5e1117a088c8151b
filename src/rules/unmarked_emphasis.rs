//! # unmarked-emphasis
//!
//! Words of the quotation stand in italics or bold, the source has them plain, and nothing says so.
//!
//! ## Why it matters
//!
//! Emphasis is part of what is said. News style uses none in quotations; academic and legal style
//! want a notice of whose it is.
//!
//! ## Example
//!
//! ```text
//! “The gate was *always* open,” she wrote.
//! ```
//!
//! ## How to fix
//!
//! Add “(emphasis added)” behind the quotation or “\[emphasis added\]” inside it.
//!
//! ## Where it is on
//!
//! In all profiles but `news`.
//!
//! ## References
//!
//! - American Psychological Association, Publication Manual, 7th edition, 8.31.
//! - The Bluebook, 21st edition, rule 5.2(d).

use crate::text::{JOINT, Span};

use super::case::Case;
use super::declared::{self, Notice};
use super::model::{Code, Finding};
use super::phrases::{evidence_place, passage};

/// Reports emphasis of the draft's own that nothing declares.
pub(crate) fn check(case: &Case<'_>) -> Option<Finding> {
    let evidence = case.primary().filter(|evidence| evidence.holds())?;
    let source = case.source(evidence)?;
    let inner = case.quotation.inner();
    let span = emphasised(&case.draft.text, &case.draft.prose, inner)?;
    let theirs = emphasised(&source.text, &source.prose, evidence.span);
    if theirs.is_some() || declared::says(case, Notice::Emphasis) {
        return None;
    }
    let message = format!("the source has these words without emphasis ({})", evidence_place(case, evidence));
    Some(Finding::new(Code::UnmarkedEmphasis, span, message).shown_by(passage(case, evidence)))
}

/// The first emphasised words in `within`: between asterisks or underscores that are markup. Emphasis
/// of all of it is a way of setting quotations, and stresses nothing.
fn emphasised(text: &str, prose: &str, within: Span) -> Option<Span> {
    let is_mark = |at: usize| {
        let byte = |text: &str| text.as_bytes().get(at).copied();
        matches!(byte(text), Some(b'*' | b'_')) && byte(prose).is_some_and(|b| b == JOINT as u8 || b == b' ')
    };
    let open = (within.start..within.end).find(|&at| is_mark(at))?;
    let start = (open..within.end).find(|&at| !is_mark(at))?;
    let end = (start..within.end).find(|&at| is_mark(at))?;
    let all = open == within.start
        && (end..within.end).all(|at| is_mark(at) || !text.as_bytes().get(at).is_some_and(u8::is_ascii_alphanumeric));
    (!all).then(|| Span::new(start, end))
}
