//! Lists of blocks: in which blocks a word, a pair of words, a triple stands.
//!
//! A list is its blocks, ascending, each as the distance from the one before. Twenty-four lists make a group. Its
//! *record* says where in the section of lists it begins and how long each is, in 32 bytes that the processor fetches at
//! once: of most lists of a query nothing but the length is asked. Short lists stand first, long ones behind them, each
//! with its length before it.

use super::bytes::{take, u64_at};

/// How many lists make a group.
pub(super) const GROUP: u64 = LENGTHS as u64;
const LENGTHS: usize = RECORD - 8;
/// How many bytes a record has.
pub(super) const RECORD: usize = 32;
/// A list of so many bytes or more is long. In the record this stands in the place of its length.
pub(super) const LONG: u8 = 0x80;

/// What is said of a group.
pub(super) type Record = [u8; RECORD];

/// The record of a group that begins at `place` and whose lists have these `lengths`.
pub(super) fn record(place: u64, lengths: &[usize]) -> Record {
    let mut record = [0; RECORD];
    let (head, rest) = record.split_at_mut(8);
    head.copy_from_slice(&place.to_le_bytes());
    for (byte, length) in rest.iter_mut().zip(lengths) {
        *byte = u8::try_from(*length).unwrap_or(LONG).min(LONG);
    }
    record
}

/// The record of the group that has the `number`th list.
#[inline]
pub(super) fn record_of(records: &[u8], number: u64) -> Record {
    let at = usize::try_from(number / GROUP).unwrap_or(usize::MAX).saturating_mul(RECORD);
    records.get(at..).and_then(<[_]>::first_chunk).copied().unwrap_or_default()
}

/// The `number`th list, of the group with this `record`.
#[inline]
pub(super) fn list<'a>(lists: &'a [u8], record: &Record, number: u64) -> &'a [u8] {
    let member = (number % GROUP) as usize;
    let place = usize::try_from(u64_at(record, 0)).unwrap_or(usize::MAX);
    let lengths: [u64; 3] = std::array::from_fn(|n| u64_at(record, n + 1));
    let group = lists.get(place..).unwrap_or_default();
    let length = record.get(8 + member).copied().unwrap_or_default();
    if length < LONG {
        let start = sum(lengths, member);
        return group.get(start..start + usize::from(length)).unwrap_or_default();
    }
    let mut rest = group.get(sum(lengths, LENGTHS)..).unwrap_or_default();
    let before = record.iter().skip(8).take(member).filter(|length| **length == LONG).count();
    let mut list: &[u8] = &[];
    for _ in 0..=before {
        let length = take(&mut rest).unwrap_or_default() as usize;
        (list, rest) = rest.split_at_checked(length).unwrap_or_default();
    }
    list
}

/// How many bytes the short ones of the first `count` lists take, added up side by side.
#[inline]
fn sum(lengths: [u64; 3], count: usize) -> usize {
    const EVERY_SECOND: u64 = 0x00ff_00ff_00ff_00ff;
    let mut pairs = 0;
    for (n, lengths) in lengths.into_iter().enumerate() {
        let wanted = match count.saturating_sub(8 * n) {
            some @ 0..8 => !(u64::MAX << (8 * some)),
            _ => u64::MAX,
        };
        let long = (lengths >> 7 & 0x0101_0101_0101_0101) * 0xff;
        let short = lengths & !long & wanted;
        pairs += (short & EVERY_SECOND) + (short >> 8 & EVERY_SECOND);
    }
    (pairs.wrapping_mul(0x0001_0001_0001_0001) >> 48) as usize
}

/// The blocks of a list, ascending.
#[inline]
pub(super) fn blocks(list: &[u8]) -> Blocks<'_> {
    Blocks { list, block: 0 }
}

/// The blocks of a list that are left.
pub(super) struct Blocks<'a> {
    list: &'a [u8],
    /// The last one taken.
    block: u32,
}

impl Iterator for Blocks<'_> {
    type Item = u32;

    #[inline]
    fn next(&mut self) -> Option<u32> {
        self.block = self.block.wrapping_add(distance(&mut self.list)?);
        Some(self.block)
    }
}

/// Takes the next distance off the front of `list`.
#[inline]
fn distance(list: &mut &[u8]) -> Option<u32> {
    // Nearly all distances have two bytes or three, and which of them cannot be foreseen: four are read, and what is
    // not this distance's is blanked.
    if let Some(four) = list.first_chunk() {
        let four = u32::from_le_bytes(*four);
        let ends = !four & 0x8080_8080;
        if ends != 0 {
            let own = four & (ends ^ (ends - 1));
            *list = list.get(ends.trailing_zeros() as usize / 8 + 1..).unwrap_or_default();
            return Some(own & 0x7f | own >> 1 & 0x3f80 | own >> 2 & 0x1f_c000 | own >> 3 & 0xfe0_0000);
        }
    }
    take(list)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::bytes::put;
    use super::*;

    proptest! {
        #[test]
        fn each_list_of_a_group_is_found(
            group in prop::collection::vec(
                prop_oneof![9 => prop::collection::vec(any::<u8>(), 0..9), 1 => prop::collection::vec(any::<u8>(), 0..400)],
                LENGTHS,
            ),
            before in 0_usize..20,
        ) {
            let mut lists = vec![0; before];
            group.iter().filter(|list| list.len() < usize::from(LONG)).for_each(|list| lists.extend(list));
            for list in group.iter().filter(|list| list.len() >= usize::from(LONG)) {
                put(&mut lists, list.len().try_into().unwrap());
                lists.extend(list);
            }
            let lengths: Vec<usize> = group.iter().map(Vec::len).collect();
            let records = [[0; RECORD], record(before as u64, &lengths)].concat();
            for (number, expected) in (GROUP..).zip(&group) {
                prop_assert_eq!(list(&lists, &record_of(&records, number), number), expected);
            }
        }

        #[test]
        fn blocks_come_back(
            distances in prop::collection::vec(prop_oneof![1_u32..300, 1_u32..70_000, 1_u32..400_000_000], 0..9),
        ) {
            let mut list = Vec::new();
            distances.iter().for_each(|distance| put(&mut list, *distance));
            let expected = distances.iter().scan(0_u32, |block, distance| {
                *block = block.wrapping_add(*distance);
                Some(*block)
            });
            prop_assert_eq!(blocks(&list).collect::<Vec<_>>(), expected.collect::<Vec<_>>());
        }
    }
}
