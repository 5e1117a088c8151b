//! `textDocument/references`: from a passage to the drafts that quote it, from a speaker to all they are
//! quoted as saying.

use std::sync::Arc;

use smol_str::SmolStr;
use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::{Location, Position, ReferenceParams, Uri};

use super::{off_thread, quotation_at, settled_soon};
use crate::archive::SourceId;
use crate::server::analysis::Analysis;
use crate::server::documents::Documents;
use crate::server::opened::Opened;
use crate::server::positions::Encoding;
use crate::server::quoting::{self, Shown, Use};
use crate::server::session::Session;
use crate::text::Span;

/// How many sources are looked into for the words of one speaker.
const SOURCES: usize = 400;

/// Answers `textDocument/references`.
pub(in crate::server) async fn handle(
    session: &Arc<Session>,
    documents: &Documents,
    params: ReferenceParams,
) -> Result<Option<Vec<Location>>> {
    let at = params.text_document_position;
    let uri = at.text_document.uri;
    let Some(document) = documents.get(&uri) else { return Ok(None) };
    let last = settled_soon(document).await.last;
    // Drafts that are not open count too.
    session.surveyed().await;
    let (session, documents) = (Arc::clone(session), documents.clone());
    off_thread(move || {
        let encoding = session.capabilities().encoding;
        let uses = quoting::known(&session, &documents);
        let asked = Asked { uses: &uses, encoding, with_declaration: params.context.include_declaration };
        match last {
            Some(analysis) => asked.in_draft(&analysis, at.position),
            None => asked.in_source(&quoting::source_shown(&session, &documents, &uri)?, at.position, &uri),
        }
    })
    .await
}

struct Asked<'a> {
    uses: &'a [Use],
    encoding: Encoding,
    with_declaration: bool,
}

impl Asked<'_> {
    fn in_draft(&self, analysis: &Analysis, position: Position) -> Option<Vec<Location>> {
        let offset = self.encoding.offset(&analysis.text, position);
        let opened = &analysis.opened;
        if let Some(name) = speaker_at(analysis, offset) {
            return Some(self.words_of(opened, &name));
        }
        let quotation = quotation_at(analysis, offset)?;
        let evidence = quotation.evidence.first()?;
        Some(self.of_passage(opened, evidence.source, evidence.span))
    }

    fn in_source(&self, shown: &Shown, position: Position, uri: &Uri) -> Option<Vec<Location>> {
        let offset = self.encoding.offset(&shown.view.text, position);
        let source = shown.opened.workspace.archive.source(shown.id)?;
        let cited = self.uses.iter().flat_map(|used| used.within(&shown.opened, shown.id));
        let here = cited.filter(|span| shown.view.span(*span).touches(offset)).min_by_key(|span| span.len());
        if let Some(passage) = here {
            return Some(self.of_passage(&shown.opened, shown.id, passage));
        }
        let mentioned = source.reading.quotations.iter().find_map(|quotation| {
            let speaker = &quotation.attribution.as_ref()?.speaker;
            let at_mention = shown.view.span(speaker.mention?).touches(offset);
            at_mention.then(|| source.reading.person(speaker.person?)).flatten()
        });
        if let Some(name) = mentioned.and_then(|person| shown.opened.workspace.people.name_of(person)) {
            return Some(self.words_of(&shown.opened, &name));
        }
        tracing::debug!(uri = uri.as_str(), "nothing here is quoted");
        None
    }

    /// The quotations that rest on the passage; with it, where that is asked for.
    fn of_passage(&self, opened: &Opened, id: SourceId, passage: Span) -> Vec<Location> {
        let declaration = self.with_declaration.then(|| opened.location(id, passage, self.encoding)).flatten();
        let quoting = self.uses.iter().filter(|used| used.within(opened, id).any(|span| span.overlaps(passage)));
        declaration.into_iter().chain(quoting.map(|used| used.at.clone())).collect()
    }

    /// All that drafts, and then sources, have the speaker called `name` say.
    fn words_of(&self, opened: &Opened, name: &str) -> Vec<Location> {
        let drafts = self.uses.iter().filter(|used| used.speaker.as_deref() == Some(name)).map(|used| used.at.clone());
        let sources = opened.speakers().sources_of(name).iter().take(SOURCES);
        let said = sources.flat_map(|id| opened.workspace.said_by(*id, &|speaker| speaker.best() == name));
        let said = said.filter_map(|utterance| opened.location(utterance.id, utterance.whole, self.encoding));
        drafts.chain(said).collect()
    }
}

/// Who is meant where the draft names a speaker at `offset`.
fn speaker_at(analysis: &Analysis, offset: usize) -> Option<SmolStr> {
    analysis.checked.quotations.iter().find_map(|quotation| {
        let read = analysis.checked.draft.reading.quotations.get(quotation.index)?;
        let mention = read.attribution.as_ref()?.speaker.mention?;
        mention.touches(offset).then(|| quotation.speaker.as_ref()?.name.clone()).flatten()
    })
}
