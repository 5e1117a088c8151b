//! The first and the last word of a quotation in the draft and in its source, and what stands beside them.

use crate::source::Source;
use crate::text::{Span, Word, normal_form};
use crate::verify::Token;

use super::case::Case;
use super::evidence::Evidence;

/// How many bytes behind a source's last word are looked at for the mark that ends its sentence.
const BEHIND: usize = 12;

/// The ends of a quotation whose first and last words are the source's.
pub(super) struct Edges<'a> {
    /// The draft's first word.
    pub(super) first: Word,
    /// The source's first word, as written.
    pub(super) source_first: String,
    /// What follows the draft's last word inside the quotation.
    pub(super) tail: &'a str,
    /// What follows the source's last word, up to the next word, or a little further than a sentence's end.
    pub(super) source_tail: String,
    /// The draft's last word.
    pub(super) last: Word,
}

impl<'a> Edges<'a> {
    /// The ends of `case`'s quotation against `evidence`; `None` where marked edits or other words
    /// stand at either end, so that nothing can be said of them.
    pub(super) fn new(case: &Case<'a>, evidence: &Evidence) -> Option<Self> {
        let source = case.source(evidence)?;
        let tokens = &case.wording.tokens;
        let (Some(Token::Word(first)), Some(Token::Word(last))) = (tokens.first(), tokens.last()) else { return None };
        let (start, end) = (evidence.pieces.first()?.start, evidence.pieces.last()?.end);
        let source_first = word_at(&source, source.words.partition_point(|word| word.span.start < start))?;
        let at_end = source.words.partition_point(|word| word.span.end < end);
        let source_last = word_at(&source, at_end)?;
        let prose = &case.draft.prose;
        let same = |word: &Word, other: &str| letters(word.span.of(prose)) == letters(other);
        if !same(first, source_first.1) || !same(last, source_last.1) {
            return None;
        }
        let inner = case.quotation.inner();
        let next = source.words.get(at_end + 1).map_or(source.prose.len(), |word| word.span.start);
        let reach = next.min(source_last.0.end + BEHIND);
        let reach = (source_last.0.end..=reach).rev().find(|at| source.prose.is_char_boundary(*at))?;
        Some(Self {
            first: *first,
            source_first: source_first.1.to_owned(),
            tail: Span::new(last.span.end, inner.end.max(last.span.end)).of(prose),
            source_tail: Span::new(source_last.0.end, reach).of(&source.prose).to_owned(),
            last: *last,
        })
    }
}

fn word_at(source: &Source, at: usize) -> Option<(Span, &str)> {
    let span = source.words.get(at)?.span;
    Some((span, span.of(&source.prose)))
}

/// A word without brackets, in the form in which it is compared.
fn letters(word: &str) -> String {
    normal_form(&word.chars().filter(|c| !matches!(c, '[' | ']')).collect::<String>())
}
