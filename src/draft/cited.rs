//! Which citations stand for which quotation.
//!
//! Writers put a citation behind the quotation, at the end of its sentence or of its paragraph,
//! in front of it ("As [Reuters](…) reported"), on the attribution line of a block quote, or in
//! another cell of the row. The nearer one wins; what the text leaves open stays open.

use std::borrow::Cow;

use super::model::{Citation, CitationForm, Note};
use super::outline::Leaf;
use super::sentence::{Sentences, is_only_marks};
use crate::prose::{BlockKind, Form, Quotation};
use crate::text::{Few, Span, sentences};

/// The running text of a draft, piece by piece.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Layout {
    pub(super) leaves: Vec<Leaf>,
}

/// A place in the text at which sources are cited.
#[derive(Clone, Debug)]
pub(super) struct Mark<'a> {
    pub(super) span: Span,
    /// The citations that it stands for, by index.
    citations: Cow<'a, [usize]>,
    /// Whether it is part of the sentence, as a link's text is, rather than set behind it.
    pub(super) worded: bool,
}

/// For each of `quotations` the citations, by index, that stand for it. Only citations for which
/// `counts` holds are looked at.
pub(super) fn tie(
    prose: &str,
    layout: &Layout,
    quotations: &[Quotation],
    citations: &[Citation],
    notes: &[Note],
    counts: impl Fn(&Citation) -> bool,
) -> Vec<Few<usize>> {
    let indices: Vec<usize> = (0..citations.len()).collect();
    let marks = marks(&indices, citations, notes, counts);
    let mut cited = vec![Few::new(); quotations.len()];
    let leaves = &layout.leaves;
    let outer: Vec<usize> =
        (0..quotations.len()).filter(|&i| quotations.get(i).is_some_and(|q| q.within.is_none())).collect();
    let mut previous: Vec<usize> = Vec::new();
    let mut here: Vec<(usize, &Quotation)> = Vec::new();
    let mut first = 0;
    for leaf in leaves {
        let own = marks_in(&marks, leaf.span);
        // Quotations come by start; one over several paragraphs stays in front until it ends.
        while outer.get(first).and_then(|&i| quotations.get(i)).is_some_and(|q| q.span.end <= leaf.span.start) {
            first += 1;
        }
        let next = outer.get(first..).unwrap_or_default().iter().filter_map(|&i| Some((i, quotations.get(i)?)));
        let upto_end = next.take_while(|(_, q)| q.span.start < leaf.span.end);
        here.clear();
        here.extend(upto_end.filter(|(_, q)| q.span.overlaps(leaf.span)));
        if here.is_empty() {
            if !own.is_empty() && is_only_marks(prose, leaf.span, own) {
                // A line of its own behind the words: `[@key]`, "— Someone [@key]".
                fill_empty(&mut cited, &previous, &all(own));
            } else {
                previous.clear();
            }
            continue;
        }
        tie_leaf(prose, leaf.span, &here, own, &mut cited);
        previous.clear();
        previous.extend(here.iter().map(|(i, _)| *i));
    }
    block_quotes(prose, leaves, quotations, &marks, &mut cited);
    rows(leaves, quotations, &outer, &marks, &mut cited);
    lists(prose, leaves, quotations, &outer, &marks, &mut cited);
    for (index, quotation) in quotations.iter().enumerate() {
        let from = quotation.within.or_else(|| continued_here(leaves, quotations, quotation));
        if let Some(from) = from
            && cited.get(index).is_some_and(Few::is_empty)
        {
            let shared = cited.get(from).cloned().unwrap_or_default();
            fill_empty(&mut cited, &[index], &shared);
        }
    }
    cited
}

/// The earlier half of an interrupted quotation, where both halves stand in one leaf.
fn continued_here(leaves: &[Leaf], quotations: &[Quotation], later: &Quotation) -> Option<usize> {
    let index = later.continues?;
    let earlier = quotations.get(index)?;
    let leaf = leaves.get(leaf_at(leaves, later.span.start)?)?;
    leaf.span.covers(earlier.span).then_some(index)
}

/// The marks that `citations` and `notes` are, by where they stand; `indices` are those of the citations.
fn marks<'a>(
    indices: &'a [usize],
    citations: &[Citation],
    notes: &[Note],
    counts: impl Fn(&Citation) -> bool,
) -> Vec<Mark<'a>> {
    let counted = |i: &usize| citations.get(*i).is_some_and(&counts);
    let mut marks: Vec<Mark<'_>> = citations
        .iter()
        .zip(indices.chunks(1))
        .filter(|(citation, _)| counts(citation))
        .map(|(citation, index)| Mark {
            span: citation.span,
            citations: index.into(),
            worded: citation.form != CitationForm::Bracketed,
        })
        .collect();
    marks.extend(notes.iter().filter_map(|note| {
        let citations: Vec<usize> = note.citations.iter().copied().filter(counted).collect();
        (!citations.is_empty()).then_some(Mark { span: note.span, citations: citations.into(), worded: false })
    }));
    marks.sort_by_key(|mark| mark.span);
    marks
}

