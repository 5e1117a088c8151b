//! `textDocument/documentLink`: every citation that leads to one source is a link to it.

use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::{DocumentLink, DocumentLinkParams, Uri};

use super::{off_thread, settled_soon};
use crate::draft::Target;
use crate::server::analysis::Analysis;
use crate::server::capabilities::ResolvedClientCapabilities;
use crate::server::documents::Documents;

/// Answers `textDocument/documentLink`.
pub(in crate::server) async fn handle(
    documents: &Documents,
    params: DocumentLinkParams,
    capabilities: ResolvedClientCapabilities,
) -> Result<Option<Vec<DocumentLink>>> {
    let Some(document) = documents.get(&params.text_document.uri) else { return Ok(None) };
    let Some(analysis) = settled_soon(document).await.last else { return Ok(None) };
    off_thread(move || Some(links(&analysis, capabilities))).await
}

fn links(analysis: &Analysis, capabilities: ResolvedClientCapabilities) -> Vec<DocumentLink> {
    let citations = analysis.checked.draft.citations.iter().zip(&analysis.checked.citations);
    citations
        .filter_map(|(citation, checked)| {
            // Editors make links of addresses and paths themselves; a name in prose is no link.
            let Target::Key(_) = *citation.target else { return None };
            let [id] = &*checked.sources else { return None };
            let card = analysis.opened.workspace.archive.card(*id)?;
            Some(DocumentLink {
                range: capabilities.encoding.range(&analysis.text, citation.target_span),
                target: Some(Uri::from_file_path(&card.path)?),
                tooltip: Some(card.shown.clone()),
                data: None,
            })
        })
        .collect()
}
