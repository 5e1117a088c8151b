//! The lists of pairs and triples.

use std::io::{self, Write};

use super::super::postings::GROUP;
use super::{LEAST, ListWriter, Section, Sink, Spool, Text, WordId, lists};

/// How many places a list has on average. With fewer there would be more lists, each of which takes a byte for its
/// length, and longer ways from block to block; a query that meets a few strange blocks takes no longer.
const EACH: u64 = 8;

/// Writes in which blocks pairs of common words begin, and triples of which both pairs have long lists. Returns how
/// many lists there are of either.
pub(super) fn write<W: Write>(
    sink: &mut Sink<W>,
    text: &mut Text<'_>,
    frequencies: &[u32],
    (rare, short): (u64, u64),
    memory: usize,
) -> io::Result<(u64, u64)> {
    let common = |word: WordId| u64::from(frequencies.get(word as usize).copied().unwrap_or_default()) > rare;
    let pair = |words: &[WordId], at: usize| {
        let pair = [*words.get(at)?, *words.get(at + 1)?];
        pair.into_iter().all(common).then_some(pair)
    };
    // In little text every word is rare.
    let any = frequencies.iter().any(|frequency| u64::from(*frequency) > rare);
    let count = if any { self::count(text, |words, at| pair(words, at).is_some())? } else { 0 };
    let pair_lists = lists::count(count, EACH);
    let mut long = Set::new(pair_lists);
    let list_of = |words: &[WordId], at: usize| pair(words, at).map(|pair| lists::pair(pair, pair_lists));
    let places = [Section::PairLists, Section::PairRecords];
    write_lists(sink, text, places, (count, pair_lists), memory, list_of, |list, bytes| {
        if bytes as u64 > short {
            long.insert(list);
        }
    })?;

    let triple = |words: &[WordId], at: usize| {
        let both = [list_of(words, at)?, list_of(words, at + 1)?];
        both.into_iter().all(|list| long.contains(list)).then_some([
            *words.get(at)?,
            *words.get(at + 1)?,
            *words.get(at + 2)?,
        ])
    };
    let count = if long.is_empty() { 0 } else { self::count(text, |words, at| triple(words, at).is_some())? };
    let triple_lists = lists::count(count, EACH);
    let list_of = |words: &[WordId], at: usize| triple(words, at).map(|triple| lists::triple(triple, triple_lists));
    let places = [Section::TripleLists, Section::TripleRecords];
    write_lists(sink, text, places, (count, triple_lists), memory, list_of, |_, _| ())?;
    Ok((pair_lists, triple_lists))
}

/// At how many places of all documents `is_one` holds.
fn count(text: &mut Text<'_>, is_one: impl Fn(&[WordId], usize) -> bool) -> io::Result<u64> {
    let mut count = 0;
    text.scan(|_, words| {
        count += (0..words.len()).filter(|at| is_one(words, *at)).count() as u64;
        Ok(())
    })?;
    Ok(count)
}

/// Writes the lists into which `list_of` puts places of documents. `written` learns of each how many bytes it takes.
fn write_lists<W: Write>(
    sink: &mut Sink<W>,
    text: &mut Text<'_>,
    [lists, records]: [Section; 2],
    (count, list_count): (u64, u64),
    memory: usize,
    list_of: impl Fn(&[WordId], usize) -> Option<u64>,
    mut written: impl FnMut(u64, usize),
) -> io::Result<()> {
    let mut shares = Shares::new(text, count, list_count, memory);
    if count > 0 {
        text.scan(|document, words| {
            let mut places = (0..words.len()).filter_map(|at| Some((list_of(words, at)?, document.block(at))));
            places.try_for_each(|(list, block)| shares.put(list, block))
        })?;
    }
    let mut writer = ListWriter::new(text.ranks.like(memory / 16));
    sink.begin(lists)?;
    let mut sorted: Vec<u64> = Vec::new();
    for n in 0..shares.count() {
        let (from, mut entries) = shares.take(n)?;
        let upto = (from + shares.each()).min(list_count);
        sort(&mut entries, &mut sorted, upto - from);
        let mut rest = entries.as_slice();
        for list in from..upto {
            let length = rest.iter().take_while(|entry| **entry >> 32 == list - from).count();
            let (of_list, others) = rest.split_at(length);
            rest = others;
            let blocks = of_list.iter().map(|entry| u32::try_from(entry & u64::from(u32::MAX)).unwrap_or_default());
            written(list, writer.put(sink, blocks)?);
        }
    }
    writer.finish(sink, records)
}

