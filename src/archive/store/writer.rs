//! Where new documents go: a segment on the disk, or in memory where there is no folder.

use std::fs::File;
use std::io::{self, BufWriter};
use std::sync::Arc;

use tempfile::NamedTempFile;

use super::folder::{Folder, new_id};
use super::manifest::SegmentId;
use crate::archive::{Segment, SegmentWriter};
use crate::text::WordKey;

/// Bytes of memory that packing a segment may take, about.
const MEMORY: usize = 256_000_000;

/// A segment that is being written.
pub(super) enum Writer<'a> {
    Disk(SegmentWriter<BufWriter<File>>, NamedTempFile, &'a Folder),
    Memory(SegmentWriter<Vec<u8>>),
}

impl<'a> Writer<'a> {
    /// A new segment in `folder`, or in memory.
    pub(super) fn new(folder: Option<&'a Folder>) -> io::Result<Self> {
        Ok(match folder {
            Some(folder) => {
                let file = folder.unfinished()?;
                Self::Disk(SegmentWriter::create(file.path(), MEMORY)?, file, folder)
            }
            None => Self::Memory(SegmentWriter::in_memory()?),
        })
    }

    /// Whether a document of `words` words more would be too much for it.
    pub(super) fn is_full(&self, words: usize) -> bool {
        match self {
            Self::Disk(writer, ..) => writer.is_full(words),
            Self::Memory(writer) => writer.is_full(words),
        }
    }

    /// Adds a document, and returns its number.
    pub(super) fn add(&mut self, words: &[WordKey], label: &[u8], body: &[u8]) -> io::Result<u32> {
        match self {
            Self::Disk(writer, ..) => writer.add(words, label, body),
            Self::Memory(writer) => writer.add(words, label, body),
        }
    }

    /// Completes the segment.
    pub(super) fn finish(self) -> io::Result<(SegmentId, Arc<Segment>)> {
        match self {
            Self::Disk(writer, file, folder) => {
                writer.finish()?;
                let id = folder.add_segment(file)?;
                let segment = Segment::open(&folder.segment(id)).map_err(io::Error::other)?;
                Ok((id, Arc::new(segment)))
            }
            Self::Memory(writer) => Ok((new_id(), Arc::new(writer.into_segment()?))),
        }
    }
}
