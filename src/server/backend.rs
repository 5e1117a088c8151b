//! The protocol's methods, each handed to the file that knows it.

use std::sync::Arc;

use serde_json::Value;
use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::{
    CodeActionParams, CodeActionResponse, CodeLens, CodeLensParams, CompletionItem, CompletionParams,
    CompletionResponse, DidChangeConfigurationParams, DidChangeTextDocumentParams, DidChangeWatchedFilesParams,
    DidChangeWorkspaceFoldersParams, DidCloseTextDocumentParams, DidOpenTextDocumentParams, DidSaveTextDocumentParams,
    DocumentDiagnosticParams, DocumentDiagnosticReportResult, DocumentHighlight, DocumentHighlightParams, DocumentLink,
    DocumentLinkParams, DocumentSymbolParams, DocumentSymbolResponse, ExecuteCommandParams, GotoDefinitionParams,
    GotoDefinitionResponse, Hover, HoverParams, InitializeParams, InitializeResult, InitializedParams, InlayHint,
    InlayHintParams, Location, ReferenceParams, SemanticTokensParams, SemanticTokensRangeParams,
    SemanticTokensRangeResult, SemanticTokensResult, WorkDoneProgressCancelParams, WorkspaceDiagnosticParams,
    WorkspaceDiagnosticReportResult, WorkspaceSymbolParams, WorkspaceSymbolResponse,
};
use tower_lsp::{Client, ClientSocket, LanguageServer, LspService};

use super::outgoing::Mouth;
use super::service::snapshot;
use super::session::Session;
use super::settings::Settings;
use super::watcher::Watcher;
use super::{parent, progress, requests, uris};

/// What the library calls.
#[derive(Debug)]
pub(super) struct Backend {
    session: Arc<Session>,
}

impl Backend {
    /// A backend for a new session with `client`.
    pub(super) fn new(client: Client, mouth: Mouth) -> Self {
        Self { session: Arc::new(Session::new(client, mouth)) }
    }

    /// The session.
    pub(super) fn session(&self) -> Arc<Session> {
        Arc::clone(&self.session)
    }
}

/// A service for a new session, and the wire to its client; diagnostics go to `mouth`.
pub(super) fn service(mouth: &Mouth) -> (LspService<Backend>, ClientSocket) {
    LspService::build(|client| Backend::new(client, mouth.clone()))
        .custom_method(requests::quotations::METHOD, Backend::quotations)
        .custom_method(progress::CANCEL, Backend::work_done_progress_cancel)
        .finish()
}

impl Backend {
    async fn quotations(
        &self,
        params: requests::quotations::Params,
    ) -> Result<Option<requests::quotations::Quotations>> {
        requests::quotations::handle(&snapshot(), params, self.session.capabilities()).await
    }
}

impl Backend {
    async fn work_done_progress_cancel(&self, params: WorkDoneProgressCancelParams) {
        progress::cancel(&params.token);
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
        Watcher::ask_for_settings(&session);
        session.fetch_settings();
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
        requests::diagnostic::handle(&snapshot(), params, self.session.capabilities()).await
    }

    async fn hover(&self, params: HoverParams) -> Result<Option<Hover>> {
        requests::hover::handle(&self.session, &snapshot(), params).await
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

    async fn did_change_configuration(&self, params: DidChangeConfigurationParams) {
        if self.session.capabilities().configuration {
            self.session.fetch_settings();
        } else if let Some(settings) = Settings::read(&params.settings) {
            self.session.set(settings);
        }
    }

    async fn completion(&self, params: CompletionParams) -> Result<Option<CompletionResponse>> {
        requests::completion::handle(&snapshot(), params, self.session.capabilities()).await
    }

    async fn completion_resolve(&self, item: CompletionItem) -> Result<CompletionItem> {
        requests::completion_resolve::handle(&snapshot(), item, self.session.capabilities()).await
    }

    async fn document_symbol(&self, params: DocumentSymbolParams) -> Result<Option<DocumentSymbolResponse>> {
        requests::document_symbol::handle(&self.session, &snapshot(), params).await
    }

    async fn symbol(&self, params: WorkspaceSymbolParams) -> Result<Option<WorkspaceSymbolResponse>> {
        requests::workspace_symbol::handle(&self.session, params).await
    }

    async fn references(&self, params: ReferenceParams) -> Result<Option<Vec<Location>>> {
        requests::references::handle(&self.session, &snapshot(), params).await
    }

    async fn document_highlight(&self, params: DocumentHighlightParams) -> Result<Option<Vec<DocumentHighlight>>> {
        requests::document_highlight::handle(&snapshot(), params, self.session.capabilities()).await
    }

    async fn inlay_hint(&self, params: InlayHintParams) -> Result<Option<Vec<InlayHint>>> {
        requests::inlay_hint::handle(&self.session, &snapshot(), params).await
    }

    async fn code_lens(&self, params: CodeLensParams) -> Result<Option<Vec<CodeLens>>> {
        requests::code_lens::handle(&self.session, &snapshot(), params).await
    }

    async fn semantic_tokens_full(&self, params: SemanticTokensParams) -> Result<Option<SemanticTokensResult>> {
        let uri = params.text_document.uri;
        let tokens = requests::semantic_tokens::handle(&self.session, &snapshot(), uri, None).await?;
        Ok(tokens.map(SemanticTokensResult::Tokens))
    }

    async fn semantic_tokens_range(
        &self,
        params: SemanticTokensRangeParams,
    ) -> Result<Option<SemanticTokensRangeResult>> {
        let (uri, range) = (params.text_document.uri, params.range);
        let tokens = requests::semantic_tokens::handle(&self.session, &snapshot(), uri, Some(range)).await?;
        Ok(tokens.map(SemanticTokensRangeResult::Tokens))
    }
}
