//! Which source an entry is about: the one that its files name, else the one of its address.

use std::collections::{BTreeMap, HashMap};

use super::files::components;
use super::{Bibliography, Entry};
use crate::source::{Card, Metadata, SourceKind, address};

/// Gives the sources with these `cards` the keys of the entries about them, and what the entries say of them.
pub(in crate::source) fn apply(cards: &mut [Card], bibliographies: &[Bibliography]) {
    if bibliographies.iter().all(|bibliography| bibliography.entries.is_empty()) {
        return;
    }
    let places = Places::of(cards);
    let mut taken: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    for bibliography in bibliographies {
        let folder = bibliography.path.parent().map(|folder| components(&folder.to_string_lossy())).unwrap_or_default();
        for entry in &bibliography.entries {
            let Some(place) = places.of_entry(entry, &folder) else { continue };
            let Some(card) = cards.get_mut(place) else { continue };
            let named = entry.metadata.kind != SourceKind::default();
            override_with(card, &entry.metadata, named);
            if card.key != entry.key {
                let old = std::mem::replace(&mut card.key, entry.key.clone());
                if !card.aliases.contains(&old) {
                    card.aliases.push(old);
                }
            }
            taken.entry(place).or_default().push(entry.key.clone());
        }
    }
    // A source in two bibliographies answers to all its keys.
    for (place, keys) in taken {
        let Some(card) = cards.get_mut(place) else { continue };
        for key in keys {
            if key != card.key && !card.aliases.contains(&key) {
                card.aliases.push(key);
            }
        }
    }
}

/// What `metadata` says takes the place of what a source says of itself.
pub(super) fn override_with(card: &mut Card, metadata: &Metadata, names_kind: bool) {
    let own = &mut card.metadata;
    let put = |place: &mut Option<String>, value: &Option<String>| {
        if value.is_some() {
            place.clone_from(value);
        }
    };
    put(&mut own.title, &metadata.title);
    put(&mut own.outlet, &metadata.outlet);
    put(&mut own.date, &metadata.date);
    put(&mut own.url, &metadata.url);
    put(&mut own.language, &metadata.language);
    if !metadata.authors.is_empty() {
        own.authors.clone_from(&metadata.authors);
    }
    if names_kind {
        own.kind = metadata.kind;
        card.voice = metadata.kind.voice();
    }
}

/// Sources by their files and addresses.
struct Places {
    /// By the name of the file: its folders, and where its first source is.
    names: HashMap<String, Vec<(Vec<String>, usize)>>,
    addresses: HashMap<String, usize>,
}

impl Places {
    fn of(cards: &[Card]) -> Self {
        let mut places = Self { names: HashMap::new(), addresses: HashMap::new() };
        let mut before = None;
        for (place, card) in cards.iter().enumerate() {
            // The sources of one file follow one another.
            if before != Some(&card.path) {
                let path = components(&card.path.to_string_lossy());
                if let Some(name) = path.last().cloned() {
                    places.names.entry(name.to_lowercase()).or_default().push((path, place));
                }
            }
            before = Some(&card.path);
            if let Some(url) = &card.metadata.url {
                places.addresses.entry(address(url)).or_insert(place);
            }
        }
        places
    }

    fn of_entry(&self, entry: &Entry, folder: &[String]) -> Option<usize> {
        let by_file = entry.files.iter().find_map(|file| self.of_file(file, folder));
        by_file.or_else(|| self.addresses.get(&address(entry.metadata.url.as_deref()?)).copied())
    }

    /// The source whose path has most in common with `file`, from the end: libraries are moved, and
    /// paths in them name places on other machines.
    fn of_file(&self, file: &str, folder: &[String]) -> Option<usize> {
        let wanted = components(file);
        let candidates = self.names.get(&wanted.last()?.to_lowercase())?;
        // A path from the bibliography's own folder names the file for certain.
        let full: Vec<&String> = folder.iter().chain(&wanted).collect();
        if let Some((_, place)) = candidates.iter().find(|(path, _)| path.iter().eq(full.iter().copied())) {
            return Some(*place);
        }
        let common = |path: &[String]| path.iter().rev().zip(wanted.iter().rev()).take_while(|(a, b)| a == b).count();
        let most = candidates.iter().map(|(path, _)| common(path)).max()?;
        let mut best = candidates.iter().filter(|(path, _)| common(path) == most);
        let (_, place) = best.next()?;
        best.next().is_none().then_some(*place)
    }
}
