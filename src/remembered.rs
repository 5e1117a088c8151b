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

#[cfg(test)]
mod tests {
    use super::*;

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
