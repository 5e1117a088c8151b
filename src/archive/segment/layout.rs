//! Where what stands in a segment: its sections, one after the other, then a table of them.
//!
//! ```text
//! magic, version │ sections … │ table: sizes, and of each section its place, length and checksum │ checksum, length of the table, magic
//! ```
//!
//! The table is at the end, so that a segment is written from front to back, and a file that was cut off has none.

use std::io::{self, Write};
use std::ops::Range;

use xxhash_rust::xxh3::{Xxh3Default, xxh3_64};

use super::bytes::{KEYED, part, u64_at};
use super::postings::{GROUP, RECORD};

const MAGIC: &[u8; 8] = b"VERBASEG";
/// Raised whenever the same bytes would mean something else.
const VERSION: u32 = 3;
const HEAD: usize = MAGIC.len() + 4;
const TAIL: usize = 8 + 8 + MAGIC.len();

/// What stands in a section.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Section {
    /// The bodies of the documents.
    Bodies,
    /// The cards of the documents.
    Cards,
    /// For each document its first block, how many words it has, and where its card and body end.
    Documents,
    /// The distinct keys of words, ascending, each with the word's rank: the commonest word has rank 0.
    Keys,
    /// All keys that there can be are shared out evenly, in their order: for each share, where its keys start.
    KeyStarts,
    /// For each rank, its key: the common words of a text are close together there.
    ByRank,
    /// For each rank, how often the word stands in all documents together.
    Occurrences,
    /// For each rank, in how many blocks the word stands.
    Frequencies,
    /// The ranks of all words of all documents.
    Stream,
    /// For each block, where in the stream it begins, and whose it is.
    Blocks,
    WordRecords,
    WordLists,
    PairRecords,
    PairLists,
    TripleRecords,
    TripleLists,
}

impl Section {
    const COUNT: usize = Self::TripleLists as usize + 1;

    /// What look-ups go through to find what they look at.
    pub(super) const TABLES: [Self; 10] = [
        Self::Documents,
        Self::Keys,
        Self::KeyStarts,
        Self::ByRank,
        Self::Occurrences,
        Self::Frequencies,
        Self::Blocks,
        Self::WordRecords,
        Self::PairRecords,
        Self::TripleRecords,
    ];

    /// What there is to be looked at.
    pub(super) const CONTENTS: [Self; Self::COUNT - Self::TABLES.len()] =
        [Self::Bodies, Self::Cards, Self::Stream, Self::WordLists, Self::PairLists, Self::TripleLists];
}

/// How much of everything there is, and how it was indexed.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub(super) struct Sizes {
    pub(super) documents: u64,
    pub(super) words: u64,
    pub(super) blocks: u64,
    pub(super) vocabulary: u64,
    /// How many shares [`Section::KeyStarts`] has.
    pub(super) key_starts: u64,
    /// How many lists of pairs there are, and of triples.
    pub(super) pair_lists: u64,
    pub(super) triple_lists: u64,
    /// A word in so many blocks or fewer is rare: pairs with it are not listed.
    pub(super) rare: u64,
    /// A list of pairs of so many bytes or fewer is short: triples with them are not listed.
    pub(super) short: u64,
}

impl Sizes {
    const COUNT: usize = 9;

    fn numbers(self) -> [u64; Self::COUNT] {
        [
            self.documents,
            self.words,
            self.blocks,
            self.vocabulary,
            self.key_starts,
            self.pair_lists,
            self.triple_lists,
            self.rare,
            self.short,
        ]
    }

    fn of(
        [documents, words, blocks, vocabulary, key_starts, pair_lists, triple_lists, rare, short]: [u64; Self::COUNT],
    ) -> Self {
        Self { documents, words, blocks, vocabulary, key_starts, pair_lists, triple_lists, rare, short }
    }
}

