//! The store: what an archive holds, kept on disk between runs and shared by all who look at it.
//!
//! One process writes at a time, under a lock; readers take none. A reader sees the manifest as it was
//! before or after a change, never between, and the segments it names are never changed. Whatever is
//! missing, cut off, damaged or of another release is made anew from the sources. Where nothing can
//! be written, everything is kept in memory.

mod folder;
mod gather;
mod lay_out;
mod manifest;
mod shard;
mod tiers;
mod writer;

use std::collections::{HashMap, HashSet};
use std::io;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use folder::Folder;
pub use folder::{Kept, kept};
use manifest::{Entry, Manifest, SegmentId, Useless};
pub(crate) use shard::{Shard, pack};

use rayon::prelude::*;
use xxhash_rust::xxh3::xxh3_64;

use super::Segment;
use crate::source::{Options, Stamp};

/// Sources of fewer bytes together are read anew each time rather than kept on disk, unless a folder
/// for that is configured: it takes no longer than a blink.
const WORTH_KEEPING: u64 = 200_000;

/// How often a process that waits for another looks whether it is done.
const LOOK: Duration = Duration::from_millis(20);

/// A process that writes and gives no sign of life for so long is not waited for.
const PATIENCE: Duration = Duration::from_secs(10);

/// How far reading has come.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Progress {
    /// Files that have been read.
    pub done: usize,
    /// Files that must be read.
    pub total: usize,
}

/// Who wants to know how reading goes on.
pub(crate) trait Observer: Sync {
    /// Is told from time to time; breaks where reading shall stop.
    fn progress(&self, progress: Progress) -> ControlFlow<()>;

    /// Is given what could be searched by now, a few times while a large archive is read.
    fn interim(&self, stock: &Stock);
}

/// The observer had reading stopped.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Stopped;

/// Where an archive is kept, and how its sources are read.
#[derive(Clone, Debug)]
pub(crate) struct Store {
    folder: Option<Folder>,
    /// Whether the folder was asked for.
    is_configured: bool,
    /// Where the sources are, for people.
    origin: PathBuf,
    options: Options,
}

/// What an archive holds: each file as it was read, and the segments with the documents.
#[derive(Clone, Debug, Default)]
pub(crate) struct Stock {
    /// The files, in the order in which they were asked for; while they are being read, those that
    /// were, in any order.
    pub(crate) entries: Vec<Entry>,
    pub(crate) segments: HashMap<SegmentId, Arc<Segment>>,
    /// Sources that somebody else packed.
    pub(crate) shards: Vec<Shard>,
    /// What people should know about how it is kept: sentences.
    pub(crate) notices: Vec<String>,
}

/// A file that an archive shall hold.
struct Wanted<'a> {
    path: &'a Path,
    shown: &'a str,
    stamp: Option<Stamp>,
}

impl Store {
    /// A store for the archive of `places`, asked for from `root`, in the folder `cache`; in memory
    /// where there is none.
    pub(crate) fn new(cache: Option<PathBuf>, root: &Path, places: &[PathBuf], options: Options) -> Self {
        let is_configured = cache.is_some();
        let folder = cache.or_else(default_cache).map(|cache| Folder::new(&cache, &name(root, places)));
        Self { folder, is_configured, origin: root.to_path_buf(), options }
    }

    /// What is kept on disk now, whatever the files are; `before` is what was held last, if somebody knows.
    pub(crate) fn kept(&self, before: Option<&Stock>) -> Option<Stock> {
        let folder = self.folder.as_ref().filter(|folder| folder.path().is_dir())?;
        Some(self.load(folder, before.unwrap_or(&Stock::default())))
    }