/// What stands in which list: as many lists together as can be sorted in memory, the others put aside meanwhile.
struct Shares {
    /// Each share has 2 to the power of so many lists; the last may have fewer.
    bits: u64,
    /// The first share's entries: the list, less the share's first, above the block.
    first: Vec<u64>,
    /// Those of the other shares.
    others: Vec<Spool>,
}

impl Shares {
    /// Room for `count` entries of so many lists.
    fn new(text: &Text<'_>, count: u64, lists: u64, memory: usize) -> Self {
        // Sorting takes an entry of eight bytes twice.
        let most = (memory / 32).max(LEAST) as u64;
        let shares = count.div_ceil(most).max(1);
        // Lists are written in groups.
        let bits = u64::from((lists / shares).max(GROUP).ilog2());
        let others = lists.div_ceil(1 << bits).saturating_sub(1);
        let room = memory / 16 / usize::try_from(others.max(1)).unwrap_or(usize::MAX);
        Self { bits, first: Vec::new(), others: (0..others).map(|_| text.ranks.like(room)).collect() }
    }

    /// How many lists a share has.
    fn each(&self) -> u64 {
        1 << self.bits
    }

    fn count(&self) -> usize {
        self.others.len() + 1
    }

    fn put(&mut self, list: u64, block: u32) -> io::Result<()> {
        let entry = (list & (self.each() - 1)) << 32 | u64::from(block);
        match usize::try_from(list >> self.bits).unwrap_or(usize::MAX).checked_sub(1) {
            None => self.first.push(entry),
            Some(other) => {
                if let Some(spool) = self.others.get_mut(other) {
                    spool.put(&entry.to_le_bytes())?;
                }
            }
        }
        Ok(())
    }

    /// The first list of the `n`th share, and its entries in the order of the text.
    fn take(&mut self, n: usize) -> io::Result<(u64, Vec<u64>)> {
        let from = (n as u64) << self.bits;
        let Some(other) = n.checked_sub(1).and_then(|other| self.others.get_mut(other)) else {
            return Ok((from, std::mem::take(&mut self.first)));
        };
        let mut entries = Vec::new();
        other.give(|bytes| {
            entries.extend(bytes.as_chunks().0.iter().map(|entry| u64::from_le_bytes(*entry)));
            Ok(())
        })?;
        // Its file goes with it.
        *other = other.like(0);
        Ok((from, entries))
    }
}

/// Sorts entries by their upper half, which is less than `upto`, and leaves those of one list in their order:
/// by counting, a few bits at a time, the lowest first.
fn sort(entries: &mut Vec<u64>, other: &mut Vec<u64>, upto: u64) {
    const BITS: u32 = 11;
    let bits = u64::BITS - upto.saturating_sub(1).leading_zeros();
    other.clear();
    other.resize(entries.len(), 0);
    for shift in (0..bits).step_by(BITS as usize) {
        let digit = |entry: u64| usize::try_from(entry >> 32 >> shift & ((1 << BITS) - 1)).unwrap_or_default();
        let mut starts = vec![0_usize; (1 << BITS) + 1];
        for entry in entries.iter() {
            if let Some(count) = starts.get_mut(digit(*entry) + 1) {
                *count += 1;
            }
        }
        let mut total = 0;
        for start in &mut starts {
            total += *start;
            *start = total;
        }
        for entry in entries.iter() {
            if let Some(start) = starts.get_mut(digit(*entry)) {
                if let Some(place) = other.get_mut(*start) {
                    *place = *entry;
                }
                *start += 1;
            }
        }
        std::mem::swap(entries, other);
    }
}

/// A set of lists.
struct Set(Vec<u64>);

impl Set {
    /// An empty set of numbers below `upto`.
    fn new(upto: u64) -> Self {
        Self(vec![0; usize::try_from(upto.div_ceil(64)).unwrap_or_default()])
    }

    fn insert(&mut self, number: u64) {
        if let Some(word) = self.0.get_mut(usize::try_from(number / 64).unwrap_or(usize::MAX)) {
            *word |= 1 << (number % 64);
        }
    }

    fn is_empty(&self) -> bool {
        self.0.iter().all(|word| *word == 0)
    }

    fn contains(&self, number: u64) -> bool {
        let word = self.0.get(usize::try_from(number / 64).unwrap_or(usize::MAX));
        word.is_some_and(|word| word >> (number % 64) & 1 == 1)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn sorts_by_list_and_keeps_the_order_of_blocks(
            lists in prop::collection::vec(0_u64..5000, 0..300),
        ) {
            let mut entries: Vec<u64> = (0_u64..).zip(&lists).map(|(block, list)| list << 32 | block).collect();
            let mut expected = entries.clone();
            expected.sort_unstable();
            sort(&mut entries, &mut Vec::new(), 5000);
            prop_assert_eq!(entries, expected);
        }
    }
}