/// Why a file is no segment that can be used. It is to be made anew.
#[derive(Debug)]
pub enum Damage {
    /// It cannot be read.
    Unreadable(io::Error),
    /// It is something else.
    Foreign,
    /// Another release of the program wrote it.
    Version(u32),
    /// It is cut off, or bytes of it have changed.
    Broken,
}

impl std::fmt::Display for Damage {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Unreadable(error) => write!(f, "cannot be read: {error}"),
            Self::Foreign => f.write_str("is no part of an archive"),
            Self::Version(version) => {
                write!(f, "has the format {version}, and this release reads the format {VERSION}")
            }
            Self::Broken => f.write_str("is damaged"),
        }
    }
}

impl std::error::Error for Damage {}

impl From<io::Error> for Damage {
    fn from(error: io::Error) -> Self {
        Self::Unreadable(error)
    }
}

/// Where everything is.
#[derive(Clone, Debug)]
pub(super) struct Layout {
    pub(super) sizes: Sizes,
    sections: [Range<usize>; Section::COUNT],
    checksums: [u64; Section::COUNT],
}

impl Layout {
    /// Reads the table of a segment.
    ///
    /// # Errors
    /// When the bytes are no segment, or not all of one.
    pub(super) fn read(bytes: &[u8]) -> Result<Self, Damage> {
        if bytes.len() < HEAD + TAIL || !bytes.starts_with(MAGIC) {
            return Err(if MAGIC.starts_with(bytes) { Damage::Broken } else { Damage::Foreign });
        }
        let version = super::bytes::u32_at(part(bytes, &(MAGIC.len()..HEAD)), 0);
        if version != VERSION {
            return Err(Damage::Version(version));
        }
        let tail = part(bytes, &(bytes.len() - TAIL..bytes.len()));
        if !tail.ends_with(MAGIC) {
            return Err(Damage::Broken);
        }
        let table = usize::try_from(u64_at(tail, 1)).unwrap_or(usize::MAX);
        let start = (bytes.len() - TAIL).checked_sub(table).ok_or(Damage::Broken)?;
        let table = part(bytes, &(start..bytes.len() - TAIL));
        if table.len() != (Sizes::COUNT + 3 * Section::COUNT) * 8 || xxh3_64(table) != u64_at(tail, 0) {
            return Err(Damage::Broken);
        }
        let number = |index: usize| u64_at(table, index);
        let sizes = Sizes::of(std::array::from_fn(number));
        let row = |section: usize, column: usize| number(Sizes::COUNT + 3 * section + column);
        let place = |section: usize| {
            let from = usize::try_from(row(section, 0)).unwrap_or(usize::MAX);
            from..from.saturating_add(usize::try_from(row(section, 1)).unwrap_or(usize::MAX))
        };
        let layout =
            Self { sizes, sections: std::array::from_fn(place), checksums: std::array::from_fn(|n| row(n, 2)) };
        if layout.sections.iter().any(|range| range.end > start) || !layout.fits() {
            return Err(Damage::Broken);
        }
        Ok(layout)
    }

    /// Whether the sections are as long as their numbers of entries ask for.
    fn fits(&self) -> bool {
        let Sizes { documents, blocks, vocabulary, key_starts, pair_lists, triple_lists, .. } = self.sizes;
        let len = |section: Section| self.place(section).len() as u64;
        let records = |lists: u64| lists.div_ceil(GROUP).saturating_mul(RECORD as u64);
        len(Section::Documents) == documents.saturating_mul(24)
            && len(Section::Keys) == vocabulary.saturating_mul(KEYED as u64)
            && len(Section::ByRank) == vocabulary.saturating_mul(8)
            && len(Section::Occurrences) == vocabulary.saturating_mul(4)
            && len(Section::Frequencies) == vocabulary.saturating_mul(4)
            && len(Section::KeyStarts) == key_starts.saturating_add(1).saturating_mul(4)
            && len(Section::Blocks) == blocks.saturating_mul(8)
            && len(Section::WordRecords) == records(vocabulary)
            && len(Section::PairRecords) == records(pair_lists)
            && len(Section::TripleRecords) == records(triple_lists)
            && u32::try_from(documents.max(blocks).max(vocabulary)).is_ok()
    }

