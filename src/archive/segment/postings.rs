//! Lists of blocks: in which blocks a word, a pair of words, a triple stands.
//!
//! A list is its blocks, ascending, each as the distance from the one before. Sixteen lists make a group: their
//! lengths, then the lists. Where each group begins stands in a table.

use super::bytes::{take, u64_at};

/// How many lists make a group.
pub(super) const GROUP: u64 = 16;

/// The `number`th list.
#[inline]
pub(super) fn list<'a>(groups: &[u8], lists: &'a [u8], number: u64) -> &'a [u8] {
    let index = |number: u64| usize::try_from(number).unwrap_or(usize::MAX);
    let start = index(u64_at(groups, index(number / GROUP)));
    let Some(mut rest) = lists.get(start..) else { return &[] };
    let (mut before, mut length) = (0_usize, 0_usize);
    for n in 0..GROUP {
        let next = take(&mut rest).unwrap_or_default() as usize;
        if n < number % GROUP {
            before += next;
        } else if n == number % GROUP {
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
