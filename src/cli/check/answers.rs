//! What is said of each draft: recalled where nothing has changed, found out where something has.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use super::locked::Locks;
use crate::cli::inputs::{Input, Inputs};
use crate::cli::terminal::{Meter, Terminal};
use crate::report::{CheckedDraft, DraftReport, Run, paths};
use crate::results::Results;
use crate::workspace::{Memo, Workspace};

/// Answers for the drafts of a run.
#[derive(Debug)]
pub(super) struct Answers {
    base: PathBuf,
    /// What is kept for each workspace.
    results: Vec<(Arc<Workspace>, Results)>,
    /// The locks of the workspaces, where they are looked at.
    locks: Locks,
}

impl Answers {
    /// Answers for `inputs`, with what is kept of earlier runs unless `anew`, and with the locks where `is_locked`.
    ///
    /// # Errors
    /// When a lock cannot be read.
    pub(super) fn new(inputs: &Inputs, base: &Path, is_locked: bool, anew: bool) -> anyhow::Result<Self> {
        let mut results: Vec<(Arc<Workspace>, Results)> = Vec::new();
        for input in inputs.drafts.iter().filter(|_| !anew) {
            if !results.iter().any(|(known, _)| Arc::ptr_eq(known, &input.workspace)) {
                results.push((Arc::clone(&input.workspace), Results::new(&input.workspace, base)));
            }
        }
        let locks = if is_locked { Locks::of(inputs, base)? } else { Locks::default() };
        Ok(Self { base: base.to_path_buf(), results, locks })
    }

    /// What is said of `inputs`, in their order.
    pub(super) fn of(&self, inputs: &[Input], is_detailed: bool) -> Vec<DraftReport> {
        let meter = Meter::new("checking the drafts");
        let answer = |input: &Input| {
            let answer = self.answer(input, is_detailed);
            meter.one_more(inputs.len());
            answer
        };
        let answers: Vec<(DraftReport, bool)> = inputs.par_iter().map(answer).collect();
        if answers.iter().any(|(_, is_new)| *is_new) {
            self.results.iter().for_each(|(_, results)| results.tidy());
        }
        answers.into_iter().map(|(answer, _)| answer).collect()
    }

    /// What is said of one draft, and whether it was found out now.
    fn answer(&self, input: &Input, is_detailed: bool) -> (DraftReport, bool) {
        let kept = self.results.iter().find(|(workspace, _)| Arc::ptr_eq(workspace, &input.workspace));
        // What became of the evidence is told with the draft at hand.
        let kept = kept.map(|(_, results)| results).filter(|_| !self.locks.change(input));
        let shown = paths::shown(&input.path, &self.base);
        if let Some(report) = kept.and_then(|kept| kept.recall(&input.path, &shown, &input.text, is_detailed)) {
            return (report, false);
        }
        let mut draft = checked(input, shown);
        self.locks.tell(&mut draft);
        let kept = kept.filter(|kept| kept.are_kept());
        let mut report = DraftReport::of(&draft, &self.base, is_detailed || kept.is_some());
        if let Some(kept) = kept {
            kept.keep(&draft, &report);
        }
        report.details = report.details.filter(|_| is_detailed);
        (report, true)
    }

    /// Holds back what was signed off, and says which quotations the locks do not hold.
    pub(super) fn settle(&self, run: &mut Run, terminal: &Terminal) {
        self.locks.settle(run, terminal);
    }
}

/// The draft, checked now.
pub(in crate::cli) fn checked(input: &Input, shown: String) -> CheckedDraft {
    CheckedDraft {
        shown,
        path: input.path.clone(),
        checked: input.workspace.check(&input.path, &input.text.text, &mut Memo::default()),
        workspace: (*input.workspace).clone(),
        offsets: input.text.offsets.clone(),
    }
}
