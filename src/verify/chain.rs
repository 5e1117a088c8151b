//! Alignment of long texts: common runs are found first and chained, and only what lies between
//! them is aligned word by word. ("Seed, chain, extend", as genome aligners do; Li, "Minimap2",
//! 2018.)

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::align::{Op, Problem, Step, cost};
use super::cheapest::exhaustive;
use super::window::Place;
use crate::text::WordKey;

/// Problems with fewer cells are aligned as they stand.
const SMALL: usize = 256;
/// Problems with fewer cells are, too, unless runs hold nearly all of the draft.
const MEDIUM: usize = 40_000;
/// Words in a row, met once on either side, that make a run.
const RUN: usize = 3;
/// More runs than this are chained without looking back at all of them.
const LOOK_BACK: usize = 64;
/// Source words looked at beyond what the words before the first run, or behind the last, need.
const MARGIN: usize = 16;

/// How much work may be done for one quotation: cells of alignments still to be filled.
#[derive(Clone, Copy, Debug)]
pub(super) struct Allowance(usize);

impl Allowance {
    /// A tenth of a second's work, far more than quotations people write take.
    pub(super) fn new() -> Self {
        Self(16_000_000)
    }

    /// Takes `cells` of what is left. `false` when that is too little: then the part is not
    /// aligned, and all of one side stands for all of the other.
    fn take(&mut self, cells: usize) -> bool {
        let left = self.0.checked_sub(cells);
        self.0 = left.unwrap_or(self.0);
        left.is_some()
    }
}

/// A run of words that is the same on both sides.
#[derive(Clone, Copy, Debug)]
struct Run {
    draft: usize,
    source: usize,
    len: usize,
}

impl Run {
    fn draft_end(&self) -> usize {
        self.draft + self.len
    }

    fn source_end(&self) -> usize {
        self.source + self.len
    }
}

/// A cheap alignment of the problem, and its cost. For small problems the cheapest; for others it
/// keeps the runs of words that occur once on either side and chain best, and is the cheapest
/// between them. Takes time in proportion to both sides where they are alike.
pub(super) fn align(problem: &Problem<'_>, allowance: &mut Allowance) -> (u32, Vec<Op>) {
    if let Some(start) = verbatim(problem) {
        let same = |at: usize| Op { step: Step::Same, draft: at, source: start + at };
        return (0, (0..problem.draft.len()).map(same).collect());
    }
    let cells = problem.draft.len() * problem.source.len();
    if cells <= SMALL && allowance.take(cells) {
        return exhaustive(problem);
    }
    let chain = chained(problem, &runs(problem));
    let covered: usize = chain.iter().map(|run| run.len).sum();
    let elided = problem.edits.iter().any(|edits| edits.ellipsis);
    let is_certain = covered * 4 >= problem.draft.len() * 3 && !elided;
    if !is_certain && cells <= MEDIUM && allowance.take(cells) {
        return exhaustive(problem);
    }
    filled(problem, &chain, allowance)
}

/// Where in the source all words of the draft stand as they are, when that is in one place alone and what stands
/// beside it costs nothing.
fn verbatim(problem: &Problem<'_>) -> Option<usize> {
    if !problem.free_start || !problem.free_end || problem.draft.is_empty() {
        return None;
    }
    let here = |(_, run): &(usize, &[super::atoms::Atom])| run.iter().zip(problem.draft).all(|(a, b)| a.same(b));
    let mut places = problem.source.windows(problem.draft.len()).enumerate().filter(here).map(|(start, _)| start);
    places.next().filter(|_| places.next().is_none())
}

