//! What was found out lately, kept for all threads, where finding out takes long and the same is asked again and again.

use std::hash::Hash;
use std::sync::{Mutex, PoisonError};

use rustc_hash::FxHashMap;

/// Up to `MOST` answers by what was asked; where there would be more, it starts from nothing.
#[derive(Debug)]
pub(crate) struct Remembered<K, V, const MOST: usize>(Mutex<FxHashMap<K, V>>);

impl<K, V, const MOST: usize> Default for Remembered<K, V, MOST> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

/// A copy remembers nothing yet.
impl<K, V, const MOST: usize> Clone for Remembered<K, V, MOST> {
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl<K: Hash + Eq, V: Clone, const MOST: usize> Remembered<K, V, MOST> {
    /// The answer to `asked`, which is found by `find` when it is not known. Threads that ask the same at once may each
    /// find it; none waits for another.
    pub(crate) fn recall(&self, asked: K, find: impl FnOnce(&K) -> V) -> V {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner).get(&asked).cloned();
        known.unwrap_or_else(|| {
            let found = find(&asked);
            let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            if known.len() >= MOST {
                known.clear();
            }
            known.entry(asked).or_insert(found).clone()
        })
    }
}

/// Counts how often a text was gone through, for what is kept of it from one time to the next: that of the last few, so
/// that what a writer takes back is known still.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Rounds(u64);

impl Rounds {
    /// So many rounds are kept at least, and at most twice as many.
    const LATELY: u64 = 2;

    /// Begins the next round.
    pub(crate) fn begin(&mut self) {
        self.0 += 1;
    }

    /// The round that was begun last: with what is met in it, this is to be noted.
    pub(crate) fn now(self) -> u64 {
        self.0
    }

    /// The first round from which on things are worth keeping, when it is time to look at what is kept: not each time,
    /// as that costs as much as there is.
    pub(crate) fn oldest(self) -> Option<u64> {
        self.0.is_multiple_of(Self::LATELY).then(|| self.0.saturating_sub(Self::LATELY))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_few_rounds_are_kept() {
        let mut rounds = Rounds::default();
        let mut met = Vec::new();
        for _ in 0..100 {
            rounds.begin();
            met.push(rounds.now());
            if let Some(oldest) = rounds.oldest() {
                met.retain(|round| *round >= oldest);
            }
            assert!((1..=5).contains(&met.len()));
            assert!(met.len() >= 2 || rounds.now() < 2);
        }
    }

    #[test]
    fn what_is_known_is_not_found_again_until_there_is_too_much() {
        let remembered = Remembered::<u32, u32, 2>::default();
        assert_eq!(remembered.recall(1, |asked| asked + 10), 11);
        assert_eq!(remembered.recall(1, |_| 0), 11);
        assert_eq!(remembered.clone().recall(1, |_| 0), 0);
        assert_eq!((remembered.recall(2, |_| 12), remembered.recall(3, |_| 13)), (12, 13));
        assert_eq!(remembered.recall(1, |_| 21), 21);
    }
}
