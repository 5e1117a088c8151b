//! What the directory of people knows of one person, and how it learns that from what texts say.

use std::collections::{BTreeMap, BTreeSet};

use smallvec::SmallVec;
use smol_str::SmolStr;

use super::{Person, PersonKind};
use crate::text::few::{self, Few};

/// Entries, in their order.
#[derive(Clone, Debug, Default, serde::Serialize, serde::Deserialize)]
pub(super) struct Those(#[serde(with = "few")] SmallVec<[u32; 4]>);

impl Those {
    /// Adds one, behind all others.
    pub(super) fn add(&mut self, entry: usize) {
        let entry = u32::try_from(entry).unwrap_or(u32::MAX);
        if self.0.last() != Some(&entry) {
            self.0.push(entry);
        }
    }

    pub(super) fn count(&self) -> usize {
        self.0.len()
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = usize> + '_ {
        self.0.iter().map(|entry| *entry as usize)
    }
}

/// One person or body.
#[derive(Clone, Debug, Default, serde::Serialize, serde::Deserialize)]
pub(super) struct Entry {
    /// The fullest and commonest name.
    pub(super) name: SmolStr,
    /// Last words of the names, folded, sorted, each once.
    #[serde(with = "few")]
    pub(super) lasts: Few<SmolStr>,
    /// Given name, folded.
    pub(super) given: Option<SmolStr>,
    /// Roles as [`super::names::role_words`] has them, sorted, each once, while the directory learns; see
    /// [`super::roles::Roles`].
    #[serde(skip)]
    pub(super) roles: Few<SmolStr>,
    pub(super) kind: PersonKind,
}

/// What was seen under one name.
#[derive(Default)]
pub(super) struct Seen {
    /// How it was written, and in how many texts.
    written: BTreeMap<String, usize>,
    pub(super) roles: BTreeSet<SmolStr>,
    human: usize,
    body: usize,
}

impl Seen {
    pub(super) fn add(&mut self, person: &Person) {
        *self.written.entry(person.name.to_string()).or_default() += 1;
        self.roles.extend(person.roles.iter().cloned());
        self.human += usize::from(person.kind == PersonKind::Human);
        self.body += usize::from(matches!(person.kind, PersonKind::Organisation | PersonKind::Group));
    }

    pub(super) fn kind(&self) -> PersonKind {
        match (self.human, self.body) {
            (0, 0) => PersonKind::Unknown,
            (human, body) if human >= body => PersonKind::Human,
            _ => PersonKind::Organisation,
        }
    }

    /// The commonest spelling; of equally common ones the first in the alphabet.
    fn best(&self) -> (&str, usize) {
        // A label in capitals says how the transcript is set, not how the name is written.
        let mixed = |name: &str| name.chars().any(char::is_lowercase);
        let best = self.written.iter().max_by_key(|(name, count)| (mixed(name), **count, std::cmp::Reverse(*name)));
        best.map_or(("", 0), |(name, count)| (name, *count))
    }
}

impl Entry {
    pub(super) fn take(&mut self, last: &str, seen: &Seen) {
        let (name, _) = seen.best();
        let fuller = name.split(' ').count() > self.name.split(' ').count();
        if self.name.is_empty() || (fuller && !name.contains('.')) {
            self.name = name.into();
        }
        once(&mut self.lasts, last.into());
        self.bear(&seen.roles);
        if self.kind == PersonKind::Unknown {
            self.kind = seen.kind();
        }
    }

    /// Notes that it bears `roles`.
    pub(super) fn bear(&mut self, roles: &BTreeSet<SmolStr>) {
        roles.iter().for_each(|role| once(&mut self.roles, role.clone()));
    }

    pub(super) fn is_named_human(&self) -> bool {
        let full = self.given.is_some();
        self.kind == PersonKind::Human || (full && self.kind == PersonKind::Unknown)
    }
}

/// Adds `word` to `words`, which are sorted, unless it is there.
pub(super) fn once(words: &mut Few<SmolStr>, word: SmolStr) {
    if let Err(place) = words.binary_search(&word) {
        words.insert(place, word);
    }
}
