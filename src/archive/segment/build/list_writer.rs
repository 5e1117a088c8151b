//! Writing lists of blocks in groups.

use std::io::{self, Write};

use super::super::bytes::put;
use super::super::postings::GROUP;
use super::{Section, Sink};

/// Writes lists one after the other into the section that was begun.
#[derive(Default)]
pub(super) struct ListWriter {
    /// Where each group begins.
    groups: Vec<u64>,
    /// How many bytes were written.
    at: u64,
    /// How many lists the group has so far, their lengths, and the lists.
    lists: u64,
    lengths: Vec<u8>,
    bytes: Vec<u8>,
}

impl ListWriter {
    /// Writes the next list: ascending blocks, some perhaps more than once. Returns how many bytes it takes.
    pub(super) fn put<W: Write>(&mut self, sink: &mut Sink<W>, blocks: impl Iterator<Item = u32>) -> io::Result<usize> {
        let (before, mut last) = (self.bytes.len(), None);
        for block in blocks {
            if last != Some(block) {
                put(&mut self.bytes, block - last.unwrap_or_default());
                last = Some(block);
            }
        }
        let length = self.bytes.len() - before;
        put(&mut self.lengths, u32::try_from(length).unwrap_or(u32::MAX));
        self.lists += 1;
        if self.lists == GROUP {
            self.flush(sink)?;
        }
        Ok(length)
    }

    fn flush<W: Write>(&mut self, sink: &mut Sink<W>) -> io::Result<()> {
        self.groups.push(self.at);
        sink.put(&self.lengths)?;
        sink.put(&self.bytes)?;
        self.at += (self.lengths.len() + self.bytes.len()) as u64;
        self.lists = 0;
        self.lengths.clear();
        self.bytes.clear();
        Ok(())
    }

    /// Completes the last group, and writes where the groups begin into `groups`.
    pub(super) fn finish<W: Write>(mut self, sink: &mut Sink<W>, groups: Section) -> io::Result<()> {
        while self.lists > 0 {
            self.put(sink, std::iter::empty())?;
        }
        sink.begin(groups)?;
        self.groups.iter().try_for_each(|group| sink.put(&group.to_le_bytes()))
    }
}
