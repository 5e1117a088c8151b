//! Outlets named in the running text as where something was reported.

use std::collections::HashMap;

use super::cited;
use super::model::{Citation, CitationForm, Draft, Target};
use crate::text::{Span, Word, WordKey, words, words_in};

/// What an outlet does when it is the source: "Reuters reported", "the Harbour Times quoted him".
const REPORTS: &[&str] = &[
    "reported",
    "reports",
    "wrote",
    "writes",
    "quoted",
    "quotes",
    "cited",
    "cites",
    "noted",
    "notes",
    "carried",
    "carries",
    "published",
    "publishes",
    "recorded",
    "records",
    "has",
    "had",
    "also",
    "first",
    "later",
];

/// Words behind which an outlet is the source: "according to", "as reported by".
const INTRODUCTIONS: &[&[&str]] = &[
    &["according", "to"],
    &["reported", "by"],
    &["quoted", "by"],
    &["cited", "by"],
    &["carried", "by"],
    &["published", "by"],
    &["report", "by"],
    &["reports", "by"],
    &["source"],
    &["via"],
];

/// Adds to `draft` a citation for each of `outlets` that it names as the source of something, and
/// ties it to the quotations that no key, link or footnote stands for.
///
/// A name alone is not enough: "told Reuters" says where somebody spoke, "Reuters reported" and
/// "(Reuters)" say where to read it.
pub fn cite_outlets(draft: &mut Draft, outlets: &[String]) {
    let found = find(draft, outlets);
    if found.is_empty() {
        return;
    }
    // Indices of the citations that were there shift behind each one put in.
    let shifted: Vec<usize> = draft
        .citations
        .iter()
        .enumerate()
        .map(|(i, c)| i + found.partition_point(|new| new.span.start < c.span.start))
        .collect();
    let moved = |i: &mut usize| *i = shifted.get(*i).copied().unwrap_or(*i);
    draft.cited.iter_mut().flatten().for_each(moved);
    draft.notes.iter_mut().flat_map(|note| &mut note.citations).for_each(moved);
    draft.citations.extend(found);
    draft.citations.sort_by_key(|c| c.span);
    let is_outlet = |c: &Citation| c.form == CitationForm::Outlet;
    let tied = cited::tie(&draft.prose, &draft.layout, &draft.reading.quotations, &draft.citations, &[], is_outlet);
    for (place, by_outlet) in draft.cited.iter_mut().zip(tied) {
        if place.is_empty() {
            *place = by_outlet;
        }
    }
}

fn find(draft: &Draft, outlets: &[String]) -> Vec<Citation> {
    let mut by_first: HashMap<WordKey, Vec<Vec<WordKey>>> = HashMap::new();
    for outlet in outlets {
        let name: Vec<WordKey> = words(without_article(outlet)).iter().map(|w| w.key).collect();
        if let Some(first) = name.first() {
            by_first.entry(*first).or_default().push(name);
        }
    }
    if by_first.is_empty() {
        return Vec::new();
    }
    let mut found = Vec::new();
    for leaf in &draft.layout.leaves {
        let words = words_in(&draft.prose, leaf.span);
        let mut at = 0;
        while let Some(word) = words.get(at) {
            let rest = words.get(at..).unwrap_or_default();
            let longest =
                by_first.get(&word.key).into_iter().flatten().filter(|name| begins(rest, name)).map(Vec::len).max();
            let Some(length) = longest else {
                at += 1;
                continue;
            };
            if let Some(citation) = mention(draft, leaf.span, &words, at, length) {
                found.push(citation);
            }
            at += length;
        }
    }
    found
}

/// "the Harbour Times" and "Harbour Times" are one name.
fn without_article(name: &str) -> &str {
    name.strip_prefix("The ").or_else(|| name.strip_prefix("the ")).unwrap_or(name)
}

fn begins(words: &[Word], name: &[WordKey]) -> bool {
    words.len() >= name.len() && words.iter().zip(name).all(|(word, key)| word.key == *key)
}

/// The citation made by the outlet's name at `words[at..at + length]`, if the sentence says that
/// it is the source.
fn mention(draft: &Draft, leaf: Span, words: &[Word], at: usize, length: usize) -> Option<Citation> {
    let (first, last) = (words.get(at)?, words.get(at + length - 1)?);
    let span = first.span.join(last.span);
    let name = span.of(&draft.prose);
    let covered = |c: &Citation| c.span.overlaps(span);
    let near = draft.citations.partition_point(|c| c.span.start < span.end);
    let linked = draft.citations.get(near.saturating_sub(2)..near).unwrap_or_default().iter().any(covered);
    let quoted = draft.reading.quotations.iter().take_while(|q| q.span.start < span.start).any(|q| q.span.covers(span));
    if linked
        || quoted
        || !name.starts_with(|c: char| c.is_uppercase() || c.is_numeric()) && !name.contains(char::is_uppercase)
    {
        return None;
    }
    let lower = |word: Option<&Word>| word.map(|w| w.span.of(&draft.prose).to_lowercase()).unwrap_or_default();
    let follows = lower(words.get(at + length));
    let reports = REPORTS.contains(&follows.as_str());
    let before = at - usize::from(at > 0 && lower(words.get(at.wrapping_sub(1))) == "the");
    let introduced = INTRODUCTIONS.iter().any(|intro| {
        before >= intro.len()
            && intro.iter().rev().enumerate().all(|(i, word)| lower(words.get(before - 1 - i)) == *word)
    });
    let lead = Span::new(leaf.start, span.start).of(&draft.prose).trim_end();
    let behind = Span::new(span.end, leaf.end).of(&draft.prose).trim_start();
    let bracketed = lead.ends_with('(') && behind.starts_with([')', ',', ';']);
    let dashed = !lead.is_empty() && lead.chars().all(|c| matches!(c, '-' | '—' | '–' | '―'));
    (reports || introduced || bracketed || dashed).then(|| Citation {
        span,
        target_span: span,
        target: Target::Outlet(name.to_owned()),
        locator: None,
        form: CitationForm::Outlet,
    })
}