/// The alignment that keeps the runs of `chain`.
fn filled(problem: &Problem<'_>, chain: &[Run], allowance: &mut Allowance) -> (u32, Vec<Op>) {
    let (m, n) = (problem.draft.len(), problem.source.len());
    let (mut total, mut ops) = (0, Vec::with_capacity(m + 16));
    let (mut draft, mut source) = (0, 0);
    for (nth, run) in chain.iter().enumerate() {
        if nth == 0 && problem.free_start {
            source = run.source.saturating_sub(reach(problem, 0..run.draft));
        }
        total += fill(problem, draft..run.draft, source..run.source, allowance, &mut ops);
        let same = (0..run.len).map(|k| Op { step: Step::Same, draft: run.draft + k, source: run.source + k });
        ops.extend(same);
        (draft, source) = (run.draft_end(), run.source_end());
    }
    let end = match chain.last() {
        Some(last) if problem.free_end => n.min(last.source_end() + reach(problem, last.draft_end()..m)),
        _ => n,
    };
    total += fill(problem, draft..m, source..end, allowance, &mut ops);
    (total, ops)
}

/// How far from a run the source is looked at for some words before or behind it.
fn reach(problem: &Problem<'_>, draft: Range<usize>) -> usize {
    if draft.is_empty() {
        return 0;
    }
    let elided = problem.edits.get(draft.start..=draft.end).is_some_and(|edits| edits.iter().any(|e| e.ellipsis));
    if elided || problem.places.contains(&Place::Aside) { usize::MAX / 2 } else { 2 * draft.len() + MARGIN }
}

/// Aligns what lies between two runs.
fn fill(
    problem: &Problem<'_>,
    draft: Range<usize>,
    source: Range<usize>,
    allowance: &mut Allowance,
    ops: &mut Vec<Op>,
) -> u32 {
    if draft.is_empty() && source.is_empty() {
        return 0;
    }
    let Some(part) = problem.part(draft.clone(), source.clone()) else { return 0 };
    if draft.is_empty() && (part.free_start || part.free_end) {
        return 0;
    }
    if !allowance.take(draft.len().saturating_mul(source.len())) {
        ops.extend(source.clone().map(|s| Op { step: Step::Drop, draft: draft.start, source: s }));
        ops.extend(draft.clone().map(|d| Op { step: Step::Add, draft: d, source: source.end }));
        let each = |words: usize, cost: u32| cost.saturating_mul(u32::try_from(words).unwrap_or(u32::MAX));
        return each(draft.len(), cost::ADD.1).saturating_add(each(source.len(), cost::DROP.1));
    }
    let (cost, part) = exhaustive(&part);
    ops.extend(part.into_iter().map(|op| Op {
        step: op.step,
        draft: op.draft + draft.start,
        source: op.source + source.start,
    }));
    cost
}

/// The longest runs of at least [`RUN`] words of which some [`RUN`] in a row occur once on either side.
fn runs(problem: &Problem<'_>) -> Vec<Run> {
    let keys = |at: usize, side: &[super::atoms::Atom]| -> Option<[WordKey; RUN]> {
        let words = side.get(at..at + RUN)?;
        Some([words.first()?.key, words.get(1)?.key, words.get(2)?.key])
    };
    // Where each three words stand in the draft and in the source; `None` when more than once.
    let mut places: FxHashMap<[WordKey; RUN], (Option<usize>, Option<usize>)> = FxHashMap::default();
    for at in 0..problem.draft.len() {
        let Some(keys) = keys(at, problem.draft) else { break };
        places.entry(keys).and_modify(|place| place.0 = None).or_insert((Some(at), Some(usize::MAX)));
    }
    for at in 0..problem.source.len() {
        let Some(keys) = keys(at, problem.source) else { break };
        if let Some(place) = places.get_mut(&keys) {
            place.1 = if place.1 == Some(usize::MAX) { Some(at) } else { None };
        }
    }
    let mut seeds: Vec<(usize, usize)> = places
        .into_values()
        .filter_map(|place| Some((place.0?, place.1?)))
        .filter(|seed| seed.1 != usize::MAX)
        .collect();
    seeds.sort_unstable();
    let same = |d: usize, s: usize| {
        let inserted = problem.inserted.get(d).copied().unwrap_or_default();
        !inserted && problem.draft.get(d).zip(problem.source.get(s)).is_some_and(|(a, b)| a.key == b.key)
    };
    let mut runs: Vec<Run> = Vec::new();
    for (draft, source) in seeds {
        let known = |run: &Run| draft < run.draft_end() && draft + run.source == source + run.draft;
        if runs.last().is_some_and(known) || !(0..RUN).all(|k| same(draft + k, source + k)) {
            continue;
        }
        let before = (1..=draft.min(source)).take_while(|k| same(draft - k, source - k)).count();
        let after = (RUN..).take_while(|k| same(draft + k, source + k)).count();
        runs.push(Run { draft: draft - before, source: source - before, len: before + RUN + after });
    }
    runs
}

