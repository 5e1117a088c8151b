//! Parts of a query that a passage holds, where none holds the whole: of a quotation that was run together from two
//! places, or from which much was left out.

use super::super::segment::{BLOCK, List, Segment, WordId, blocks};
use super::plan::Plan;
use super::{Partial, Scope};

/// How many blocks the lists that vote may name together; the rarest vote first.
const VOTES: usize = 6_000;
/// In how many of the blocks with the most votes the words are looked at.
const WINDOWS: usize = 16;
/// What a word that agrees is worth in an alignment, in units of what one costs that does not.
const AGREES: i32 = 2;
/// How many passages are returned.
const RETURNED: usize = 4;

/// The passages that hold the longest parts of `words` with the fewest errors, the best first.
///
/// All runs of words vote for the blocks they stand in, the rarest first. Round those with the most votes the words
/// are aligned locally (Smith and Waterman, 1981).
pub(in crate::archive) fn search(segment: &Segment, words: &[Option<WordId>], scope: Scope<'_>) -> Vec<Partial> {
    let mut text: Vec<WordId> = Vec::new();
    let mut found: Vec<Partial> = Vec::new();
    for block in elected(segment, words, scope) {
        let document = segment.document_of(block);
        let Some(all) = segment.blocks_of(document) else { continue };
        let reach = u32::try_from(words.len().div_ceil(BLOCK)).unwrap_or(u32::MAX);
        let from = block.saturating_sub(reach).max(all.start);
        text.clear();
        segment.read(from..block.saturating_add(1 + reach).min(all.end), &mut text);
        let before = (block.saturating_sub(from) as usize * BLOCK).saturating_sub(words.len());
        let behind = ((block.saturating_sub(from) as usize + 1) * BLOCK + words.len()).min(text.len());
        let Some(aligned) = local(words, text.get(before..behind).unwrap_or_default()) else { continue };
        let offset = from.saturating_sub(all.start) as usize * BLOCK + before;
        found.push(Partial {
            document,
            of_query: aligned.query.0..aligned.query.1,
            words: offset + aligned.text.0..offset + aligned.text.1,
            score: aligned.score,
        });
    }
    found.sort_by_key(|partial| (std::cmp::Reverse(partial.score), partial.document, partial.words.start));
    found.dedup();
    found.truncate(RETURNED);
    found
}

/// The blocks with the most votes.
fn elected(segment: &Segment, words: &[Option<WordId>], scope: Scope<'_>) -> Vec<u32> {
    let plan = Plan::new(segment, words, 0);
    let mut seeds: Vec<List<'_>> = plan.rarest().filter(|list| list.len > 0).collect();
    seeds.sort_by_key(|list| list.len);
    let mut votes: Vec<(u32, u32)> = Vec::new();
    for (n, seed) in seeds.iter().enumerate() {
        if n > 0 && votes.len() + seed.len > VOTES {
            break;
        }
        // Meeting a rare run says more.
        let weight = 20_u32.saturating_sub((seed.len + 1).ilog2()).max(1);
        votes.extend(blocks(seed.bytes).map(|block| (block, weight)));
    }
    votes.sort_unstable();
    let mut blocks: Vec<(u32, u32)> = Vec::new();
    for run in votes.chunk_by(|a, b| a.0 == b.0) {
        let weight = run.iter().map(|(_, weight)| weight).sum();
        blocks.extend(run.first().map(|(block, _)| (weight, *block)));
    }
    blocks.sort_unstable_by_key(|(weight, block)| (std::cmp::Reverse(*weight), *block));
    let wanted = |block: u32| {
        let document = segment.document_of(block);
        (scope.is_live)(document) && scope.only.is_none_or(|only| only.binary_search(&document).is_ok())
    };
    blocks.into_iter().map(|(_, block)| block).filter(|block| wanted(*block)).take(WINDOWS).collect()
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
            let pair = Cell { score: corner.score + if agrees { AGREES } else { -1 }, ..corner };
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
