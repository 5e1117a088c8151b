//! What the system says of this process and of files.

use std::fs::{self, File};
use std::path::Path;

use rustix::fs::{Advice, fadvise};

/// The most memory that this process had, in bytes; 0 where the system does not tell.
pub(crate) fn peak_memory() -> u64 {
    status("VmHWM:")
}

/// The memory that this process has, in bytes; 0 where the system does not tell.
pub(crate) fn memory() -> u64 {
    status("VmRSS:")
}

fn status(name: &str) -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(name));
    let kilobytes = line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok());
    kilobytes.unwrap_or_default() * 1024
}

/// Drops the files below `folder` from the page cache, and no others: other programs keep theirs.
pub(crate) fn forget(folder: &Path) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            forget(&path)?;
            continue;
        }
        let file = File::open(&path)?;
        // What is not written yet cannot be dropped.
        file.sync_all()?;
        fadvise(&file, 0, None, Advice::DontNeed)?;
    }
    Ok(())
}
