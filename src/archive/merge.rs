//! One answer of the answers of all parts.

use rustc_hash::FxHashMap;

use super::search::sought;
use super::{Candidates, Query, SourceId};

/// How many passages are returned for a query.
const PASSAGES: usize = 64;
/// How many passages of one source are returned for a query.
const PASSAGES_PER_SOURCE: usize = 8;

/// The passages of all answers to `query`, the nearest first, equally near ones by source and place; those of given
/// sources however much better others fit.
pub(super) fn merged(query: &Query<'_>, is_given: bool, answers: impl Iterator<Item = Candidates>) -> Candidates {
    let mut all = Candidates { passages: Vec::new(), complete: true };
    for answer in answers {
        all.complete &= answer.complete;
        all.passages.extend(answer.passages);
    }
    all.passages.sort_unstable_by_key(|passage| (passage.errors, passage.source, passage.words.start));
    let mut wanted = sought(query.words.len(), is_given);
    if !is_given {
        // What is near in one part may be far from the nearest of all.
        let nearest = all.passages.first().map_or(0, |nearest| nearest.errors);
        all.passages.retain(|passage| passage.errors <= nearest + query.beyond);
        wanted = wanted.min(nearest + query.beyond);
    }
    let mut kept = 0;
    let mut of_source: FxHashMap<SourceId, usize> = FxHashMap::default();
    let complete = &mut all.complete;
    all.passages.retain(|passage| {
        let count = of_source.entry(passage.source).or_default();
        *count += 1;
        let keep = kept < PASSAGES && *count <= PASSAGES_PER_SOURCE;
        kept += usize::from(keep);
        *complete &= keep || passage.errors > wanted;
        keep
    });
    all
}
