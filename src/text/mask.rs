//! A copy of a text in which markup is blanked and every offset stays what it was.
//!
//! Whoever reads prose must not see emphasis marks, link targets, code or comments, and must
//! still say where in the file each word stands. So markup is overwritten, byte for byte: with a
//! space where it separates words, with [`JOINT`] where it stands inside one.

use std::borrow::Cow;

use super::Span;

/// Stands for a byte of markup that separates nothing: the words around it belong together.
///
/// It is DELETE, a control character that no prose holds. Tokenisers step over it.
pub const JOINT: char = '\u{7f}';

/// Whether `c` is the filler of [`JOINT`] bytes.
#[must_use]
pub const fn is_joint(c: char) -> bool {
    c == JOINT
}

/// `text` on one line as it is read: without joints, each run of white space as one space, none at
/// the ends.
#[must_use]
pub fn one_line(text: &str) -> Cow<'_, str> {
    if is_one_line(text.as_bytes()) {
        return Cow::Borrowed(text);
    }
    let mut line = String::with_capacity(text.len());
    let mut parted = false;
    for c in text.chars() {
        if c.is_whitespace() {
            parted = !line.is_empty();
        } else if !is_joint(c) {
            if std::mem::take(&mut parted) {
                line.push(' ');
            }
            line.push(c);
        }
    }
    Cow::Owned(line)
}

/// Whether text is as [`one_line`] makes it. May say no of some that is: of characters that begin with
/// the same byte as white space, it knows the quotation marks, dashes and the ellipsis.
fn is_one_line(bytes: &[u8]) -> bool {
    let mut before = b' ';
    for (at, &byte) in bytes.iter().enumerate() {
        let even = match byte {
            b' ' => before != b' ',
            0x21..=0x7e | 0x80..=0xc1 | 0xc3..=0xe0 | 0xe4.. => true,
            0xe2 => matches!(bytes.get(at + 1..at + 3), Some([0x80, 0x90..=0xa7])),
            _ => false,
        };
        if !even {
            return false;
        }
        before = byte;
    }
    before != b' ' || bytes.is_empty()
}

/// A text being masked.
#[derive(Clone, Debug)]
pub struct Mask {
    bytes: Vec<u8>,
}

impl Mask {
    /// Starts from `text`, unmasked.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self { bytes: text.as_bytes().to_vec() }
    }

    /// Overwrites `span` with spaces; line breaks stay, so that lines keep their numbers.
    pub fn blank(&mut self, span: Span) {
        self.fill(span, b' ');
    }

    /// Overwrites `span` with [`JOINT`]s; line breaks stay.
    pub fn join(&mut self, span: Span) {
        self.fill(span, JOINT as u8);
    }

    /// Writes `replacement` at the start of `span` and joints behind it; a replacement that
    /// does not fit (no entity of HTML is shorter than what it stands for) leaves `span` alone.
    pub fn replace(&mut self, span: Span, replacement: &str) {
        if replacement.len() > span.len() {
            return;
        }
        self.join(span);
        if let Some(place) = self.bytes.get_mut(span.start..span.start + replacement.len()) {
            place.copy_from_slice(replacement.as_bytes());
        }
    }

    /// The masked text, as long as the one it was made from.
    ///
    /// A span that cut a character in half would leave broken UTF-8; such bytes become spaces.
    #[must_use]
    pub fn finish(self) -> String {
        String::from_utf8(self.bytes).unwrap_or_else(|broken| {
            let mut bytes = broken.into_bytes();
            while let Err(error) = std::str::from_utf8(&bytes) {
                let start = error.valid_up_to();
                let end = error.error_len().map_or(bytes.len(), |n| start + n);
                bytes.get_mut(start..end).into_iter().flatten().for_each(|byte| *byte = b' ');
            }
            String::from_utf8(bytes).unwrap_or_default()
        })
    }

    fn fill(&mut self, span: Span, with: u8) {
        for byte in self.bytes.get_mut(span.range()).into_iter().flatten() {
            if !matches!(*byte, b'\n' | b'\r') {
                *byte = with;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_stay() {
        let text = "un*real*\n&quot;x";
        let mut mask = Mask::new(text);
        mask.join(Span::new(2, 3));
        mask.blank(Span::new(7, 9));
        mask.replace(Span::new(9, 15), "\"");
        let masked = mask.finish();
        assert_eq!(masked.len(), text.len());
        assert_eq!(masked, "un\u{7f}real \n\"\u{7f}\u{7f}\u{7f}\u{7f}\u{7f}x");
    }

    #[test]
    fn a_cut_character_does_no_harm() {
        let mut mask = Mask::new("é!");
        mask.blank(Span::new(0, 1));
        assert_eq!(mask.finish(), "  !");
    }
}
