//! The lock as a file.

use std::io;
use std::path::Path;

use super::Lock;
use crate::kept;

/// The version of the format.
const VERSION: u32 = 1;

/// What a file begins with.
const HEAD: &str = "\
# What the quotations of the drafts here rest on: written by `verbatim lock`, compared by `verbatim check --locked`.
# The hashes of sources are those of `sha256sum`. Read changes of this file as you would read changes of the sources.

";

impl Lock {
    /// The lock at `path`; `None` where there is no such file.
    ///
    /// # Errors
    /// Why it cannot be read, as a sentence with its path.
    pub fn read(path: &Path) -> Result<Option<Self>, String> {
        kept::read(path, "lock", VERSION, |read: &Self| read.version)
    }

    /// Writes it to `path`, as a whole or not at all, in an order that only the contents decide.
    ///
    /// # Errors
    /// Those of the file system.
    pub fn write(&self, path: &Path) -> io::Result<()> {
        let text = toml::to_string_pretty(self).map_err(io::Error::other)?;
        kept::replace(path, &format!("{HEAD}{text}"))
    }

    /// A lock of nothing.
    pub(super) fn empty() -> Self {
        Self { version: VERSION, ..Self::default() }
    }

    /// Everything in its order, each once.
    pub(super) fn sorted(mut self) -> Self {
        self.sources.sort();
        self.sources.dedup_by(|a, b| a.path == b.path);
        self.quotations.sort();
        self.quotations.dedup();
        self.accepted.sort();
        self.accepted.dedup();
        self
    }
}
