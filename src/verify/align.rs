//! The cheapest way to turn a stretch of a source into the words of a quotation.
//!
//! A semi-global alignment with affine gap costs (Gotoh, "An improved algorithm for matching
//! biological sequences", 1982): the quotation is used up, the source may begin and end anywhere.
//! Source words that a reader would not expect inside the marks (an attribution in the middle, a
//! speaker's label) and those that an ellipsis stands for cost next to nothing to pass over.

use std::ops::Range;

use super::atoms::{Atom, Claim, Edits};
use super::window::{Place, Window};

/// What one step of an alignment does.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Step {
    /// The same word on both sides.
    Same,
    /// One word for another.
    Swap,
    /// A word that only the draft has.
    Add,
    /// A word that only the source has.
    Drop,
    /// A source word passed over for free.
    Pass,
}

/// A step, with how many atoms stand before it on either side.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Op {
    pub(super) step: Step,
    pub(super) draft: usize,
    pub(super) source: usize,
}

/// Costs, in twentieths of a replaced word.
pub(super) mod cost {
    /// An unrelated word for a word.
    pub(crate) const SWAP: u32 = 20;
    /// A word of grammar for one that tells something, or the other way round.
    pub(crate) const MISFIT: u32 = 26;
    /// A word for one that begins alike or is of its kind.
    pub(crate) const KIN: u32 = 12;
    /// A word for one that nobody said: hardly less than to add the one and to drop the other.
    pub(crate) const OUTSIDE: u32 = 40;
    /// Whatever stands in brackets for a word.
    pub(crate) const BRACKETED: u32 = 3;
    /// Each word in brackets that stands for none: more, so that brackets at an end stand for the word there.
    pub(crate) const INSERTED: u32 = 4;
    /// To begin adding, and each word added. Words that the source lacks must cost as much as others
    /// in their place, or a quotation that was reworded at one end would be cut off there.
    pub(crate) const ADD: (u32, u32) = (8, 18);
    /// To begin dropping, and each word dropped: a phrase left out is one change.
    pub(crate) const DROP: (u32, u32) = (14, 5);
    /// Each word passed over for free: the nearer of two equals is taken.
    pub(crate) const PASS: u32 = 1;
    /// Each word dropped beside a bracket that may stand for it.
    pub(crate) const COVERED: u32 = 4;
}

/// What is aligned: a part of a claim and a stretch of a source.
#[derive(Clone, Copy)]
pub(super) struct Problem<'a> {
    pub(super) draft: &'a [Atom],
    pub(super) inserted: &'a [bool],
    /// One more than `draft`.
    pub(super) edits: &'a [Edits],
    pub(super) source: &'a [Atom],
    /// For each source atom where it stands.
    pub(super) places: &'a [Place],
    /// Whether source words before the first that matches cost nothing.
    pub(super) free_start: bool,
    /// Whether source words behind the last that matches cost nothing.
    pub(super) free_end: bool,
}

impl<'a> Problem<'a> {
    /// The atoms `part` of a claim, to be found somewhere in a window. `None` when the claim has
    /// no such atoms.
    pub(super) fn new(claim: &'a Claim, part: Range<usize>, window: &'a Window<'_>) -> Option<Self> {
        Some(Self {
            draft: claim.side.atoms.get(part.clone())?,
            inserted: claim.inserted.get(part.clone())?,
            edits: claim.edits.get(part.start..=part.end)?,
            source: &window.side.atoms,
            places: &window.places,
            free_start: true,
            free_end: true,
        })
    }

    /// A part of the problem. `None` when it has no such part.
    pub(super) fn part(&self, draft: Range<usize>, source: Range<usize>) -> Option<Self> {
        Some(Self {
            free_start: self.free_start && draft.start == 0,
            free_end: self.free_end && draft.end == self.draft.len(),
            draft: self.draft.get(draft.clone())?,
            inserted: self.inserted.get(draft.clone())?,
            edits: self.edits.get(draft.start..=draft.end)?,
            source: self.source.get(source.clone())?,
            places: self.places.get(source)?,
        })
    }

