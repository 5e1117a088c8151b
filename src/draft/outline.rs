//! What Markdown is made of, as far as a draft asks.

use crate::prose::BlockKind;
use crate::text::Span;

/// What the walk finds. All spans are bytes into the whole text.
#[derive(Debug, Default)]
pub(super) struct Outline {
    /// As long as the text, markup blanked; what Pandoc, Quarto and Obsidian add still stands.
    pub(super) masked: String,
    /// Paragraphs, headings, cells: whatever holds running text, in order.
    pub(super) leaves: Vec<Leaf>,
    /// Links, by where they begin.
    pub(super) links: Vec<Link>,
    /// Stretches whose characters mean nothing but themselves: link texts, escaped characters.
    pub(super) literal: Vec<Span>,
    /// Inline code, by where it stands.
    pub(super) codes: Vec<Span>,
    /// References to footnotes: the label and where it stands.
    pub(super) references: Vec<(String, Span)>,
    /// Footnotes: the label and all of the footnote.
    pub(super) footnotes: Vec<(String, Span)>,
    /// HTML comments with the stretch that each is about.
    pub(super) comments: Vec<Comment>,
    /// The elements that stand in no other, in order.
    pub(super) tops: Vec<Top>,
    /// How many block quotes there are, and how many table rows: as many numbers as were given to leaves.
    pub(super) numbers: Numbers,
    /// How many bytes of destinations and titles were taken from definitions.
    pub(super) expanded: usize,
}

/// An element that stands in no other.
#[derive(Clone, Copy, Debug)]
pub(super) struct Top {
    pub(super) span: Span,
    /// What was numbered before it.
    pub(super) before: Numbers,
}

/// Counts of what is numbered through a document.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub(super) struct Numbers {
    pub(super) quotes: u32,
    pub(super) rows: usize,
}

impl Numbers {
    /// What was numbered after `before`.
    pub(super) fn since(self, before: Self) -> Self {
        Self { quotes: self.quotes.saturating_sub(before.quotes), rows: self.rows.saturating_sub(before.rows) }
    }

    /// The numbers of a part that stands behind `before`.
    pub(super) fn behind(self, before: Self) -> Self {
        Self { quotes: self.quotes + before.quotes, rows: self.rows + before.rows }
    }
}

/// A stretch of running text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Leaf {
    pub(super) span: Span,
    pub(super) kind: BlockKind,
    /// The table row it is a cell of, numbered through the document.
    pub(super) row: Option<usize>,
}

impl Leaf {
    /// Gives it other numbers.
    pub(super) fn renumber(&mut self, change: impl Fn(Numbers) -> Numbers) {
        if let BlockKind::BlockQuote { quote } = &mut self.kind {
            *quote = change(Numbers { quotes: *quote, rows: 0 }).quotes;
        }
        self.row = self.row.map(|rows| change(Numbers { quotes: 0, rows }).rows);
    }
}

impl Outline {
    /// What was numbered before byte `at`, where an element that stands in no other begins or none is.
    pub(super) fn numbers_before(&self, at: usize) -> Numbers {
        let next = self.tops.partition_point(|top| top.span.start < at);
        self.tops.get(next).map_or(self.numbers, |top| top.before)
    }

    /// Whether nothing reaches over one of `places`, which come in order: no element, and no comment that waits for
    /// the block behind it.
    pub(super) fn parts_at(&self, places: impl Iterator<Item = usize>) -> bool {
        let commented = |comment: &Comment| comment.span.join(comment.reach);
        let mut reaching: Vec<Span> = self.tops.iter().map(|top| top.span).collect();
        reaching.extend(self.comments.iter().map(commented));
        reaching.sort_unstable();
        let mut reaching = reaching.into_iter().peekable();
        let mut end = 0;
        places.into_iter().all(|place| {
            while let Some(span) = reaching.next_if(|span| span.start < place) {
                end = end.max(span.end);
            }
            end <= place
        })
    }

    /// Ends it at byte `end`, behind which only blank lines are.
    pub(super) fn end_at(&mut self, end: usize) {
        self.masked.truncate(end);
        self.footnotes.iter_mut().for_each(|(_, footnote)| footnote.end = footnote.end.min(end));
    }
}

/// A link as Markdown has it.
#[derive(Debug)]
pub(super) struct Link {
    pub(super) span: Span,
    /// Where its destination is written.
    pub(super) target_span: Span,
    pub(super) destination: String,
    pub(super) wiki: bool,
    /// Where the draft is read in pieces: the one, counted among those with definitions, in which the destination is
    /// written, where that is not the link's own.
    pub(super) defined_in: Option<usize>,
}

/// An HTML comment.
#[derive(Debug)]
pub(super) struct Comment {
    pub(super) span: Span,
    pub(super) reach: Span,
}
