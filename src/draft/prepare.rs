//! All that is known of a draft before its prose is read.

use super::cited::Layout;
use super::markdown::{self, Leaf, Link, Outline};
use super::masker::fill;
use super::model::{Citation, CitationForm, Note, Suppression, Target};
use super::{citations, dialect, front_matter, links, roles, suppressions};
use crate::prose::Block;
use crate::text::{Mask, Span};

/// A draft whose prose has not been read yet.
#[derive(Debug)]
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
    let start = front_matter::find(text).map_or(0, |front| front.span.end);
    let start = if start == 0 && text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { start };
    let outline = markdown::walk(text, start);
    let mut citations: Vec<Citation> = outline.links.iter().filter_map(link_citation).collect();
    let prose = second_look(text, &outline, &mut citations);
    citations.sort_by_key(|citation| citation.span);
    let blocks = outline.leaves.iter().filter(|leaf| !leaf.span.is_empty()).map(block).collect();
    Prepared {
        blocks,
        notes: notes(&outline, &citations),
        suppressions: suppressions::read(text, &outline.comments),
        citations,
        prose,
        layout: Layout { leaves: outline.leaves },
    }
}

fn block(leaf: &Leaf) -> Block {
    Block { span: leaf.span, kind: leaf.kind }
}

fn link_citation(link: &Link) -> Option<Citation> {
    let (target, form) = if link.wiki {
        (links::wiki_target(&link.destination)?, CitationForm::Wiki)
    } else {
        (links::target_of(&link.destination)?, CitationForm::Link)
    };
    Some(Citation { span: link.span, target_span: link.target_span, target, locator: None, form })
}

/// Looks for keys, bare addresses and dialect in what Markdown left as prose, blanks them and
/// notes the citations. Returns the prose.
fn second_look(text: &str, outline: &Outline, found: &mut Vec<Citation>) -> String {
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
    Citation { span, target_span: span, target, locator: None, form: CitationForm::Link }
}

/// Whether one of `spans`, sorted and apart from each other, holds the byte at `offset`.
pub(super) fn is_inside(spans: &[Span], offset: usize) -> bool {
    let upto = spans.partition_point(|span| span.start <= offset);
    upto.checked_sub(1).and_then(|i| spans.get(i)).is_some_and(|span| span.contains(offset))
}

/// The references to footnotes, each with the citations inside its footnote.
fn notes(outline: &Outline, citations: &[Citation]) -> Vec<Note> {
    let inside = |footnote: &Span| {
        let from = citations.partition_point(|c| c.span.start < footnote.start);
        let to = citations.partition_point(|c| c.span.start < footnote.end);
        (from..to).collect::<Vec<usize>>()
    };
    let by_label: std::collections::HashMap<&str, Vec<usize>> =
        outline.footnotes.iter().rev().map(|(label, span)| (label.as_str(), inside(span))).collect();
    let note = |(label, span): &(String, Span)| {
        let citations = by_label.get(label.as_str()).filter(|c| !c.is_empty())?.clone();
        Some(Note { span: *span, citations })
    };
    outline.references.iter().filter_map(note).collect()
}
