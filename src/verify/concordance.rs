//! All words of a source with where each stands, so that a search need not read the source again.
//!
//! Made of a source when a quotation first cites it in vain, and kept beside the archive. Every word is
//! looked up by its key, by its family and by its first letters.

use std::sync::{Arc, OnceLock};

use rustc_hash::FxHashMap;

use super::families::Families;
use crate::archive::{Archive, SourceId};
use crate::source::Source;
use crate::text::{WordKey, normal_form};

/// The concordances of an archive's sources, each made when it is first asked for.
#[derive(Debug, Default)]
pub struct Concordances {
    by_source: Vec<OnceLock<Arc<Concordance>>>,
}

impl Concordances {
    /// One for each source of `archive`, none of them made yet.
    #[must_use]
    pub fn of(archive: &Archive) -> Self {
        Self { by_source: archive.sources().map(|_| OnceLock::new()).collect() }
    }

    /// The concordance of a source.
    pub(super) fn get(&self, id: SourceId, source: &Source) -> Arc<Concordance> {
        let make = || Arc::new(Concordance::new(source));
        self.by_source.get(id.0 as usize).map_or_else(make, |known| Arc::clone(known.get_or_init(make)))
    }
}

/// All words of one source.
#[derive(Debug)]
pub(super) struct Concordance {
    /// Each word by its key: its number.
    numbers: FxHashMap<WordKey, u32>,
    /// Where the places of each word begin, by its number, and where those of the last one end.
    starts: Vec<u32>,
    /// The places of all words, each word's ascending: indices into the source's words.
    places: Vec<u32>,
    /// Each word's family, sorted.
    families: Vec<(WordKey, u32)>,
    /// Each word's first letters, sorted.
    heads: Vec<([u8; 4], u32)>,
    /// Each word's key, by its number.
    keys: Vec<WordKey>,
}

impl Concordance {
    fn new(source: &Source) -> Self {
        let mut numbers: FxHashMap<WordKey, u32> = FxHashMap::default();
        let mut keys: Vec<WordKey> = Vec::new();
        let mut firsts: Vec<usize> = Vec::new();
        let mut starts: Vec<u32> = vec![0];
        let mut of_words: Vec<u32> = Vec::with_capacity(source.words.len());
        for (at, word) in source.words.iter().enumerate() {
            let next = u32::try_from(keys.len()).unwrap_or(u32::MAX);
            let number = *numbers.entry(word.key).or_insert_with(|| {
                keys.push(word.key);
                firsts.push(at);
                starts.push(0);
                next
            });
            of_words.push(number);
            if let Some(count) = starts.get_mut(number as usize + 1) {
                *count += 1;
            }
        }
        let mut sum = 0;
        for start in &mut starts {
            sum += *start;
            *start = sum;
        }
        let mut next = starts.clone();
        let mut places = vec![0_u32; source.words.len()];
        for (at, number) in of_words.into_iter().enumerate() {
            if let Some(slot) = next.get_mut(number as usize) {
                if let Some(place) = places.get_mut(*slot as usize) {
                    *place = u32::try_from(at).unwrap_or(u32::MAX);
                }
                *slot += 1;
            }
        }
        let mut families = Vec::with_capacity(keys.len());
        let mut heads = Vec::with_capacity(keys.len());
        for (number, first) in (0..).zip(firsts) {
            let form = source.words.get(first).map(|word| normal_form(word.span.of(&source.prose))).unwrap_or_default();
            families.push((Families::get().family(&form), number));
            heads.extend(head(&form).map(|head| (head, number)));
        }
        families.sort_unstable();
        heads.sort_unstable();
        Self { numbers, starts, places, families, heads, keys }
    }

    /// How many words the source has.
    pub(super) fn len(&self) -> usize {
        self.places.len()
    }

    /// The number of a word.
    pub(super) fn word(&self, key: WordKey) -> Option<u32> {
        self.numbers.get(&key).copied()
    }

    /// The numbers of the words of a family.
    pub(super) fn of_family(&self, family: WordKey) -> impl Iterator<Item = u32> {
        numbered(&self.families, family)
    }

    /// The numbers of the words that begin with these letters.
    pub(super) fn with_head(&self, head: [u8; 4]) -> impl Iterator<Item = u32> {
        numbered(&self.heads, head)
    }

    /// Where a word stands, ascending: indices into the source's words.
    pub(super) fn places(&self, number: u32) -> &[u32] {
        let at = number as usize;
        match (self.starts.get(at), self.starts.get(at + 1)) {
            (Some(from), Some(upto)) => self.places.get(*from as usize..*upto as usize).unwrap_or_default(),
            _ => &[],
        }
    }

    /// The key of a word.
    pub(super) fn key(&self, number: u32) -> Option<WordKey> {
        self.keys.get(number as usize).copied()
    }
}

fn numbered<K: Ord + Copy>(sorted: &[(K, u32)], key: K) -> impl Iterator<Item = u32> + use<'_, K> {
    let from = sorted.partition_point(|entry| entry.0 < key);
    let upto = sorted.partition_point(|entry| entry.0 <= key);
    sorted.get(from..upto).unwrap_or_default().iter().map(|entry| entry.1)
}

/// The first four letters of a word in normal form, where it has so many of the Latin alphabet.
pub(super) fn head(normal: &str) -> Option<[u8; 4]> {
    let head: [u8; 4] = normal.as_bytes().first_chunk().copied()?;
    head.iter().all(u8::is_ascii_alphabetic).then_some(head)
}

#[cfg(test)]
mod tests {
    use super::super::tests::speech;
    use super::*;

    #[test]
    fn every_word_is_found_where_it_stands() {
        let source = speech("s", "The tide turned, and the keeper turns with the tides.");
        let concordance = Concordance::new(&source);
        let places = |word: &str| concordance.word(WordKey::of(word)).map(|n| concordance.places(n).to_vec());
        assert_eq!(places("the"), Some(vec![0, 4, 8]));
        assert_eq!(places("keeper"), Some(vec![5]));
        assert_eq!(places("gull"), None);
        assert_eq!(concordance.len(), source.words.len());
        let family: Vec<u32> = concordance.of_family(Families::get().family("turning")).collect();
        assert_eq!(family.iter().flat_map(|n| concordance.places(*n).to_vec()).collect::<Vec<_>>(), [2, 6]);
    }
}
