//! `textDocument/inlayHint`: source and date behind every quotation that is the source's words. Off
//! unless the settings ask for it.

use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::{InlayHint, InlayHintLabel, InlayHintParams, Range};

use super::{off_thread, settled_soon};
use crate::rules::Verdict;
use crate::server::analysis::Analysis;
use crate::server::documents::Documents;
use crate::server::positions::Encoding;
use crate::server::session::Session;
use crate::workspace::CheckedQuotation;

/// Answers `textDocument/inlayHint`.
pub(in crate::server) async fn handle(
    session: &Session,
    documents: &Documents,
    params: InlayHintParams,
) -> Result<Option<Vec<InlayHint>>> {
    let Some(document) = documents.get(&params.text_document.uri) else { return Ok(None) };
    if !session.settings().inlay_hints {
        return Ok(None);
    }
    let Some(analysis) = settled_soon(document).await.last else { return Ok(None) };
    let encoding = session.capabilities().encoding;
    off_thread(move || Some(hints(&analysis, params.range, encoding))).await
}

fn hints(analysis: &Analysis, range: Range, encoding: Encoding) -> Vec<InlayHint> {
    let asked = encoding.span(&analysis.text, range);
    let shown = analysis.checked.quotations.iter().filter(|q| asked.start <= q.span.end && q.span.end <= asked.end);
    shown.filter_map(|quotation| hint(analysis, quotation, encoding)).collect()
}

fn hint(analysis: &Analysis, quotation: &CheckedQuotation, encoding: Encoding) -> Option<InlayHint> {
    if !matches!(quotation.verdict, Verdict::Verbatim | Verdict::Edited) {
        return None;
    }
    let evidence = quotation.evidence.first()?;
    let card = analysis.opened.workspace.archive.card(evidence.source)?;
    let name = card.metadata.outlet.as_ref().unwrap_or(&card.key);
    let date = evidence.date.as_ref().or(card.metadata.date.as_ref());
    let parts = [Some(name), date].into_iter().flatten().map(String::as_str).collect::<Vec<_>>();
    Some(InlayHint {
        position: encoding.position(&analysis.text, quotation.span.end),
        label: InlayHintLabel::String(parts.join(", ")),
        kind: None,
        text_edits: None,
        tooltip: None,
        padding_left: Some(true),
        padding_right: None,
        data: None,
    })
}
