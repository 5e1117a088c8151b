//! The cheapest alignment, from a table of all.
//!
//! A semi-global alignment with affine gap costs (Gotoh, "An improved algorithm for matching biological
//! sequences", 1982). Of a row, what comes from the row above is worked out first, many columns at once; what
//! comes from the left is added then, one column after the other.

use super::align::{Op, Problem, Step, cost};
use super::lexicon::Class;
use super::window::Place;

/// More than any alignment costs, and so little that what is added to it along a table does not overflow.
const FAR: i32 = i32::MAX / 4;

/// Where a layer's value came from, two bits a layer.
const FROM_PAIR: u8 = 0;
const FROM_DROP: u8 = 1;
const FROM_ADD: u8 = 2;
const STAYED: u8 = 3;

/// The least costs of the alignments that end in a row, for each column by their last step. Signed, as processors
/// compare many signed numbers at once.
#[derive(Clone)]
struct Row {
    pair: Vec<i32>,
    drop: Vec<i32>,
    add: Vec<i32>,
}

/// The cheapest alignment, and its cost. Time and memory grow with the product of both sides.
pub(super) fn exhaustive(problem: &Problem<'_>) -> (u32, Vec<Op>) {
    let (m, n) = (problem.draft.len(), problem.source.len());
    let begin = if problem.free_start { 0 } else { FAR };
    let mut above = Row { pair: vec![begin; n + 1], drop: vec![FAR; n + 1], add: vec![FAR; n + 1] };
    let mut row = above.clone();
    let mut trace = vec![0_u8; (m + 1) * (n + 1)];
    let (columns, mut costs) = (Columns::of(problem), vec![0; n]);
    for (i, trace) in trace.chunks_exact_mut(n + 1).enumerate() {
        if i == 0 && problem.free_start {
            continue;
        }
        match i.checked_sub(1) {
            Some(word) => {
                columns.pairs(problem, word, &mut costs);
                row.below(&above, problem.add(word), &costs, trace);
            }
            // Nothing stands before the first word of either side, and so far nothing has been paid.
            None => row.pair[0] = 0,
        }
        if problem.passes_some(i) {
            row.across_passing(problem, i, trace);
        } else {
            row.across(problem.drop(i), &mut costs, trace);
        }
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
    (u32::try_from(cost).unwrap_or(u32::MAX), walk_back(problem, &trace, j, layer))
}

/// A cost as it is added up here: none is as much as [`FAR`].
fn signed(cost: u32) -> i32 {
    i32::try_from(cost).unwrap_or(FAR)
}

/// The smallest of three with where it came from; of equals the first.
#[inline]
fn least(pair: i32, drop: i32, add: i32) -> (i32, u8) {
    let (two, from) = if drop < pair { (drop, FROM_DROP) } else { (pair, FROM_PAIR) };
    if add < two { (add, FROM_ADD) } else { (two, from) }
}

impl Row {
    /// What comes from the row `above` when a draft word is added at the cost `add`, or paired with a source word at
    /// one of `costs`.
    fn below(&mut self, above: &Self, add: (u32, u32), costs: &[i32], trace: &mut [u8]) {
        let (open, more) = (signed(add.0), signed(add.1));
        let up = above.pair.iter().zip(&above.drop).zip(&above.add);
        for ((into, trace), ((pair, drop), add)) in self.add.iter_mut().zip(trace.iter_mut()).zip(up) {
            let (add, from) = least(pair + open, drop + open, *add);
            *into = add + more;
            *trace = from << 4;
        }
        let corner = above.pair.iter().zip(&above.drop).zip(&above.add);
        let here = self.pair.iter_mut().zip(trace).skip(1).zip(costs);
        for (((into, trace), cost), ((pair, drop), add)) in here.zip(corner) {
            let (pair, from) = least(*pair, *drop, *add);
            *into = pair + cost;
            *trace |= from;
        }
        self.pair[0] = FAR;
    }

    /// What comes from the left when source words are dropped at the cost `drop`. `room` is as long as a row without its
    /// first column; what it holds is lost.
    fn across(&mut self, drop: (u32, u32), room: &mut [i32], trace: &mut [u8]) {
        let (open, more) = (signed(drop.0), signed(drop.1));
        // What it costs to begin dropping, and from where; one more where something else is preferred to it.
        let begun = room.iter_mut().zip(trace.iter_mut().skip(1));
        for ((begun, trace), (pair, add)) in begun.zip(self.pair.iter().zip(&self.add)) {
            let is_add = add < pair;
            *begun = 2 * (open + if is_add { *add } else { *pair }) + i32::from(is_add);
            *trace |= if is_add { FROM_ADD << 2 } else { FROM_PAIR << 2 };
        }
        let mut left = FAR;
        self.drop[0] = FAR;
        for ((begun, into), trace) in room.iter().zip(self.drop.iter_mut().skip(1)).zip(trace.iter_mut().skip(1)) {
            let goes_on = 2 * left < *begun;
            *trace = if goes_on { *trace & !(STAYED << 2) | FROM_DROP << 2 } else { *trace };
            left = left.min(begun >> 1) + more;
            *into = left;
        }
    }

    /// The same where some source words are passed over, with `i` draft words before them.
    fn across_passing(&mut self, problem: &Problem<'_>, i: usize, trace: &mut [u8]) {
        let (open, more) = problem.drop(i);
        let (open, more, pass) = (signed(open), signed(more), signed(cost::PASS));
        let mut here = self.pair.iter_mut().zip(&mut self.drop).zip(&mut self.add).zip(trace);
        let Some((((pair, drop), add), _)) = here.next() else { return };
        *drop = FAR;
        let mut left = (*pair, *drop, *add);
        for (j, (((pair, drop), add), trace)) in here.enumerate() {
            let (dropped, from) = least(left.0 + open, left.1, left.2 + open);
            *drop = dropped + more;
            *trace |= from << 2;
            if problem.passes(i, j) {
                let layers = [(&mut *pair, left.0), (&mut *drop, left.1), (&mut *add, left.2)];
                for (layer, (value, left)) in layers.into_iter().enumerate() {
                    if left + pass < *value {
                        *value = left + pass;
                        *trace |= STAYED << (2 * layer);
                    }
                }
            }
            left = (*pair, *drop, *add);
        }
    }
}

/// What source words are compared by, a column of numbers for each, so that many are compared at once.
struct Columns {
    /// One column behind the other, each as long as `count`.
    numbers: Vec<u32>,
    count: usize,
}

impl Columns {
    fn of(problem: &Problem<'_>) -> Self {
        let count = problem.source.len();
        let mut numbers = Vec::with_capacity(6 * count);
        let source = problem.source;
        numbers.extend(source.iter().map(|atom| halves(atom.key.0).0));
        numbers.extend(source.iter().map(|atom| halves(atom.key.0).1));
        numbers.extend(source.iter().map(|atom| atom.head));
        numbers.extend(source.iter().map(|atom| atom.class as u32));
        numbers.extend(source.iter().map(|atom| u32::from(atom.function)));
        numbers.extend(problem.places.iter().map(|place| u32::from(*place == Place::Said)));
        Self { numbers, count }
    }

    /// What each source word costs for draft word `i`, as [`Problem::pair`] has it.
    fn pairs(&self, problem: &Problem<'_>, i: usize, costs: &mut [i32]) {
        let Some(draft) = problem.draft.get(i) else { return };
        let mut columns = self.numbers.chunks_exact(self.count.max(1));
        let mut column = || columns.next().unwrap_or_default();
        let (low, high, heads, classes, functions, said) = (column(), column(), column(), column(), column(), column());
        let ((own_low, own_high), own_function) = (halves(draft.key.0), u32::from(draft.function));
        // Neither a short beginning nor a plain word is like another: no word has these.
        let own_head = if draft.begins() { draft.head } else { u32::MAX };
        let own_class = if draft.class == Class::Plain { u32::MAX } else { draft.class as u32 };
        let [swap, misfit, kin, outside] = [cost::SWAP, cost::MISFIT, cost::KIN, cost::OUTSIDE].map(signed);
        let bracketed = problem.is_inserted(i).then_some(signed(cost::BRACKETED));
        let words = low.iter().zip(high).zip(heads).zip(classes).zip(functions).zip(said);
        for (into, (((((low, high), head), class), function), said)) in costs.iter_mut().zip(words) {
            let cost = if *function == own_function { swap } else { misfit };
            let cost = if (*head == own_head) | (*class == own_class) { kin } else { cost };
            let cost = if *said != 0 { cost } else { outside };
            let cost = bracketed.unwrap_or(cost);
            *into = if (*low == own_low) & (*high == own_high) { 0 } else { cost };
        }
        if draft.is_wild() {
            for (into, source) in costs.iter_mut().zip(problem.source) {
                *into = if draft.same(source) { 0 } else { *into };
            }
        }
    }
}

/// The lower and the upper half of a number.
fn halves(number: u64) -> (u32, u32) {
    let [a, b, c, d, e, f, g, h] = number.to_le_bytes();
    (u32::from_le_bytes([a, b, c, d]), u32::from_le_bytes([e, f, g, h]))
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

    /// More than anything costs.
    const FAR: u32 = u32::MAX / 2;

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
