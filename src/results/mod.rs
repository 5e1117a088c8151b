//! Outcomes kept from run to run, so that a draft is checked again only when something changed that its outcome depends on.
//!
//! One file for each draft, in the folder in which the index of its sources is kept. A file is written beside its place and
//! put there as a whole, so that runs at the same time and a kill at any moment leave one version or the other. Whatever
//! is missing, damaged or of another state is found out anew; nothing is ever lost with this folder.

mod record;
mod room;

use std::path::{Path, PathBuf};

use crate::archive::paths_of;
use crate::draft::Target;
use crate::report::{CheckedDraft, DraftReport};
use crate::source::Decoded;
use crate::text::LineIndex;
use crate::workspace::Workspace;

use record::{Key, Record};
use room::Room;

/// What decides what is said of a draft, besides the draft and the sources: see `build.rs`.
const CHECKER: &str = env!("VERBATIM_CHECKER");

/// The outcomes of the drafts of one workspace.
#[derive(Debug)]
pub struct Results {
    workspace: Workspace,
    /// Where outcomes are kept, and what all of them depend on; `None` where nothing is kept.
    kept: Option<(Room, [u8; 32])>,
}

impl Results {
    /// The outcomes kept for drafts of `workspace`, with paths as seen from `base`.
    #[must_use]
    pub fn new(workspace: &Workspace, base: &Path) -> Self {
        let kept = workspace.kept_in().map(|folder| {
            let mut hasher = blake3::Hasher::new();
            for part in [CHECKER.as_bytes(), &workspace.digest(), base.as_os_str().as_encoded_bytes()] {
                hasher.update(&(part.len() as u64).to_le_bytes()).update(part);
            }
            (Room::new(folder, CHECKER), *hasher.finalize().as_bytes())
        });
        Self { workspace: workspace.clone(), kept }
    }

    /// Whether outcomes are kept at all.
    #[must_use]
    pub fn are_kept(&self) -> bool {
        self.kept.is_some()
    }

    /// What was said of the draft at `path` with this `text`, if nothing has changed since; with its details where
    /// `is_detailed`.
    #[must_use]
    pub fn recall(&self, path: &Path, shown: &str, text: &Decoded, is_detailed: bool) -> Option<DraftReport> {
        let (room, state) = self.kept.as_ref()?;
        let record = Record::unpack(&room.read(path)?, &Key::of(state, path, text), is_detailed)?;
        Some(DraftReport {
            shown: shown.to_owned(),
            path: path.to_path_buf(),
            workspace: self.workspace.clone(),
            lines: LineIndex::new(&text.text),
            text: text.text.clone(),
            offsets: text.offsets.clone(),
            outcome: record.outcome,
            details: record.details,
        })
    }

    /// Keeps what is said of `draft` in `report`, which has details.
    pub fn keep(&self, draft: &CheckedDraft, report: &DraftReport) {
        let (Some((room, state)), Some(details)) = (&self.kept, &report.details) else { return };
        // A source that could not be had may be there the next time.
        if !self.workspace.archive.failures().is_empty() {
            return;
        }
        let key = Key::new(state, &report.path, &report.text, &report.offsets);
        room.write(&report.path, &Record::pack(&key, &links(draft), &report.outcome, details));
    }

    /// Sees to it that what is kept stays within its bound.
    pub fn tidy(&self) {
        if let Some((room, _)) = &self.kept {
            room.tidy();
        }
    }
}

/// The files beside `draft` that its links lead to, and whether they are there: on that depends what is said of the links.
fn links(draft: &CheckedDraft) -> Vec<(PathBuf, bool)> {
    let folder = draft.path.parent().unwrap_or(Path::new(""));
    let citations = draft.checked.draft.citations.iter().zip(&draft.checked.citations);
    let unknown = citations.filter(|(_, checked)| checked.sources.is_empty()).filter_map(|(citation, _)| {
        let Target::Path(path) = &*citation.target else { return None };
        Some(paths_of(path).map(|path| folder.join(path)).collect::<Vec<_>>())
    });
    let noted = |path: PathBuf| {
        let is_there = path.exists();
        (path, is_there)
    };
    unknown.flatten().map(noted).collect()
}
