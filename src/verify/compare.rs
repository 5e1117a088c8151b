//! From places to matches: aligns, judges what is near enough, and puts the best first.

use std::ops::Range;

use super::align::{Op, Problem, Step};
use super::atoms::{Atom, Claim};
use super::bound::Bound;
use super::script::{self, Script};
use super::window::{Window, may_be_one_speaker};
use super::{Match, Wording, chain, clip, places};
use crate::archive::{Archive, Query, SourceId};
use crate::source::Source;
use crate::text::{Span, WordKey};

/// Sentences that may end inside words dropped without a mark before it is a splice.
const LEAP: usize = 2;
/// Words that an ellipsis may leave out before the two sides are a splice.
const FAR: usize = 200;
/// The share of a claim that a stretch must hold, order aside, to be aligned with it.
const PROMISING: f32 = 0.36;
/// Shorter stretches that a passage lacks are not looked for elsewhere.
const LOST: usize = 4;

/// See [`super::matches`].
pub(super) fn matches(wording: &Wording, prose: &str, archive: &Archive, prefer: &[SourceId]) -> Vec<Match> {
    let claim = Claim::new(wording, prose);
    let mut found: Vec<(Standing, Match)> = Vec::new();
    for (id, ranges) in places::places(wording, archive, prefer) {
        let Some(source) = archive.source(id) else { continue };
        found.extend(in_source(&claim, prose, archive, id, source, ranges));
    }
    let cited = |id: SourceId| !prefer.contains(&id);
    found.sort_by(|(a, x), (b, y)| {
        (a.rank(), cited(x.source), x.source, x.span).cmp(&(b.rank(), cited(y.source), y.source, y.span))
    });
    found.into_iter().map(|(_, found)| found).collect()
}

/// How good a match is; smaller is better.
#[derive(Clone, Copy, Debug)]
struct Standing {
    /// What the passage lacks of the claim, and has besides.
    lack: u32,
    /// Matched words that stand outside quotation marks, where the source has such.
    unquoted: usize,
}

impl Standing {
    fn rank(self) -> (u32, usize) {
        (self.lack, self.unquoted)
    }
}

