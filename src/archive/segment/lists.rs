//! The lists of the index: of words, and of pairs and triples of words, which share them.

use std::ops::Range;

use super::bytes::u32_at;
use super::layout::Section;
use super::postings::{self, GROUP, Record};
use super::{Segment, TOGETHER, WordId};

/// A word that stands in one block of so many, or in more of them, has no list.
const EVERYWHERE: u64 = 8;

/// A list of the index.
#[derive(Clone, Copy, Debug)]
pub(in crate::archive) struct List<'a> {
    /// The blocks, packed.
    pub(in crate::archive) bytes: &'a [u8],
    /// About how many they are.
    pub(in crate::archive) len: usize,
    /// The first so many blocks are meant besides: all, where a word has no list of its own.
    pub(in crate::archive) every: u32,
}

impl<'a> List<'a> {
    /// The list that names no block.
    pub(in crate::archive) const EMPTY: Self = Self { bytes: &[], len: 0, every: 0 };

    /// The blocks, ascending.
    pub(in crate::archive) fn blocks(&self) -> impl Iterator<Item = u32> + use<'a> {
        postings::blocks(self.bytes).chain(0..self.every)
    }

    /// Those of the blocks that are `within` a range.
    pub(in crate::archive) fn blocks_within(&self, within: Range<u32>) -> impl Iterator<Item = u32> + use<'a> {
        let every = within.start..within.end.min(self.every);
        postings::blocks(self.bytes).filter(move |block| within.contains(block)).chain(every)
    }

    /// How many blocks there are at most: each takes a byte at least.
    pub(in crate::archive) fn most(&self) -> usize {
        self.bytes.len() + self.every as usize
    }
}

impl Segment {
    /// How many blocks the list of a word names.
    pub(in crate::archive) fn listed(&self, word: WordId) -> usize {
        if self.is_everywhere(word) { self.block_count() as usize } else { self.frequency(word) }
    }

    /// Whether a word is so common that it has no list.
    fn is_everywhere(&self, word: WordId) -> bool {
        is_everywhere(self.frequency(word) as u64, self.layout.sizes.blocks)
    }

    /// In how many blocks a word stands.
    fn frequency(&self, word: WordId) -> usize {
        u32_at(self.section(Section::Frequencies), word as usize) as usize
    }

    /// Whether pairs with this word are not listed, because its own list is short.
    pub(in crate::archive) fn is_rare(&self, word: WordId) -> bool {
        self.frequency(word) as u64 <= self.layout.sizes.rare
    }

    /// Whether triples with this pair are not listed, because its own list is short.
    pub(in crate::archive) fn is_short(&self, pair: List<'_>) -> bool {
        pair.bytes.len() as u64 <= self.layout.sizes.short
    }

    /// The blocks in which a word stands; all blocks where it is one of the commonest.
    pub(in crate::archive) fn word_list(&self, word: WordId) -> List<'_> {
        if self.is_everywhere(word) {
            let every = self.block_count();
            return List { bytes: &[], len: every as usize, every };
        }
        let lists = self.section(Section::WordLists);
        let record = postings::record_of(self.section(Section::WordRecords), u64::from(word));
        let bytes = postings::list(lists, &record, u64::from(word));
        List { bytes, len: self.frequency(word), every: 0 }
    }

    /// For each pair of common words the blocks in which it begins, and some in which it does not.
    pub(in crate::archive) fn pair_lists(
        &self,
        pairs: impl Iterator<Item = Option<[WordId; 2]>>,
    ) -> Vec<Option<List<'_>>> {
        let count = self.layout.sizes.pair_lists;
        let numbers = pairs.map(|words| Some(pair(words?, count)));
        self.estimated(Section::PairRecords, Section::PairLists, numbers)
    }

    /// For each three words whose pairs both have long lists the blocks in which they begin, and some in which they
    /// do not.
    pub(in crate::archive) fn triple_lists(
        &self,
        triples: impl Iterator<Item = Option<[WordId; 3]>>,
    ) -> Vec<Option<List<'_>>> {
        let count = self.layout.sizes.triple_lists;
        let numbers = triples.map(|words| Some(triple(words?, count)));
        self.estimated(Section::TripleRecords, Section::TripleLists, numbers)
    }

    /// Lists whose lengths are only known in bytes: three bytes hold two blocks.
    fn estimated(
        &self,
        records: Section,
        lists: Section,
        mut numbers: impl Iterator<Item = Option<u64>>,
    ) -> Vec<Option<List<'_>>> {
        let (records, lists) = (self.section(records), self.section(lists));
        let mut found = Vec::with_capacity(numbers.size_hint().0);
        loop {
            // All records first: they lie far apart, and so the processor fetches many at once.
            let mut count = 0;
            let mut together = [None; TOGETHER];
            for (one, number) in together.iter_mut().zip(&mut numbers) {
                *one = number.map(|number| (number, postings::record_of(records, number)));
                count += 1;
            }
            if count == 0 {
                return found;
            }
            let list = |one: Option<(u64, Record)>| {
                let (number, record) = one?;
                let bytes = postings::list(lists, &record, number);
                Some(List { bytes, len: (2 * bytes.len()).div_ceil(3), every: 0 })
            };
            found.extend(together.into_iter().take(count).map(list));
        }
    }
}

/// Whether a word that stands in `frequency` of `all` blocks has no list: no query can do with a list so long, and the
/// lists of the few words that are so common would be a third of those of all.
pub(super) fn is_everywhere(frequency: u64, all: u64) -> bool {
    frequency * EVERYWHERE >= all
}

/// Spreads the bits of `x`, each over all of the result (after Steele, Lea and Flood, 2014).
#[inline]
fn mixed(x: u64) -> u64 {
    let x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}

/// The place of `number` among `count` when all numbers are shared out evenly, in their order.
#[inline]
pub(super) fn place(number: u64, count: u64) -> u64 {
    let place = (u128::from(number) * u128::from(count)) >> u64::BITS;
    // It is less than `count`.
    u64::try_from(place).unwrap_or_default()
}

/// The list of a pair among so many; several pairs share one.
#[inline]
pub(super) fn pair([first, second]: [WordId; 2], lists: u64) -> u64 {
    place(mixed(u64::from(first) << 32 | u64::from(second)), lists)
}

/// The list of a triple among so many; several triples share one.
#[inline]
pub(super) fn triple([first, second, third]: [WordId; 3], lists: u64) -> u64 {
    let two = mixed(u64::from(first) << 32 | u64::from(second));
    place(mixed(two.wrapping_add(0x9e37_79b9_7f4a_7c15) ^ u64::from(third)), lists)
}

/// How many lists `entries` are shared out to so that each holds about `each`: whole groups of them.
pub(super) fn count(entries: u64, each: u64) -> u64 {
    (entries / each).max(1).next_multiple_of(GROUP)
}
