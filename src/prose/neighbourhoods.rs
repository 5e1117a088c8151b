//! What was told of each quotation by the blocks around it, kept from one reading to the next, so that an edit
//! costs the quotations near it.
//!
//! What is told is a function of what a key here is made of: the blocks that can be looked at, where the
//! quotation stands in them, and who spoke before. Whatever else is looked at has to enter the key.

use rustc_hash::FxHashMap;

use super::BlockKind;
use super::candidates::MentionId;
use super::document::{Document, Raw};
use super::nearby::Nearby;
use super::speakers::{Way, is_open};
use crate::remembered::Rounds;

/// How many blocks before a quotation can be looked at.
const BEFORE: usize = 3;
/// A quotation of more blocks is read anew each time.
const MOST: usize = 16;

/// What is known of the quotations of the last readings.
#[derive(Debug, Default)]
pub(super) struct Neighbourhoods {
    kept: FxHashMap<Box<[u64]>, Kept>,
    rounds: Rounds,
    /// Whether there are double marks in the text.
    double: bool,
    key: Vec<u64>,
}

#[derive(Debug)]
struct Kept {
    /// The block in which the quotation began, and the byte at which that began.
    at: (usize, usize),
    nearby: Nearby,
    round: u64,
}

impl Neighbourhoods {
    /// Forgets everything: the text is in another language.
    pub(super) fn clear(&mut self) {
        self.kept.clear();
    }

    /// Begins a reading of `document`.
    pub(super) fn begin(&mut self, document: &Document<'_>) {
        self.rounds.begin();
        self.double = document.scans.iter().flat_map(|scan| &scan.pairs).any(|pair| pair.kind.is_double());
    }

    /// Ends a reading: what was not asked for lately, the text no longer holds.
    pub(super) fn end(&mut self) {
        if let Some(oldest) = self.rounds.oldest() {
            self.kept.retain(|_, kept| kept.round >= oldest);
        }
    }

    /// What is told of `raw`, before which `way` went.
    pub(super) fn nearby(&mut self, document: &Document<'_>, raw: &Raw, way: &Way) -> Nearby {
        let block = raw.first.block;
        let at = (block, document.blocks.get(block).map_or(0, |block| block.span.start));
        let from = block.saturating_sub(BEFORE);
        if !is_open(raw) || raw.last.block - from > MOST {
            return Nearby::of(document, raw, way);
        }
        self.name(document, raw, way, from, at.1);
        if let Some(kept) = self.kept.get_mut(self.key.as_slice()) {
            kept.round = self.rounds.now();
            kept.nearby.move_to(kept.at, at);
            kept.at = at;
            let mut nearby = kept.nearby.clone();
            if let Some(choice) = &mut nearby.choice {
                choice.continues = way.continued_by(choice.mention);
            }
            return nearby;
        }
        let nearby = Nearby::of(document, raw, way);
        let kept = Kept { at, nearby: nearby.clone(), round: self.rounds.now() };
        self.kept.insert(self.key.as_slice().into(), kept);
        nearby
    }

    /// Writes the key of what is told of `raw`: all that it depends on, places as distances from the block in
    /// which the quotation begins, whose first byte is `base`. Blocks from `from` on are looked at.
    fn name(&mut self, document: &Document<'_>, raw: &Raw, way: &Way, from: usize, base: usize) {
        let Self { key, double, .. } = self;
        let first = raw.first.block;
        key.clear();
        let mut add = |value: usize| key.push(value as u64);
        let near = |block: usize| first.wrapping_sub(block);
        let block = |add: &mut dyn FnMut(usize), block: usize| {
            let (Some(found), Some(id)) = (document.blocks.get(block), document.ids.get(block)) else { return };
            add(usize::try_from(*id).unwrap_or(usize::MAX));
            add(kind(found.kind));
            add(found.span.start.wrapping_sub(base));
        };
        add(near(from));
        add(raw.last.block - first);
        (from..=raw.last.block).for_each(|at| block(&mut add, at));
        add(usize::from(document.is_heading(first)) * 2 + usize::from(*double));
        add(raw.first.token);
        add(raw.last.token);
        add(raw.form as usize);
        add(raw.parts.len());
        for span in std::iter::once(&raw.span).chain(&raw.parts) {
            add(span.start.wrapping_sub(base));
            add(span.len());
        }
        add(usize::from(way.silent == Some(first)));
        let Some((_, last)) = way.last else { return };
        let MentionId { block: mentioned, index } = last.mention;
        let (clause, frame) = last.frame.unwrap_or((mentioned, usize::MAX));
        for value in [near(last.place.block), last.place.token, near(mentioned), index, near(clause), frame] {
            add(value);
        }
        add(last.source as usize);
        let between = last.place.block..first.min(last.place.block + BEFORE + 1).max(last.place.block + 1);
        between.chain([mentioned, clause]).for_each(|at| block(&mut add, at));
    }
}

fn kind(kind: BlockKind) -> usize {
    match kind {
        BlockKind::Heading => 0,
        BlockKind::Paragraph => 1,
        BlockKind::ListItem => 2,
        BlockKind::TableCell => 3,
        BlockKind::Footnote => 4,
        BlockKind::BlockQuote { .. } => 5,
    }
}
