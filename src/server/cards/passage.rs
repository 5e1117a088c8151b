//! A passage in its context: the sentence before, the words in bold, the sentence after.

use tower_lsp::ls_types::MarkupContent;

use super::markup::{Card, Format};
use super::source::{link_to, write_origin};
use crate::source::Source;
use crate::text::{Span, sentences};

/// How many bytes of context are shown on either side at most.
const CONTEXT: usize = 400;
/// How many bytes are shown between two pieces at most: what a cut left out, or where two passages part.
const BETWEEN: usize = 160;
/// How many bytes of one piece are shown at most.
const PIECE: usize = 2_000;

/// The card of a passage: the words in their context, and which source has them.
pub(in crate::server) fn passage(source: &Source, span: Span, format: Format) -> MarkupContent {
    let mut card = Card::new(format);
    write(&mut card, source, span, &[]);
    card.paragraph();
    link_to(&mut card, source, span, source.card.metadata.title.as_deref().unwrap_or(&source.card.key));
    card.say(" – ");
    write_origin(&mut card, source);
    card.finish()
}

/// Writes the passage at `span` with its context, its pieces in bold; all of it where there are none.
pub(super) fn write(card: &mut Card, source: &Source, span: Span, pieces: &[Span]) {
    let around = context(source, span);
    let mut pieces = if pieces.is_empty() { vec![span] } else { pieces.to_vec() };
    pieces.sort();
    let (mut at, mut longest) = (around.start, 2 * CONTEXT);
    for piece in pieces {
        let piece = Span::new(piece.start.max(at), piece.end);
        card.quote(&shortened(Span::new(at, piece.start).of(&source.prose), longest));
        card.strong(&shortened(piece.of(&source.prose), PIECE));
        (at, longest) = (piece.end.max(at), BETWEEN);
    }
    card.quote(&shortened(Span::new(at, around.end).of(&source.prose), 2 * CONTEXT));
}

/// The sentences that `passage` touches, with one before and one after, no further than its
/// own blocks and [`CONTEXT`] go.
fn context(source: &Source, passage: Span) -> Span {
    let blocks = source.blocks.iter().map(|block| block.span).filter(|block| block.overlaps(passage));
    let near = Span::new(passage.start.saturating_sub(CONTEXT), passage.end + CONTEXT);
    let blocks = blocks.reduce(Span::join).unwrap_or(near);
    let reach = Span::new(
        after_cut(
            &source.prose,
            Span::new(blocks.start.max(near.start).min(passage.start), passage.start),
            blocks.start,
        ),
        before_cut(&source.prose, Span::new(passage.end, blocks.end.min(near.end).max(passage.end)), blocks.end),
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

/// Where `span` begins, past the rest of a word that it cuts in two; it cuts none where its block begins.
fn after_cut(text: &str, span: Span, block_start: usize) -> usize {
    let start = boundary(text, span.start);
    if start <= block_start {
        return start;
    }
    let rest = text.get(start..span.end).unwrap_or_default();
    rest.find(char::is_whitespace).map_or(span.end, |word| start + word)
}

/// Where `span` ends, short of a word that it cuts in two; it cuts none where its block ends.
fn before_cut(text: &str, span: Span, block_end: usize) -> usize {
    let end = boundary(text, span.end);
    if end >= block_end {
        return end;
    }
    let rest = text.get(span.start..end).unwrap_or_default();
    rest.rfind(char::is_whitespace).map_or(span.start, |word| span.start + word)
}

fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches(['”', '"', '’', '\'', '»', ')', ']']).ends_with(['.', '!', '?', '…'])
}

/// The first character boundary at or before `offset`.
fn boundary(text: &str, offset: usize) -> usize {
    let mut at = offset.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// `text`, its middle left out when it is longer than `longest` bytes; cut between words where it has any.
pub(super) fn shortened(text: &str, longest: usize) -> std::borrow::Cow<'_, str> {
    if text.len() <= longest {
        return text.into();
    }
    let head = text.get(..boundary(text, longest / 2)).unwrap_or_default();
    let tail = text.get(boundary(text, text.len() - longest / 2)..).unwrap_or_default();
    let head = head.rsplit_once(char::is_whitespace).map_or(head, |(words, _)| words);
    let tail = tail.split_once(char::is_whitespace).map_or(tail, |(_, words)| words);
    format!("{head} […] {tail}").into()
}

#[cfg(test)]
mod tests {
    use super::{after_cut, before_cut, shortened};
    use crate::text::Span;

    #[test]
    fn what_is_left_out_begins_and_ends_between_words() {
        assert_eq!(shortened("short enough", 12), "short enough");
        assert_eq!(shortened("alpha beta gamma delta epsilon", 16), "alpha […] epsilon");
        assert_eq!(shortened("ééééééééééé", 8), "éé […] éé");
    }

    #[test]
    fn context_begins_and_ends_between_words() {
        let text = "alpha beta gamma";
        assert_eq!(after_cut(text, Span::new(2, 11), 0), 5);
        assert_eq!(after_cut(text, Span::new(0, 11), 0), 0);
        assert_eq!(after_cut(text, Span::new(12, 14), 0), 14);
        assert_eq!(before_cut(text, Span::new(0, 8), 16), 5);
        assert_eq!(before_cut(text, Span::new(0, 16), 16), 16);
        assert_eq!(before_cut(text, Span::new(6, 8), 16), 6);
    }
}
