//! Positions of the protocol and bytes of a text: the only place that turns one into the other.
//!
//! The protocol counts lines from 0 and columns from 0 in code units of a negotiated encoding.
//! A place that the text does not have is moved to the nearest one before it: clients do send
//! columns behind the end of a line, and one that lands inside a character.

use ropey::Rope;
use tower_lsp::ls_types::{Position, PositionEncodingKind, Range};

use crate::text::{LineIndex, Span};

/// The unit in which columns are counted.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub(super) enum Encoding {
    /// Bytes.
    Utf8,
    /// UTF-16 code units: what a client means that says nothing.
    #[default]
    Utf16,
    /// Unicode scalar values.
    Utf32,
}

impl Encoding {
    /// The encoding to use with a client that offers `offered`: bytes where they are on offer,
    /// because they cost no counting; else UTF-16, which every client must understand, unless
    /// it offers other things only.
    pub(super) fn negotiate(offered: Option<&[PositionEncodingKind]>) -> Self {
        let offers = |kind| offered.is_some_and(|kinds| kinds.contains(&kind));
        if offers(PositionEncodingKind::UTF8) {
            Self::Utf8
        } else if offers(PositionEncodingKind::UTF32) && !offers(PositionEncodingKind::UTF16) {
            Self::Utf32
        } else {
            Self::Utf16
        }
    }

    /// Its name on the wire.
    pub(super) fn kind(self) -> PositionEncodingKind {
        match self {
            Self::Utf8 => PositionEncodingKind::UTF8,
            Self::Utf16 => PositionEncodingKind::UTF16,
            Self::Utf32 => PositionEncodingKind::UTF32,
        }
    }

    /// The byte of `text` at `position`; out of range, the nearest place before it.
    pub(super) fn offset(self, text: &Rope, position: Position) -> usize {
        text.char_to_byte(self.char_at(text, position))
    }

    /// The character (from 0) of `text` at `position`; out of range, the nearest before it.
    pub(super) fn char_at(self, text: &Rope, position: Position) -> usize {
        let line = position.line as usize;
        if line >= text.len_lines() {
            return text.len_chars();
        }
        let start = text.line_to_char(line);
        let end = line_end(text, line);
        let column = position.character as usize;
        let reached = match self {
            Self::Utf8 => text.byte_to_char((text.char_to_byte(start) + column).min(text.char_to_byte(end))),
            Self::Utf16 => {
                let unit = text.char_to_utf16_cu(start) + column;
                text.utf16_cu_to_char(unit.min(text.char_to_utf16_cu(end)))
            }
            Self::Utf32 => start + column,
        };
        reached.clamp(start, end)
    }

    /// The position of the byte at `offset`; inside a character, of the character; past the
    /// end, of the end.
    pub(super) fn position(self, text: &Rope, offset: usize) -> Position {
        let at = text.byte_to_char(offset.min(text.len_bytes()));
        let line = text.char_to_line(at);
        let start = text.line_to_char(line);
        // A place between the two characters of a line break is the end of its line.
        let at = at.min(line_end(text, line));
        let column = match self {
            Self::Utf8 => text.char_to_byte(at) - text.char_to_byte(start),
            Self::Utf16 => text.char_to_utf16_cu(at) - text.char_to_utf16_cu(start),
            Self::Utf32 => at - start,
        };
        Position::new(wire(line), wire(column))
    }

    /// The range of `span`.
    pub(super) fn range(self, text: &Rope, span: Span) -> Range {
        Range::new(self.position(text, span.start), self.position(text, span.end))
    }

    /// As [`Self::range`], of a `text` whose `lines` are known: for the many spans of one text.
    pub(super) fn range_in(self, lines: &LineIndex, text: &str, span: Span) -> Range {
        Range::new(self.position_in(lines, text, span.start), self.position_in(lines, text, span.end))
    }

    fn position_in(self, lines: &LineIndex, text: &str, offset: usize) -> Position {
        let mut at = offset.min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        let line = lines.line_of(at);
        let whole = lines.span(text, line);
        // A place between the two characters of a line break is the end of its line.
        let before = Span::new(whole.start, at.min(whole.end)).of(text);
        let column = match self {
            Self::Utf8 => before.len(),
            Self::Utf16 => before.as_bytes().chunks(128).map(utf16_units).sum(),
            Self::Utf32 => before.chars().count(),
        };
        Position::new(wire(line), wire(column))
    }

    /// How many columns line `line` has, its line break left out.
    pub(super) fn line_length(self, text: &Rope, line: u32) -> u32 {
        let line = (line as usize).min(text.len_lines().saturating_sub(1));
        self.position(text, text.char_to_byte(line_end(text, line))).character
    }

    /// The bytes of `range`; an end before the start is taken for the start.
    pub(super) fn span(self, text: &Rope, range: Range) -> Span {
        Span::new(self.offset(text, range.start), self.offset(text, range.end))
    }
}

