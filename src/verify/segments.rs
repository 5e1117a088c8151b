//! The parts of a claim that a source has, each with where.

use std::ops::Range;

use super::align::{Op, Problem, Step};
use super::atoms::{Atom, Claim};
use super::chain::{self, Allowance};
use super::window::Window;
use crate::archive::{Archive, Query};
use crate::text::WordKey;

/// Shorter stretches that a passage lacks are not looked for elsewhere.
const LOST: usize = 4;
/// How many stretches are looked for elsewhere.
const SEARCHES: usize = 16;
/// The score of a stretch that is no accident: a few telling words in a row.
const SOLID: i32 = 10;

/// A part of the claim aligned with a stretch of a source.
pub(super) struct Segment<'a> {
    pub(super) window: Window<'a>,
    pub(super) ops: Vec<Op>,
}

/// Looks elsewhere in the source for what the best passage lacks. Returns the parts in the
/// claim's order.
pub(super) fn recovered<'a>(
    claim: &Claim,
    archive: &Archive,
    window: Window<'a>,
    ops: Vec<Op>,
    allowance: &mut Allowance,
) -> Vec<Segment<'a>> {
    let solid = solid(claim, &window, &ops);
    let lost: Vec<Range<usize>> =
        lost(claim, &solid).into_iter().filter(|lost| claimed(claim, lost.clone()) >= LOST).collect();
    if lost.is_empty() || solid.is_empty() {
        return vec![Segment { window, ops }];
    }
    let mut others: Vec<(Range<usize>, Segment<'a>)> = Vec::new();
    for range in lost.into_iter().take(SEARCHES) {
        others.extend(elsewhere(claim, archive, &window, range.clone(), allowance).map(|segment| (range, segment)));
    }
    if others.is_empty() {
        return vec![Segment { window, ops }];
    }
    // Keep of the first passage what was not found better elsewhere.
    let mut segments: Vec<(usize, Segment<'a>)> = Vec::new();
    let mut part: Vec<Op> = Vec::new();
    let (id, source, words) = (window.id, window.source, window.words.clone());
    let mut flush = |part: &mut Vec<Op>| {
        let ops = trimmed(std::mem::take(part));
        if let Some(first) = ops.first() {
            segments.push((first.draft, Segment { window: Window::new(id, source, words.clone()), ops }));
        }
    };
    let mut replaced = vec![false; claim.side.atoms.len() + 1];
    for (range, _) in &others {
        replaced.iter_mut().take(range.end).skip(range.start).for_each(|atom| *atom = true);
    }
    for op in ops {
        // Source words that nothing of the draft stands for go with what stands before them.
        let idle = matches!(op.step, Step::Drop | Step::Pass);
        let atom = if idle { op.draft.saturating_sub(1) } else { op.draft };
        if replaced.get(atom) == Some(&true) { flush(&mut part) } else { part.push(op) }
    }
    flush(&mut part);
    segments.extend(others.into_iter().map(|(range, segment)| (range.start, segment)));
    segments.sort_by_key(|segment| segment.0);
    segments.into_iter().map(|segment| segment.1).collect()
}

/// Steps without source words that only the edges would drop.
fn trimmed(mut ops: Vec<Op>) -> Vec<Op> {
    let idle = |op: &Op| matches!(op.step, Step::Drop | Step::Pass);
    while ops.last().is_some_and(idle) {
        ops.pop();
    }
    let from = ops.iter().take_while(|op| idle(op)).count();
    ops.drain(..from);
    ops
}

fn claimed(claim: &Claim, range: Range<usize>) -> usize {
    claim.inserted.get(range).unwrap_or_default().iter().filter(|inserted| !**inserted).count()
}

/// A stretch of an alignment that scores more than what is next to it.
#[derive(Clone, Copy)]
struct Scored {
    /// The sum of all scores before it, and to its end.
    before: i32,
    behind: i32,
    /// The steps.
    from: usize,
    upto: usize,
    /// The nearest earlier stretch that begins lower.
    lower: Option<usize>,
}

/// The stretches of the claim that a passage really holds: maximal scoring subsequences of the
/// alignment (Ruzzo and Tompa, 1999), so that words that match by chance do not count.
fn solid(claim: &Claim, window: &Window<'_>, ops: &[Op]) -> Vec<Range<usize>> {
    let mut found: Vec<Scored> = Vec::new();
    let mut total = 0;
    for (n, op) in ops.iter().enumerate() {
        let score = score(claim, window, op);
        total += score;
        if score <= 0 {
            continue;
        }
        let mut candidate = Scored { before: total - score, behind: total, from: n, upto: n + 1, lower: None };
        loop {
            // The nearest earlier one that begins lower; those passed over begin higher still.
            let mut at = found.len().checked_sub(1);
            while let Some(other) = at.and_then(|at| found.get(at)).filter(|other| other.before >= candidate.before) {
                at = other.lower;
            }
            candidate.lower = at;
            match at.and_then(|at| Some((at, found.get(at)?))) {
                // It ends lower, too: the stretch from its start to here is better than either.
                Some((at, other)) if other.behind < candidate.behind => {
                    candidate = Scored { before: other.before, from: other.from, ..candidate };
                    found.truncate(at);
                }
                _ => break,
            }
        }
        found.push(candidate);
    }
    let draft_range = |from: usize, upto: usize| {
        let start = ops.get(from).map_or(0, |op| op.draft);
        let last = ops.get(upto - 1).map_or(start, |op| op.draft + 1);
        start..last
    };
    found.into_iter().filter(|s| s.behind - s.before >= SOLID).map(|s| draft_range(s.from, s.upto)).collect()
}

/// The one stretch that a passage surely holds, when it has several telling words in a row: the
/// rest of the claim becomes words that the source lacks.
pub(super) fn solid_part(claim: &Claim, window: &Window<'_>, ops: &[Op]) -> Option<Vec<Op>> {
    let best =
        solid(claim, window, ops).into_iter().max_by_key(|range| (range.len(), std::cmp::Reverse(range.start)))?;
    let inside = |op: &Op| best.contains(&op.draft);
    let from = ops.iter().position(inside)?;
    let upto = ops.iter().rposition(inside)? + 1;
    let same = ops.get(from..upto)?.iter().filter(|op| op.step == Step::Same);
    let telling = same.clone().filter(|op| is_telling(claim.side.atoms.get(op.draft))).count();
    (telling >= 3 && same.count() >= 5).then(|| trimmed(confined(ops, from..upto)))
}

fn lost(claim: &Claim, solid: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut lost = Vec::new();
    let mut at = 0;
    for range in solid {
        if range.start > at {
            lost.push(at..range.start);
        }
        at = at.max(range.end);
    }
    if at < claim.side.atoms.len() {
        lost.push(at..claim.side.atoms.len());
    }
    lost
}

/// Looks for a part of the claim alone in the window's source.
fn elsewhere<'a>(
    claim: &Claim,
    archive: &Archive,
    window: &Window<'a>,
    range: Range<usize>,
    allowance: &mut Allowance,
) -> Option<Segment<'a>> {
    let atoms = claim.side.atoms.get(range.clone())?;
    let (first, last) = (atoms.first()?.word, atoms.last()?.word);
    let words: Vec<WordKey> = claim.side.words.get(first..=last)?.iter().map(|word| word.key).collect();
    let answer = archive.candidates_in(&[Query::new(&words)], &[window.id]);
    let mut best: Option<(u32, Segment<'a>)> = None;
    for passage in answer.into_iter().flat_map(|answer| answer.passages) {
        let there = Window::new(window.id, window.source, passage.words);
        let problem = Problem::new(claim, range.clone(), &there)?;
        let (cost, ops) = chain::align(&problem, allowance);
        if best.as_ref().is_none_or(|best| cost < best.0) {
            let ops = ops.into_iter().map(|op| Op { draft: op.draft + range.start, ..op }).collect();
            best = Some((cost, Segment { window: there, ops }));
        }
    }
    let (_, segment) = best?;
    let same = |op: &&Op| op.step == Step::Same;
    let held = segment.ops.iter().filter(same).count();
    let telling = segment.ops.iter().filter(same).filter(|op| is_telling(claim.side.atoms.get(op.draft))).count();
    (held * 4 >= range.len() * 3 && telling >= 2).then_some(segment)
}

