//! The protocol's methods, each handed to the file that knows it.

use std::sync::Arc;

use serde_json::Value;
use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::{
    CodeActionParams, CodeActionResponse, DidChangeTextDocumentParams, DidChangeWatchedFilesParams,
    DidChangeWorkspaceFoldersParams, DidCloseTextDocumentParams, DidOpenTextDocumentParams, DidSaveTextDocumentParams,
    DocumentDiagnosticParams, DocumentDiagnosticReportResult, DocumentLink, DocumentLinkParams, ExecuteCommandParams,
    GotoDefinitionParams, GotoDefinitionResponse, Hover, HoverParams, InitializeParams, InitializeResult,
    InitializedParams, WorkspaceDiagnosticParams, WorkspaceDiagnosticReportResult,
};
use tower_lsp::{Client, ClientSocket, LanguageServer, LspService};

use super::service::snapshot;
use super::session::Session;
use super::watcher::Watcher;
use super::{parent, requests, uris};

/// What the library calls.
#[derive(Debug)]
pub(super) struct Backend {
    session: Arc<Session>,
}

impl Backend {
    /// A backend for a new session with `client`.
    pub(super) fn new(client: Client) -> Self {
        Self { session: Arc::new(Session::new(client)) }
    }

    /// The session.
    pub(super) fn session(&self) -> Arc<Session> {
        Arc::clone(&self.session)
    }
}

/// A service for a new session, and the wire to its client.
pub(super) fn service() -> (LspService<Backend>, ClientSocket) {
    LspService::build(Backend::new).custom_method(requests::quotations::METHOD, Backend::quotations).finish()
}

impl Backend {
    async fn quotations(
        &self,
        params: requests::quotations::Params,
    ) -> Result<Option<requests::quotations::Quotations>> {
        requests::quotations::handle(&snapshot(), params, self.session.capabilities()).await
    }
}

impl LanguageServer for Backend {
    async fn initialize(&self, params: InitializeParams) -> Result<InitializeResult> {
        if let Some(process) = params.process_id {
            parent::end_with(process);
        }
        Ok(self.session.initialize(&params).answer())
    }

    async fn initialized(&self, _: InitializedParams) {
        let session = Arc::clone(&self.session);
        Watcher::ask_for_configuration(&session);
        tokio::spawn(async move { session.serve_refreshes().await });
    }

    async fn shutdown(&self) -> Result<()> {
        self.session.shut_down();
        Ok(())
    }

    async fn did_open(&self, params: DidOpenTextDocumentParams) {
        self.session.open(params.text_document);
    }

    async fn did_change(&self, params: DidChangeTextDocumentParams) {
        self.session.change(params);
    }

    async fn did_close(&self, params: DidCloseTextDocumentParams) {
        self.session.close(&params.text_document.uri);
    }

    async fn did_save(&self, params: DidSaveTextDocumentParams) {
        self.session.note_file_changes(uris::to_path(&params.text_document.uri).as_slice());
    }

    async fn did_change_watched_files(&self, params: DidChangeWatchedFilesParams) {
        let paths: Vec<_> = params.changes.iter().filter_map(|change| uris::to_path(&change.uri)).collect();
        self.session.note_file_changes(&paths);
    }

    async fn did_change_workspace_folders(&self, params: DidChangeWorkspaceFoldersParams) {
        self.session.change_folders(&params.event);
    }

    async fn diagnostic(&self, params: DocumentDiagnosticParams) -> Result<DocumentDiagnosticReportResult> {
        requests::diagnostic::handle(&snapshot(), params).await
    }

    async fn hover(&self, params: HoverParams) -> Result<Option<Hover>> {
        requests::hover::handle(&snapshot(), params, self.session.capabilities()).await
    }

    async fn goto_definition(&self, params: GotoDefinitionParams) -> Result<Option<GotoDefinitionResponse>> {
        requests::definition::handle(&snapshot(), params, self.session.capabilities()).await
    }

    async fn document_link(&self, params: DocumentLinkParams) -> Result<Option<Vec<DocumentLink>>> {
        requests::document_link::handle(&snapshot(), params, self.session.capabilities()).await
    }

    async fn code_action(&self, params: CodeActionParams) -> Result<Option<CodeActionResponse>> {
        requests::code_action::handle(&snapshot(), params, self.session.capabilities()).await
    }

    async fn execute_command(&self, params: ExecuteCommandParams) -> Result<Option<Value>> {
        requests::commands::handle(&self.session, &snapshot(), params).await
    }

    async fn workspace_diagnostic(&self, params: WorkspaceDiagnosticParams) -> Result<WorkspaceDiagnosticReportResult> {
        requests::workspace_diagnostic::handle(&self.session, params).await
    }
}
