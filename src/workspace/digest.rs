//! What the outcome of a check depends on besides the draft, as one number.

use std::path::Path;

use super::Workspace;

impl Workspace {
    /// The same for two workspaces exactly when every draft has the same outcome in both: a digest of the settings, of
    /// every source as it was read, in order, and of what could not be read.
    #[must_use]
    pub fn digest(&self) -> [u8; 32] {
        let mut hasher = self.origin.stock.identity();
        let mut add = |part: &str| {
            hasher.update(&(part.len() as u64).to_le_bytes()).update(part.as_bytes());
        };
        add(&serde_json::to_string(self.config.as_ref()).unwrap_or_default());
        add(&self.root.to_string_lossy());
        // Bibliographies and sidecars have said by now what they say of sources.
        self.archive.sources().for_each(|(_, card)| add(&format!("{card:?}")));
        self.archive.skipped().iter().for_each(|skipped| add(&format!("{skipped:?}")));
        *hasher.finalize().as_bytes()
    }

    /// The folder in which things that are made of these sources are kept; `None` where nothing is kept.
    #[must_use]
    pub fn kept_in(&self) -> Option<&Path> {
        self.origin.kept_in.as_deref()
    }
}
