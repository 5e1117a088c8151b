//! Packing documents.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use rustc_hash::FxHashMap;

use super::build;
use super::layout::{Section, Sink};
use super::spool::Spool;
use super::{BLOCK, Segment};
use crate::text::WordKey;

/// A segment takes no more bytes of words than a number of four bytes can count, at up to five each.
const MOST_WORDS: u64 = u32::MAX as u64 / 5;

/// Packs documents into a segment. Memory is bounded, whatever their number: what does not fit is put aside in a
/// file.
pub struct SegmentWriter<W: Write> {
    sink: Sink<W>,
    memory: usize,
    vocabulary: Vocabulary,
    words: Spool,
    cards: Spool,
    cards_end: u64,
    bodies_end: u64,
    documents: Vec<Document>,
    count: u64,
    thresholds: Option<build::Thresholds>,
}

/// The distinct words, numbered as they came, and how often each stands.
#[derive(Default)]
pub(super) struct Vocabulary {
    pub(super) numbers: FxHashMap<WordKey, u32>,
    pub(super) counts: Vec<u32>,
}

/// What is known of a document.
#[derive(Clone, Copy, Debug)]
pub(super) struct Document {
    pub(super) first_block: u32,
    pub(super) words: u32,
    pub(super) card_end: u64,
    pub(super) body_end: u64,
}

impl SegmentWriter<BufWriter<File>> {
    /// Begins a segment in the file at `path`, which is made or emptied. About `memory` bytes are used at once, and
    /// twelve for each distinct word; what is more is put aside in the same folder.
    ///
    /// # Errors
    /// When the file cannot be made.
    pub fn create(path: &Path, memory: usize) -> io::Result<Self> {
        let file = File::create(path)?;
        Self::new(BufWriter::with_capacity(1 << 18, file), memory, path.parent())
    }

    /// Completes the segment and makes sure that it is on the disk.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn finish(self) -> io::Result<()> {
        self.complete()?.into_inner()?.sync_all()
    }
}

impl SegmentWriter<Vec<u8>> {
    /// Begins a segment in memory.
    ///
    /// # Errors
    /// Never, in memory.
    pub fn in_memory() -> io::Result<Self> {
        Self::new(Vec::new(), usize::MAX >> 8, None)
    }

    /// Completes the segment.
    ///
    /// # Errors
    /// Never, in memory.
    pub fn into_segment(self) -> io::Result<Segment> {
        Segment::from_bytes(self.complete()?).map_err(io::Error::other)
    }
}

impl<W: Write> SegmentWriter<W> {
    fn new(out: W, memory: usize, folder: Option<&Path>) -> io::Result<Self> {
        let mut sink = Sink::new(out)?;
        sink.begin(Section::Bodies)?;
        Ok(Self {
            sink,
            memory,
            vocabulary: Vocabulary::default(),
            words: Spool::new(memory / 4, folder),
            cards: Spool::new(memory / 16, folder),
            cards_end: 0,
            bodies_end: 0,
            documents: Vec::new(),
            count: 0,
            thresholds: None,
        })
    }

    /// Indexes as a segment of another size would be, to test that with little text.
    #[cfg(test)]
    pub(in crate::archive) fn with_thresholds(mut self, rare: u64, short: u64) -> Self {
        self.thresholds = Some(build::Thresholds { rare, short });
        self
    }

    /// Whether a document of `words` words more would be too much for one segment.
    #[must_use]
    pub fn is_full(&self, words: usize) -> bool {
        self.count + (words + BLOCK) as u64 > MOST_WORDS || self.documents.len() >= u32::MAX as usize
    }

    /// Adds a document: its words, and two records that are given back as they are. Returns its number, from 0.
    ///
    /// # Errors
    /// When it cannot be written, or [the segment is full](Self::is_full).
    pub fn add(&mut self, words: &[WordKey], card: &[u8], body: &[u8]) -> io::Result<u32> {
        if self.is_full(words.len()) {
            return Err(io::Error::other("too many words for one part of an archive"));
        }
        let before = blocks(&self.documents);
        let vocabulary = &mut self.vocabulary;
        if self.documents.is_empty() {
            // Of a text of usual length about every other word is another; a map that grows is built several times.
            vocabulary.numbers.reserve(words.len() / 2);
        }
        for key in words {
            let next = u32::try_from(vocabulary.counts.len()).unwrap_or(u32::MAX);
            let number = *vocabulary.numbers.entry(*key).or_insert(next);
            match vocabulary.counts.get_mut(number as usize) {
                Some(count) => *count += 1,
                None => vocabulary.counts.push(1),
            }
            self.words.put(&number.to_le_bytes())?;
        }
        self.cards.put(card)?;
        self.sink.put(body)?;
        self.cards_end += card.len() as u64;
        self.bodies_end += body.len() as u64;
        self.count += words.len() as u64;
        self.documents.push(Document {
            first_block: before,
            words: u32::try_from(words.len()).unwrap_or(u32::MAX),
            card_end: self.cards_end,
            body_end: self.bodies_end,
        });
        Ok(u32::try_from(self.documents.len() - 1).unwrap_or(u32::MAX))
    }

    fn complete(mut self) -> io::Result<W> {
        self.sink.begin(Section::Cards)?;
        let sink = &mut self.sink;
        self.cards.give(|bytes| sink.put(bytes))?;
        drop(self.cards);
        self.sink.begin(Section::Documents)?;
        for document in &self.documents {
            self.sink.put(&document.first_block.to_le_bytes())?;
            self.sink.put(&document.words.to_le_bytes())?;
            self.sink.put(&document.card_end.to_le_bytes())?;
            self.sink.put(&document.body_end.to_le_bytes())?;
        }
        build::index(self.sink, self.vocabulary, self.words, &self.documents, self.memory, self.thresholds)
    }
}

/// How many blocks `documents` have together.
pub(super) fn blocks(documents: &[Document]) -> u32 {
    documents.last().map_or(0, |last| last.first_block + last.words.div_ceil(BLOCK as u32))
}
