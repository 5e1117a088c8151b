//! The locks of a run's workspaces.

use std::path::{Path, PathBuf};

use anyhow::bail;

use crate::cli::inputs::{Input, Inputs};
use crate::cli::terminal::Terminal;
use crate::lock::{self, Comparison, Lock, Locked};
use crate::report::summary::counted;
use crate::report::{CheckedDraft, DraftReport, Run, paths};
use crate::rules::Verdict;

/// The locks, each held against the sources of its workspace.
#[derive(Debug, Default)]
pub(super) struct Locks(Vec<(PathBuf, Comparison)>);

impl Locks {
    /// The locks of the workspaces of `inputs`.
    ///
    /// # Errors
    /// When one is missing or cannot be read.
    pub(super) fn of(inputs: &Inputs, base: &Path) -> anyhow::Result<Self> {
        let mut locks: Vec<(PathBuf, Comparison)> = Vec::new();
        for input in &inputs.drafts {
            let root = &input.workspace.root;
            if locks.iter().any(|(known, _)| known == root) {
                continue;
            }
            let path = lock::path(root);
            let Some(lock) = Lock::read(&path).map_err(anyhow::Error::msg)? else {
                bail!("there is no {}; `verbatim lock` writes it", paths::shown(&path, base));
            };
            locks.push((root.clone(), Comparison::new(lock, &input.workspace)));
        }
        Ok(Self(locks))
    }

    /// Whether the evidence of some quotation of the draft has changed.
    pub(super) fn change(&self, input: &Input) -> bool {
        let lock = self.at(&input.workspace.root);
        lock.is_some_and(|lock| lock.of(&input.path, &input.workspace.root) == Locked::Changed)
    }

    /// Adds to `draft` what became of its evidence.
    pub(super) fn tell(&self, draft: &mut CheckedDraft) {
        if let Some(lock) = self.at(&draft.workspace.root) {
            lock.tell(draft);
        }
    }

    /// Holds back what was signed off, and says how many verified quotations the locks do not hold.
    pub(super) fn settle(&self, run: &mut Run, terminal: &Terminal) {
        let mut unlocked = 0;
        for draft in &mut run.drafts {
            let Some(lock) = self.at(&draft.workspace.root) else { continue };
            run.untold.accepted += draft.silence(&lock.accepted()).len();
            unlocked += count_unlocked(draft, lock);
        }
        if unlocked > 0 {
            let quotations = counted(unlocked, "verified quotation", "verified quotations");
            terminal.note(&format!("{quotations} not in {} yet; `verbatim lock` records them", lock::FILE_NAME));
        }
    }

    fn at(&self, root: &Path) -> Option<&Comparison> {
        self.0.iter().find(|(known, _)| known == root).map(|(_, lock)| lock)
    }
}

fn count_unlocked(draft: &DraftReport, lock: &Comparison) -> usize {
    let Some(details) = &draft.details else { return 0 };
    let is_verified = |verdict| matches!(verdict, Verdict::Verbatim | Verdict::Edited);
    let verified = details.quotations.iter().filter(|quotation| is_verified(quotation.verdict));
    verified.filter(|quotation| !lock.holds(&draft.path, &draft.workspace.root, &quotation.text)).count()
}
