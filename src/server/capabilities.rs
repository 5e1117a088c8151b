//! What the client can do, worked out once, and what we tell it that we can.

use tower_lsp::ls_types::{
    ClientCapabilities, CodeActionKind, CodeActionOptions, CodeActionProviderCapability, CodeLensOptions,
    CompletionOptions, DiagnosticOptions, DiagnosticServerCapabilities, DocumentLinkOptions, ExecuteCommandOptions,
    HoverProviderCapability, InitializeResult, MarkupKind, OneOf, SaveOptions, SemanticTokensFullOptions,
    SemanticTokensOptions, ServerCapabilities, ServerInfo, TextDocumentSyncCapability, TextDocumentSyncKind,
    TextDocumentSyncOptions, TextDocumentSyncSaveOptions, WorkDoneProgressOptions, WorkspaceFoldersServerCapabilities,
    WorkspaceServerCapabilities,
};

use super::positions::Encoding;
use super::requests::code_action::FIX_ALL;
use super::requests::commands::{CHECK_WORKSPACE, OPEN_SOURCE};
use super::requests::semantic_tokens;

/// What has a client ask for completions where no word is being typed: the beginning of a key, and the
/// space behind a word of a quotation.
const TRIGGERS: [&str; 2] = ["@", " "];

/// What matters of the client's capabilities, every default filled in.
#[derive(Clone, Copy, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a capability of its own, as the protocol has them")]
pub(super) struct ResolvedClientCapabilities {
    /// How columns are counted.
    pub(super) encoding: Encoding,
    /// The client asks for diagnostics; then none are sent unasked.
    pub(super) pull_diagnostics: bool,
    /// It can be told to ask again.
    pub(super) refresh_diagnostics: bool,
    /// A diagnostic may point elsewhere.
    pub(super) related_information: bool,
    /// A diagnostic's code may carry a link.
    pub(super) code_description: bool,
    /// A diagnostic's data come back with a request for code actions.
    pub(super) diagnostic_data: bool,
    /// Hover text may be Markdown.
    pub(super) hover_markdown: bool,
    /// Definitions may be links with the span they start from.
    pub(super) definition_links: bool,
    /// Code actions may be literals with an edit. Without it there is nothing we could send.
    pub(super) code_action_literals: bool,
    /// A code action may be the preferred one.
    pub(super) preferred_actions: bool,
    /// Edits may name the version of the document they are for.
    pub(super) document_changes: bool,
    /// The client watches files for us when asked.
    pub(super) watched_files: bool,
    /// It watches outside its folders too, by a base and a pattern.
    pub(super) relative_patterns: bool,
    /// It shows progress.
    pub(super) work_done_progress: bool,
    /// It opens a document when asked to.
    pub(super) show_document: bool,
    /// It can be told to ask for code lenses again.
    pub(super) refresh_code_lens: bool,
    /// It can be told to ask for inlay hints again.
    pub(super) refresh_inlay_hints: bool,
    /// It can be told to ask for semantic tokens again.
    pub(super) refresh_semantic_tokens: bool,
    /// It tells its settings when asked.
    pub(super) configuration: bool,
    /// It says when they change, when asked to.
    pub(super) configuration_changes: bool,
    /// Symbols of a document may be trees.
    pub(super) symbol_trees: bool,
    /// A completion may have details beside its label.
    pub(super) completion_label_details: bool,
    /// What is said of a completion may be Markdown.
    pub(super) completion_markdown: bool,
}

