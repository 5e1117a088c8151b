//! Who is named in which sources, so that somebody's words are found without looking into all of them.

use std::collections::BTreeMap;

use super::Workspace;
use crate::archive::SourceId;
use crate::prose::PersonKind;

/// Everybody that the sources name, with the sources.
#[derive(Debug, Default)]
pub struct Speakers {
    by_name: BTreeMap<String, Vec<SourceId>>,
}

impl Speakers {
    /// Reads the labels of all sources of `workspace`.
    #[must_use]
    pub fn of(workspace: &Workspace) -> Self {
        let mut by_name: BTreeMap<String, Vec<SourceId>> = BTreeMap::new();
        for (source, people) in workspace.archive.people().enumerate() {
            let id = SourceId(u32::try_from(source).unwrap_or(u32::MAX));
            for person in people.iter().filter(|person| person.kind != PersonKind::Group) {
                let Some(name) = workspace.people.name_of(person) else { continue };
                let sources = by_name.entry(name).or_default();
                if sources.last() != Some(&id) {
                    sources.push(id);
                }
            }
        }
        Self { by_name }
    }

    /// Those whose names hold every word of `wanted` as the beginning of one of theirs, the most often
    /// named first.
    pub fn named<'a>(&'a self, wanted: &str, most: usize) -> Vec<(&'a str, &'a [SourceId])> {
        let wanted = wanted.to_lowercase();
        let is_meant = |name: &str| is_named(name, &wanted);
        let found = self.by_name.iter().filter(|(name, _)| is_meant(name));
        let mut found: Vec<_> = found.map(|(name, sources)| (name.as_str(), sources.as_slice())).collect();
        found.sort_by_key(|(name, sources)| (std::cmp::Reverse(sources.len()), *name));
        found.truncate(most);
        found
    }
}

/// Whether every word of `wanted`, in lower case, begins a word of `name`.
#[must_use]
pub fn is_named(name: &str, wanted: &str) -> bool {
    let name = name.to_lowercase();
    let begins = |word: &str| {
        name.match_indices(word)
            .any(|(at, _)| !name.get(..at).is_some_and(|before| before.ends_with(char::is_alphanumeric)))
    };
    wanted.split_whitespace().all(begins)
}

#[cfg(test)]
mod tests {
    use super::is_named;

    #[test]
    fn names_are_met_by_the_beginnings_of_their_words() {
        assert!(is_named("Tilda Okafor", "oka"));
        assert!(is_named("Tilda Okafor", "okafor t"));
        assert!(!is_named("Tilda Okafor", "ilda"));
        assert!(!is_named("Tilda Okafor", "tilda marsh"));
    }
}
