//! Where words stand: of each how far it is from the one before, and how long it is.

use crate::text::{Span, Word, WordKey};

/// The places of `words`.
pub(super) fn pack(words: &[Word]) -> Vec<u8> {
    let mut packed = Vec::with_capacity(2 * words.len());
    let mut behind = 0;
    for word in words {
        put(&mut packed, word.span.start - behind);
        put(&mut packed, word.span.len());
        behind = word.span.end;
    }
    packed
}

/// The words with these `keys` at the places `packed`; `None` where those do not fit `prose`, or
/// are more or fewer.
pub(super) fn unpack(mut packed: &[u8], keys: &[WordKey], prose: &str) -> Option<Vec<Word>> {
    let mut words = Vec::with_capacity(keys.len());
    let mut behind = 0_usize;
    for key in keys {
        let start = behind.checked_add(take(&mut packed)?)?;
        let end = start.checked_add(take(&mut packed)?)?;
        words.push(Word { span: Span::new(start, end), key: *key });
        behind = end;
    }
    (packed.is_empty() && behind <= prose.len()).then_some(words)
}

/// Appends `number`, seven bits a byte, the lowest first.
pub(super) fn put(packed: &mut Vec<u8>, mut number: usize) {
    while number >= 0x80 {
        packed.push(number.to_le_bytes()[0] | 0x80);
        number >>= 7;
    }
    packed.push(number.to_le_bytes()[0]);
}

/// Takes a number that [`put`] wrote off the front of `packed`.
pub(super) fn take(packed: &mut &[u8]) -> Option<usize> {
    let mut number = 0_usize;
    for shift in (0..usize::BITS).step_by(7) {
        let (&byte, rest) = packed.split_first()?;
        *packed = rest;
        number |= usize::from(byte & 0x7f) << shift;
        if byte < 0x80 {
            return Some(number);
        }
    }
    None
}
