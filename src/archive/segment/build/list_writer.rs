//! Writing lists of blocks in groups.

use std::io::{self, Write};

use super::super::bytes::put;
use super::super::postings::{GROUP, LONG, record};
use super::{Section, Sink, Spool};

/// Writes lists one after the other into the section that was begun.
pub(super) struct ListWriter {
    /// What is said of each group.
    records: Spool,
    /// How many bytes were written.
    at: u64,
    /// The lengths of the lists of the group so far, and the lists, short ones and long ones.
    lengths: Vec<usize>,
    short: Vec<u8>,
    long: Vec<u8>,
    /// The list that is made.
    list: Vec<u8>,
}

impl ListWriter {
    /// A writer that puts what is said of groups aside in `records`.
    pub(super) fn new(records: Spool) -> Self {
        let (lengths, short, long, list) = Default::default();
        Self { records, at: 0, lengths, short, long, list }
    }

    /// Writes the next list: ascending blocks, some perhaps more than once. Returns how many bytes it takes.
    pub(super) fn put<W: Write>(&mut self, sink: &mut Sink<W>, blocks: impl Iterator<Item = u32>) -> io::Result<usize> {
        let mut last = None;
        self.list.clear();
        for block in blocks {
            if last != Some(block) {
                put(&mut self.list, block - last.unwrap_or_default());
                last = Some(block);
            }
        }
        let length = self.list.len();
        self.lengths.push(length);
        if length < usize::from(LONG) {
            self.short.extend(&self.list);
        } else {
            put(&mut self.long, u32::try_from(length).unwrap_or(u32::MAX));
            self.long.extend(&self.list);
        }
        if self.lengths.len() as u64 == GROUP {
            self.flush(sink)?;
        }
        Ok(length)
    }

    fn flush<W: Write>(&mut self, sink: &mut Sink<W>) -> io::Result<()> {
        self.records.put(&record(self.at, &self.lengths))?;
        sink.put(&self.short)?;
        sink.put(&self.long)?;
        self.at += (self.short.len() + self.long.len()) as u64;
        self.lengths.clear();
        self.short.clear();
        self.long.clear();
        Ok(())
    }

    /// Completes the last group, and writes what is said of each into `records`.
    pub(super) fn finish<W: Write>(mut self, sink: &mut Sink<W>, records: Section) -> io::Result<()> {
        if !self.lengths.is_empty() {
            self.flush(sink)?;
        }
        sink.begin(records)?;
        self.records.give(|bytes| sink.put(bytes))
    }
}
