//! The folder in which an archive lives on disk.
//!
//! ```text
//! <cache>/<archive>/origin                  what the archive is of, for people and for --clean
//! <cache>/<archive>/<engine>/manifest       what is held of each file; replaced as a whole
//! <cache>/<archive>/<engine>/<id>.vbs       segments; never changed
//! <cache>/<archive>/<engine>/lock           locked by the one process that writes
//! <cache>/<archive>/<engine>/people-<key>   the directory of all people, made of the sources
//! ```
//!
//! A file appears under its name when it is complete, and not before. Segments come first and the
//! manifest that names them after; what no manifest names is removed by the next who writes.

use std::collections::HashSet;
use std::fs::{self, File, TryLockError};
use std::hash::{BuildHasher, RandomState};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use tempfile::NamedTempFile;

use super::manifest::{ENGINE, SegmentId};

const MANIFEST: &str = "manifest";
const LOCK: &str = "lock";
const ORIGIN: &str = "origin";
const PEOPLE: &str = "people-";
const SEGMENT: &str = "vbs";
/// What names of files begin with that are not complete.
const UNFINISHED: &str = ".unfinished-";
/// The first line of the file that says what an archive is of.
const ORIGIN_LINE: &str = "An index that Verbatim keeps; it can be deleted at any time. Its sources are in:";

/// What other releases left is removed when nothing was written there for so long.
const FORGOTTEN: Duration = Duration::from_secs(30 * 24 * 60 * 60);

/// A folder for one archive and one release of the program.
#[derive(Clone, Debug)]
pub(super) struct Folder {
    /// The folder of the archive.
    archive: PathBuf,
    /// The folder in it of this release.
    own: PathBuf,
}

/// Held by the one process that writes.
#[derive(Debug)]
pub(super) struct Lock(File);

impl Lock {
    /// Tells those who wait that the work goes on.
    pub(super) fn is_alive(&self) {
        // Those who wait give up too early then, and do the work themselves.
        drop(self.0.set_modified(SystemTime::now()));
    }
}

impl Folder {
    /// The folder in `cache` of the archive called `name`.
    pub(super) fn new(cache: &Path, name: &str) -> Self {
        let archive = cache.join(name);
        Self { own: archive.join(ENGINE), archive }
    }

    /// The folder of the archive.
    pub(super) fn archive(&self) -> &Path {
        &self.archive
    }

    /// The folder of this release.
    pub(super) fn path(&self) -> &Path {
        &self.own
    }

    /// Makes the folder, where it is not there, for an archive of the sources in `origin`.
    pub(super) fn make(&self, origin: &Path) -> io::Result<()> {
        if self.own.is_dir() {
            return Ok(());
        }
        fs::create_dir_all(&self.own)?;
        self.put(&self.archive.join(ORIGIN), format!("{ORIGIN_LINE}\n{}\n", origin.display()).as_bytes())
    }

    /// Whether another release has an index here, and this one has none.
    pub(super) fn is_of_others(&self) -> bool {
        !self.own.is_dir() && fs::read_dir(&self.archive).is_ok_and(|mut all| all.any(|e| is_folder(&e)))
    }