fn is_telling(atom: Option<&Atom>) -> bool {
    atom.is_some_and(|atom| !atom.function)
}

/// Takes back what was matched beyond a sentence's or a quotation's end at either edge of the claim
/// when more differs there than agrees: those words were added, not put in the place of others.
pub(super) fn straightened(claim: &Claim, window: &Window<'_>, ops: Vec<Op>) -> Vec<Op> {
    let parts = |gap: &str| gap.contains(['.', '!', '?', ':', ';', '"', '“', '”', '«', '»', '\n']);
    let scores: Vec<i32> = ops.iter().map(|op| score(claim, window, op)).collect();
    let core = heaviest(&scores);
    let mut sum = 0;
    let mut upto = 0;
    for (n, op) in ops.iter().enumerate().take(core.start) {
        sum += scores.get(n).copied().unwrap_or_default();
        if op.step != Step::Add && parts(window.before(op.source + 1)) && sum < 0 {
            upto = n + 1;
        }
    }
    let mut sum = 0;
    let mut from = ops.len();
    for (n, op) in ops.iter().enumerate().skip(core.end).rev() {
        sum += scores.get(n).copied().unwrap_or_default();
        if op.step != Step::Add && parts(window.before(op.source)) && sum < 0 {
            from = n;
        }
    }
    if upto >= from {
        return trimmed(ops);
    }
    trimmed(confined(&ops, upto..from))
}

