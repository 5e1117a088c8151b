//! How many words must be changed to find a quotation in a text: Myers' bit-parallel scan (1999) over
//! words. It is the exhaustive scan that engines are held against, and it verifies what engines
//! without a verification of their own propose.

use std::ops::Range;

use crate::corpus::WordId;

/// Longer quotations are cut here.
const LONGEST: usize = 128;

/// Scans for one quotation after the other.
pub(crate) struct Scanner {
    /// For each word of the corpus its mask's place in `masks`, 0 when the quotation does not have it.
    places: Vec<u8>,
    masks: Vec<u128>,
    used: Vec<WordId>,
    length: usize,
}

/// The best place for a quotation in a text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Best {
    /// How many words must be replaced, dropped or put in.
    pub(crate) errors: usize,
    /// The place behind the last word of the first such stretch.
    pub(crate) end: usize,
}

impl Scanner {
    /// A scanner for texts of so many distinct words.
    pub(crate) fn new(distinct: usize) -> Self {
        Self { places: vec![0; distinct], masks: vec![0; LONGEST + 1], used: Vec::new(), length: 0 }
    }

    /// What is looked for from now on.
    pub(crate) fn seek(&mut self, quotation: &[WordId]) {
        for word in self.used.drain(..) {
            self.places[word as usize] = 0;
        }
        self.masks.fill(0);
        self.length = quotation.len().min(LONGEST);
        for (at, &word) in quotation.iter().take(LONGEST).enumerate() {
            let place = &mut self.places[word as usize];
            if *place == 0 {
                self.used.push(word);
                *place = u8::try_from(self.used.len()).unwrap_or_default();
            }
            self.masks[*place as usize] |= 1 << at;
        }
    }

    /// The best place in `text`.
    pub(crate) fn best(&self, text: &[WordId]) -> Best {
        if self.length <= 64 { self.short(text) } else { self.long(text) }
    }

    fn short(&self, text: &[WordId]) -> Best {
        #[expect(clippy::cast_possible_truncation, reason = "a short quotation has no other bits")]
        let masks: [u64; 64 + 1] = std::array::from_fn(|n| self.masks[n] as u64);
        let last = self.length.saturating_sub(1);
        let (mut plus, mut minus) = (u64::MAX, 0_u64);
        let mut errors = self.length;
        let mut best = Best { errors, end: 0 };
        for (at, &word) in text.iter().enumerate() {
            let equal = masks[self.places[word as usize] as usize & 127];
            let diagonal = equal | minus;
            let across = ((equal & plus).wrapping_add(plus) ^ plus) | equal;
            let (more, fewer) = (minus | !(across | plus), plus & across);
            errors = errors + (more >> last & 1) as usize - (fewer >> last & 1) as usize;
            if errors < best.errors {
                best = Best { errors, end: at + 1 };
            }
            let more = more << 1;
            plus = fewer << 1 | !(diagonal | more);
            minus = more & diagonal;
        }
        best
    }

    fn long(&self, text: &[WordId]) -> Best {
        let last = self.length - 1;
        let (mut plus, mut minus) = (u128::MAX, 0_u128);
        let mut errors = self.length;
        let mut best = Best { errors, end: 0 };
        for (at, &word) in text.iter().enumerate() {
            let equal = self.masks[self.places[word as usize] as usize];
            let diagonal = equal | minus;
            let across = ((equal & plus).wrapping_add(plus) ^ plus) | equal;
            let (more, fewer) = (minus | !(across | plus), plus & across);
            errors = errors + (more >> last & 1) as usize - (fewer >> last & 1) as usize;
            if errors < best.errors {
                best = Best { errors, end: at + 1 };
            }
            let more = more << 1;
            plus = fewer << 1 | !(diagonal | more);
            minus = more & diagonal;
        }
        best
    }
}

/// The words of a quotation that some stretch of a text holds best: two points for a word that agrees,
/// one less for each that does not (Smith and Waterman, 1981).
pub(crate) fn held(quotation: &[WordId], text: &[WordId]) -> Range<usize> {
    // For each end in the quotation the best score of the column, and where its stretch begins.
    let mut column: Vec<(i32, usize)> = (0..=quotation.len()).map(|start| (0, start)).collect();
    let mut best = (0, 0..0);
    for word in text {
        let mut corner = column[0];
        for i in 1..=quotation.len() {
            let agrees = quotation[i - 1] == *word;
            let pair = (corner.0 + if agrees { 2 } else { -1 }, corner.1);
            corner = column[i];
            let gap = if column[i - 1].0 > corner.0 { column[i - 1] } else { corner };
            let mut cell = if pair.0 >= gap.0 - 1 { pair } else { (gap.0 - 1, gap.1) };
            if cell.0 <= 0 {
                cell = (0, i);
            }
            column[i] = cell;
            if cell.0 > best.0 {
                best = (cell.0, cell.1..i);
            }
        }
    }
    best.1
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The textbook's table (Sellers, 1980).
    fn table(quotation: &[WordId], text: &[WordId]) -> Best {
        let mut column: Vec<usize> = (0..=quotation.len()).collect();
        let mut best = Best { errors: quotation.len(), end: 0 };
        for (at, word) in text.iter().enumerate() {
            let mut corner = column[0];
            for i in 1..=quotation.len() {
                let pair = corner + usize::from(quotation[i - 1] != *word);
                corner = column[i];
                column[i] = pair.min(column[i] + 1).min(column[i - 1] + 1);
            }
            if column[quotation.len()] < best.errors {
                best = Best { errors: column[quotation.len()], end: at + 1 };
            }
        }
        best
    }

    #[test]
    fn equals_the_textbook() {
        let mut random = fastrand::Rng::with_seed(7);
        let mut scanner = Scanner::new(40);
        for _ in 0..2_000 {
            let distinct = random.u32(2..40);
            let draw = |length: usize, random: &mut fastrand::Rng| -> Vec<WordId> {
                (0..length).map(|_| random.u32(..distinct)).collect()
            };
            let (quotation, text) = (random.usize(1..129), random.usize(..300));
            let (quotation, text) = (draw(quotation, &mut random), draw(text, &mut random));
            scanner.seek(&quotation);
            assert_eq!(scanner.best(&text), table(&quotation, &text));
        }
    }

    #[test]
    fn tells_which_words_a_text_holds() {
        assert_eq!(held(&[1, 2, 3, 4, 5, 6], &[9, 9, 3, 4, 8, 5, 9]), 2..5);
        assert_eq!(held(&[1, 2], &[3]), 0..0);
    }
}
