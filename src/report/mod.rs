//! What was found out, for people and for programs: one file per output format.
//!
//! Every format is a function from a [`Run`] to a writer. Formats neither read files nor decide
//! anything: what they say was settled by the rules. Those for programs see the [`model::Report`], the
//! published contract; those that show the draft's and the source's lines see the run itself.

pub mod concise;
mod details;
pub mod evidence;
mod fingerprint;
pub mod github;
pub mod gitlab;
pub mod json;
pub mod jsonl;
pub mod junit;
pub mod markdown;
pub mod model;
mod outcome;
pub mod paths;
pub mod printable;
pub mod rdjson;
pub mod sarif;
pub mod style;
pub mod summary;
pub mod text;
pub mod typeset;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::archive::SourceId;
use crate::rules::Severity;
use crate::source::{OffsetMap, Source};
use crate::text::LineIndex;
use crate::text::reading_text;
use crate::workspace::{Checked, CheckedQuotation, Workspace};

pub use fingerprint::Fingerprint;
pub use outcome::{Group, Outcome, Told, Witness};
pub use summary::Summary;

/// One draft, checked, with all that was found out.
#[derive(Debug)]
pub struct CheckedDraft {
    /// The draft's path as people are shown it.
    pub shown: String,
    /// The draft's file: absolute.
    pub path: PathBuf,
    /// What it was checked against.
    pub workspace: Workspace,
    /// What was found out.
    pub checked: Checked,
    /// From bytes of the draft's text to bytes of its file.
    pub offsets: OffsetMap,
}

/// One run of `verbatim check`: all that a format may report.
#[derive(Debug)]
pub struct Run {
    /// The folder that paths are shown relative to.
    pub base: PathBuf,
    /// The drafts, in the order in which they are reported.
    pub drafts: Vec<DraftReport>,
    /// What is not told because it was there before, or was accepted.
    pub untold: Untold,
}

/// How many findings are not told, and why.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Untold {
    /// Those that the baseline holds.
    pub in_baseline: usize,
    /// Those that somebody signed off.
    pub accepted: usize,
}

/// What a run has to say of one draft, whether it was found out now or earlier.
#[derive(Debug)]
pub struct DraftReport {
    /// The draft's path as people are shown it.
    pub shown: String,
    /// The draft's file: absolute.
    pub path: PathBuf,
    /// What it was checked against.
    pub workspace: Workspace,
    /// The draft's text.
    pub text: String,
    /// Where lines begin in the text.
    pub lines: LineIndex,
    /// From bytes of the draft's text to bytes of its file.
    pub offsets: OffsetMap,
    /// The findings and the counts.
    pub outcome: Outcome,
    /// All that was found out, for programs; `None` where nobody asked.
    pub details: Option<model::Draft>,
}

impl DraftReport {
    /// What there is to say of `draft`, with its details where `is_detailed`. Paths are shown as seen from `base`.
    #[must_use]
    pub fn of(draft: &CheckedDraft, base: &Path, is_detailed: bool) -> Self {
        let fingerprints = fingerprint::fingerprints(draft);
        Self {
            shown: draft.shown.clone(),
            path: draft.path.clone(),
            workspace: draft.workspace.clone(),
            text: draft.checked.draft.text.clone(),
            lines: draft.checked.draft.lines.clone(),
            offsets: draft.offsets.clone(),
            outcome: Outcome::of(&draft.checked, &fingerprints),
            details: is_detailed.then(|| details::of(draft, base, &fingerprints)),
        }
    }

    /// Drops the findings with these fingerprints. Returns those that were there.
    pub fn silence(&mut self, fingerprints: &BTreeSet<Fingerprint>) -> BTreeSet<Fingerprint> {
        let found = self.outcome.findings().map(|told| &told.fingerprint).filter(|known| fingerprints.contains(known));
        let found: BTreeSet<Fingerprint> = found.cloned().collect();
        if !found.is_empty() {
            self.outcome.drop_findings(|fingerprint| found.contains(fingerprint));
            if let Some(details) = &mut self.details {
                details.drop_findings(|fingerprint| found.contains(fingerprint));
            }
        }
        found
    }

    /// The source with this id, and its path as people are shown it from `base`.
    fn source(&self, id: SourceId, base: &Path) -> Option<(Arc<Source>, String)> {
        source(&self.workspace, id, base)
    }
}

/// The words of a quotation of `checked` as they read, without markup; a blank line between paragraphs.
#[must_use]
pub fn quotation_text(checked: &Checked, quotation: &CheckedQuotation) -> String {
    let draft = &checked.draft;
    let parts = draft.reading.quotations.get(quotation.index).map(|q| q.parts.as_slice()).unwrap_or_default();
    parts.iter().map(|part| reading_text(&draft.prose, *part)).collect::<Vec<_>>().join("\n\n")
}

fn source(workspace: &Workspace, id: SourceId, base: &Path) -> Option<(Arc<Source>, String)> {
    let source = workspace.archive.source(id)?;
    let path = paths::shown(&source.card.path, base);
    Some((source, path))
}

impl Run {
    /// The gravest severity of all findings; `None` when there is no finding.
    #[must_use]
    pub fn gravest(&self) -> Option<Severity> {
        self.drafts.iter().flat_map(|draft| draft.outcome.findings()).map(|told| told.finding.severity).max()
    }

    /// Counts verdicts and findings over all drafts.
    #[must_use]
    pub fn summary(&self) -> Summary {
        self.drafts.iter().map(|draft| draft.outcome.summary()).fold(Summary::default(), Summary::plus)
    }

    /// The run as the contract has it: the drafts with details.
    #[must_use]
    pub fn report(&self) -> model::Report<'_> {
        model::Report {
            version: model::VERSION,
            drafts: self.drafts.iter().filter_map(|draft| draft.details.as_ref()).collect(),
            summary: self.summary(),
        }
    }
}
