//! What became of the evidence since it was locked.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use super::record::file_of;
use super::{Lock, LockedQuotation, sha256};
use crate::archive::SourceId;
use crate::report::{CheckedDraft, Fingerprint, paths, quotation_text};
use crate::rules::edited_source::Edited;
use crate::rules::stale_evidence::Stale;
use crate::rules::{Finding, Related, Severity, edited_source, stale_evidence};
use crate::source::{Source, part_of};
use crate::text::{Span, reading_text};
use crate::verify::{self, Grade, Match};
use crate::workspace::Workspace;

/// The lock of a workspace, held against its sources as they are now.
#[derive(Debug)]
pub struct Comparison {
    lock: Lock,
    /// What is to be said of quotations, by the lock's index.
    changes: BTreeMap<usize, Change>,
}

/// What became of the evidence of one quotation.
#[derive(Debug)]
struct Change {
    news: News,
    related: Option<Related>,
}

#[derive(Debug)]
enum News {
    Stale(Stale),
    Edited(Edited),
}

/// How the quotations of a draft stand to the lock.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Locked {
    /// As they did when it was written, as far as it holds them.
    Unchanged,
    /// The evidence of some has changed.
    Changed,
}

impl Comparison {
    /// Holds `lock` against the sources of `workspace`.
    #[must_use]
    pub fn new(lock: Lock, workspace: &Workspace) -> Self {
        let now = Now::of(workspace);
        let changed: BTreeMap<&str, Standing> = lock
            .sources
            .iter()
            .map(|source| (source.path.as_str(), now.standing(&source.path, &source.sha256)))
            .collect();
        let change = |quotation: &LockedQuotation| {
            let standing = changed.get(file_of(&quotation.source)).unwrap_or(&Standing::Gone);
            now.change(quotation, standing, workspace)
        };
        let changes = lock.quotations.iter().enumerate().filter_map(|(at, quotation)| Some((at, change(quotation)?)));
        Self { changes: changes.collect(), lock }
    }

    /// Whether anything is to be said of the draft at `path`.
    #[must_use]
    pub fn of(&self, path: &Path, root: &Path) -> Locked {
        let path = paths::shown(path, root);
        let is_of = |at: &usize| self.lock.quotations.get(*at).is_some_and(|quotation| quotation.draft == path);
        if self.changes.keys().any(is_of) { Locked::Changed } else { Locked::Unchanged }
    }

    /// Adds to `draft` what became of its evidence.
    pub fn tell(&self, draft: &mut CheckedDraft) {
        let path = paths::shown(&draft.path, &draft.workspace.root);
        let texts: Vec<String> =
            draft.checked.quotations.iter().map(|quotation| quotation_text(&draft.checked, quotation)).collect();
        for (at, change) in &self.changes {
            let Some(locked) = self.lock.quotations.get(*at).filter(|locked| locked.draft == path) else { continue };
            for (quotation, _) in
                draft.checked.quotations.iter_mut().zip(&texts).filter(|(_, text)| **text == locked.text)
            {
                let mut finding = change.finding(quotation.inner);
                finding.severity = draft.workspace.config.severity(finding.code);
                if finding.severity > Severity::Off {
                    // The evidence comes before what is made of it.
                    Arc::make_mut(quotation).findings.insert(0, finding);
                }
            }
        }
    }

    /// Whether the lock holds words of the draft at `path`.
    #[must_use]
    pub fn holds(&self, path: &Path, root: &Path, text: &str) -> bool {
        let path = paths::shown(path, root);
        self.lock.quotations.iter().any(|quotation| quotation.draft == path && quotation.text == text)
    }

    /// The findings that were accepted.
    #[must_use]
    pub fn accepted(&self) -> BTreeSet<Fingerprint> {
        self.lock.accepted.iter().map(|accepted| accepted.fingerprint.clone()).collect()
    }
}

impl Change {
    fn finding(&self, quotation: Span) -> Finding {
        let finding = match &self.news {
            News::Stale(stale) => stale_evidence::check(quotation, stale),
            News::Edited(edited) => edited_source::check(quotation, edited),
        };
        finding.shown_by(self.related.clone())
    }
}

