//! `workspace/symbol`: speakers, sources, and what they said.

use std::sync::Arc;

use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::{Location, SymbolInformation, SymbolKind, WorkspaceSymbolParams, WorkspaceSymbolResponse};

use super::{off_thread, shortened};
use crate::server::opened::Opened;
use crate::server::positions::Encoding;
use crate::server::session::Session;
use crate::text::{Span, WordKey, reading_text, words};
use crate::workspace::is_named;

/// How many sources, speakers and utterances are told, each.
const MOST: usize = 24;
/// How many sources are looked into for the place where somebody speaks.
const SOURCES: usize = 4;
/// A query of fewer words is a name, not something said.
const FEWEST_WORDS: usize = 2;

/// Answers `workspace/symbol`.
pub(in crate::server) async fn handle(
    session: &Arc<Session>,
    params: WorkspaceSymbolParams,
) -> Result<Option<WorkspaceSymbolResponse>> {
    let encoding = session.capabilities().encoding;
    let opened = session.workspaces.opened();
    off_thread(move || {
        let found = opened.iter().flat_map(|opened| symbols(opened, &params.query, encoding));
        Some(WorkspaceSymbolResponse::Flat(found.collect()))
    })
    .await
}

fn symbols(opened: &Opened, query: &str, encoding: Encoding) -> Vec<SymbolInformation> {
    let mut found = speakers(opened, query, encoding);
    found.extend(sources(opened, query, encoding));
    found.extend(utterances(opened, query, encoding));
    found
}

fn speakers(opened: &Opened, query: &str, encoding: Encoding) -> Vec<SymbolInformation> {
    let speak = |(name, sources): (&str, &[crate::archive::SourceId])| {
        sources.iter().take(SOURCES).find_map(|id| {
            let said = opened.workspace.said_by(*id, &|speaker| speaker.best() == name);
            let first = said.first()?;
            let location = opened.location(*id, first.whole, encoding)?;
            Some(symbol(name.to_owned(), SymbolKind::CLASS, location, first.source.card.metadata.title.clone()))
        })
    };
    opened.speakers().named(query, MOST).into_iter().filter_map(speak).collect()
}

fn sources(opened: &Opened, query: &str, encoding: Encoding) -> Vec<SymbolInformation> {
    let wanted = query.to_lowercase();
    let archive = &opened.workspace.archive;
    let named = archive.sources().filter(|(_, card)| {
        let metadata = &card.metadata;
        let names = [Some(card.key.as_str()), metadata.title.as_deref(), metadata.outlet.as_deref()];
        names.into_iter().flatten().any(|name| is_named(name, &wanted))
    });
    let source = |(id, card): (_, &Arc<crate::source::Card>)| {
        let location = opened.location(id, Span::at(0), encoding)?;
        let name = card.metadata.title.as_ref().unwrap_or(&card.key).clone();
        Some(symbol(name, SymbolKind::FILE, location, card.metadata.outlet.clone()))
    };
    named.take(MOST).filter_map(source).collect()
}

fn utterances(opened: &Opened, query: &str, encoding: Encoding) -> Vec<SymbolInformation> {
    let asked: Vec<WordKey> = words(query).iter().map(|word| word.key).collect();
    if asked.len() < FEWEST_WORDS {
        return Vec::new();
    }
    let said = opened.workspace.utterances(&asked, "", MOST);
    let utterance = |said: crate::workspace::Utterance| {
        let location = opened.location(said.id, said.sentence, encoding)?;
        let name = shortened(&reading_text(&said.source.prose, said.sentence));
        Some(symbol(name, SymbolKind::STRING, location, said.speaker.map(|speaker| speaker.best().to_owned())))
    };
    said.into_iter().filter_map(utterance).collect()
}

fn symbol(name: String, kind: SymbolKind, location: Location, container_name: Option<String>) -> SymbolInformation {
    #[expect(deprecated, reason = "the type has no other way to be made")]
    SymbolInformation { name, kind, tags: None, deprecated: None, location, container_name }
}
