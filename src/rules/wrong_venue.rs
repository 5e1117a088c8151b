//! # wrong-venue
//!
//! Said there, not here: the programme, network, outlet or event differs, or the day.
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
//! Venues that the program has not heard of, but for outlets that both texts name in full; a venue that no
//! source names, and two that may be the same: a programme and its network, a news conference and the
//! agency that reported it. A day is reported only where the draft gives a date and every source that
//! names a day names one at least two days off.
//!
//! ## References
//!
//! - Guardian style guide: broadcast exclusives credit the programme.

use crate::prose::{Day, Sameness, VenueKind, When, venues_conflict};

use super::case::{Case, SURE};
use super::evidence::Evidence;
use super::fixes::replace;
use super::model::{Code, Finding};
use super::phrases::{evidence_place, name_of, passage};

/// Reports a venue, or a day, that contradicts the one every source names.
pub(crate) fn check(case: &Case<'_>) -> Option<Finding> {
    venue(case).or_else(|| day(case))
}

fn venue(case: &Case<'_>) -> Option<Finding> {
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

/// Two reports of one utterance may be a day apart: it is another day elsewhere.
const ELSEWHERE: i64 = 1;

/// Reports a date of which every source that names a day names another.
fn day(case: &Case<'_>) -> Option<Finding> {
    let ours = case.sure_attribution()?.when.as_ref()?;
    let Day::Date { .. } = ours.day else { return None };
    let mut naming = case.evidence.iter().filter(|e| {
        e.is_spoken() && e.sameness != Sameness::Different && e.when.as_ref().is_some_and(|when| when.day != Day::Vague)
    });
    let first = naming.next()?;
    let contradicts = |e: &Evidence| e.speaker_confidence >= SURE && other_day(case, e, ours);
    if !contradicts(first) || !naming.all(contradicts) {
        return None;
    }
    let theirs = first.date.as_deref()?;
    let (name, place) = (name_of(case, first), evidence_place(case, first));
    let message = format!("{name} has this said on {theirs}, not {} ({place})", ours.text);
    Some(Finding::new(Code::WrongVenue, ours.span, message).shown_by(passage(case, first)))
}

/// Whether the day that `evidence` names cannot be `ours`.
fn other_day(case: &Case<'_>, evidence: &Evidence, ours: &When) -> bool {
    let published = case.card(evidence).and_then(|card| card.metadata.date.as_deref());
    let Some(theirs) = evidence.when.as_ref() else { return false };
    let (Some(a), Some(b)) = (ours.resolved(published), theirs.resolved(published)) else { return false };
    let apart = (a - b).abs();
    match theirs.day {
        Day::Date { .. } => apart > ELSEWHERE,
        // A page may bear the date of a later version, so the weekday itself must be another.
        Day::Weekday(_) => apart > ELSEWHERE && apart % 7 > ELSEWHERE && apart % 7 < 7 - ELSEWHERE,
        Day::Ago(_) | Day::Vague => false,
    }
}
