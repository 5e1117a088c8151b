//! Queries of one to three words, which must stand in exactly this order.

use std::ops::Range;

use super::super::segment::{BLOCK, Segment, WordId};
use super::hits;
use super::plan::Plan;
use super::{Answer, Found, Scope};

/// In how many blocks such words are looked for; words that stand in more are too common to be located.
const VISITS: usize = 10_000;

/// All places of `words`, as they stand.
pub(super) fn search(segment: &Segment, words: &[Option<WordId>], scope: Scope<'_>) -> Answer {
    let Some(wanted) = words.iter().copied().collect::<Option<Vec<WordId>>>() else { return Answer::none() };
    let Some((offset, list)) = Plan::new(segment, words).cheapest() else { return Answer::none() };
    let within = hits::reach(segment, scope);
    let mut answer = Answer::none();
    let mut text = Vec::new();
    let mut visits = 0;
    for block in list.blocks() {
        if within.as_deref().is_some_and(|ranges| !hits::contains(ranges, block)) {
            continue;
        }
        visits += 1;
        if visits > VISITS {
            answer.complete = false;
            break;
        }
        let document = segment.document_of(block);
        let Some(all) = segment.blocks_of(document).filter(|_| (scope.is_live)(document)) else { continue };
        // Words before the piece may stand in the block before, words behind it in the next.
        let from = if offset > 0 { block.saturating_sub(1).max(all.start) } else { block };
        let upto = if wanted.len() > 1 { block.saturating_add(2) } else { block.saturating_add(1) };
        // The piece begins in this block; places whose piece begins in another are found there.
        let here = block.saturating_sub(from) as usize * BLOCK;
        let Range { start, end } = here.saturating_sub(offset)..(here + BLOCK).saturating_sub(offset);
        text.clear();
        segment.read_part(from..upto.min(all.end), start..end + wanted.len() - 1, &mut text);
        let begin = from.saturating_sub(all.start) as usize * BLOCK + start;
        let stands = text.windows(wanted.len()).enumerate().filter(|(_, words)| *words == wanted);
        answer.found.extend(stands.map(|(at, _)| {
            let words = begin + at..begin + at + wanted.len();
            Found { document, words, errors: 0 }
        }));
    }
    answer
}
