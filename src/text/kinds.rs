//! What single bytes are for words.

use super::is_joint;

/// What a byte is for words.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A letter or a digit of ASCII.
    Letter,
    /// A character of ASCII that is a word by itself.
    Symbol,
    /// A character of ASCII that is no word nor part of one, whatever stands behind it.
    Parts,
    /// Anything else.
    Other,
}

/// Looked up, as it is asked of every byte of every text.
#[inline]
pub(super) fn kind(byte: u8) -> Kind {
    const KINDS: [Kind; 256] = {
        let mut kinds = [Kind::Other; 256];
        let mut byte = 0_u8;
        while byte.is_ascii() {
            let c = byte as char;
            kinds[byte as usize] = if c.is_ascii_alphanumeric() {
                Kind::Letter
            } else if is_symbol_word(c) {
                Kind::Symbol
            } else if is_joint(c) {
                Kind::Other
            } else {
                Kind::Parts
            };
            byte += 1;
        }
        kinds
    };
    KINDS.get(usize::from(byte)).copied().unwrap_or(Kind::Other)
}

/// Whether a byte is a letter or a digit of ASCII.
#[inline]
pub(crate) fn is_letter(byte: u8) -> bool {
    kind(byte) == Kind::Letter
}

/// Whether a character is a word by itself, because it is read as one.
pub(super) const fn is_symbol_word(c: char) -> bool {
    matches!(c, '%' | '&')
}
