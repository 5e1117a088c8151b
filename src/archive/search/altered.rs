//! Queries of four words and more, any of which may have been changed.

use super::super::segment::{Segment, WordId};
use super::hits;
use super::plan::Plan;
use super::window::Verifier;
use super::{Answer, Leeway, Scope};

/// How many blocks the lists of one round may name; a round that would take more is not made.
const BUDGET: usize = 40_000;
/// In given documents a list is read to its end whatever it names elsewhere.
const BUDGET_WITHIN: usize = 2_000_000;
/// How many words are looked at for one query.
const EXAMINED: usize = 1_000_000;
/// Given documents of so many words together are looked through without asking any list.
const LOOKED_THROUGH: usize = 50_000;
/// Of a passage all but `s` pieces may be spoiled when `s` more are looked up than words may differ. The more, the
/// more lists are read and the fewer places looked at: for each `s` from 1, what a named block costs in all.
const COST_OF_SURVIVORS: [f64; 4] = [4.0, 1.3, 1.05, 1.0];

/// The passages from which `words` might come; see [`super::search`].
pub(super) fn search(segment: &Segment, words: &[Option<WordId>], beyond: usize, scope: Scope<'_>) -> Answer {
    let leeway = Leeway::of(scope);
    let m = words.len();
    let mut search = Search {
        verifier: Verifier::new(segment, words, scope),
        returned: leeway.returned(m),
        beyond,
        fewest: None,
        complete: true,
    };
    let total = scope.only.map(|only| only.iter().map(|document| segment.words_of(*document)).sum::<usize>());
    if let (Some(only), Some(total)) = (scope.only, total)
        && total <= LOOKED_THROUGH
    {
        for document in only {
            let met = search.verifier.look_through(*document, search.returned);
            search.note(met);
        }
        return search.answer(leeway.sought(m));
    }
    search.rounds(segment, words, leeway.sought(m), scope);
    search.answer(leeway.sought(m))
}

struct Search<'a> {
    verifier: Verifier<'a>,
    returned: usize,
    beyond: usize,
    /// The fewest errors of a passage met.
    fewest: Option<usize>,
    complete: bool,
}

impl Search<'_> {
    /// Looks for passages with few errors first, then for such with more, until there are some or `sought` is
    /// reached.
    fn rounds(&mut self, segment: &Segment, words: &[Option<WordId>], sought: usize, scope: Scope<'_>) {
        let plan = Plan::new(segment, words, (sought + COST_OF_SURVIVORS.len()).min(words.len()));
        let within = hits::reach(segment, scope);
        let budget = if within.is_some() { BUDGET_WITHIN } else { BUDGET };
        let step = sought.div_ceil(3).max(1);
        let mut errors = step.min(sought);
        loop {
            let affordable = |errors: &usize| plan.cost(errors + 1).is_some_and(|cost| cost <= budget);
            if !affordable(&errors) {
                self.complete = false;
                // What can be paid for is still looked at.
                if let Some(fewer) = (0..errors).rev().find(affordable) {
                    self.round(&plan, fewer, budget, within.as_deref());
                }
                return;
            }
            self.round(&plan, errors, budget, within.as_deref());
            let needed = self.fewest.map_or(sought, |fewest| sought.min(fewest + self.beyond));
            if errors >= needed || !self.complete {
                return;
            }
            errors = sought.min((errors + step).max(if self.fewest.is_some() { needed } else { 0 }));
        }
    }

    /// Finds all passages with up to `errors` errors that are no more than `beyond` behind the nearest: of `errors`
    /// and some more disjoint pieces, as many as are more must stand in such a passage unchanged.
    fn round(&mut self, plan: &Plan<'_>, errors: usize, budget: usize, within: Option<&[std::ops::Range<u32>]>) {
        let choices = COST_OF_SURVIVORS.iter().zip(1..).filter_map(|(factor, survivors)| {
            let cost = plan.cost(errors + survivors).filter(|cost| *cost <= budget)?;
            #[expect(clippy::cast_precision_loss, reason = "costs are far below what a float holds exactly")]
            Some((cost as f64 * factor, survivors))
        });
        let Some((_, survivors)) = choices.min_by(|a, b| a.0.total_cmp(&b.0)) else { return };
        let count = errors + survivors;
        let longest = self.verifier.longest(errors);
        let places = hits::gather(&plan.choose(count), longest, within);
        let most = places.iter().map(|(_, pieces)| *pieces).max().unwrap_or_default();
        // Sorting them would cost more than going through them again: nearly always the first few are enough.
        for pieces in (survivors..=most).rev() {
            // Each piece that is missing is at least one error.
            let least = count.saturating_sub(pieces);
            if self.fewest.is_some_and(|fewest| least > fewest + self.beyond) {
                return;
            }
            for (block, _) in places.iter().filter(|place| place.1 == pieces) {
                if self.verifier.examined > EXAMINED {
                    self.complete = false;
                    return;
                }
                let met = self.verifier.look_round(*block, longest, self.returned);
                self.note(met);
                if self.fewest.is_some_and(|fewest| least > fewest + self.beyond) {
                    return;
                }
            }
        }
    }

    fn note(&mut self, met: Option<usize>) {
        self.fewest = match (self.fewest, met) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        };
    }

    fn answer(self, sought: usize) -> Answer {
        // Where something lies within the leeway, what lies beyond it is of no interest.
        let near = self.fewest.is_some_and(|fewest| fewest <= sought);
        let mut found = self.verifier.passages();
        found.retain(|found| !near || found.errors <= sought);
        Answer { found, complete: self.complete }
    }
}
