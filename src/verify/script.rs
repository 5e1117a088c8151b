//! From the steps of an alignment to alterations of whole words.

use std::ops::Range;

use super::align::{Op, Step};
use super::atoms::{Claim, Side};
use super::fit;
use super::grade::{self, Difference};
use super::numbers;
use super::window::Window;
use super::{Alteration, AlterationKind, Grade, Omission, Sense};
use crate::source::Voice;
use crate::text::{Few, Span, normal_form};

/// What an alignment says.
#[derive(Debug, Default)]
pub(super) struct Script {
    pub(super) alterations: Vec<Alteration>,
    pub(super) omissions: Vec<Omission>,
    /// Stretches of the source that stand for the quotation, in order.
    pub(super) pieces: Few<Span>,
    /// For each of the claim's atoms whether the source has it.
    pub(super) held: Vec<Hold>,
    /// The sentence ends inside the longest stretch that was dropped without a mark.
    pub(super) leap: usize,
}

/// Whether a source has a word.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Hold {
    /// It has not.
    Lacks,
    /// It has a word that is spelled much like it in its place.
    Resembles,
    /// It has it, in some form.
    Has,
}

/// How many differences of one quotation are looked at for moved words.
const MOVES: usize = 200;
/// How many words away moved words are looked for.
const CLOSE: usize = 24;
/// Words whose spellings are so alike may be one misheard or mistyped: "manner", "manor".
const ALIKE: f64 = 0.6;

/// Atoms of both sides that belong together, because a word on either side spans them.
#[derive(Clone, Debug)]
struct Chunk {
    draft: Range<usize>,
    source: Range<usize>,
    /// Whether every step is the same word.
    same: bool,
    passed: bool,
}

/// Reads `ops`, an alignment of `claim` with `window`.
pub(super) fn read(claim: &Claim, prose: &str, window: &Window<'_>, ops: &[Op]) -> Script {
    let mut script = Script { held: vec![Hold::Lacks; claim.side.atoms.len()], ..Script::default() };
    let fitted = fit::fitted(claim, prose, window, ops);
    let ops = fitted.as_slice();
    let chunks = merged(chunks(claim, window, ops));
    for (n, chunk) in chunks.iter().enumerate() {
        if chunk.passed {
            omission(claim, window, chunk, &mut script);
            continue;
        }
        // Beside words that are the same nothing matters.
        let beside = if chunk.same { Beside::NOTHING } else { Beside::new(window, &chunks, n) };
        alteration(claim, prose, window, chunk, beside, &mut script);
    }
    notes(claim, window, ops, &mut script);
    script.pieces = pieces(window, ops);
    moved(claim, window, &chunks, &mut script);
    script.alterations.sort_by_key(|a| (a.draft, a.source));
    script
}

/// What stands beside a difference in the source.
#[derive(Clone, Copy, Debug)]
pub(super) struct Beside {
    /// Two stretches of the source were joined here.
    pub(super) joins: bool,
    /// The source itself leaves something out here, or puts it in brackets: what was said is unknown.
    pub(super) abridged: bool,
}

impl Beside {
    const NOTHING: Self = Self { joins: false, abridged: false };

    fn new(window: &Window<'_>, chunks: &[Chunk], n: usize) -> Self {
        let before = n.checked_sub(1).and_then(|before| chunks.get(before));
        let after = chunks.get(n + 1);
        let passed = |chunk: Option<&Chunk>| chunk.is_some_and(|chunk| chunk.passed);
        let kept = |chunk: &&Chunk| chunk.same && !chunk.source.is_empty();
        let last = chunks.iter().take(n).rev().find(kept).map(|chunk| chunk.source.end - 1);
        let next = chunks.iter().skip(n + 1).find(kept).map(|chunk| chunk.source.start);
        let gap = last.zip(next).map_or("", |(last, next)| window.between(last, next));
        // In a transcript the same points are a pause.
        let elides = gap.contains('…') || gap.contains("...") || gap.contains(". . .");
        let adds = chunks.get(n).is_some_and(|chunk| chunk.source.is_empty());
        let abridged = window.source.card.voice == Voice::Reporter && (is_bracketed(gap) || (elides && adds));
        Self { joins: passed(before) || passed(after), abridged }
    }
}

/// Whether brackets stand in `gap`, and every word of it in them.
fn is_bracketed(gap: &str) -> bool {
    let mut depth = 0_usize;
    let mut any = false;
    gap.chars().all(|c| {
        match c {
            '[' => (depth, any) = (depth + 1, true),
            ']' => depth = depth.saturating_sub(1),
            c if c.is_alphanumeric() => return depth > 0,
            _ => {}
        }
        true
    }) && any
}

