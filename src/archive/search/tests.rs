//! What is found, held against looking everywhere.

use proptest::prelude::*;

use super::super::segment::SegmentWriter;
use super::*;

/// The fewest changes that make the query of some stretch of the words (Sellers, 1980).
fn fewest_changes(query: &[WordKey], words: &[WordKey]) -> usize {
    let mut column: Vec<usize> = (0..=query.len()).collect();
    let mut best = query.len();
    for word in words {
        let mut corner = column[0];
        for i in 1..=query.len() {
            let pair = corner + usize::from(query[i - 1] != *word);
            corner = column[i];
            column[i] = pair.min(column[i] + 1).min(column[i - 1] + 1);
        }
        best = best.min(column[query.len()]);
    }
    best
}

/// Words as keys: the lower the number, the commoner the word.
fn keys(words: &[u32]) -> Vec<WordKey> {
    words.iter().map(|word| WordKey::of(&format!("w{}", word.leading_zeros() * 4 + word % 4))).collect()
}

/// The documents of these words, packed as a segment with other thresholds would be.
fn packed(documents: &[Vec<u32>], rare: u64, short: u64) -> Segment {
    let mut writer = SegmentWriter::in_memory().unwrap().with_thresholds(rare, short);
    for words in documents {
        writer.add(&keys(words), b"card", b"body").unwrap();
    }
    writer.into_segment().unwrap()
}

fn changed(mut words: Vec<u32>, changes: &[(prop::sample::Index, u8, u32)]) -> Vec<u32> {
    for (place, kind, word) in changes {
        let place = place.index(words.len() + 1);
        match kind {
            0 => words.insert(place, *word),
            1 if place < words.len() => drop(words.remove(place)),
            _ if place < words.len() => words[place] = *word,
            _ => {}
        }
    }
    words
}

#[test]
fn three_words_in_ten_may_differ() {
    assert_eq!([3, 4, 6, 7, 10, 20].map(|words| sought(words, false)), [0, 1, 1, 2, 3, 6]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    /// Of all passages within the leeway, those are found that are as near as the nearest, and those hardly further,
    /// or the answer says that it may not be all.
    #[test]
    fn finds_what_looking_everywhere_finds(
        documents in prop::collection::vec(prop::collection::vec(any::<u32>(), 0..300), 1..6),
        dead in prop::collection::vec(prop::bool::weighted(0.1), 6),
        only in prop::option::weighted(0.2, prop::collection::btree_set(0_u32..6, 1..3)),
        (rare, short) in (0_u64..4, 0_u64..6),
        from in any::<prop::sample::Index>(),
        at in any::<prop::sample::Index>(),
        len in 4_usize..96,
        changes in prop::collection::vec((any::<prop::sample::Index>(), 0_u8..3, any::<u32>()), 0..24),
        beyond in 0_usize..4,
    ) {
        let segment = packed(&documents, rare, short);
        let document = &documents[from.index(documents.len())];
        prop_assume!(!document.is_empty());
        let start = at.index(document.len());
        let query = keys(&changed(document[start..document.len().min(start + len)].to_vec(), &changes));
        prop_assume!(query.len() >= 4 && query.len() < 2 * STRETCH);
        let only: Option<Vec<u32>> = only.map(|only| only.into_iter().collect());
        let is_live = |document: u32| !dead[document as usize];
        let scope = Scope { is_live: &is_live, only: only.as_deref() };
        let answer = search(&segment, &query, Interest { beyond, most: usize::MAX }, scope);
        prop_assert!(answer.complete, "so little text is looked at wholly");
        let fewest: Vec<Option<usize>> = (0..).zip(&documents).map(|(number, words)| {
            let wanted = is_live(number) && only.as_ref().is_none_or(|only| only.contains(&number));
            wanted.then(|| fewest_changes(&query, &keys(words)))
        }).collect();
        let sought = sought(query.len(), only.is_some());
        let nearest = if only.is_some() { 0 } else { fewest.iter().flatten().min().copied().unwrap_or_default() };
        let beyond = if only.is_some() { query.len() } else { beyond };
        for (number, fewest) in (0_u32..).zip(fewest) {
            let found = answer.found.iter().filter(|found| found.document == number);
            let errors = found.clone().map(|found| found.errors).min();
            if let Some(fewest) = fewest.filter(|fewest| *fewest <= sought.min(nearest + beyond)) {
                prop_assert_eq!(errors, Some(fewest));
            }
            for found in found {
                prop_assert!(fewest.is_some(), "found where nothing was asked for");
                // What is found does not depend on what was met on the way.
                prop_assert!(found.errors <= nearest.saturating_add(beyond));
                let words = keys(&documents[number as usize]);
                prop_assert!(fewest_changes(&query, &words[found.words.clone()]) <= found.errors);
            }
        }
    }

    /// Up to three words are found wherever they stand so, and nowhere else.
    #[test]
    fn finds_every_place_of_a_few_words(
        documents in prop::collection::vec(prop::collection::vec(any::<u32>(), 0..300), 1..6),
        (rare, short) in (0_u64..4, 0_u64..6),
        from in any::<prop::sample::Index>(),
        at in any::<prop::sample::Index>(),
        len in 1_usize..=3,
    ) {
        let segment = packed(&documents, rare, short);
        let document = &documents[from.index(documents.len())];
        prop_assume!(!document.is_empty());
        let start = at.index(document.len());
        let query = keys(&document[start..document.len().min(start + len)]);
        let scope = Scope { is_live: &|_| true, only: None };
        let answer = search(&segment, &query, Interest { beyond: 0, most: usize::MAX }, scope);
        let mut found: Vec<(u32, usize)> = answer.found.iter().map(|found| (found.document, found.words.start)).collect();
        found.sort_unstable();
        let places = (0..).zip(&documents).flat_map(|(number, words)| {
            let words = keys(words);
            let starts = words.windows(query.len()).enumerate().filter(|(_, window)| **window == query).map(|(at, _)| at);
            starts.map(|at| (number, at)).collect::<Vec<_>>()
        });
        prop_assert_eq!(found, places.collect::<Vec<_>>());
    }

    /// Whatever has become of its bytes, a segment answers in the end, and within its documents.
    #[test]
    fn damage_that_goes_unnoticed_does_no_harm(
        documents in prop::collection::vec(prop::collection::vec(any::<u32>(), 0..200), 1..4),
        (rare, short) in (0_u64..4, 0_u64..6),
        damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..20),
        len in 1_usize..120,
    ) {
        let mut bytes = packed(&documents, rare, short).bytes().to_vec();
        for (at, byte) in damage {
            // The table at the end has a checksum of its own.
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        let Ok(segment) = Segment::untested(bytes) else { return Ok(()) };
        let words: Vec<u32> = documents.iter().flatten().copied().take(len).collect();
        for only in [None, Some([0, 1].as_slice())] {
            let scope = Scope { is_live: &|_| true, only };
            let answer = search(&segment, &keys(&words), Interest { beyond: 1, most: usize::MAX }, scope);
            prop_assert!(answer.found.iter().all(|found| found.words.start <= found.words.end));
            partial(&segment, &keys(&words), scope);
        }
        for document in 0..5 {
            let _ = (segment.card(document), segment.body(document), segment.keys(document));
        }
    }
}
