//! # wrong-locator
//!
//! The cited source has the words, but on another page or at another time.
//!
//! ## Why it matters
//!
//! Nobody reads forty pages to find a sentence. A reader who does not find it where the citation sends
//! them thinks that it is not there.
//!
//! ## Example
//!
//! ```text
//! “We will rebuild,” she said [@tribune2031, p. 12].
//! ```
//!
//! The words are on p. 14.
//!
//! A page counts by its place in the file, by the number printed on it, and by the one that a PDF gives
//! it: whichever of them the citation means, it is right. Times may be off by half a minute. Only PDFs
//! have pages and only subtitles times; of other sources nothing is said.
//!
//! ## How to fix
//!
//! Put the page on which the words are.
//!
//! ## References
//!
//! - Chicago Manual of Style (17th ed.), 14.52: a citation of words gives the page on which they stand.

use super::case::Case;
use super::evidence::Evidence;
use super::fixes::replace;
use super::model::{Code, Finding};
use super::phrases::passage;
use crate::draft::{Citation, Pinpoint, Target};
use crate::source::{Card, Locator, LocatorKind};

/// How far a time may be off, in milliseconds.
const TOLERANCE: u64 = 30_000;

/// Reports a page or time at which the cited source has other words.
pub(crate) fn check(case: &Case<'_>) -> Option<Finding> {
    case.citations.iter().find_map(|citation| {
        let span = citation.locator?;
        let pinpoint = Pinpoint::read(span.of(&case.draft.text))?;
        let places: Vec<(&Evidence, Vec<Locator>)> = case
            .evidence
            .iter()
            .filter(|evidence| evidence.cited && evidence.holds())
            .filter_map(|evidence| {
                let source = case.source(evidence).filter(|source| is_meant(citation, &source.card, case))?;
                let found: Vec<Locator> = source.locators.touched(evidence.span, kind(&pinpoint)).cloned().collect();
                (!found.is_empty()).then_some((evidence, found))
            })
            .collect();
        if places.iter().any(|(_, found)| found.iter().any(|place| fits(&pinpoint, place))) {
            return None;
        }
        let (evidence, found) = places.first()?;
        let source = case.source(evidence)?;
        let place = shown(found);
        let written = span.of(&case.draft.text);
        let where_to = if kind(&pinpoint) == LocatorKind::Time { "at" } else { "on" };
        let message = format!("{} has these words {where_to} {place}, not {where_to} {written}", source.card.key);
        let fix = replace(format!("Cite {place}"), span, &place);
        Some(Finding::new(Code::WrongLocator, span, message).shown_by(passage(case, evidence)).fixed_by(Some(fix)))
    })
}

fn kind(pinpoint: &Pinpoint) -> LocatorKind {
    match pinpoint {
        Pinpoint::Pages(_) => LocatorKind::Page,
        Pinpoint::Time(..) => LocatorKind::Time,
    }
}

/// Whether `citation` leads to `source`: by its key, or as the only source that is cited.
fn is_meant(citation: &Citation, card: &Card, case: &Case<'_>) -> bool {
    match &*citation.target {
        Target::Key(key) => std::iter::once(&card.key).chain(&card.aliases).any(|own| own.eq_ignore_ascii_case(key)),
        _ => case.cited.len() == 1,
    }
}

fn fits(pinpoint: &Pinpoint, place: &Locator) -> bool {
    match (pinpoint, place) {
        (Pinpoint::Time(from, to), Locator::Time(at)) => (from.saturating_sub(TOLERANCE)..=to + TOLERANCE).contains(at),
        (Pinpoint::Pages(_), Locator::Page { ordinal, label }) => pinpoint.names_page(*ordinal, label.as_deref()),
        _ => false,
    }
}

/// The place as a citation has it: "p. 14", "pp. 14-15", "00:12:03".
fn shown(found: &[Locator]) -> String {
    let name = |place: &Locator| place.to_string().trim_start_matches("p. ").to_owned();
    match found {
        [first @ Locator::Page { .. }, .., last] => format!("pp. {}-{}", name(first), name(last)),
        [first, ..] => first.to_string(),
        [] => String::new(),
    }
}