/// What became of a file.
enum Standing {
    /// It is what it was.
    Same,
    /// It has other bytes.
    Changed,
    /// Another file has its bytes now.
    Renamed(String),
    /// It is not among the sources, nor has another its bytes.
    Gone,
}

/// The sources as they are.
struct Now<'a> {
    /// By file and part.
    by_name: BTreeMap<String, SourceId>,
    files: BTreeMap<&'a str, &'a Path>,
    /// All files by their content, made when a file is missing.
    by_content: OnceCell<BTreeMap<String, &'a str>>,
}

impl<'a> Now<'a> {
    fn of(workspace: &'a Workspace) -> Self {
        let cards = || workspace.archive.sources();
        let by_name = cards().map(|(id, card)| (part_of(&card.shown, card.fragment.as_deref()), id)).collect();
        let files = cards().map(|(_, card)| (card.shown.as_str(), card.path.as_path())).collect();
        Self { by_name, files, by_content: OnceCell::new() }
    }

    fn standing(&self, path: &str, known: &str) -> Standing {
        match self.files.get(path).and_then(|file| digest(file)) {
            Some(now) if now == known => Standing::Same,
            Some(_) => Standing::Changed,
            None => {
                let by_content = self.by_content.get_or_init(|| {
                    self.files.iter().filter_map(|(shown, file)| Some((digest(file)?, *shown))).collect()
                });
                by_content.get(known).map_or(Standing::Gone, |shown| Standing::Renamed((*shown).to_owned()))
            }
        }
    }

    /// What became of the evidence of `locked`, whose file stands so; `None` where it is what it was.
    fn change(&self, locked: &LockedQuotation, standing: &Standing, workspace: &Workspace) -> Option<Change> {
        let source = locked.source.clone();
        let alone = |news| Some(Change { news, related: None });
        match standing {
            Standing::Same => None,
            Standing::Gone => alone(News::Stale(Stale::Removed { source })),
            Standing::Renamed(now) => alone(News::Edited(Edited::Renamed { source, now: now.clone() })),
            Standing::Changed => {
                let id = self.by_name.get(&locked.source);
                let Some((id, now)) = id.and_then(|id| Some((*id, workspace.archive.source(*id)?))) else {
                    return alone(News::Stale(Stale::Removed { source }));
                };
                let all = reading_text(&now.prose, Span::new(0, now.prose.len()));
                if all.contains(&locked.exact) {
                    return alone(News::Edited(Edited::Elsewhere { source }));
                }
                let Some(found) = nearest(&locked.exact, id, workspace) else {
                    return alone(News::Stale(Stale::Gone { source }));
                };
                let differences = differences(&found, &locked.exact, &now);
                let message = format!("{} as it is now", now.card.key);
                let related = Some(Related { source: id, span: found.span, message: message.into() });
                let news = if differences.is_empty() {
                    News::Edited(Edited::Elsewhere { source })
                } else {
                    News::Stale(Stale::Changed { source, differences })
                };
                Some(Change { news, related })
            }
        }
    }
}

fn digest(file: &Path) -> Option<String> {
    std::fs::read(file).ok().map(|bytes| sha256(&bytes))
}

/// The passage of the source that comes nearest to what was locked.
fn nearest(exact: &str, source: SourceId, workspace: &Workspace) -> Option<Match> {
    let wording = verify::wording(exact, &[Span::new(0, exact.len())]);
    let found = verify::matches(&wording, exact, &workspace.archive, &[source]);
    found.into_iter().find(|found| found.source == source)
}

/// What the source had, and what it has now, word by word.
fn differences(found: &Match, exact: &str, now: &Source) -> Vec<(String, String)> {
    let telling = found.alterations.iter().filter(|alteration| alteration.grade > Grade::Typography);
    telling.map(|a| (reading_text(exact, a.draft), reading_text(&now.prose, a.source))).collect()
}
