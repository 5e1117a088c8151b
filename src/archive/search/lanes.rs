//! How well parts of a query agree with parts of many texts, all at once: the recurrence of Smith and Waterman (1981)
//! in sixteen lanes side by side, which compilers turn into vector instructions.

use super::WordId;

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
    let query = numbered(query);
    let longest = texts.iter().map(|text| text.len()).max().unwrap_or_default();
    // The texts side by side; what a query lacks, and what lies behind a text's end, is 0.
    let mut columns: Vec<Lanes> = vec![[0; LANES]; longest];
    for (lane, text) in texts.iter().enumerate().take(LANES) {
        for (column, word) in columns.iter_mut().zip(text.iter()) {
            let at = query.words.binary_search_by_key(word, |(word, _)| *word);
            if let (Some(place), Ok(at)) = (column.get_mut(lane), at) {
                *place = query.words.get(at).map_or(0, |(_, number)| *number);
            }
        }
    }
    let mut scores: Vec<Lanes> = vec![[0; LANES]; query.numbers.len()];
    let mut best: Lanes = [0; LANES];
    for column in &columns {
        let (mut corner, mut before): (Lanes, Lanes) = ([0; LANES], [0; LANES]);
        for (number, score) in query.numbers.iter().zip(&mut scores) {
            let mut next: Lanes = [0; LANES];
            let lanes = next.iter_mut().zip(&mut best).zip(column).zip(corner.iter().zip(score.iter()).zip(&before));
            for (((next, best), word), ((corner, above), before)) in lanes {
                let pair = corner + if word == number { AGREES } else { -1 };
                *next = pair.max(above - 1).max(before - 1).max(0);
                *best = (*best).max(*next);
            }
            corner = *score;
            before = next;
            *score = next;
        }
    }
    best.into_iter().take(texts.len()).collect()
}

/// A query with small numbers for its distinct words.
struct Numbered {
    /// The number of each word; of one that no text has, one that no word has.
    numbers: Vec<i16>,
    /// The distinct words, ascending, with their numbers.
    words: Vec<(WordId, i16)>,
}

fn numbered(query: &[Option<WordId>]) -> Numbered {
    let query = query.get(..LONGEST).unwrap_or(query);
    let mut words: Vec<WordId> = query.iter().flatten().copied().collect();
    words.sort_unstable();
    words.dedup();
    let words: Vec<(WordId, i16)> = words.into_iter().zip(1..).collect();
    let number = |word: &Option<WordId>| {
        let at = word.and_then(|word| words.binary_search_by_key(&word, |(word, _)| *word).ok());
        at.and_then(|at| words.get(at)).map_or(-1, |(_, number)| *number)
    };
    Numbered { numbers: query.iter().map(number).collect(), words }
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
