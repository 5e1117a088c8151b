//! # turned-question
//!
//! A statement is quoted as a question, or a question as a statement.
//!
//! ## Why it matters
//!
//! Style guides let the last mark of a quotation change to fit the sentence round it, as long as the
//! meaning stays. Between a full stop and a question mark it does not.
//!
//! ## Example
//!
//! The source has “Will the gate hold?”, the draft:
//!
//! ```text
//! “Will the gate hold.”
//! ```
//!
//! ## How to fix
//!
//! Use the source's mark, or end the quotation with a comma and go on in your own words.
//!
//! ## What is not reported
//!
//! A question by its form that a transcript ends with a full stop: “Does the gate hold.”
//!
//! ## References
//!
//! - American Psychological Association, Publication Manual, 7th edition, 8.30: the punctuation at the
//!   end may change “as long as meaning is not changed”.

use super::case::Case;
use super::edges::Edges;
use super::model::{Code, Finding};
use super::phrases::{evidence_place, passage};
use crate::text::{normal_form, sentences, words_in};

/// Reports a last mark that asks where the source's does not, or the other way round.
pub(crate) fn check(case: &Case<'_>) -> Option<Finding> {
    let evidence = case.primary().filter(|evidence| evidence.holds())?;
    let edges = Edges::new(case, evidence)?;
    let (ours, theirs) = (last_mark(edges.tail)?, last_mark(&edges.source_tail)?);
    if (ours == '?') == (theirs == '?') || (ours == '?' && asks_by_form(case)) {
        return None;
    }
    let turned = if theirs == '?' { "asks this" } else { "states this" };
    let message =
        format!("the source {turned}: it ends with “{theirs}”, not “{ours}” ({})", evidence_place(case, evidence));
    Some(Finding::new(Code::TurnedQuestion, edges.last.span, message).shown_by(passage(case, evidence)))
}

/// Words that begin a question whatever mark ends it.
const OPENERS: &[&str] = &[
    "do", "does", "did", "is", "are", "was", "were", "am", "has", "have", "had", "can", "could", "will", "would",
    "should", "shall", "may", "might", "must", "who", "what", "when", "where", "why", "how", "which", "whose", "whom",
];

/// Whether the last sentence of the quotation begins as questions do: "Does that", "And who".
fn asks_by_form(case: &Case<'_>) -> bool {
    let prose = &case.draft.prose;
    let Some(last) = sentences(prose, case.quotation.inner()).last().copied() else { return false };
    let forms = words_in(prose, last).into_iter().map(|word| normal_form(word.span.of(prose)));
    let mut forms =
        forms.skip_while(|form| matches!(form.as_str(), "and" | "but" | "so" | "or" | "well" | "now" | "then"));
    forms.next().is_some_and(|first| OPENERS.contains(&first.strip_suffix("n't").unwrap_or(&first)))
}

/// The mark that ends a sentence right behind its last word; none where it goes on or breaks off.
fn last_mark(tail: &str) -> Option<char> {
    let marks: String =
        tail.chars().take_while(|c| !c.is_whitespace()).filter(|c| !crate::text::is_joint(*c)).collect();
    if marks.contains("..") || marks.contains(['…', '—', '–', '-']) {
        return None;
    }
    let end = marks.chars().find(|c| matches!(c, '.' | '!' | '?' | ',' | ';' | ':'))?;
    // "?!" asks.
    if marks.contains('?') && end == '!' { Some('?') } else { Some(end).filter(|c| matches!(c, '.' | '!' | '?')) }
}

#[cfg(test)]
mod tests {
    use super::last_mark;

    #[test]
    fn only_a_mark_right_behind_the_word_ends_the_sentence() {
        assert_eq!(last_mark(".”"), Some('.'));
        assert_eq!(last_mark("!?"), Some('?'));
        assert_eq!(last_mark(",” she said."), None);
        assert_eq!(last_mark("..."), None);
        assert_eq!(last_mark(""), None);
    }
}
