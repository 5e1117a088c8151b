//! The words of documents in their order: the rank of each, seven bits a byte, the lowest first.

use std::ops::Range;

use super::WordId;
use super::bytes::take;

/// Reads the words with the numbers `wanted` behind what `into` holds, counted from the first of `stream`, as far as it
/// has them.
pub(super) fn read<'a>(stream: &'a [u8], wanted: Range<usize>, into: &mut Vec<WordId>) {
    let rest = stream.get(place_of(stream, wanted.start)..).unwrap_or_default();
    let count = count_up_to(rest, wanted.len());
    // Where a word begins is known when the one before is read, and a processor that reads one after the other has little
    // to do meanwhile: of four stretches side by side it reads the words in half the time.
    let each = count.div_ceil(4);
    let begin = into.len();
    into.resize(begin + 4 * each, 0);
    let behind = |bytes: &&'a [u8]| bytes.get(place_of(bytes, each)..);
    let mut stretches = std::iter::successors(Some(rest), behind);
    let stretches: [&[u8]; 4] = std::array::from_fn(|_| stretches.next().unwrap_or_default());
    let mut words = into.get_mut(begin..).unwrap_or_default().chunks_exact_mut(each.max(1));
    if let [Some(a), Some(b), Some(c), Some(d)] = [words.next(), words.next(), words.next(), words.next()] {
        let mut places = [0; 4];
        for (((a, b), c), d) in a.iter_mut().zip(b).zip(c).zip(d) {
            for ((word, stretch), place) in [a, b, c, d].into_iter().zip(stretches).zip(&mut places) {
                *word = next(stretch, place);
            }
        }
    }
    into.truncate(begin + count);
}

/// The last byte of each word, in eight bytes: it is less than 128.
fn ends(eight: u64) -> u64 {
    !eight & 0x8080_8080_8080_8080
}

/// How many words `bytes` have, where they are no more than `most`.
fn count_up_to(bytes: &[u8], most: usize) -> usize {
    let (eights, others) = bytes.as_chunks();
    let mut count = others.iter().filter(|byte| **byte < 0x80).count();
    for eight in eights {
        count += ends(u64::from_le_bytes(*eight)).count_ones() as usize;
        if count >= most {
            return most;
        }
    }
    count.min(most)
}

/// Where the word with this number begins in `bytes`; where there are not so many, at their end.
fn place_of(bytes: &[u8], number: usize) -> usize {
    let mut left = number;
    let (eights, others) = bytes.as_chunks::<8>();
    for (at, eight) in eights.iter().enumerate() {
        let mut ends = ends(u64::from_le_bytes(*eight));
        let here = ends.count_ones() as usize;
        if here >= left {
            if left == 0 {
                return 8 * at;
            }
            (1..left).for_each(|_| ends &= ends - 1);
            return 8 * at + ends.trailing_zeros() as usize / 8 + 1;
        }
        left -= here;
    }
    let behind = bytes.len() - others.len();
    if left == 0 {
        return behind;
    }
    let end = others.iter().enumerate().filter(|(_, byte)| **byte < 0x80).nth(left - 1);
    end.map_or(bytes.len(), |(at, _)| behind + at + 1)
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
            words in prop::collection::vec(prop_oneof![0_u32..300, 0_u32..40_000, any::<u32>()], 0..700),
            from in 0_usize..750,
            len in prop_oneof![0_usize..200, Just(usize::MAX / 2)],
        ) {
            let mut stream = Vec::new();
            words.iter().for_each(|word| put(&mut stream, *word));
            let mut read_back = before.clone();
            read(&stream, from..from + len, &mut read_back);
            let expected = words.iter().skip(from).take(len).copied();
            prop_assert_eq!(read_back, before.into_iter().chain(expected).collect::<Vec<_>>());
        }

        #[test]
        fn whatever_the_bytes_are_reading_ends(
            stream in prop::collection::vec(any::<u8>(), 0..300),
            from in 0_usize..400,
            len in 0_usize..400,
        ) {
            let mut words = Vec::new();
            read(&stream, from..from + len, &mut words);
            prop_assert!(words.len() <= len.min(stream.len()));
        }
    }
}
