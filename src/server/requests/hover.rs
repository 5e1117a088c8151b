//! `textDocument/hover`: the card of the quotation or the citation under the cursor.

use std::sync::Arc;

use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::{Hover, HoverContents, HoverParams, Position, TextDocumentPositionParams};

use super::{citation_at, off_thread, quotation_at, settled_soon};
use crate::server::analysis::{Analysis, Stage};
use crate::server::capabilities::ResolvedClientCapabilities;
use crate::server::cards::{self, Card, Format};
use crate::server::documents::Documents;
use crate::server::quoting::{self, Use};
use crate::server::session::Session;
use crate::text::Span;

/// Answers `textDocument/hover`.
pub(in crate::server) async fn handle(
    session: &Arc<Session>,
    documents: &Documents,
    params: HoverParams,
) -> Result<Option<Hover>> {
    let at = params.text_document_position_params;
    let capabilities = session.capabilities();
    let format = if capabilities.hover_markdown { Format::Markdown } else { Format::Plain };
    let Some(document) = documents.get(&at.text_document.uri) else { return Ok(None) };
    let outcome = settled_soon(document).await;
    match (outcome.stage, outcome.last) {
        (_, None) if quoting::is_shown(session, &at.text_document.uri) => {
            let (session, documents) = (Arc::clone(session), documents.clone());
            off_thread(move || quoted_at(&session, &documents, &at, format)).await
        }
        (Stage::Source, _) => Ok(None),
        (_, Some(analysis)) => off_thread(move || card_at(&analysis, at.position, format, capabilities)).await,
        // Nobody checks it: its language is none that drafts are written in.
        (Stage::Reading, None) if document.outcome.has_changed().is_err() => Ok(None),
        (Stage::Reading, None) => Ok(Some(notice(format, "Verbatim is still reading the sources.", ""))),
        (Stage::Unopened(why), None) => Ok(Some(notice(format, "Not checked: ", &why))),
        (Stage::Checked | Stage::Broken, None) => Ok(None),
    }
}

/// Who quotes the passage of a source at a place.
fn quoted_at(
    session: &Session,
    documents: &Documents,
    at: &TextDocumentPositionParams,
    format: Format,
) -> Option<Hover> {
    let encoding = session.capabilities().encoding;
    let shown = quoting::source_shown(session, documents, &at.text_document.uri)?;
    let offset = encoding.offset(&shown.view.text, at.position);
    let uses = quoting::known(session, documents);
    let here = |used: &&Use| used.within(&shown.opened, shown.id).find(|span| shown.view.span(*span).touches(offset));
    let (uses, spans): (Vec<&Use>, Vec<_>) = uses.iter().filter_map(|used| Some((used, here(&used)?))).unzip();
    let span = spans.into_iter().reduce(Span::join)?;
    let range = encoding.range(&shown.view.text, shown.view.span(span));
    Some(Hover { contents: HoverContents::Markup(cards::quoted(&uses, format)), range: Some(range) })
}

fn notice(format: Format, ours: &str, theirs: &str) -> Hover {
    let mut card = Card::new(format);
    card.say(ours).quote(theirs);
    Hover { contents: HoverContents::Markup(card.finish()), range: None }
}

fn card_at(
    analysis: &Analysis,
    position: Position,
    format: Format,
    capabilities: ResolvedClientCapabilities,
) -> Option<Hover> {
    let offset = capabilities.encoding.offset(&analysis.text, position);
    let cited = citation_at(analysis, offset).and_then(|(index, span)| {
        let id = *analysis.checked.citations.get(index)?.sources.first()?;
        Some((cards::source(&*analysis.opened.workspace.archive.source(id)?, format), span))
    });
    let (card, span) = cited.or_else(|| {
        let quotation = quotation_at(analysis, offset)?;
        Some((cards::quotation(analysis, quotation, format), quotation.span))
    })?;
    let range = Some(capabilities.encoding.range(&analysis.text, span));
    Some(Hover { contents: HoverContents::Markup(card), range })
}
