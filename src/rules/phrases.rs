//! The turns of phrase that messages share.

use crate::source::Source;
use crate::text::{Span, is_joint};
use crate::verify::{Alteration, AlterationKind, Grade, Sense};

use super::case::Case;
use super::evidence::Evidence;
use super::model::Related;

/// The most characters of a passage that a message quotes.
const LONGEST: usize = 90;

/// The most changes that one message tells.
const MOST_TOLD: usize = 2;

/// `text` between typographic marks, white space folded, its middle left out when it is long.
pub(super) fn quoted(text: &str) -> String {
    let folded = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let shown: String = folded.chars().filter(|c| !is_joint(*c) && !c.is_control()).collect();
    let mut inner = shown.replace('“', "‘").replace('”', "’");
    if inner.contains(']') && !inner.contains('[') {
        // The words begin behind the bracket: "[T]he".
        inner.insert(0, '[');
    }
    let count = inner.chars().count();
    if count <= LONGEST {
        return format!("“{inner}”");
    }
    let head: String = inner.chars().take(LONGEST * 2 / 3).collect();
    let tail: String = inner.chars().skip(count - LONGEST / 3).collect();
    // No word is cut in two, where there are any.
    let head = head.rsplit_once(' ').map_or(head.as_str(), |(whole, _)| whole);
    let tail = tail.split_once(' ').map_or(tail.as_str(), |(_, whole)| whole);
    format!("“{head} … {tail}”")
}

/// Where a passage stands: "sources/tribune.txt:12".
pub(super) fn place(source: &Source, span: Span) -> String {
    format!("{}:{}", source.card.shown, source.lines().position(&source.text, span.start).line)
}

/// Where a piece of evidence stands.
pub(super) fn evidence_place(case: &Case<'_>, evidence: &Evidence) -> String {
    case.source(evidence).map_or_else(String::new, |source| place(&source, evidence.span))
}

/// What a reader calls the source: its key.
pub(super) fn name_of(case: &Case<'_>, evidence: &Evidence) -> String {
    case.card(evidence).map_or_else(|| "the source".to_owned(), |card| card.key.clone())
}

/// What a reader calls the cited sources: their keys.
pub(super) fn cited_names(case: &Case<'_>) -> Vec<String> {
    case.cited.iter().filter_map(|id| case.archive.card(*id)).map(|card| card.key.clone()).collect()
}

/// The passage, as related information: "tribune has: “…”".
pub(super) fn passage(case: &Case<'_>, evidence: &Evidence) -> Option<Related> {
    let source = case.source(evidence)?;
    let text = quoted(evidence.span.of(&source.text));
    Some(Related {
        source: evidence.source,
        span: evidence.span,
        message: format!("{} has: {text}", source.card.key).into(),
    })
}

/// What was done to the words, told of the alterations of one grade, and the words to underline:
/// "tribune has “willingness”, not “decision”".
pub(super) fn wording_change(case: &Case<'_>, evidence: &Evidence, grade: Grade) -> Option<(Span, String)> {
    let alterations: Vec<&Alteration> = evidence.alterations.iter().filter(|a| a.grade == grade).collect();
    let span = alterations.iter().map(|a| underlined(case, a)).reduce(Span::join)?;
    let name = name_of(case, evidence);
    if alterations.iter().all(|a| a.kind == AlterationKind::Dropped) {
        let dropped: Vec<String> = alterations.iter().map(|a| their_words(case, evidence, a)).collect();
        return Some((span, format!("{name} also has {} here", list(&dropped))));
    }
    let mut told: Vec<String> = alterations.iter().take(MOST_TOLD).map(|a| one_change(case, evidence, a)).collect();
    match alterations.len().saturating_sub(MOST_TOLD) {
        0 => {}
        1 => told.push("one more change".to_owned()),
        more => told.push(format!("{more} more changes")),
    }
    Some((span, format!("{name} {}", list(&told))))
}

fn their_words(case: &Case<'_>, evidence: &Evidence, alteration: &Alteration) -> String {
    case.source(evidence).map(|s| quoted(alteration.source.of(&s.text))).unwrap_or_default()
}

fn one_change(case: &Case<'_>, evidence: &Evidence, alteration: &Alteration) -> String {
    let theirs = their_words(case, evidence, alteration);
    let ours = quoted(alteration.draft.of(&case.draft.prose));
    match alteration.kind {
        AlterationKind::Replaced => format!("has {theirs}, not {ours}"),
        AlterationKind::Dropped => format!("also has {theirs} here"),
        AlterationKind::Added => format!("does not have {ours}"),
        AlterationKind::Moved => format!("has {ours} in another place"),
        AlterationKind::Bracketed if alteration.source.is_empty() => format!("has nothing for {ours}"),
        AlterationKind::Bracketed => format!("has {theirs} where {ours} stands"),
    }
}

/// The words to underline: those of the draft, or those on either side of what is missing.
fn underlined(case: &Case<'_>, alteration: &Alteration) -> Span {
    if !alteration.draft.is_empty() {
        return alteration.draft;
    }
    let before = case.wording.words().filter(|w| w.span.end <= alteration.draft.start).last();
    let after = case.wording.words().find(|w| w.span.start >= alteration.draft.start);
    match (before, after) {
        (Some(a), Some(b)) => a.span.join(b.span),
        (Some(word), None) | (None, Some(word)) => word.span,
        (None, None) => case.quotation.inner(),
    }
}

/// "a", "a and b", "a, b and c".
pub(super) fn list(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [init @ .., last] => format!("{} and {last}", init.join(", ")),
    }
}

/// What turned, as the end of "this changes …".
pub(super) fn turned(sense: Sense) -> &'static str {
    match sense {
        Sense::Negation => "whether it is affirmed or denied",
        Sense::Number => "the number",
        Sense::Modality => "how certain it is",
        Sense::Name => "who is meant",
        Sense::Date => "the date",
        Sense::Comparison => "the comparison",
        Sense::Quantity => "how many it is said of",
        Sense::Antonym => "the sense to its opposite",
        Sense::Condition => "the condition it was said under",
        Sense::Subject => "what it is said of",
    }
}
