//! # paraphrase-as-quote
//!
//! The source has these words as the reporter's own prose, not as anyone's speech.
//!
//! ## Why it matters
//!
//! A reporter's summary is not what the speaker said. In quotation marks it becomes a quotation that
//! was never given.
//!
//! ## Example
//!
//! The source has: The mayor said that talks had broken down over money. The draft:
//!
//! ```text
//! The mayor said that “talks had broken down over money”.
//! ```
//!
//! ## How to fix
//!
//! Report the words without quotation marks, or quote the article as the article: “talks had broken
//! down over money”, the Tribune wrote.
//!
//! ## What is not reported
//!
//! Words in the first or second person, and a paragraph behind a colon: a letter or a post that
//! lost its marks. Sources whose whole text is their author's: speeches, transcripts, books,
//! reports, releases. Words given to the source itself, to its author, or to nobody.
//!
//! ## References
//!
//! - Associated Press, “News Values and Principles”: quotations are the speaker's own words.

use crate::source::Source;
use crate::text::{Span, normal_form, words_in};

use super::case::Case;
use super::evidence::{Evidence, Standing};
use super::fixes::remove_marks;
use super::model::{Code, Finding};
use super::phrases::{evidence_place, name_of, passage};

/// The fewest words that must be the reporter's before anybody is accused.
const FEWEST: usize = 4;

/// Reports words given to somebody that only a reporter wrote.
pub(crate) fn check(case: &Case<'_>) -> Option<Finding> {
    let speaks = case.quotation.attribution.is_some() && !case.quotes_source;
    if !speaks || case.wording.words().count() < FEWEST || case.evidence.iter().any(Evidence::is_spoken) {
        return None;
    }
    let evidence = case.primary().filter(|e| !super::quote_not_found::is_only_near(e))?;
    if case.source(evidence).is_none_or(|source| lost_its_marks(&source, evidence.span)) {
        return None;
    }
    let who = case.speaker.as_ref().map_or("the speaker", |speaker| speaker.best());
    let what = match evidence.standing {
        Standing::Prose => "these words are the reporter’s",
        Standing::Mixed { .. } => "part of this is the reporter’s prose",
        Standing::Speech(_) | Standing::Own => return None,
    };
    let message = format!(
        "in {} {what}, not a quotation of {who}: report them without quotation marks ({})",
        name_of(case, evidence),
        evidence_place(case, evidence)
    );
    Some(
        Finding::new(Code::ParaphraseAsQuote, case.quotation.inner(), message)
            .shown_by(passage(case, evidence))
            .fixed_by(remove_marks(case)),
    )
}

/// Words that a reporter's own prose hardly has: somebody speaks here, though no marks say so.
const PERSONAL: &[&str] = &[
    "i", "i'm", "i've", "i'd", "i'll", "me", "my", "mine", "myself", "we", "we're", "we've", "we'd", "we'll", "us",
    "our", "ours", "you", "you're", "you've", "you'd", "you'll", "your", "yours",
];

/// Whether the passage reads like speech whose marks were lost when the page was saved as text.
fn lost_its_marks(source: &Source, passage: Span) -> bool {
    let personal = |word: &crate::text::Word| PERSONAL.contains(&normal_form(word.span.of(&source.prose)).as_str());
    let block = source.blocks.partition_point(|block| block.span.start <= passage.start).checked_sub(1);
    let before = block.and_then(|block| source.blocks.get(block.checked_sub(1)?));
    let announced = before.is_some_and(|block| block.span.of(&source.prose).trim_end().ends_with(':'));
    announced || words_in(&source.prose, passage).iter().any(personal)
}
