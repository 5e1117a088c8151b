//! # changed-meaning
//!
//! An alteration, a marked edit or the cut itself turns the sense of what was said.
//!
//! ## Why it matters
//!
//! A dropped “not”, another number, “would” for “could”: the quotation now says something that the
//! speaker did not. Courts ask the same question: whether a change is a material change in meaning.
//!
//! ## Example
//!
//! The source has “We are not at the point of signing”, the draft:
//!
//! ```text
//! She said they were “at the point of signing”.
//! ```
//!
//! ## How to fix
//!
//! Quote enough to keep the sense, or say what you cut in your own words: She said they were not
//! “at the point of signing”.
//!
//! ## What is reported
//!
//! A negation that came or went, numbers, dates and units, modals and hedges, names, “some” for
//! “all”, comparisons turned round, opposites; an ellipsis that hides one of these; a cut that leaves
//! outside the quotation marks the negation, the condition, the “critics say” or what the sentence is
//! about (“the love of” money), unless the draft's own words say it; words that the source says were a
//! joke, given to their speaker without a word of that.
//!
//! ## References
//!
//! - Masson v. New Yorker Magazine, 501 U.S. 496 (1991): material change in meaning.
//! - American Psychological Association, Publication Manual, 7th edition, 8.30–8.31.

use crate::text::{Span, Word, normal_form, words_in};
use crate::verify::{Alteration, Grade, Sense, is_jest};

use super::case::Case;
use super::evidence::{Evidence, NamedSpeaker, Standing};
use super::fixes::use_source_words;
use super::model::{Code, Finding};
use super::phrases::{evidence_place, name_of, passage, quoted, turned, wording_change};

/// Words that carry a negation in the draft's own prose.
const NEGATIONS: &[&str] = &[
    "not",
    "no",
    "never",
    "nor",
    "neither",
    "none",
    "nobody",
    "nothing",
    "without",
    "hardly",
    "barely",
    "deny",
    "denied",
    "denies",
    "denying",
    "refused",
    "refuses",
    "rejected",
    "rejects",
    "dismissed",
    "dismisses",
    "ruled",
    "far",
    "nowhere",
    "disputed",
    "disputes",
    "failed",
    "cannot",
    "against",
    "lack",
    "lacked",
    "stop",
    "stopped",
];

/// Words that carry a condition in the draft's own prose.
const CONDITIONS: &[&str] =
    &["if", "unless", "should", "provided", "would", "were", "until", "only", "when", "whether", "condition"];

/// Reports the gravest turn of sense: by a word, by an omission, by the cut.
pub(crate) fn check(case: &Case<'_>) -> Option<Finding> {
    let evidence = case.primary()?;
    by_words(case, evidence)
        .or_else(|| by_omission(case, evidence))
        .or_else(|| by_cut(case, evidence))
        .or_else(|| by_earnest(case, evidence))
}

fn by_words(case: &Case<'_>, evidence: &Evidence) -> Option<Finding> {
    let is_sense = |a: &&Alteration| a.grade == Grade::Sense;
    let sense = evidence.alterations.iter().find(is_sense)?.sense.unwrap_or(Sense::Antonym);
    let (span, change) = wording_change(case, evidence, Grade::Sense)?;
    let message = format!("{change}: this changes {} ({})", turned(sense), evidence_place(case, evidence));
    let fix = use_source_words(case, evidence, "Use the source’s words", false);
    Some(Finding::new(Code::ChangedMeaning, span, message).shown_by(passage(case, evidence)).fixed_by(fix))
}

fn by_omission(case: &Case<'_>, evidence: &Evidence) -> Option<Finding> {
    let (omission, sense) = evidence.omissions.iter().find_map(|o| o.sense.map(|sense| (o, sense)))?;
    let hidden = case.source(evidence).map(|s| quoted(omission.source.of(&s.text))).unwrap_or_default();
    let message = format!(
        "the ellipsis leaves out {hidden}: this changes {} ({})",
        turned(sense),
        evidence_place(case, evidence)
    );
    Some(Finding::new(Code::ChangedMeaning, omission.draft, message).shown_by(passage(case, evidence)))
}

