//! Making the index of a segment from the words of its documents.

use std::io::{self, Write};

use super::layout::{Section, Sink, Sizes};
use super::lists::{self, is_everywhere};
use super::spool::Spool;
use super::writer::{Document, Vocabulary, blocks};
use super::{BLOCK, WordId};

mod list_writer;
mod pairs;
mod vocabulary;

use list_writer::ListWriter;

/// Up to so many blocks a segment is small: shorter lists are worth their place then. Measured on 250 MB, 750 MB and
/// 5 GB of text.
const SMALL: u64 = 2_000_000;

/// So many entries of lists are held in memory, however little of it there is; in tests, which have little text, hardly
/// any.
const LEAST: usize = if cfg!(test) { 1 << 8 } else { 1 << 16 };

/// From which length on a list is so long that runs of more words have lists of their own.
#[derive(Clone, Copy, Debug)]
pub(in crate::archive) struct Thresholds {
    /// A word in so many blocks or fewer is rare: pairs with it are not listed.
    pub(in crate::archive) rare: u64,
    /// A list of pairs of so many bytes or fewer is short: triples with them are not listed.
    pub(in crate::archive) short: u64,
}

/// The words of all documents, by rank, to be read again and again.
pub(super) struct Text<'a> {
    ranks: Spool,
    documents: &'a [Document],
}

impl Text<'_> {
    /// Calls `look` with each document and its words.
    fn scan(&mut self, mut look: impl FnMut(&Document, &[WordId]) -> io::Result<()>) -> io::Result<()> {
        let mut words = Vec::new();
        self.ranks.rewind()?;
        for document in self.documents {
            self.ranks.read_numbers(document.words as usize, &mut words)?;
            look(document, &words)?;
        }
        Ok(())
    }
}

impl Document {
    /// The block in which its `at`th word stands.
    fn block(&self, at: usize) -> u32 {
        self.first_block + u32::try_from(at / BLOCK).unwrap_or_default()
    }
}

/// Writes all sections of the index and completes the segment.
pub(super) fn index<W: Write>(
    mut sink: Sink<W>,
    vocabulary: Vocabulary,
    words: Spool,
    documents: &[Document],
    memory: usize,
    thresholds: Option<Thresholds>,
) -> io::Result<W> {
    let block_count = blocks(documents);
    let usual = if u64::from(block_count) < SMALL {
        Thresholds { rare: 32, short: 256 }
    } else {
        Thresholds { rare: 64, short: 512 }
    };
    let Thresholds { rare, short } = thresholds.unwrap_or(usual);
    let mut sizes = Sizes {
        documents: documents.len() as u64,
        words: documents.iter().map(|document| u64::from(document.words)).sum(),
        blocks: u64::from(block_count),
        vocabulary: vocabulary.counts.len() as u64,
        rare,
        short,
        ..Sizes::default()
    };
    let (ranks, key_starts) = vocabulary::write(&mut sink, vocabulary)?;
    sizes.key_starts = key_starts;
    let (mut text, frequencies) = write_stream(&mut sink, words, documents, ranks, memory)?;
    sink.begin(Section::Frequencies)?;
    frequencies.iter().try_for_each(|frequency| sink.put(&frequency.to_le_bytes()))?;
    write_word_lists(&mut sink, &mut text, &frequencies, memory)?;
    (sizes.pair_lists, sizes.triple_lists) = pairs::write(&mut sink, &mut text, &frequencies, (rare, short), memory)?;
    sink.finish(sizes)
}

/// Writes the words in their order and where the blocks begin. Returns the words by rank, and for each rank in how
/// many blocks the word stands.
fn write_stream<'a, W: Write>(
    sink: &mut Sink<W>,
    mut words: Spool,
    documents: &'a [Document],
    ranks: Vec<WordId>,
    memory: usize,
) -> io::Result<(Text<'a>, Vec<u32>)> {
    const NEVER: u32 = u32::MAX;
    let mut by_rank = words.like(memory / 4);
    let mut table = words.like(memory / 16);
    let mut frequencies = vec![0_u32; ranks.len()];
    let mut met_in = vec![NEVER; ranks.len()];
    let (mut numbers, mut packed, mut at) = (Vec::new(), Vec::new(), 0_u32);
    words.rewind()?;
    sink.begin(Section::Stream)?;
    for (number, document) in documents.iter().enumerate() {
        words.read_numbers(document.words as usize, &mut numbers)?;
        for word in &mut numbers {
            *word = ranks.get(*word as usize).copied().unwrap_or_default();
        }
        by_rank.put_numbers(&numbers)?;
        for (n, block) in numbers.chunks(BLOCK).enumerate() {
            table.put_numbers(&[at, u32::try_from(number).unwrap_or(u32::MAX)])?;
            packed.clear();
            let block_number = document.block(n * BLOCK);
            for word in block {
                super::bytes::put(&mut packed, *word);
                if let Some(met) = met_in.get_mut(*word as usize).filter(|met| **met != block_number) {
                    *met = block_number;
                    if let Some(frequency) = frequencies.get_mut(*word as usize) {
                        *frequency += 1;
                    }
                }
            }
            sink.put(&packed)?;
            // The writer takes no more words than can be counted so.
            at += u32::try_from(packed.len()).unwrap_or_default();
        }
    }
    sink.begin(Section::Blocks)?;
    table.give(|bytes| sink.put(bytes))?;
    Ok((Text { ranks: by_rank, documents }, frequencies))
}

/// Writes in which blocks each word stands: as many words at a time as fit into memory.
fn write_word_lists<W: Write>(
    sink: &mut Sink<W>,
    text: &mut Text<'_>,
    frequencies: &[u32],
    memory: usize,
) -> io::Result<()> {
    let most = (memory / 8).max(LEAST);
    let all = blocks(text.documents);
    let listed = |frequency: u32| if is_everywhere(frequency.into(), all.into()) { 0 } else { frequency as usize };
    let mut writer = ListWriter::new(text.ranks.like(memory / 16));
    sink.begin(Section::WordLists)?;
    let mut from = 0;
    while from < frequencies.len() {
        // For each word of the range, where its next block is put.
        let mut next: Vec<usize> = Vec::new();
        let mut total = 0;
        for frequency in frequencies.iter().skip(from) {
            if total > 0 && total + listed(*frequency) > most {
                break;
            }
            next.push(total);
            total += listed(*frequency);
        }
        let starts = next.clone();
        let ends: Vec<usize> = starts.iter().copied().skip(1).chain([total]).collect();
        let mut positions = vec![0_u32; total];
        text.scan(|document, words| {
            for (at, word) in words.iter().enumerate() {
                let Some(index) = (*word as usize).checked_sub(from) else { continue };
                let (Some(place), Some(start)) = (next.get_mut(index), starts.get(index)) else { continue };
                if ends.get(index) == Some(place) {
                    continue;
                }
                let block = document.block(at);
                let known = *place > *start && positions.get(*place - 1) == Some(&block);
                if let Some(position) = positions.get_mut(*place).filter(|_| !known) {
                    *position = block;
                    *place += 1;
                }
            }
            Ok(())
        })?;
        for (start, end) in starts.iter().zip(&ends) {
            writer.put(sink, positions.get(*start..*end).unwrap_or_default().iter().copied())?;
        }
        from += starts.len();
    }
    writer.finish(sink, Section::WordRecords)
}