fn chunks(claim: &Claim, window: &Window<'_>, ops: &[Op]) -> Vec<Chunk> {
    let mut chunks: Vec<Chunk> = Vec::new();
    let word = |side: &Side, atom: usize| side.atoms.get(atom).map(|atom| atom.word);
    for op in ops {
        let takes_draft = matches!(op.step, Step::Same | Step::Swap | Step::Add);
        let takes_source = op.step != Step::Add;
        let passed = op.step == Step::Pass;
        let goes_on = |chunk: &Chunk| {
            let inside = |side: &Side, at: usize, range: &Range<usize>| {
                !range.is_empty() && word(side, at) == word(side, range.end - 1)
            };
            (takes_draft && inside(&claim.side, op.draft, &chunk.draft))
                || (takes_source && inside(&window.side, op.source, &chunk.source))
                || (passed && chunk.passed)
        };
        match chunks.last_mut().filter(|chunk| goes_on(chunk)) {
            Some(chunk) => {
                chunk.draft.end = op.draft + usize::from(takes_draft);
                chunk.source.end = op.source + usize::from(takes_source);
                chunk.same &= op.step == Step::Same;
                chunk.passed &= passed;
            }
            None => chunks.push(Chunk {
                draft: op.draft..op.draft + usize::from(takes_draft),
                source: op.source..op.source + usize::from(takes_source),
                same: op.step == Step::Same,
                passed,
            }),
        }
    }
    chunks
}

/// Joins neighbouring chunks that differ.
fn merged(chunks: Vec<Chunk>) -> Vec<Chunk> {
    let mut merged: Vec<Chunk> = Vec::with_capacity(chunks.len());
    for chunk in chunks {
        match merged.last_mut().filter(|last| !last.same && !last.passed && !chunk.same && !chunk.passed) {
            Some(last) => {
                last.draft.end = chunk.draft.end;
                last.source.end = chunk.source.end;
            }
            None => merged.push(chunk),
        }
    }
    merged
}

fn alteration(claim: &Claim, prose: &str, window: &Window<'_>, chunk: &Chunk, beside: Beside, script: &mut Script) {
    let difference = Difference::new(claim, prose, window, chunk.draft.clone(), chunk.source.clone(), beside);
    let hold = |script: &mut Script, range: Range<usize>| {
        script.held.iter_mut().take(range.end).skip(range.start).for_each(|held| *held = Hold::Has);
    };
    let (kind, grade, sense) = if chunk.same {
        hold(script, chunk.draft.clone());
        let Some((grade, sense)) = grade::form(&difference) else { return };
        (AlterationKind::Replaced, grade, sense)
    } else {
        let kind = match (chunk.draft.is_empty(), chunk.source.is_empty()) {
            (true, _) => AlterationKind::Dropped,
            (_, true) => AlterationKind::Added,
            _ => AlterationKind::Replaced,
        };
        match grade::bracketed(&difference, claim) {
            Some((grade, sense)) => (AlterationKind::Bracketed, grade, sense),
            None => {
                let (grade, sense) = grade::grade(&difference);
                (kind, grade, sense)
            }
        }
    };
    let is_form = grade <= Grade::Style || matches!(grade, Grade::Typo | Grade::Grammar);
    if is_form && !beside.abridged {
        hold(script, chunk.draft.clone());
    }
    if !is_form && chunk.draft.len() == chunk.source.len() {
        for (d, s) in chunk.draft.clone().zip(chunk.source.clone()) {
            let word = |text: &str, side: &Side, atom: usize| normal_form(side.span(atom, atom + 1).of(text));
            let (a, b) = (word(prose, &claim.side, d), word(&window.source.prose, &window.side, s));
            if let Some(held) = script.held.get_mut(d).filter(|_| strsim::normalized_levenshtein(&a, &b) >= ALIKE) {
                *held = if a == b { Hold::Has } else { Hold::Resembles };
            }
        }
    }
    if chunk.draft.is_empty() {
        script.leap = script.leap.max(difference.sentence_ends());
    }
    let mut draft = claim.side.span(chunk.draft.start, chunk.draft.end);
    if kind == AlterationKind::Bracketed {
        for mark in claim.marks_at(&chunk.draft).filter(|mark| !mark.ellipsis) {
            draft = if draft.is_empty() { mark.span } else { draft.join(mark.span) };
        }
    }
    let mut source = window.side.span(chunk.source.start, chunk.source.end);
    if chunk.same && sense == Some(Sense::Number) {
        // The words are the same: it is their signs that differ.
        draft = numbers::with_sign(prose, draft);
        source = numbers::with_sign(&window.source.prose, source);
    }
    let abridged = beside.abridged && grade == Grade::Typography && kind != AlterationKind::Bracketed;
    script.alterations.push(Alteration { kind, grade, sense, draft, source, abridged });
}

fn omission(claim: &Claim, window: &Window<'_>, chunk: &Chunk, script: &mut Script) {
    let Some(mark) = claim.marks_at(&(chunk.draft.start..chunk.draft.start)).find(|mark| mark.ellipsis) else { return };
    // An attribution at the edge of what was left out is no part of it.
    let mut range = chunk.source.clone();
    while range.start < range.end && window.is_aside(range.start) {
        range.start += 1;
    }
    while range.start < range.end && window.is_aside(range.end - 1) {
        range.end -= 1;
    }
    if !range.is_empty() {
        let sense: Option<Sense> = grade::left_out(window, range.clone());
        let source = window.side.span(range.start, range.end);
        script.omissions.push(Omission { draft: mark.span, source, sense });
    }
}

