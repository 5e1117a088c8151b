//! # uncited-quote
//!
//! A quotation without a citation.
//!
//! ## Why it matters
//!
//! Where house rules ask for a source with every quotation, this finds those without one. It is off
//! unless the configuration turns it on.
//!
//! ## Example
//!
//! ```text
//! “We will rebuild,” she said.
//! ```
//!
//! ## How to fix
//!
//! Cite the source: `[@tribune]`.
//!
//! ## Options
//!
//! ```text
//! [rules]
//! uncited-quote = "warning"
//! ```

use smallvec::smallvec;

use super::case::{Case, Claim};
use super::model::{Code, Edit, Finding, Fix};
use super::phrases::evidence_place;
use crate::text::Span;

/// Reports a quotation that no citation stands for.
pub(crate) fn check(case: &Case<'_>) -> Option<Finding> {
    if case.claim != Claim::Anywhere || !case.citations.is_empty() {
        return None;
    }
    let holding = case.evidence.iter().find(|e| e.holds());
    let (message, fix) = match holding.and_then(|e| Some((e, case.source(e)?))) {
        Some((evidence, source)) => {
            let edit =
                Edit { span: Span::at(case.quotation.span.end), text: format!(" [@{}]", source.card.key).into() };
            let fix = Fix { title: format!("Cite {}", source.card.key).into(), edits: smallvec![edit], safe: false };
            (
                format!(
                    "no source is cited for this quotation; {} has it ({})",
                    source.card.key,
                    evidence_place(case, evidence)
                ),
                Some(fix),
            )
        }
        None => ("no source is cited for this quotation".to_owned(), None),
    };
    Some(Finding::new(Code::UncitedQuote, case.quotation.inner(), message).fixed_by(fix))
}
