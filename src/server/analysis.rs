//! One worker for each open draft: it checks the latest text against the latest sources, and
//! says what it found.
//!
//! Texts and sources reach it through channels that keep the last value only. So a burst of keys
//! costs one check for the first and one for the last; nothing piles up, and nothing waits for a
//! pause in the typing either. What was found stays until something newer is known.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

use ropey::Rope;
use tokio::sync::watch;
use tokio::task::spawn_blocking;
use tower_lsp::ls_types::Uri;

use super::documents::Document;
use super::opened::Opened;
use super::session::Session;
use super::slot::State;
use super::telling::{NOTHING, Telling};
use crate::text::LONG;
use crate::workspace::{Checked, Memo};

/// A draft at one moment, checked.
#[derive(Debug)]
pub(super) struct Analysis {
    /// The draft.
    pub(super) uri: Uri,
    /// The client's version of the text that was checked.
    pub(super) version: i32,
    /// That text.
    pub(super) text: Rope,
    /// What was found.
    pub(super) checked: Checked,
    /// What it was checked against.
    pub(super) opened: Arc<Opened>,
}

/// What is known about a document so far.
#[derive(Clone, Debug, Default)]
pub(super) struct Outcome {
    /// The [`Document::revision`] of the last text that was looked at.
    pub(super) revision: u64,
    /// How that went.
    pub(super) stage: Stage,
    /// The last text that was checked.
    pub(super) last: Option<Arc<Analysis>>,
}

/// How far the checking of a document has come.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum Stage {
    /// The sources are still being read.
    #[default]
    Reading,
    /// It is checked: [`Outcome::last`] is about this text.
    Checked,
    /// It is one of the sources, no draft.
    Source,
    /// There is nothing to check it against, and why.
    Unopened(Arc<str>),
    /// The check broke down; [`Outcome::last`] is about an earlier text.
    Broken,
}

/// The sending end of a worker. Dropping it ends the worker, which takes its findings back.
#[derive(Debug)]
pub(super) struct Worker {
    texts: watch::Sender<Arc<Document>>,
}

impl Worker {
    /// Starts the worker of `document`, which reports through `outcome`.
    pub(super) fn start(session: &Arc<Session>, document: Arc<Document>, outcome: watch::Sender<Outcome>) -> Self {
        let checker = Checker {
            session: Arc::clone(session),
            place: session.place_of(&document.uri),
            outcome,
            memo: Memo::default(),
            telling: Telling::default(),
        };
        let (texts, inbox) = watch::channel(document);
        tokio::spawn(checker.run(inbox));
        Self { texts }
    }

    /// Hands over a newer text.
    pub(super) fn update(&self, document: Arc<Document>) {
        self.texts.send_replace(document);
    }
}

/// What is asked for makes the system's allocator join what is free.
const MUCH: usize = 64 << 10;

/// Has the allocator put in order what this thread's part of it was given back, which it does where somebody asks for
/// much: now, and not when the next edit comes.
fn tidy_up() {
    drop(std::hint::black_box(Vec::<u8>::with_capacity(MUCH)));
}

/// The receiving end.
struct Checker {
    session: Arc<Session>,
    /// Where the draft is, or would be if it were saved.
    place: PathBuf,
    outcome: watch::Sender<Outcome>,
    memo: Memo,
    telling: Telling,
}

impl Checker {
    async fn run(mut self, mut texts: watch::Receiver<Arc<Document>>) {
        let uri = texts.borrow().uri.clone();
        let folder = self.place.parent().unwrap_or(&self.place).to_path_buf();
        let mut has_answered = false;
        'sources: loop {
            let slot = self.session.workspaces.slot(&self.session, &folder).await;
            let mut states = slot.subscribe();
            let state = states.borrow_and_update().clone();
            let mut sources_changed = has_answered;
            loop {
                let document = Arc::clone(&texts.borrow_and_update());
                self.turn(&document, &state).await;
                if std::mem::take(&mut sources_changed) {
                    self.session.ask_for_refresh();
                }
                has_answered = true;
                tokio::select! {
                    changed = texts.changed() => if changed.is_err() { break 'sources },
                    _ = states.changed() => break,
                }
            }
        }
        self.session.take_back(&uri).await;
    }

    /// Checks `document` and says what was found.
    async fn turn(&mut self, document: &Arc<Document>, state: &State) {
        let before = self.outcome.borrow().last.clone();
        let mut list = Some(NOTHING.to_vec());
        let stage = match &state.opened {
            Some(opened) if opened.is_source(&self.place) => Stage::Source,
            Some(opened) => match opened.idle_because() {
                Some(why) => Stage::Unopened(why.into()),
                None => {
                    list = self.check(document, opened).await;
                    if list.is_some() { Stage::Checked } else { Stage::Broken }
                }
            },
            None => {
                let message = state.problem.as_ref().map(|problem| problem.message.as_str());
                Stage::Unopened(message.unwrap_or_default().into())
            }
        };
        self.outcome.send_modify(|outcome| {
            outcome.revision = document.revision;
            if matches!(stage, Stage::Source | Stage::Unopened(_)) {
                outcome.last = None;
            }
            outcome.stage = stage;
        });
        if let Some(list) = list {
            self.session.publish(document, &list).await;
        }
        // Taking a long draft's analysis apart takes a while, and so does giving memory back: nobody has to wait.
        let archive = state.opened.as_ref().map(|opened| Arc::clone(&opened.workspace.archive));
        let is_long = document.text.len_bytes() >= LONG;
        drop(spawn_blocking(move || {
            drop(before);
            // It was checked by several threads, each of which gave something back.
            if is_long {
                rayon::spawn_broadcast(|_| tidy_up());
            }
            archive.iter().for_each(|archive| archive.rest());
        }));
    }

    /// Checks `document` and returns what there is to send about it; `None` where the check broke down.
    async fn check(&mut self, document: &Arc<Document>, opened: &Arc<Opened>) -> Option<Vec<u8>> {
        let (mut memo, mut telling) = (std::mem::take(&mut self.memo), std::mem::take(&mut self.telling));
        let (place, document, opened) = (self.place.clone(), Arc::clone(document), Arc::clone(opened));
        let capabilities = self.session.capabilities();
        let job = spawn_blocking(move || {
            let begun = Instant::now();
            let checked = opened.workspace.check(&place, &String::from(&document.text), &mut memo);
            let checked_in = begun.elapsed();
            let (uri, version, text) = (document.uri.clone(), document.version, document.text.clone());
            let analysis = Arc::new(Analysis { uri, version, text, checked, opened });
            // Who asks for findings is told when they ask.
            let asks = capabilities.pull_diagnostics;
            let list = if asks { NOTHING.to_vec() } else { telling.tell(&analysis, capabilities) };
            tracing::debug!(version, ?checked_in, in_all = ?begun.elapsed(), "checked");
            (analysis, list, memo, telling)
        });
        match job.await {
            Ok((analysis, list, memo, telling)) => {
                (self.memo, self.telling) = (memo, telling);
                self.outcome.send_modify(|outcome| outcome.last = Some(analysis));
                Some(list)
            }
            Err(failure) => {
                self.session.report_breakdown(&failure);
                None
            }
        }
    }
}
