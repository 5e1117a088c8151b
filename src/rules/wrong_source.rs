//! # wrong-source
//!
//! The cited source lacks the words; another has them.
//!
//! ## Why it matters
//!
//! A reader who follows the citation does not find the quotation, and trusts neither.
//!
//! ## Example
//!
//! ```text
//! “We will rebuild,” she said [@tribune].
//! ```
//!
//! The words are in courier.txt, not in tribune.txt.
//!
//! ## How to fix
//!
//! Cite the source that has them.
//!
//! ## References
//!
//! - Mogull, “Accuracy of cited facts in medical research articles” (2017): one in seven quotations
//!   is not supported by the source that is cited for it.

use super::case::Case;
use super::fixes::replace;
use super::model::{Code, Finding};
use super::phrases::{cited_names, evidence_place, list, name_of, passage, wording_change};
use crate::draft::{Citation, Target};
use crate::verify::{Extent, Grade};

/// Reports a citation whose source lacks words that another source has.
pub(crate) fn check(case: &Case<'_>) -> Option<Finding> {
    if case.cited.is_empty() || case.cites_unseen || case.evidence.iter().any(|e| e.cited && e.holds()) {
        return None;
    }
    // Words that the draft gives to somebody must be somebody's there; words that it gives to
    // nobody may be a reporter's.
    let claims_nobody = case.quotes_source || case.quotation.attribution.is_none();
    let evidence = case.evidence.iter().find(|e| !e.cited && e.holds() && (e.is_spoken() || claims_nobody))?;
    let source = case.source(evidence)?;
    let citation = case.citations.first()?;
    let cited = cited_names(case);
    let near = case.evidence.iter().find(|e| e.cited).or_else(|| case.nearest());
    let place = evidence_place(case, evidence);
    let message = match near.map(|near| (near, near.extent)) {
        Some((near, Extent::Whole)) if near.grade() >= Grade::Omission && !near.spliced => {
            let (_, change) = wording_change(case, near, near.grade())?;
            format!("{change}; {} has the words as quoted ({place})", source.card.key)
        }
        Some((near, Extent::Whole | Extent::Part)) => {
            format!(
                "{} has only a part of these words; {} has all of them ({place})",
                name_of(case, near),
                source.card.key
            )
        }
        Some((_, Extent::Version | Extent::Nearest)) | None => {
            let lack = if cited.len() == 1 { "does" } else { "do" };
            format!("{} {lack} not have these words; {} has ({place})", list(&cited), source.card.key)
        }
    };
    let near = near.and_then(|near| passage(case, near));
    let mut holders = case.evidence.iter().filter(|e| !e.cited && e.holds()).map(|e| e.source);
    // Where one source alone has the words, and one alone is cited for them, there is nothing to choose.
    let only = holders.all(|holder| holder == evidence.source) && case.citations.len() == 1;
    let fix = correction(citation, &source.card.key, source.card.metadata.url.as_deref());
    let fix = fix.map(|fix| super::Fix { safe: only, ..fix });
    let span = if matches!(*citation.target, Target::Outlet(_)) { case.quotation.inner() } else { citation.span };
    Some(Finding::new(Code::WrongSource, span, message).shown_by(passage(case, evidence)).shown_by(near).fixed_by(fix))
}

fn correction(citation: &Citation, key: &str, url: Option<&str>) -> Option<super::Fix> {
    match &*citation.target {
        Target::Key(_) => Some(replace(format!("Cite {key} instead"), citation.target_span, key)),
        Target::Url(_) => url.map(|url| replace(format!("Link to {key} instead"), citation.target_span, url)),
        Target::Path(_) | Target::Outlet(_) => None,
    }
}