/// The stretch with the greatest sum (Kadane's algorithm).
fn heaviest(scores: &[i32]) -> Range<usize> {
    let (mut best, mut found) = (0, 0..0);
    let (mut sum, mut start) = (0, 0);
    for (n, score) in scores.iter().enumerate() {
        if sum <= 0 {
            (sum, start) = (0, n);
        }
        sum += score;
        if sum > best {
            (best, found) = (sum, start..n + 1);
        }
    }
    found
}

/// The steps `kept`; the draft's words before and behind become words that the source lacks.
fn confined(ops: &[Op], kept: Range<usize>) -> Vec<Op> {
    let (upto, from) = (kept.start, kept.end);
    let start = ops.get(upto).map_or(0, |op| op.source);
    let end = ops.get(from - 1).map_or(start, |op| op.source + usize::from(op.step != Step::Add));
    let added = |op: &Op, source| Op { step: Step::Add, source, ..*op };
    let takes_draft = |op: &&Op| !matches!(op.step, Step::Drop | Step::Pass);
    let (head, rest) = ops.split_at(upto);
    let (kept, tail) = rest.split_at(from - upto);
    let head = head.iter().filter(takes_draft).map(|op| added(op, start));
    let tail = tail.iter().filter(takes_draft).map(|op| added(op, end));
    head.chain(kept.iter().copied()).chain(tail).collect()
}

/// How much a step says for or against a passage.
fn score(claim: &Claim, window: &Window<'_>, op: &Op) -> i32 {
    let draft = claim.side.atoms.get(op.draft);
    match op.step {
        Step::Same if draft.is_some_and(|atom| atom.function) => 2,
        Step::Same => 4,
        Step::Swap => match (draft, window.side.atoms.get(op.source)) {
            (Some(a), Some(b)) if a.kin(b) => -2,
            _ => -4,
        },
        Step::Add | Step::Drop => -3,
        Step::Pass => 0,
    }
}

/// What an alignment lacks of the claim, by weight, and a little for what the source has besides.
/// Other than the alignment's own cost it does not favour words that are missing in a row.
pub(super) fn lack(claim: &Claim, window: &Window<'_>, ops: &[Op]) -> u32 {
    let mut lack = 0;
    for op in ops {
        let (Some(draft), source) = (claim.side.atoms.get(op.draft), window.side.atoms.get(op.source)) else {
            continue;
        };
        let claimed = !claim.inserted.get(op.draft).copied().unwrap_or_default();
        lack += match op.step {
            Step::Add | Step::Swap if !claimed => 0,
            Step::Swap if source.is_some_and(|source| draft.kin(source)) => 2 * draft.weight(),
            Step::Add | Step::Swap => 4 * draft.weight(),
            Step::Drop => 3,
            Step::Same | Step::Pass => 0,
        };
    }
    lack
}
