//! In which blocks pieces of a query stand.

use std::ops::Range;

use super::super::segment::{BLOCK, List, Segment};
use super::Scope;

/// So few hits are sorted as they are; telling first which of them stand alone would take longer.
const FEW: usize = 64;
/// A crowd counts in so many places for each hit, so that few hits that stand alone seem to have company,
const PLACES: usize = 8;
/// and in no more than fit into the processor's nearest memory but one.
const MOST_PLACES: usize = 1 << 16;

/// Blocks in which pieces begin, ascending, with how many begin in each and in those behind it into which a passage of
/// `longest` words may reach: all pieces that stand in a passage are counted at the block in which the first of them
/// begins. Blocks with fewer than `least` are left out.
pub(super) fn gather(
    lists: &[List<'_>],
    longest: usize,
    least: usize,
    within: Option<&Range<u32>>,
) -> Vec<(u32, usize)> {
    let mut hits = vec![0; lists.iter().map(List::most).sum()];
    let mut count = 0;
    for list in lists {
        let free = hits.get_mut(count..).unwrap_or_default();
        count += match within {
            None => put(list.blocks(), free),
            Some(within) => put(list.blocks_within(within.clone()), free),
        };
    }
    hits.truncate(count);
    let reach = longest.saturating_sub(1).div_ceil(BLOCK);
    if least > 1 && hits.len() > FEW {
        leave_out_lonely(&mut hits, reach, least);
    }
    // They are as many ascending runs as there are lists, which a stable sort only merges.
    hits.sort();
    let mut counted: Vec<(u32, usize)> = Vec::with_capacity(hits.len());
    for block in hits {
        match counted.last_mut() {
            Some((last, count)) if *last == block => *count += 1,
            _ => counted.push((block, 1)),
        }
    }
    let reach = u32::try_from(reach).unwrap_or(u32::MAX);
    for at in 0..counted.len() {
        let Some((here, behind)) = counted.get_mut(at..).and_then(<[_]>::split_first_mut) else { break };
        // Those behind have not been added to yet.
        here.1 += behind.iter().take_while(|(block, _)| block - here.0 <= reach).map(|(_, count)| count).sum::<usize>();
    }
    counted.retain(|(_, count)| *count >= least);
    counted
}

/// Puts `blocks` into the first places of `into`. Returns how many there are.
#[inline]
fn put(blocks: impl Iterator<Item = u32>, into: &mut [u32]) -> usize {
    blocks.zip(into).map(|(block, place)| *place = block).count()
}

/// Leaves out hits with too few others near them: most hits of several lists stand alone, and to sort them takes longer
/// than all the rest. They are counted by the last bits of their blocks, so that some lonely ones stay.
fn leave_out_lonely(hits: &mut Vec<u32>, reach: usize, least: usize) {
    let places = (hits.len() * PLACES).next_power_of_two().min(MOST_PLACES);
    let place = |block: usize| block & (places - 1);
    let mut crowd = vec![0_u8; places];
    for block in hits.iter() {
        if let Some(count) = crowd.get_mut(place(*block as usize)) {
            *count = count.saturating_add(1);
        }
    }
    let count = |block: usize| crowd.get(place(block)).copied().map_or(0, usize::from);
    let near = |block: usize, reach: usize| -> usize {
        (0..=2 * reach).map(|step| count((block + step).wrapping_sub(reach))).sum()
    };
    // Nearly always a passage reaches into the next block and no further: that is told without counting steps.
    match reach {
        1 => hits.retain(|block| near(*block as usize, 1) >= least),
        _ => hits.retain(|block| near(*block as usize, reach) >= least),
    }
}

/// The blocks of the documents in `scope`, ascending; `None` for all.
pub(super) fn reach(segment: &Segment, scope: Scope<'_>) -> Option<Vec<Range<u32>>> {
    let only = scope.only?;
    Some(only.iter().filter_map(|document| segment.blocks_of(*document)).collect())
}

/// Whether `block` is in one of the ascending `ranges`.
pub(super) fn contains(ranges: &[Range<u32>], block: u32) -> bool {
    let after = ranges.partition_point(|range| range.start <= block);
    after.checked_sub(1).and_then(|at| ranges.get(at)).is_some_and(|range| range.contains(&block))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    /// A list as a segment has it, of blocks that are not far from each other.
    fn packed(list: &BTreeSet<u32>) -> Vec<u8> {
        let mut last = 0;
        let distance = |block: &u32| {
            let distance = block - std::mem::replace(&mut last, *block);
            [u8::try_from(distance & 0x7f | 0x80).unwrap(), u8::try_from(distance >> 7).unwrap()]
        };
        list.iter().flat_map(distance).collect()
    }

    proptest! {
        #[test]
        fn every_crowded_block_is_found(
            lists in prop::collection::vec(prop::collection::btree_set(0_u32..3_000, 0..200), 0..9),
            longest in 1_usize..300,
            least in 1_usize..5,
        ) {
            let packed: Vec<Vec<u8>> = lists.iter().map(packed).collect();
            let pieces: Vec<List<'_>> = packed.iter().map(|bytes| List { bytes, len: 0, every: 0 }).collect();
            let reach = u32::try_from((longest - 1).div_ceil(BLOCK)).unwrap();
            let near = |block: u32| lists.iter().map(|list| list.range(block..=block + reach).count()).sum::<usize>();
            let hit = |block: &u32| lists.iter().any(|list| list.contains(block));
            let expected: Vec<(u32, usize)> =
                (0..3_000).filter(hit).map(|block| (block, near(block))).filter(|(_, near)| *near >= least).collect();
            prop_assert_eq!(gather(&pieces, longest, least, None), expected);
        }
    }
}