    /// Whether all bytes are those that were written.
    pub(super) fn is_intact(&self, bytes: &[u8]) -> bool {
        self.sections.iter().zip(&self.checksums).all(|(range, checksum)| xxh3_64(part(bytes, range)) == *checksum)
    }

    /// Where `section` is.
    #[inline]
    pub(super) fn place(&self, section: Section) -> &Range<usize> {
        // There is a place for each of them.
        self.sections.get(section as usize).unwrap_or(&(0..0))
    }

    /// The bytes of `section`.
    #[inline]
    pub(super) fn section<'a>(&self, bytes: &'a [u8], section: Section) -> &'a [u8] {
        part(bytes, self.place(section))
    }
}

/// Writes the sections of a segment, one after the other, and the table at the end.
pub(super) struct Sink<W> {
    out: W,
    at: u64,
    open: Option<(Section, u64, Xxh3Default)>,
    rows: [[u64; 3]; Section::COUNT],
    /// What was put last: most of it comes a number at a time, and is written and digested together.
    held: Vec<u8>,
}

/// How many bytes are held before they are written.
const HELD: usize = 4096;

impl<W: Write> Sink<W> {
    /// Begins a segment.
    ///
    /// # Errors
    /// When nothing can be written.
    pub(super) fn new(mut out: W) -> io::Result<Self> {
        out.write_all(MAGIC)?;
        out.write_all(&VERSION.to_le_bytes())?;
        let rows = [[HEAD as u64, 0, 0]; Section::COUNT];
        Ok(Self { out, at: HEAD as u64, open: None, rows, held: Vec::with_capacity(HELD) })
    }

    /// Begins `section`; the one before it is complete.
    ///
    /// # Errors
    /// When what is held of that cannot be written.
    pub(super) fn begin(&mut self, section: Section) -> io::Result<()> {
        self.close()?;
        self.open = Some((section, self.at, Xxh3Default::new()));
        Ok(())
    }

    fn close(&mut self) -> io::Result<()> {
        self.write_held()?;
        if let Some((section, from, hash)) = self.open.take()
            && let Some(row) = self.rows.get_mut(section as usize)
        {
            *row = [from, self.at - from, hash.digest()];
        }
        Ok(())
    }

    fn write_held(&mut self) -> io::Result<()> {
        let held = std::mem::take(&mut self.held);
        self.write(&held)?;
        self.held = held;
        self.held.clear();
        Ok(())
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.out.write_all(bytes)?;
        self.at += bytes.len() as u64;
        if let Some((_, _, hash)) = &mut self.open {
            hash.update(bytes);
        }
        Ok(())
    }

    /// Adds bytes to the section that was begun.
    ///
    /// # Errors
    /// When they cannot be written.
    pub(super) fn put(&mut self, bytes: &[u8]) -> io::Result<()> {
        if self.held.len() + bytes.len() > HELD {
            self.write_held()?;
            if bytes.len() > HELD {
                return self.write(bytes);
            }
        }
        self.held.extend_from_slice(bytes);
        Ok(())
    }

    /// Completes the segment.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(super) fn finish(mut self, sizes: Sizes) -> io::Result<W> {
        self.close()?;
        let empty = xxh3_64(&[]);
        let checksum = |row: &[u64; 3]| if row[1] == 0 { [row[0], 0, empty] } else { *row };
        let rows = self.rows.iter().flat_map(checksum);
        let table: Vec<u8> = sizes.numbers().into_iter().chain(rows).flat_map(u64::to_le_bytes).collect();
        self.out.write_all(&table)?;
        self.out.write_all(&xxh3_64(&table).to_le_bytes())?;
        self.out.write_all(&(table.len() as u64).to_le_bytes())?;
        self.out.write_all(MAGIC)?;
        self.out.flush()?;
        Ok(self.out)
    }
}
