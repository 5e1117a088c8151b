//! The index: where each word and each pair of neighbouring words stands.
//!
//! Flat arrays of `u32`, so that a persistent index can be the same arrays on disk.

use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;

use crate::source::Source;
use crate::text::WordKey;

/// A word of the archive's vocabulary: its rank among the sorted keys.
pub(super) type WordId = u32;

/// Stands between two sources in the stream of words, so that no pair reaches across.
const BOUNDARY: WordId = WordId::MAX;

/// Positions in one stream of all words of all sources, by word and by pair.
#[derive(Clone, Debug, Default)]
pub(super) struct Index {
    /// The distinct keys, ascending; a word's id is its place here.
    keys: Vec<WordKey>,
    /// The ids of all words of all sources, a [`BOUNDARY`] behind each source.
    stream: Vec<WordId>,
    /// For each source, where it begins in `stream`; one more for the end.
    starts: Vec<u32>,
    words: Postings,
    pairs: Postings,
    /// Pairs share buckets; a bucket's positions are checked against `stream`.
    pair_bits: u32,
}

/// Lists of positions, one after the other, each ascending.
#[derive(Clone, Debug, Default)]
struct Postings {
    starts: Vec<u32>,
    positions: Vec<u32>,
}

impl Postings {
    /// Sorts positions into `lists` lists by counting; `list_of` names each position's list.
    fn build(lists: usize, len: usize, list_of: impl Fn(usize) -> Option<usize>) -> Self {
        let mut starts = vec![0_u32; lists + 1];
        for list in (0..len).filter_map(&list_of) {
            if let Some(count) = starts.get_mut(list + 1) {
                *count += 1;
            }
        }
        let mut total = 0;
        for start in &mut starts {
            total += *start;
            *start = total;
        }
        let mut next = starts.clone();
        let mut positions = vec![0_u32; total as usize];
        for at in 0..len {
            let Some(free) = list_of(at).and_then(|list| next.get_mut(list)) else { continue };
            if let Some(place) = positions.get_mut(*free as usize) {
                *place = narrow(at);
                *free += 1;
            }
        }
        Self { starts, positions }
    }

    fn list(&self, list: usize) -> &[u32] {
        match (self.starts.get(list), self.starts.get(list + 1)) {
            (Some(&start), Some(&end)) => self.positions.get(start as usize..end as usize).unwrap_or_default(),
            _ => &[],
        }
    }
}

impl Index {
    /// Indexes the words of `sources`. Words past the first 2³² − 2 are not indexed.
    pub(super) fn build(sources: &[Arc<Source>]) -> Self {
        let mut keys: Vec<WordKey> =
            sources.par_iter().flat_map_iter(|source| source.words.iter().map(|word| word.key)).collect();
        keys.par_sort_unstable();
        keys.dedup();
        let ids: Vec<Vec<WordId>> = sources
            .par_iter()
            .map(|source| {
                source.words.iter().map(|word| keys.binary_search(&word.key).map_or(BOUNDARY, narrow)).collect()
            })
            .collect();
        let mut stream = Vec::with_capacity(ids.iter().map(|ids| ids.len() + 1).sum());
        let mut starts = vec![0];
        for ids in ids {
            if stream.len() + ids.len() < BOUNDARY as usize {
                stream.extend(ids);
                stream.push(BOUNDARY);
            }
            starts.push(narrow(stream.len()));
        }
        let pair_bits = usize::BITS - stream.len().leading_zeros();
        let word_list = |at: usize| stream.get(at).filter(|&&id| id != BOUNDARY).map(|&id| id as usize);
        let pair_list = |at: usize| match (stream.get(at), stream.get(at + 1)) {
            (Some(&a), Some(&b)) if a != BOUNDARY && b != BOUNDARY => Some(bucket(a, b, pair_bits)),
            _ => None,
        };
        let (words, pairs) = rayon::join(
            || Postings::build(keys.len(), stream.len(), word_list),
            || Postings::build(1 << pair_bits, stream.len(), pair_list),
        );
        Self { keys, stream, starts, words, pairs, pair_bits }
    }

    /// How many words there are.
    pub(super) fn len(&self) -> usize {
        self.words.positions.len()
    }

    /// The id of a word; `None` when no source has it.
    pub(super) fn id(&self, key: WordKey) -> Option<WordId> {
        self.keys.binary_search(&key).ok().map(narrow)
    }

    /// Where `word` stands.
    pub(super) fn word(&self, word: WordId) -> &[u32] {
        self.words.list(word as usize)
    }

    /// Where the pair might stand: each position is to be checked with [`Index::has_pair`].
    pub(super) fn pair(&self, first: WordId, second: WordId) -> &[u32] {
        self.pairs.list(bucket(first, second, self.pair_bits))
    }

    /// Whether the two words stand at `position`.
    pub(super) fn has_pair(&self, position: u32, first: WordId, second: WordId) -> bool {
        let at = position as usize;
        self.stream.get(at) == Some(&first) && self.stream.get(at + 1) == Some(&second)
    }

    /// The ids from `position` on.
    pub(super) fn from(&self, position: u32) -> &[WordId] {
        self.stream.get(position as usize..).unwrap_or_default()
    }

    /// The source in which `position` lies, and the positions of that source's words.
    pub(super) fn source_at(&self, position: u32) -> (usize, Range<u32>) {
        let source = self.starts.partition_point(|&start| start <= position).saturating_sub(1);
        (source, self.source(source))
    }

    /// The positions of a source's words.
    pub(super) fn source(&self, source: usize) -> Range<u32> {
        let start = self.starts.get(source).copied().unwrap_or_default();
        let end = self.starts.get(source + 1).copied().unwrap_or(start);
        start..end.saturating_sub(1).max(start)
    }
}

fn bucket(first: WordId, second: WordId, bits: u32) -> usize {
    let mixed = (u64::from(first) << 32 | u64::from(second)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    usize::try_from(mixed.checked_shr(64 - bits).unwrap_or_default()).unwrap_or_default()
}

/// Positions beyond `u32` do not occur: [`Index::build`] stops before them.
fn narrow(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