    /// Sees to it that exactly `files`, as they are now, are held, at the cost of those that changed.
    /// `before` is what was held last, if somebody knows, and `kept` what [`Self::kept`] has just said.
    ///
    /// # Errors
    /// When `observer` has reading stopped.
    pub(crate) fn bring(
        &self,
        files: &[(PathBuf, String)],
        before: Option<&Stock>,
        mut kept: Option<Stock>,
        observer: &dyn Observer,
    ) -> Result<Stock, Stopped> {
        let wanted = stamped(files);
        let nothing = Stock::default();
        let before = before.unwrap_or(&nothing);
        let size: u64 = wanted.iter().filter_map(|file| file.stamp).map(|stamp| stamp.size).sum();
        let folder = self.folder.as_ref().filter(|_| self.is_configured || size >= WORTH_KEEPING);
        let Some(folder) = folder else { return self.gather(&wanted, before.clone(), None, observer) };
        let mut notices = Vec::new();
        if folder.is_of_others() {
            notices.push("the sources are read anew: what was kept of them is of another release".to_owned());
        }
        if let Err(error) = folder.make(&self.origin) {
            notices.push(unkept(folder, &error));
            return self.gather(&wanted, Stock { notices, ..before.clone() }, None, observer);
        }
        loop {
            let mut stock = kept.take().unwrap_or_else(|| self.load(folder, before));
            if stock.is_current(&wanted) {
                return Ok(stock.sorted(&wanted));
            }
            stock.notices.splice(0..0, notices.iter().cloned());
            match folder.try_lock() {
                Ok(Some(lock)) => {
                    // Another may have written since.
                    let mut stock = self.load(folder, before);
                    stock.notices.splice(0..0, notices);
                    return self.gather(&wanted, stock, Some((folder, &lock)), observer);
                }
                Ok(None) if folder.silence() < PATIENCE => {
                    let progress = Progress { done: stock.entries.len().min(wanted.len()), total: wanted.len() };
                    if observer.progress(progress).is_break() {
                        return Err(Stopped);
                    }
                    std::thread::sleep(LOOK);
                }
                Ok(None) => return self.gather(&wanted, stock, None, observer),
                Err(error) => {
                    stock.notices.push(unkept(folder, &error));
                    return self.gather(&wanted, stock, None, observer);
                }
            }
        }
    }

    /// What the folder holds, as far as it can be used.
    fn load(&self, folder: &Folder, before: &Stock) -> Stock {
        /// A manifest may be replaced, and its segments removed, while they are being opened.
        const ATTEMPTS: usize = 5;
        let mut damage = Vec::new();
        for _ in 0..ATTEMPTS {
            damage.clear();
            let Some(bytes) = folder.manifest() else { return Stock::default() };
            let manifest = match Manifest::unpack(&bytes, &self.options) {
                Ok(manifest) => manifest,
                Err(useless) => return Stock { notices: anew(useless).into_iter().collect(), ..Stock::default() },
            };
            let mut stock = Stock { entries: manifest.entries, ..Stock::default() };
            let used: HashSet<SegmentId> = stock.entries.iter().flat_map(Entry::documents).map(|at| at.0).collect();
            for id in used {
                let known = before.segments.get(&id).cloned();
                match known.map_or_else(|| Segment::open(&folder.segment(id)).map(Arc::new), Ok) {
                    Ok(segment) => drop(stock.segments.insert(id, segment)),
                    Err(problem) => damage.push(problem),
                }
            }
            let segments = &stock.segments;
            let has = |(id, document): (SegmentId, u32)| segments.get(&id).is_some_and(|s| document < s.documents());
            stock.entries.retain(|entry| entry.documents().all(has));
            if damage.is_empty() {
                return stock;
            }
            if folder.manifest().as_deref() == Some(&bytes) {
                let first = damage.first().map(ToString::to_string).unwrap_or_default();
                stock.notices.push(format!("a part of what was kept of the sources {first}; it is made anew"));
                return stock;
            }
        }
        Stock::default()
    }

    /// The folder of the archive, whether it is there or not.
    pub(crate) fn folder(&self) -> Option<&Path> {
        self.folder.as_ref().map(Folder::archive)
    }

    /// The folder in which this release keeps the archive, where it does.
    pub(crate) fn in_use(&self) -> Option<&Path> {
        self.folder.as_ref().map(Folder::path).filter(|path| path.is_dir())
    }

    /// What was kept of the directory of all people, made of what `key` stands for.
    pub(crate) fn people(&self, key: &str) -> Option<Vec<u8>> {
        let record = self.folder.as_ref()?.people(key)?;
        let (checksum, bytes) = record.split_first_chunk()?;
        (xxh3_64(bytes) == u64::from_le_bytes(*checksum)).then(|| bytes.to_vec())
    }

    /// Keeps the directory of all people, if anything is kept.
    pub(crate) fn keep_people(&self, key: &str, bytes: &[u8]) {
        let Some(folder) = self.folder.as_ref().filter(|folder| folder.path().is_dir()) else { return };
        let mut record = xxh3_64(bytes).to_le_bytes().to_vec();
        record.extend(bytes);
        // Two who write at once would write the same. What is not kept is made again.
        drop(folder.keep_people(key, &record));
    }
}

