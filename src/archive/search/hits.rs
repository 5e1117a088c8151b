//! In which blocks pieces of a query stand.

use std::ops::Range;

use super::super::segment::{BLOCK, List, Segment, blocks};
use super::Scope;

/// Blocks in which pieces begin, with how many begin in each and in those behind it into which a passage of `longest`
/// words may reach: all pieces that stand in a passage are counted at the block in which the first of them begins.
pub(super) fn gather(lists: &[List<'_>], longest: usize, within: Option<&Range<u32>>) -> Vec<(u32, usize)> {
    let mut hits: Vec<u32> = Vec::with_capacity(lists.iter().map(|list| list.len.min(list.bytes.len())).sum());
    for list in lists {
        match within {
            None => hits.extend(blocks(list.bytes)),
            Some(within) => hits.extend(blocks(list.bytes).filter(|block| within.contains(block))),
        }
    }
    hits.sort_unstable();
    let mut counted: Vec<(u32, usize)> = Vec::with_capacity(hits.len());
    for block in hits {
        match counted.last_mut() {
            Some((last, count)) if *last == block => *count += 1,
            _ => counted.push((block, 1)),
        }
    }
    let reach = u32::try_from(longest.saturating_sub(1).div_ceil(BLOCK)).unwrap_or(u32::MAX);
    for at in 0..counted.len() {
        let Some((here, behind)) = counted.get_mut(at..).and_then(<[_]>::split_first_mut) else { break };
        // Those behind have not been added to yet.
        here.1 += behind.iter().take_while(|(block, _)| block - here.0 <= reach).map(|(_, count)| count).sum::<usize>();
    }
    counted
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