/// Brackets that replaced nothing and hold no words: `[sic]`.
fn notes(claim: &Claim, window: &Window<'_>, ops: &[Op], script: &mut Script) {
    let mut found = Vec::new();
    for mark in claim.marks.iter().filter(|mark| !mark.ellipsis && mark.from == mark.upto) {
        // So far the alterations stand in the draft's order.
        let from = script.alterations.partition_point(|a| a.draft.end < mark.span.start);
        let near = script.alterations.iter().skip(from).take_while(|a| a.draft.start <= mark.span.end);
        let stands = near.into_iter().any(|a| a.kind == AlterationKind::Bracketed && a.draft.covers(mark.span));
        let at = ops.get(ops.partition_point(|op| op.draft < mark.from)).or(ops.last());
        if let (false, Some(op)) = (stands, at) {
            found.push(Alteration {
                kind: AlterationKind::Bracketed,
                grade: Grade::Typography,
                sense: None,
                draft: mark.span,
                source: window.side.span(op.source, op.source),
                abridged: false,
            });
        }
    }
    script.alterations.extend(found);
}

fn pieces(window: &Window<'_>, ops: &[Op]) -> Few<Span> {
    let mut pieces: Few<Span> = Few::new();
    let mut goes_on = false;
    for op in ops {
        match op.step {
            Step::Same | Step::Swap => {
                let span = window.side.span(op.source, op.source + 1);
                match pieces.last_mut().filter(|_| goes_on) {
                    Some(piece) => *piece = piece.join(span),
                    None => pieces.push(span),
                }
                goes_on = true;
            }
            Step::Pass => goes_on = false,
            Step::Add | Step::Drop => {}
        }
    }
    pieces
}

/// The words between a piece that ends at `before` and the first word of `ops`, dropped.
pub(super) fn gap(claim: &Claim, window: &Window<'_>, ops: &[Op], before: Span) -> Option<Alteration> {
    let first = ops.iter().find(|op| matches!(op.step, Step::Same | Step::Swap))?;
    let next = window.side.span(first.source, first.source + 1);
    let words = &window.source.words;
    let from = words.partition_point(|word| word.span.start < before.end);
    let upto = words.partition_point(|word| word.span.start < next.start);
    let between = words.get(from..upto).filter(|between| !between.is_empty())?;
    let source = between.first()?.span.join(between.last()?.span);
    let draft = claim.side.span(first.draft, first.draft);
    Some(Alteration {
        kind: AlterationKind::Dropped,
        grade: Grade::Omission,
        sense: None,
        draft,
        source,
        abridged: false,
    })
}

/// Words that the source has close by, in no other place of the draft, were moved.
fn moved(claim: &Claim, window: &Window<'_>, chunks: &[Chunk], script: &mut Script) {
    let used = chunks.iter().filter(|chunk| chunk.same).map(|chunk| chunk.source.clone()).collect::<Vec<_>>();
    let added = chunks.iter().filter(|chunk| !chunk.same && !chunk.passed && !chunk.draft.is_empty());
    for chunk in added.take(MOVES) {
        let words = claim.side.atoms.get(chunk.draft.clone()).unwrap_or_default();
        let tells = words.len() > 1 && words.iter().any(|atom| !atom.function);
        if !tells || words.len() > CLOSE {
            continue;
        }
        let hull = chunk.source.start.saturating_sub(CLOSE)..(chunk.source.end + CLOSE).min(window.side.atoms.len());
        let around = window.side.atoms.get(hull.clone()).unwrap_or_default();
        let mut places = around.windows(words.len()).enumerate().map(|(n, run)| (hull.start + n, run));
        let is_free = |at: usize| {
            let next = used.get(used.partition_point(|range| range.end <= at));
            next.is_none_or(|range| at + words.len() <= range.start)
        };
        let from = places.find(|(at, run)| run.iter().zip(words).all(|(a, b)| a.same(b)) && is_free(*at));
        let Some((from, _)) = from else { continue };
        let draft = claim.side.span(chunk.draft.start, chunk.draft.end);
        let source = window.side.span(from, from + words.len());
        // What was dropped there is no second alteration.
        script.alterations.retain(|a| !(a.kind == AlterationKind::Dropped && source.covers(a.source)));
        for alteration in
            script.alterations.iter_mut().filter(|a| a.draft == draft && a.kind != AlterationKind::Bracketed)
        {
            *alteration = Alteration {
                kind: AlterationKind::Moved,
                grade: Grade::Words,
                sense: None,
                draft,
                source,
                abridged: false,
            };
        }
        script.held.iter_mut().take(chunk.draft.end).skip(chunk.draft.start).for_each(|held| *held = Hold::Has);
    }
}
