//! Where the parts of a quotation come from that no passage holds as a whole.

use std::ops::Range;

use super::part::Part;
use super::{Passage, Query};
use crate::text::WordKey;

/// Fewer words are looked for no further.
const FEWEST: usize = 4;
/// How many parts of a quotation are looked for.
const ROUNDS: usize = 8;

/// Some words of a query, and the passage that has them.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fragment {
    /// Which words of the query.
    pub of_query: Range<usize>,
    /// Where they stand, more or less changed.
    pub passage: Passage,
}

/// A passage that holds a part of a query.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Held {
    /// The part and where it stands.
    pub fragment: Fragment,
    /// How good it is: more for words that agree, less for such that do not.
    pub score: i32,
}

/// Takes `words` apart: looks in all `parts` of an archive for the passage that holds most of them, then for what lies
/// before and behind. The fragments are given in the order of the words.
#[must_use]
pub fn fragments<'p>(words: &[WordKey], parts: impl Iterator<Item = &'p dyn Part> + Clone) -> Vec<Fragment> {
    let mut found: Vec<Fragment> = Vec::new();
    let all = 0..words.len();
    let mut open = vec![all];
    let mut rounds = 0;
    while let Some(range) = open.pop() {
        if range.len() < FEWEST || rounds == ROUNDS {
            continue;
        }
        rounds += 1;
        let Some(part) = words.get(range.clone()) else { continue };
        let queries = [Query::nearest(part)];
        let held = parts.clone().flat_map(|part| part.held(&queries)).flatten();
        // Of passages nearly as good, one of a source that has other parts is likelier.
        let known = |held: &Held| found.iter().any(|other| other.passage.source == held.fragment.passage.source);
        let worth = |held: &Held| (held.score + i32::from(known(held)), std::cmp::Reverse(place(&held.fragment)));
        let Some(best) = held.max_by_key(worth) else { continue };
        let Fragment { of_query, passage } = best.fragment;
        // Less than two words in three agree: chance.
        let chance = usize::try_from(best.score).unwrap_or_default() < of_query.len();
        if of_query.len() < FEWEST || chance {
            continue;
        }
        let of_query = range.start + of_query.start..range.start + of_query.end;
        open.push(of_query.end..range.end);
        open.push(range.start..of_query.start);
        found.push(Fragment { of_query, passage });
    }
    found.sort_by_key(|fragment| fragment.of_query.start);
    found
}

fn place(fragment: &Fragment) -> (super::SourceId, usize) {
    (fragment.passage.source, fragment.passage.words.start)
}
