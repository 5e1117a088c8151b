//! The distinct words of a segment.

use std::io::{self, Write};

use super::super::writer::Vocabulary;
use super::{Section, Sink, WordId, lists};
use crate::text::WordKey;

/// How many keys make a share on average.
const KEYS_EACH: u64 = 6;

/// Writes the keys, and how they and the ranks lead to each other. Returns the rank of each word by the number it
/// had while they were counted, and into how many shares keys fall.
pub(super) fn write<W: Write>(sink: &mut Sink<W>, vocabulary: Vocabulary) -> io::Result<(Vec<WordId>, u64)> {
    let Vocabulary { numbers, counts } = vocabulary;
    let count = |number: u32| counts.get(number as usize).copied().unwrap_or_default();
    // The map's order never shows: keys are distinct.
    let mut keys: Vec<(WordKey, u32)> = numbers.into_iter().collect();
    keys.sort_unstable();
    // The commonest first, equally common ones by their keys: how much less often than most, then which key it is.
    let less = |number: u32| u64::from(u32::MAX - count(number)) << u32::BITS;
    let mut by_count: Vec<u64> = (0..).zip(&keys).map(|(at, (_, number))| less(*number) | at).collect();
    by_count.sort_unstable();
    let order: Vec<u32> = by_count.iter().map(|both| narrow(both & u64::from(u32::MAX))).collect();

    let shares = lists::count(keys.len() as u64, KEYS_EACH);
    sink.begin(Section::KeyStarts)?;
    let mut at = 0_u32;
    for share in 0..=shares {
        while keys.get(at as usize).is_some_and(|(key, _)| lists::place(key.0, shares) < share) {
            at += 1;
        }
        sink.put(&at.to_le_bytes())?;
    }
    let mut ranks_by_key = vec![0_u32; keys.len()];
    let mut ranks_by_number = vec![0_u32; keys.len()];
    for (rank, at) in (0_u32..).zip(&order) {
        if let Some(place) = ranks_by_key.get_mut(*at as usize) {
            *place = rank;
        }
        let number = keys.get(*at as usize).map_or(0, |(_, number)| *number);
        if let Some(place) = ranks_by_number.get_mut(number as usize) {
            *place = rank;
        }
    }
    sink.begin(Section::Keys)?;
    for ((key, _), rank) in keys.iter().zip(&ranks_by_key) {
        sink.put(&key.0.to_le_bytes())?;
        sink.put(&rank.to_le_bytes())?;
    }
    sink.begin(Section::ByRank)?;
    let key = |at: &u32| keys.get(*at as usize).map_or(0, |(key, _)| key.0);
    order.iter().try_for_each(|at| sink.put(&key(at).to_le_bytes()))?;
    sink.begin(Section::Occurrences)?;
    let number = |at: &u32| keys.get(*at as usize).map_or(0, |(_, number)| *number);
    order.iter().try_for_each(|at| sink.put(&count(number(at)).to_le_bytes()))?;
    Ok((ranks_by_number, shares))
}

/// The writer takes no more words than can be counted so.
fn narrow(count: u64) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