    pub(super) fn pair(&self, i: usize, j: usize) -> u32 {
        let (Some(draft), Some(source)) = (self.draft.get(i), self.source.get(j)) else { return cost::SWAP };
        if draft.same(source) {
            0
        } else if self.is_inserted(i) {
            cost::BRACKETED
        } else if self.places.get(j).is_some_and(|place| *place != Place::Said) {
            cost::OUTSIDE
        } else if draft.kin(source) {
            cost::KIN
        } else if draft.function == source.function {
            cost::SWAP
        } else {
            cost::MISFIT
        }
    }

    fn is_inserted(&self, i: usize) -> bool {
        self.inserted.get(i).copied().unwrap_or_default()
    }

    /// The cost of a draft word that the source lacks: to begin with it, and to go on.
    pub(super) fn add(&self, i: usize) -> (u32, u32) {
        if self.is_inserted(i) { (0, cost::INSERTED) } else { cost::ADD }
    }

    /// The cost of a source word that the draft lacks, when `i` draft words stand before it.
    pub(super) fn drop(&self, i: usize) -> (u32, u32) {
        if self.edits.get(i).is_some_and(|edits| edits.bracket) { (0, cost::COVERED) } else { cost::DROP }
    }

    /// Whether source word `j` costs nothing when `i` draft words stand before it.
    pub(super) fn passes(&self, i: usize, j: usize) -> bool {
        (i > 0 || !self.free_start)
            && (i < self.draft.len() || !self.free_end)
            && (self.places.get(j) == Some(&Place::Aside) || self.edits.get(i).is_some_and(|edits| edits.ellipsis))
    }
}

const FAR: u32 = u32::MAX / 2;

/// Where a layer's value came from, two bits a layer.
const FROM_PAIR: u8 = 0;
const FROM_DROP: u8 = 1;
const FROM_ADD: u8 = 2;
const STAYED: u8 = 3;

/// The least costs of the alignments that end at a cell, by their last step.
#[derive(Clone, Copy)]
struct Cell {
    pair: u32,
    drop: u32,
    add: u32,
}

/// The smallest of three with where it came from; of equals the first.
fn least(pair: u32, drop: u32, add: u32) -> (u32, u8) {
    let mut found = (pair, FROM_PAIR);
    for (value, from) in [(drop, FROM_DROP), (add, FROM_ADD)] {
        if value < found.0 {
            found = (value, from);
        }
    }
    found
}

/// The cheapest alignment, and its cost. Time and memory grow with the product of both sides.
pub(super) fn exhaustive(problem: &Problem<'_>) -> (u32, Vec<Op>) {
    let (m, n) = (problem.draft.len(), problem.source.len());
    let start = Cell { pair: if problem.free_start { 0 } else { FAR }, drop: FAR, add: FAR };
    let mut above = vec![start; n + 1];
    let mut row = above.clone();
    let mut trace = vec![0_u8; (m + 1) * (n + 1)];
    for i in 0..=m {
        if i == 0 && problem.free_start {
            continue;
        }
        let (add_open, add_more) = if i > 0 { problem.add(i - 1) } else { (FAR, 0) };
        let (drop_open, drop_more) = problem.drop(i);
        for j in 0..=n {
            let mut cell = Cell { pair: FAR, drop: FAR, add: FAR };
            let mut from = 0;
            if i > 0 {
                let up = above[j];
                let (add, add_from) = least(up.pair + add_open, up.drop + add_open, up.add);
                cell.add = add + add_more;
                from |= add_from << 4;
            } else if j == 0 {
                cell.pair = 0;
            }
            if j > 0 {
                if i > 0 {
                    let corner = above[j - 1];
                    let (pair, pair_from) = least(corner.pair, corner.drop, corner.add);
                    cell.pair = pair + problem.pair(i - 1, j - 1);
                    from |= pair_from;
                }
                let left = row[j - 1];
                let (drop, drop_from) = least(left.pair + drop_open, left.drop, left.add + drop_open);
                cell.drop = drop + drop_more;
                from |= drop_from << 2;
                if problem.passes(i, j - 1) {
                    if left.pair + cost::PASS < cell.pair {
                        cell.pair = left.pair + cost::PASS;
                        from |= STAYED;
                    }
                    if left.drop + cost::PASS < cell.drop {
                        cell.drop = left.drop + cost::PASS;
                        from |= STAYED << 2;
                    }
                    if left.add + cost::PASS < cell.add {
                        cell.add = left.add + cost::PASS;
                        from |= STAYED << 4;
                    }
                }
            }
            cell.pair = cell.pair.min(FAR);
            cell.drop = cell.drop.min(FAR);
            cell.add = cell.add.min(FAR);
            row[j] = cell;
            trace[i * (n + 1) + j] = from;
        }
        std::mem::swap(&mut above, &mut row);
    }
    let ends = if problem.free_end { 0..=n } else { n..=n };
    let (cost, j, layer) = ends
        .flat_map(|j| {
            let drop = if problem.free_end { FAR } else { above[j].drop };
            [(above[j].pair, j, FROM_PAIR), (above[j].add, j, FROM_ADD), (drop, j, FROM_DROP)]
        })
        .min_by_key(|end| end.0)
        .unwrap_or((FAR, 0, FROM_PAIR));
    (cost, walk_back(problem, &trace, j, layer))
}

