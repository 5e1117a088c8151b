//! From pieces to passages.

use std::collections::BTreeMap;
use std::ops::Range;

use super::index::{Index, WordId};
use super::kernel::Kernel;
use super::plan::{self, Leeway, Piece, STRETCH};
use super::{Candidates, Passage, Query, SourceId};

/// Queries of up to this many words are looked up as they stand.
const EXACT: usize = 3;
/// How many places of pieces are visited for a query; well under a millisecond's work.
const VISITS: usize = 100_000;
/// How many words are scanned round the places of pieces for a query, 64 query words at a time.
const EXAMINED: usize = 2_000_000;
/// How many passages are returned for a query.
const PASSAGES: usize = 64;
/// How many passages of one source are returned for a query.
const PASSAGES_PER_SOURCE: usize = 8;
/// How many stretches of a long query are looked for; of a longer one only every second, third, …
const STRETCHES: usize = 128;

/// The passages that `query` might come from; inside the sources `only`, when given.
pub(super) fn search(index: &Index, query: &Query<'_>, only: Option<&[SourceId]>) -> Candidates {
    let words: Vec<Option<WordId>> = query.words.iter().map(|&key| index.id(key)).collect();
    let reach: Option<Vec<Range<u32>>> =
        only.map(|only| only.iter().map(|source| index.source(source.0 as usize)).filter(|r| !r.is_empty()).collect());
    let reach = reach.as_deref();
    if words.is_empty() {
        return Candidates { passages: Vec::new(), complete: true };
    }
    if words.len() <= EXACT {
        return exact(index, &words, reach);
    }
    let leeway = if only.is_some() { Leeway::CITED } else { Leeway::USUAL };
    if words.len() < 2 * STRETCH { altered(index, &words, leeway, reach) } else { long(index, &words, reach) }
}

/// Places of a query that may be altered.
fn altered(index: &Index, words: &[Option<WordId>], leeway: Leeway, reach: Option<&[Range<u32>]>) -> Candidates {
    let mut pieces = plan::pieces(index, words, leeway.sought(words.len()));
    let (hits, visited_all) = collect(index, &mut pieces, reach);
    let (passages, all_returned) = passages(index, words, hits, leeway);
    Candidates { passages, complete: visited_all && all_returned }
}

/// A stretch of a long query, found.
struct Vote {
    source: SourceId,
    /// Where the whole query would begin, if all between were as long as in the query.
    start: i64,
    stretch: usize,
    held: usize,
}

/// Places of a long query. It is cut into stretches of equal length, each looked for by itself: at
/// least one of them differs no more, in its measure, than the whole. Stretches that agree where
/// the query begins make a passage.
fn long(index: &Index, words: &[Option<WordId>], reach: Option<&[Range<u32>]>) -> Candidates {
    let m = words.len();
    let stretches = m / STRETCH;
    let step = stretches.div_ceil(STRETCHES);
    let mut complete = step == 1;
    let mut votes: Vec<Vote> = Vec::new();
    for n in (0..stretches).step_by(step) {
        let (start, end) = (n * m / stretches, (n + 1) * m / stretches);
        let found = altered(index, words.get(start..end).unwrap_or_default(), Leeway::USUAL, reach);
        complete &= found.complete;
        votes.extend(found.passages.into_iter().map(|passage| Vote {
            source: passage.source,
            start: signed(passage.words.end) - signed(end),
            stretch: n,
            held: (end - start).saturating_sub(passage.errors),
        }));
    }
    votes.sort_by_key(|vote| (vote.source, vote.start, vote.stretch));
    let together = |a: &Vote, b: &Vote| a.source == b.source && b.start - a.start <= signed(STRETCH);
    let mut ranked: Vec<Passage> = Vec::new();
    for agreed in votes.chunk_by(together) {
        let (Some(first), Some(last)) = (agreed.first(), agreed.last()) else { continue };
        let mut best: BTreeMap<usize, usize> = BTreeMap::new();
        for vote in agreed {
            let held = best.entry(vote.stretch).or_default();
            *held = vote.held.max(*held);
        }
        let held = best.values().sum::<usize>().saturating_mul(step);
        let range = index.source(first.source.0 as usize);
        let from = usize::try_from(first.start - signed(STRETCH)).unwrap_or_default();
        let upto = usize::try_from(last.start + signed(m + STRETCH)).unwrap_or_default();
        ranked.push(Passage {
            source: first.source,
            words: from..upto.min(range.len()),
            errors: m.saturating_sub(held),
        });
    }
    ranked.sort_by_key(|passage| (passage.errors, passage.source, passage.words.start));
    complete &= ranked.len() <= PASSAGES;
    ranked.truncate(PASSAGES);
    Candidates { passages: ranked, complete }
}

fn signed(words: usize) -> i64 {
    i64::try_from(words).unwrap_or(i64::MAX / 4)
}

