//! From pieces to passages.

use std::collections::BTreeMap;
use std::ops::Range;

use super::index::{Index, WordId};
use super::plan::{self, Piece, STRETCH};
use super::{Candidates, Passage, Query, SourceId};

/// Queries of up to this many words are looked up as they stand.
const EXACT: usize = 3;
/// How many places of pieces are visited for a query; well under a millisecond's work.
const VISITS: usize = 100_000;
/// How many words of windows are counted for a query.
const EXAMINED: usize = 2_000_000;
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
    let errors_of = if only.is_some() { plan::more_errors_of } else { plan::errors_of };
    for (n, stretch) in words.chunks(STRETCH).enumerate() {
        if stretch.len() > EXACT || n == 0 {
            let found = plan::pieces(index, stretch, errors_of(stretch.len()));
            pieces.extend(found.into_iter().map(|piece| Piece { at: piece.at + n * STRETCH, ..piece }));
        }
    }
    let (hits, visited_all) = collect(index, &mut pieces, reach);
    let (passages, all_returned) = windows(index, &words, hits);
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

/// Windows round the hits, those that hold most of the query's words first. Each window is wide
/// enough for every passage that may go with its hits, an attribution in the middle included.
/// Windows that lack more words than may differ are left out.
fn windows(index: &Index, words: &[Option<WordId>], mut hits: Vec<Hit>) -> (Vec<Passage>, bool) {
    hits.sort_unstable_by_key(|hit| (hit.position, hit.piece));
    let m = words.len();
    // A passage with this hit begins at most so far before it, and ends at most so far behind.
    let reach = u32::try_from(m + plan::errors_of(m) + ASIDE).unwrap_or(u32::MAX);
    let step = reach / 2;
    let mut bag = Bag::new(index, words);
    let mut ranked: Vec<(u32, usize, Range<u32>)> = Vec::new();
    let mut examined = 0_usize;
    let mut complete = true;
    let mut upto = 0;
    for hit in &hits {
        // The last window holds all passages that this hit could be part of, too.
        if hit.position < upto {
            continue;
        }
        if examined > EXAMINED {
            complete = false;
            break;
        }
        let (source, range) = index.source_at(hit.position);
        upto = hit.position.saturating_add(step).min(range.end);
        let start = range.start.max(hit.position.saturating_sub(reach));
        let window = start..range.end.min(upto.saturating_add(reach));
        examined += window.len();
        let (held, weight) = bag.overlap(index.from(window.start).get(..window.len()).unwrap_or_default());
        if held * 2 >= m {
            ranked.push((weight, source, window));
        }
    }
    ranked.sort_unstable_by(|a, b| (b.0, a.2.start).cmp(&(a.0, b.2.start)));

    let mut per_source: BTreeMap<usize, usize> = BTreeMap::new();
    let mut passages = Vec::new();
    for (_, source, window) in ranked {
        if passages.len() >= WINDOWS {
            complete = false;
            break;
        }
        let count = per_source.entry(source).or_default();
        *count += 1;
        if *count > WINDOWS_PER_SOURCE {
            complete = false;
            continue;
        }
        let start = index.source(source).start;
        let words = (window.start - start) as usize..(window.end - start) as usize;
        passages.push(Passage { source: source_id(source), words });
    }
    (passages, complete)
}

/// The words of a query, to be counted in windows.
struct Bag {
    /// Word, how often the query has it, its rarity, and the last window in which it was met how often.
    words: Vec<(WordId, u32, u32, u32)>,
}

impl Bag {
    fn new(index: &Index, words: &[Option<WordId>]) -> Self {
        let mut ids: Vec<WordId> = words.iter().copied().flatten().collect();
        ids.sort_unstable();
        let runs = ids.chunk_by(|a, b| a == b).filter_map(|run| {
            let word = *run.first()?;
            Some((word, u32::try_from(run.len()).unwrap_or(u32::MAX), rarity(index.len(), index.word(word).len()), 0))
        });
        Self { words: runs.collect() }
    }

    /// How many of the query's words a window has, and the sum of their rarities.
    fn overlap(&mut self, window: &[WordId]) -> (usize, u32) {
        let (mut held, mut weight) = (0, 0);
        for word in &mut self.words {
            word.3 = 0;
        }
        for id in window {
            let Ok(at) = self.words.binary_search_by_key(id, |word| word.0) else { continue };
            if let Some(word) = self.words.get_mut(at).filter(|word| word.3 < word.1) {
                word.3 += 1;
                held += 1;
                weight += word.2;
            }
        }
        (held, weight)
    }
}

/// How telling a piece is: the bits by which meeting it narrows the place down, at least one.
pub(super) fn rarity(total: usize, count: usize) -> u32 {
    (total / count.max(1)).max(1).ilog2() + 1
}

fn source_id(source: usize) -> SourceId {
    SourceId(u32::try_from(source).unwrap_or(u32::MAX))
}
