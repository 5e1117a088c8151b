//! Who speaks in which sources, so that somebody's words are found without looking into all of them.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::Workspace;
use super::beginnings::{Beginnings, is_named};
use crate::archive::SourceId;
use crate::prose::PersonKind;

/// Everybody whose words the sources have, with the sources.
#[derive(Debug, Default)]
pub struct Speakers {
    /// By name.
    named: Vec<(String, Vec<SourceId>)>,
    beginnings: Beginnings,
}

impl Speakers {
    /// Reads the labels of all sources of `workspace`.
    #[must_use]
    pub fn of(workspace: &Workspace) -> Self {
        let mut by_name: BTreeMap<String, Vec<SourceId>> = BTreeMap::new();
        for (id, people) in workspace.archive.speakers() {
            for person in people.iter().filter(|person| person.kind != PersonKind::Group) {
                let Some(name) = workspace.people.name_of(person) else { continue };
                let sources = by_name.entry(name.into()).or_default();
                if sources.last() != Some(&id) {
                    sources.push(id);
                }
            }
        }
        let named: Vec<(String, Vec<SourceId>)> = by_name.into_iter().collect();
        Self { beginnings: Beginnings::of((0..).zip(named.iter().map(|(name, _)| name.as_str()))), named }
    }

    /// Those whose names hold every word of `wanted` as the beginning of one of theirs, those who speak in most
    /// sources first.
    pub fn named<'a>(&'a self, wanted: &str, most: usize) -> Vec<(&'a str, &'a [SourceId])> {
        let wanted = wanted.to_lowercase();
        let candidates: Vec<&(String, Vec<SourceId>)> = match self.beginnings.leading_to(&wanted) {
            Some(numbers) => numbers.into_iter().filter_map(|at| self.named.get(at as usize)).collect(),
            None => self.named.iter().collect(),
        };
        let found = candidates.into_iter().filter(|(name, _)| is_named(name, &wanted));
        let mut found: Vec<_> = found.map(|(name, sources)| (name.as_str(), sources.as_slice())).collect();
        found.sort_by_key(|(name, sources)| (Reverse(sources.len()), *name));
        found.truncate(most);
        found
    }

    /// The sources in which whoever has just this `name` speaks.
    #[must_use]
    pub fn sources_of(&self, name: &str) -> &[SourceId] {
        let at = self.named.binary_search_by(|(known, _)| known.as_str().cmp(name));
        at.ok().and_then(|at| self.named.get(at)).map_or(&[], |(_, sources)| sources)
    }
}