/// Places of one to three words in exactly this order.
fn exact(index: &Index, words: &[Option<WordId>], reach: Option<&[Range<u32>]>) -> Candidates {
    let Some(words) = words.iter().copied().collect::<Option<Vec<WordId>>>() else {
        return Candidates { passages: Vec::new(), complete: true };
    };
    // Start from the rarest word, or pair where there is one.
    let starts = (0..words.len()).filter_map(|at| {
        let first = *words.get(at)?;
        Some(match words.get(at + 1) {
            Some(&second) => (index.pair(first, second), at),
            None => (index.word(first), at),
        })
    });
    let Some((list, offset)) = starts.min_by_key(|(list, at)| (list.len(), *at)) else {
        return Candidates::default();
    };
    let mut complete = true;
    let mut passages: Vec<Passage> = Vec::new();
    let mut in_source = 0;
    for position in visited(list, reach).take(VISITS) {
        let Some(start) = position.checked_sub(u32::try_from(offset).unwrap_or_default()) else { continue };
        if !index.from(start).starts_with(&words) {
            continue;
        }
        if passages.len() >= PASSAGES {
            complete = false;
            break;
        }
        let (source, range) = index.source_at(start);
        let at = (start - range.start) as usize;
        let passage = Passage { source: source_id(source), words: at..at + words.len(), errors: 0 };
        in_source = if passages.last().is_some_and(|last| last.source == passage.source) { in_source + 1 } else { 0 };
        if in_source < PASSAGES_PER_SOURCE {
            passages.push(passage);
        } else {
            complete = false;
        }
    }
    Candidates { passages, complete: complete && (reach.is_some() || list.len() <= VISITS) }
}

/// The positions of an ascending `list`, those in `reach` when that is given.
fn visited<'a>(list: &'a [u32], reach: Option<&'a [Range<u32>]>) -> Box<dyn Iterator<Item = u32> + 'a> {
    match reach {
        None => Box::new(list.iter().copied()),
        Some(ranges) => Box::new(ranges.iter().flat_map(|range| {
            let from = list.partition_point(|&position| position < range.start);
            let upto = list.partition_point(|&position| position < range.end);
            list.get(from..upto).unwrap_or_default().iter().copied()
        })),
    }
}

/// All places of all pieces, the cheapest pieces first, as far as the allowance goes.
fn collect(index: &Index, pieces: &mut [Piece], reach: Option<&[Range<u32>]>) -> (Vec<u32>, bool) {
    pieces.sort_by_key(|piece| (piece.cost, piece.at));
    let mut hits = Vec::new();
    let mut left = VISITS;
    for piece in pieces.iter() {
        let (first, second) = piece.words;
        let list = second.map_or_else(|| index.word(first), |second| index.pair(first, second));
        for position in visited(list, reach) {
            if left == 0 {
                return (hits, false);
            }
            left -= 1;
            if second.is_none_or(|second| index.has_pair(position, first, second)) {
                hits.push(position);
            }
        }
    }
    (hits, true)
}

/// Passages round the hits that differ from the query by no more than is returned, the nearest first,
/// and whether all are there that are sought for certain.
fn passages(index: &Index, words: &[Option<WordId>], mut hits: Vec<u32>, leeway: Leeway) -> (Vec<Passage>, bool) {
    hits.sort_unstable();
    let m = words.len();
    let most = leeway.returned(m);
    // A passage with this hit begins at most so far before it, and ends at most so far behind.
    let reach = u32::try_from(m + most).unwrap_or(u32::MAX);
    let mut kernel = Kernel::new(words);
    let mut ranked: Vec<(usize, u32, Passage)> = Vec::new();
    let mut examined = 0_usize;
    let mut complete = true;
    let mut rest = hits.as_slice();
    while let Some(&first) = rest.first() {
        // One region for all hits whose surroundings overlap.
        let (source, range) = index.source_at(first);
        let mut end = first.saturating_add(reach);
        let mut taken = 0;
        for hit in rest.iter().take_while(|hit| **hit < range.end) {
            if *hit > end.saturating_add(reach) {
                break;
            }
            end = hit.saturating_add(reach);
            taken += 1;
        }
        rest = rest.get(taken.max(1)..).unwrap_or_default();
        let region = range.start.max(first.saturating_sub(reach))..range.end.min(end);
        examined += region.len() * m.div_ceil(64);
        if examined > EXAMINED {
            complete = false;
            break;
        }
        let text = index.from(region.start).get(..region.len()).unwrap_or_default();
        // Of ends close together only the best is kept.
        let mut best: Vec<(usize, usize)> = Vec::new();
        kernel.scan(text, most, |end, errors| match best.last_mut() {
            Some(last) if end - last.0 <= m.div_ceil(2) => {
                if errors < last.1 {
                    *last = (end, errors);
                }
            }
            _ => best.push((end, errors)),
        });
        let offset = (region.start - range.start) as usize;
        for (end, errors) in best {
            let end = offset + end;
            let words = end.saturating_sub(m + errors)..end;
            let place = range.start + u32::try_from(words.start).unwrap_or_default();
            ranked.push((errors, place, Passage { source: source_id(source), words, errors }));
        }
    }
    ranked.sort_by_key(|(errors, place, _)| (*errors, *place));

    let mut per_source: BTreeMap<SourceId, usize> = BTreeMap::new();
    let mut passages = Vec::new();
    for (_, _, passage) in ranked {
        let count = per_source.entry(passage.source).or_default();
        *count += 1;
        if passages.len() < PASSAGES && *count <= PASSAGES_PER_SOURCE {
            passages.push(passage);
        } else {
            complete &= passage.errors > leeway.sought(m);
        }
    }
    (passages, complete)
}

/// How telling a piece is: the bits by which meeting it narrows the place down, at least one.
pub(super) fn rarity(total: usize, count: usize) -> u32 {
    (total / count.max(1)).max(1).ilog2() + 1
}

fn source_id(source: usize) -> SourceId {
    SourceId(u32::try_from(source).unwrap_or(u32::MAX))
}