/// The character behind the last of line `line`, its line break left out.
fn line_end(text: &Rope, line: usize) -> usize {
    let start = text.line_to_char(line);
    let mut end = text.line_to_char(line + 1);
    if line + 1 == text.len_lines() {
        return end;
    }
    if end > start && matches!(text.get_char(end - 1), Some('\n' | '\r')) {
        let feed = text.get_char(end - 1) == Some('\n');
        end -= 1;
        if feed && end > start && text.get_char(end - 1) == Some('\r') {
            end -= 1;
        }
    }
    end
}

/// How many UTF-16 code units the characters have that begin in `bytes`, at most 128 of a text's. What is beyond the
/// basic plane has four bytes and two units; of any other character the first byte counts. The sum fits a byte, so
/// that many are added at once: there are three bytes behind one that counts twice.
fn utf16_units(bytes: &[u8]) -> usize {
    usize::from(bytes.iter().map(|b| u8::from(!(0x80..0xc0).contains(b)) + u8::from(*b >= 0xf0)).sum::<u8>())
}

/// A count as the protocol has it; its integers end at 2^31 - 1.
fn wire(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX).min(i32::MAX as u32)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const ENCODINGS: [Encoding; 3] = [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32];

    /// The slow, obvious way: walks the text from its beginning.
    fn walk(text: &str, offset: usize, encoding: Encoding) -> Position {
        let (mut line, mut column) = (0, 0);
        let mut chars = text.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            if at >= offset {
                break;
            }
            let next = chars.peek().map(|(_, c)| *c);
            if c == '\r' && next == Some('\n') && at + 1 >= offset {
                break;
            }
            if c == '\n' || (c == '\r' && next != Some('\n')) {
                (line, column) = (line + 1, 0);
            } else if c != '\r' {
                column += match encoding {
                    Encoding::Utf8 => c.len_utf8(),
                    Encoding::Utf16 => c.len_utf16(),
                    Encoding::Utf32 => 1,
                };
            }
        }
        Position::new(line, u32::try_from(column).unwrap())
    }

    fn texts() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            Just("a"),
            Just(" "),
            Just("é"),
            Just("e\u{301}"),
            Just("“"),
            Just("漢字"),
            Just("🎉"),
            Just("👩‍👩‍👧"),
            Just("\n"),
            Just("\r\n"),
            Just("\r"),
            Just("\u{2028}"),
            Just("\u{85}"),
            Just("\u{b}"),
            Just("\u{200b}"),
        ];
        prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #[test]
        fn positions_agree_with_a_walk_and_come_back(text in texts()) {
            let rope = Rope::from_str(&text);
            for encoding in ENCODINGS {
                for offset in (0..=text.len()).filter(|o| text.is_char_boundary(*o)) {
                    let position = encoding.position(&rope, offset);
                    prop_assert_eq!(position, walk(&text, offset, encoding));
                    let lines = LineIndex::new(&text);
                    let range = encoding.range_in(&lines, &text, Span::new(offset, text.len() + 1));
                    prop_assert_eq!(range, encoding.range(&rope, Span::new(offset, text.len() + 1)));
                    let inside_break = offset > 0 && text[..offset].ends_with('\r') && text[offset..].starts_with('\n');
                    if !inside_break {
                        prop_assert_eq!(encoding.offset(&rope, position), offset);
                    }
                }
            }
        }

        #[test]
        fn any_position_leads_to_a_boundary(text in texts(), line in 0u32..80, column in prop_oneof![0u32..200, Just(u32::MAX)]) {
            let rope = Rope::from_str(&text);
            for encoding in ENCODINGS {
                let offset = encoding.offset(&rope, Position::new(line, column));
                prop_assert!(text.is_char_boundary(offset));
                let back = encoding.position(&rope, offset);
                prop_assert!(back <= Position::new(line, column));
            }
        }

        #[test]
        fn lines_are_those_of_the_line_index(text in texts()) {
            prop_assert_eq!(Rope::from_str(&text).len_lines(), crate::text::LineIndex::new(&text).len());
        }
    }

    #[test]
    fn a_column_inside_a_surrogate_pair_is_its_beginning() {
        let rope = Rope::from_str("a🎉b");
        assert_eq!(Encoding::Utf16.offset(&rope, Position::new(0, 2)), 1);
        assert_eq!(Encoding::Utf16.offset(&rope, Position::new(0, 3)), 5);
    }

    #[test]
    fn the_encoding_is_what_the_client_can_do() {
        use PositionEncodingKind as Kind;
        assert_eq!(Encoding::negotiate(None), Encoding::Utf16);
        assert_eq!(Encoding::negotiate(Some(&[])), Encoding::Utf16);
        assert_eq!(Encoding::negotiate(Some(&[Kind::UTF16, Kind::UTF8])), Encoding::Utf8);
        assert_eq!(Encoding::negotiate(Some(&[Kind::UTF32, Kind::UTF16])), Encoding::Utf16);
        assert_eq!(Encoding::negotiate(Some(&[Kind::UTF32])), Encoding::Utf32);
    }
}