pub(super) fn marks_in<'m, 'a>(marks: &'m [Mark<'a>], span: Span) -> &'m [Mark<'a>] {
    let from = marks.partition_point(|mark| mark.span.start < span.start);
    let to = marks.partition_point(|mark| mark.span.start < span.end);
    marks.get(from..to).unwrap_or_default()
}

/// The most citations that are tied to one quotation: far more than a reader would follow, and
/// few enough that a wall of them costs no more than its length.
const MOST: usize = 32;

fn all(marks: &[Mark<'_>]) -> Few<usize> {
    let mut citations = Few::new();
    for mark in marks {
        add(&mut citations, &mark.citations);
        if citations.len() >= MOST {
            break;
        }
    }
    citations
}

fn add(to: &mut Few<usize>, more: &[usize]) {
    for &citation in more {
        if to.len() < MOST && !to.contains(&citation) {
            to.push(citation);
        }
    }
}

fn fill_empty(cited: &mut [Few<usize>], quotations: &[usize], with: &[usize]) {
    for &index in quotations {
        if let Some(place) = cited.get_mut(index).filter(|place| place.is_empty()) {
            place.extend_from_slice(with);
        }
    }
}

/// Something in a leaf, by where it stands.
enum Item<'a> {
    Quotation(usize),
    Mark(&'a Mark<'a>),
}

/// Ties the quotations and marks of one leaf, sentence by sentence.
fn tie_leaf(prose: &str, leaf: Span, here: &[(usize, &Quotation)], marks: &[Mark<'_>], cited: &mut [Few<usize>]) {
    if marks.is_empty() {
        return;
    }
    if let ([(only, _)], [_]) = (here, marks)
        && cited.get(*only).is_some_and(Few::is_empty)
        && trailing(prose, leaf, marks).len() == 1
    {
        // In which sentence the one mark stands makes no difference to the one quotation.
        if let Some(place) = cited.get_mut(*only) {
            *place = all(marks);
        }
        return;
    }
    let split = Sentences::of(prose, leaf, here);
    let quotation = |&(i, q): &(usize, &Quotation)| {
        let start = q.span.start.max(leaf.start);
        (split.index(start), start, Item::Quotation(i))
    };
    let mut items: Vec<(usize, usize, Item<'_>)> = here.iter().map(quotation).collect();
    let quoting: Vec<usize> = items.iter().map(|(sentence, ..)| *sentence).collect();
    let of_marks = split.of_marks(prose, marks, &quoting);
    items.extend(marks.iter().zip(of_marks).map(|(mark, sentence)| (sentence, mark.span.start, Item::Mark(mark))));
    items.sort_by_key(|(sentence, start, item)| (*sentence, *start, matches!(item, Item::Mark(_))));
    for sentence in items.chunk_by(|a, b| a.0 == b.0) {
        tie_sentence(sentence.iter().map(|(.., item)| item), cited);
    }
    let at_end = all(trailing(prose, leaf, marks));
    let indices: Vec<usize> = here.iter().map(|(i, _)| *i).collect();
    fill_empty(cited, &indices, &at_end);
}

/// A mark belongs to the quotation it follows; a quotation without one takes that of the next in
/// the sentence, and what leads the sentence in.
fn tie_sentence<'a>(items: impl Iterator<Item = &'a Item<'a>>, cited: &mut [Few<usize>]) {
    let mut leading = Few::new();
    let mut own: Vec<(usize, Few<usize>)> = Vec::new();
    for item in items {
        match (item, own.last_mut()) {
            (Item::Quotation(index), _) => own.push((*index, Few::new())),
            (Item::Mark(mark), Some((_, citations))) => add(citations, &mark.citations),
            (Item::Mark(mark), None) => add(&mut leading, &mark.citations),
        }
    }
    let mut next: Few<usize> = Few::new();
    for (nth, (index, citations)) in own.into_iter().enumerate().rev() {
        let found = if citations.is_empty() { next.clone() } else { citations };
        if let Some(place) = cited.get_mut(index) {
            add(place, &found);
            if nth == 0 || found.is_empty() {
                add(place, &leading);
            }
        }
        next = found;
    }
}

/// The marks at the end of a leaf, behind its last word.
fn trailing<'m, 'a>(prose: &str, leaf: Span, marks: &'m [Mark<'a>]) -> &'m [Mark<'a>] {
    let mut end = leaf.end;
    let mut first = marks.len();
    for mark in marks.iter().rev() {
        if Span::new(mark.span.end, end).of(prose).contains(char::is_alphanumeric) {
            break;
        }
        end = mark.span.start;
        first -= 1;
    }
    marks.get(first..).unwrap_or_default()
}

