//! Which source an entry is about: the one that its files name, else the one of its address.

use std::collections::HashMap;
use std::sync::Arc;

use super::files::components;
use super::{Bibliography, Entry};
use crate::source::load::Loaded;
use crate::source::{Metadata, Source, address};

/// Gives the sources of `loaded` the keys of the entries about them, and what the entries say of them.
pub(in crate::source) fn apply(loaded: &mut [Loaded], bibliographies: &[Bibliography]) {
    let mut places = Places::of(loaded);
    for bibliography in bibliographies {
        let folder = bibliography.path.parent().map(|folder| components(&folder.to_string_lossy())).unwrap_or_default();
        for entry in &bibliography.entries {
            let Some((file, part)) = places.of_entry(entry, &folder) else { continue };
            let Some(Ok(source)) = loaded.get_mut(file).and_then(|one| one.parts.get_mut(part)) else { continue };
            let source = Arc::make_mut(source);
            let named = entry.metadata.kind != crate::source::SourceKind::default();
            override_with(source, &entry.metadata, named);
            if source.key != entry.key {
                let old = std::mem::replace(&mut source.key, entry.key.clone());
                if !source.aliases.contains(&old) {
                    source.aliases.push(old);
                }
            }
            places.taken.entry((file, part)).or_default().push(entry.key.clone());
        }
    }
    // A source in two bibliographies answers to all its keys.
    for ((file, part), keys) in places.taken {
        if let Some(Ok(source)) = loaded.get_mut(file).and_then(|one| one.parts.get_mut(part)) {
            let missing: Vec<String> =
                keys.into_iter().filter(|key| *key != source.key && !source.aliases.contains(key)).collect();
            if !missing.is_empty() {
                Arc::make_mut(source).aliases.extend(missing);
            }
        }
    }
}

/// What `metadata` says takes the place of what `source` says of itself.
pub(super) fn override_with(source: &mut Source, metadata: &Metadata, names_kind: bool) {
    let own = &mut source.metadata;
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
        source.voice = crate::source::voice_of(metadata.kind);
    }
}

/// Sources by their files and addresses.
struct Places {
    /// By the name of the file: its folders, and where it is.
    names: HashMap<String, Vec<(Vec<String>, (usize, usize))>>,
    addresses: HashMap<String, (usize, usize)>,
    taken: std::collections::BTreeMap<(usize, usize), Vec<String>>,
}

impl Places {
    fn of(loaded: &[Loaded]) -> Self {
        let mut places =
            Self { names: HashMap::new(), addresses: HashMap::new(), taken: std::collections::BTreeMap::new() };
        for (file, one) in loaded.iter().enumerate() {
            for (part, source) in
                one.parts.iter().enumerate().filter_map(|(part, source)| Some((part, source.as_ref().ok()?)))
            {
                if part == 0 {
                    let path = components(&one.path.to_string_lossy());
                    if let Some(name) = path.last().cloned() {
                        places.names.entry(name.to_lowercase()).or_default().push((path, (file, part)));
                    }
                }
                if let Some(url) = &source.metadata.url {
                    places.addresses.entry(address(url)).or_insert((file, part));
                }
            }
        }
        places
    }

    fn of_entry(&self, entry: &Entry, folder: &[String]) -> Option<(usize, usize)> {
        let by_file = entry.files.iter().find_map(|file| self.of_file(file, folder));
        by_file.or_else(|| self.addresses.get(&address(entry.metadata.url.as_deref()?)).copied())
    }

    /// The source whose path has most in common with `file`, from the end: libraries are moved, and
    /// paths in them name places on other machines.
    fn of_file(&self, file: &str, folder: &[String]) -> Option<(usize, usize)> {
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
