//! In which list a pair or a triple of words is, and where a key leads.

use super::WordId;

/// Spreads the bits of `x`, each over all of the result (after Steele, Lea and Flood, 2014).
#[inline]
fn mixed(x: u64) -> u64 {
    let x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}

/// The place of `number` among `count` when all numbers are shared out evenly, in their order.
#[inline]
pub(super) fn place(number: u64, count: u64) -> u64 {
    let place = (u128::from(number) * u128::from(count)) >> u64::BITS;
    // It is less than `count`.
    u64::try_from(place).unwrap_or_default()
}

/// The list of a pair among so many; several pairs share one.
#[inline]
pub(super) fn pair([first, second]: [WordId; 2], lists: u64) -> u64 {
    place(mixed(u64::from(first) << 32 | u64::from(second)), lists)
}

/// The list of a triple among so many; several triples share one.
#[inline]
pub(super) fn triple([first, second, third]: [WordId; 3], lists: u64) -> u64 {
    let two = mixed(u64::from(first) << 32 | u64::from(second));
    place(mixed(two.wrapping_add(0x9e37_79b9_7f4a_7c15) ^ u64::from(third)), lists)
}

/// How many lists `entries` are shared out to so that each holds about `each`: whole groups of them.
pub(super) fn count(entries: u64, each: u64) -> u64 {
    (entries / each).max(1).next_multiple_of(super::postings::GROUP)
}
