//! A passage in its context: the sentence before, the words in bold, the sentence after.

use super::markup::Card;
use crate::source::Source;
use crate::text::{Span, sentences};
use crate::workspace::Evidence;

/// How many bytes of context are shown on either side at most, and between two pieces.
const CONTEXT: usize = 400;
/// How many bytes of one piece are shown at most.
const PIECE: usize = 2_000;

/// Writes the passage of `evidence` with its context, its pieces in bold.
pub(super) fn write(card: &mut Card, source: &Source, evidence: &Evidence) {
    let around = context(source, evidence.span);
    let mut pieces = evidence.pieces.clone();
    if pieces.is_empty() {
        pieces.push(evidence.span);
    }
    pieces.sort();
    let mut at = around.start;
    for piece in pieces {
        let piece = Span::new(piece.start.max(at), piece.end);
        stretch(card, source, Span::new(at, piece.start));
        card.strong(&shortened(piece.of(&source.prose), PIECE));
        at = piece.end.max(at);
    }
    stretch(card, source, Span::new(at, around.end));
}

/// Writes what stands between or around pieces.
fn stretch(card: &mut Card, source: &Source, span: Span) {
    card.quote(&shortened(span.of(&source.prose), 2 * CONTEXT));
}

/// The sentences that `passage` touches, with one before and one after, no further than its
/// own blocks and [`CONTEXT`] go.
fn context(source: &Source, passage: Span) -> Span {
    let blocks = source.blocks.iter().map(|block| block.span).filter(|block| block.overlaps(passage));
    let near = Span::new(passage.start.saturating_sub(CONTEXT), passage.end + CONTEXT);
    let blocks = blocks.reduce(Span::join).unwrap_or(near);
    let reach = Span::new(
        boundary(&source.prose, blocks.start.max(near.start).min(passage.start)),
        boundary(&source.prose, blocks.end.min(near.end).max(passage.end)),
    );
    let before = sentences(&source.prose, Span::new(reach.start, passage.start));
    let after = sentences(&source.prose, Span::new(passage.end, reach.end));
    // The last stretch before the passage is the beginning of its own sentence, if it has one.
    let own_beginning = before.last().is_some_and(|last| !ends_sentence(last.of(&source.prose)));
    let start =
        before.iter().rev().nth(usize::from(own_beginning)).or(before.first()).map_or(passage.start, |s| s.start);
    let own_end = !ends_sentence(passage.of(&source.prose));
    let end = after.get(usize::from(own_end)).or(after.last()).map_or(passage.end, |s| s.end);
    Span::new(start, end)
}

fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches(['”', '"', '’', '\'', '»', ')', ']']).ends_with(['.', '!', '?', '…'])
}

/// The first character boundary at or before `offset`, at a word's beginning where one is near.
fn boundary(text: &str, offset: usize) -> usize {
    let mut at = offset.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// `text`, its middle left out when it is longer than `longest` bytes.
fn shortened(text: &str, longest: usize) -> std::borrow::Cow<'_, str> {
    if text.len() <= longest {
        return text.into();
    }
    let head = text.get(..boundary(text, longest / 2)).unwrap_or_default();
    let tail = text.get(boundary(text, text.len() - longest / 2)..).unwrap_or_default();
    format!("{head} […] {tail}").into()
}
