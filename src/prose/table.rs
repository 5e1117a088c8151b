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
/// case, hashes and compares it in a few instructions and allocates nothing.
#[derive(Debug, Default)]
pub(super) struct WordTable {
    short: FxHashMap<Packed, u64>,
    long: FxHashMap<Box<str>, u64>,
}

impl WordTable {
    /// Adds `bits` to `word`, which must be in lower case.
    pub(super) fn add(&mut self, word: &str, bits: u64) {
        match pack(word) {
            Some(packed) => *self.short.entry(packed).or_default() |= bits,
            None => *self.long.entry(word.into()).or_default() |= bits,
        }
    }

    /// The bits of `word`. Letters beyond ASCII must be in lower case.
    pub(super) fn get(&self, word: &str) -> Option<u64> {
        if let Some(packed) = pack(word) {
            return self.short.get(&packed).copied();
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
