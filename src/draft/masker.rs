//! Blanks whatever no event claimed as prose.

use crate::text::{Mask, Span};

/// Goes through a text from front to back; what is not kept is blanked.
///
/// Markup between two kept stretches separates nothing (`un*real*`, `"*no*"`), so it becomes
/// joints where it touches characters on both sides, unless something stood there that parts
/// words: a line break, code, another block.
#[derive(Debug)]
pub(super) struct Masker<'a> {
    text: &'a str,
    mask: Mask,
    /// Where the last kept stretch ended.
    cursor: usize,
    /// Whether something that parts words came since.
    parted: bool,
}

impl<'a> Masker<'a> {
    /// A masker that begins at byte `start`; all before is blanked.
    pub(super) fn new(text: &'a str, start: usize) -> Self {
        let mut mask = Mask::new(text);
        mask.blank(Span::new(0, start));
        Self { text, mask, cursor: start, parted: true }
    }

    /// Keeps `span` as it is.
    pub(super) fn keep(&mut self, span: Span) {
        if span.start < self.cursor || span.is_empty() {
            return;
        }
        let gap = Span::new(self.cursor, span.start);
        fill(&mut self.mask, self.text, gap, self.parted);
        self.cursor = span.end;
        self.parted = false;
    }

    /// Keeps `span` as what it stands for: the character of an entity.
    pub(super) fn keep_as(&mut self, span: Span, content: &str) {
        let printable = !content.chars().any(|c| c.is_control());
        self.keep(span);
        self.mask.replace(span, if printable { content } else { " " });
    }

    /// Notes that what is kept next is another word than what was kept last.
    pub(super) fn part(&mut self) {
        self.parted = true;
    }

    /// The masked text.
    pub(super) fn finish(mut self) -> String {
        self.mask.blank(Span::new(self.cursor, self.text.len()));
        self.mask.finish()
    }
}

/// Overwrites the markup at `gap` of `text`: with joints where it touches characters on both
/// sides and does not part words, else with spaces.
pub(super) fn fill(mask: &mut Mask, text: &str, gap: Span, parted: bool) {
    let before = text.get(..gap.start).and_then(|t| t.chars().next_back());
    let after = text.get(gap.end..).and_then(|t| t.chars().next());
    let touches = |c: Option<char>| c.is_some_and(|c| !c.is_whitespace());
    if !parted && touches(before) && touches(after) {
        mask.join(gap);
    } else {
        mask.blank(gap);
    }
}
