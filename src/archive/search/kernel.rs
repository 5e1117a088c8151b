//! How many words must be changed to find a query in a text: the bit-parallel scan of Myers
//! ("A fast bit-vector algorithm for approximate string matching based on dynamic programming",
//! 1999), over words in the place of letters.

use std::ops::{BitAnd, BitOr, BitXor, Not, Shl, Shr};

use super::WordId;
use super::numbers::Numbers;

/// The longest query, in words.
pub(super) const LONGEST: usize = u128::BITS as usize;

/// A query, made ready to be scanned for.
pub(super) struct Kernel {
    len: usize,
    numbers: Numbers,
    masks: Masks,
}

/// For each distinct word of a query, where it stands in it. The first is for words it lacks.
enum Masks {
    /// Of a query of up to 64 words.
    Short(Vec<u64>),
    Long(Vec<u128>),
}

impl Kernel {
    /// Prepares the first [`LONGEST`] words of `query`; `None` is a word that matches nothing.
    pub(super) fn new(query: &[Option<WordId>]) -> Self {
        let query = query.get(..LONGEST).unwrap_or(query);
        let numbers = Numbers::of(query);
        let masks = if query.len() <= u64::BITS as usize {
            Masks::Short(masks(query, &numbers))
        } else {
            Masks::Long(masks(query, &numbers))
        };
        Self { len: query.len(), numbers, masks }
    }

    /// Scans `text` and calls `found` with each place behind a word of it where the query ends
    /// with at most `most` words replaced, dropped or put in, and how many these are.
    #[inline]
    pub(super) fn scan(&self, text: &[WordId], most: usize, found: impl FnMut(usize, usize)) {
        match &self.masks {
            Masks::Short(masks) => self.columns(text, masks, most, found),
            Masks::Long(masks) => self.columns(text, masks, most, found),
        }
    }

    #[inline]
    fn columns<C: Column>(&self, text: &[WordId], masks: &[C], most: usize, mut found: impl FnMut(usize, usize)) {
        let last = u32::try_from(self.len.saturating_sub(1)).unwrap_or_default();
        let (mut plus, mut minus) = (!C::ZERO, C::ZERO);
        let mut errors = self.len;
        for (at, word) in text.iter().enumerate() {
            let equal = masks.get(self.numbers.number(*word)).copied().unwrap_or(C::ZERO);
            let diagonal = equal | minus;
            let across = ((equal & plus).plus(plus) ^ plus) | equal;
            let more = minus | !(across | plus);
            let fewer = plus & across;
            errors = errors + (more >> last).lowest() - (fewer >> last).lowest();
            // Nothing is carried in at the top: the query may begin anywhere.
            let (more, fewer) = (more << 1, fewer << 1);
            plus = fewer | !(diagonal | more);
            minus = more & diagonal;
            if errors <= most {
                found(at + 1, errors);
            }
        }
    }
}

/// For each of `numbers`, where its word stands in `query`.
fn masks<C: Column>(query: &[Option<WordId>], numbers: &Numbers) -> Vec<C> {
    let mut masks = vec![C::ZERO; numbers.count()];
    let mut bit = C::ONE;
    for word in query {
        let number = word.map_or(0, |word| numbers.number(word));
        if let Some(mask) = masks.get_mut(number).filter(|_| number > 0) {
            *mask = *mask | bit;
        }
        bit = bit << 1;
    }
    masks
}

/// A column of the table of differences, a bit for each word of the query.
trait Column:
    Copy
    + BitAnd<Output = Self>
    + BitOr<Output = Self>
    + BitXor<Output = Self>
    + Not<Output = Self>
    + Shl<u32, Output = Self>
    + Shr<u32, Output = Self>
{
    const ZERO: Self;
    const ONE: Self;

    /// The sum, without what does not fit.
    fn plus(self, other: Self) -> Self;

    /// The lowest bit.
    fn lowest(self) -> usize;
}

/// Columns of so many bits as the integer has.
macro_rules! column {
    ($($integer:ty),*) => {$(
        impl Column for $integer {
            const ZERO: Self = 0;
            const ONE: Self = 1;

            #[inline]
            fn plus(self, other: Self) -> Self {
                self.wrapping_add(other)
            }

            #[inline]
            fn lowest(self) -> usize {
                usize::from(self & 1 == 1)
            }
        }
    )*};
}

column!(u64, u128);

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
            query in prop::collection::vec(prop::option::weighted(0.9, 0_u32..12), 1..LONGEST),
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
