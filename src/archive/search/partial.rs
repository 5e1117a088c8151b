//! Parts of a query that a passage holds, where none holds the whole: of a quotation that was run together from two
//! places, or from which much was left out.

use std::ops::Range;

use super::super::segment::{List, Segment, WordId};
use super::plan::Plan;
use super::surroundings::Surroundings;
use super::votes::Votes;
use super::{Partial, Scope, lanes};

/// How many blocks the lists that vote may name together; the rarest vote first.
const VOTES: usize = 1_500;
/// In how many of the blocks with the most votes the words are looked at.
const WINDOWS: usize = lanes::LANES;
/// Passages are returned whose score is as much below the best.
const NEARLY: i16 = 1;
/// How many passages are returned.
const RETURNED: usize = 4;
/// So many words beside a stretch that agrees may still be part of it: an altered word near an end cuts off what lies
/// behind it.
const SEAM: usize = 3;

/// The passages that hold the longest parts of `words` with the fewest errors, the best first.
///
/// All runs of words vote for the blocks they stand in, the rarest first. Round those with the most votes the words
/// are aligned locally, to score them all at once; only the best are looked at closely.
pub(in crate::archive) fn search(segment: &Segment, words: &[Option<WordId>], scope: Scope<'_>) -> Vec<Partial> {
    let mut places = Vec::with_capacity(WINDOWS);
    let elected = elected(segment, words, scope).into_iter();
    Surroundings::put(&mut places, segment, elected, words.len(), scope.is_live);
    let mut read = Vec::new();
    let windows: Vec<(&Surroundings, Range<usize>, usize)> = places
        .iter()
        .map(|place| {
            let begin = read.len();
            let offset = place.read(segment, words.len(), &mut read);
            (place, begin..read.len(), offset)
        })
        .collect();
    let text = |words: &Range<usize>| read.get(words.clone()).unwrap_or_default();
    let texts: Vec<&[WordId]> = windows.iter().map(|(_, words, _)| text(words)).collect();
    let scores = lanes::best_scores(words, &texts);
    let best = scores.iter().copied().max().unwrap_or_default();
    let close = windows.iter().zip(scores).filter(|(_, score)| *score > 0 && score + NEARLY >= best);
    let partial = |((place, window, offset), _): (&(&Surroundings, Range<usize>, usize), i16)| {
        let aligned = local(words, text(window))?;
        let (begin, end) = aligned.text;
        let words = offset + begin.saturating_sub(SEAM)..offset + (end + SEAM).min(window.len());
        let of_query = aligned.query.0..aligned.query.1;
        Some(Partial { document: place.document, of_query, words, score: aligned.score, errors: aligned.errors() })
    };
    let mut found: Vec<Partial> = close.take(RETURNED).filter_map(partial).collect();
    found.sort_by_key(|partial| (std::cmp::Reverse(partial.score), partial.document, partial.words.start));
    found.dedup();
    found
}

/// The blocks with the most votes.
fn elected(segment: &Segment, words: &[Option<WordId>], scope: Scope<'_>) -> Vec<u32> {
    let plan = Plan::new(segment, words);
    let mut seeds: Vec<List<'_>> = plan.rarest().filter(|list| list.len > 0).collect();
    seeds.sort_by_key(|list| list.len);
    let mut given = 0;
    let mut votes = Votes::new(VOTES);
    for (n, seed) in seeds.iter().enumerate() {
        if n > 0 && given + seed.len > VOTES {
            break;
        }
        // Meeting a rare run says more.
        let weight = 20_u32.saturating_sub((seed.len + 1).ilog2()).max(1);
        given += votes.cast(seed.blocks().take(VOTES), weight);
    }
    let wanted = |block: u32| {
        let document = segment.document_of(block);
        (scope.is_live)(document) && scope.only.is_none_or(|only| only.binary_search(&document).is_ok())
    };
    votes.elect(WINDOWS, wanted)
}

/// A stretch of a query aligned with a stretch of a text.
struct Aligned {
    query: (usize, usize),
    text: (usize, usize),
    score: i32,
}

impl Aligned {
    /// How many words differ: replaced, dropped or put in.
    fn errors(&self) -> usize {
        // Of `agree` words and `differ` others the score is `2 * agree - differ`, and a replaced word is one of both.
        let longer = (self.query.1 - self.query.0).max(self.text.1 - self.text.0);
        let lacking = 2 * longer - usize::try_from(self.score).unwrap_or_default().min(2 * longer);
        lacking.div_ceil(3)
    }
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
