//! # spliced-quote
//!
//! Passages that do not belong together are run into one quotation.
//!
//! ## Why it matters
//!
//! Two sentences said minutes apart, or by two people, become a statement that nobody made. An
//! ellipsis does not mend it: it marks words left out of one utterance.
//!
//! ## Example
//!
//! One source quotes the mayor, “The quay will be rebuilt”, and, later, the harbour master, “There
//! is no money”. The draft:
//!
//! ```text
//! “The quay will be rebuilt. There is no money,” the mayor said.
//! ```
//!
//! ## How to fix
//!
//! Make two quotations of it, each with its own attribution.
//!
//! ## References
//!
//! - Reuters Handbook of Journalism, “Quotes”: never run two quotations together.
//! - Roy Peter Clark, “The Line Between Fact and Fiction” (2002).

use super::case::Case;
use super::model::{Code, Finding, Related};
use super::phrases::{list, place, quoted};

/// Reports a quotation whose pieces come from places that do not belong together.
pub(crate) fn check(case: &Case<'_>) -> Option<Finding> {
    if case.evidence.iter().any(super::Evidence::holds) {
        return None;
    }
    let evidence = case.primary().filter(|e| e.spliced)?;
    let source = case.source(evidence)?;
    let mut places: Vec<String> = evidence.pieces.iter().map(|piece| place(&source, *piece)).collect();
    places.dedup();
    let message = match places.as_slice() {
        [place] => format!(
            "this runs together words with other sentences between them ({place}): mark what is left out, or make separate quotations"
        ),
        _ => format!(
            "this runs together passages that stand apart ({}): make separate quotations of them",
            list(&places)
        ),
    };
    let mut finding = Finding::new(Code::SplicedQuote, case.quotation.inner(), message);
    for piece in &evidence.pieces {
        let message = format!("{} has here: {}", source.card.key, quoted(piece.of(&source.text)));
        finding = finding.shown_by(Some(Related { source: evidence.source, span: *piece, message: message.into() }));
    }
    Some(finding)
}