fn walk_back(problem: &Problem<'_>, trace: &[u8], mut j: usize, mut layer: u8) -> Vec<Op> {
    let n = problem.source.len();
    let mut i = problem.draft.len();
    let mut ops = Vec::with_capacity(i + 8);
    while i > 0 || (j > 0 && !problem.free_start) {
        let from = (trace[i * (n + 1) + j] >> (2 * layer)) & 3;
        if from == STAYED {
            j -= 1;
            ops.push(Op { step: Step::Pass, draft: i, source: j });
            continue;
        }
        let step = match layer {
            FROM_PAIR if problem.pair(i - 1, j - 1) == 0 => Step::Same,
            FROM_PAIR => Step::Swap,
            FROM_DROP => Step::Drop,
            _ => Step::Add,
        };
        i -= usize::from(step != Step::Drop);
        j -= usize::from(step != Step::Add);
        ops.push(Op { step, draft: i, source: j });
        layer = from;
    }
    ops.reverse();
    ops
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use proptest::prelude::*;

    use super::super::tests::{claim_of, speech, window_of};
    use super::*;

    /// The least cost from here on, by trying everything: slow and obvious.
    fn least_from(
        p: &Problem<'_>,
        i: usize,
        j: usize,
        last: Step,
        known: &mut HashMap<(usize, usize, u8), u32>,
    ) -> u32 {
        if let Some(cost) = known.get(&(i, j, last as u8)) {
            return *cost;
        }
        let mut least = if i == p.draft.len() && (p.free_end || j == p.source.len()) { 0 } else { FAR };
        if i < p.draft.len() && j < p.source.len() {
            least = least.min(p.pair(i, j) + least_from(p, i + 1, j + 1, Step::Same, known));
        }
        if i < p.draft.len() {
            let (open, each) = p.add(i);
            let begun = if last == Step::Add { 0 } else { open };
            least = least.min(begun + each + least_from(p, i + 1, j, Step::Add, known));
        }
        if j < p.source.len() {
            let (open, each) = p.drop(i);
            let begun = if last == Step::Drop { 0 } else { open };
            least = least.min(begun + each + least_from(p, i, j + 1, Step::Drop, known));
            if p.passes(i, j) {
                least = least.min(cost::PASS + least_from(p, i, j + 1, last, known));
            }
        }
        known.insert((i, j, last as u8), least);
        least
    }

    const WORDS: &[&str] = &["sea", "salt", "the", "rope", "not", "we're", "5", "…", "[mast]", "(gull)", "ropes"];

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]

        #[test]
        fn nothing_is_cheaper(
            draft in prop::collection::vec(0..WORDS.len(), 1..9),
            source in prop::collection::vec(0..WORDS.len(), 1..12),
            free in any::<(bool, bool)>(),
        ) {
            let text = |words: &[usize]| words.iter().map(|&n| WORDS[n]).collect::<Vec<_>>().join(" ");
            let (draft, source) = (text(&draft), speech("s", &text(&source)));
            let (claim, window) = (claim_of(&draft), window_of(&source));
            let Some(whole) = Problem::new(&claim, 0..claim.side.atoms.len(), &window) else { return Ok(()) };
            let problem = Problem { free_start: free.0, free_end: free.1, ..whole };
            let starts = if problem.free_start { 0..=problem.source.len() } else { 0..=0 };
            let best = starts.map(|j| least_from(&problem, 0, j, Step::Same, &mut HashMap::new())).min();
            prop_assert_eq!(Some(exhaustive(&problem).0), best);
        }
    }
}