/// The runs, ascending on both sides, that save most over what lies between them costs.
fn chained(problem: &Problem<'_>, runs: &[Run]) -> Vec<Run> {
    let mut aside = Vec::with_capacity(problem.source.len() + 1);
    aside.push(0_usize);
    for (n, place) in problem.places.iter().enumerate() {
        aside.push(aside.get(n).copied().unwrap_or_default() + usize::from(*place == Place::Aside));
    }
    let mut best: Vec<(i64, Option<usize>)> = Vec::with_capacity(runs.len());
    for (n, run) in runs.iter().enumerate() {
        let own = i64::try_from(run.len).unwrap_or(i64::MAX / 64) * i64::from(cost::SWAP);
        let mut found = (own, None);
        for before in (0..n).rev().take(LOOK_BACK) {
            let (Some(earlier), Some(score)) = (runs.get(before), best.get(before)) else { continue };
            if let Some(gap) = gap(problem, &aside, earlier, run)
                && score.0 + own - gap > found.0
            {
                found = (score.0 + own - gap, Some(before));
            }
        }
        best.push(found);
    }
    let mut at = (0..best.len()).max_by_key(|&n| (best.get(n).map(|b| b.0), std::cmp::Reverse(n)));
    let mut chain = Vec::new();
    while let Some(n) = at {
        chain.extend(runs.get(n).copied());
        at = best.get(n).and_then(|best| best.1);
    }
    chain.reverse();
    // Two runs may overlap where words repeat: the later one gives way.
    let mut end = (0, 0);
    chain.retain_mut(|run| {
        let cut = end.0.max(run.draft) - run.draft;
        let cut = cut.max(end.1.max(run.source) - run.source);
        (run.draft, run.source, run.len) = (run.draft + cut, run.source + cut, run.len.saturating_sub(cut));
        let keep = run.len > 0;
        if keep {
            end = (run.draft_end(), run.source_end());
        }
        keep
    });
    chain
}

