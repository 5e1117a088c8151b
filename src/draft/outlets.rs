//! Outlets named in the running text as where something was reported.

use std::ops::Range;

use rustc_hash::FxHashMap;
use xxhash_rust::xxh3::xxh3_128;

use super::cited;
use super::model::{Citation, CitationForm, Draft, Target};
use crate::remembered::Rounds;
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
];

/// Words that may stand between an outlet and what it does: "Reuters has since reported".
const BETWEEN: &[&str] = &["has", "had", "also", "first", "later", "since", "itself", "then", "recently"];

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

/// Names of outlets, ready to be looked for in a draft. Made once for an archive: looking costs one
/// pass over the words, however many names there are.
#[derive(Clone, Debug, Default)]
pub struct OutletNames {
    /// The first word of each name, sorted, and where its words are.
    firsts: Vec<(WordKey, Range<u32>)>,
    /// The words of all names.
    words: Vec<WordKey>,
}

impl OutletNames {
    /// Prepares `names`.
    #[must_use]
    pub fn new(names: &[&str]) -> Self {
        let mut prepared = Self::default();
        for name in names.iter().map(|name| without_article(name)) {
            let start = prepared.words.len();
            prepared.words.extend(words(name).iter().map(|word| word.key));
            let place = u32::try_from(start).ok().zip(u32::try_from(prepared.words.len()).ok());
            if let (Some(first), Some((start, end))) = (prepared.words.get(start), place) {
                prepared.firsts.push((*first, start..end));
            }
        }
        prepared.firsts.sort_unstable_by_key(|(first, place)| (*first, place.start));
        prepared
    }

    /// How many of `words` are the longest name with which they begin; `None` where they begin with none.
    fn length(&self, words: &[Word]) -> Option<usize> {
        let first = words.first()?.key;
        let from = self.firsts.partition_point(|(other, _)| *other < first);
        let same = self.firsts.get(from..)?.iter().take_while(|(other, _)| *other == first);
        let names = same.filter_map(|(_, place)| self.words.get(place.start as usize..place.end as usize));
        names.filter(|name| begins(words, name)).map(<[WordKey]>::len).max()
    }
}

/// Paragraphs of the last drafts in which no name of an outlet stands, by a digest of their words, so that an edit costs
/// those that it touches. Of use for the same [`OutletNames`] only.
#[derive(Debug, Default)]
pub struct Unnamed {
    /// In which round each was last met.
    met: FxHashMap<u128, u64>,
    rounds: Rounds,
}

impl Unnamed {
    /// Whether it is known that no name stands in `paragraph`.
    fn holds(&mut self, paragraph: u128) -> bool {
        let Some(met) = self.met.get_mut(&paragraph) else { return false };
        *met = self.rounds.now();
        true
    }
}

/// Adds to `draft` a citation for each of `outlets` that it names as the source of something, and
/// ties it to the quotations that no key, link or footnote stands for.
///
/// A name alone is not enough: "told Reuters" says where somebody spoke, "Reuters reported" and
/// "(Reuters)" say where to read it. `unnamed` carries what unchanged paragraphs do not hold.
pub fn cite_outlets(draft: &mut Draft, outlets: &OutletNames, unnamed: &mut Unnamed) {
    let found = find(draft, outlets, unnamed);
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

fn find(draft: &Draft, outlets: &OutletNames, unnamed: &mut Unnamed) -> Vec<Citation> {
    let mut found = Vec::new();
    if outlets.firsts.is_empty() {
        return found;
    }
    unnamed.rounds.begin();
    for leaf in &draft.layout.leaves {
        let paragraph = xxh3_128(leaf.span.of(&draft.prose).as_bytes());
        if unnamed.holds(paragraph) {
            continue;
        }
        let words = words_in(&draft.prose, leaf.span);
        let mut named = false;
        let mut at = 0;
        while at < words.len() {
            let Some(length) = outlets.length(words.get(at..).unwrap_or_default()) else {
                at += 1;
                continue;
            };
            named = true;
            let place = Place { draft, leaf: leaf.span, words: &words, name: at..at + length };
            found.extend(place.citation());
            at += length;
        }
        if !named {
            unnamed.met.insert(paragraph, unnamed.rounds.now());
        }
    }
    if let Some(oldest) = unnamed.rounds.oldest() {
        unnamed.met.retain(|_, met| *met >= oldest);
    }
    found
}

/// "the Harbour Times" and "Harbour Times" are one name.
fn without_article(name: &str) -> &str {
    name.strip_prefix("The ").or_else(|| name.strip_prefix("the ")).unwrap_or(name)
}

/// Whether `text` is written as names are: with a capital, or beginning with a digit.
fn is_name_like(text: &str) -> bool {
    text.starts_with(char::is_numeric) || text.contains(char::is_uppercase)
}

fn begins(words: &[Word], name: &[WordKey]) -> bool {
    words.len() >= name.len() && words.iter().zip(name).all(|(word, key)| word.key == *key)
}

/// A place in the draft where an outlet's name stands.
struct Place<'a> {
    draft: &'a Draft,
    leaf: Span,
    /// The words of the leaf.
    words: &'a [Word],
    /// Which of them are the name.
    name: Range<usize>,
}