/// The best passages of one source.
fn in_source(
    claim: &Claim,
    prose: &str,
    archive: &Archive,
    id: SourceId,
    source: &Source,
    ranges: Vec<Range<usize>>,
) -> Vec<(Standing, Match)> {
    let mut bound = Bound::new(claim);
    let mut windows: Vec<(u32, Window<'_>)> = Vec::new();
    for range in ranges {
        let window = Window::new(id, source, range);
        let held = bound.of(&window.side.atoms);
        if held.share >= PROMISING {
            windows.push((2 * held.missing, window));
        }
    }
    windows.sort_by_key(|(cost, window)| (*cost, window.words.start));
    let mut aligned: Vec<(Standing, Window<'_>, Vec<Op>)> = Vec::new();
    for (least, window) in windows {
        if aligned.iter().any(|other| other.0.lack < least) {
            break;
        }
        let whole = 0..claim.side.atoms.len();
        let Some(problem) = Problem::new(claim, whole, &window.side.atoms, &window.aside) else { continue };
        let (_, mut ops) = chain::align(&problem);
        straighten(claim, &window, &mut ops);
        let standing = Standing { lack: lack(claim, &window, &ops), unquoted: unquoted(&window, &ops) };
        aligned.push((standing, window, ops));
    }
    let Some(best) = aligned.iter().map(|found| found.0.rank()).min() else { return Vec::new() };
    let mut matches: Vec<(Standing, Match)> = Vec::new();
    for (standing, window, ops) in aligned.into_iter().filter(|found| found.0.rank() == best) {
        let segments = recovered(claim, archive, window, ops);
        if let Some(found) = finish(claim, prose, &segments)
            && !matches.iter().any(|(_, other)| other.span == found.span)
        {
            matches.push((standing, found));
        }
    }
    matches
}

/// A word at an edge of the claim that stands against one of another sentence was not put in its
/// place: it was added.
fn straighten(claim: &Claim, window: &Window<'_>, ops: &mut [Op]) {
    let parts = |gap: &str| gap.contains(['.', '!', '?', ':', ';', '"', '“', '”', '«', '»', '\n']);
    let stray = |op: &Op, gap: &str| {
        op.step == Step::Swap
            && parts(gap)
            && match (claim.side.atoms.get(op.draft), window.side.atoms.get(op.source)) {
                (Some(a), Some(b)) => !a.kin(b),
                _ => false,
            }
    };
    let edge = |op: &Op| matches!(op.step, Step::Swap | Step::Add);
    let first = ops.iter().take_while(|op| edge(op)).count();
    if let Some(last) = (0..first).rev().find(|&n| ops.get(n).is_some_and(|op| stray(op, window.before(op.source + 1))))
    {
        ops.iter_mut().take(last + 1).for_each(|op| op.step = Step::Add);
    }
    let len = ops.len();
    let behind = ops.iter().rev().take_while(|op| edge(op)).count();
    if let Some(from) = (len - behind..len).find(|&n| ops.get(n).is_some_and(|op| stray(op, window.before(op.source))))
    {
        ops.iter_mut().skip(from).for_each(|op| op.step = Step::Add);
    }
}

/// What an alignment lacks of the claim, by weight, and a little for what the source has besides.
/// Other than the alignment's own cost it does not favour words that are missing in a row.
fn lack(claim: &Claim, window: &Window<'_>, ops: &[Op]) -> u32 {
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

fn unquoted(window: &Window<'_>, ops: &[Op]) -> usize {
    let quotations = &window.source.reading.quotations;
    if quotations.is_empty() {
        return 0;
    }
    let outside = |op: &&Op| {
        let span = window.side.span(op.source, op.source + 1);
        op.step == Step::Same && window.source.quotation_at(span).is_none()
    };
    ops.iter().filter(outside).count()
}

/// A part of the claim aligned with a stretch of a source.
struct Segment<'a> {
    window: Window<'a>,
    ops: Vec<Op>,
}

/// Looks elsewhere in the source for what the best passage lacks. Returns the parts in the
/// claim's order.
fn recovered<'a>(claim: &Claim, archive: &Archive, window: Window<'a>, ops: Vec<Op>) -> Vec<Segment<'a>> {
    let solid = solid(claim, &window, &ops);
    let lost: Vec<Range<usize>> =
        lost(claim, &solid).into_iter().filter(|lost| claimed(claim, lost.clone()) >= LOST).collect();
    if lost.is_empty() || solid.is_empty() {
        return vec![Segment { window, ops }];
    }
    let mut others: Vec<(Range<usize>, Segment<'a>)> = Vec::new();
    for range in lost {
        others.extend(elsewhere(claim, archive, &window, range.clone()).map(|segment| (range, segment)));
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
    for op in ops {
        let replaced = others.iter().any(|(range, _)| {
            range.contains(&op.draft) || (matches!(op.step, Step::Drop | Step::Pass) && range.end == op.draft)
        });
        if replaced { flush(&mut part) } else { part.push(op) }
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

/// The stretches of the claim that a passage really holds: maximal scoring subsequences of the
/// alignment (Ruzzo and Tompa, 1999), so that words that match by chance do not count.
fn solid(claim: &Claim, window: &Window<'_>, ops: &[Op]) -> Vec<Range<usize>> {
    let mut found: Vec<(i32, i32, usize, usize)> = Vec::new();
    let mut total = 0;
    for (n, op) in ops.iter().enumerate() {
        let draft = claim.side.atoms.get(op.draft);
        let score = match op.step {
            Step::Same if draft.is_some_and(|atom| atom.function) => 2,
            Step::Same => 4,
            Step::Swap => match (draft, window.side.atoms.get(op.source)) {
                (Some(a), Some(b)) if a.kin(b) => -2,
                _ => -4,
            },
            Step::Add | Step::Drop => -3,
            Step::Pass => 0,
        };
        if score <= 0 {
            total += score;
            continue;
        }
        let mut candidate = (total, total + score, n, n + 1);
        total += score;
        // Extend to the left over every earlier one that begins lower and ends lower.
        while let Some(at) = found.iter().rposition(|other| other.0 < candidate.0) {
            match found.get(at) {
                Some(other) if other.1 < candidate.1 => {
                    candidate = (other.0, candidate.1, other.2, candidate.3);
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
    found.into_iter().filter(|s| s.1 - s.0 >= 10).map(|s| draft_range(s.2, s.3)).collect()
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
fn elsewhere<'a>(claim: &Claim, archive: &Archive, window: &Window<'a>, range: Range<usize>) -> Option<Segment<'a>> {
    let atoms = claim.side.atoms.get(range.clone())?;
    let (first, last) = (atoms.first()?.word, atoms.last()?.word);
    let words: Vec<WordKey> = claim.side.words.get(first..=last)?.iter().map(|word| word.key).collect();
    let answer = archive.candidates_in(&[Query { words: &words }], &[window.id]);
    let mut best: Option<(u32, Segment<'a>)> = None;
    for passage in answer.into_iter().flat_map(|answer| answer.passages) {
        let there = Window::new(window.id, window.source, passage.words);
        let problem = Problem::new(claim, range.clone(), &there.side.atoms, &there.aside)?;
        let (cost, ops) = chain::align(&problem);
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

/// Puts the parts together, when they are near enough to be the claim's words.
fn finish(claim: &Claim, prose: &str, segments: &[Segment<'_>]) -> Option<Match> {
    let first = segments.first()?;
    let mut script = Script { held: vec![false; claim.side.atoms.len()], ..Script::default() };
    let mut spliced = false;
    let mut last_end = None;
    for segment in segments {
        let part = script::read(claim, prose, &segment.window, &segment.ops);
        spliced |= part.leap >= LEAP || is_spliced(&segment.window, &part);
        if let (Some(end), Some(next)) = (last_end, part.pieces.first()) {
            if adjoins(&segment.window, end, *next) {
                script.alterations.extend(script::gap(claim, &segment.window, &segment.ops, end));
            } else {
                spliced = true;
            }
        }
        last_end = part.pieces.last().copied().or(last_end);
        script.alterations.extend(part.alterations);
        script.omissions.extend(part.omissions);
        script.pieces.extend(part.pieces);
        script.held.iter_mut().zip(part.held).for_each(|(held, more)| *held |= more);
    }
    let ops: Vec<&Op> = segments.iter().flat_map(|segment| &segment.ops).collect();
    let similarity = similarity(claim, &script.held);
    if !is_near(claim, &script, &ops, similarity) {
        return None;
    }
    script.alterations.dedup();
    let span = script.pieces.iter().copied().reduce(Span::join)?;
    let source = first.window.source;
    let start = script.pieces.first().map_or(span.start, |piece| piece.start);
    let end = script.pieces.last().map_or(span.end, |piece| piece.end);
    let open = |atom: Option<&bool>| atom.copied().unwrap_or_default();
    let clip = clip::clip(source, open(script.held.first()).then_some(start), open(script.held.last()).then_some(end));
    Some(Match {
        source: first.window.id,
        span,
        pieces: script.pieces,
        alterations: script.alterations,
        omissions: script.omissions,
        clip,
        similarity,
        spliced,
    })
}

/// The share of the claimed words that the source has; words of grammar count less.
fn similarity(claim: &Claim, held: &[bool]) -> f32 {
    let (mut have, mut all) = (0_u32, 0_u32);
    for ((atom, inserted), held) in claim.side.atoms.iter().zip(&claim.inserted).zip(held) {
        if !inserted {
            all += atom.weight();
            have += if *held { atom.weight() } else { 0 };
        }
    }
    #[expect(clippy::cast_precision_loss, reason = "a share need not be exact")]
    let share = have as f32 / all.max(1) as f32;
    share
}

/// Whether what matches is enough to say that the claim is an utterance of this place.
fn is_near(claim: &Claim, script: &Script, ops: &[&Op], similarity: f32) -> bool {
    let words = claim.claimed();
    let altered = script.alterations.iter().any(|a| a.grade > super::Grade::Style);
    if words <= 3 {
        return similarity > 0.999 && !altered;
    }
    let telling = script.held.iter().zip(&claim.side.atoms).filter(|(held, atom)| **held && !atom.function).count();
    let run = longest_run(ops);
    let held = script.held.iter().filter(|held| **held).count();
    let dropped = ops.iter().filter(|op| op.step == Step::Drop).count();
    if similarity > 0.999 && dropped == 0 {
        return true;
    }
    let scattered = dropped > held.max(6);
    let distinctive = telling >= 2 || run >= 4;
    if similarity >= 0.6 {
        return distinctive && run >= 2 && (!scattered || run >= 5);
    }
    similarity >= 0.42 && telling >= 3 && run >= 4 && !scattered
}

/// The most words in a row that are the same on both sides.
fn longest_run(ops: &[&Op]) -> usize {
    let mut longest = 0;
    let mut run = 0;
    for op in ops {
        match op.step {
            Step::Same => run += 1,
            Step::Pass => {}
            _ => run = 0,
        }
        longest = longest.max(run);
    }
    longest
}

/// Whether a passage runs two people's words together, or leaps too far at an ellipsis.
fn is_spliced(window: &Window<'_>, script: &Script) -> bool {
    let source = window.source;
    let far = script.omissions.iter().any(|omission| {
        let from = source.words.partition_point(|word| word.span.start < omission.source.start);
        let upto = source.words.partition_point(|word| word.span.start < omission.source.end);
        upto - from > FAR
    });
    let speakers_differ = script.pieces.windows(2).any(|pair| {
        let [a, b] = pair else { return false };
        !one_speaker(source, *a, *b)
    });
    far || speakers_differ
}

fn one_speaker(source: &Source, a: Span, b: Span) -> bool {
    let quotation = |span: Span| source.quotation_at(Span::at(span.start)).map(|found| found.1);
    match (quotation(a), quotation(b)) {
        (Some(a), Some(b)) => std::ptr::eq(a, b) || may_be_one_speaker(a, b),
        _ => true,
    }
}

/// Whether `next` follows `before` closely enough to be run on without a mark: at most one
/// sentence lies between, of the same speaker.
fn adjoins(window: &Window<'_>, before: Span, next: Span) -> bool {
    if next.start < before.end || !one_speaker(window.source, before, next) {
        return false;
    }
    let between = Span::new(before.end, next.start).of(&window.source.text);
    between.len() < 400 && between.matches(['.', '!', '?']).count() <= 1
}