/// About what lies between two runs costs; `None` when they do not follow each other.
fn gap(problem: &Problem<'_>, aside: &[usize], a: &Run, b: &Run) -> Option<i64> {
    if b.draft_end() <= a.draft_end() || b.source_end() <= a.source_end() || b.draft <= a.draft || b.source <= a.source
    {
        return None;
    }
    let draft = b.draft.saturating_sub(a.draft_end());
    let from = a.source_end().min(b.source);
    let source = b.source - from;
    let passed = aside.get(b.source)?.checked_sub(*aside.get(from)?)?;
    let edits = problem.edits.get(a.draft_end().min(b.draft)..=b.draft)?;
    let source = if edits.iter().any(|e| e.ellipsis) { source.min(draft) } else { source - passed };
    let length = |words: usize| i64::try_from(words).unwrap_or(i64::MAX / 64);
    let (open, each) = match (edits.iter().any(|e| e.bracket), draft > source) {
        (true, _) => (0, cost::COVERED),
        (false, true) => cost::ADD,
        (false, false) => cost::DROP,
    };
    let shift = length(draft.abs_diff(source));
    let opened = if shift > 0 { i64::from(open) } else { 0 };
    let overlap = a.draft_end().saturating_sub(b.draft).max(a.source_end().saturating_sub(b.source));
    Some(
        opened
            + shift * i64::from(each)
            + length(draft.min(source)) * i64::from(cost::KIN)
            + length(overlap) * i64::from(cost::SWAP),
    )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::tests::{claim_of, speech, window_of};
    use super::*;

    /// The alignment that keeps the best chain, however little it covers.
    fn kept(problem: &Problem<'_>) -> (u32, Vec<Op>) {
        filled(problem, &chained(problem, &runs(problem)), &mut Allowance::new())
    }

    /// What an alignment costs, counted step by step.
    fn price(problem: &Problem<'_>, ops: &[Op]) -> u32 {
        let mut price = 0;
        let mut last = Step::Same;
        for op in ops {
            let (open, each) = match op.step {
                Step::Same | Step::Swap => (0, problem.pair(op.draft, op.source)),
                Step::Add => problem.add(op.draft),
                Step::Drop => problem.drop(op.draft),
                Step::Pass => (0, cost::PASS),
            };
            price += each + if op.step == last { 0 } else { open };
            last = if op.step == Step::Pass { last } else { op.step };
        }
        price
    }

    /// Whether the steps use the whole draft once and go forward in the source.
    fn is_whole(problem: &Problem<'_>, ops: &[Op]) -> bool {
        let (mut draft, mut source) = (0, None);
        for op in ops {
            let takes_draft = matches!(op.step, Step::Same | Step::Swap | Step::Add);
            let takes_source = op.step != Step::Add;
            if op.draft != draft || (takes_source && source.is_some_and(|at| at != op.source)) {
                return false;
            }
            draft += usize::from(takes_draft);
            source = if takes_source { Some(op.source + 1) } else { source.or(Some(op.source)) };
        }
        draft == problem.draft.len()
    }

    const WORDS: &[&str] =
        &["sea", "salt", "the", "of", "rope", "not", "we", "mast", "5", "is", "tide", "a", "…", "gull"];

    proptest! {
        /// Few words, so that runs repeat and the chain has to choose.
        #[test]
        fn never_cheaper_than_the_cheapest_and_well_formed(
            draft in prop::collection::vec(0..WORDS.len(), 1..40),
            source in prop::collection::vec(0..WORDS.len(), 20..60),
        ) {
            let text = |words: &[usize]| words.iter().map(|&n| WORDS[n]).collect::<Vec<_>>().join(" ");
            let (draft, source) = (text(&draft), speech("s", &text(&source)));
            let (claim, window) = (claim_of(&draft), window_of(&source));
            let Some(problem) = Problem::new(&claim, 0..claim.side.atoms.len(), &window) else { return Ok(()) };
            let (best, ops) = exhaustive(&problem);
            prop_assert_eq!(price(&problem, &ops), best);
            prop_assert!(is_whole(&problem, &ops), "{:?}", ops);
            let (chained, ops) = kept(&problem);
            prop_assert!(is_whole(&problem, &ops), "{:?}", ops);
            prop_assert!(chained >= best);
            prop_assert!(price(&problem, &ops) <= chained);
        }

        /// A passage with one word in eight changed, in a long text of words that hardly repeat.
        #[test]
        fn as_cheap_as_the_cheapest_where_texts_are_alike(
            start in 0_usize..100,
            len in 40_usize..120,
            changes in prop::collection::vec((0_usize..15, 0..3), 5..15),
        ) {
            let word = |n: usize| format!("w{}", (n * 7919) % 997);
            let source: Vec<String> = (0..300).map(word).collect();
            let mut draft: Vec<String> = source[start..start + len].to_vec();
            for (n, (gap, kind)) in changes.into_iter().enumerate() {
                let at = 8 * n + gap % 8;
                match kind {
                    _ if at >= draft.len() => {}
                    0 => draft[at] = "otherwise".to_owned(),
                    1 => drop(draft.remove(at)),
                    _ => draft.insert(at, "besides".to_owned()),
                }
            }
            let (draft, source) = (draft.join(" "), speech("s", &source.join(" ")));
            let (claim, window) = (claim_of(&draft), window_of(&source));
            let problem = Problem::new(&claim, 0..claim.side.atoms.len(), &window).unwrap();
            prop_assert_eq!(kept(&problem).0, exhaustive(&problem).0);
        }
    }
}
