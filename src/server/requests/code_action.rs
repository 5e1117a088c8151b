//! `textDocument/codeAction`: what could be done about the findings at a place.

use std::collections::HashMap;
use std::sync::Arc;

use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::{
    CodeAction, CodeActionKind, CodeActionOrCommand, CodeActionParams, CodeActionResponse, Diagnostic, DocumentChanges,
    NumberOrString, OneOf, OptionalVersionedTextDocumentIdentifier, TextDocumentEdit, TextEdit, WorkspaceEdit,
};

use super::{diagnostic, off_thread, settled_soon, suppress};
use crate::rules::{Code, Edit, Finding, Severity};
use crate::server::analysis::Analysis;
use crate::server::capabilities::ResolvedClientCapabilities;
use crate::server::documents::Documents;
use crate::text::Span;

/// All fixes at once that cannot change what the draft claims.
pub(in crate::server) const FIX_ALL: CodeActionKind = CodeActionKind::new("source.fixAll.verbatim");

/// Answers `textDocument/codeAction`.
pub(in crate::server) async fn handle(
    documents: &Documents,
    params: CodeActionParams,
    capabilities: ResolvedClientCapabilities,
) -> Result<Option<CodeActionResponse>> {
    let Some(document) = documents.get(&params.text_document.uri) else { return Ok(None) };
    let outcome = settled_soon(document).await;
    // Edits of a text that is no longer there would tear the one that is.
    if outcome.revision < document.revision || !capabilities.code_action_literals {
        return Ok(None);
    }
    let Some(analysis) = outcome.last else { return Ok(None) };
    off_thread(move || Some(Offer { analysis, capabilities, params }.actions())).await
}

struct Offer {
    analysis: Arc<Analysis>,
    capabilities: ResolvedClientCapabilities,
    params: CodeActionParams,
}

impl Offer {
    fn actions(&self) -> CodeActionResponse {
        let mut actions = Vec::new();
        if self.wants(&CodeActionKind::QUICKFIX) {
            let asked = self.capabilities.encoding.span(&self.analysis.text, self.params.range);
            let here = self.findings().filter(|f| f.span.overlaps(asked) || f.span.touches(asked.start));
            let here: Vec<_> = here.collect();
            here.iter().for_each(|finding| self.fixes(finding, &mut actions));
            here.iter().for_each(|finding| actions.extend(self.ignore(finding)));
        }
        if self.wants(&FIX_ALL) {
            actions.extend(self.fix_all());
        }
        actions.into_iter().map(CodeActionOrCommand::CodeAction).collect()
    }

    fn findings(&self) -> impl Iterator<Item = &Finding> {
        self.analysis.checked.all_findings().into_iter().filter(|finding| finding.severity != Severity::Off)
    }

    /// Whether the client wants actions of this kind: kinds are trees, "source" has all "source.…".
    fn wants(&self, kind: &CodeActionKind) -> bool {
        let Some(only) = &self.params.context.only else { return true };
        only.iter().any(|wanted| {
            let below = kind.as_str().strip_prefix(wanted.as_str());
            wanted.as_str().is_empty() || below.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        })
    }

    fn fixes(&self, finding: &Finding, actions: &mut Vec<CodeAction>) {
        for (place, fix) in finding.fixes.iter().enumerate() {
            actions.push(CodeAction {
                title: fix.title.to_string(),
                kind: Some(CodeActionKind::QUICKFIX),
                diagnostics: self.diagnostic_of(finding).map(|diagnostic| vec![diagnostic]),
                edit: Some(self.edit(&fix.edits)),
                is_preferred: (self.capabilities.preferred_actions && place == 0).then_some(true),
                ..CodeAction::default()
            });
        }
    }

    fn ignore(&self, finding: &Finding) -> Option<CodeAction> {
        if finding.code == Code::UnusedSuppression {
            // A comment about a comment would be the next to silence nothing.
            return None;
        }
        let edit = suppress::comment_before(&self.analysis.checked.draft, finding.span.start, finding.code)?;
        Some(CodeAction {
            title: format!("Ignore {} here, because…", finding.code),
            kind: Some(CodeActionKind::QUICKFIX),
            diagnostics: self.diagnostic_of(finding).map(|diagnostic| vec![diagnostic]),
            edit: Some(self.edit(&[edit])),
            ..CodeAction::default()
        })
    }

    fn fix_all(&self) -> Option<CodeAction> {
        let mut edits: Vec<Edit> = Vec::new();
        for fix in self.findings().filter_map(|finding| finding.fixes.iter().find(|fix| fix.safe)) {
            let collides = |edit: &Edit| edits.iter().any(|other| meet(other.span, edit.span));
            if !fix.edits.iter().any(collides) {
                edits.extend(fix.edits.iter().cloned());
            }
        }
        edits.sort_by_key(|edit| edit.span);
        (!edits.is_empty()).then(|| CodeAction {
            title: "Apply all fixes that change no claim".to_owned(),
            kind: Some(FIX_ALL),
            edit: Some(self.edit(&edits)),
            ..CodeAction::default()
        })
    }

    /// The client's own diagnostic for `finding`, by which it knows that the action settles it;
    /// ours when it sent none.
    fn diagnostic_of(&self, finding: &Finding) -> Option<Diagnostic> {
        let ours = diagnostic::one(&self.analysis, finding, self.capabilities)?;
        let same = |theirs: &&Diagnostic| {
            let code = matches!(&theirs.code, Some(NumberOrString::String(code)) if code == finding.code.as_str());
            code && theirs.range == ours.range
        };
        Some(self.params.context.diagnostics.iter().find(same).cloned().unwrap_or(ours))
    }

    fn edit(&self, edits: &[Edit]) -> WorkspaceEdit {
        let range = |edit: &Edit| self.capabilities.encoding.range(&self.analysis.text, edit.span);
        let edits = edits.iter().map(|edit| TextEdit { range: range(edit), new_text: edit.text.to_string() });
        let uri = self.analysis.uri.clone();
        if self.capabilities.document_changes {
            let version = Some(self.analysis.version);
            return WorkspaceEdit {
                document_changes: Some(DocumentChanges::Edits(vec![TextDocumentEdit {
                    text_document: OptionalVersionedTextDocumentIdentifier { uri, version },
                    edits: edits.map(OneOf::Left).collect(),
                }])),
                ..WorkspaceEdit::default()
            };
        }
        WorkspaceEdit { changes: Some(HashMap::from([(uri, edits.collect())])), ..WorkspaceEdit::default() }
    }
}

/// Whether two edits cannot both be made: they share bytes, or put something in at one place.
fn meet(a: Span, b: Span) -> bool {
    a.overlaps(b)
        || a.start == b.start
        || (a.is_empty() && b.contains(a.start))
        || (b.is_empty() && a.contains(b.start))
}
