//! In which list a pair or a triple of words is, and where a key's beginning leads.

use super::WordId;

/// Spreads the bits of `x`, each over all of the result (after Steele, Lea and Flood, 2014).
#[inline]
fn mixed(x: u64) -> u64 {
    let x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}

/// The first `bits` of `number`.
#[inline]
pub(super) fn beginning(number: u64, bits: u64) -> u64 {
    64_u64.checked_sub(bits).and_then(|rest| number.checked_shr(u32::try_from(rest).ok()?)).unwrap_or_default()
}

/// The list of a pair among 2 to the power of `bits`; several pairs share one.
#[inline]
pub(super) fn pair([first, second]: [WordId; 2], bits: u64) -> u64 {
    beginning(mixed(u64::from(first) << 32 | u64::from(second)), bits)
}

/// The list of a triple among 2 to the power of `bits`; several triples share one.
#[inline]
pub(super) fn triple([first, second, third]: [WordId; 3], bits: u64) -> u64 {
    let two = mixed(u64::from(first) << 32 | u64::from(second));
    beginning(mixed(two.wrapping_add(0x9e37_79b9_7f4a_7c15) ^ u64::from(third)), bits)
}

/// How many bits number lists so that each holds about `each` of `entries`.
pub(super) fn bits_for(entries: u64, each: u64) -> u64 {
    let lists = entries / each;
    // At least one group of lists.
    if lists <= super::postings::GROUP { 4 } else { u64::from(64 - (lists - 1).leading_zeros()) }
}
