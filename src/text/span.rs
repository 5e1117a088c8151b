//! Byte spans.

use std::fmt;
use std::ops::Range;

/// A stretch of a text in bytes from 0, `end` exclusive.
///
/// A span always refers to the text it was made from and lies on character boundaries of it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, serde::Serialize, serde::Deserialize)]
#[serde(from = "Ends")]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
}

/// A span as somebody wrote it down, who may have turned it round.
#[derive(serde::Deserialize)]
struct Ends {
    start: usize,
    end: usize,
}

impl From<Ends> for Span {
    fn from(ends: Ends) -> Self {
        Self::new(ends.start, ends.end)
    }
}

impl Span {
    /// The span from `start` to `end`; an `end` before `start` gives the empty span at `start`.
    #[inline]
    #[must_use]
    pub fn new(start: usize, end: usize) -> Self {
        Self { start, end: end.max(start) }
    }

    /// The empty span at `offset`.
    #[inline]
    #[must_use]
    pub fn at(offset: usize) -> Self {
        Self::new(offset, offset)
    }

    /// Its length in bytes.
    #[inline]
    #[must_use]
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether it holds no byte.
    #[inline]
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether the byte at `offset` lies inside.
    #[inline]
    #[must_use]
    pub fn contains(self, offset: usize) -> bool {
        self.start <= offset && offset < self.end
    }

    /// Whether `offset` lies inside or right behind it, as an editor's cursor does at a word's end.
    #[inline]
    #[must_use]
    pub fn touches(self, offset: usize) -> bool {
        self.start <= offset && offset <= self.end
    }

    /// Whether all of `other` lies inside.
    #[inline]
    #[must_use]
    pub fn covers(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share a byte.
    #[inline]
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that holds both.
    #[inline]
    #[must_use]
    pub fn join(self, other: Self) -> Self {
        Self::new(self.start.min(other.start), self.end.max(other.end))
    }

    /// The same stretch of a text that begins `by` bytes earlier.
    #[inline]
    #[must_use]
    pub fn shifted(self, by: usize) -> Self {
        Self::new(self.start + by, self.end + by)
    }

    /// The same stretch of a text in which what was at byte `from` is now at byte `to`.
    #[inline]
    #[must_use]
    pub fn moved(self, from: usize, to: usize) -> Self {
        let by = |offset: usize| (offset + to).saturating_sub(from);
        Self::new(by(self.start), by(self.end))
    }

    /// The text it stands for; empty when it does not fit `text`.
    #[inline]
    #[must_use]
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or_default()
    }

    /// The span without white space at either end.
    #[inline]
    #[must_use]
    pub fn trimmed(self, text: &str) -> Self {
        let inner = self.of(text);
        let start = self.start + (inner.len() - inner.trim_start().len());
        Self::new(start, start + inner.trim().len())
    }

    /// The span as a range, for slicing.
    #[inline]
    #[must_use]
    pub fn range(self) -> Range<usize> {
        self.start..self.end
    }
}

impl fmt::Debug for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Self {
        Self::new(range.start, range.end)
    }
}
