//! What a session knows: the client, its open texts, its folders, its workspaces.
//!
//! Whatever comes in over the wire changes this state at once, in the order of the wire, and
//! never waits; all waiting is done by tasks that got a snapshot.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::Duration;

use ropey::Rope;
use tokio::sync::{Notify, watch};
use tokio::task::JoinError;
use tokio::time::timeout;
use tower_lsp::Client;
use tower_lsp::ls_types::{
    ConfigurationItem, Diagnostic, DidChangeTextDocumentParams, InitializeParams, MessageType, TextDocumentItem, Uri,
    WorkspaceFoldersChangeEvent,
};

use super::analysis::{Outcome, Worker};
use super::capabilities::ResolvedClientCapabilities;
use super::documents::{Document, Documents};
use super::opened::Opened;
use super::outgoing::Mouth;
use super::progress;
use super::requests::diagnostic;
use super::settings::{SECTION, Settings};
use super::slot::Slot;
use super::survey::{self, Survey};
use super::uris;
use super::watcher::Watcher;
use super::workspaces::Workspaces;
use crate::workspace::OpenError;

/// How long a client may take to answer a question of ours.
pub(super) const PATIENCE: Duration = Duration::from_secs(5);

/// How a problem is said.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Loudness {
    /// By a message on the screen too.
    Aloud,
    /// Only by a mark at its place.
    Marked,
}

/// One client's session.
#[derive(Debug)]
pub(super) struct Session {
    /// The client.
    pub(super) client: Client,
    /// Where diagnostics go.
    mouth: Mouth,
    /// The workspaces.
    pub(super) workspaces: Workspaces,
    /// What is known of drafts that are not open.
    pub(super) survey: Survey,
    capabilities: OnceLock<ResolvedClientCapabilities>,
    settings: Mutex<Settings>,
    state: Mutex<State>,
    watcher: OnceLock<Watcher>,
    /// Held while diagnostics are sent, so that those of a closed document cannot overtake.
    publishing: tokio::sync::Mutex<()>,
    refresh: Notify,
    shut_down: AtomicBool,
    broke_down: AtomicBool,
}

#[derive(Debug, Default)]
struct State {
    documents: Documents,
    workers: HashMap<Uri, Worker>,
    folders: Vec<PathBuf>,
    revision: u64,
}

impl State {
    fn next_revision(&mut self) -> u64 {
        self.revision += 1;
        self.revision
    }
}

