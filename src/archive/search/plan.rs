//! How a query is cut into pieces.

use super::super::segment::{List, Segment, WordId};

/// A cost that no choice of pieces has.
const NEVER: u32 = u32::MAX / 2;

/// The pieces that a query can be cut into, and the cheapest ways to choose some of them.
pub(super) struct Plan<'a> {
    /// For each word of the query, the pieces of one, two and three words that begin there.
    pieces: Vec<[Option<List<'a>>; 3]>,
    /// For each number of pieces and each word, the least cost of so many disjoint pieces before the word, and how
    /// many words the last of them has; 0 where the word before is in none.
    cells: Vec<(u32, u8)>,
}

impl<'a> Plan<'a> {
    /// Plans for up to `most` pieces.
    ///
    /// A word that the segment lacks is a piece that costs nothing and is never found: it is one of the errors.
    pub(super) fn new(segment: &'a Segment, words: &[Option<WordId>], most: usize) -> Self {
        let mut plan = Self { pieces: pieces(segment, words), cells: Vec::new() };
        let width = words.len() + 1;
        plan.cells = Vec::with_capacity((most + 1) * width);
        plan.cells.resize(width, (0, 0));
        for count in 1..=most {
            plan.cells.push((NEVER, 0));
            for end in 1..width {
                let mut best = (plan.cell(count, end - 1).0, 0);
                for (len, size) in (1..=3_usize.min(end)).zip(1_u8..) {
                    let piece = plan.pieces.get(end - len).and_then(|from| from.get(len - 1)).copied().flatten();
                    if let Some(piece) = piece {
                        let cost = plan.cell(count - 1, end - len).0.saturating_add(cost(piece));
                        if cost < best.0 {
                            best = (cost, size);
                        }
                    }
                }
                plan.cells.push(best);
            }
        }
        plan
    }

    fn cell(&self, count: usize, end: usize) -> (u32, u8) {
        self.cells.get(count * (self.pieces.len() + 1) + end).copied().unwrap_or((NEVER, 0))
    }

    /// About how many blocks the lists of the `count` cheapest disjoint pieces name; `None` when there are not so
    /// many pieces.
    pub(super) fn cost(&self, count: usize) -> Option<usize> {
        let cost = self.cell(count, self.pieces.len()).0;
        (cost < NEVER).then_some(cost as usize)
    }

    /// The `count` cheapest disjoint pieces.
    pub(super) fn choose(&self, count: usize) -> Vec<List<'a>> {
        let mut chosen = Vec::with_capacity(count);
        let (mut count, mut end) = (count, self.pieces.len());
        while count > 0 && end > 0 {
            match usize::from(self.cell(count, end).1) {
                0 => end -= 1,
                len => {
                    end = end.saturating_sub(len);
                    count -= 1;
                    chosen.extend(self.pieces.get(end).and_then(|from| from.get(len - 1)).copied().flatten());
                }
            }
        }
        chosen
    }

    /// For each word the rarest piece that begins there.
    pub(super) fn rarest(&self) -> impl Iterator<Item = List<'a>> {
        self.pieces.iter().filter_map(|from| from.iter().flatten().copied().min_by_key(|list| list.len))
    }

    /// The cheapest single piece, where it begins in the query, and its list; `None` for no words.
    pub(super) fn cheapest(&self) -> Option<(usize, List<'a>)> {
        let all = self.pieces.iter().enumerate();
        let all = all.flat_map(|(at, from)| from.iter().flatten().map(move |list| (at, *list)));
        all.min_by_key(|(at, list)| (cost(*list), *at))
    }
}

fn cost(list: List<'_>) -> u32 {
    u32::try_from(list.len).unwrap_or(NEVER).min(NEVER)
}

/// The pieces that have lists, by where they begin and how many words they have.
fn pieces<'a>(segment: &'a Segment, words: &[Option<WordId>]) -> Vec<[Option<List<'a>>; 3]> {
    let common: Vec<Option<WordId>> = words.iter().map(|word| word.filter(|word| !segment.is_rare(*word))).collect();
    let pairs: Vec<Option<List<'a>>> = common
        .windows(2)
        .map(|pair| match pair {
            [Some(first), Some(second)] => Some(segment.pair_list([*first, *second])),
            _ => None,
        })
        .collect();
    let is_long = |at: usize| pairs.get(at).copied().flatten().is_some_and(|pair| !segment.is_short(pair));
    let single = |word: &Option<WordId>| word.map_or(List { bytes: &[], len: 0 }, |word| segment.word_list(word));
    let triple = |at: usize| match common.get(at..at + 3) {
        Some([Some(first), Some(second), Some(third)]) if is_long(at) && is_long(at + 1) => {
            Some(segment.triple_list([*first, *second, *third]))
        }
        _ => None,
    };
    let all = words.iter().enumerate();
    all.map(|(at, word)| [Some(single(word)), pairs.get(at).copied().flatten(), triple(at)]).collect()
}
