//! `textDocument/definition`: from a quotation or a citation to the passage.

use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::{GotoDefinitionParams, GotoDefinitionResponse, Location, LocationLink, Position, Uri};

use super::{citation_at, off_thread, quotation_at, settled_soon};
use crate::archive::SourceId;
use crate::server::analysis::Analysis;
use crate::server::capabilities::ResolvedClientCapabilities;
use crate::server::documents::Documents;
use crate::text::Span;

/// Answers `textDocument/definition`.
pub(in crate::server) async fn handle(
    documents: &Documents,
    params: GotoDefinitionParams,
    capabilities: ResolvedClientCapabilities,
) -> Result<Option<GotoDefinitionResponse>> {
    let at = params.text_document_position_params;
    let Some(document) = documents.get(&at.text_document.uri) else { return Ok(None) };
    let Some(analysis) = settled_soon(document).await.last else { return Ok(None) };
    off_thread(move || answer(&analysis, at.position, capabilities)).await
}

fn answer(
    analysis: &Analysis,
    position: Position,
    capabilities: ResolvedClientCapabilities,
) -> Option<GotoDefinitionResponse> {
    let target = find(analysis, capabilities.encoding.offset(&analysis.text, position))?;
    let source = analysis.opened.workspace.archive.source(target.source)?;
    let view = analysis.opened.view(target.source)?;
    let uri = Uri::from_file_path(&view.path)?;
    let range = |span| capabilities.encoding.range(&view.text, view.span(span));
    let passage = range(target.passage);
    if !capabilities.definition_links {
        return Some(GotoDefinitionResponse::Scalar(Location { uri, range: passage }));
    }
    let around = source.blocks.iter().map(|block| block.span).filter(|block| block.overlaps(target.passage));
    let around = around.fold(target.passage, Span::join);
    Some(GotoDefinitionResponse::Link(vec![LocationLink {
        origin_selection_range: Some(capabilities.encoding.range(&analysis.text, target.origin)),
        target_uri: uri,
        target_range: range(around),
        target_selection_range: passage,
    }]))
}

/// The source that the words at the byte `offset` of the draft lead to, and the passage in it.
pub(super) fn passage_at(analysis: &Analysis, offset: usize) -> Option<(SourceId, Span)> {
    find(analysis, offset).map(|target| (target.source, target.passage))
}

/// Where the words at a place of the draft lead.
struct Target {
    /// What stands for the place in the draft.
    origin: Span,
    source: SourceId,
    /// Bytes into the source's text; empty at its beginning when it is the whole source.
    passage: Span,
}

/// The passage of the quotation at `offset`; from a citation, the passage in the cited source of
/// the quotation it stands for, else that source.
fn find(analysis: &Analysis, offset: usize) -> Option<Target> {
    if let Some((index, origin)) = citation_at(analysis, offset) {
        let sources = &analysis.checked.citations.get(index)?.sources;
        let cited_for = analysis
            .checked
            .quotations
            .iter()
            .filter(|quotation| analysis.checked.cited_for(quotation).contains(&index));
        let evidence = cited_for.flat_map(|quotation| quotation.evidence.iter()).find(|e| sources.contains(&e.source));
        let (source, passage) = match evidence {
            Some(evidence) => (evidence.source, evidence.span),
            None => (*sources.first()?, Span::at(0)),
        };
        return Some(Target { origin, source, passage });
    }
    let quotation = quotation_at(analysis, offset)?;
    let evidence = quotation.evidence.first()?;
    Some(Target { origin: quotation.span, source: evidence.source, passage: evidence.span })
}
