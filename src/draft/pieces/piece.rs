//! What one piece of a draft's Markdown says by itself, in bytes from its beginning.

use std::iter::Peekable;
use std::sync::Arc;
use std::vec::IntoIter;

use crate::draft::model::{Citation, Suppression};
use crate::draft::outline::{Leaf, Numbers, Outline};
use crate::draft::prepare::{link_citation, second_look};
use crate::draft::suppressions;
use crate::text::Span;

/// A piece, read.
#[derive(Debug)]
pub(in crate::draft) struct Piece {
    /// As long as its text, with all that is not prose blanked.
    pub(in crate::draft) prose: String,
    pub(in crate::draft) leaves: Vec<Leaf>,
    /// By where they begin, each with the piece, counted among those with definitions, in which its target is
    /// written: the target's bytes are counted from the beginning of that.
    pub(in crate::draft) citations: Vec<(Citation, Option<usize>)>,
    pub(in crate::draft) references: Vec<(String, Span)>,
    pub(in crate::draft) footnotes: Vec<(String, Span)>,
    pub(in crate::draft) suppressions: Vec<Suppression>,
    /// What is numbered in it.
    pub(in crate::draft) numbers: Numbers,
    /// How many bytes of destinations and titles were taken from definitions.
    pub(in crate::draft) expanded: usize,
}

impl Piece {
    /// Takes a second look at the `outline` of `text`.
    pub(super) fn of(text: &str, outline: Outline) -> Self {
        let mut citations: Vec<(Citation, Option<usize>)> =
            outline.links.iter().filter_map(|link| Some((link_citation(link)?, link.defined_in))).collect();
        let mut found = Vec::new();
        let prose = second_look(text, &outline, &mut found);
        citations.extend(found.into_iter().map(|citation| (citation, None)));
        citations.sort_by_key(|(citation, _)| citation.span);
        Self {
            prose,
            citations,
            suppressions: suppressions::read(text, &outline.comments),
            leaves: outline.leaves,
            references: outline.references,
            footnotes: outline.footnotes,
            numbers: outline.numbers,
            expanded: outline.expanded,
        }
    }
}

/// The pieces at `spans` of `text`, whose outline is `outline`; `defining` are those with definitions.
pub(super) fn slices(outline: Outline, text: &str, spans: &[Span], defining: &[Span]) -> Vec<Arc<Piece>> {
    let before: Vec<Numbers> = spans.iter().map(|span| outline.numbers_before(span.start)).collect();
    let after = before.iter().copied().skip(1).chain([outline.numbers]);
    let masked = outline.masked;
    let mut leaves = outline.leaves.into_iter().peekable();
    let mut links = outline.links.into_iter().peekable();
    let mut literal = outline.literal.into_iter().peekable();
    let mut codes = outline.codes.into_iter().peekable();
    let mut references = outline.references.into_iter().peekable();
    let mut footnotes = outline.footnotes.into_iter().peekable();
    let mut comments = outline.comments.into_iter().peekable();
    let mut pieces = Vec::with_capacity(spans.len());
    // What is empty may stand at the very end.
    let ends = spans.iter().skip(1).map(|span| span.start).chain([usize::MAX]);
    for (((span, before), after), end) in spans.iter().zip(&before).zip(after).zip(ends) {
        let back = |part: &mut Span| *part = part.moved(span.start, 0);
        let mut own = Outline {
            masked: span.of(&masked).to_owned(),
            leaves: upto(&mut leaves, end, |leaf| leaf.span),
            links: upto(&mut links, end, |link| link.span),
            literal: upto(&mut literal, end, |literal| *literal),
            codes: upto(&mut codes, end, |code| *code),
            references: upto(&mut references, end, |(_, reference)| *reference),
            footnotes: upto(&mut footnotes, end, |(_, footnote)| *footnote),
            comments: upto(&mut comments, end, |comment| comment.span),
            numbers: after.since(*before),
            ..Outline::default()
        };
        for leaf in &mut own.leaves {
            back(&mut leaf.span);
            leaf.renumber(|numbers| numbers.since(*before));
        }
        for link in &mut own.links {
            back(&mut link.span);
            let which = defining.partition_point(|piece| piece.end <= link.target_span.start);
            let elsewhere = defining.get(which).filter(|piece| piece.covers(link.target_span) && *piece != span);
            let (home, defined_in) = elsewhere.map_or((span, None), |piece| (piece, Some(which)));
            link.target_span = link.target_span.moved(home.start, 0);
            link.defined_in = defined_in;
        }
        own.literal.iter_mut().chain(&mut own.codes).for_each(back);
        own.references.iter_mut().chain(&mut own.footnotes).for_each(|(_, part)| back(part));
        for comment in &mut own.comments {
            back(&mut comment.span);
            back(&mut comment.reach);
        }
        pieces.push(Arc::new(Piece::of(span.of(text), own)));
    }
    pieces
}

/// Those of `rest` that begin before byte `end`.
fn upto<T>(rest: &mut Peekable<IntoIter<T>>, end: usize, at: impl Fn(&T) -> Span) -> Vec<T> {
    std::iter::from_fn(|| rest.next_if(|part| at(part).start < end)).collect()
}
