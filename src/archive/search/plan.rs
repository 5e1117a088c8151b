//! How a query is cut into pieces.

use super::super::segment::{List, Segment, WordId};

/// A cost that no choice of pieces has.
const NEVER: u32 = u32::MAX / 2;

/// The pieces that a query can be cut into, runs of one to three words, and the cheapest ways to choose some of them.
///
/// What a piece costs is about how many blocks its list names. A word that the segment lacks is a piece that costs
/// nothing and is never found: it is one of the errors.
pub(super) struct Plan<'a> {
    segment: &'a Segment,
    words: &'a [Option<WordId>],
    /// By where they begin, the lists of the pairs that have one, and of the triples.
    pairs: Vec<Option<List<'a>>>,
    triples: Vec<Option<List<'a>>>,
    /// For each word, what the pieces of one, two and three words cost that end with it.
    costs: Vec<[u32; 3]>,
    /// A row for each number of pieces: for each word the least cost of so many disjoint pieces before it, and at
    /// last of so many in the whole query.
    rows: Vec<Vec<u32>>,
}

impl<'a> Plan<'a> {
    /// Looks up what each piece of `words` costs.
    pub(super) fn new(segment: &'a Segment, words: &'a [Option<WordId>]) -> Self {
        let common: Vec<Option<WordId>> =
            words.iter().map(|word| word.filter(|word| !segment.is_rare(*word))).collect();
        let pairs = segment.pair_lists(&runs(&common, |_| true));
        let is_long = |at: usize| pairs.get(at).copied().flatten().is_some_and(|pair| !segment.is_short(pair));
        let triples = segment.triple_lists(&runs(&common, |at| is_long(at) && is_long(at + 1)));
        let run = |lists: &[Option<List<'_>>], at: Option<usize>| {
            at.and_then(|at| lists.get(at).copied().flatten()).map_or(NEVER, |list| bounded(list.len))
        };
        let ending = |(at, word): (usize, &Option<WordId>)| {
            let single = word.map_or(0, |word| bounded(segment.frequency(word)));
            [single, run(&pairs, at.checked_sub(1)), run(&triples, at.checked_sub(2))]
        };
        let costs = words.iter().enumerate().map(ending).collect();
        let rows = vec![vec![0; words.len() + 1]];
        Self { segment, words, pairs, triples, costs, rows }
    }

    /// Makes ready to choose up to `most` pieces.
    pub(super) fn prepare(&mut self, most: usize) {
        for _ in self.rows.len()..=most {
            let Some(fewer) = self.rows.last() else { return };
            let mut row = Vec::with_capacity(fewer.len());
            let mut best = NEVER;
            row.push(best);
            // With one piece fewer, before the last two words and before the last three.
            let (mut two, mut three) = (NEVER, NEVER);
            for ([single, pair, triple], before) in self.costs.iter().zip(fewer) {
                best = best.min(before + single).min(two + pair).min(three + triple);
                row.push(best);
                (two, three) = (*before, two);
            }
            self.rows.push(row);
        }
    }

    fn cell(&self, count: usize, end: usize) -> u32 {
        self.rows.get(count).and_then(|row| row.get(end)).copied().unwrap_or(NEVER)
    }

    /// About how many blocks the lists of the `count` cheapest disjoint pieces name; `None` when there are not so
    /// many pieces, or it was not made ready for so many.
    pub(super) fn cost(&self, count: usize) -> Option<usize> {
        let cost = self.cell(count, self.words.len());
        (cost < NEVER).then_some(cost as usize)
    }

    /// The `count` cheapest disjoint pieces.
    pub(super) fn choose(&self, count: usize) -> Vec<List<'a>> {
        let mut chosen = Vec::with_capacity(count);
        let (mut count, mut end) = (count, self.words.len());
        while count > 0 && end > 0 {
            let cost = self.cell(count, end);
            if cost == self.cell(count, end - 1) {
                end -= 1;
                continue;
            }
            let made = |len: &usize| {
                let piece = self.costs.get(end - 1).and_then(|costs| costs.get(len - 1)).copied().unwrap_or(NEVER);
                self.cell(count - 1, end - len) + piece == cost
            };
            let Some(len) = (1..=end.min(3)).find(made) else { break };
            end -= len;
            count -= 1;
            chosen.extend(self.list(end, len));
        }
        chosen
    }

    /// The list of the piece of `len` words that begins at `at`.
    fn list(&self, at: usize, len: usize) -> Option<List<'a>> {
        match len {
            1 => Some(self.words.get(at).copied().flatten().map_or(List::EMPTY, |word| self.segment.word_list(word))),
            2 => self.pairs.get(at).copied().flatten(),
            _ => self.triples.get(at).copied().flatten(),
        }
    }

    /// What the pieces cost that begin at `at`, with how many words they have, the cheapest first.
    fn beginning(&self, at: usize) -> Option<(u32, usize)> {
        let cost = |len: usize| Some((*self.costs.get(at + len - 1)?.get(len - 1)?, len));
        (1..=3).filter_map(cost).min()
    }

    /// For each word the rarest piece that begins there.
    pub(super) fn rarest(&self) -> impl Iterator<Item = List<'a>> {
        (0..self.words.len()).filter_map(|at| self.list(at, self.beginning(at)?.1))
    }

    /// The cheapest single piece, where it begins in the query, and its list; `None` for no words.
    pub(super) fn cheapest(&self) -> Option<(usize, List<'a>)> {
        let all = (0..self.words.len()).filter_map(|at| self.beginning(at).map(|(cost, len)| (cost, at, len)));
        let (_, at, len) = all.min()?;
        Some((at, self.list(at, len)?))
    }
}

/// The runs of `N` words, by where they begin; `None` where one of the words is none, or the run is not `wanted`.
fn runs<const N: usize>(words: &[Option<WordId>], wanted: impl Fn(usize) -> bool) -> Vec<Option<[WordId; N]>> {
    let run = |(at, window): (usize, &[Option<WordId>])| {
        let mut run = [0; N];
        for (place, word) in run.iter_mut().zip(window) {
            *place = (*word)?;
        }
        wanted(at).then_some(run)
    };
    words.windows(N).enumerate().map(run).collect()
}

fn bounded(cost: usize) -> u32 {
    u32::try_from(cost).unwrap_or(NEVER).min(NEVER)
}
