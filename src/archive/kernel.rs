//! How many words must be changed to find a query in a text: the bit-parallel scan of Myers
//! ("A fast bit-vector algorithm for approximate string matching based on dynamic programming",
//! 1999), in blocks as Hyyrö has it (2003), over words in the place of letters.

use super::index::WordId;

const BITS: usize = u64::BITS as usize;

/// A query, made ready to be scanned for.
pub(super) struct Kernel {
    len: usize,
    /// How many blocks of 64 query words there are.
    blocks: usize,
    /// A table of the distinct words, open to the next free place, and for each place of it
    /// `blocks` masks of where the word stands in the query.
    table: Vec<Option<WordId>>,
    masks: Vec<u64>,
    /// Vertical differences of the current column, plus and minus.
    state: Vec<(u64, u64)>,
}

impl Kernel {
    /// Prepares `query`; `None` is a word that matches nothing.
    pub(super) fn new(query: &[Option<WordId>]) -> Self {
        let blocks = query.len().div_ceil(BITS).max(1);
        let size = (4 * query.len()).next_power_of_two();
        let mut kernel = Self {
            len: query.len(),
            blocks,
            table: vec![None; size],
            masks: vec![0; size * blocks],
            state: Vec::new(),
        };
        for (at, word) in query.iter().enumerate() {
            let Some(word) = *word else { continue };
            let place = kernel.place(word);
            if let Some(slot) = kernel.table.get_mut(place) {
                *slot = Some(word);
            }
            if let Some(mask) = kernel.masks.get_mut(place * blocks + at / BITS) {
                *mask |= 1 << (at % BITS);
            }
        }
        kernel
    }

    /// Where in the table `word` stands, or would.
    fn place(&self, word: WordId) -> usize {
        let last = self.table.len() - 1;
        let mut place = word.wrapping_mul(0x9e37_79b1) as usize & last;
        while self.table.get(place).is_some_and(|slot| slot.is_some_and(|other| other != word)) {
            place = (place + 1) & last;
        }
        place
    }

    /// Scans `text` and calls `found` with each place behind a word of it where the query ends
    /// with at most `most` words replaced, dropped or put in, and how many these are.
    pub(super) fn scan(&mut self, text: &[WordId], most: usize, mut found: impl FnMut(usize, usize)) {
        self.state.clear();
        self.state.resize(self.blocks, (u64::MAX, 0));
        let last = self.blocks - 1;
        let last_bit = self.len.saturating_sub(1) % BITS;
        let mut errors = self.len;
        for (at, word) in text.iter().enumerate() {
            let place = self.place(*word);
            let masks = self.masks.get(place * self.blocks..(place + 1) * self.blocks).unwrap_or_default();
            // The change from the column before at the top of a block: nothing above the first
            // block, as the query may begin anywhere.
            let (mut up, mut down) = (0_u64, 0_u64);
            for (n, (plus, minus)) in self.state.iter_mut().enumerate() {
                let equal = masks.get(n).copied().unwrap_or_default();
                let diagonal = equal | *minus;
                let equal = equal | down;
                let across = ((equal & *plus).wrapping_add(*plus) ^ *plus) | equal;
                let more = *minus | !(across | *plus);
                let fewer = *plus & across;
                let top = if n == last { last_bit } else { BITS - 1 };
                let (out_up, out_down) = ((more >> top) & 1, (fewer >> top) & 1);
                let (more, fewer) = ((more << 1) | up, (fewer << 1) | down);
                *plus = fewer | !(diagonal | more);
                *minus = more & diagonal;
                (up, down) = (out_up, out_down);
            }
            errors = errors + usize::from(up == 1) - usize::from(down == 1);
            if errors <= most {
                found(at + 1, errors);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The textbook table (Sellers, 1980): for each end in the text the fewest changes.
    fn table(query: &[Option<WordId>], text: &[WordId]) -> Vec<usize> {
        let mut column: Vec<usize> = (0..=query.len()).collect();
        let mut ends = Vec::new();
        for word in text {
            let mut corner = column[0];
            for i in 1..=query.len() {
                let pair = corner + usize::from(query[i - 1] != Some(*word));
                corner = column[i];
                column[i] = pair.min(column[i] + 1).min(column[i - 1] + 1);
            }
            ends.push(column[query.len()]);
        }
        ends
    }

    proptest! {
        #[test]
        fn equals_the_textbook(
            query in prop::collection::vec(prop::option::weighted(0.9, 0_u32..12), 1..150),
            text in prop::collection::vec(0_u32..12, 0..200),
        ) {
            let mut ends = Vec::new();
            Kernel::new(&query).scan(&text, usize::MAX, |_, errors| ends.push(errors));
            prop_assert_eq!(ends, table(&query, &text));
        }
    }

    #[test]
    fn says_where_the_query_ends() {
        let query = [Some(1), Some(2), None, Some(4)];
        let mut ends = Vec::new();
        Kernel::new(&query).scan(&[9, 1, 2, 3, 4, 9], 1, |end, errors| ends.push((end, errors)));
        assert_eq!(ends, [(5, 1)]);
    }
}
