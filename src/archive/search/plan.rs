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
    costs: Costs,
    /// A row for each number of pieces: for each word the least cost of so many disjoint pieces before it, and at
    /// last of so many in the whole query. In front of each row stand two that cannot be.
    rows: Vec<u32>,
}

/// What pieces cost, by the word with which they end.
struct Costs {
    singles: Vec<u32>,
    pairs: Vec<u32>,
    triples: Vec<u32>,
}

impl Costs {
    /// What the piece of `len` words costs that ends with the word `at`.
    fn of(&self, at: usize, len: usize) -> Option<u32> {
        let costs = match len {
            1 => &self.singles,
            2 => &self.pairs,
            _ => &self.triples,
        };
        costs.get(at).copied()
    }
}

/// How many cells stand in front of a row.
const FRONT: usize = 2;

impl<'a> Plan<'a> {
    /// Looks up what each piece of `words` costs.
    pub(super) fn new(segment: &'a Segment, words: &'a [Option<WordId>]) -> Self {
        let singles = words.iter().map(|word| word.map_or(0, |word| bounded(segment.listed(word)))).collect();
        let is_common = |word: WordId| !segment.is_rare(word);
        let pair = |run: &[Option<WordId>]| {
            let &[Some(first), Some(second)] = run else { return None };
            (is_common(first) && is_common(second)).then_some([first, second])
        };
        let pairs = segment.pair_lists(words.windows(2).map(pair));
        let is_long = |pair: &Option<List<'_>>| pair.is_some_and(|pair| !segment.is_short(pair));
        let triple = |(run, pairs): (&[Option<WordId>], &[Option<List<'_>>])| {
            let &[Some(first), Some(second), Some(third)] = run else { return None };
            pairs.iter().all(is_long).then_some([first, second, third])
        };
        let triples = segment.triple_lists(words.windows(3).zip(pairs.windows(2)).map(triple));
        // The first word ends no pair, the first two end no triple.
        let ending = |lists: &[Option<List<'_>>], first: usize| {
            let cost = |list: &Option<List<'_>>| list.map_or(NEVER, |list| bounded(list.len));
            std::iter::repeat_n(NEVER, first.min(words.len())).chain(lists.iter().map(cost)).collect()
        };
        let costs = Costs { singles, pairs: ending(&pairs, 1), triples: ending(&triples, 2) };
        let mut rows = vec![NEVER; FRONT];
        rows.resize(FRONT + words.len() + 1, 0);
        Self { segment, words, pairs, triples, costs, rows }
    }

    /// How long a row is, with what stands in front of it.
    fn width(&self) -> usize {
        FRONT + self.words.len() + 1
    }

    /// Makes ready to choose up to `most` pieces.
    pub(super) fn prepare(&mut self, most: usize) {
        let width = self.width();
        let known = self.rows.len();
        let wanted = (most + 1) * width;
        if wanted <= known {
            return;
        }
        self.rows.resize(wanted, NEVER);
        let mut from = known.saturating_sub(width);
        while let Some((fewer, row)) = self.rows.get_mut(from..).and_then(|rows| rows.split_at_mut_checked(width))
            && let Some(row) = row.get_mut(FRONT + 1..width)
        {
            // With one piece fewer, before the last word, before the last two and before the last three.
            let before = fewer.iter().skip(FRONT).zip(fewer.iter().skip(1)).zip(fewer.iter());
            let costs = self.costs.singles.iter().zip(&self.costs.pairs).zip(&self.costs.triples);
            for ((cell, ((one, two), three)), ((single, pair), triple)) in row.iter_mut().zip(before).zip(costs) {
                *cell = (one + single).min(two + pair).min(three + triple);
            }
            let mut least = NEVER;
            for cell in row {
                least = least.min(*cell);
                *cell = least;
            }
            from += width;
        }
    }

    fn cell(&self, count: usize, end: usize) -> u32 {
        self.rows.get(count * self.width() + FRONT + end).copied().unwrap_or(NEVER)
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
                let piece = self.costs.of(end - 1, *len).unwrap_or(NEVER);
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
        let cost = |len: usize| Some((self.costs.of(at + len - 1, len)?, len));
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

fn bounded(cost: usize) -> u32 {
    u32::try_from(cost).unwrap_or(NEVER).min(NEVER)
}
