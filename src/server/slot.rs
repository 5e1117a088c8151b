//! An opened workspace that follows its files on disk.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Weak};
use std::time::Duration;

use tokio::sync::{Notify, oneshot, watch};
use tokio::task::spawn_blocking;

use super::opened::Opened;
use super::progress::{self, Gauge};
use super::session::{Loudness, Session};
use crate::archive::Progress;
use crate::config;
use crate::workspace::{OpenError, Watcher, Workspace};

/// Writers of files truncate first and write then, and save several at once: this is how long a
/// change rests before the files are read.
const SETTLE: Duration = Duration::from_millis(40);

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
    pub(super) folder: PathBuf,
    state: watch::Sender<State>,
    stale: Notify,
}

impl Slot {
    /// Reads the workspace of `folder` and keeps reading it again whenever it was marked stale. Returns
    /// when drafts can be checked, though sources may still be missing.
    pub(super) async fn open(session: &Arc<Session>, folder: &Path) -> Arc<Self> {
        let slot = Arc::new(Self {
            folder: folder.to_path_buf(),
            state: watch::Sender::new(State::default()),
            stale: Notify::new(),
        });
        let mut state = slot.subscribe();
        let (has_read, all_read) = oneshot::channel();
        let (keeper, session) = (Arc::clone(&slot), Arc::clone(session));
        tokio::spawn(async move {
            keeper.read(&session).await;
            // Whoever opens the slot may have seen enough already.
            let _ = has_read.send(());
            loop {
                keeper.stale.notified().await;
                tokio::time::sleep(SETTLE).await;
                keeper.read(&session).await;
            }
        });
        tokio::select! {
            _ = state.wait_for(|state| state.opened.is_some()) => {}
            _ = all_read => {}
        }
        slot
    }

    /// The workspace as it is now, if it could be read.
    pub(super) fn opened(&self) -> Option<Arc<Opened>> {
        self.state.borrow().opened.clone()
    }

    /// Sees every state from now on.
    pub(super) fn subscribe(&self) -> watch::Receiver<State> {
        self.state.subscribe()
    }

    /// Whether this is the workspace of drafts in `folder`.
    pub(super) fn serves(&self, folder: &Path) -> bool {
        let opened = self.state.borrow().opened.clone();
        self.folder == folder || opened.is_some_and(|opened| opened.workspace.serves(folder))
    }

    /// Has the files read once more, soon: what changed before they were watched went unseen.
    pub(super) fn read_again(&self) {
        self.stale.notify_one();
    }

    /// Notes that the file or folder at `path` changed on disk, if that matters here.
    pub(super) fn note_change(&self, path: &Path) {
        let opened = self.state.borrow().opened.clone();
        let opened = opened.as_deref();
        let is_above = |inner: &Path| path.parent().is_some_and(|parent| inner.starts_with(parent));
        let decides = path.file_name().is_some_and(|name| name == config::FILE_NAME || name == "sources");
        let found_there = opened.is_some_and(|opened| is_above(&opened.workspace.root));
        // A folder that holds a place of sources came, went or was renamed.
        let holds = |opened: &Opened| opened.workspace.source_places().iter().any(|place| place.starts_with(path));
        let lists = |opened: &Opened| opened.workspace.bibliographies().any(|own| own == path);
        let is_part = opened.is_some_and(|opened| opened.is_source(path) || holds(opened) || lists(opened));
        if (decides && (found_there || is_above(&self.folder))) || is_part {
            self.stale.notify_one();
        }
    }

    async fn read(self: &Arc<Self>, session: &Arc<Session>) {
        let before = self.state.borrow().opened.clone();
        let folder = self.folder.clone();
        let gauge = Gauge::new();
        let following = Following { slot: Arc::clone(self), session: Arc::downgrade(session), gauge: gauge.clone() };
        let job = spawn_blocking(move || match before {
            Some(opened) => opened.workspace.refreshed_watched(&following),
            None => Workspace::open_watched(&folder, None, &following),
        });
        let outcome = progress::measured(session, "Reading the sources", &gauge, job).await;
        if session.is_shut_down() {
            return;
        }
        match outcome {
            Ok(Ok(workspace)) => {
                let State { opened: before, problem } = self.state.borrow().clone();
                let same = |opened: &Opened| Arc::ptr_eq(&opened.workspace.archive, &workspace.archive);
                // Saving a file without changing it is no reason to check every draft again.
                let same = before.filter(|opened| same(opened) && opened.workspace.config == workspace.config);
                let is_new = same.is_none();
                let opened = same.unwrap_or_else(|| Arc::new(Opened::new(workspace)));
                tracing::debug!(is_new, sources = opened.workspace.archive.sources().len(), "read the sources");
                if is_new {
                    opened.workspace.notices.iter().for_each(|notice| tracing::warn!("{notice}"));
                }
                if is_new || problem.is_some() {
                    self.state.send_replace(State { opened: Some(Arc::clone(&opened)), problem: None });
                }
                session.watch(self, &opened);
                if let Some(problem) = problem {
                    session.withdraw_problem(&problem).await;
                }
            }
            Ok(Err(problem)) => {
                let problem = Arc::new(problem);
                let before = self.state.borrow().problem.clone();
                self.state.send_modify(|state| state.problem = Some(Arc::clone(&problem)));
                if let Some(before) = before.as_ref().filter(|before| before.path != problem.path) {
                    session.withdraw_problem(before).await;
                }
                let is_new = before.is_none_or(|before| before.message != problem.message) && !gauge.is_stopped();
                session.report_problem(&problem, if is_new { Loudness::Aloud } else { Loudness::Marked }).await;
            }
            Err(failure) => session.report_breakdown(&failure),
        }
    }
}

/// Follows the reading of a workspace.
struct Following {
    slot: Arc<Slot>,
    session: Weak<Session>,
    gauge: Gauge,
}

impl Watcher for Following {
    /// Stops when nobody is there any more, or when the writer wants it.
    fn progress(&self, progress: Progress) -> ControlFlow<()> {
        let goes_on = self.gauge.move_to(progress.done, progress.total);
        match self.session.upgrade() {
            Some(session) if goes_on && !session.is_shut_down() => ControlFlow::Continue(()),
            _ => ControlFlow::Break(()),
        }
    }

    /// Has drafts checked against what was read by now, unless all was read before.
    fn interim(&self, workspace: Workspace) {
        let before = self.slot.state.borrow().opened.clone();
        if before.is_none_or(|before| before.workspace.archive.is_partial()) {
            self.slot.state.send_replace(State { opened: Some(Arc::new(Opened::new(workspace))), problem: None });
        }
    }
}