/// A block quote is cited inside itself, on the line behind it, or by the sentence with a colon
/// that leads it in.
fn block_quotes(prose: &str, leaves: &[Leaf], quotations: &[Quotation], marks: &[Mark<'_>], cited: &mut [Few<usize>]) {
    for (index, quotation) in quotations.iter().enumerate().filter(|(_, q)| q.form == Form::Block) {
        let Some(at) = leaf_at(leaves, quotation.span.start) else { continue };
        let Some(BlockKind::BlockQuote { quote }) = leaves.get(at).map(|leaf| leaf.kind) else { continue };
        let same = |leaf: &&Leaf| leaf.kind == BlockKind::BlockQuote { quote };
        let inside = leaves.iter().skip(at).take_while(same).map(|leaf| leaf.span).reduce(Span::join);
        let Some(inside) = inside else { continue };
        let mut found = all(marks_in(marks, inside));
        if let Some(place) = cited.get_mut(index) {
            add(place, &found);
            found.clone_from(place);
        }
        if !found.is_empty() {
            continue;
        }
        let behind = leaves.get(leaves.partition_point(|leaf| leaf.span.start < inside.end)).map(|leaf| leaf.span);
        let behind = behind.filter(|&span| is_only_marks(prose, span, marks_in(marks, span)));
        let mut citations = behind.map(|span| all(marks_in(marks, span))).unwrap_or_default();
        if citations.is_empty() {
            citations =
                at.checked_sub(1).and_then(|i| leaves.get(i)).map(|leaf| lead(prose, leaf, marks)).unwrap_or_default();
        }
        fill_empty(cited, &[index], &citations);
    }
}

/// The citations of the sentence with a colon that ends `leaf` and leads in what follows.
fn lead(prose: &str, leaf: &Leaf, marks: &[Mark<'_>]) -> Few<usize> {
    if !leaf.span.of(prose).trim_end().ends_with(':') || marks_in(marks, leaf.span).is_empty() {
        return Few::new();
    }
    sentences(prose, leaf.span).last().map(|sentence| all(marks_in(marks, *sentence))).unwrap_or_default()
}

/// The items of a list take what is cited in the paragraph with a colon that leads the list in.
fn lists(
    prose: &str,
    leaves: &[Leaf],
    quotations: &[Quotation],
    outer: &[usize],
    marks: &[Mark<'_>],
    cited: &mut [Few<usize>],
) {
    let mut leading: Few<usize> = Few::new();
    let mut seen = 0;
    for &index in outer {
        let at = quotations.get(index).and_then(|q| leaf_at(leaves, q.span.start));
        let Some(at) = at.filter(|&at| leaves.get(at).is_some_and(|leaf| leaf.kind == BlockKind::ListItem)) else {
            continue;
        };
        // Quotations come in order: what lies before the last one has been looked at.
        let since = leaves.get(seen..at).unwrap_or_default();
        if let Some(leaf) = since.iter().rev().find(|leaf| leaf.kind != BlockKind::ListItem) {
            leading = lead(prose, leaf, marks);
        }
        seen = at;
        fill_empty(cited, &[index], &leading);
    }
}

/// The cells of a table row share what is cited in any of them.
fn rows(leaves: &[Leaf], quotations: &[Quotation], outer: &[usize], marks: &[Mark<'_>], cited: &mut [Few<usize>]) {
    for &index in outer {
        let Some(quotation) = quotations.get(index) else { continue };
        let Some(at) = leaf_at(leaves, quotation.span.start) else { continue };
        let Some(row) = leaves.get(at).and_then(|leaf| leaf.row) else { continue };
        if cited.get(index).is_none_or(|place| !place.is_empty()) {
            continue;
        }
        let first = leaves.partition_point(|leaf| leaf.span.start < quotation.span.start).saturating_sub(1);
        let start = leaves.get(..first).unwrap_or_default().iter().rev().take_while(|l| l.row == Some(row)).count();
        let span =
            leaves.iter().skip(first - start).take_while(|l| l.row == Some(row)).map(|l| l.span).reduce(Span::join);
        fill_empty(cited, &[index], &span.map(|span| all(marks_in(marks, span))).unwrap_or_default());
    }
}

/// The leaf, by index, in which the byte at `offset` stands.
fn leaf_at(leaves: &[Leaf], offset: usize) -> Option<usize> {
    let index = leaves.partition_point(|leaf| leaf.span.start <= offset).checked_sub(1)?;
    leaves.get(index).filter(|leaf| leaf.span.touches(offset)).map(|_| index)
}
