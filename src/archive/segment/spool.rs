//! Numbers and bytes that are put aside while a segment is written: in memory as long as they are few, then in a
//! file that the system removes whatever happens.

use std::io::{self, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use tempfile::SpooledTempFile;

/// Bytes put aside.
pub(super) struct Spool {
    out: BufWriter<SpooledTempFile>,
    folder: Option<PathBuf>,
    /// What was read last; as long as is read at once, from the first reading on.
    buffer: Vec<u8>,
}

/// So many bytes are read at once.
const BUFFER: usize = 1 << 14;

impl Spool {
    /// A spool that takes up to `memory` bytes of memory, then a file in `folder`.
    pub(super) fn new(memory: usize, folder: Option<&Path>) -> Self {
        let file = match folder {
            Some(folder) => tempfile::spooled_tempfile_in(memory, folder),
            None => tempfile::spooled_tempfile(memory),
        };
        Self { out: BufWriter::new(file), folder: folder.map(Path::to_path_buf), buffer: Vec::new() }
    }

    /// Another spool beside this one, empty.
    pub(super) fn like(&self, memory: usize) -> Self {
        Self::new(memory, self.folder.as_deref())
    }

    /// Puts bytes aside.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub(super) fn put(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.out.write_all(bytes)
    }

    /// Puts numbers aside.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub(super) fn put_numbers(&mut self, numbers: &[u32]) -> io::Result<()> {
        numbers.iter().try_for_each(|number| self.put(&number.to_le_bytes()))
    }

    /// From now on reading begins at the first byte again.
    ///
    /// # Errors
    /// When the file cannot be written or read.
    pub(super) fn rewind(&mut self) -> io::Result<()> {
        self.out.flush()?;
        self.out.get_mut().seek(SeekFrom::Start(0)).map(drop)
    }

    /// The next `count` bytes, or all that follow where they are less; at most [`BUFFER`].
    fn read(&mut self, count: usize) -> io::Result<&[u8]> {
        self.buffer.resize(BUFFER, 0);
        let (wanted, mut filled) = (count.min(BUFFER), 0);
        while let Some(rest) = self.buffer.get_mut(filled..wanted).filter(|rest| !rest.is_empty()) {
            match self.out.get_mut().read(rest)? {
                0 => break,
                read => filled += read,
            }
        }
        Ok(self.buffer.get(..filled).unwrap_or_default())
    }

    /// Gives all that was put aside to `take`, from the first byte on.
    ///
    /// # Errors
    /// When the file cannot be written or read, and those of `take`.
    pub(super) fn give(&mut self, mut take: impl FnMut(&[u8]) -> io::Result<()>) -> io::Result<()> {
        self.rewind()?;
        loop {
            let read = self.read(BUFFER)?;
            take(read)?;
            if read.len() < BUFFER {
                return Ok(());
            }
        }
    }

    /// Replaces what `into` holds by the `count` numbers that follow.
    ///
    /// # Errors
    /// When the file cannot be read, or has not so many.
    pub(super) fn read_numbers(&mut self, count: usize, into: &mut Vec<u32>) -> io::Result<()> {
        into.clear();
        into.reserve(count);
        while into.len() < count {
            let wanted = BUFFER.min(4 * (count - into.len()));
            let read = self.read(wanted)?;
            if read.len() < wanted {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            let (numbers, _) = read.as_chunks();
            into.extend(numbers.iter().map(|number| u32::from_le_bytes(*number)));
        }
        Ok(())
    }
}
