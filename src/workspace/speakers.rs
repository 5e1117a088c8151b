//! Who is named in which sources, so that somebody's words are found without looking into all of them.

use std::collections::BTreeMap;

use super::Workspace;
use crate::archive::SourceId;
use crate::prose::PersonKind;

/// Everybody that the sources name, with the sources.
#[derive(Debug, Default)]
pub struct Speakers {
    /// By name.
    named: Vec<(String, Vec<SourceId>)>,
    /// How each word of each name begins, in lower case, and whose name it is; sorted.
    heads: Vec<(Head, u32)>,
}

/// The first bytes of a word, zeros behind a shorter one.
type Head = [u8; 4];

impl Speakers {
    /// Reads the labels of all sources of `workspace`.
    #[must_use]
    pub fn of(workspace: &Workspace) -> Self {
        let mut by_name: BTreeMap<String, Vec<SourceId>> = BTreeMap::new();
        for (source, people) in workspace.archive.people().enumerate() {
            let id = SourceId(u32::try_from(source).unwrap_or(u32::MAX));
            for person in people.iter().filter(|person| person.kind != PersonKind::Group) {
                let Some(name) = workspace.people.name_of(person) else { continue };
                let sources = by_name.entry(name.into()).or_default();
                if sources.last() != Some(&id) {
                    sources.push(id);
                }
            }
        }
        let mut speakers = Self { named: by_name.into_iter().collect(), heads: Vec::new() };
        speakers.index();
        speakers
    }

    fn index(&mut self) {
        let all = (0..).zip(&self.named).flat_map(|(at, (name, _))| {
            let name = name.to_lowercase();
            let parts = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
            parts.map(|word| (head(word), at)).collect::<Vec<(Head, u32)>>()
        });
        self.heads = all.collect();
        self.heads.sort_unstable();
        self.heads.dedup();
    }

    /// Those whose names hold every word of `wanted` as the beginning of one of theirs, the most often
    /// named first.
    pub fn named<'a>(&'a self, wanted: &str, most: usize) -> Vec<(&'a str, &'a [SourceId])> {
        let wanted = wanted.to_lowercase();
        let first = wanted.split_whitespace().next().unwrap_or_default();
        let candidates: Vec<&(String, Vec<SourceId>)> = if first.starts_with(char::is_alphanumeric) {
            self.beginning_with(first).into_iter().filter_map(|at| self.named.get(at as usize)).collect()
        } else {
            self.named.iter().collect()
        };
        let found = candidates.into_iter().filter(|(name, _)| is_named(name, &wanted));
        let mut found: Vec<_> = found.map(|(name, sources)| (name.as_str(), sources.as_slice())).collect();
        found.sort_by_key(|(name, sources)| (std::cmp::Reverse(sources.len()), *name));
        found.truncate(most);
        found
    }

    /// Those, by index, a word of whose names may begin with `word`, which is in lower case and begins with a letter.
    fn beginning_with(&self, word: &str) -> Vec<u32> {
        let letters = word.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        let (from, to) = (head(letters), last_head(letters));
        let first = self.heads.partition_point(|(head, _)| *head < from);
        let end = self.heads.partition_point(|(head, _)| *head <= to);
        let mut found: Vec<u32> = self.heads.get(first..end).unwrap_or_default().iter().map(|(_, at)| *at).collect();
        found.sort_unstable();
        found.dedup();
        found
    }
}

fn head(word: &str) -> Head {
    padded(word, 0)
}

/// The last head that a word can have which begins with `word`.
fn last_head(word: &str) -> Head {
    padded(word, u8::MAX)
}

fn padded(word: &str, with: u8) -> Head {
    let mut bytes = word.bytes().chain(std::iter::repeat(with));
    std::array::from_fn(|_| bytes.next().unwrap_or(with))
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
    use super::*;

    #[test]
    fn an_index_of_beginnings_leads_to_the_same_people() {
        let names = ["Ada Marsh", "Tilda Okafor", "Jean-Luc O’Marr", "É. Marx", "Li Ma"];
        let mut people =
            Speakers { named: names.iter().map(|n| ((*n).to_owned(), Vec::new())).collect(), ..Default::default() };
        people.index();
        for wanted in ["mar", "marsh", "ma", "m", "luc", "o’m", "é", "li m", "x", "’m", "ok t"] {
            let found: Vec<&str> = people.named(wanted, 9).into_iter().map(|(name, _)| name).collect();
            let mut slow: Vec<&str> = names.into_iter().filter(|name| is_named(name, wanted)).collect();
            slow.sort_unstable();
            assert_eq!(found, slow, "{wanted}");
        }
    }

    #[test]
    fn names_are_met_by_the_beginnings_of_their_words() {
        assert!(is_named("Tilda Okafor", "oka"));
        assert!(is_named("Tilda Okafor", "okafor t"));
        assert!(!is_named("Tilda Okafor", "ilda"));
        assert!(!is_named("Tilda Okafor", "tilda marsh"));
    }
}
