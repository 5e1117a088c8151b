//! Queries of four words and more, any of which may have been changed.

use std::ops::Range;

use rustc_hash::FxHashSet;

use super::super::segment::{Segment, WordId};
use super::hits;
use super::kernel::Kernel;
use super::plan::Plan;
use super::window::Verifier;
use super::{Answer, Interest, Scope};

/// How many blocks the lists of one round may name; a round that would take more is not made.
const BUDGET: usize = 40_000;
/// In given documents a list is read to its end whatever it names elsewhere.
const BUDGET_WITHIN: usize = 2_000_000;
/// How many words are looked at for one query.
const EXAMINED: usize = 1_000_000;
/// A given document of so many words is looked through without asking any list; in tests, which have little text, of
/// hardly any.
const LOOKED_THROUGH: usize = if cfg!(test) { 100 } else { 50_000 };
/// How many blocks are made ready to be looked round at once.
const AHEAD: usize = 8;
/// Of a passage all but `s` pieces may be spoiled when `s` more are looked up than words may differ. The more, the
/// more lists are read and the fewer places looked at: for each `s` from 1, what a named block costs in all.
const COST_OF_SURVIVORS: [f64; 4] = [15.0, 1.5, 1.05, 1.0];

/// The passages from which `words` might come; see [`super::search`].
pub(super) fn search(segment: &Segment, words: &[Option<WordId>], interest: Interest, scope: Scope<'_>) -> Answer {
    let kernel = Kernel::new(words);
    let new = |leeway| Search::new(Verifier::new(segment, &kernel, words.len(), scope), words.len(), interest, leeway);
    let Some(only) = scope.only else {
        let mut search = new(ANYWHERE);
        search.rounds(segment, words, None);
        let most = search.returned;
        return search.answer(most);
    };
    let mut answer = Answer::none();
    for document in only {
        // Each by itself: how well one fits says nothing of the others.
        let mut search = new(GIVEN);
        let part = if segment.words_of(*document) <= LOOKED_THROUGH {
            search.verifier.look_through(*document, search.returned);
            // All is seen, so nothing depends on what was met first.
            search.beyond = usize::MAX;
            let most = search.returned;
            search.answer(most)
        } else {
            search.rounds(segment, words, Some(*document));
            let most = search.sought;
            search.answer(most)
        };
        answer.complete &= part.complete;
        answer.found.extend(part.found);
    }
    answer
}

/// How much may differ, and how much of that is certain.
#[derive(Clone, Copy)]
struct Leeway {
    /// In twentieths of a query: how many words may differ in passages that are found for certain.
    sought: usize,
    /// And in passages that are returned.
    returned: usize,
}

/// Three words in ten.
const ANYWHERE: Leeway = Leeway { sought: 6, returned: 6 };
/// In a document that is known to be meant, half are certain.
const GIVEN: Leeway = Leeway { sought: 10, returned: 13 };

impl Leeway {
    fn sought(self, words: usize) -> usize {
        words * self.sought / 20
    }

    fn returned(self, words: usize) -> usize {
        words * self.returned / 20
    }
}

/// How many words of `words` may differ in passages that are found for certain, anywhere or in given documents.
pub(in crate::archive) fn sought(words: usize, is_given: bool) -> usize {
    if is_given { GIVEN } else { ANYWHERE }.sought(words)
}

/// Where passages may be.
#[derive(Default)]
struct Places {
    /// Blocks, each with how many pieces begin there and near behind it.
    blocks: Vec<(u32, usize)>,
    /// How many pieces were looked up, and how many of them a passage has at least.
    pieces: usize,
    survivors: usize,
}

struct Search<'a> {
    verifier: Verifier<'a>,
    sought: usize,
    returned: usize,
    beyond: usize,
    /// The fewest errors of a passage met.
    fewest: Option<usize>,
    /// The blocks that were looked round.
    seen: FxHashSet<u32>,
    complete: bool,
}

impl<'a> Search<'a> {
    /// A search for a query of `len` words.
    fn new(verifier: Verifier<'a>, len: usize, interest: Interest, leeway: Leeway) -> Self {
        Self {
            verifier,
            sought: leeway.sought(len).min(interest.most),
            returned: leeway.returned(len).min(interest.most),
            beyond: interest.beyond,
            fewest: None,
            seen: FxHashSet::default(),
            complete: true,
        }
    }

