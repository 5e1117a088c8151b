//! What is near enough to be the same utterance, and what it is then worth.

use super::align::{Op, Step};
use super::atoms::Claim;
use super::script::{self, Hold, Script};
use super::segments::Segment;
use super::window::{Window, may_be_one_speaker};
use super::{AlterationKind, Extent, Grade, Match, clip};
use crate::source::Source;
use crate::text::Span;

/// So many sentence ends inside words dropped without a mark make a splice: more than one sentence
/// was left out.
const LEAP: usize = 3;
/// Words that an ellipsis may leave out before the two sides are a splice.
const FAR: usize = 200;

/// How near a passage must be.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Nearness {
    /// Near enough that nobody doubts that it is the same utterance.
    Usual,
    /// The draft cites the source: the claim says itself that it is from there.
    Cited,
    /// A part of it is enough, as the draft cites the source.
    Part,
}

/// Puts the parts together, when they are near enough to be the claim's words.
pub(super) fn judge(claim: &Claim, prose: &str, segments: &[Segment<'_>], nearness: Nearness) -> Option<Match> {
    let first = segments.first()?;
    let mut script = Script { held: vec![Hold::Lacks; claim.side.atoms.len()], ..Script::default() };
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
        script.held.iter_mut().zip(part.held).for_each(|(held, more)| *held = more.max(*held));
    }
    let ops: Vec<&Op> = segments.iter().flat_map(|segment| &segment.ops).collect();
    let similarity = similarity(claim, &script.held);
    if !is_near(claim, &script, &ops, similarity, nearness) {
        return None;
    }
    script.alterations.dedup();
    if nearness == Nearness::Part {
        // What the source does not go on to say says nothing about the sense of what it has.
        for added in script.alterations.iter_mut().filter(|a| a.kind == AlterationKind::Added) {
            (added.grade, added.sense) = (Grade::Words, None);
        }
    }
    let span = script.pieces.iter().copied().reduce(Span::join)?;
    let source = first.window.source;
    let start = script.pieces.first().map_or(span.start, |piece| piece.start);
    let end = script.pieces.last().map_or(span.end, |piece| piece.end);
    let holds = |atom: Option<&Hold>| atom == Some(&Hold::Has);
    let ends = (holds(script.held.first()).then_some(start), holds(script.held.last()).then_some(end));
    // A single word claims too little for what stands beside it to matter.
    let clip = if claim.claimed() > 1 { clip::clip(source, ends.0, ends.1) } else { None };
    Some(Match {
        source: first.window.id,
        span,
        pieces: script.pieces,
        alterations: script.alterations,
        omissions: script.omissions,
        clip,
        similarity,
        spliced,
        extent: if nearness == Nearness::Part { Extent::Part } else { Extent::Whole },
    })
}

/// The share of the claimed words that the source has; words of grammar count less, words that are
/// only spelled alike half.
fn similarity(claim: &Claim, held: &[Hold]) -> f32 {
    let (mut have, mut all) = (0_u32, 0_u32);
    for ((atom, inserted), held) in claim.side.atoms.iter().zip(&claim.inserted).zip(held) {
        if !inserted {
            all += 2 * atom.weight();
            have += match held {
                Hold::Has => 2 * atom.weight(),
                Hold::Resembles => atom.weight(),
                Hold::Lacks => 0,
            };
        }
    }
    #[expect(clippy::cast_precision_loss, reason = "a share need not be exact")]
    let share = have as f32 / all.max(1) as f32;
    share
}

/// Whether what matches is enough to say that the claim is an utterance of this place.
///
/// Up to three words must be there as they stand; of four or five no telling word may be another.
/// Of longer ones three fifths must be there, or two fifths when they are spread over all of it.
/// What is there must not be a turn of phrase that anybody uses: two words in a row, and telling
/// ones among them.
fn is_near(claim: &Claim, script: &Script, ops: &[&Op], similarity: f32, nearness: Nearness) -> bool {
    let words = claim.claimed();
    let altered = script.alterations.iter().any(|a| a.grade > Grade::Style);
    if words <= 3 {
        return similarity > 0.999 && !altered;
    }
    let held: Vec<usize> = (0..script.held.len()).filter(|&n| script.held.get(n) == Some(&Hold::Has)).collect();
    let telling = held.iter().filter(|&&n| claim.side.atoms.get(n).is_some_and(|atom| !atom.function)).count();
    let run = longest_run(ops);
    let dropped = ops.iter().filter(|op| op.step == Step::Drop).count();
    if (similarity > 0.999 && dropped == 0) || nearness == Nearness::Part {
        return true;
    }
    if words <= 5 {
        return similarity >= 0.72 && run >= 2 && telling >= 1;
    }
    let scattered = dropped > held.len().max(6) && run < 5;
    let spread = match (held.first(), held.last()) {
        (Some(first), Some(last)) => (last + 1 - first) * 5 >= claim.side.atoms.len() * 4,
        _ => false,
    };
    let cited = nearness == Nearness::Cited;
    let telling_run = telling >= 3 && run >= if cited { 3 } else { 4 };
    if scattered {
        false
    } else if similarity >= 0.9 {
        run >= 2 && telling >= 1
    } else if similarity >= 0.7 {
        run >= 2 && (telling >= 2 || run >= 4)
    } else if similarity >= 0.6 {
        run >= 2 && ((spread && telling >= 2) || telling_run)
    } else {
        similarity >= 0.42 && telling_run && (spread || cited)
    }
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
