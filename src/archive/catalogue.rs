//! Which source a citation leads to.

use std::collections::HashMap;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use super::name_index::NameIndex;
use super::{Archive, Skipped, SourceId};
use crate::draft::{OutletNames, Target};
use crate::remembered::Remembered;
use crate::source::{Bibliography, Card, address, domain_stem};

/// Sources by everything that a citation may call them.
#[derive(Clone, Debug, Default)]
pub struct Catalogue {
    /// The sources, by their ids.
    cards: Vec<Arc<Card>>,
    keys: NameIndex,
    folded_keys: NameIndex,
    addresses: NameIndex,
    paths: NameIndex,
    outlets: NameIndex,
    outlet_names: OutletNames,
    skipped: Vec<Skipped>,
    /// Indices into `skipped` by the folded stem of the file.
    skipped_stems: HashMap<String, usize>,
    skipped_paths: HashMap<PathBuf, usize>,
    /// What bibliographies list, by the folded key.
    listed: HashMap<String, Listed>,
    /// Which key resembles an unknown one most; a draft in the works asks with every keystroke.
    resembling: Remembered<String, Option<KeyPlace>, MOST_REMEMBERED>,
}

/// A key: its source, and which of the source's keys it is, the aliases behind the first.
type KeyPlace = (SourceId, usize);

/// So many unknown keys are remembered: more than a draft has.
const MOST_REMEMBERED: usize = 512;

/// An entry of a bibliography.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Listed {
    /// The bibliography, as shown to people.
    pub bibliography: String,
    /// The line on which the entry begins, from 1.
    pub line: usize,
    /// What the work is called.
    pub title: Option<String>,
    /// The file that the entry names, as it is written there.
    pub file: Option<String>,
    /// Its address on the web.
    pub url: Option<String>,
}

/// What a citation leads to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Lookup<'a> {
    /// Sources: usually one, several where one address or outlet has several.
    Found(&'a [SourceId]),
    /// A file that could not be read.
    Unreadable(&'a Skipped),
    /// An entry of a bibliography, for which the archive holds no source.
    Missing(&'a Listed),
    /// Nothing in the archive.
    Unknown {
        /// The key that resembles it most, where one does.
        nearest: Option<&'a str>,
    },
}

impl Catalogue {
    /// The catalogue of `archive`.
    #[must_use]
    pub fn new(archive: &Archive) -> Self {
        let cards: Vec<Arc<Card>> = archive.sources().map(|(_, card)| Arc::clone(card)).collect();
        let (outlet_names, indices) = rayon::join(|| outlet_names(&cards), || Indices::of(archive));
        let Indices { keys, folded_keys, addresses, paths, outlets } = indices;
        let mut catalogue =
            Self { cards, keys, folded_keys, addresses, paths, outlets, outlet_names, ..Self::default() };
        for (index, skipped) in archive.skipped().iter().enumerate() {
            if let Some(stem) = skipped.path.file_stem() {
                catalogue.skipped_stems.entry(folded(&stem.to_string_lossy())).or_insert(index);
            }
            catalogue.skipped_paths.entry(lexical(&skipped.path)).or_insert(index);
        }
        catalogue.skipped = archive.skipped().to_vec();
        catalogue
    }

    /// The same catalogue, which also knows what `bibliographies` list.
    #[must_use]
    pub fn listing(mut self, bibliographies: &[Bibliography]) -> Self {
        for bibliography in bibliographies {
            for entry in &bibliography.entries {
                self.listed.entry(folded(&entry.key)).or_insert_with(|| Listed {
                    bibliography: bibliography.shown.clone(),
                    line: entry.line,
                    title: entry.metadata.title.clone(),
                    file: entry.files.first().cloned(),
                    url: entry.metadata.url.clone(),
                });
            }
        }
        self
    }

    /// Every name by which a draft may call a source's outlet: for [`crate::draft::cite_outlets`].
    #[must_use]
    pub fn outlet_names(&self) -> &OutletNames {
        &self.outlet_names
    }

    /// What `target`, cited in a draft in `folder`, leads to.
    #[must_use]
    pub fn look_up(&self, target: &Target, folder: &Path) -> Lookup<'_> {
        match target {
            Target::Key(key) => self.by_key(key),
            Target::Url(url) => found(self.addresses.get(address(url))),
            Target::Path(path) => self.by_path(path, folder),
            Target::Outlet(name) => found(self.outlets.get(outlet_form(name))),
        }
    }

    /// The source that is the file at `path`.
    #[must_use]
    pub fn at(&self, path: &Path) -> Option<SourceId> {
        let absolute = std::path::absolute(path).ok()?;
        self.at_plain(&lexical(&absolute)).copied()
    }

    /// The source that is the file at `path`, which is plain; of several in one file the last.
    fn at_plain(&self, path: &Path) -> Option<&SourceId> {
        self.paths.get(path.as_os_str().as_encoded_bytes())?.last()
    }

    fn by_key(&self, key: &str) -> Lookup<'_> {
        if let Some(ids) = self.keys.get(key) {
            return Lookup::Found(ids);
        }
        let folded = folded(key);
        if let Some(ids) = self.folded_keys.get(folded.as_str()) {
            return Lookup::Found(ids);
        }
        if let Some(skipped) = self.skipped_stems.get(&folded).and_then(|index| self.skipped.get(*index)) {
            return Lookup::Unreadable(skipped);
        }
        match self.listed.get(&folded) {
            Some(listed) => Lookup::Missing(listed),
            None => {
                let nearest = self.resembling.recall(folded, |wanted| self.nearest_key(wanted));
                Lookup::Unknown { nearest: nearest.and_then(|place| self.key(place)) }
            }
        }
    }

    fn by_path(&self, path: &str, folder: &Path) -> Lookup<'_> {
        for name in paths_of(path) {
            let full = lexical(&folder.join(name));
            if let Some(id) = self.at_plain(&full) {
                return Lookup::Found(std::slice::from_ref(id));
            }
            if let Some(skipped) = self.skipped_paths.get(&full).and_then(|index| self.skipped.get(*index)) {
                return Lookup::Unreadable(skipped);
            }
        }
        Lookup::Unknown { nearest: None }
    }

    fn key(&self, (id, nth): KeyPlace) -> Option<&str> {
        keys_of(self.cards.get(id.0 as usize)?).nth(nth)
    }

    /// The key nearest to `wanted`, folded; of equally near ones the first in the order of the alphabet.
    fn nearest_key(&self, wanted: &str) -> Option<KeyPlace> {
        /// Below this two names have little in common.
        const ALIKE: f64 = 0.7;
        let length = wanted.chars().count();
        // Names of very different length cannot be alike; most of a large archive ends here.
        let near = |name: &str| (name.chars().count().abs_diff(length)) * 10 <= length.max(name.len()) * 3;
        let mut best: Option<(f64, String, &str, KeyPlace)> = None;
        for (card, id) in self.cards.iter().zip((0..).map(SourceId)) {
            for (nth, key) in keys_of(card).enumerate() {
                let folded = folded(key);
                if !near(&folded) {
                    continue;
                }
                let similarity = strsim::normalized_damerau_levenshtein(wanted, &folded);
                let better = best.as_ref().is_none_or(|(most, first, same, _)| {
                    similarity > *most || (similarity >= *most && (folded.as_str(), key) < (first.as_str(), *same))
                });
                if similarity >= ALIKE && better {
                    best = Some((similarity, folded, key, (id, nth)));
                }
            }
        }
        best.map(|(.., place)| place)
    }
}

