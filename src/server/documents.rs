//! The texts that are open in the editor.

use std::collections::HashMap;
use std::sync::Arc;

use ropey::Rope;
use tokio::sync::watch;
use tower_lsp::ls_types::{TextDocumentContentChangeEvent, Uri};

use super::analysis::Outcome;
use super::positions::Encoding;

/// One open text at one moment. Immutable: an edit makes a new one, so a clone is a snapshot.
#[derive(Clone, Debug)]
pub(super) struct Document {
    /// As the client names it.
    pub(super) uri: Uri,
    /// The client's version, to be named with whatever is said about this text.
    pub(super) version: i32,
    /// Which opening of this document it belongs to: closing and opening makes another.
    pub(super) opened: u64,
    /// Our own count of the changes of all texts: a later text has a higher one, whatever
    /// versions a client sends.
    pub(super) revision: u64,
    /// The text.
    pub(super) text: Rope,
    /// What the checker has to say about this document; outlives the single text.
    pub(super) outcome: watch::Receiver<Outcome>,
}

impl Document {
    /// The text after `changes`, applied in order.
    pub(super) fn edited(
        &self,
        version: i32,
        revision: u64,
        changes: Vec<TextDocumentContentChangeEvent>,
        encoding: Encoding,
    ) -> Self {
        let mut text = self.text.clone();
        for change in changes {
            match change.range {
                Some(range) => {
                    let start = encoding.char_at(&text, range.start);
                    let end = encoding.char_at(&text, range.end).max(start);
                    text.remove(start..end);
                    text.insert(start, &change.text);
                }
                None => text = Rope::from_str(&change.text),
            }
        }
        Self { uri: self.uri.clone(), version, revision, text, opened: self.opened, outcome: self.outcome.clone() }
    }
}

/// All open texts. Cloning it costs a pointer: every request gets the texts as they were when
/// it arrived.
#[derive(Clone, Debug, Default)]
pub(super) struct Documents {
    open: Arc<HashMap<Uri, Arc<Document>>>,
}

impl Documents {
    /// The document called `uri`.
    pub(super) fn get(&self, uri: &Uri) -> Option<&Arc<Document>> {
        self.open.get(uri)
    }

    /// All of them, in no order.
    pub(super) fn all(&self) -> impl Iterator<Item = &Arc<Document>> {
        self.open.values()
    }

    /// Puts `document` in the place of the one with its name.
    pub(super) fn insert(&mut self, document: Arc<Document>) {
        Arc::make_mut(&mut self.open).insert(document.uri.clone(), document);
    }

    /// Forgets the document called `uri`.
    pub(super) fn remove(&mut self, uri: &Uri) -> Option<Arc<Document>> {
        Arc::make_mut(&mut self.open).remove(uri)
    }
}
