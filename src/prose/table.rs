//! Words with what is known of them, looked up whatever their ASCII case.

use rustc_hash::FxHashMap;

/// A longest word worth looking up, in bytes.
const LONGEST: usize = 32;
/// As many bytes as a short word has at most.
const SHORT: usize = 16;

/// A short word as its first eight bytes and its last eight, the first byte lowest, zeros behind it.
type Packed = (u64, u64);

/// A set of words, each with bits.
///
/// Nearly all words are short: these are packed into two integers, so that looking one up folds its
/// case, hashes and compares it in a few instructions and allocates nothing. Each word of each text is
/// looked up, so they stand in a table with open addressing that nothing is ever taken out of, at half
/// the instructions of a map.
#[derive(Debug, Default)]
pub(super) struct WordTable {
    /// A power of two of slots, at least half of them free; a free slot has no bits.
    short: Vec<(Packed, u64)>,
    used: usize,
    long: FxHashMap<Box<str>, u64>,
}

impl WordTable {
    /// Adds `bits`, of which there must be some, to `word`, which must be in lower case.
    pub(super) fn add(&mut self, word: &str, bits: u64) {
        let Some(packed) = pack(word) else {
            *self.long.entry(word.into()).or_default() |= bits;
            return;
        };
        if 2 * (self.used + 1) > self.short.len() {
            let larger = vec![Default::default(); (2 * self.short.len()).max(64)];
            for (packed, bits) in std::mem::replace(&mut self.short, larger) {
                if bits != 0 {
                    self.put(packed, bits);
                }
            }
        }
        self.used += usize::from(self.slot(packed).is_none_or(|(_, bits)| bits == 0));
        self.put(packed, bits);
    }

    fn put(&mut self, packed: Packed, bits: u64) {
        let at = self.place(packed);
        if let Some(slot) = self.short.get_mut(at) {
            *slot = (packed, slot.1 | bits);
        }
    }

    fn slot(&self, packed: Packed) -> Option<(Packed, u64)> {
        self.short.get(self.place(packed)).copied()
    }

    /// Where a short word stands, or the free slot where it would.
    #[inline]
    fn place(&self, packed: Packed) -> usize {
        let last = self.short.len().saturating_sub(1);
        // The product spreads each byte over the higher half.
        let mixed = (packed.0 ^ packed.1.rotate_left(23)).wrapping_mul(SPREAD);
        let mut at = (mixed >> 32) as usize & last;
        while self.short.get(at).is_some_and(|(word, bits)| *bits != 0 && *word != packed) {
            at = (at + 1) & last;
        }
        at
    }

    /// The bits of `word`. Letters beyond ASCII must be in lower case.
    pub(super) fn get(&self, word: &str) -> Option<u64> {
        if let Some(packed) = pack(word) {
            return self.slot(packed).map(|(_, bits)| bits).filter(|bits| *bits != 0);
        }
        if word.len() > LONGEST {
            return None;
        }
        match self.long.get(word) {
            Some(bits) => Some(*bits),
            None if word.bytes().any(|byte| byte.is_ascii_uppercase()) => {
                self.long.get(word.to_ascii_lowercase().as_str()).copied()
            }
            None => None,
        }
    }
}

/// An ASCII word of up to [`SHORT`] bytes in lower case.
fn pack(word: &str) -> Option<Packed> {
    let (low, high) = joined(word.as_bytes())?;
    ((low | high) & HIGH == 0).then(|| (lower(low), lower(high)))
}

/// An odd number near 2^64 divided by the golden ratio, by which a product depends on all bytes.
const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;
/// A byte of one in each of eight places.
const EACH: u64 = u64::from_le_bytes([1; 8]);
/// The highest bit in each of eight places.
const HIGH: u64 = EACH * 0x80;

/// Eight bytes of ASCII in lower case.
fn lower(bytes: u64) -> u64 {
    // The high bit of each byte tells whether it is a capital: at least 'A' and not beyond 'Z'.
    let from_a = bytes + EACH * u64::from(0x80 - b'A');
    let beyond_z = bytes + EACH * u64::from(0x7f - b'Z');
    bytes | ((from_a & !beyond_z & HIGH) >> 2)
}

/// Up to [`SHORT`] bytes as integers. Two reads that overlap take them faster than a copy of a length
/// that is not known beforehand.
fn joined(bytes: &[u8]) -> Option<Packed> {
    let len = bytes.len();
    if let (Some(head), Some(tail)) = (bytes.first_chunk::<8>(), bytes.last_chunk::<8>()) {
        let above = 8 * SHORT.checked_sub(len)?;
        let (head, tail) = (u64::from_le_bytes(*head), u64::from_le_bytes(*tail));
        return Some((head, if above < 64 { tail >> above } else { 0 }));
    }
    if let (Some(head), Some(tail)) = (bytes.first_chunk::<4>(), bytes.last_chunk::<4>()) {
        let (head, tail) = (u32::from_le_bytes(*head), u32::from_le_bytes(*tail));
        return Some((u64::from(head) | (u64::from(tail) << (8 * (len - 4))), 0));
    }
    Some((bytes.iter().rev().fold(0, |packed, byte| packed << 8 | u64::from(*byte)), 0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_in_any_case() {
        let mut table = WordTable::default();
        for (bit, word) in ["a", "said", "außenminister", "spokeswoman-elect", "o'clock"].iter().enumerate() {
            table.add(word, 1 << bit);
        }
        table.add("said", 1 << 9);
        assert_eq!(table.get("SaiD"), Some(1 << 1 | 1 << 9));
        assert_eq!(table.get("A"), Some(1));
        assert_eq!(table.get("O'CLOCK"), Some(1 << 4));
        assert_eq!(table.get("Spokeswoman-Elect"), Some(1 << 3));
        assert_eq!(table.get("Außenminister"), Some(1 << 2));
        assert_eq!(table.get("saidz"), None);
        assert_eq!(table.get("@"), None);
        assert_eq!(table.get("["), None);
    }

    #[test]
    fn every_length_is_packed_whole() {
        let word = "abcdefghijklmnopq";
        for len in 0..=SHORT {
            let mut bytes = [0u8; SHORT];
            bytes[..len].copy_from_slice(&word.as_bytes()[..len]);
            let whole = u128::from_le_bytes(bytes);
            let (low, high) = pack(&word[..len]).unwrap();
            assert_eq!(u128::from(low) | u128::from(high) << 64, whole, "{len}");
        }
        assert_eq!(pack(word), None);
    }

    #[test]
    fn only_letters_are_folded() {
        for byte in 0..0x80u8 {
            let word = char::from(byte).to_string();
            assert_eq!(pack(&word), Some((u64::from(byte.to_ascii_lowercase()), 0)), "{byte}");
        }
    }
}
