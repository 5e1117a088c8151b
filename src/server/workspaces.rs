//! The workspaces of a session, each opened when the first draft of it is.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use super::opened::Opened;
use super::session::Session;
use super::slot::Slot;

/// All workspaces opened so far.
#[derive(Debug, Default)]
pub(super) struct Workspaces {
    slots: Mutex<Vec<Arc<Slot>>>,
    /// Held while a workspace is opened, so that two drafts of one workspace do not open it twice.
    opening: tokio::sync::Mutex<()>,
}

impl Workspaces {
    /// The workspace of drafts in `folder`, opened if it is not yet.
    pub(super) async fn slot(&self, session: &Arc<Session>, folder: &Path) -> Arc<Slot> {
        if let Some(slot) = self.serving(folder) {
            return slot;
        }
        let _turn = self.opening.lock().await;
        if let Some(slot) = self.serving(folder) {
            return slot;
        }
        tracing::info!(folder = %folder.display(), "reading the sources");
        let slot = Slot::open(session, folder).await;
        self.slots().push(Arc::clone(&slot));
        slot
    }

    /// The workspaces that could be read by now, as they are.
    pub(super) fn opened(&self) -> Vec<Arc<Opened>> {
        self.slots().iter().filter_map(|slot| slot.opened()).collect()
    }

    /// Notes that files changed on disk.
    pub(super) fn note_changes<'a>(&self, paths: impl Iterator<Item = &'a Path>) {
        let slots = self.slots().clone();
        for path in paths {
            slots.iter().for_each(|slot| slot.note_change(path));
        }
    }

    fn serving(&self, folder: &Path) -> Option<Arc<Slot>> {
        let slots = self.slots().clone();
        slots.into_iter().find(|slot| slot.serves(folder))
    }

    fn slots(&self) -> std::sync::MutexGuard<'_, Vec<Arc<Slot>>> {
        self.slots.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