impl Place<'_> {
    /// The citation that stands here, if the sentence says that the outlet is a source.
    fn citation(&self) -> Option<Citation> {
        let span = self.words.get(self.name.start)?.span.join(self.words.get(self.name.end - 1)?.span);
        let name = span.of(&self.draft.prose);
        let is_source = self.reports() || self.is_introduced() || self.is_set_apart(span);
        (is_name_like(name) && is_source && !self.is_taken(span)).then(|| Citation {
            span,
            target_span: span,
            target: Target::Outlet(name.to_owned()).into(),
            locator: None,
            form: CitationForm::Outlet,
        })
    }

    /// Whether `span` is part of another citation or stands inside a quotation.
    fn is_taken(&self, span: Span) -> bool {
        /// How many that begin before `span` may still reach over it: nested ones, not more.
        const NEAR: usize = 8;
        let citations = &self.draft.citations;
        let upto = citations.partition_point(|c| c.span.start < span.end);
        let linked = citations.iter().take(upto).rev().take(NEAR).any(|c| c.span.overlaps(span));
        let quotations = &self.draft.reading.quotations;
        let upto = quotations.partition_point(|q| q.span.start <= span.start);
        linked || quotations.iter().take(upto).rev().take(NEAR).any(|q| q.span.covers(span))
    }

    /// The word at `index` of the leaf in lower case; empty where there is none.
    fn word(&self, index: Option<usize>) -> String {
        let word = index.and_then(|index| self.words.get(index));
        word.map(|word| word.span.of(&self.draft.prose).to_lowercase()).unwrap_or_default()
    }

    /// "Reuters reported", "Reuters has since reported".
    fn reports(&self) -> bool {
        let between = (0..2).take_while(|i| BETWEEN.contains(&self.word(Some(self.name.end + i)).as_str())).count();
        REPORTS.contains(&self.word(Some(self.name.end + between)).as_str())
    }

    /// "according to Reuters", "as reported by the Harbour Times".
    fn is_introduced(&self) -> bool {
        let article = usize::from(self.word(self.name.start.checked_sub(1)) == "the");
        let before = |i: usize| self.word(self.name.start.checked_sub(article + 1 + i));
        INTRODUCTIONS.iter().any(|words| words.iter().rev().enumerate().all(|(i, word)| before(i) == *word))
    }

    /// "(Reuters)", "(Reuters, 3 May)", and "— Reuters" as a line of its own.
    fn is_set_apart(&self, span: Span) -> bool {
        let lead = Span::new(self.leaf.start, span.start).of(&self.draft.prose).trim_end();
        let behind = Span::new(span.end, self.leaf.end).of(&self.draft.prose).trim_start();
        let bracketed = lead.ends_with('(') && behind.starts_with([')', ',', ';']);
        let dashed = !lead.is_empty() && lead.chars().all(|c| matches!(c, '-' | '—' | '–' | '―'));
        bracketed || dashed
    }
}
