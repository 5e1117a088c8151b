//! Bytes of one kind, found quickly where they are rare.

/// As many bytes as are looked at in one go.
const STEP: usize = 16;

/// Where the first of `bytes` that is `wanted` stands, from `start` on. Stretches without any are passed
/// over several bytes at a time, where `wanted` is simple enough for the compiler to ask it of all of
/// them at once.
#[inline]
pub(crate) fn next_byte(bytes: &[u8], start: usize, wanted: impl Fn(u8) -> bool) -> Option<usize> {
    let rest = bytes.get(start..)?;
    let (steps, _) = rest.as_chunks::<STEP>();
    let without = |step: &&[u8; STEP]| !step.iter().fold(false, |found, byte| found | wanted(*byte));
    let passed = steps.iter().take_while(without).count() * STEP;
    let ahead = rest.get(passed..)?.iter().position(|byte| wanted(*byte))?;
    Some(start + passed + ahead)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_is_found() {
        for place in 0..50 {
            let mut bytes = [b'a'; 50];
            bytes[place] = b'x';
            for start in 0..50 {
                let found = next_byte(&bytes, start, |byte| byte == b'x');
                assert_eq!(found, (start <= place).then_some(place), "{place} from {start}");
            }
        }
        assert_eq!(next_byte(b"", 0, |_| true), None);
        assert_eq!(next_byte(b"a", 2, |_| true), None);
    }
}
