//! A draft's Markdown in pieces, of which those that an edit did not touch are not read again.
//!
//! A piece is a stretch between blank lines that Markdown reads by itself as it does among the others: nothing
//! reaches over its end, no element, and no comment that waits for the block behind it. Where a piece may end is
//! guessed from the text ([`cuts()`]) and believed only when the parser says so; else the text is read as a whole. What
//! a piece still depends on is what its labels mean, which others may define: pieces are kept for one set of
//! definitions, and where that changes all is read anew. A property test holds the texts of random sessions against
//! themselves read as a whole.

mod cuts;
mod piece;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use rustc_hash::FxHashMap;
use xxhash_rust::xxh3::xxh3_128;

pub(in crate::draft) use self::piece::Piece;

use self::cuts::{cuts, defines};
use self::piece::slices;
use super::markdown;
use super::prepare::{Prepared, body_start, prepared, put_together};
use crate::remembered::Rounds;
use crate::text::Span;

/// What definitions put in for labels is bounded by the parser, for the whole of a text. One that comes near the
/// bound, in bytes, is read as a whole.
const MOST_EXPANDED: usize = 50_000;

/// Where more than one of so many bytes is new, all is read anew: that of a draft that is opened, for one.
const FEW: usize = 4;

/// The pieces of the last few texts.
#[derive(Debug, Default)]
pub(super) struct Pieces {
    /// What pieces say, by a digest of their text.
    kept: FxHashMap<u128, Kept>,
    definitions: Definitions,
    rounds: Rounds,
}

#[derive(Debug)]
struct Kept {
    piece: Arc<Piece>,
    /// Whether nothing reaches beyond its end: of the last piece of a text that need not be known.
    is_apart: bool,
    round: u64,
}

/// The pieces that may define a label, one behind the other.
#[derive(Debug, Default, PartialEq, Eq)]
struct Definitions {
    text: String,
    /// Where each ends in it.
    ends: Vec<usize>,
}

impl Definitions {
    fn of<'a>(pieces: impl Iterator<Item = &'a str>) -> Self {
        let mut all = Self::default();
        for piece in pieces {
            all.text.push_str(piece);
            all.ends.push(all.text.len());
        }
        all
    }

    /// Which piece stands at byte `offset`, and where it begins.
    fn at(&self, offset: usize) -> (usize, usize) {
        let which = self.ends.partition_point(|end| *end <= offset);
        (which, which.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0))
    }
}

impl Pieces {
    /// Tells the prose of `text` from all else, as [`super::prepare::prepare`] does.
    pub(super) fn prepare(&mut self, text: &str) -> Prepared {
        self.rounds.begin();
        let start = body_start(text);
        let spans = cuts(text, start);
        let defining: Vec<Span> = spans.iter().copied().filter(|span| defines(span.of(text))).collect();
        let definitions = Definitions::of(defining.iter().map(|span| span.of(text)));
        if definitions == self.definitions
            && let Some(pieces) = self.pieces(text, &spans)
        {
            if let Some(oldest) = self.rounds.oldest() {
                self.kept.retain(|_, kept| kept.round >= oldest);
            }
            return put_together(text, start, spans.iter().copied().zip(pieces.iter().map(AsRef::as_ref)), &defining);
        }
        self.kept.clear();
        self.definitions = definitions;
        let outline = markdown::walk(text, start);
        if outline.expanded > MOST_EXPANDED || !outline.parts_at(spans.iter().map(|span| span.start)) {
            return prepared(text, outline);
        }
        let last = spans.last().copied();
        let pieces = slices(outline, text, &spans, &defining);
        for (span, piece) in spans.iter().zip(&pieces) {
            self.keep(span.of(text), piece, Some(*span) != last);
        }
        put_together(text, start, spans.iter().copied().zip(pieces.iter().map(AsRef::as_ref)), &defining)
    }

    /// What each of `spans` says, where that is known or few are new; `None` where all is better read anew.
    fn pieces(&mut self, text: &str, spans: &[Span]) -> Option<Vec<Arc<Piece>>> {
        let last = spans.len().saturating_sub(1);
        let known: Vec<Option<Arc<Piece>>> =
            spans.iter().enumerate().map(|(at, span)| self.recall(span.of(text), at < last)).collect();
        let new = || spans.iter().zip(&known).enumerate().filter(|(_, (_, known))| known.is_none());
        let length: usize = new().map(|(_, (span, _))| span.len()).sum();
        // Definitions are read with each.
        let defined = new().filter(|(_, (span, _))| span.of(text).contains('[')).count() * self.definitions.text.len();
        if length * FEW > text.len() || length + defined > text.len() {
            return None;
        }
        let mut read = Vec::with_capacity(1);
        for (at, (span, _)) in new() {
            read.push((span.of(text), self.read(span.of(text), at < last)?, at < last));
        }
        for (text, piece, is_apart) in &read {
            self.keep(text, piece, *is_apart);
        }
        let mut read = read.into_iter();
        let pieces: Vec<Arc<Piece>> =
            known.into_iter().filter_map(|known| known.or_else(|| read.next().map(|(_, piece, _)| piece))).collect();
        (pieces.iter().map(|piece| piece.expanded).sum::<usize>() <= MOST_EXPANDED).then_some(pieces)
    }

    fn recall(&mut self, text: &str, is_followed: bool) -> Option<Arc<Piece>> {
        let kept = self.kept.get_mut(&xxh3_128(text.as_bytes())).filter(|kept| kept.is_apart || !is_followed)?;
        kept.round = self.rounds.now();
        Some(Arc::clone(&kept.piece))
    }

    fn keep(&mut self, text: &str, piece: &Arc<Piece>, is_apart: bool) {
        let kept = Kept { piece: Arc::clone(piece), is_apart, round: self.rounds.now() };
        self.kept.insert(xxh3_128(text.as_bytes()), kept);
    }

    /// Reads one piece, behind which others follow or none; `None` where something reaches beyond its end.
    fn read(&self, text: &str, is_followed: bool) -> Option<Arc<Piece>> {
        let defined = if text.contains('[') { self.definitions.text.as_str() } else { "" };
        if !is_followed && defined.is_empty() {
            return Some(Arc::new(Piece::of(text, markdown::walk(text, 0))));
        }
        // A line that nothing ends is not quite what it is before others: a row of a table may lack a cell.
        if !is_followed && !text.ends_with('\n') {
            return None;
        }
        let mut whole = String::with_capacity(text.len() + defined.len() + 8);
        whole.push_str(text);
        if !is_followed {
            whole.push_str("\n\n");
        }
        let end = whole.len();
        whole.push_str("x\n\n");
        let begin = whole.len();
        whole.push_str(defined);
        let mut outline = markdown::walk_until(&whole, end)?;
        outline.end_at(text.len());
        for link in outline.links.iter_mut().filter(|link| link.target_span.start >= begin) {
            let (which, start) = self.definitions.at(link.target_span.start - begin);
            link.target_span = link.target_span.moved(begin + start, 0);
            link.defined_in = Some(which);
        }
        Some(Arc::new(Piece::of(text, outline)))
    }
}