impl Session {
    /// A session with `client`, of which nothing is known yet.
    pub(super) fn new(client: Client, mouth: Mouth) -> Self {
        Self {
            client,
            mouth,
            workspaces: Workspaces::default(),
            survey: Survey::default(),
            capabilities: OnceLock::new(),
            settings: Mutex::default(),
            state: Mutex::default(),
            watcher: OnceLock::new(),
            publishing: tokio::sync::Mutex::default(),
            refresh: Notify::new(),
            shut_down: AtomicBool::new(false),
            broke_down: AtomicBool::new(false),
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What the client can do.
    pub(super) fn capabilities(&self) -> ResolvedClientCapabilities {
        self.capabilities.get().copied().unwrap_or_default()
    }

    /// Takes in what the client says of itself.
    pub(super) fn initialize(&self, params: &InitializeParams) -> ResolvedClientCapabilities {
        let folders = params.workspace_folders.iter().flatten().map(|folder| &folder.uri);
        #[expect(deprecated, reason = "older clients name their one folder this way only")]
        let root = params.root_uri.as_ref();
        let mut paths: Vec<_> = folders.filter_map(uris::to_path).collect();
        if paths.is_empty() {
            paths.extend(root.and_then(uris::to_path));
        }
        self.state().folders = paths;
        if let Some(settings) = params.initialization_options.as_ref().and_then(Settings::read) {
            self.set(settings);
        }
        *self.capabilities.get_or_init(|| ResolvedClientCapabilities::resolve(&params.capabilities))
    }

    /// How the writer wants things shown.
    pub(super) fn settings(&self) -> Settings {
        *self.settings.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes in how the writer wants things shown, and has what is shown asked for again.
    pub(super) fn set(&self, settings: Settings) {
        let before = std::mem::replace(&mut *self.settings.lock().unwrap_or_else(PoisonError::into_inner), settings);
        if before != settings {
            self.ask_for_refresh();
        }
    }

    /// Asks a client that can be asked for the settings; a task of its own.
    pub(super) fn fetch_settings(self: &Arc<Self>) {
        if !self.capabilities().configuration {
            return;
        }
        let session = Arc::clone(self);
        tokio::spawn(async move {
            let item = ConfigurationItem { scope_uri: None, section: Some(SECTION.to_owned()) };
            match timeout(PATIENCE, session.client.configuration(vec![item])).await {
                Ok(Ok(sent)) => sent.first().and_then(Settings::read).into_iter().for_each(|s| session.set(s)),
                Ok(Err(error)) => tracing::warn!(%error, "the client refused to tell its settings"),
                Err(_) => tracing::warn!("the client does not answer a request for its settings"),
            }
        });
    }

    /// Notes that the client asked to shut down.
    pub(super) fn shut_down(&self) {
        self.shut_down.store(true, Ordering::Release);
    }

    /// Whether the client asked to shut down: then the end of the session is a good one.
    pub(super) fn is_shut_down(&self) -> bool {
        self.shut_down.load(Ordering::Acquire)
    }

    /// Adds and removes workspace folders.
    pub(super) fn change_folders(&self, event: &WorkspaceFoldersChangeEvent) {
        let removed: Vec<_> = event.removed.iter().filter_map(|folder| uris::to_path(&folder.uri)).collect();
        let added = event.added.iter().filter_map(|folder| uris::to_path(&folder.uri));
        let mut state = self.state();
        state.folders.retain(|folder| !removed.contains(folder));
        state.folders.extend(added);
    }

    /// The texts as they are now.
    pub(super) fn documents(&self) -> Documents {
        self.state().documents.clone()
    }

    /// Takes in a text that was opened.
    pub(super) fn open(self: &Arc<Self>, item: TextDocumentItem) {
        let (sender, outcome) = watch::channel(Outcome::default());
        let mut state = self.state();
        let revision = state.next_revision();
        let document = Arc::new(Document {
            uri: item.uri,
            version: item.version,
            opened: revision,
            revision,
            text: Rope::from_str(&item.text),
            outcome,
        });
        state.documents.insert(Arc::clone(&document));
        if uris::may_be_draft(&document.uri, &item.language_id) {
            drop(state);
            let worker = Worker::start(self, Arc::clone(&document), sender);
            self.state().workers.insert(document.uri.clone(), worker);
        }
    }

    /// Takes in an edit.
    pub(super) fn change(&self, params: DidChangeTextDocumentParams) {
        let encoding = self.capabilities().encoding;
        let mut state = self.state();
        let Some(before) = state.documents.get(&params.text_document.uri).cloned() else {
            tracing::warn!(uri = params.text_document.uri.as_str(), "an edit of a document that is not open");
            return;
        };
        let revision = state.next_revision();
        let version = params.text_document.version;
        let document = Arc::new(before.edited(version, revision, params.content_changes, encoding));
        state.documents.insert(Arc::clone(&document));
        if let Some(worker) = state.workers.get(&document.uri) {
            worker.update(document);
        }
    }

    /// Forgets a text that was closed.
    pub(super) fn close(&self, uri: &Uri) {
        let mut state = self.state();
        state.documents.remove(uri);
        state.workers.remove(uri);
    }

    /// Where the document called `uri` is on disk. One that is nowhere (not saved yet, or not a
    /// file) is taken to lie in the first workspace folder.
    pub(super) fn place_of(&self, uri: &Uri) -> PathBuf {
        uris::to_path(uri).unwrap_or_else(|| {
            let folder = self.state().folders.first().cloned();
            let folder = folder.or_else(|| std::env::current_dir().ok()).unwrap_or_default();
            folder.join(uris::last_segment(uri))
        })
    }

    async fn say(&self, uri: &Uri, diagnostics: &[Diagnostic]) {
        match serde_json::to_vec(diagnostics) {
            Ok(list) => self.mouth.publish(uri, &list, None).await,
            Err(error) => tracing::error!(%error, "a bug: these diagnostics cannot be written"),
        }
    }

    /// Sends the findings about `document`, a JSON list of diagnostics, unless the client asks for them itself, or
    /// closed the document in the meantime.
    pub(super) async fn publish(&self, document: &Document, list: &[u8]) {
        if self.capabilities().pull_diagnostics {
            return;
        }
        let _turn = self.publishing.lock().await;
        if self.documents().get(&document.uri).is_some_and(|current| current.opened == document.opened) {
            self.mouth.publish(&document.uri, list, Some(document.version)).await;
        }
    }

    /// Takes the findings about a closed document back.
    pub(super) async fn take_back(&self, uri: &Uri) {
        if self.capabilities().pull_diagnostics {
            return;
        }
        let _turn = self.publishing.lock().await;
        if self.documents().get(uri).is_none() {
            self.say(uri, &[]).await;
        }
    }

    /// Sends the findings about the draft `uri`, unless it is open or the client asks for them itself.
    pub(super) async fn publish_unopened(&self, uri: &Uri, diagnostics: Arc<[Diagnostic]>) {
        if self.capabilities().pull_diagnostics {
            return;
        }
        let _turn = self.publishing.lock().await;
        if self.documents().get(uri).is_none() {
            self.say(uri, &diagnostics).await;
        }
    }

    /// Checks all drafts of the workspace folders; where there is none, of the folders of open drafts.
    pub(super) async fn check_workspace(self: &Arc<Self>) -> survey::Outcome {
        let folders = self.folders();
        progress::while_working(self, "Checking all drafts", self.survey.run(self, folders)).await
    }

    /// Returns when it is known what all drafts of the workspace quote.
    pub(super) async fn surveyed(self: &Arc<Self>) {
        let folders = self.folders();
        progress::while_working(self, "Looking through all drafts", self.survey.refresh(self, folders)).await;
    }

    /// The workspace folders; where there is none, the folders of open drafts.
    fn folders(&self) -> Vec<PathBuf> {
        let (mut folders, open) = {
            let state = self.state();
            (state.folders.clone(), state.workers.keys().cloned().collect::<Vec<_>>())
        };
        if folders.is_empty() {
            folders.extend(open.iter().filter_map(|uri| Some(uris::to_path(uri)?.parent()?.to_path_buf())));
        }
        folders
    }

    /// Has the client ask again for what it shows, as far as it asks; several wishes at once are one.
    pub(super) fn ask_for_refresh(&self) {
        self.refresh.notify_one();
    }

    /// Passes on what [`Self::ask_for_refresh`] was told; runs as long as the session.
    pub(super) async fn serve_refreshes(&self) {
        let capabilities = self.capabilities();
        let client = &self.client;
        loop {
            self.refresh.notified().await;
            if capabilities.pull_diagnostics && capabilities.refresh_diagnostics {
                refreshed("diagnostics", client.workspace_diagnostic_refresh()).await;
            }
            if capabilities.refresh_code_lens {
                refreshed("code lenses", client.code_lens_refresh()).await;
            }
            if capabilities.refresh_inlay_hints {
                refreshed("inlay hints", client.inlay_hint_refresh()).await;
            }
            if capabilities.refresh_semantic_tokens {
                refreshed("semantic tokens", client.semantic_tokens_refresh()).await;
            }
        }
    }

    /// Notes that files changed on disk.
    pub(super) fn note_file_changes(&self, paths: &[PathBuf]) {
        self.survey.note_change();
        self.workspaces.note_changes(paths.iter().map(PathBuf::as_path));
    }

    /// Follows the files of the workspace in `slot`, with our own means or the client's.
    pub(super) fn watch(self: &Arc<Self>, slot: &Arc<Slot>, opened: &Opened) {
        self.watcher.get_or_init(|| Watcher::new(self)).follow(self, slot, opened);
    }

    /// What watches the files of the workspaces, once there is one.
    pub(super) fn watcher(&self) -> Option<&Watcher> {
        self.watcher.get()
    }

    /// Says that a workspace cannot be opened as it is: in its configuration, where the fault
    /// has a place, and aloud.
    pub(super) async fn report_problem(&self, problem: &OpenError, loudness: Loudness) {
        tracing::error!(path = %problem.path.display(), "{}", problem.message);
        if let Some((uri, diagnostic)) = diagnostic::of_problem(problem, self.capabilities()) {
            self.say(&uri, &[diagnostic]).await;
        }
        if loudness == Loudness::Aloud {
            self.client.show_message(MessageType::ERROR, format!("Verbatim: {problem}")).await;
        }
    }

    /// Takes back what [`Self::report_problem`] said.
    pub(super) async fn withdraw_problem(&self, problem: &OpenError) {
        if let Some(uri) = Uri::from_file_path(&problem.path) {
            self.say(&uri, &[]).await;
        }
    }

    /// Logs that a task broke down, and tells the writer so the first time.
    pub(super) fn report_breakdown(&self, failure: &JoinError) {
        if failure.is_cancelled() {
            return;
        }
        tracing::error!(%failure, "a bug: this task broke down");
        if !self.broke_down.swap(true, Ordering::AcqRel) {
            let client = self.client.clone();
            tokio::spawn(async move {
                let message = "Verbatim ran into a bug while it checked a draft, and goes on without that check. \
                               Its log says more.";
                client.show_message(MessageType::ERROR, message).await;
            });
        }
    }
}

/// Waits for the client's answer to a request to refresh `what`.
async fn refreshed(what: &str, answer: impl Future<Output = tower_lsp::jsonrpc::Result<()>>) {
    match timeout(PATIENCE, answer).await {
        Ok(Ok(())) => {}
        Ok(Err(error)) => tracing::warn!(%error, "the client refused to refresh its {what}"),
        Err(_) => tracing::warn!("the client does not answer a request to refresh its {what}"),
    }
}
