//! The bytes of a segment, wherever they are, and the numbers in them.

use std::fs::File;
use std::ops::{Deref, Range};

use memmap2::Mmap;

/// Bytes in memory, or those of a file that the system brings in as they are touched.
#[derive(Debug)]
pub(super) enum Bytes {
    Owned(Vec<u8>),
    Mapped(Mmap),
}

impl Bytes {
    /// Maps `file`, which nobody writes to.
    ///
    /// # Errors
    /// When the system refuses.
    pub(super) fn of(file: &File) -> std::io::Result<Self> {
        // Reading instead of mapping would cost 2 s and 5 GB of memory where an archive's index is as large, against
        // 1 ms; reading each list when it is asked for, a call to the system for each of the 50 lists of a look-up,
        // three times as long as all the rest of it.
        #[expect(
            unsafe_code,
            reason = "mapping is undefined only when the file is changed in place: segments are written under another \
                      name, renamed when complete, and from then on only read or unlinked, which a map survives"
        )]
        let map = unsafe { Mmap::map(file) }?;
        Ok(Self::Mapped(map))
    }

    /// Has the system take back the memory in which it brought in what was touched of `places`; what is touched
    /// again it brings in again, usually from its own cache.
    pub(super) fn release(&self, places: &Range<usize>) {
        #[cfg(unix)]
        if let Self::Mapped(map) = self {
            // Looking up a hundred quotations in ten thousand articles touches most pages of the index, which count
            // as the program's: 60 of 140 MB. Typing goes on in one quotation and touches few.
            #[expect(
                unsafe_code,
                reason = "the advice is undefined only for maps that hold changes: this one is of a file, read only"
            )]
            let released =
                unsafe { map.unchecked_advise_range(memmap2::UncheckedAdvice::DontNeed, places.start, places.len()) };
            // Where the system cannot, it keeps them.
            drop(released);
        }
    }
}

impl Deref for Bytes {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        match self {
            Self::Owned(bytes) => bytes,
            Self::Mapped(map) => map,
        }
    }
}

/// The `index`th number of four bytes; 0 beyond the end.
#[inline]
pub(super) fn u32_at(bytes: &[u8], index: usize) -> u32 {
    let at = index.saturating_mul(4);
    bytes.get(at..).and_then(|rest| rest.first_chunk()).map_or(0, |chunk| u32::from_le_bytes(*chunk))
}

/// The `index`th number of eight bytes; 0 beyond the end.
#[inline]
pub(super) fn u64_at(bytes: &[u8], index: usize) -> u64 {
    let at = index.saturating_mul(8);
    bytes.get(at..).and_then(|rest| rest.first_chunk()).map_or(0, |chunk| u64::from_le_bytes(*chunk))
}

/// How many bytes a key of eight bytes takes with its number of four.
pub(super) const KEYED: usize = 12;

/// The `index`th key and the number that stands with it; 0 beyond the end.
#[inline]
pub(super) fn keyed_at(bytes: &[u8], index: usize) -> (u64, u32) {
    let entry = bytes.get(index.saturating_mul(KEYED)..).unwrap_or_default();
    (u64_at(entry, 0), u32_at(entry, 2))
}

/// Appends `number`, seven bits a byte, the lowest first.
#[inline]
pub(super) fn put(out: &mut Vec<u8>, mut number: u32) {
    while number >= 0x80 {
        out.push(number.to_le_bytes()[0] | 0x80);
        number >>= 7;
    }
    out.push(number.to_le_bytes()[0]);
}

/// Takes a number that [`put`] wrote off the front of `bytes`; `None` at their end, and where five
/// bytes are no number.
#[inline]
pub(super) fn take(bytes: &mut &[u8]) -> Option<u32> {
    let mut number = 0_u32;
    let mut shift = 0;
    loop {
        let (&byte, rest) = bytes.split_first()?;
        *bytes = rest;
        number |= u32::from(byte & 0x7f).checked_shl(shift)?;
        if byte < 0x80 {
            return Some(number);
        }
        shift += 7;
    }
}

/// The part of `bytes` in `range`; nothing where it lies outside.
#[inline]
pub(super) fn part<'a>(bytes: &'a [u8], range: &Range<usize>) -> &'a [u8] {
    bytes.get(range.clone()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_come_back() {
        let numbers = [0, 1, 127, 128, 300, 16_383, 16_384, u32::MAX];
        let mut bytes = Vec::new();
        numbers.iter().for_each(|number| put(&mut bytes, *number));
        let mut rest = bytes.as_slice();
        assert_eq!(numbers.map(|_| take(&mut rest)), numbers.map(Some));
        assert_eq!(take(&mut rest), None);
        assert_eq!(take(&mut [0xff; 9].as_slice()), None);
    }
}