impl Stock {
    /// Whether it holds exactly `wanted`, as far as stamps tell.
    fn is_current(&self, wanted: &[Wanted<'_>]) -> bool {
        let known = self.by_path();
        self.entries.len() == wanted.len()
            && wanted.iter().all(|file| {
                let entry = known.get(file.path.as_os_str().as_encoded_bytes());
                entry.zip(file.stamp).is_some_and(|(entry, stamp)| stamp.proves_unchanged(&entry.stamp))
            })
    }

    fn by_path(&self) -> HashMap<&[u8], &Entry> {
        self.entries.iter().map(|entry| (entry.path.as_slice(), entry)).collect()
    }

    /// The same, in the order of `wanted`.
    fn sorted(mut self, wanted: &[Wanted<'_>]) -> Self {
        let place: HashMap<&[u8], usize> =
            wanted.iter().enumerate().map(|(at, file)| (file.path.as_os_str().as_encoded_bytes(), at)).collect();
        self.entries.sort_by_key(|entry| place.get(entry.path.as_slice()).copied());
        self
    }

    /// Segments that hold no document any more are let go.
    fn drop_unused(&mut self) {
        let used: HashSet<SegmentId> = self.entries.iter().flat_map(Entry::documents).map(|at| at.0).collect();
        self.segments.retain(|id, _| used.contains(id));
    }

    /// Whether both hold the same.
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        self.entries.len() == other.entries.len()
            && self.entries.iter().zip(&other.entries).all(|(a, b)| a.says_the_same(b))
            && self.shards.len() == other.shards.len()
            && self.shards.iter().zip(&other.shards).all(|(a, b)| a.is_same(b))
    }

    /// A name for what is held, the same for the same files with the same contents.
    pub(crate) fn identity(&self) -> blake3::Hasher {
        let mut entries: Vec<(&[u8], &[u8; 32])> =
            self.entries.iter().map(|entry| (entry.path.as_slice(), &entry.digest)).collect();
        entries.sort_unstable();
        let mut hasher = blake3::Hasher::new();
        for (path, digest) in entries {
            hasher.update(&(path.len() as u64).to_le_bytes()).update(path).update(digest);
        }
        self.shards.iter().for_each(|shard| shard.digest(&mut hasher));
        hasher
    }

    /// A name for what is held, the same for the same contents: by it, what was made of them is found
    /// again.
    pub(crate) fn digest(&self) -> blake3::Hasher {
        let mut digests: Vec<&[u8; 32]> = self.entries.iter().map(|entry| &entry.digest).collect();
        digests.sort_unstable();
        let mut hasher = blake3::Hasher::new();
        for digest in digests {
            hasher.update(digest);
        }
        self.shards.iter().for_each(|shard| shard.digest(&mut hasher));
        hasher
    }
}

/// The files with their stamps.
fn stamped(files: &[(PathBuf, String)]) -> Vec<Wanted<'_>> {
    files.par_iter().map(|(path, shown)| Wanted { path, shown, stamp: Stamp::of(path) }).collect()
}

/// The name of the folder for the archive of `places`, asked for from `root`.
fn name(root: &Path, places: &[PathBuf]) -> String {
    let mut hasher = blake3::Hasher::new();
    for path in std::iter::once(root).chain(places.iter().map(PathBuf::as_path)) {
        let bytes = path.as_os_str().as_encoded_bytes();
        hasher.update(&(bytes.len() as u64).to_le_bytes()).update(bytes);
    }
    hasher.finalize().to_hex().chars().take(32).collect()
}

/// The folder for archives on this platform; `None` where there is no home.
#[must_use]
pub fn default_cache() -> Option<PathBuf> {
    use etcetera::BaseStrategy as _;
    Some(etcetera::choose_base_strategy().ok()?.cache_dir().join("verbatim"))
}

fn unkept(folder: &Folder, error: &io::Error) -> String {
    format!("the sources are read anew each time, because nothing can be kept in {}: {error}", folder.path().display())
}

fn anew(useless: Useless) -> Option<String> {
    (useless == Useless::Damaged).then(|| "what was kept of the sources is damaged; it is made anew".to_owned())
}
