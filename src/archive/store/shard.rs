//! Shards: sources that somebody packed into one file, for others to read.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::folder::unfinished_in;
use crate::archive::{Archive, Segment, SegmentWriter};
use crate::source::Stamp;
use crate::source::pack::Label;

/// Bytes of memory that packing a shard may take, about.
const MEMORY: usize = 256_000_000;

/// A file of packed sources, which is only read.
#[derive(Clone, Debug)]
pub(crate) struct Shard {
    /// The file.
    pub(super) path: PathBuf,
    /// As shown to people.
    pub(super) shown: String,
    stamp: Option<Stamp>,
    /// Its sources, or why there are none: the end of a sentence that begins with the file.
    pub(super) segment: Result<Arc<Segment>, String>,
}

impl Shard {
    /// Opens the shard at `path`; what is in `before` and has not changed is not opened again.
    pub(crate) fn open(path: PathBuf, shown: String, before: &[Self]) -> Self {
        let stamp = Stamp::of(&path);
        let known = before.iter().find(|known| known.path == path && known.segment.is_ok() && known.stamp == stamp);
        let segment = known.map_or_else(|| segment(&path), |known| known.segment.clone());
        Self { path, shown, stamp, segment }
    }

    /// Whether both are the same file in the same state.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        let same = match (&self.segment, &other.segment) {
            (Ok(a), Ok(b)) => Arc::ptr_eq(a, b),
            (Err(a), Err(b)) => a == b,
            _ => false,
        };
        self.path == other.path && same
    }

    /// A name for what is in it.
    pub(super) fn digest(&self, hasher: &mut blake3::Hasher) {
        hasher.update(format!("{:?} {:?} {}", self.path, self.stamp, self.segment.is_ok()).as_bytes());
    }

    /// What people should know about it.
    pub(super) fn notice(&self) -> Option<String> {
        let reason = self.segment.as_ref().err()?;
        Some(format!("{} {reason}: its sources are left out", self.shown))
    }
}

fn segment(path: &Path) -> Result<Arc<Segment>, String> {
    const REMEDY: &str = "have it made anew with `verbatim sources --pack`, or take it out of `shards` in [sources]";
    if !path.exists() {
        return Err("is not there; bring it back, or take it out of `shards` in [sources]".to_owned());
    }
    let segment = Segment::open(path).map_err(|damage| format!("{damage}; {REMEDY}"))?;
    let of_another = |document| segment.card(document).is_none_or(|record| Label::unpack(record).is_err());
    if segment.documents() > 0 && of_another(0) {
        return Err(format!("was packed by another release, or is no shard; {REMEDY}"));
    }
    Ok(Arc::new(segment))
}

/// Packs the sources of `archive` into a shard at `path`, which is there as a whole or not at all.
///
/// # Errors
/// When it cannot be written, or a source cannot be had from the archive.
pub(crate) fn pack(archive: &Archive, path: &Path) -> io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let file = unfinished_in(folder)?;
    let mut writer = SegmentWriter::create(file.path(), MEMORY)?;
    for (id, card) in archive.sources() {
        let damaged = || io::Error::other(format!("{} could not be had from the index", card.shown));
        let (segment, document) = archive.document(id).ok_or_else(damaged)?;
        let keys = segment.keys(document).ok_or_else(damaged)?;
        let label = segment.card(document).ok_or_else(damaged)?;
        let file = match &card.fragment {
            Some(fragment) => card.shown.strip_suffix(fragment).and_then(|rest| rest.strip_suffix('#')),
            None => None,
        };
        let label = Label::named(label, file.unwrap_or(&card.shown)).map_err(io::Error::other)?;
        writer.add(&keys, &label, segment.body(document).ok_or_else(damaged)?)?;
    }
    writer.finish()?;
    file.persist(path)?;
    Ok(())
}
