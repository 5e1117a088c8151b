//! All that is known of a draft before its prose is read.

use super::cited::Layout;
use super::markdown;
use super::masker::fill;
use super::model::{Citation, CitationForm, Note, Suppression, Target};
use super::outline::{Leaf, Link, Numbers, Outline};
use super::pieces::Piece;
use super::{citations, dialect, front_matter, links, roles, suppressions};
use crate::prose::Block;
use crate::text::{Mask, Span};

/// A draft whose prose has not been read yet.
#[derive(PartialEq, Eq, Debug)]
pub(super) struct Prepared {
    pub(super) prose: String,
    pub(super) blocks: Vec<Block>,
    pub(super) citations: Vec<Citation>,
    pub(super) notes: Vec<Note>,
    pub(super) suppressions: Vec<Suppression>,
    pub(super) layout: Layout,
}

/// Tells the prose of `text` from all else.
pub(super) fn prepare(text: &str) -> Prepared {
    prepared(text, markdown::walk(text, body_start(text)))
}

/// The byte of `text` at which its Markdown begins, behind front matter and a byte order mark.
pub(super) fn body_start(text: &str) -> usize {
    let start = front_matter::find(text).map_or(0, |front| front.span.end);
    if start == 0 && text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { start }
}

/// Takes a second look at the `outline` of `text`.
pub(super) fn prepared(text: &str, outline: Outline) -> Prepared {
    let mut citations: Vec<Citation> = outline.links.iter().filter_map(link_citation).collect();
    let prose = second_look(text, &outline, &mut citations);
    citations.sort_by_key(|citation| citation.span);
    Prepared {
        blocks: blocks(&outline.leaves),
        notes: notes(&outline.references, &outline.footnotes, &citations),
        suppressions: suppressions::read(text, &outline.comments),
        citations,
        prose,
        layout: Layout { leaves: outline.leaves },
    }
}

/// Puts `pieces` together that make up `text` from byte `start` on, each with where it stands; `defining` are those
/// with definitions.
pub(super) fn put_together<'a>(
    text: &str,
    start: usize,
    pieces: impl Iterator<Item = (Span, &'a Piece)> + Clone,
    defining: &[Span],
) -> Prepared {
    let mut front = Mask::new(text.get(..start).unwrap_or_default());
    front.blank(Span::new(0, start));
    let mut prose = String::with_capacity(text.len());
    prose.push_str(&front.finish());
    let (leaves, citations) = pieces.clone().fold((0, 0), |(leaves, citations), (_, piece)| {
        (leaves + piece.leaves.len(), citations + piece.citations.len())
    });
    let (mut leaves, mut citations) = (Vec::with_capacity(leaves), Vec::with_capacity(citations));
    let mut suppressions = Vec::new();
    let (mut references, mut footnotes) = (Vec::new(), Vec::new());
    let mut before = Numbers::default();
    for (Span { start, .. }, piece) in pieces {
        prose.push_str(&piece.prose);
        leaves.extend(piece.leaves.iter().map(|leaf| {
            let mut leaf = Leaf { span: leaf.span.shifted(start), ..*leaf };
            leaf.renumber(|numbers| numbers.behind(before));
            leaf
        }));
        citations.extend(piece.citations.iter().map(|(citation, defined_in)| {
            let home = defined_in.and_then(|which| defining.get(which)).map_or(start, |piece| piece.start);
            citation.shifted(start, home)
        }));
        suppressions.extend(piece.suppressions.iter().map(|suppression| suppression.shifted(start)));
        let shifted = |(label, span): &(String, Span)| (label.clone(), span.shifted(start));
        references.extend(piece.references.iter().map(shifted));
        footnotes.extend(piece.footnotes.iter().map(shifted));
        before = piece.numbers.behind(before);
    }
    Prepared {
        blocks: blocks(&leaves),
        notes: notes(&references, &footnotes, &citations),
        suppressions,
        citations,
        prose,
        layout: Layout { leaves },
    }
}

fn blocks(leaves: &[Leaf]) -> Vec<Block> {
    let filled = leaves.iter().filter(|leaf| !leaf.span.is_empty());
    filled.map(|leaf| Block { span: leaf.span, kind: leaf.kind }).collect()
}

/// The citation that `link` is, if it is one.
pub(super) fn link_citation(link: &Link) -> Option<Citation> {
    let (target, form) = if link.wiki {
        (links::wiki_target(&link.destination)?, CitationForm::Wiki)
    } else {
        (links::target_of(&link.destination)?, CitationForm::Link)
    };
    Some(Citation { span: link.span, target_span: link.target_span, target: target.into(), locator: None, form })
}

/// Looks for keys, bare addresses and dialect in what Markdown left as prose, blanks them and
/// notes the citations. Returns the prose.
pub(super) fn second_look(text: &str, outline: &Outline, found: &mut Vec<Citation>) -> String {
    let masked = &outline.masked;
    let mut mask = Mask::new(masked);
    for leaf in &outline.leaves {
        dialect::blank(masked, leaf.span, &mut mask);
    }
    let plain = mask.finish();
    let mut mask = Mask::new(&plain);
    let mut literal = outline.literal.clone();
    for leaf in &outline.leaves {
        for address in links::bare_addresses(&plain, leaf.span) {
            if !is_inside(&outline.literal, address.start) {
                literal.push(address);
                fill(&mut mask, &plain, address, true);
                found.push(address_citation(&plain, address));
            }
        }
    }
    literal.sort_unstable();
    for leaf in &outline.leaves {
        let keys = citations::scan(&plain, leaf.span, |offset| is_inside(&literal, offset));
        for span in keys.markup {
            fill(&mut mask, &plain, span, false);
        }
        found.extend(keys.citations);
    }
    let by_role = roles::scan(text, &plain, &outline.codes);
    by_role.markup.into_iter().for_each(|span| mask.blank(span));
    found.extend(by_role.citations);
    mask.finish()
}

fn address_citation(text: &str, span: Span) -> Citation {
    let target = Target::Url(span.of(text).to_owned());
    Citation { span, target_span: span, target: target.into(), locator: None, form: CitationForm::Link }
}

/// Whether one of `spans`, sorted and apart from each other, holds the byte at `offset`.
pub(super) fn is_inside(spans: &[Span], offset: usize) -> bool {
    let upto = spans.partition_point(|span| span.start <= offset);
    upto.checked_sub(1).and_then(|i| spans.get(i)).is_some_and(|span| span.contains(offset))
}

/// The `references` to footnotes, each with the citations inside its footnote.
fn notes(references: &[(String, Span)], footnotes: &[(String, Span)], citations: &[Citation]) -> Vec<Note> {
    let inside = |footnote: &Span| {
        let from = citations.partition_point(|c| c.span.start < footnote.start);
        let to = citations.partition_point(|c| c.span.start < footnote.end);
        (from..to).collect::<Vec<usize>>()
    };
    let by_label: std::collections::HashMap<&str, Vec<usize>> =
        footnotes.iter().rev().map(|(label, span)| (label.as_str(), inside(span))).collect();
    let note = |(label, span): &(String, Span)| {
        let citations = by_label.get(label.as_str()).filter(|c| !c.is_empty())?.clone();
        Some(Note { span: *span, citations })
    };
    references.iter().filter_map(note).collect()
}