    /// The lock for writing; `None` while another process has it.
    pub(super) fn try_lock(&self) -> io::Result<Option<Lock>> {
        let file = File::options().create(true).truncate(false).write(true).open(self.own.join(LOCK))?;
        match file.try_lock() {
            Ok(()) => {
                let lock = Lock(file);
                lock.is_alive();
                Ok(Some(lock))
            }
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(error)) => Err(error),
        }
    }

    /// How long ago the process that writes gave a sign of life.
    pub(super) fn silence(&self) -> Duration {
        let last = fs::metadata(self.own.join(LOCK)).and_then(|lock| lock.modified());
        last.ok().and_then(|last| last.elapsed().ok()).unwrap_or_default()
    }

    /// The bytes of the manifest; `None` where there is none.
    pub(super) fn manifest(&self) -> Option<Vec<u8>> {
        fs::read(self.own.join(MANIFEST)).ok()
    }

    /// Puts `bytes` in the place of the manifest.
    pub(super) fn publish(&self, bytes: &[u8]) -> io::Result<()> {
        self.put(&self.own.join(MANIFEST), bytes)
    }

    /// What was kept of the directory of all people for `key`.
    pub(super) fn people(&self, key: &str) -> Option<Vec<u8>> {
        fs::read(self.own.join(format!("{PEOPLE}{key}"))).ok()
    }

    /// Keeps the directory of all people for `key`, in the place of others.
    pub(super) fn keep_people(&self, key: &str, bytes: &[u8]) -> io::Result<()> {
        let name = format!("{PEOPLE}{key}");
        self.put(&self.own.join(&name), bytes)?;
        self.remove(|other| other.starts_with(PEOPLE) && other != name);
        Ok(())
    }

    /// Writes a file that is there as a whole or not at all, whatever happens.
    fn put(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let mut file = self.unfinished()?;
        file.write_all(bytes)?;
        file.as_file().sync_all()?;
        file.persist(path)?;
        self.settle();
        Ok(())
    }

    /// A new file, removed again unless it gets a name of its own.
    pub(super) fn unfinished(&self) -> io::Result<NamedTempFile> {
        unfinished_in(&self.own)
    }

    /// The path of a segment.
    pub(super) fn segment(&self, id: SegmentId) -> PathBuf {
        self.own.join(format!("{id:016x}.{SEGMENT}"))
    }

    /// Gives a finished segment its name, which no other ever had.
    pub(super) fn add_segment(&self, file: NamedTempFile) -> io::Result<SegmentId> {
        let id = new_id();
        file.persist_noclobber(self.segment(id))?;
        self.settle();
        Ok(id)
    }

    /// Makes sure that names are on the disk; where a system cannot, a loss of power costs a rebuild.
    fn settle(&self) {
        drop(File::open(&self.own).and_then(|folder| folder.sync_all()));
    }

    /// Removes what a process left that was killed, segments that are not in `used`, and what other
    /// releases left long ago. Only for who has the lock.
    pub(super) fn sweep(&self, used: &HashSet<SegmentId>) {
        let named: HashSet<String> = used.iter().map(|id| format!("{id:016x}.{SEGMENT}")).collect();
        self.remove(|name| name.starts_with(UNFINISHED) || (name.ends_with(SEGMENT) && !named.contains(name)));
        for other in fs::read_dir(&self.archive).into_iter().flatten().filter(is_folder).flatten() {
            let written = fs::metadata(other.path().join(MANIFEST)).and_then(|manifest| manifest.modified());
            let age = written.ok().and_then(|at| at.elapsed().ok());
            if other.path() != self.own && age.is_some_and(|age| age > FORGOTTEN) {
                drop(fs::remove_dir_all(other.path()));
            }
        }
    }

    /// Removes files by name. What cannot be removed now is removed another time.
    fn remove(&self, goes: impl Fn(&str) -> bool) {
        for entry in fs::read_dir(&self.own).into_iter().flatten().flatten() {
            if entry.file_name().to_str().is_some_and(&goes) {
                drop(fs::remove_file(entry.path()));
            }
        }
    }
}

/// A new file in `folder`, removed again unless it gets a name of its own. Others may read it, as far as
/// the user lets them.
pub(super) fn unfinished_in(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(UNFINISHED);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder)
}

/// An archive that has a folder in a cache.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Kept {
    /// Its folder.
    pub folder: PathBuf,
    /// Where its sources are, or were.
    pub origin: PathBuf,
    /// How many bytes it takes.
    pub size: u64,
}

/// The archives in `cache`, by folder. Folders that Verbatim did not make are not among them.
#[must_use]
pub fn kept(cache: &Path) -> Vec<Kept> {
    let folders = fs::read_dir(cache).into_iter().flatten().filter(is_folder).flatten().map(|entry| entry.path());
    let mut found: Vec<Kept> = folders
        .filter_map(|folder| {
            let text = fs::read_to_string(folder.join(ORIGIN)).ok()?;
            let (first, origin) = text.split_once('\n')?;
            let origin = PathBuf::from(origin.trim_end_matches('\n'));
            (first == ORIGIN_LINE).then(|| Kept { size: size(&folder), folder, origin })
        })
        .collect();
    found.sort_by(|a, b| a.folder.cmp(&b.folder));
    found
}

/// The bytes of all files in `folder` and the folders in it.
fn size(folder: &Path) -> u64 {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let of = |entry: fs::DirEntry| match entry.file_type() {
        Ok(kind) if kind.is_dir() => size(&entry.path()),
        _ => entry.metadata().map_or(0, |found| found.len()),
    };
    entries.map(of).sum()
}

fn is_folder(entry: &io::Result<fs::DirEntry>) -> bool {
    entry.as_ref().is_ok_and(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir()))
}

/// A number that no other has: keys of hashers are drawn at random.
pub(super) fn new_id() -> SegmentId {
    RandomState::new().hash_one((SystemTime::now(), std::process::id()))
}
