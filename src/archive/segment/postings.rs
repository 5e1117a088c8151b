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

/// The `number`th list, whose group begins at `place`.
#[inline]
pub(super) fn list(lists: &[u8], place: usize, number: u64) -> &[u8] {
    let Some(mut rest) = lists.get(place..) else { return &[] };
    let member = (number % GROUP) as usize;
    // Nearly always each length takes one byte.
    if let Some((lengths, all)) = rest.split_first_chunk::<{ GROUP as usize }>()
        && lengths.iter().fold(0, |any, length| any | length) < 0x80
    {
        let before: u16 = lengths.iter().take(member).map(|length| u16::from(*length)).sum();
        let length = lengths.get(member).copied().unwrap_or_default();
        return all.get(usize::from(before)..usize::from(before) + usize::from(length)).unwrap_or_default();
    }
    let (mut before, mut length) = (0_usize, 0_usize);
    for n in 0..GROUP as usize {
        let next = take(&mut rest).unwrap_or_default() as usize;
        if n < member {
            before += next;
        } else if n == member {
            length = next;
        }
    }
    rest.get(before..before + length).unwrap_or_default()
}

/// The blocks of a list, ascending.
#[inline]
pub(in crate::archive) fn blocks(mut list: &[u8]) -> impl Iterator<Item = u32> {
    let mut block = 0_u32;
    std::iter::from_fn(move || {
        block = block.wrapping_add(take(&mut list)?);
        Some(block)
    })
}
