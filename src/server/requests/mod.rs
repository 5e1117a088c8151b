//! One file per request: from the protocol, a pure call, to the protocol.

pub(super) mod code_action;
pub(super) mod code_lens;
pub(super) mod commands;
pub(super) mod completion;
pub(super) mod completion_resolve;
pub(super) mod definition;
pub(super) mod diagnostic;
pub(super) mod document_highlight;
pub(super) mod document_link;
pub(super) mod document_symbol;
pub(super) mod hover;
pub(super) mod inlay_hint;
mod proposal;
pub(super) mod quotations;
pub(super) mod references;
pub(super) mod semantic_tokens;
pub(super) mod suppress;
pub(super) mod workspace_diagnostic;
pub(super) mod workspace_symbol;

use std::time::Duration;

use tokio::task::{JoinHandle, spawn_blocking};
use tokio::time::timeout;
use tower_lsp::jsonrpc::{Error, Result};

use super::analysis::{Analysis, Outcome};
use super::documents::Document;
use crate::text::Span;
use crate::workspace::CheckedQuotation;

/// How long a reader waits who can be told that the sources are still being read.
const GLANCE: Duration = Duration::from_millis(250);

/// What is known about `document` as soon as this text of it, or a later one, was looked at.
pub(super) async fn settled(document: &Document) -> Outcome {
    let mut outcome = document.outcome.clone();
    let done = outcome.wait_for(|outcome| outcome.revision >= document.revision).await.map(|outcome| outcome.clone());
    // The worker is gone when the document was closed: then what it last knew must do.
    done.unwrap_or_else(|_| document.outcome.borrow().clone())
}

/// What is known about `document` when its text was looked at, or a glance later.
async fn settled_soon(document: &Document) -> Outcome {
    timeout(GLANCE, settled(document)).await.unwrap_or_else(|_| document.outcome.borrow().clone())
}

/// Does `work` on a thread where it holds up nobody. If the request is cancelled before the
/// work began, it is not done.
async fn off_thread<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T> {
    struct Abort<T>(JoinHandle<T>);
    impl<T> Drop for Abort<T> {
        fn drop(&mut self) {
            self.0.abort();
        }
    }
    let mut job = Abort(spawn_blocking(work));
    (&mut job.0).await.map_err(|failure| {
        tracing::error!(%failure, "a bug: answering a request broke down");
        Error::internal_error()
    })
}

/// The innermost quotation at the byte `offset` of the draft, a cursor behind it included.
fn quotation_at(analysis: &Analysis, offset: usize) -> Option<&CheckedQuotation> {
    let at = analysis.checked.quotations.iter().filter(|quotation| quotation.span.touches(offset));
    at.min_by_key(|quotation| quotation.span.len()).map(AsRef::as_ref)
}

/// The citation, by index, at the byte `offset` of the draft.
fn citation_at(analysis: &Analysis, offset: usize) -> Option<(usize, Span)> {
    let citations = analysis.checked.draft.citations.iter().enumerate();
    let at = citations.filter(|(_, citation)| citation.span.touches(offset));
    at.map(|(index, citation)| (index, citation.span)).min_by_key(|(_, span)| span.len())
}

/// The beginning of `words`, for a line of a list.
fn shortened(words: &str) -> String {
    /// In characters.
    const SHOWN: usize = 90;
    match words.char_indices().nth(SHOWN) {
        Some((at, _)) => format!("{}…", words.get(..at).unwrap_or_default().trim_end()),
        None => words.to_owned(),
    }
}
