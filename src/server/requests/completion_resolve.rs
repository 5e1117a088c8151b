//! `completionItem/resolve`: the passage behind a proposed quotation.

use serde::Deserialize;
use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::{CompletionItem, Documentation, Uri};

use super::off_thread;
use crate::archive::SourceId;
use crate::server::capabilities::ResolvedClientCapabilities;
use crate::server::cards::{self, Format};
use crate::server::documents::Documents;
use crate::text::Span;

/// What the item carries.
#[derive(Deserialize)]
struct Passage {
    draft: Uri,
    source: u32,
    shown: String,
    start: usize,
    end: usize,
}

/// Answers `completionItem/resolve`. An item whose source is no longer what it was comes back as it is.
pub(in crate::server) async fn handle(
    documents: &Documents,
    mut item: CompletionItem,
    capabilities: ResolvedClientCapabilities,
) -> Result<CompletionItem> {
    let passage = item.data.clone().and_then(|data| serde_json::from_value::<Passage>(data).ok());
    let Some(passage) = passage else { return Ok(item) };
    let Some(analysis) = documents.get(&passage.draft).and_then(|document| document.outcome.borrow().last.clone())
    else {
        return Ok(item);
    };
    let format = if capabilities.completion_markdown { Format::Markdown } else { Format::Plain };
    let card = off_thread(move || {
        let source = analysis.opened.workspace.archive.source(SourceId(passage.source))?;
        let span = Span::new(passage.start, passage.end.max(passage.start));
        let fits = source.card.shown == passage.shown && source.prose.get(span.start..span.end).is_some();
        fits.then(|| cards::passage(&source, span, format))
    });
    item.documentation = card.await?.map(Documentation::MarkupContent);
    Ok(item)
}