fn by_cut(case: &Case<'_>, evidence: &Evidence) -> Option<Finding> {
    let clip = evidence.clip.as_ref()?;
    let said = if clip.sense == Sense::Condition { CONDITIONS } else { NEGATIONS };
    let lead_in = case.lead_in();
    if lead_in.iter().rev().take(8).any(|word| said.contains(&word.as_str()) || word.ends_with("n't")) {
        return None;
    }
    // Whoever cut "critics say" off and wrote it before the words took nothing away.
    let told =
        |word: &str| lead_in.iter().any(|other| other == word) || case.speaker.as_ref().is_some_and(|s| names(s, word));
    let source = case.source(evidence)?;
    let cut_words =
        words_in(&source.prose, clip.source).into_iter().map(|word| normal_form(word.span.of(&source.prose)));
    if cut_words.into_iter().any(|word| word.len() > 3 && told(&word)) {
        return None;
    }
    let cut = case.source(evidence).map(|s| quoted(clip.source.of(&s.text))).unwrap_or_default();
    let side = if clip.source.start < evidence.span.start { "before" } else { "after" };
    let message = format!(
        "{} has {cut} right {side} these words: cutting it off changes {} ({})",
        name_of(case, evidence),
        turned(clip.sense),
        evidence_place(case, evidence)
    );
    let span: Span = case.quotation.inner();
    Some(Finding::new(Code::ChangedMeaning, span, message).shown_by(passage(case, evidence)))
}

/// Whether a speaker's mention or name has a word, given in normal form.
fn names(speaker: &NamedSpeaker, word: &str) -> bool {
    let has = |text: &str| text.split_whitespace().any(|part| normal_form(part) == word);
    has(&speaker.mention) || speaker.name.as_deref().is_some_and(has)
}

/// Words that may stand between a verb of speech and the words it brings.
const BESIDE: usize = 8;

/// Words by which a draft shows that something was not meant in earnest.
const LIGHT: &[&str] = &[
    "laugh", "laughs", "laughed", "laughing", "laughter", "humour", "humor", "jest", "irony", "ironic", "wry", "wryly",
];

/// Words that the source says were said in jest, told in the draft without a word of that.
fn by_earnest(case: &Case<'_>, evidence: &Evidence) -> Option<Finding> {
    let Standing::Speech(index) = evidence.standing else { return None };
    case.quotation.attribution.as_ref()?;
    let source = case.source(evidence)?;
    let theirs = source.reading.quotations.get(index)?;
    let cue = theirs.attribution.as_ref()?.cue?;
    // "joked", "said jokingly", right beside the words: "joked that it was, but went on to say" is another matter.
    let gap = if cue.end <= theirs.span.start {
        Span::new(cue.end, theirs.span.start)
    } else {
        Span::new(theirs.span.end, cue.start.max(theirs.span.end))
    };
    let between = words_in(&source.prose, gap);
    let form = |word: &Word| normal_form(word.span.of(&source.prose));
    if between.len() > BESIDE || between.iter().map(form).any(|word| matches!(word.as_str(), "but" | "and" | "then")) {
        return None;
    }
    let said = words_in(&source.prose, cue);
    let adverb = |word: &&Word| form(word).ends_with("ly");
    let jest = said.iter().chain(between.iter().filter(adverb)).find(|word| is_jest(&form(word)))?;
    let block = case.draft.blocks.iter().find(|block| block.span.contains(case.quotation.span.start))?;
    let shown = words_in(&case.draft.prose, block.span).into_iter().any(|word| {
        let form = normal_form(word.span.of(&case.draft.prose));
        !case.quotation.span.covers(word.span) && (is_jest(&form) || LIGHT.contains(&form.as_str()))
    });
    if shown {
        return None;
    }
    let message = format!(
        "{} says that this was said in jest (“{}”): without that it reads as meant in earnest ({})",
        name_of(case, evidence),
        jest.span.of(&source.text),
        evidence_place(case, evidence)
    );
    let span = case.quotation.inner();
    Some(Finding::new(Code::ChangedMeaning, span, message).shown_by(passage(case, evidence)))
}
