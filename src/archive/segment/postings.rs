//! Lists of blocks: in which blocks a word, a pair of words, a triple stands.
//!
//! A list is its blocks, ascending, each as the distance from the one before. Sixteen lists make a group: their
//! lengths, then the lists. Where each group begins stands in a table.

use super::bytes::{take, u64_at};

/// How many lists make a group.
pub(super) const GROUP: u64 = 16;

/// Where the group begins that has the `number`th list.
#[inline]
pub(super) fn place(groups: &[u8], number: u64) -> usize {
    let index = |number: u64| usize::try_from(number).unwrap_or(usize::MAX);
    index(u64_at(groups, index(number / GROUP)))
}

/// How long the lists of a group are, where each length takes one byte, as nearly always.
pub(super) type Head = [u8; GROUP as usize];

/// The first bytes of the group that begins at `place`.
#[inline]
pub(super) fn head(lists: &[u8], place: usize) -> Head {
    lists.get(place..).and_then(<[_]>::first_chunk).copied().unwrap_or([u8::MAX; GROUP as usize])
}

/// The `number`th list, whose group begins at `place` with `head`.
#[inline]
pub(super) fn list<'a>(lists: &'a [u8], place: usize, head: &Head, number: u64) -> &'a [u8] {
    let Some(group) = lists.get(place..) else { return &[] };
    let member = (number % GROUP) as usize;
    let lengths = u128::from_le_bytes(*head);
    if lengths & LONG == 0 {
        let start = head.len() + sum(lengths & !(u128::MAX << (8 * member)));
        let length = head.get(member).copied().unwrap_or_default();
        return group.get(start..start + usize::from(length)).unwrap_or_default();
    }
    let mut rest = group;
    let before: usize = (0..member).map(|_| take(&mut rest).unwrap_or_default() as usize).sum();
    let length = take(&mut rest).unwrap_or_default() as usize;
    // Each length behind it ends with the next byte that is less than 128.
    let behind = GROUP as usize - member - 1;
    let mut ends = rest.iter().enumerate().filter(|(_, byte)| **byte < 0x80).map(|(at, _)| at + 1);
    let skipped = behind.checked_sub(1).map_or(Some(0), |last| ends.nth(last)).unwrap_or(rest.len());
    rest.get(skipped + before..skipped + before + length).unwrap_or_default()
}

/// The bits that say of each length of a [`Head`] that it takes more than one byte.
const LONG: u128 = u128::from_le_bytes([0x80; GROUP as usize]);

/// The sum of the bytes of `lengths`, added up side by side.
#[inline]
fn sum(lengths: u128) -> usize {
    let every_second = u128::from_le_bytes([0xff, 0, 0xff, 0, 0xff, 0, 0xff, 0, 0xff, 0, 0xff, 0, 0xff, 0, 0xff, 0]);
    let pairs = (lengths & every_second) + (lengths >> 8 & every_second);
    #[expect(clippy::cast_possible_truncation, reason = "the two halves are added")]
    let eights = (pairs as u64) + (pairs >> 64) as u64;
    (eights.wrapping_mul(0x0001_0001_0001_0001) >> 48) as usize
}

/// The blocks of a list, ascending.
#[inline]
pub(in crate::archive) fn blocks(mut list: &[u8]) -> impl Iterator<Item = u32> {
    let mut block = 0_u32;
    std::iter::from_fn(move || {
        block = block.wrapping_add(distance(&mut list)?);
        Some(block)
    })
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
                GROUP as usize,
            ),
            before in 0_usize..20,
        ) {
            let mut lists = vec![0; before];
            group.iter().for_each(|list| put(&mut lists, list.len().try_into().unwrap()));
            lists.extend(group.iter().flatten());
            for (number, expected) in (0..).zip(&group) {
                prop_assert_eq!(list(&lists, before, &head(&lists, before), GROUP * 5 + number), expected);
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
