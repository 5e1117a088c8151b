//! How a query is cut into pieces.

use super::index::{Index, WordId};

/// A query of twice as many words or more is cut into stretches of about so many, each planned by
/// itself: of all stretches at least one differs no more, in its measure, than the whole query.
pub(super) const STRETCH: usize = 48;

/// One or two neighbouring words of a query that are looked up as they stand.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Piece {
    /// Its first word's place in the query.
    pub(super) at: usize,
    /// The words.
    pub(super) words: (WordId, Option<WordId>),
    /// How many places are visited for it.
    pub(super) cost: usize,
}

/// How many words may differ, in twentieths of a query.
#[derive(Clone, Copy, Debug)]
pub(super) struct Leeway {
    sought: usize,
    returned: usize,
}

impl Leeway {
    /// All passages are found in which up to three words in ten differ.
    pub(super) const USUAL: Self = Self { sought: 6, returned: 11 };
    /// In a source that is known to be meant, up to half.
    pub(super) const CITED: Self = Self { sought: 10, returned: 13 };

    /// How many words of `m` may differ in passages that are found for certain.
    pub(super) fn sought(self, m: usize) -> usize {
        m * self.sought / 20
    }

    /// How many words of `m` may differ in a passage that was met and is returned.
    pub(super) fn returned(self, m: usize) -> usize {
        m * self.returned / 20
    }
}

/// The `errors + 1` disjoint pieces that are cheapest to visit.
///
/// A word that no source has is a piece that costs nothing and is never found: it is one of the
/// errors. Such pieces are counted and not returned.
pub(super) fn pieces(index: &Index, words: &[Option<WordId>], errors: usize) -> Vec<Piece> {
    let wanted = (errors + 1).min(words.len());
    let width = wanted + 1;
    let ones: Vec<Option<Piece>> = (0..words.len()).map(|at| single(index, words, at)).collect();
    let twos: Vec<Option<Piece>> = (0..words.len()).map(|at| double(index, words, at)).collect();
    // best[i * width + k]: the least cost of k pieces within the first i words, and the last piece's length.
    let mut best = vec![(usize::MAX, 0_u8); (words.len() + 1) * width];
    let cell = |best: &[(usize, u8)], i: usize, k: usize| best.get(i * width + k).map_or(usize::MAX, |cell| cell.0);
    for i in 0..=words.len() {
        for k in 0..=wanted {
            let mut least = if k == 0 { (0, 0) } else { (usize::MAX, 0) };
            if k > 0 && i > 0 {
                least = least.min((cell(&best, i - 1, k), 0));
                let one = ones.get(i - 1).and_then(|piece| *piece).map_or(0, |piece| piece.cost);
                least = least.min((cell(&best, i - 1, k - 1).saturating_add(one), 1));
                if i > 1
                    && let Some(two) = twos.get(i - 2).and_then(|piece| *piece)
                {
                    least = least.min((cell(&best, i - 2, k - 1).saturating_add(two.cost), 2));
                }
            }
            if let Some(place) = best.get_mut(i * width + k) {
                *place = least;
            }
        }
    }
    let mut chosen = Vec::with_capacity(wanted);
    let (mut i, mut k) = (words.len(), wanted);
    while k > 0 && i > 0 {
        match best.get(i * width + k).map(|cell| cell.1) {
            Some(1) => {
                chosen.extend(ones.get(i - 1).and_then(|piece| *piece));
                (i, k) = (i - 1, k - 1);
            }
            Some(2) => {
                chosen.extend(twos.get(i - 2).and_then(|piece| *piece));
                (i, k) = (i - 2, k - 1);
            }
            _ => i -= 1,
        }
    }
    chosen.reverse();
    chosen
}

fn single(index: &Index, words: &[Option<WordId>], at: usize) -> Option<Piece> {
    let word = words.get(at).copied().flatten()?;
    Some(Piece { at, words: (word, None), cost: index.word(word).len() })
}

fn double(index: &Index, words: &[Option<WordId>], at: usize) -> Option<Piece> {
    let first = words.get(at).copied().flatten()?;
    let second = words.get(at + 1).copied().flatten()?;
    Some(Piece { at, words: (first, Some(second)), cost: index.pair(first, second).len() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_words_in_ten_may_differ() {
        assert_eq!([3, 4, 6, 7, 10, 20].map(|m| Leeway::USUAL.sought(m)), [0, 1, 1, 2, 3, 6]);
    }
}
