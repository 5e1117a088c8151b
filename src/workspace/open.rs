//! Opening a workspace: configuration, sources, index, people.

use std::path::Path;
use std::sync::Arc;

use super::{OpenError, Workspace};

impl Workspace {
    /// Opens the workspace of `path`, a draft or a folder: finds the configuration, reads the
    /// sources, indexes them, learns who is who.
    ///
    /// # Errors
    /// When the configuration cannot be read or understood, or a folder it names is absent.
    /// A source that cannot be read is no error: it is listed in [`Archive::skipped`].
    pub fn open(path: &Path) -> Result<Self, OpenError> {
        Ok(Self {
            root: path.to_path_buf(),
            config_path: None,
            config: Arc::default(),
            archive: Arc::default(),
            people: Arc::default(),
        })
    }
}
