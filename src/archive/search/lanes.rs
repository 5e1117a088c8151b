//! How well parts of a query agree with parts of many texts, all at once: the recurrence of Smith and Waterman (1981)
//! in sixteen lanes side by side, which compilers turn into vector instructions.

use super::WordId;
use super::numbers::Numbers;

/// How many texts are compared at once.
pub(super) const LANES: usize = 16;

/// What a word that agrees is worth in an alignment, in units of what one costs that does not.
pub(super) const AGREES: i16 = 2;

/// A number for each text.
type Lanes = [i16; LANES];

/// Longer queries are not compared: with more words scores could not be counted.
pub(super) const LONGEST: usize = 4096;

/// The best score of an alignment of a part of `query` with a part of each text, for up to [`LANES`] texts and the
/// first [`LONGEST`] words.
pub(super) fn best_scores(query: &[Option<WordId>], texts: &[&[WordId]]) -> Vec<i16> {
    let query = query.get(..LONGEST).unwrap_or(query);
    let numbers = Numbers::of(query);
    let number = |word: WordId| i16::try_from(numbers.number(word)).unwrap_or_default();
    let longest = texts.iter().map(|text| text.len()).max().unwrap_or_default();
    // The texts side by side; what a query lacks, and what lies behind a text's end, is 0.
    let mut columns: Vec<Lanes> = vec![[0; LANES]; longest];
    for (lane, text) in texts.iter().enumerate().take(LANES) {
        for (column, word) in columns.iter_mut().zip(text.iter()) {
            column[lane] = number(*word);
        }
    }
    // No text has the number of a word that is none.
    let query: Vec<i16> = query.iter().map(|word| word.map_or(-1, number)).collect();
    let mut scores: Vec<Lanes> = vec![[0; LANES]; query.len()];
    let mut best: Lanes = [0; LANES];
    for column in &columns {
        let (mut corner, mut before): (Lanes, Lanes) = ([0; LANES], [0; LANES]);
        for (number, score) in query.iter().zip(&mut scores) {
            let mut next: Lanes = [0; LANES];
            // Compilers make vector instructions of a loop over the lanes, and not of iterators.
            for lane in 0..LANES {
                let pair = corner[lane] + if column[lane] == *number { AGREES } else { -1 };
                next[lane] = pair.max(score[lane] - 1).max(before[lane] - 1).max(0);
                best[lane] = best[lane].max(next[lane]);
            }
            corner = *score;
            before = next;
            *score = next;
        }
    }
    best.into_iter().take(texts.len()).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The textbook table, for one text.
    fn best_score(query: &[Option<WordId>], text: &[WordId]) -> i16 {
        let mut row = vec![0_i16; query.len() + 1];
        let mut best = 0;
        for word in text {
            let mut corner = 0;
            for (at, wanted) in query.iter().enumerate() {
                let pair = corner + if *wanted == Some(*word) { AGREES } else { -1 };
                corner = row[at + 1];
                row[at + 1] = pair.max(row[at + 1] - 1).max(row[at] - 1).max(0);
                best = best.max(row[at + 1]);
            }
        }
        best
    }

    proptest! {
        #[test]
        fn all_lanes_equal_the_textbook(
            query in prop::collection::vec(prop::option::weighted(0.9, 0_u32..12), 0..40),
            texts in prop::collection::vec(prop::collection::vec(0_u32..14, 0..60), 0..=LANES),
        ) {
            let texts: Vec<&[WordId]> = texts.iter().map(Vec::as_slice).collect();
            let expected: Vec<i16> = texts.iter().map(|text| best_score(&query, text)).collect();
            prop_assert_eq!(best_scores(&query, &texts), expected);
        }
    }
}
