//! Long queries, which are looked for in stretches.

use std::collections::BTreeMap;

use super::super::segment::{Segment, WordId};
use super::{Answer, Found, Interest, STRETCH, Scope, altered};

/// How many stretches of a query are looked for; of a longer one only every second, third, …
const STRETCHES: usize = 128;

/// A stretch of the query, found.
struct Vote {
    document: u32,
    /// Where the whole query would begin, if all between were as long as in the query.
    start: i64,
    stretch: usize,
    held: usize,
}

/// Places of a long query. It is cut into stretches of equal length, each looked for by itself: at
/// least one of them differs no more, in its measure, than the whole. Stretches that agree where
/// the query begins make a passage.
pub(super) fn search(segment: &Segment, words: &[Option<WordId>], interest: Interest, scope: Scope<'_>) -> Answer {
    let m = words.len();
    let stretches = m / STRETCH;
    let step = stretches.div_ceil(STRETCHES);
    let mut complete = step == 1;
    let mut votes: Vec<Vote> = Vec::new();
    for n in (0..stretches).step_by(step) {
        let (start, end) = (n * m / stretches, (n + 1) * m / stretches);
        // What the whole may differ by, and beyond the nearest, one stretch may.
        let answer = altered::search(segment, words.get(start..end).unwrap_or_default(), interest, scope);
        complete &= answer.complete;
        votes.extend(answer.found.into_iter().map(|found| Vote {
            document: found.document,
            start: signed(found.words.end) - signed(end),
            stretch: n,
            held: (end - start).saturating_sub(found.errors),
        }));
    }
    votes.sort_by_key(|vote| (vote.document, vote.start, vote.stretch));
    let together = |a: &Vote, b: &Vote| a.document == b.document && b.start - a.start <= signed(STRETCH);
    let mut found: Vec<Found> = Vec::new();
    for agreed in votes.chunk_by(together) {
        let (Some(first), Some(last)) = (agreed.first(), agreed.last()) else { continue };
        let mut best: BTreeMap<usize, usize> = BTreeMap::new();
        for vote in agreed {
            let held = best.entry(vote.stretch).or_default();
            *held = vote.held.max(*held);
        }
        let held = best.values().sum::<usize>().saturating_mul(step);
        let from = usize::try_from(first.start - signed(STRETCH)).unwrap_or_default();
        let upto = usize::try_from(last.start + signed(m + STRETCH)).unwrap_or_default();
        let end = upto.min(segment.words_of(first.document));
        found.push(Found { document: first.document, words: from.min(end)..end, errors: m.saturating_sub(held) });
    }
    Answer { found, complete }
}

fn signed(words: usize) -> i64 {
    i64::try_from(words).unwrap_or(i64::MAX / 4)
}
