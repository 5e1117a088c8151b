//! What was found out, for people and for programs: one file per output format.
//!
//! Every format is a function from a [`Run`] to a writer. Formats neither read files nor decide
//! anything: what they say was settled by the rules.

pub mod concise;
pub mod json;
pub mod markdown;
pub mod model;
pub mod paths;
pub mod printable;
pub mod style;
pub mod summary;
pub mod text;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::archive::SourceId;
use crate::rules::Severity;
use crate::source::{OffsetMap, Source};
use crate::workspace::{Checked, Workspace};

pub use summary::Summary;

/// One run of `verbatim check`: all that a format may report.
#[derive(Debug)]
pub struct Run {
    /// The folder that paths are shown relative to.
    pub base: PathBuf,
    /// The drafts, in the order in which they are reported.
    pub drafts: Vec<CheckedDraft>,
}

/// One draft, checked.
#[derive(Debug)]
pub struct CheckedDraft {
    /// The draft's path as people are shown it.
    pub shown: String,
    /// What it was checked against.
    pub workspace: Workspace,
    /// What was found out.
    pub checked: Checked,
    /// From bytes of the draft's text to bytes of its file.
    pub offsets: OffsetMap,
}

impl Run {
    /// The gravest severity of all findings; `None` when there is no finding.
    #[must_use]
    pub fn gravest(&self) -> Option<Severity> {
        self.drafts.iter().flat_map(|draft| draft.checked.all_findings()).map(|finding| finding.severity).max()
    }

    /// Counts verdicts and findings over all drafts.
    #[must_use]
    pub fn summary(&self) -> Summary {
        Summary::of(self.drafts.iter().map(|draft| &draft.checked))
    }
}

impl CheckedDraft {
    /// The source with this id, and its path as people are shown it from `base`.
    #[must_use]
    pub fn source(&self, id: SourceId, base: &Path) -> Option<(Arc<Source>, String)> {
        let source = self.workspace.archive.source(id)?;
        let path = paths::shown(&source.card.path, base);
        Some((source, path))
    }
}