/// What citations may call the source with this card.
fn keys_of(card: &Card) -> impl Iterator<Item = &str> {
    std::iter::once(&card.key).chain(&card.aliases).map(String::as_str)
}

fn found(ids: Option<&[SourceId]>) -> Lookup<'_> {
    ids.map_or(Lookup::Unknown { nearest: None }, Lookup::Found)
}

/// The names of outlets that a draft may name as where something was reported.
fn outlet_names(cards: &[Arc<Card>]) -> OutletNames {
    let outlets = cards.iter().filter_map(|card| card.metadata.outlet.as_deref());
    let mut names: Vec<&str> = outlets.chain(cards.iter().map(|card| card.key.as_str())).collect();
    names.sort_unstable();
    names.dedup();
    OutletNames::new(&names)
}

/// Names of each kind.
struct Indices {
    keys: NameIndex,
    folded_keys: NameIndex,
    addresses: NameIndex,
    paths: NameIndex,
    outlets: NameIndex,
}

impl Indices {
    fn of(archive: &Archive) -> Self {
        let all = || archive.sources().flat_map(|(id, card)| keys_of(card).map(move |key| (key, id)));
        let url = |card: &Card| card.metadata.url.clone();
        let outlets = archive.sources().flat_map(|(id, card)| {
            let stem = card.metadata.url.as_deref().and_then(domain_stem);
            let names = card.metadata.outlet.as_deref().into_iter().chain(stem).chain([card.key.as_str()]);
            names.map(move |name| (outlet_form(name), id)).collect::<Vec<_>>()
        });
        let addresses = archive.sources().filter_map(|(id, card)| Some((address(&url(card)?), id)));
        let ((keys, folded_keys), (paths, outlets)) = rayon::join(
            || (NameIndex::of(all()), NameIndex::of(all().map(|(key, id)| (folded(key), id)))),
            || {
                let paths = NameIndex::of(archive.sources().map(|(id, card)| (name_of(&card.path), id)));
                (paths, NameIndex::of(outlets))
            },
        );
        Self { keys, folded_keys, addresses: NameIndex::of(addresses), paths, outlets }
    }
}

/// The letters of `path`, made plain.
fn name_of(path: &Path) -> Vec<u8> {
    lexical(path).into_os_string().into_encoded_bytes()
}

/// What a link's `path` may mean: as written, without its fragment, with its escapes undone.
pub(crate) fn paths_of(path: &str) -> impl Iterator<Item = String> {
    let bare = path.split(['#', '?']).next().unwrap_or_default();
    let decoded = percent_encoding::percent_decode_str(bare).decode_utf8_lossy().into_owned();
    [path.to_owned(), bare.to_owned(), decoded].into_iter()
}