impl ResolvedClientCapabilities {
    /// Reads what the client sent with `initialize`.
    pub(super) fn resolve(client: &ClientCapabilities) -> Self {
        let general = client.general.as_ref();
        let workspace = client.workspace.as_ref();
        let window = client.window.as_ref();
        let text = client.text_document.as_ref();
        let published = text.and_then(|t| t.publish_diagnostics.as_ref());
        let watched = workspace.and_then(|w| w.did_change_watched_files.as_ref());
        let actions = text.and_then(|t| t.code_action.as_ref());
        let completion = text.and_then(|t| t.completion.as_ref()).and_then(|c| c.completion_item.as_ref());
        Self {
            encoding: Encoding::negotiate(general.and_then(|g| g.position_encodings.as_deref())),
            pull_diagnostics: text.is_some_and(|t| t.diagnostic.is_some()),
            refresh_diagnostics: workspace
                .and_then(|w| w.diagnostics.as_ref())
                .and_then(|d| d.refresh_support)
                .unwrap_or(false),
            related_information: published.and_then(|p| p.related_information).unwrap_or(false),
            code_description: published.and_then(|p| p.code_description_support).unwrap_or(false),
            diagnostic_data: published.and_then(|p| p.data_support).unwrap_or(false),
            hover_markdown: text
                .and_then(|t| t.hover.as_ref())
                .and_then(|h| h.content_format.as_ref())
                .is_some_and(|formats| formats.contains(&MarkupKind::Markdown)),
            definition_links: text.and_then(|t| t.definition.as_ref()).and_then(|d| d.link_support).unwrap_or(false),
            code_action_literals: actions.is_some_and(|a| a.code_action_literal_support.is_some()),
            preferred_actions: actions.and_then(|a| a.is_preferred_support).unwrap_or(false),
            document_changes: workspace
                .and_then(|w| w.workspace_edit.as_ref())
                .and_then(|e| e.document_changes)
                .unwrap_or(false),
            watched_files: watched.and_then(|w| w.dynamic_registration).unwrap_or(false),
            relative_patterns: watched.and_then(|w| w.relative_pattern_support).unwrap_or(false),
            work_done_progress: window.and_then(|w| w.work_done_progress).unwrap_or(false),
            refresh_code_lens: workspace
                .and_then(|w| w.code_lens.as_ref())
                .and_then(|lens| lens.refresh_support)
                .unwrap_or(false),
            refresh_inlay_hints: workspace
                .and_then(|w| w.inlay_hint.as_ref())
                .and_then(|hint| hint.refresh_support)
                .unwrap_or(false),
            refresh_semantic_tokens: workspace
                .and_then(|w| w.semantic_tokens.as_ref())
                .and_then(|tokens| tokens.refresh_support)
                .unwrap_or(false),
            configuration: workspace.and_then(|w| w.configuration).unwrap_or(false),
            configuration_changes: workspace
                .and_then(|w| w.did_change_configuration.as_ref())
                .and_then(|change| change.dynamic_registration)
                .unwrap_or(false),
            symbol_trees: text
                .and_then(|t| t.document_symbol.as_ref())
                .and_then(|symbol| symbol.hierarchical_document_symbol_support)
                .unwrap_or(false),
            completion_label_details: completion.and_then(|c| c.label_details_support).unwrap_or(false),
            completion_markdown: completion
                .and_then(|c| c.documentation_format.as_ref())
                .is_some_and(|formats| formats.contains(&MarkupKind::Markdown)),
            show_document: window.and_then(|w| w.show_document.as_ref()).is_some_and(|show| show.support),
        }
    }

    /// The answer to `initialize`.
    pub(super) fn answer(&self) -> InitializeResult {
        let kinds = vec![CodeActionKind::QUICKFIX, FIX_ALL];
        let pull = DiagnosticOptions {
            identifier: Some("verbatim".to_owned()),
            inter_file_dependencies: false,
            workspace_diagnostics: true,
            work_done_progress_options: WorkDoneProgressOptions::default(),
        };
        InitializeResult {
            capabilities: ServerCapabilities {
                position_encoding: Some(self.encoding.kind()),
                text_document_sync: Some(TextDocumentSyncCapability::Options(TextDocumentSyncOptions {
                    open_close: Some(true),
                    change: Some(TextDocumentSyncKind::INCREMENTAL),
                    save: Some(TextDocumentSyncSaveOptions::SaveOptions(SaveOptions { include_text: Some(false) })),
                    ..TextDocumentSyncOptions::default()
                })),
                hover_provider: Some(HoverProviderCapability::Simple(true)),
                definition_provider: Some(OneOf::Left(true)),
                document_link_provider: Some(DocumentLinkOptions {
                    resolve_provider: Some(false),
                    work_done_progress_options: WorkDoneProgressOptions::default(),
                }),
                code_action_provider: self.code_action_literals.then(|| {
                    CodeActionProviderCapability::Options(CodeActionOptions {
                        code_action_kinds: Some(kinds),
                        ..CodeActionOptions::default()
                    })
                }),
                completion_provider: Some(CompletionOptions {
                    resolve_provider: Some(true),
                    trigger_characters: Some(TRIGGERS.map(str::to_owned).into()),
                    ..CompletionOptions::default()
                }),
                document_symbol_provider: Some(OneOf::Left(true)),
                workspace_symbol_provider: Some(OneOf::Left(true)),
                references_provider: Some(OneOf::Left(true)),
                document_highlight_provider: Some(OneOf::Left(true)),
                inlay_hint_provider: Some(OneOf::Left(true)),
                code_lens_provider: Some(CodeLensOptions { resolve_provider: Some(false) }),
                semantic_tokens_provider: Some(
                    SemanticTokensOptions {
                        work_done_progress_options: WorkDoneProgressOptions::default(),
                        legend: semantic_tokens::legend(),
                        range: Some(true),
                        full: Some(SemanticTokensFullOptions::Bool(true)),
                    }
                    .into(),
                ),
                execute_command_provider: Some(ExecuteCommandOptions {
                    commands: vec![CHECK_WORKSPACE.to_owned(), OPEN_SOURCE.to_owned()],
                    work_done_progress_options: WorkDoneProgressOptions::default(),
                }),
                diagnostic_provider: self.pull_diagnostics.then_some(DiagnosticServerCapabilities::Options(pull)),
                workspace: Some(WorkspaceServerCapabilities {
                    workspace_folders: Some(WorkspaceFoldersServerCapabilities {
                        supported: Some(true),
                        change_notifications: Some(OneOf::Left(true)),
                    }),
                    ..WorkspaceServerCapabilities::default()
                }),
                ..ServerCapabilities::default()
            },
            server_info: Some(ServerInfo {
                name: "verbatim".to_owned(),
                version: Some(env!("CARGO_PKG_VERSION").to_owned()),
            }),
            offset_encoding: None,
        }
    }
}
