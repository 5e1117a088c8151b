//! The words of documents in their order: the rank of each, seven bits a byte, block after block.

use std::ops::Range;

use super::bytes::take;
use super::{BLOCK, WordId};

/// How many blocks are read side by side. Where a word begins is known when the one before is read, and a processor
/// that reads one block has little to do meanwhile; of four blocks it reads the words in half the time.
const SIDE_BY_SIDE: usize = 4;

/// The words of a block.
type Words = [WordId; BLOCK];

/// Reads the words of neighbouring `blocks` of one document behind what `into` holds. Each begins in `stream` at its
/// `place` and ends at that of the next. All but the last have [`BLOCK`] words.
pub(super) fn read(stream: &[u8], blocks: Range<u32>, place: impl Fn(u32) -> usize, into: &mut Vec<WordId>) {
    let Some(last) = blocks.end.checked_sub(1).filter(|last| blocks.contains(last)) else { return };
    let begin = into.len();
    // A word's last byte is less than 128.
    let bytes = stream.get(place(last)..place(blocks.end)).unwrap_or_default();
    let of_last = bytes.iter().filter(|byte| **byte < 0x80).count().min(BLOCK);
    into.resize(begin + blocks.len() * BLOCK, 0);
    let (words, _) = into.get_mut(begin..).unwrap_or_default().as_chunks_mut::<BLOCK>();
    let (several, others) = words.as_chunks_mut::<SIDE_BY_SIDE>();
    let mut blocks = blocks.into_iter();
    let mut next = || blocks.next().map_or(usize::MAX, &place);
    for words in several {
        side_by_side(stream, [next(), next(), next(), next()], words.each_mut());
    }
    match others {
        [a, b, c] => side_by_side(stream, [next(), next(), next()], [a, b, c]),
        [a, b] => side_by_side(stream, [next(), next()], [a, b]),
        [a] => side_by_side(stream, [next()], [a]),
        _ => {}
    }
    into.truncate(into.len() - BLOCK + of_last);
}

/// Reads blocks that begin at `places`; behind the end of a short one stands what follows it in the stream.
#[inline]
fn side_by_side<const N: usize>(stream: &[u8], mut places: [usize; N], blocks: [&mut Words; N]) {
    #[expect(clippy::needless_range_loop, reason = "with iterators over the blocks compilers read one after the other")]
    for at in 0..BLOCK {
        for n in 0..N {
            blocks[n][at] = next(stream, &mut places[n]);
        }
    }
}

/// The word at `place`, which is moved behind it; 0 where there is none.
#[inline]
fn next(stream: &[u8], place: &mut usize) -> WordId {
    let rest = stream.get(*place..).unwrap_or_default();
    // Nearly all words are common enough for one byte or two, and which of them cannot be foreseen: both are read.
    if let Some(two) = rest.first_chunk() {
        let two = u16::from_le_bytes(*two);
        let goes_on = two >> 7 & 1;
        if two & 0x8080 != 0x8080 {
            *place += 1 + usize::from(goes_on);
            return WordId::from(two & 0x7f | two >> 1 & 0x3f80 & goes_on.wrapping_neg());
        }
    }
    let mut unread = rest;
    let word = take(&mut unread).unwrap_or_default();
    *place += rest.len() - unread.len();
    word
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::bytes::put;
    use super::*;

    proptest! {
        #[test]
        fn words_come_back(
            before in prop::collection::vec(0_u32..200, 0..3),
            words in prop::collection::vec(prop_oneof![0_u32..300, 0_u32..40_000, any::<u32>()], 1..700),
            behind in prop::collection::vec(0_u32..200, 0..3),
        ) {
            let mut stream = Vec::new();
            before.iter().for_each(|word| put(&mut stream, *word));
            let mut places = Vec::new();
            for block in words.chunks(BLOCK) {
                places.push(stream.len());
                block.iter().for_each(|word| put(&mut stream, *word));
            }
            places.push(stream.len());
            behind.iter().for_each(|word| put(&mut stream, *word));
            let mut read_back = before.clone();
            let blocks = 0..u32::try_from(places.len() - 1).unwrap();
            read(&stream, blocks, |block| places[block as usize], &mut read_back);
            prop_assert_eq!(read_back, [before, words].concat());
        }

        #[test]
        fn whatever_the_bytes_are_reading_ends(
            stream in prop::collection::vec(any::<u8>(), 0..300),
            places in prop::collection::vec(0_usize..400, 0..9),
        ) {
            let mut words = Vec::new();
            let blocks = 0..u32::try_from(places.len()).unwrap();
            read(&stream, blocks, |block| places.get(block as usize).copied().unwrap_or(stream.len()), &mut words);
            prop_assert!(words.len() <= places.len() * BLOCK);
        }
    }
}