fn folded(key: &str) -> String {
    key.trim().to_lowercase()
}

/// `path` without `.` and `..`, by its letters alone.
fn lexical(path: &Path) -> PathBuf {
    // Most paths are plain, and taking one apart costs ten times as much as looking.
    let letters = path.to_str().filter(|_| std::path::MAIN_SEPARATOR == '/');
    if letters.is_some_and(|letters| {
        !letters.starts_with('.') && !letters.ends_with('/') && !["//", "/."].iter().any(|odd| letters.contains(odd))
    }) {
        return path.to_path_buf();
    }
    let mut plain = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir => {
                plain.pop();
            }
            other => plain.push(other),
        }
    }
    plain
}

/// The form in which names of one outlet are equal: "The Harbour Times", "harbour-times".
fn outlet_form(name: &str) -> String {
    let name = name.trim().to_lowercase();
    let name = name.strip_prefix("the ").unwrap_or(&name);
    let host = name.strip_prefix("www.").unwrap_or(name);
    let host =
        [".com", ".org", ".net", ".co.uk", ".news"].iter().find_map(|end| host.strip_suffix(end)).unwrap_or(host);
    host.chars().filter(|c| c.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::source::{Entry, from_text};

    fn catalogue() -> Catalogue {
        let source = |path: &str, text: &str| Arc::new(from_text(Path::new(path), path, text).unwrap());
        let archive = Archive::build(
            vec![
                source(
                    "/w/sources/harbour.md",
                    "---\noutlet: The Harbour Times\nurl: https://www.harbour.example/a/b/?id=3&utm_source=x#top\n---\nText.",
                ),
                source("/w/sources/Reed 2.txt", "Text."),
                source("/w/sources/wire.md", "---\noutlet: Harbour Times\n---\nText."),
            ],
            vec![Skipped {
                path: "/w/sources/scan.pdf".into(),
                shown: "sources/scan.pdf".into(),
                reason: "is a PDF".into(),
            }],
        );
        let entry = Entry { key: "gale2031".to_owned(), line: 3, ..Entry::default() };
        let entries = vec![entry.clone(), Entry { key: "harbour".to_owned(), ..entry }];
        let library = Bibliography { shown: "library.bib".to_owned(), entries, ..Bibliography::default() };
        Catalogue::new(&archive).listing(&[library])
    }

    /// The stems of what is found, or what is said instead.
    fn look(target: Target) -> String {
        match catalogue().look_up(&target, Path::new("/w/drafts")) {
            Lookup::Found(ids) => ids.iter().map(|id| id.0.to_string()).collect::<Vec<_>>().join(" "),
            Lookup::Unreadable(skipped) => skipped.shown.clone(),
            Lookup::Missing(listed) => format!("listed in {}", listed.bibliography),
            Lookup::Unknown { nearest } => format!("unknown {nearest:?}"),
        }
    }

    fn key(name: &str) -> String {
        look(Target::Key(name.to_owned()))
    }

    #[test]
    fn keys_are_found_whatever_their_case() {
        assert_eq!(key("harbour"), "1");
        assert_eq!(key("HARBOUR"), "1");
        assert_eq!(key("reed 2"), "0");
        assert_eq!(key("harbor"), "unknown Some(\"harbour\")");
        assert_eq!(key("zebra"), "unknown None");
        assert_eq!(key("scan"), "sources/scan.pdf");
        assert_eq!(key("Gale2031"), "listed in library.bib");
    }

    #[test]
    fn one_page_has_many_addresses() {
        let url = |url: &str| look(Target::Url(url.to_owned()));
        assert_eq!(url("http://harbour.example/a/b?id=3"), "1");
        assert_eq!(url("https://HARBOUR.example/a/b/?fbclid=q&id=3#:~:text=so"), "1");
        assert_eq!(url("https://web.archive.org/web/20310502000000/https://www.harbour.example/a/b?id=3"), "1");
        assert_eq!(url("https://harbour.example/a/b?id=4"), "unknown None");
        assert_eq!(url("https://harbour.example/a"), "unknown None");
    }

    #[test]
    fn paths_lead_from_the_draft() {
        let path = |path: &str| look(Target::Path(path.to_owned()));
        assert_eq!(path("../sources/harbour.md#second"), "1");
        assert_eq!(path("../sources/Reed%202.txt"), "0");
        assert_eq!(path("../sources/scan.pdf"), "sources/scan.pdf");
        assert_eq!(path("harbour.md"), "unknown None");
    }

    #[test]
    fn outlets_have_all_their_sources() {
        let outlet = |name: &str| look(Target::Outlet(name.to_owned()));
        assert_eq!(outlet("Harbour Times"), "1 2");
        assert_eq!(outlet("the harbour times"), "1 2");
        assert_eq!(outlet("Wire"), "2");
        assert_eq!(outlet("Gazette"), "unknown None");
    }
}
