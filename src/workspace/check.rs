//! Checking a draft against the archive.

use std::path::Path;
use std::sync::Arc;

use super::{Checked, Memo, Workspace};

impl Workspace {
    /// Checks the draft at `path` whose text is `text`. `path` serves to resolve relative links
    /// and need not exist.
    #[must_use]
    pub fn check(&self, path: &Path, text: &str, memo: &mut Memo) -> Checked {
        let _ = path;
        let draft = Arc::new(crate::draft::parse(text, &mut memo.prose));
        Checked { draft, quotations: Vec::new(), citations: Vec::new(), findings: Vec::new() }
    }
}
