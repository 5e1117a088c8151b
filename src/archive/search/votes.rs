//! An election: lists vote for the blocks they name.

use super::numbers::Numbers;

/// The votes cast so far.
pub(super) struct Votes {
    /// The blocks that were voted for.
    standing: Numbers,
    /// For each of them the weight of its votes.
    weights: Vec<u32>,
    /// How many may stand.
    most: usize,
}

impl Votes {
    /// An election in which up to `most` blocks can stand, fewer than 2 to the power of 16.
    pub(super) fn new(most: usize) -> Self {
        let most = most.min(usize::from(u16::MAX) - 1);
        Self { standing: Numbers::with_room(most), weights: Vec::with_capacity(most), most }
    }

    /// A vote for each of `blocks` that stands or can; returns how many votes were given.
    pub(super) fn cast(&mut self, blocks: impl Iterator<Item = u32>, weight: u32) -> usize {
        let mut given = 0;
        for block in blocks {
            given += 1;
            let is_full = self.weights.len() == self.most;
            let number = if is_full { self.standing.number(block) } else { self.standing.insert(block) };
            match self.weights.get_mut(number.wrapping_sub(1)) {
                Some(sum) => *sum += weight,
                None if is_full => {}
                None => self.weights.push(weight),
            }
        }
        given
    }

    /// The `seats` blocks with the greatest weight that may be elected, the heaviest first, of equal ones the first.
    pub(super) fn elect(&self, seats: usize, may_be: impl Fn(u32) -> bool) -> Vec<u32> {
        let mut elected: Vec<(u32, u32)> = Vec::with_capacity(seats + 1);
        let before = |a: (u32, u32), b: (u32, u32)| (b.1, a.0) < (a.1, b.0);
        for standing in self.standing.words().iter().copied().zip(self.weights.iter().copied()) {
            // Nearly all are behind the last from early on.
            let is_ahead = elected.len() < seats || elected.last().is_some_and(|last| before(standing, *last));
            if is_ahead && may_be(standing.0) {
                let place = elected.partition_point(|other| before(*other, standing));
                elected.insert(place, standing);
                elected.truncate(seats);
            }
        }
        elected.into_iter().map(|(block, _)| block).collect()
    }
}

#[cfg(test)]
mod tests {
    use std::cmp::Reverse;
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_heaviest_are_elected(
            lists in prop::collection::vec((prop::collection::vec(0_u32..2_000, 0..60), 1_u32..20), 0..12),
            seats in 1_usize..20,
        ) {
            let mut votes = Votes::new(12 * 60);
            let mut sums: BTreeMap<u32, u32> = BTreeMap::new();
            for (blocks, weight) in &lists {
                votes.cast(blocks.iter().copied(), *weight);
                blocks.iter().for_each(|block| *sums.entry(*block).or_default() += weight);
            }
            let mut expected: Vec<(u32, u32)> = sums.into_iter().filter(|(block, _)| block % 3 > 0).collect();
            expected.sort_by_key(|(block, weight)| (Reverse(*weight), *block));
            let expected: Vec<u32> = expected.into_iter().map(|(block, _)| block).take(seats).collect();
            prop_assert_eq!(votes.elect(seats, |block| block % 3 > 0), expected);
        }
    }
}
