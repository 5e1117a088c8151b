//! The folder in which outcomes are kept.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

/// What the name of the folder begins with; behind it stands which code made what is in it.
const FOLDER: &str = "results-";
/// What names of files begin with that are not complete.
const UNFINISHED: &str = ".unfinished-";
/// How many bytes are kept; beyond that the oldest go.
const MOST: u64 = 256_000_000;
/// A file that was not completed in this time never will be.
const ABANDONED: Duration = Duration::from_secs(60 * 60);

/// The folder for outcomes that one version of the code found.
#[derive(Clone, Debug)]
pub(super) struct Room {
    beside: PathBuf,
    own: PathBuf,
}

impl Room {
    /// The folder in `beside` for outcomes found by the code called `checker`.
    pub(super) fn new(beside: &Path, checker: &str) -> Self {
        Self { own: beside.join(format!("{FOLDER}{checker}")), beside: beside.to_path_buf() }
    }

    /// What is kept of the draft at `path`.
    pub(super) fn read(&self, path: &Path) -> Option<Vec<u8>> {
        fs::read(self.place(path)).ok()
    }

    /// Keeps `bytes` of the draft at `path`, as a whole or not at all. What cannot be kept is found out again.
    pub(super) fn write(&self, path: &Path, bytes: &[u8]) {
        drop(self.put(path, bytes));
    }

    fn put(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let mut builder = tempfile::Builder::new();
        builder.prefix(UNFINISHED);
        let unfinished = builder.tempfile_in(&self.own).or_else(|_| {
            fs::create_dir_all(&self.own)?;
            builder.tempfile_in(&self.own)
        });
        let mut file = unfinished?;
        // Not brought to the disk by force: a checksum tells whether it got there.
        file.write_all(bytes)?;
        file.persist(self.place(path))?;
        Ok(())
    }

    fn place(&self, path: &Path) -> PathBuf {
        let name = blake3::hash(path.as_os_str().as_encoded_bytes()).to_hex();
        self.own.join(name.chars().take(32).collect::<String>())
    }

    /// Removes what other code found, what was never completed, and of the rest the oldest beyond [`MOST`] bytes.
    pub(super) fn tidy(&self) {
        for other in entries(&self.beside) {
            let is_other = other.file_name().to_str().is_some_and(|name| name.starts_with(FOLDER));
            if is_other && other.path() != self.own {
                drop(fs::remove_dir_all(other.path()));
            }
        }
        self.shrink(MOST);
    }

    fn shrink(&self, most: u64) {
        let mut files: Vec<(SystemTime, u64, PathBuf)> = Vec::new();
        for entry in entries(&self.own) {
            let Ok(found) = entry.metadata() else { continue };
            let written = found.modified().unwrap_or(SystemTime::UNIX_EPOCH);
            let is_unfinished = entry.file_name().to_str().is_some_and(|name| name.starts_with(UNFINISHED));
            if !is_unfinished {
                files.push((written, found.len(), entry.path()));
            } else if written.elapsed().is_ok_and(|age| age > ABANDONED) {
                drop(fs::remove_file(entry.path()));
            }
        }
        files.sort();
        let mut size: u64 = files.iter().map(|file| file.1).sum();
        for (_, bytes, path) in files {
            if size <= most {
                return;
            }
            drop(fs::remove_file(path));
            size -= bytes;
        }
    }
}

fn entries(folder: &Path) -> impl Iterator<Item = fs::DirEntry> {
    fs::read_dir(folder).into_iter().flatten().flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_stays_within_its_bound_and_is_of_this_code() {
        let dir = tempfile::tempdir().unwrap();
        let old = Room::new(dir.path(), "1");
        old.write(Path::new("/a.md"), b"old");
        let room = Room::new(dir.path(), "2");
        for (n, path) in ["/a.md", "/b.md", "/c.md"].into_iter().enumerate() {
            room.write(Path::new(path), &[0; 100]);
            let file = fs::File::open(room.place(Path::new(path))).unwrap();
            file.set_modified(SystemTime::UNIX_EPOCH + Duration::from_secs(n as u64)).unwrap();
        }
        room.tidy();
        assert!(old.read(Path::new("/a.md")).is_none() && room.read(Path::new("/a.md")).is_some());
        room.shrink(250);
        assert!(room.read(Path::new("/a.md")).is_none(), "the oldest goes");
        assert!(room.read(Path::new("/b.md")).is_some() && room.read(Path::new("/c.md")).is_some());
    }
}
