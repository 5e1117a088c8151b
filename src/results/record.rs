//! One outcome as it is kept.
//!
//! ```text
//! magic | key | checksum of the rest | length of the outcome | links, outcome | details
//! ```

use std::path::{Path, PathBuf};

use xxhash_rust::xxh3::xxh3_64;

use crate::report::{Outcome, model};
use crate::source::{Decoded, OffsetMap};

const MAGIC: &[u8; 8] = b"VERBARES";

/// What an outcome depends on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Key([u8; 32]);

impl Key {
    /// The key of the draft at `path` in the workspace whose state is `state`.
    pub(super) fn of(state: &[u8; 32], path: &Path, text: &Decoded) -> Self {
        Self::new(state, path, &text.text, &text.offsets)
    }

    /// As [`Key::of`], for a text with these offsets.
    pub(super) fn new(state: &[u8; 32], path: &Path, text: &str, offsets: &OffsetMap) -> Self {
        let mut hasher = blake3::Hasher::new();
        hasher.update(state);
        let offsets = postcard::to_stdvec(offsets).unwrap_or_default();
        for part in [path.as_os_str().as_encoded_bytes(), &offsets, text.as_bytes()] {
            hasher.update(&(part.len() as u64).to_le_bytes()).update(part);
        }
        Self(*hasher.finalize().as_bytes())
    }
}

/// An outcome that was kept.
#[derive(Debug)]
pub(super) struct Record {
    pub(super) outcome: Outcome,
    pub(super) details: Option<model::Draft>,
}

impl Record {
    /// As bytes, with a checksum.
    pub(super) fn pack(key: &Key, links: &[(PathBuf, bool)], outcome: &Outcome, details: &model::Draft) -> Vec<u8> {
        let head = postcard::to_stdvec(&(links, outcome)).unwrap_or_default();
        let details = postcard::to_stdvec(details).unwrap_or_default();
        let mut rest = (head.len() as u64).to_le_bytes().to_vec();
        rest.extend(head);
        rest.extend(details);
        let mut bytes = MAGIC.to_vec();
        bytes.extend(key.0);
        bytes.extend(xxh3_64(&rest).to_le_bytes());
        bytes.extend(rest);
        bytes
    }

    /// The outcome in `bytes`, if it is that of `key` and the files that links led to are as they were.
    pub(super) fn unpack(bytes: &[u8], key: &Key, is_detailed: bool) -> Option<Self> {
        let (known, rest) = bytes.strip_prefix(MAGIC)?.split_first_chunk::<32>()?;
        let (checksum, rest) = rest.split_first_chunk::<8>()?;
        if *known != key.0 || xxh3_64(rest) != u64::from_le_bytes(*checksum) {
            return None;
        }
        let (length, rest) = rest.split_first_chunk::<8>()?;
        let (head, details) = rest.split_at_checked(usize::try_from(u64::from_le_bytes(*length)).ok()?)?;
        let (links, outcome): (Vec<(PathBuf, bool)>, Outcome) = postcard::from_bytes(head).ok()?;
        if links.iter().any(|(path, was_there)| path.exists() != *was_there) {
            return None;
        }
        let details = if is_detailed { Some(postcard::from_bytes(details).ok()?) } else { None };
        Some(Self { outcome, details })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_comes_back_and_damage_is_noticed() {
        let key = Key::new(&[1; 32], Path::new("/w/a.md"), "text", &OffsetMap::identity());
        let details = model::Draft { path: "a.md".to_owned(), quotations: vec![], citations: vec![], findings: vec![] };
        let bytes = Record::pack(&key, &[(PathBuf::from("/nowhere/b.md"), false)], &Outcome::default(), &details);
        let back = Record::unpack(&bytes, &key, true).unwrap();
        assert_eq!(back.details.unwrap().path, "a.md");
        assert!(Record::unpack(&bytes, &key, false).unwrap().details.is_none());
        for cut in 0..bytes.len() {
            assert!(Record::unpack(&bytes[..cut], &key, true).is_none());
            let mut bad = bytes.clone();
            bad[cut] ^= 1;
            assert!(Record::unpack(&bad, &key, true).is_none(), "byte {cut}");
        }
        let others = [
            Key::new(&[2; 32], Path::new("/w/a.md"), "text", &OffsetMap::identity()),
            Key::new(&[1; 32], Path::new("/w/b.md"), "text", &OffsetMap::identity()),
            Key::new(&[1; 32], Path::new("/w/a.md"), "texts", &OffsetMap::identity()),
            Key::new(&[1; 32], Path::new("/w/a.md"), "text", &OffsetMap::identity().shifted(3)),
        ];
        assert!(others.iter().all(|other| Record::unpack(&bytes, other, true).is_none()));
        let moved = Record::pack(&key, &[(PathBuf::from("/nowhere/b.md"), true)], &Outcome::default(), &details);
        assert!(Record::unpack(&moved, &key, true).is_none());
    }
}
