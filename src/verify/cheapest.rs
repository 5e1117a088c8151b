//! The cheapest alignment, from a table of all.
//!
//! A semi-global alignment with affine gap costs (Gotoh, "An improved algorithm for matching biological
//! sequences", 1982). Of a row, what comes from the row above is worked out first, many columns at once; what
//! comes from the left is added then, one column after the other.

use super::align::{Op, Problem, Step, cost};

const FAR: u32 = u32::MAX / 2;

/// Where a layer's value came from, two bits a layer.
const FROM_PAIR: u8 = 0;
const FROM_DROP: u8 = 1;
const FROM_ADD: u8 = 2;
const STAYED: u8 = 3;

/// The least costs of the alignments that end in a row, for each column by their last step.
#[derive(Clone)]
struct Row {
    pair: Vec<u32>,
    drop: Vec<u32>,
    add: Vec<u32>,
}

/// The smallest of three with where it came from; of equals the first.
#[inline]
fn least(pair: u32, drop: u32, add: u32) -> (u32, u8) {
    let (two, from) = if drop < pair { (drop, FROM_DROP) } else { (pair, FROM_PAIR) };
    if add < two { (add, FROM_ADD) } else { (two, from) }
}

/// The cheapest alignment, and its cost. Time and memory grow with the product of both sides.
pub(super) fn exhaustive(problem: &Problem<'_>) -> (u32, Vec<Op>) {
    let (m, n) = (problem.draft.len(), problem.source.len());
    let begin = if problem.free_start { 0 } else { FAR };
    let mut above = Row { pair: vec![begin; n + 1], drop: vec![FAR; n + 1], add: vec![FAR; n + 1] };
    let mut row = above.clone();
    let mut trace = vec![0_u8; (m + 1) * (n + 1)];
    let mut costs = Vec::with_capacity(n);
    for (i, trace) in trace.chunks_exact_mut(n + 1).enumerate() {
        if i == 0 && problem.free_start {
            continue;
        }
        match i.checked_sub(1) {
            Some(word) => {
                problem.pairs(word, &mut costs);
                row.below(&above, problem.add(word), &costs, trace);
            }
            // Nothing stands before the first word of either side, and so far nothing has been paid.
            None => row.pair[0] = 0,
        }
        row.across(problem, i, trace);
        std::mem::swap(&mut above, &mut row);
    }
    let ends = if problem.free_end { 0..=n } else { n..=n };
    let (cost, j, layer) = ends
        .flat_map(|j| {
            let drop = if problem.free_end { FAR } else { above.drop[j] };
            [(above.pair[j], j, FROM_PAIR), (above.add[j], j, FROM_ADD), (drop, j, FROM_DROP)]
        })
        .min_by_key(|end| end.0)
        .unwrap_or((FAR, 0, FROM_PAIR));
    (cost, walk_back(problem, &trace, j, layer))
}

impl Row {
    /// What comes from the row `above` when a draft word is added at the cost `add`, or paired with a source word at
    /// one of `costs`.
    fn below(&mut self, above: &Self, add: (u32, u32), costs: &[u32], trace: &mut [u8]) {
        let (open, more) = add;
        let up = above.pair.iter().zip(&above.drop).zip(&above.add);
        for ((into, trace), ((pair, drop), add)) in self.add.iter_mut().zip(trace.iter_mut()).zip(up) {
            let (add, from) = least(pair + open, drop + open, *add);
            *into = (add + more).min(FAR);
            *trace = from << 4;
        }
        let corner = above.pair.iter().zip(&above.drop).zip(&above.add);
        let here = self.pair.iter_mut().zip(trace).skip(1).zip(costs);
        for (((into, trace), cost), ((pair, drop), add)) in here.zip(corner) {
            let (pair, from) = least(*pair, *drop, *add);
            *into = (pair + cost).min(FAR);
            *trace |= from;
        }
        self.pair[0] = FAR;
    }

    /// What comes from the left, when source words are dropped or passed over with `i` draft words before them.
    fn across(&mut self, problem: &Problem<'_>, i: usize, trace: &mut [u8]) {
        let (open, more) = problem.drop(i);
        let passes = problem.passes_some(i);
        let mut here = self.pair.iter_mut().zip(&mut self.drop).zip(&mut self.add).zip(trace);
        let Some((((pair, drop), add), _)) = here.next() else { return };
        *drop = FAR;
        let mut left = (*pair, *drop, *add);
        for (j, (((pair, drop), add), trace)) in here.enumerate() {
            let (dropped, from) = least(left.0 + open, left.1, left.2 + open);
            *drop = dropped + more;
            *trace |= from << 2;
            if passes && problem.passes(i, j) {
                let layers = [(&mut *pair, left.0), (&mut *drop, left.1), (&mut *add, left.2)];
                for (layer, (value, left)) in layers.into_iter().enumerate() {
                    if left + cost::PASS < *value {
                        *value = left + cost::PASS;
                        *trace |= STAYED << (2 * layer);
                    }
                    *value = (*value).min(FAR);
                }
            }
            *drop = (*drop).min(FAR);
            left = (*pair, *drop, *add);
        }
    }
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
