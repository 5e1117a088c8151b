//! # wrong-venue
//!
//! Said there, not here: the programme, network, outlet or event differs.
//!
//! ## Why it matters
//!
//! A reader who looks for the interview looks in the wrong place, and the outlet that got it goes
//! without credit.
//!
//! ## Example
//!
//! The source has “We will rebuild,” she said on NBC's “Meet the Press”. The draft:
//!
//! ```text
//! Speaking to CNN, she said: “We will rebuild.”
//! ```
//!
//! ## How to fix
//!
//! Name the venue that the source names.
//!
//! ## What is not reported
//!
//! Venues that the program has not heard of; a venue that no source names, and two that may be the same: a programme and its network, a news
//! conference and the agency that reported it.
//!
//! ## References
//!
//! - Guardian style guide: broadcast exclusives credit the programme.

use crate::prose::{Sameness, VenueKind, venues_conflict};

use super::case::{Case, SURE};
use super::evidence::Evidence;
use super::fixes::replace;
use super::model::{Code, Finding};
use super::phrases::{evidence_place, name_of, passage};

/// Reports a venue that contradicts the one every source names.
pub(crate) fn check(case: &Case<'_>) -> Option<Finding> {
    let attribution = case.sure_attribution()?;
    let naming: Vec<&Evidence> = case
        .evidence
        .iter()
        .filter(|e| {
            e.is_spoken() && e.sameness != Sameness::Different && e.venues.iter().any(|v| v.kind != VenueKind::Unnamed)
        })
        .collect();
    // One account that fits is enough: people say the same thing in several places.
    let conflicts: Vec<_> = naming.iter().map(|e| (*e, venues_conflict(&attribution.venues, &e.venues))).collect();
    let (evidence, pair) = conflicts.iter().find_map(|(e, c)| c.map(|pair| (*e, pair)))?;
    if conflicts.iter().any(|(_, conflict)| conflict.is_none()) || evidence.speaker_confidence < SURE {
        return None;
    }
    let ours = attribution.venues.get(pair.0)?;
    let theirs = evidence.venues.get(pair.1)?;
    let message = format!(
        "{} has this said on or to {}, not {} ({})",
        name_of(case, evidence),
        theirs.name,
        ours.name,
        evidence_place(case, evidence)
    );
    let fix = replace(format!("Name {} instead", theirs.name), ours.span, &theirs.name);
    Some(Finding::new(Code::WrongVenue, ours.span, message).shown_by(passage(case, evidence)).fixed_by(Some(fix)))
}
