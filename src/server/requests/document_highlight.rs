//! `textDocument/documentHighlight`: a quotation with the citations that stand for it, and the other way round.

use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::{DocumentHighlight, DocumentHighlightKind, DocumentHighlightParams};

use super::{citation_at, off_thread, quotation_at, settled_soon};
use crate::server::analysis::Analysis;
use crate::server::capabilities::ResolvedClientCapabilities;
use crate::server::documents::Documents;
use crate::text::Span;

/// Answers `textDocument/documentHighlight`.
pub(in crate::server) async fn handle(
    documents: &Documents,
    params: DocumentHighlightParams,
    capabilities: ResolvedClientCapabilities,
) -> Result<Option<Vec<DocumentHighlight>>> {
    let at = params.text_document_position_params;
    let Some(document) = documents.get(&at.text_document.uri) else { return Ok(None) };
    let Some(analysis) = settled_soon(document).await.last else { return Ok(None) };
    off_thread(move || {
        let offset = capabilities.encoding.offset(&analysis.text, at.position);
        let mut spans = belonging(&analysis, offset)?;
        spans.sort();
        spans.dedup();
        let highlight = |span| DocumentHighlight {
            range: capabilities.encoding.range(&analysis.text, span),
            kind: Some(DocumentHighlightKind::TEXT),
        };
        Some(spans.into_iter().map(highlight).collect())
    })
    .await
}

/// What belongs together with what stands at `offset`. From a citation: all citations of its sources
/// too. `None` where there is neither a quotation nor a citation.
fn belonging(analysis: &Analysis, offset: usize) -> Option<Vec<Span>> {
    let citations = &analysis.checked.draft.citations;
    let Some((index, _)) = citation_at(analysis, offset) else {
        let quotation = quotation_at(analysis, offset)?;
        let cited = analysis.checked.cited_for(quotation).iter().filter_map(|index| Some(citations.get(*index)?.span));
        return Some(cited.chain([quotation.span]).collect());
    };
    let sources = &analysis.checked.citations.get(index)?.sources;
    let same = |other: usize| {
        let theirs = analysis.checked.citations.get(other).map(|citation| &citation.sources);
        other == index || (!sources.is_empty() && theirs == Some(sources))
    };
    let cited = citations.iter().enumerate().filter(|(other, _)| same(*other)).map(|(_, citation)| citation.span);
    let quotations =
        analysis.checked.quotations.iter().filter(|q| analysis.checked.cited_for(q).iter().any(|c| same(*c)));
    Some(cited.chain(quotations.map(|quotation| quotation.span)).collect())
}
