//! The text round a block.

use std::ops::Range;

use super::super::segment::{BLOCK, Segment, WordId};

/// A block with what lies round it.
#[derive(Clone, Debug)]
pub(super) struct Surroundings {
    pub(super) block: u32,
    pub(super) document: u32,
    /// The first block of the document.
    first: u32,
    /// The blocks that are near enough.
    blocks: Range<u32>,
}

impl Surroundings {
    /// Puts what lies up to `reach` words round each of `blocks` in the place of what `into` holds, but for blocks whose
    /// documents are not live.
    pub(super) fn put(
        into: &mut Vec<Self>,
        segment: &Segment,
        blocks: impl Iterator<Item = u32>,
        reach: usize,
        is_live: impl Fn(u32) -> bool,
    ) {
        let reach = u32::try_from(reach.div_ceil(BLOCK)).unwrap_or(u32::MAX);
        // Each table for all blocks before the next, and something of each text before any is read: they lie far apart,
        // and so the processor fetches many at once.
        let alone = |block| Self { block, document: segment.document_of(block), first: block, blocks: block..block };
        into.clear();
        into.extend(blocks.map(alone));
        into.retain_mut(|one| {
            let Some(all) = segment.blocks_of(one.document).filter(|_| is_live(one.document)) else { return false };
            let from = one.block.saturating_sub(reach).max(all.start);
            let upto = one.block.saturating_add(1).saturating_add(reach).min(all.end);
            (one.first, one.blocks) = (all.start, from..upto);
            true
        });
        if let [_, others @ ..] = into.as_slice() {
            std::hint::black_box(others.iter().fold(0, |any, one| any | segment.touch(one.blocks.start)));
        }
    }

    /// Reads the block's words, and up to `reach` before and behind them, behind what `into` holds. Returns where in the
    /// document these begin.
    pub(super) fn read(&self, segment: &Segment, reach: usize, into: &mut Vec<WordId>) -> usize {
        let here = self.block.saturating_sub(self.blocks.start) as usize * BLOCK;
        let before = here.saturating_sub(reach);
        segment.read_part(self.blocks.clone(), before..here + BLOCK + reach, into);
        self.blocks.start.saturating_sub(self.first) as usize * BLOCK + before
    }
}