    /// Looks for passages with few errors first, then for such with more, until there are some or all are found
    /// that are sought, inside the document `given`, if there is one.
    fn rounds(&mut self, segment: &Segment, words: &[Option<WordId>], given: Option<u32>) {
        let within = given.and_then(|document| segment.blocks_of(document));
        let budget = if within.is_some() { BUDGET_WITHIN } else { BUDGET };
        let mut plan = Plan::new(segment, words);
        let step = self.sought.div_ceil(3).max(1);
        let mut errors = step.min(self.sought);
        loop {
            plan.prepare((errors + COST_OF_SURVIVORS.len()).min(words.len()));
            let affordable = |errors: &usize| plan.cost(errors + 1).is_some_and(|cost| cost <= budget);
            if !affordable(&errors) {
                self.complete = false;
                // What can be paid for is still looked at.
                if let Some(fewer) = (0..errors).rev().find(affordable) {
                    let places = self.places(&plan, fewer, budget, within.as_ref());
                    self.look(&places);
                }
                return;
            }
            let places = self.places(&plan, errors, budget, within.as_ref());
            let windows = places.blocks.len() * self.verifier.window(self.sought);
            if let Some(document) = given.filter(|document| windows > segment.words_of(*document)) {
                // Looking at all of it once is less than looking round so many places.
                let met = self.verifier.look_through(document, self.returned);
                return self.note(met);
            }
            self.look(&places);
            let needed = self.fewest.map_or(self.sought, |fewest| self.sought.min(fewest + self.beyond));
            if errors >= needed || !self.complete {
                return;
            }
            errors = self.sought.min((errors + step).max(if self.fewest.is_some() { needed } else { 0 }));
        }
    }

    /// The places of all passages with up to `errors` errors: of `errors` and some more disjoint pieces, as many as
    /// are more must stand in such a passage unchanged.
    fn places(&self, plan: &Plan<'_>, errors: usize, budget: usize, within: Option<&Range<u32>>) -> Places {
        let choices = COST_OF_SURVIVORS.iter().zip(1..).filter_map(|(factor, survivors)| {
            let cost = plan.cost(errors + survivors).filter(|cost| *cost <= budget)?;
            #[expect(clippy::cast_precision_loss, reason = "costs are far below what a float holds exactly")]
            Some((cost as f64 * factor, survivors))
        });
        let Some((_, survivors)) = choices.min_by(|a, b| a.0.total_cmp(&b.0)) else { return Places::default() };
        let pieces = errors + survivors;
        let blocks = hits::gather(&plan.choose(pieces), self.verifier.longest(errors), survivors, within);
        Places { blocks, pieces, survivors }
    }

    /// Looks round `places`, those with most pieces first, as long as what is met there may be no more than `beyond`
    /// behind the nearest.
    fn look(&mut self, places: &Places) {
        // As far as any round has to look, so that none looks where another has.
        let longest = self.verifier.longest(self.sought);
        let most = places.blocks.iter().map(|(_, found)| *found).max().unwrap_or_default();
        let mut ahead = Vec::with_capacity(AHEAD);
        // Sorting them would cost more than going through them again: nearly always the first few are enough.
        for found in (places.survivors..=most).rev() {
            // Each piece that is missing is at least one error.
            let least = places.pieces.saturating_sub(found);
            if self.is_beyond(least) {
                return;
            }
            let mut blocks = places.blocks.iter().filter(|place| place.1 == found).map(|(block, _)| *block).peekable();
            while blocks.peek().is_some() {
                let unseen = blocks.by_ref().filter(|block| !self.seen.contains(block)).take(AHEAD);
                self.verifier.approach(unseen, longest, &mut ahead);
                for place in &ahead {
                    if self.verifier.examined > EXAMINED {
                        self.complete = false;
                        return;
                    }
                    self.seen.insert(place.block);
                    let met = self.verifier.look_round(place, longest, self.returned);
                    self.note(met);
                    if self.is_beyond(least) {
                        return;
                    }
                }
            }
        }
    }

    /// Whether passages with at least `least` errors are too far behind the nearest met.
    fn is_beyond(&self, least: usize) -> bool {
        self.fewest.is_some_and(|fewest| least > fewest + self.beyond)
    }

    fn note(&mut self, met: Option<usize>) {
        self.fewest = match (self.fewest, met) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        };
    }

    /// All passages met with up to `most` errors that are not much further than the nearest. What else was met
    /// depends on what was looked for first, and on what lies beside it in the segment.
    fn answer(self, most: usize) -> Answer {
        let most = self.fewest.map_or(most, |fewest| most.min(fewest.saturating_add(self.beyond)));
        let mut found = self.verifier.passages();
        found.retain(|found| found.errors <= most);
        Answer { found, complete: self.complete }
    }
}
