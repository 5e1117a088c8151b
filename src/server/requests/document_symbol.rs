//! `textDocument/documentSymbol`: the outline of a draft is its quotations with their verdicts, that of a
//! source what it has people say.

use std::sync::Arc;

use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::{
    DocumentSymbol, DocumentSymbolParams, DocumentSymbolResponse, Location, Range, SymbolInformation, SymbolKind, Uri,
};

use super::{off_thread, settled_soon, shortened};
use crate::rules::{Severity, Verdict};
use crate::server::analysis::Analysis;
use crate::server::documents::Documents;
use crate::server::positions::Encoding;
use crate::server::quoting::{self, Shown};
use crate::server::session::Session;
use crate::text::reading_text;
use crate::workspace::CheckedQuotation;

/// Answers `textDocument/documentSymbol`.
pub(in crate::server) async fn handle(
    session: &Arc<Session>,
    documents: &Documents,
    params: DocumentSymbolParams,
) -> Result<Option<DocumentSymbolResponse>> {
    let uri = params.text_document.uri;
    let Some(document) = documents.get(&uri) else { return Ok(None) };
    let capabilities = session.capabilities();
    let last = settled_soon(document).await.last;
    let (session, documents) = (Arc::clone(session), documents.clone());
    off_thread(move || {
        let outline = match last {
            Some(analysis) => of_draft(&analysis, capabilities.encoding),
            None => of_source(&quoting::source_shown(&session, &documents, &uri)?, capabilities.encoding),
        };
        Some(if capabilities.symbol_trees {
            DocumentSymbolResponse::Nested(outline.into_iter().map(tree).collect())
        } else {
            DocumentSymbolResponse::Flat(outline.into_iter().map(|line| flat(line, &uri)).collect())
        })
    })
    .await
}

/// One line of an outline.
struct Line {
    name: String,
    detail: String,
    range: Range,
    selection: Range,
}

fn of_draft(analysis: &Analysis, encoding: Encoding) -> Vec<Line> {
    let line = |quotation: &CheckedQuotation| {
        let words = reading_text(&analysis.checked.draft.prose, quotation.inner);
        let verdict = quotation.verdict.to_string();
        Line {
            name: format!("{}{}", sign(quotation), shortened(&words)),
            detail: [Some(verdict.as_str()), quotation.speaker.as_ref().map(|s| s.best())]
                .into_iter()
                .flatten()
                .collect::<Vec<_>>()
                .join(" · "),
            range: encoding.range(&analysis.text, quotation.span),
            selection: encoding.range(&analysis.text, quotation.inner),
        }
    };
    let quotations = analysis.checked.quotations.iter().map(AsRef::as_ref);
    quotations.filter(|quotation: &&CheckedQuotation| !quotation.inner.is_empty()).map(line).collect()
}

/// The verdict at a glance, as the hover card has it.
fn sign(quotation: &CheckedQuotation) -> &'static str {
    let doubted = quotation.findings.iter().any(|finding| finding.severity >= Severity::Warning);
    match quotation.verdict {
        Verdict::Verbatim | Verdict::Edited if doubted => "⚠ ",
        Verdict::Verbatim | Verdict::Edited => "✓ ",
        Verdict::Altered | Verdict::NotFound => "✗ ",
        Verdict::Unchecked => "",
    }
}

fn of_source(shown: &Shown, encoding: Encoding) -> Vec<Line> {
    let Some(source) = shown.opened.workspace.archive.source(shown.id) else { return Vec::new() };
    let speech = source.reading.speech();
    let range = |span| encoding.range(&shown.view.text, shown.view.span(span));
    speech
        .filter(|quotation| !quotation.inner().is_empty())
        .map(|quotation| Line {
            name: shortened(&reading_text(&source.prose, quotation.inner())),
            detail: quotation.attribution.as_ref().map(|a| a.speaker.text.to_string()).unwrap_or_default(),
            range: range(quotation.span),
            selection: range(quotation.inner()),
        })
        .collect()
}

fn tree(line: Line) -> DocumentSymbol {
    #[expect(deprecated, reason = "the type has no other way to be made")]
    DocumentSymbol {
        name: line.name,
        detail: Some(line.detail).filter(|detail| !detail.is_empty()),
        kind: SymbolKind::STRING,
        tags: None,
        deprecated: None,
        range: line.range,
        selection_range: line.selection,
        children: None,
    }
}

fn flat(line: Line, uri: &Uri) -> SymbolInformation {
    #[expect(deprecated, reason = "the type has no other way to be made")]
    SymbolInformation {
        name: line.name,
        kind: SymbolKind::STRING,
        tags: None,
        deprecated: None,
        location: Location { uri: uri.clone(), range: line.range },
        container_name: Some(line.detail).filter(|detail| !detail.is_empty()),
    }
}
