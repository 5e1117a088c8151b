//! All drafts of the workspace folders, open or not, checked when somebody asks for it.
//!
//! What an editor has open has a worker of its own; a survey is about the rest. Its findings stay
//! until the next one, and those about a draft that is opened give way to the worker's.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use ropey::Rope;
use tokio::sync::watch;
use tokio::task::spawn_blocking;
use tower_lsp::ls_types::{Diagnostic, Uri};

use super::analysis::Analysis;
use super::opened::Opened;
use super::quoting::{self, Use};
use super::requests::{diagnostic, settled};
use super::session::Session;
use crate::report::Summary;
use crate::workspace::{Checked, Memo, read};

/// What was found in the drafts that nobody had open.
#[derive(Debug, Default)]
pub(super) struct Findings {
    /// By draft.
    pub(super) of: BTreeMap<Uri, Arc<[Diagnostic]>>,
    /// The quotations in them, with the passages they rest on.
    pub(super) uses: Vec<Use>,
}

/// The last survey of a session.
#[derive(Debug, Default)]
pub(super) struct Survey {
    findings: watch::Sender<Arc<Findings>>,
    /// Whether there was a survey and no file has changed since.
    is_fresh: AtomicBool,
    /// Held while a survey is under way, so that there is one at a time.
    turn: tokio::sync::Mutex<()>,
}

/// What a survey came to.
#[derive(Debug, Default)]
pub(super) struct Outcome {
    /// How many drafts were checked.
    pub(super) drafts: usize,
    /// Verdicts and findings in all of them.
    pub(super) summary: Summary,
    /// What could not be read, as sentences.
    pub(super) problems: Vec<String>,
}

impl Survey {
    /// Sees the findings of every survey from now on.
    pub(super) fn subscribe(&self) -> watch::Receiver<Arc<Findings>> {
        self.findings.subscribe()
    }

    /// The findings of the last survey.
    pub(super) fn findings(&self) -> Arc<Findings> {
        self.findings.borrow().clone()
    }

    /// Notes that a file has changed.
    pub(super) fn note_change(&self) {
        self.is_fresh.store(false, Ordering::Release);
    }

    /// As [`Self::run`], unless nothing has changed since the last time.
    pub(super) async fn refresh(&self, session: &Arc<Session>, folders: Vec<PathBuf>) {
        if !self.is_fresh.load(Ordering::Acquire) {
            self.run(session, folders).await;
        }
    }

    /// Checks all drafts of `folders`; those that are open as they are in the editor.
    pub(super) async fn run(&self, session: &Arc<Session>, folders: Vec<PathBuf>) -> Outcome {
        let _turn = self.turn.lock().await;
        self.is_fresh.store(true, Ordering::Release);
        let mut drafts = BTreeMap::new();
        let mut outcome = Outcome::default();
        for folder in folders {
            drafts_below(session, &folder, &mut drafts, &mut outcome.problems).await;
        }
        let mut checked = Vec::new();
        let mut findings = BTreeMap::new();
        for (path, opened) in drafts {
            let Some(uri) = Uri::from_file_path(&path) else { continue };
            let open = match session.documents().get(&uri) {
                Some(document) => settled(document).await.last,
                None => None,
            };
            if let Some(analysis) = open {
                checked.push(analysis);
                continue;
            }
            match check(session, path, uri.clone(), opened).await {
                Ok((analysis, diagnostics)) => {
                    checked.push(analysis);
                    findings.insert(uri, diagnostics);
                }
                Err(problem) => outcome.problems.push(problem),
            }
        }
        outcome.drafts = checked.len();
        outcome.summary = Summary::of(checked.iter().map(|analysis| &analysis.checked as &Checked));
        let unopened = checked.iter().filter(|analysis| findings.contains_key(&analysis.uri));
        let encoding = session.capabilities().encoding;
        let uses = unopened.flat_map(|analysis| quoting::uses(analysis, encoding)).collect();
        self.tell(session, Findings { of: findings, uses }).await;
        outcome
    }

    async fn tell(&self, session: &Arc<Session>, findings: Findings) {
        let before = self.findings.borrow().clone();
        let gone = before.of.keys().filter(|uri| !findings.of.contains_key(*uri));
        for uri in gone {
            session.publish_unopened(uri, Arc::default()).await;
        }
        for (uri, diagnostics) in &findings.of {
            session.publish_unopened(uri, Arc::clone(diagnostics)).await;
        }
        self.findings.send_replace(Arc::new(findings));
    }
}

/// Adds the drafts below `folder`, each with its workspace. Where a folder inside has a configuration or
/// sources of its own, those say what is a draft there.
async fn drafts_below(
    session: &Arc<Session>,
    folder: &Path,
    drafts: &mut BTreeMap<PathBuf, Arc<Opened>>,
    problems: &mut Vec<String>,
) {
    let Some(opened) = whole(session, folder).await else {
        problems.push(format!("{} could not be opened", folder.display()));
        return;
    };
    let found = drafts_of(&opened, folder).await;
    problems.extend(found.1);
    let mut inner: BTreeMap<PathBuf, BTreeSet<PathBuf>> = BTreeMap::new();
    for path in found.0 {
        let Some(own) = whole(session, path.parent().unwrap_or(folder)).await else { continue };
        let root = own.workspace.root.clone();
        if root != opened.workspace.root {
            if !inner.contains_key(&root) {
                let own_drafts = drafts_of(&own, &root).await.0;
                inner.insert(root.clone(), own_drafts.into_iter().collect());
            }
            if !inner.get(&root).is_some_and(|files| files.contains(&path)) {
                continue;
            }
        }
        if own.idle_because().is_none() && !own.is_source(&path) {
            drafts.insert(path, own);
        }
    }
}

/// The workspace of `folder` when all its sources are read.
async fn whole(session: &Arc<Session>, folder: &Path) -> Option<Arc<Opened>> {
    let slot = session.workspaces.slot(session, folder).await;
    let mut states = slot.subscribe();
    let settled = states.wait_for(|state| match &state.opened {
        Some(opened) => !opened.workspace.archive.is_partial() || state.problem.is_some(),
        None => state.problem.is_some(),
    });
    settled.await.ok()?.opened.clone()
}

/// The drafts below `folder`, and what could not be walked.
async fn drafts_of(opened: &Arc<Opened>, folder: &Path) -> (Vec<PathBuf>, Vec<String>) {
    let (opened, folder) = (Arc::clone(opened), folder.to_path_buf());
    let found = spawn_blocking(move || opened.workspace.drafts(&[folder])).await.unwrap_or_default();
    let skipped = found.skipped.into_iter().map(|skipped| format!("{} {}", skipped.shown, skipped.reason));
    (found.files, skipped.collect())
}

async fn check(
    session: &Arc<Session>,
    path: PathBuf,
    uri: Uri,
    opened: Arc<Opened>,
) -> Result<(Arc<Analysis>, Arc<[Diagnostic]>), String> {
    let capabilities = session.capabilities();
    let job = spawn_blocking(move || {
        let text = read::draft(&path).map_err(|reason| format!("{} {reason}", path.display()))?.text;
        let checked = opened.workspace.check(&path, &text, &mut Memo::default());
        let analysis = Analysis { uri, version: 0, text: Rope::from_str(&text), checked, opened };
        let diagnostics = diagnostic::to_protocol(&analysis, capabilities);
        Ok((Arc::new(analysis), diagnostics.into()))
    });
    job.await.unwrap_or_else(|failure| {
        session.report_breakdown(&failure);
        Err("a draft could not be checked because of a bug; the log says more".to_owned())
    })
}
