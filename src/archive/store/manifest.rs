//! What is held of each file: how it was when it was read, and where its documents are.

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64;

use crate::source::{Limits, Options, Stamp};

/// The code that read the sources: see `build.rs`.
pub(super) const ENGINE: &str = env!("VERBATIM_ENGINE");

const MAGIC: &[u8; 8] = b"VERBAMAN";

/// A segment, by the name of its file.
pub(super) type SegmentId = u64;

/// A file as it was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Entry {
    /// Its path, as the system has it.
    pub(super) path: Vec<u8>,
    pub(super) stamp: Stamp,
    /// Of its content and of its name, which may say how it is read, and when it was published.
    pub(super) digest: [u8; 32],
    /// What is in it: usually one document.
    pub(super) parts: Vec<Part>,
    /// What was wrong and did not keep it from being read: ends of sentences that begin with it, with what parts the two.
    pub(super) notices: Vec<String>,
}

/// A part of a file: a document, or why there is none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Part {
    /// A document: the segment that holds it, and its number there.
    Document(SegmentId, u32),
    /// Why the file, or what is so named within it, is no source: the end of a sentence that begins with it.
    Skipped(Option<String>, String),
}

impl Entry {
    /// Where its documents are.
    pub(super) fn documents(&self) -> impl Iterator<Item = (SegmentId, u32)> {
        self.parts.iter().filter_map(|part| match part {
            Part::Document(segment, document) => Some((*segment, *document)),
            Part::Skipped(..) => None,
        })
    }

    /// Whether both say the same of one file.
    pub(crate) fn says_the_same(&self, other: &Self) -> bool {
        (&self.path, &self.digest, &self.parts) == (&other.path, &other.digest, &other.parts)
    }
}

/// All entries of an archive, as they are written to its folder.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Manifest {
    engine: String,
    /// How they were read: other options may give other documents.
    options: Options,
    pub(super) entries: Vec<Entry>,
}

/// Why a manifest is of no use.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Useless {
    /// It is damaged, or something else.
    Damaged,
    /// Another release wrote it, or one that had other options.
    Other,
}

impl Manifest {
    /// The manifest of `entries`, read with `options`.
    pub(super) fn new(entries: Vec<Entry>, options: &Options) -> Self {
        Self { engine: ENGINE.to_owned(), options: options.clone(), entries }
    }

    /// As bytes, with a checksum.
    pub(super) fn pack(&self) -> Vec<u8> {
        let payload = postcard::to_stdvec(self).unwrap_or_default();
        let mut bytes = MAGIC.to_vec();
        bytes.extend(xxh3_64(&payload).to_le_bytes());
        bytes.extend(payload);
        bytes
    }

    /// The manifest in `bytes`, if this program wrote it with these `options`.
    pub(super) fn unpack(bytes: &[u8], options: &Options) -> Result<Self, Useless> {
        let rest = bytes.strip_prefix(MAGIC).ok_or(Useless::Damaged)?;
        let (checksum, payload) = rest.split_first_chunk().ok_or(Useless::Damaged)?;
        if xxh3_64(payload) != u64::from_le_bytes(*checksum) {
            return Err(Useless::Damaged);
        }
        // What other code wrote may have other fields behind the first.
        let (engine, _) = postcard::take_from_bytes::<&str>(payload).map_err(|_| Useless::Damaged)?;
        if engine != ENGINE {
            return Err(Useless::Other);
        }
        let manifest: Self = postcard::from_bytes(payload).map_err(|_| Useless::Damaged)?;
        // How many files there are at most decides which are read, not what is made of each.
        let limits = Limits { max_files: options.limits.max_files, ..manifest.options.limits };
        let same = limits == options.limits && manifest.options.fields == options.fields;
        if same { Ok(manifest) } else { Err(Useless::Other) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_manifest_comes_back_and_damage_is_noticed() {
        let options = Options::default();
        let entry = Entry {
            path: b"/a/\xff.txt".to_vec(),
            stamp: Stamp::default(),
            digest: [7; 32],
            parts: vec![Part::Document(u64::MAX, 3), Part::Skipped(Some("2".to_owned()), "is empty".to_owned())],
            notices: vec![" has no date".to_owned()],
        };
        let manifest = Manifest::new(vec![entry], &options);
        let bytes = manifest.pack();
        assert_eq!(Manifest::unpack(&bytes, &options), Ok(manifest));
        for cut in 0..bytes.len() {
            assert_eq!(Manifest::unpack(&bytes[..cut], &options), Err(Useless::Damaged));
            let mut bad = bytes.clone();
            bad[cut] ^= 1;
            assert_eq!(Manifest::unpack(&bad, &options), Err(Useless::Damaged));
        }
        let small = Options { limits: Limits { max_file_size: 1, ..options.limits }, ..options.clone() };
        assert_eq!(Manifest::unpack(&bytes, &small), Err(Useless::Other));
        let other = Manifest { engine: "0.0.9-0".to_owned(), ..Manifest::default() };
        assert_eq!(Manifest::unpack(&other.pack(), &options), Err(Useless::Other));
    }
}
