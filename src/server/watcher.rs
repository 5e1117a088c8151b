//! Noticing that files change on disk.
//!
//! A client that can watch files is asked to: it knows better than we do what may be watched.
//! Where it cannot, or cannot watch there, the operating system is asked.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError, Weak};

use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher as _};
use serde_json::{Value, json};
use tokio::task::spawn_blocking;
use tokio::time::timeout;
use tower_lsp::ls_types::{
    DidChangeWatchedFilesRegistrationOptions, FileSystemWatcher, GlobPattern, OneOf, Registration, RelativePattern, Uri,
};

use super::opened::Opened;
use super::session::{PATIENCE, Session};
use super::settings::SECTION;
use super::slot::Slot;
use crate::config;

static REGISTRATIONS: AtomicU32 = AtomicU32::new(0);

/// What is watched.
#[derive(Debug)]
pub(super) struct Watcher {
    /// Our own means, made when they are needed first.
    own: Mutex<Option<RecommendedWatcher>>,
    /// The folders watched by now, by whomever.
    followed: Mutex<HashSet<PathBuf>>,
    session: Weak<Session>,
}

impl Watcher {
    /// Watches nothing yet.
    pub(super) fn new(session: &Arc<Session>) -> Self {
        Self { own: Mutex::default(), followed: Mutex::default(), session: Arc::downgrade(session) }
    }

    /// Asks a client that can to watch configuration files, wherever they appear.
    pub(super) fn ask_for_configuration(session: &Arc<Session>) {
        if session.capabilities().watched_files {
            watch(session, vec![GlobPattern::String(format!("**/{}", config::FILE_NAME))], None);
        }
    }

    /// Asks a client that can to say when the writer's settings change.
    pub(super) fn ask_for_settings(session: &Arc<Session>) {
        if session.capabilities().configuration_changes {
            let options = json!({"section": SECTION});
            register(session, "workspace/didChangeConfiguration", Some(options), None);
        }
    }

    /// Watches what `opened`, the workspace in `slot`, was read from, and the places where a file
    /// would change what is read.
    pub(super) fn follow(&self, session: &Arc<Session>, slot: &Arc<Slot>, opened: &Opened) {
        let root = &opened.workspace.root;
        let capabilities = session.capabilities();
        let client_can = capabilities.watched_files && capabilities.relative_patterns;
        let places = opened.workspace.source_places();
        let mut theirs = Vec::new();
        let mut ours = Vec::new();
        for place in places.iter().filter(|place| place.exists()) {
            if client_can { theirs.push(place.clone()) } else { ours.push((place.clone(), RecursiveMode::Recursive)) }
        }
        // What appears, or vanishes and comes back, shows in the folder around it.
        let inner = slot.folder.ancestors().take_while(|at| at.starts_with(root));
        let beside = places.iter().map(PathBuf::as_path).chain(opened.workspace.bibliographies());
        let around = inner.chain(beside.filter_map(Path::parent)).chain([root.as_path()]);
        ours.extend(around.map(|at| (at.to_path_buf(), RecursiveMode::NonRecursive)));
        theirs.retain(|place| self.is_first_time(place));
        ours.retain(|(place, _)| self.is_first_time(place));
        if !theirs.is_empty() {
            watch(session, theirs.iter().filter_map(|place| everything_in(place)).collect(), Some(Arc::clone(slot)));
        }
        if !ours.is_empty() {
            let (session, slot) = (Arc::clone(session), Arc::clone(slot));
            drop(spawn_blocking(move || {
                if let Some(watcher) = session.watcher() {
                    watcher.watch_ourselves(&ours);
                }
                slot.read_again();
            }));
        }
    }

    fn is_first_time(&self, path: &Path) -> bool {
        self.followed.lock().unwrap_or_else(PoisonError::into_inner).insert(path.to_path_buf())
    }

    fn watch_ourselves(&self, paths: &[(PathBuf, RecursiveMode)]) {
        let mut own = self.own.lock().unwrap_or_else(PoisonError::into_inner);
        if own.is_none() {
            let session = self.session.clone();
            let made = notify::recommended_watcher(move |event| {
                if let Some(session) = session.upgrade() {
                    took_place(&session, event);
                }
            });
            *own = made.inspect_err(|error| tracing::warn!(%error, "changes on disk will go unnoticed")).ok();
        }
        let Some(own) = own.as_mut() else { return };
        for (path, mode) in paths {
            if let Err(error) = own.watch(path, *mode) {
                tracing::warn!(path = %path.display(), %error, "changes here will go unnoticed");
            }
        }
    }

    /// Forgets that a folder is watched: it vanished, and must be watched anew when it is back.
    fn forget(&self, path: &Path) {
        self.followed.lock().unwrap_or_else(PoisonError::into_inner).retain(|folder| !folder.starts_with(path));
    }
}

fn took_place(session: &Session, event: notify::Result<Event>) {
    match event {
        // Reading a file is an event too; taking it for a change would have us read for ever.
        Ok(event) if event.kind.is_access() => {}
        Ok(event) => {
            if event.kind.is_remove() {
                let watcher = session.watcher();
                event.paths.iter().for_each(|path| watcher.iter().for_each(|w| w.forget(path)));
            }
            tracing::debug!(?event, "a change on disk");
            session.note_file_changes(&event.paths);
        }
        Err(error) => tracing::warn!(%error, "watching files"),
    }
}

/// All files below `folder`.
fn everything_in(folder: &Path) -> Option<GlobPattern> {
    let base_uri = OneOf::Right(Uri::from_file_path(folder)?);
    Some(GlobPattern::Relative(RelativePattern { base_uri, pattern: "**/*".to_owned() }))
}

/// Asks the client to watch, in a task of its own. What is in `slot` is read again then.
fn watch(session: &Arc<Session>, patterns: Vec<GlobPattern>, slot: Option<Arc<Slot>>) {
    let watchers = patterns.into_iter().map(|glob_pattern| FileSystemWatcher { glob_pattern, kind: None }).collect();
    let options = serde_json::to_value(DidChangeWatchedFilesRegistrationOptions { watchers }).ok();
    register(session, "workspace/didChangeWatchedFiles", options, slot);
}

/// Registers for `method`, in a task of its own. What is in `slot` is read again then.
fn register(session: &Arc<Session>, method: &'static str, options: Option<Value>, slot: Option<Arc<Slot>>) {
    let registration = Registration {
        id: format!("verbatim/{}", REGISTRATIONS.fetch_add(1, Ordering::Relaxed)),
        method: method.to_owned(),
        register_options: options,
    };
    let client = session.client.clone();
    tokio::spawn(async move {
        match timeout(PATIENCE, client.register_capability(vec![registration])).await {
            Ok(Ok(())) => slot.iter().for_each(|slot| slot.read_again()),
            Ok(Err(error)) => tracing::warn!(%error, method, "the client refused a registration"),
            Err(_) => tracing::warn!(method, "the client does not answer a request to register"),
        }
    });
}
