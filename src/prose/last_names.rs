//! The last words of names, and which of them are spellings of one.

use rustc_hash::FxHashMap;

use super::names::close;

/// Entries by the last words of their full names, so that the spellings of one are found without
/// asking every entry.
#[derive(Default)]
pub(super) struct LastNames {
    entries: FxHashMap<String, Vec<usize>>,
    /// The distinct ones by their first letter, each with the set of its letters.
    alike: FxHashMap<char, Vec<(u64, String)>>,
}

impl LastNames {
    /// Adds the entry `at`, whose full name ends with `last`.
    pub(super) fn add(&mut self, last: &str, at: usize) {
        if let Some(entries) = self.entries.get_mut(last) {
            if !entries.contains(&at) {
                entries.push(at);
            }
            return;
        }
        self.entries.insert(last.to_owned(), vec![at]);
        if let Some(first) = last.chars().next() {
            self.alike.entry(first).or_default().push((letters(last), last.to_owned()));
        }
    }

    /// The entries whose last word is `last`.
    pub(super) fn exactly(&self, last: &str) -> &[usize] {
        self.entries.get(last).map(Vec::as_slice).unwrap_or_default()
    }

    /// The entries one of whose last words is, by [`same_last`], the same as `last`.
    pub(super) fn same(&self, last: &str) -> impl Iterator<Item = usize> {
        let own = letters(last);
        // Two changes of a letter add and take away at most four.
        let may_be = move |other: u64| (own ^ other).count_ones() <= 4;
        let alike = last.chars().next().and_then(|first| self.alike.get(&first)).into_iter().flatten();
        let same = alike.filter(move |(letters, other)| may_be(*letters) && same_last(other, last));
        same.flat_map(|(_, other)| self.exactly(other)).copied()
    }
}

/// The letters of a word as a set of 64, some of which share a place.
fn letters(word: &str) -> u64 {
    word.chars().fold(0, |set, c| set | 1 << (u32::from(c) % 64))
}

/// Whether last words are spellings of one name.
pub(super) fn same_last(a: &str, b: &str) -> bool {
    a == b || (a.chars().count() >= 6 && b.chars().count() >= 6 && close(a, b))
}
