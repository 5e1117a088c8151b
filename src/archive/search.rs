//! From pieces to passages.

use std::collections::BTreeSet;
use std::ops::Range;

use super::index::{Index, WordId};
use super::plan::{self, Piece, STRETCH};
use super::{Candidates, Passage, Query, SourceId};

/// Queries of up to this many words are looked up as they stand.
const EXACT: usize = 3;
/// How many places of pieces are visited for a query; well under a millisecond's work.
const VISITS: usize = 100_000;
/// How many windows are returned for a query.
const WINDOWS: usize = 64;
/// How many windows of one source are returned for a query.
const WINDOWS_PER_SOURCE: usize = 8;
/// Words that may stand between two halves of a quotation: "…," he said on Monday in Brussels, "…".
const ASIDE: usize = 40;

/// A piece found at a place of the stream.
#[derive(Clone, Copy)]
struct Hit {
    position: u32,
    piece: u32,
}

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
    let mut pieces: Vec<Piece> = Vec::new();
    for (n, stretch) in words.chunks(STRETCH).enumerate() {
        if stretch.len() > EXACT || n == 0 {
            let found = plan::pieces(index, stretch, plan::errors_of(stretch.len()));
            pieces.extend(found.into_iter().map(|piece| Piece { at: piece.at + n * STRETCH, ..piece }));
        }
    }
    let (hits, visited_all) = collect(index, &mut pieces, reach);
    let (passages, all_returned) = windows(index, &pieces, hits, words.len());
    Candidates { passages, complete: visited_all && all_returned }
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
        if passages.len() >= WINDOWS {
            complete = false;
            break;
        }
        let (source, range) = index.source_at(start);
        let at = (start - range.start) as usize;
        let passage = Passage { source: source_id(source), words: at..at + words.len() };
        in_source = if passages.last().is_some_and(|last| last.source == passage.source) { in_source + 1 } else { 0 };
        if in_source < WINDOWS_PER_SOURCE {
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
fn collect(index: &Index, pieces: &mut [Piece], reach: Option<&[Range<u32>]>) -> (Vec<Hit>, bool) {
    pieces.sort_by_key(|piece| (piece.cost, piece.at));
    let mut hits = Vec::new();
    let mut left = VISITS;
    for (piece, n) in pieces.iter().zip(0_u32..) {
        let (first, second) = piece.words;
        let list = second.map_or_else(|| index.word(first), |second| index.pair(first, second));
        for position in visited(list, reach) {
            if left == 0 {
                return (hits, false);
            }
            left -= 1;
            if second.is_none_or(|second| index.has_pair(position, first, second)) {
                hits.push(Hit { position, piece: n });
            }
        }
    }
    (hits, true)
}

/// Windows round the hits, those with most evidence first. Each window is wide enough for the
/// whole query and an attribution in its middle; windows may overlap by less than half.
fn windows(index: &Index, pieces: &[Piece], mut hits: Vec<Hit>, m: usize) -> (Vec<Passage>, bool) {
    hits.sort_unstable_by_key(|hit| (hit.position, hit.piece));
    let width = u32::try_from(m + m / 2 + ASIDE).unwrap_or(u32::MAX);
    let weights: Vec<u32> = pieces.iter().map(|piece| rarity(index.len(), piece.cost)).collect();
    let weight = |hit: &Hit| weights.get(hit.piece as usize).copied().unwrap_or_default();

    // For each hit the evidence of the window that begins there: every piece counts once.
    let mut seen = vec![0_u32; pieces.len()];
    let mut ranked: Vec<(u32, usize)> = Vec::with_capacity(hits.len());
    let (mut evidence, mut upto) = (0, 0);
    for (n, first) in hits.iter().enumerate() {
        let end = index.source_at(first.position).1.end.min(first.position.saturating_add(width));
        while let Some(hit) = hits.get(upto).filter(|hit| hit.position < end) {
            if let Some(count) = seen.get_mut(hit.piece as usize) {
                evidence += if *count == 0 { weight(hit) } else { 0 };
                *count += 1;
            }
            upto += 1;
        }
        ranked.push((evidence, n));
        if let Some(count) = seen.get_mut(first.piece as usize) {
            *count -= 1;
            evidence -= if *count == 0 { weight(first) } else { 0 };
        }
    }
    ranked.sort_unstable_by_key(|&(evidence, n)| (std::cmp::Reverse(evidence), n));

    let mut taken: BTreeSet<u32> = BTreeSet::new();
    let mut per_source: std::collections::BTreeMap<usize, usize> = std::collections::BTreeMap::new();
    let mut passages = Vec::new();
    let mut complete = true;
    for (_, n) in ranked {
        let Some(first) = hits.get(n) else { continue };
        let near = first.position.saturating_sub(width / 2)..first.position.saturating_add(width / 2);
        if taken.range(near).next().is_some() {
            continue;
        }
        if passages.len() >= WINDOWS {
            complete = false;
            break;
        }
        let (source, range) = index.source_at(first.position);
        let count = per_source.entry(source).or_default();
        *count += 1;
        if *count > WINDOWS_PER_SOURCE {
            complete = false;
            continue;
        }
        taken.insert(first.position);
        let before = pieces.get(first.piece as usize).map_or(0, |piece| piece.at);
        let start = (first.position - range.start) as usize;
        let len = (range.end - range.start) as usize;
        let words = start.saturating_sub(before + m / 2)..(start + width as usize).min(len);
        passages.push(Passage { source: source_id(source), words });
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
