//! Which sources a key that is being typed may lead to.

use std::sync::Arc;

use super::Workspace;
use super::beginnings::{Beginnings, is_named};
use crate::archive::SourceId;
use crate::source::Card;

/// The keys of all sources, by how they begin and by whatever else names a source.
#[derive(Debug, Default)]
pub struct Keys {
    /// All sources in the order of their keys in lower case.
    by_key: Vec<SourceId>,
    /// Their other keys, titles, outlets and authors.
    beginnings: Beginnings,
}

impl Keys {
    /// Reads the cards of all sources of `workspace`.
    #[must_use]
    pub fn of(workspace: &Workspace) -> Self {
        let mut by_key: Vec<(SourceId, &Arc<Card>)> = workspace.archive.sources().collect();
        by_key.sort_by_cached_key(|(id, card)| (card.key.to_lowercase(), *id));
        let names = workspace.archive.sources().flat_map(|(id, card)| names_of(card).map(move |name| (id.0, name)));
        Self { beginnings: Beginnings::of(names), by_key: by_key.into_iter().map(|(id, _)| id).collect() }
    }

    /// The sources whose keys begin with `typed`; behind them those with another key that does; then those named
    /// otherwise with words that begin so; where there are none, those whose keys hold it. `most` of them, in each part by
    /// their keys, with the part's number from 0.
    #[must_use]
    pub fn fitting<'a>(&self, workspace: &'a Workspace, typed: &str, most: usize) -> Vec<(u8, &'a Card)> {
        let wanted = typed.to_lowercase();
        let card = |id: &SourceId| workspace.archive.card(*id).map(AsRef::as_ref);
        let key = |id: &SourceId| card(id).map(|card: &Card| card.key.to_lowercase()).unwrap_or_default();
        let first = self.by_key.partition_point(|id| key(id) < wanted);
        let rest = self.by_key.get(first..).unwrap_or_default();
        let begin = rest.iter().take_while(|id| key(id).starts_with(&wanted)).take(most);
        let mut found: Vec<(u8, &Card)> = begin.filter_map(card).map(|card| (0, card)).collect();
        if found.len() < most {
            let cards: Vec<&Card> = match self.beginnings.leading_to(&wanted) {
                Some(numbers) => numbers.into_iter().map(SourceId).filter_map(|id| card(&id)).collect(),
                None => self.by_key.iter().filter_map(card).collect(),
            };
            let others = cards.into_iter().filter_map(|card| Some((fitness(card, &wanted)?, card)));
            let mut others: Vec<(u8, &Card)> = others.collect();
            others.sort_by_key(|(fitness, card)| (*fitness, card.key.as_str()));
            found.extend(others);
        }
        if found.is_empty() {
            let holding = self.by_key.iter().filter_map(card).filter(|card| card.key.to_lowercase().contains(&wanted));
            found.extend(holding.take(most).map(|card| (3, card)));
        }
        found.truncate(most);
        found
    }
}

/// How well a source fits what is typed of its key that does not begin so; smaller is better, `None` is not at all.
fn fitness(card: &Card, wanted: &str) -> Option<u8> {
    let begins = |key: &str| key.to_lowercase().starts_with(wanted);
    if begins(&card.key) {
        return None;
    }
    if card.aliases.iter().any(|alias| begins(alias)) {
        return Some(1);
    }
    names_of(card).any(|name| is_named(name, wanted)).then_some(2)
}

/// What names a source besides its key.
fn names_of(card: &Card) -> impl Iterator<Item = &str> {
    let metadata = &card.metadata;
    let named = [metadata.title.as_deref(), metadata.outlet.as_deref()].into_iter().flatten();
    card.aliases.iter().chain(&metadata.authors).map(String::as_str).chain(named)
}
