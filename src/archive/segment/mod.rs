//! A segment: some documents, their words, and where each word stands, packed once and never changed.
//!
//! The words of a document are cut into *blocks* of [`BLOCK`]. Lists say in which blocks a word stands; for two
//! neighbouring words that are both common, in which blocks the pair stands; and for three whose pairs are common, in
//! which the triple stands. So there is a short list for nearly every run of words: where one of its words is rare,
//! that word's own.

mod build;
mod bytes;
mod layout;
mod lists;
mod postings;
mod spool;
mod stream;
mod writer;

use std::fs::File;
use std::ops::Range;
use std::path::Path;

use bytes::{Bytes, keyed_at, u32_at, u64_at};
pub use layout::Damage;
use layout::{Layout, Section};
pub(in crate::archive) use lists::List;
pub use writer::SegmentWriter;

use crate::text::WordKey;

/// How many words make a block; the last of a document may have fewer.
pub(super) const BLOCK: usize = 64;

/// Up to this size the checksums of all sections are tested when a segment is opened; it takes a few milliseconds.
const TESTED: usize = 32 << 20;

/// So many entries of a table are looked up side by side.
const TOGETHER: usize = 32;

/// Tables of so many bytes stay in memory once they were touched: those of some ten thousand articles.
const KEPT: usize = 4 << 20;

/// A word of a segment: its rank among its words, the commonest first.
pub(super) type WordId = u32;

/// Documents that were packed together, with the index over their words.
#[derive(Debug)]
pub struct Segment {
    bytes: Bytes,
    layout: Layout,
}

impl Segment {
    /// Opens the segment in the file at `path`. The file must not be changed as long as this is used.
    ///
    /// # Errors
    /// When it cannot be read, or is not a whole segment of this format.
    pub fn open(path: &Path) -> Result<Self, Damage> {
        let file = File::open(path)?;
        // An empty file cannot be mapped.
        let bytes = if file.metadata()?.len() == 0 { Bytes::Owned(Vec::new()) } else { Bytes::of(&file)? };
        Self::of(bytes)
    }

    /// The segment that `bytes` are.
    ///
    /// # Errors
    /// When they are not a whole segment of this format.
    pub fn from_bytes(bytes: Vec<u8>) -> Result<Self, Damage> {
        Self::of(Bytes::Owned(bytes))
    }

    fn of(bytes: Bytes) -> Result<Self, Damage> {
        let layout = Layout::read(&bytes)?;
        if bytes.len() <= TESTED && !layout.is_intact(&bytes) {
            return Err(Damage::Broken);
        }
        Ok(Self { bytes, layout })
    }

    /// The segment that `bytes` are, whatever their checksums say: damage to a large one is met while it is used.
    #[cfg(test)]
    pub(super) fn untested(bytes: Vec<u8>) -> Result<Self, Damage> {
        let layout = Layout::read(&bytes)?;
        Ok(Self { bytes: Bytes::Owned(bytes), layout })
    }

    /// All bytes of it.
    #[cfg(test)]
    pub(super) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Tests every byte against the checksums, which [`Segment::open`] does for small segments only.
    #[must_use]
    pub fn is_intact(&self) -> bool {
        self.layout.is_intact(&self.bytes)
    }

    /// Gives back the memory that looking into it has taken, but for that of the tables that each look-up goes through,
    /// where they are small.
    pub(super) fn release(&self) {
        let all: usize = Section::TABLES.iter().map(|section| self.layout.place(*section).len()).sum();
        if all > KEPT {
            self.bytes.release(&(0..self.bytes.len()));
        } else {
            Section::CONTENTS.iter().for_each(|section| self.bytes.release(self.layout.place(*section)));
        }
    }

    /// How many documents it has.
    #[must_use]
    pub fn documents(&self) -> u32 {
        narrow(self.layout.sizes.documents)
    }

    /// How many words they have together.
    #[must_use]
    pub fn words(&self) -> u64 {
        self.layout.sizes.words
    }

    /// How many bytes of it serve to find words: the lists, the words' order, and what leads to both.
    #[must_use]
    pub fn index_size(&self) -> SegmentSize {
        let len = |section: Section| self.layout.place(section).len() as u64;
        SegmentSize {
            words: len(Section::Stream) + len(Section::Blocks),
            lists: len(Section::WordRecords)
                + len(Section::WordLists)
                + len(Section::PairRecords)
                + len(Section::PairLists)
                + len(Section::TripleRecords)
                + len(Section::TripleLists),
            vocabulary: len(Section::Keys)
                + len(Section::KeyStarts)
                + len(Section::ByRank)
                + len(Section::Occurrences)
                + len(Section::Frequencies),
        }
    }

    /// The card of a document, as it was given.
    #[must_use]
    pub fn card(&self, document: u32) -> Option<&[u8]> {
        self.record(document, Section::Cards, 1)
    }

    /// The body of a document, as it was given.
    #[must_use]
    pub fn body(&self, document: u32) -> Option<&[u8]> {
        self.record(document, Section::Bodies, 2)
    }

