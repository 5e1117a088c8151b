//! Parts of a query that a passage holds, where none holds the whole: of a quotation that was run together from two
//! places, or from which much was left out.

use std::collections::BinaryHeap;

use super::super::segment::{BLOCK, List, Segment, WordId, blocks};
use super::plan::Plan;
use super::{Partial, Scope, lanes};

/// How many blocks the lists that vote may name together; the rarest vote first.
const VOTES: usize = 6_000;
/// In how many of the blocks with the most votes the words are looked at.
const WINDOWS: usize = lanes::LANES;
/// Passages are returned whose score is as much below the best.
const NEARLY: i16 = 1;
/// How many passages are returned.
const RETURNED: usize = 4;

/// The passages that hold the longest parts of `words` with the fewest errors, the best first.
///
/// All runs of words vote for the blocks they stand in, the rarest first. Round those with the most votes the words
/// are aligned locally, to score them all at once; only the best are looked at closely.
pub(in crate::archive) fn search(segment: &Segment, words: &[Option<WordId>], scope: Scope<'_>) -> Vec<Partial> {
    let windows: Vec<Window> = elected(segment, words, scope)
        .into_iter()
        .filter_map(|block| Window::round(segment, block, words.len()))
        .collect();
    let texts: Vec<&[WordId]> = windows.iter().map(|window| window.text.as_slice()).collect();
    let scores = lanes::best_scores(words, &texts);
    let best = scores.iter().copied().max().unwrap_or_default();
    let close = windows.iter().zip(scores).filter(|(_, score)| *score > 0 && score + NEARLY >= best);
    let partial = |(window, _): (&Window, i16)| {
        let aligned = local(words, &window.text)?;
        Some(Partial {
            document: window.document,
            of_query: aligned.query.0..aligned.query.1,
            words: window.offset + aligned.text.0..window.offset + aligned.text.1,
            score: aligned.score,
        })
    };
    let mut found: Vec<Partial> = close.take(RETURNED).filter_map(partial).collect();
    found.sort_by_key(|partial| (std::cmp::Reverse(partial.score), partial.document, partial.words.start));
    found.dedup();
    found
}

/// The words round a block.
struct Window {
    document: u32,
    /// Where in the document they begin.
    offset: usize,
    text: Vec<WordId>,
}

impl Window {
    /// The words of `block`, and up to `reach` before and behind it.
    fn round(segment: &Segment, block: u32, reach: usize) -> Option<Self> {
        let document = segment.document_of(block);
        let all = segment.blocks_of(document)?;
        let blocks = u32::try_from(reach.div_ceil(BLOCK)).unwrap_or(u32::MAX);
        let from = block.saturating_sub(blocks).max(all.start);
        let mut text = Vec::new();
        segment.read(from..block.saturating_add(1).saturating_add(blocks).min(all.end), &mut text);
        let here = block.saturating_sub(from) as usize;
        text.truncate((here + 1) * BLOCK + reach);
        let before = (here * BLOCK).saturating_sub(reach).min(text.len());
        text.drain(..before);
        Some(Self { document, offset: from.saturating_sub(all.start) as usize * BLOCK + before, text })
    }
}

/// The blocks with the most votes.
fn elected(segment: &Segment, words: &[Option<WordId>], scope: Scope<'_>) -> Vec<u32> {
    let plan = Plan::new(segment, words);
    let mut seeds: Vec<List<'_>> = plan.rarest().filter(|list| list.len > 0).collect();
    seeds.sort_by_key(|list| list.len);
    // A vote is a block, above its weight: numbers sort faster than pairs.
    let mut votes: Vec<u64> = Vec::with_capacity(VOTES);
    for (n, seed) in seeds.iter().enumerate() {
        if n > 0 && votes.len() + seed.len > VOTES {
            break;
        }
        // Meeting a rare run says more.
        let weight = u64::from(20_u32.saturating_sub((seed.len + 1).ilog2()).max(1));
        votes.extend(blocks(seed.bytes).map(|block| u64::from(block) << 32 | weight));
    }
    votes.sort_unstable();
    // The sum of a block's votes, above what is the greater the earlier it stands.
    let mut elected: Vec<u64> = Vec::with_capacity(votes.len());
    for vote in votes {
        let (block, weight) = (!(vote >> 32) & u64::from(u32::MAX), vote << 32);
        match elected.last_mut() {
            Some(last) if *last & u64::from(u32::MAX) == block => *last += weight,
            _ => elected.push(weight | block),
        }
    }
    let wanted = |block: u32| {
        let document = segment.document_of(block);
        (scope.is_live)(document) && scope.only.is_none_or(|only| only.binary_search(&document).is_ok())
    };
    let block = |elected: &u64| !u32::try_from(*elected & u64::from(u32::MAX)).unwrap_or_default();
    // Few of them are asked for, so they are not sorted.
    let mut elected = BinaryHeap::from(elected);
    let best = std::iter::from_fn(|| elected.pop()).map(|elected| block(&elected));
    best.filter(|block| wanted(*block)).take(WINDOWS).collect()
}

/// A stretch of a query aligned with a stretch of a text.
struct Aligned {
    query: (usize, usize),
    text: (usize, usize),
    score: i32,
}

/// Where an alignment began that ends in a cell, and what it is worth.
#[derive(Clone, Copy, Default)]
struct Cell {
    score: i32,
    query: usize,
    text: usize,
}

/// The stretches of both that agree best; of equally good ones the first that ends. `None` when no word agrees.
fn local(query: &[Option<WordId>], text: &[WordId]) -> Option<Aligned> {
    let mut row: Vec<Cell> = vec![Cell::default(); query.len() + 1];
    let mut best: Option<Aligned> = None;
    for (t, word) in text.iter().enumerate() {
        let mut corner = Cell { score: 0, query: 0, text: t };
        let mut left = Cell { score: 0, query: 0, text: t + 1 };
        for (q, (wanted, cell)) in query.iter().zip(row.iter_mut().skip(1)).enumerate() {
            let agrees = *wanted == Some(*word);
            let pair = Cell { score: corner.score + if agrees { i32::from(lanes::AGREES) } else { -1 }, ..corner };
            let mut next = if pair.score > 0 { pair } else { Cell { score: 0, query: q + 1, text: t + 1 } };
            for other in [*cell, left] {
                if other.score - 1 > next.score {
                    next = Cell { score: other.score - 1, ..other };
                }
            }
            corner = if cell.score > 0 { *cell } else { Cell { score: 0, query: q + 1, text: t } };
            *cell = next;
            left = next;
            if next.score > best.as_ref().map_or(0, |best| best.score) {
                best = Some(Aligned { query: (next.query, q + 1), text: (next.text, t + 1), score: next.score });
            }
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_stretch_is_found() {
        let query = [Some(1), Some(2), Some(3), None, Some(9), Some(9)];
        let aligned = local(&query, &[7, 1, 2, 8, 3, 7, 7]).unwrap();
        assert_eq!((aligned.query, aligned.text, aligned.score), ((0, 3), (1, 5), 5));
        assert!(local(&query, &[7, 7]).is_none());
    }
}
