//! # quote-not-found
//!
//! No source holds these words, nor anything near enough to be the same utterance.
//!
//! ## Why it matters
//!
//! Words between quotation marks are claimed to have been said. Where the archive has nothing like
//! them, they may be invented, remembered from elsewhere, or from a source that is missing.
//!
//! ## Example
//!
//! ```text
//! “We are ready to sign tomorrow,” the minister said.
//! ```
//!
//! No source has a sentence that resembles it.
//!
//! ## How to fix
//!
//! Add the source it comes from, or report what was said without quotation marks.
//!
//! ## What is not reported
//!
//! Titles, terms and scare quotes; quotations of one to three words, unless a source is cited for
//! them that does not have them; quotations for which something is cited that could not be looked
//! at, such as a web page of which the archive has no copy. A quotation is given up only when fewer
//! than about two in three of its words stand together anywhere in the archive. Where a source is
//! cited, all of it is looked at, and the passage that comes nearest is shown.
//!
//! ## References
//!
//! - Reuters Handbook of Journalism, “Quotes”: quotes are sacrosanct.
//! - Associated Press, “News Values and Principles”: never alter quotations.

use crate::verify::Grade;

use super::case::{Case, Claim};
use super::evidence::Evidence;
use super::model::{Code, Finding};
use super::phrases::{cited_names, evidence_place, list, passage, quoted};

/// Below this share of common words a reporter's sentence is another sentence, not a paraphrase
/// that was put between marks.
const NEAR: f32 = 0.9;

/// Reports a quotation for which there is no evidence.
pub(crate) fn check(case: &Case<'_>) -> Option<Finding> {
    // Of a cited source every word was looked at; of the others only what the index promises.
    let proved = case.complete || !case.cited.is_empty();
    if case.claim == Claim::Nothing || case.cites_unseen || !proved || !case.evidence.iter().all(is_only_near) {
        return None;
    }
    if case.archive.is_empty() {
        return None;
    }
    let nearest = case.evidence.first().or(case.nearest());
    let message = match (case.evidence.first(), case.nearest()) {
        (Some(near), _) => format!(
            "no source quotes anybody with these words; a reporter’s own {} comes nearest ({})",
            words_of(case, near),
            evidence_place(case, near)
        ),
        (None, Some(near)) => {
            format!("{}; the nearest passage is {} ({})", lacking(case), words_of(case, near), evidence_place(case, near))
        }
        (None, None) if !case.cited.is_empty() => format!("{}, nor anything near them", lacking(case)),
        (None, None) => "no source has these words, nor anything near them; add their source, or report them without quotation marks"
            .to_owned(),
    };
    let shown = nearest.and_then(|near| passage(case, near));
    Some(Finding::new(Code::QuoteNotFound, case.quotation.inner(), message).shown_by(shown))
}

/// "tribune does not have these words".
fn lacking(case: &Case<'_>) -> String {
    let cited = cited_names(case);
    format!("{} {} not have these words", list(&cited), if cited.len() == 1 { "does" } else { "do" })
}

fn words_of(case: &Case<'_>, evidence: &Evidence) -> String {
    case.source(evidence).map(|source| quoted(evidence.span.of(&source.text))).unwrap_or_default()
}

/// Whether a passage is reporter's prose that merely resembles the quotation: no utterance at all.
pub(super) fn is_only_near(evidence: &Evidence) -> bool {
    !evidence.is_spoken() && evidence.grade() >= Grade::Omission && evidence.similarity < NEAR
}
