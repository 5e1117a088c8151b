//! # edge-ellipsis
//!
//! An ellipsis stands before the first word of a quotation or after its last.
//!
//! ## Why it matters
//!
//! Readers know that every quotation is cut from something. Chicago and APA want no ellipsis at
//! its ends, unless the source has one there.
//!
//! ## Example
//!
//! ```text
//! “… the gate was left open …,” she wrote.
//! ```
//!
//! ## How to fix
//!
//! Remove it.
//!
//! ## Where it is on
//!
//! In the profile `academic`.
//!
//! ## References
//!
//! - Chicago Manual of Style, 17th edition, 13.52.
//! - American Psychological Association, Publication Manual, 7th edition, 8.31.

use crate::text::Span;
use crate::verify::Token;

use super::case::Case;
use super::fixes::replace;
use super::model::{Code, Finding};
use super::phrases::{evidence_place, passage};

/// Reports an ellipsis at an end where the source has none.
pub(crate) fn check(case: &Case<'_>) -> Option<Finding> {
    let evidence = case.primary().filter(|evidence| evidence.holds())?;
    let source = case.source(evidence)?;
    let tokens = &case.wording.tokens;
    let at_start = tokens.first().and_then(ellipsis).map(|span| (span, evidence.span.start));
    let at_end = tokens.last().and_then(ellipsis).map(|span| (span, evidence.span.end));
    let mut ends = at_start.into_iter().chain(at_end);
    let span = ends.find(|(_, place)| !pauses(&source.prose, *place))?.0;
    let message = format!("no ellipsis is needed at an end of a quotation ({})", evidence_place(case, evidence));
    let fix = replace("Remove the ellipsis".to_owned(), with_space(&case.draft.text, span), "");
    Some(Finding::new(Code::EdgeEllipsis, span, message).shown_by(passage(case, evidence)).fixed_by(Some(fix)))
}

fn ellipsis(token: &Token) -> Option<Span> {
    match token {
        Token::Ellipsis(span) => Some(*span),
        Token::Word(_) | Token::Bracket { .. } => None,
    }
}

/// Whether an ellipsis of the source's own stands right beside `place`.
fn pauses(prose: &str, place: usize) -> bool {
    let before = prose.get(..place).unwrap_or_default().trim_end();
    let after = prose.get(place..).unwrap_or_default().trim_start();
    ["…", "..", ". ."].iter().any(|dots| before.ends_with(dots) || after.starts_with(dots))
}

/// The ellipsis with the space between it and the words.
fn with_space(text: &str, span: Span) -> Span {
    let behind = text.get(span.end..).unwrap_or_default();
    let before = text.get(..span.start).unwrap_or_default();
    let after = behind.len() - behind.trim_start_matches(' ').len();
    if after > 0 {
        return Span::new(span.start, span.end + after);
    }
    Span::new(before.trim_end_matches(' ').len(), span.end)
}