    /// A record of a document, the end of which stands in `column` of the documents' table.
    fn record(&self, document: u32, section: Section, column: usize) -> Option<&[u8]> {
        if document >= self.documents() {
            return None;
        }
        let table = self.section(Section::Documents);
        let end = |document: usize| usize::try_from(u64_at(table, 3 * document + column)).unwrap_or(usize::MAX);
        let document = document as usize;
        let start = document.checked_sub(1).map_or(0, end);
        self.section(section).get(start..end(document))
    }

    /// The keys of all words of a document, in order; `None` where there is no such document.
    #[must_use]
    pub fn keys(&self, document: u32) -> Option<Vec<WordKey>> {
        let blocks = self.blocks_of(document)?;
        let mut ids = Vec::new();
        self.read(blocks, &mut ids);
        let by_rank = self.section(Section::ByRank);
        Some(ids.into_iter().map(|id| WordKey(u64_at(by_rank, id as usize))).collect())
    }

    fn section(&self, section: Section) -> &[u8] {
        self.layout.section(&self.bytes, section)
    }

    /// How many blocks there are.
    pub(super) fn block_count(&self) -> u32 {
        narrow(self.layout.sizes.blocks)
    }

    /// How many words a document has.
    pub(super) fn words_of(&self, document: u32) -> usize {
        u32_at(self.section(Section::Documents), 6 * document as usize + 1) as usize
    }

    /// The blocks of a document.
    pub(super) fn blocks_of(&self, document: u32) -> Option<Range<u32>> {
        if document >= self.documents() {
            return None;
        }
        let first = u32_at(self.section(Section::Documents), 6 * document as usize);
        let count = self.words_of(document).div_ceil(BLOCK);
        Some(first..first.saturating_add(u32::try_from(count).unwrap_or(u32::MAX)).min(self.block_count()))
    }

    /// The document to which a block belongs.
    pub(super) fn document_of(&self, block: u32) -> u32 {
        u32_at(self.section(Section::Blocks), 2 * block as usize + 1)
    }

    /// Reads the words of some neighbouring blocks of one document behind what `into` holds.
    pub(super) fn read(&self, blocks: Range<u32>, into: &mut Vec<WordId>) {
        let words = blocks.len() * BLOCK;
        self.read_part(blocks, 0..words, into);
    }

    /// Reads some words of some neighbouring blocks of one document behind what `into` holds: those with the numbers
    /// `wanted`, counted from the first word of the first block, as far as the blocks have them.
    pub(super) fn read_part(&self, blocks: Range<u32>, wanted: Range<usize>, into: &mut Vec<WordId>) {
        let bytes = self.section(Section::Stream).get(self.place_of(blocks.start)..self.place_of(blocks.end));
        stream::read(bytes.unwrap_or_default(), wanted, into);
    }

    /// Reads something of a block, so that it is near when the whole is read.
    pub(super) fn touch(&self, block: u32) -> u8 {
        self.section(Section::Stream).get(self.place_of(block)).copied().unwrap_or_default()
    }

    /// Where a block begins in the stream of words; of one that is none, where the stream ends.
    fn place_of(&self, block: u32) -> usize {
        if block < self.block_count() {
            u32_at(self.section(Section::Blocks), 2 * block as usize) as usize
        } else {
            self.layout.place(Section::Stream).len()
        }
    }

    /// The words with these keys; `None` where no document has it.
    pub(super) fn words_of_keys(&self, wanted: &[WordKey]) -> Vec<Option<WordId>> {
        let (starts, keys) = (self.section(Section::KeyStarts), self.section(Section::Keys));
        let vocabulary = narrow(self.layout.sizes.vocabulary);
        let share = |key: &WordKey| {
            let share = usize::try_from(lists::place(key.0, self.layout.sizes.key_starts)).unwrap_or(usize::MAX);
            u32_at(starts, share)..u32_at(starts, share.saturating_add(1)).min(vocabulary)
        };
        let word = |(places, key): (&mut Range<u32>, &WordKey)| {
            places.map(|at| keyed_at(keys, at as usize)).find(|(found, _)| *found == key.0).map(|(_, rank)| rank)
        };
        let mut words = Vec::with_capacity(wanted.len());
        for wanted in wanted.chunks(TOGETHER) {
            // One table for all words before the next table: the places in one lie far apart, and so the processor
            // fetches many at once.
            let mut places: [Range<u32>; TOGETHER] = std::array::from_fn(|_| 0..0);
            places.iter_mut().zip(wanted).for_each(|(places, key)| *places = share(key));
            words.extend(places.iter_mut().zip(wanted).map(word));
        }
        words
    }

    /// How often a word stands in all documents together.
    pub(super) fn occurrences(&self, word: WordId) -> usize {
        u32_at(self.section(Section::Occurrences), word as usize) as usize
    }
}

/// How long the parts of a segment's index are, in bytes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct SegmentSize {
    /// The order of the words in the documents.
    pub words: u64,
    /// In which blocks what stands.
    pub lists: u64,
    /// The words' keys, and how common each is.
    pub vocabulary: u64,
}

/// [`Layout::read`] has seen to it that counts fit.
fn narrow(count: u64) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests;
