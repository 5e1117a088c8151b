//! `workspace/executeCommand`: what a writer asks for by name.

use std::sync::Arc;

use serde::Deserialize;
use serde_json::{Value, json};
use tokio::time::timeout;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::ls_types::{ExecuteCommandParams, Location, Position, ShowDocumentParams, Uri};

use super::{definition, off_thread, settled_soon};
use crate::report::Summary;
use crate::rules::Severity;
use crate::server::documents::Documents;
use crate::server::session::{PATIENCE, Session};
use crate::server::survey;
use crate::text::Span;

/// Checks all drafts of the workspace folders.
pub(in crate::server) const CHECK_WORKSPACE: &str = "verbatim.checkWorkspace";

/// Shows the source of a quotation, at the passage; or a source by its key.
pub(in crate::server) const OPEN_SOURCE: &str = "verbatim.openSource";

/// What is to be opened.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Wanted {
    /// The source of the quotation, or of the citation, at a place of a draft.
    Quotation { uri: Uri, position: Position },
    /// A source by its key.
    Source { source: String },
    /// The same, without a name.
    Key(String),
}

/// Answers `workspace/executeCommand`.
pub(in crate::server) async fn handle(
    session: &Arc<Session>,
    documents: &Documents,
    params: ExecuteCommandParams,
) -> Result<Option<Value>> {
    match params.command.as_str() {
        CHECK_WORKSPACE => Ok(Some(check_workspace(session).await)),
        OPEN_SOURCE => {
            let wanted = params.arguments.into_iter().next().unwrap_or_default();
            let wanted = serde_json::from_value(wanted).map_err(|_| {
                Error::invalid_params(format!(
                    "{OPEN_SOURCE} takes a place, {{\"uri\": …, \"position\": …}}, or a source, {{\"source\": key}}"
                ))
            })?;
            open_source(session, documents, wanted).await
        }
        other => Err(Error::invalid_params(format!("there is no command `{other}`"))),
    }
}

async fn check_workspace(session: &Arc<Session>) -> Value {
    let survey::Outcome { drafts, summary, problems } = session.check_workspace().await;
    let Summary { quotations, verbatim, edited, altered, not_found, unchecked, .. } = summary;
    json!({
        "drafts": drafts,
        "quotations": quotations,
        "verbatim": verbatim,
        "edited": edited,
        "altered": altered,
        "notFound": not_found,
        "unchecked": unchecked,
        "errors": summary.findings(Severity::Error),
        "warnings": summary.findings(Severity::Warning),
        "information": summary.findings(Severity::Information),
        "hints": summary.findings(Severity::Hint),
        "problems": problems,
    })
}

/// Answers where the source is; a client that can is also asked to show it.
async fn open_source(session: &Arc<Session>, documents: &Documents, wanted: Wanted) -> Result<Option<Value>> {
    let location = match wanted {
        Wanted::Quotation { uri, position } => passage_of(session, documents, &uri, position).await?,
        Wanted::Source { source } | Wanted::Key(source) => {
            let found = beginning_of(session, &source);
            Some(found.ok_or_else(|| Error::invalid_params(format!("there is no source called `{source}`")))?)
        }
    };
    let Some(location) = location else { return Ok(None) };
    if session.capabilities().show_document {
        let show = ShowDocumentParams {
            uri: location.uri.clone(),
            external: Some(false),
            take_focus: Some(true),
            selection: Some(location.range),
        };
        match timeout(PATIENCE, session.client.show_document(show)).await {
            Ok(Ok(_)) => {}
            Ok(Err(error)) => tracing::warn!(%error, "the client refused to show a source"),
            Err(_) => tracing::warn!("the client does not answer a request to show a source"),
        }
    }
    Ok(serde_json::to_value(location).ok())
}

async fn passage_of(
    session: &Arc<Session>,
    documents: &Documents,
    uri: &Uri,
    position: Position,
) -> Result<Option<Location>> {
    let Some(document) = documents.get(uri) else { return Ok(None) };
    let Some(analysis) = settled_soon(document).await.last else { return Ok(None) };
    let encoding = session.capabilities().encoding;
    off_thread(move || {
        let (source, passage) = definition::passage_at(&analysis, encoding.offset(&analysis.text, position))?;
        analysis.opened.location(source, passage, encoding)
    })
    .await
}

fn beginning_of(session: &Arc<Session>, key: &str) -> Option<Location> {
    let encoding = session.capabilities().encoding;
    session.workspaces.opened().iter().find_map(|opened| {
        let (id, _) = opened.workspace.archive.sources().find(|(_, card)| card.key == key)?;
        opened.location(id, Span::at(0), encoding)
    })
}
