//! Lines and columns for people. The protocol's own positions are made in `server`.

use std::sync::OnceLock;

use memchr::memchr2_iter;

use super::Span;

/// Where lines begin in a text.
#[derive(Clone, Debug)]
pub struct LineIndex {
    starts: Vec<usize>,
    /// How many characters begin before each [`STRIDE`]th byte, so that a column is found without
    /// counting a line of megabytes from its start; counted when it is asked for first.
    characters: OnceLock<Vec<usize>>,
}

/// Every how many bytes characters are counted ahead.
const STRIDE: usize = 1024;

/// A place for a reader: line and column count from 1, the column in Unicode scalar values.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, serde::Serialize, serde::Deserialize, schemars::JsonSchema,
)]
pub struct Position {
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1, in Unicode scalar values.
    pub column: usize,
}

impl LineIndex {
    /// Reads the line starts of `text`. A line ends with `\n`, `\r\n` or a lone `\r`, as the
    /// language server protocol has it.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut starts = vec![0];
        for at in memchr2_iter(b'\n', b'\r', bytes) {
            if bytes.get(at) == Some(&b'\n') || bytes.get(at + 1) != Some(&b'\n') {
                starts.push(at + 1);
            }
        }
        Self { characters: OnceLock::new(), starts }
    }

    /// How many lines there are; the empty text has one.
    #[must_use]
    pub fn len(&self) -> usize {
        self.starts.len()
    }

    /// Whether there is no line, which never happens.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.starts.is_empty()
    }

    /// The line, from 0, in which the byte at `offset` stands.
    #[must_use]
    pub fn line_of(&self, offset: usize) -> usize {
        self.starts.partition_point(|&start| start <= offset).saturating_sub(1)
    }

    /// The bytes of line `line` (from 0) without its line break; empty past the last line.
    #[must_use]
    pub fn span(&self, text: &str, line: usize) -> Span {
        let Some(&start) = self.starts.get(line) else {
            return Span::at(text.len());
        };
        let end = self.starts.get(line + 1).copied().unwrap_or(text.len());
        let kept = Span::new(start, end).of(text).trim_end_matches(['\n', '\r']).len();
        Span::new(start, start + kept)
    }

    /// The place of the byte at `offset` for a reader.
    #[must_use]
    pub fn position(&self, text: &str, offset: usize) -> Position {
        let offset = offset.min(text.len());
        let line = self.line_of(offset);
        let start = self.starts.get(line).copied().unwrap_or(0);
        let column = self.characters_before(text, offset).saturating_sub(self.characters_before(text, start)) + 1;
        Position { line: line + 1, column }
    }

    /// How many characters of `text` begin before the byte at `offset`.
    fn characters_before(&self, text: &str, offset: usize) -> usize {
        let chunk = offset / STRIDE;
        let ahead = self.characters.get_or_init(|| counted(text.as_bytes())).get(chunk).copied();
        let rest = text.as_bytes().get(chunk * STRIDE..offset).unwrap_or_default();
        // Only the end of a text that fills its last chunk has no chunk of its own.
        ahead.map_or_else(|| text.chars().count(), |ahead| ahead + begin_in(rest))
    }
}

/// How many characters begin before each [`STRIDE`]th of `bytes`, which are a text's.
fn counted(bytes: &[u8]) -> Vec<usize> {
    let mut begun = 0;
    let count = |chunk: &[u8]| {
        let before = begun;
        begun += begin_in(chunk);
        before
    };
    bytes.chunks(STRIDE).map(count).collect()
}

/// How many characters begin in `bytes`, a part of a UTF-8 text.
fn begin_in(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| !matches!(byte, 0x80..=0xbf)).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_line_break_ends_a_line() {
        let text = "a\nb\r\nc\rd";
        let index = LineIndex::new(text);
        assert_eq!(index.len(), 4);
        let lines: Vec<_> = (0..4).map(|n| index.span(text, n).of(text)).collect();
        assert_eq!(lines, ["a", "b", "c", "d"]);
    }

    #[test]
    fn columns_count_scalar_values() {
        let text = "é🎉x";
        let index = LineIndex::new(text);
        assert_eq!(index.position(text, text.len() - 1), Position { line: 1, column: 3 });
        assert_eq!(LineIndex::new("").position("", 0), Position { line: 1, column: 1 });
    }

    #[test]
    fn a_long_line_counts_as_a_short_one_does() {
        let text = format!("x\n{}\nlast", "aé和🎉 ".repeat(600));
        let index = LineIndex::new(&text);
        for (offset, _) in text.char_indices().chain([(text.len(), ' ')]) {
            let line_start = text[..offset].rfind('\n').map_or(0, |at| at + 1);
            let column = text[line_start..offset].chars().count() + 1;
            assert_eq!(index.position(&text, offset).column, column, "at {offset}");
        }
    }
}
