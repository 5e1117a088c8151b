//! An opened workspace that follows its files on disk.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use ropey::Rope;
use tokio::sync::{Notify, watch};
use tokio::task::spawn_blocking;

use super::session::Session;
use crate::archive::SourceId;
use crate::config;
use crate::workspace::{OpenError, Workspace};

/// Writers of files truncate first and write then, and save several at once: this is how long a
/// change rests before the files are read.
const SETTLE: Duration = Duration::from_millis(40);

static GENERATIONS: AtomicU64 = AtomicU64::new(0);

/// A workspace as it was read at one moment.
#[derive(Debug)]
pub(super) struct Opened {
    /// The workspace.
    pub(super) workspace: Workspace,
    /// Numbers the readings of the whole session: other sources, other number.
    pub(super) generation: u64,
    /// The files of the archive, those that could not be read included.
    files: HashSet<PathBuf>,
    /// The folders in which sources are.
    pub(super) source_folders: Vec<PathBuf>,
    /// Texts of sources, kept once they were needed to make positions.
    texts: Mutex<HashMap<SourceId, Rope>>,
}

impl Opened {
    /// Wraps a workspace that was just read.
    pub(super) fn new(workspace: Workspace) -> Self {
        let sources = workspace.archive.sources().map(|(_, source)| source.path.clone());
        let skipped = workspace.archive.skipped().iter().map(|skipped| skipped.path.clone());
        Self {
            files: sources.chain(skipped).collect(),
            source_folders: source_folders(&workspace),
            generation: GENERATIONS.fetch_add(1, Ordering::Relaxed),
            texts: Mutex::default(),
            workspace,
        }
    }

    /// Whether the file at `path` is one of the sources, or would be if it were saved.
    pub(super) fn is_source(&self, path: &Path) -> bool {
        self.files.contains(path) || self.source_folders.iter().any(|folder| path.starts_with(folder))
    }

    /// The text of a source, ready for positions.
    pub(super) fn text_of(&self, id: SourceId) -> Rope {
        let mut texts = self.texts.lock().unwrap_or_else(PoisonError::into_inner);
        let read = || self.workspace.archive.source(id).map(|source| Rope::from_str(&source.text));
        texts.entry(id).or_insert_with(|| read().unwrap_or_default()).clone()
    }
}

/// The folders that `workspace` takes sources from: those that the configuration names, else
/// the folder `sources` at its root.
fn source_folders(workspace: &Workspace) -> Vec<PathBuf> {
    let paths = &workspace.config.sources.paths;
    if paths.is_empty() {
        return vec![workspace.root.join("sources")];
    }
    paths.iter().map(|path| workspace.root.join(path)).collect()
}

/// What a slot holds.
#[derive(Clone, Debug, Default)]
pub(super) struct State {
    /// The last workspace that could be read.
    pub(super) opened: Option<Arc<Opened>>,
    /// Why the files as they are now cannot be read, if so.
    pub(super) problem: Option<Arc<OpenError>>,
}

/// A place for one workspace, whose content changes when its files do.
#[derive(Debug)]
pub(super) struct Slot {
    /// The folder of the draft for which it was opened first.
    folder: PathBuf,
    state: watch::Sender<State>,
    stale: Notify,
    /// Whether the configuration changed too, so that everything has to be found again.
    moved: AtomicBool,
}

impl Slot {
    /// Reads the workspace of `folder` and keeps reading it again whenever it was marked stale.
    pub(super) async fn open(session: &Arc<Session>, folder: &Path) -> Arc<Self> {
        let slot = Arc::new(Self {
            folder: folder.to_path_buf(),
            state: watch::Sender::new(State::default()),
            stale: Notify::new(),
            moved: AtomicBool::new(true),
        });
        slot.read(session).await;
        let (keeper, session) = (Arc::clone(&slot), Arc::clone(session));
        tokio::spawn(async move {
            loop {
                keeper.stale.notified().await;
                tokio::time::sleep(SETTLE).await;
                keeper.read(&session).await;
            }
        });
        slot
    }

    /// Sees every state from now on.
    pub(super) fn subscribe(&self) -> watch::Receiver<State> {
        self.state.subscribe()
    }

    /// Whether this is the workspace of drafts in `folder`: no configuration and no folder of
    /// sources lies nearer to them than the ones that were found.
    pub(super) fn serves(&self, folder: &Path) -> bool {
        if self.folder == folder {
            return true;
        }
        let state = self.state.borrow();
        let Some(opened) = &state.opened else { return false };
        let root = &opened.workspace.root;
        let marks = |at: &Path| at.join(config::FILE_NAME).exists() || at.join("sources").is_dir();
        folder.starts_with(root) && !folder.ancestors().take_while(|at| at != root).any(marks)
    }

    /// Notes that the file or folder at `path` changed on disk, if that matters here.
    pub(super) fn note_change(&self, path: &Path) {
        let state = self.state.borrow();
        let is_above = |inner: &Path| path.parent().is_some_and(|parent| inner.starts_with(parent));
        let decides = path.file_name().is_some_and(|name| name == config::FILE_NAME || name == "sources");
        if decides && (is_above(&self.folder) || state.opened.as_ref().is_some_and(|o| is_above(&o.workspace.root))) {
            self.moved.store(true, Ordering::Release);
            self.stale.notify_one();
        } else if state.opened.as_ref().is_some_and(|opened| opened.is_source(path)) {
            self.stale.notify_one();
        }
    }

    async fn read(&self, session: &Arc<Session>) {
        let before = self.state.borrow().opened.clone();
        let anew = self.moved.swap(false, Ordering::AcqRel) || before.is_none();
        let folder = self.folder.clone();
        let job = spawn_blocking(move || match before {
            Some(opened) if !anew => refreshed(&opened.workspace, &folder),
            _ => Workspace::open(&folder),
        });
        match job.await {
            Ok(Ok(workspace)) => {
                let opened = Arc::new(Opened::new(workspace));
                session.watch(&opened, &self.folder);
                let before = self.state.send_replace(State { opened: Some(opened), problem: None });
                if let Some(problem) = before.problem {
                    session.withdraw_problem(&problem).await;
                }
            }
            Ok(Err(problem)) => {
                let problem = Arc::new(problem);
                self.state.send_modify(|state| state.problem = Some(Arc::clone(&problem)));
                session.report_problem(&problem).await;
            }
            Err(failure) => session.report_breakdown(&failure),
        }
    }
}

/// Reads again what changed since `workspace` was read.
fn refreshed(workspace: &Workspace, folder: &Path) -> Result<Workspace, OpenError> {
    let _ = workspace;
    Workspace::open(folder)
}
