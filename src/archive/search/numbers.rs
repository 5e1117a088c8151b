//! Small numbers for the words of a query, told quickly for each word of a text; or for blocks.

use super::WordId;

/// The table has at least 2 to the power of this many places, many more than a query has words, so that nearly every
/// word that the query lacks leads to an empty one.
const TABLE_BITS: u32 = 11;
/// And so many for each word.
const PLACES: usize = 16;

/// The distinct words of a query, numbered from 1 in the order in which they come.
pub(super) struct Numbers {
    /// For each place the number of a word, or 0; open to the next free place.
    table: Vec<u16>,
    bits: u32,
    /// The words, by their numbers. The first stands for words that the query lacks.
    words: Vec<WordId>,
}

impl Numbers {
    /// Numbers the words of `query`, of which there are fewer than 2 to the power of 16; `None` is no word.
    pub(super) fn of(query: &[Option<WordId>]) -> Self {
        let mut numbers = Self::with_room(query.len());
        for word in query.iter().flatten() {
            numbers.insert(*word);
        }
        numbers
    }

    /// No numbers yet, but room for `most`, fewer than 2 to the power of 16.
    pub(super) fn with_room(most: usize) -> Self {
        let bits = (most * PLACES).max(1).ilog2().max(TABLE_BITS);
        let mut words = Vec::with_capacity(most + 1);
        words.push(WordId::MAX);
        Self { table: vec![0; 1 << bits], bits, words }
    }

    /// The number of `word`, the next one where it had none.
    #[inline]
    pub(super) fn insert(&mut self, word: WordId) -> usize {
        let (number, place) = self.find(word);
        if number > 0 {
            return number;
        }
        let next = self.words.len();
        if let (Some(free), Ok(number)) = (self.table.get_mut(place), u16::try_from(next)) {
            *free = number;
            self.words.push(word);
        }
        next
    }

    /// The words, by their numbers from 1.
    pub(super) fn words(&self) -> &[WordId] {
        self.words.get(1..).unwrap_or_default()
    }

    /// How many numbers there are, 0 included.
    pub(super) fn count(&self) -> usize {
        self.words.len()
    }

    /// The number of `word`; 0 when the query lacks it.
    #[inline]
    pub(super) fn number(&self, word: WordId) -> usize {
        self.find(word).0
    }

    /// The number of `word`, and its place in the table, or that where it would be.
    #[inline]
    fn find(&self, word: WordId) -> (usize, usize) {
        let mut place = (word.wrapping_mul(0x9e37_79b1) >> (u32::BITS - self.bits)) as usize;
        loop {
            let number = usize::from(self.table.get(place).copied().unwrap_or_default());
            if number == 0 || self.words.get(number) == Some(&word) {
                return (number, place);
            }
            place = (place + 1) & (self.table.len() - 1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_share_a_place_are_told_apart() {
        let query: Vec<Option<WordId>> = (0..4000).map(|n| Some(n * 1000)).chain([None, Some(3000)]).collect();
        let numbers = Numbers::of(&query);
        assert_eq!(numbers.count(), 4001);
        for (number, word) in (1..).zip(query.iter().take(4000).flatten()) {
            assert_eq!(numbers.number(*word), number);
        }
        assert_eq!(numbers.number(1), 0);
    }
}
