//! Reading files as sources, in parallel, with the same result whatever the order.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::SystemTime;

use rayon::prelude::*;

use super::reader::{Document, File, Options, Part};
use super::{Source, file, readers, worker};
use crate::archive::Skipped;
use crate::prose::{Memo, read};
use crate::text::{LineIndex, words};

/// What tells a changed file from an unchanged one.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Stamp {
    /// When it was last written, where the file system tells.
    pub modified: Option<SystemTime>,
    /// Its length in bytes.
    pub size: u64,
}

impl Stamp {
    /// The stamp of the file at `path`; `None` when there is none.
    #[must_use]
    pub fn of(path: &Path) -> Option<Self> {
        let found = std::fs::metadata(path).ok()?;
        Some(Self { modified: found.modified().ok(), size: found.len() })
    }
}

/// A file that was read, or why it was not.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// The file.
    pub path: PathBuf,
    /// As it was when it was read.
    pub stamp: Option<Stamp>,
    /// The sources in it, or why there are none: usually one.
    pub parts: Vec<Result<Arc<Source>, Skipped>>,
    /// What was wrong with it and did not keep it from being read, as whole sentences.
    pub notices: Vec<String>,
}

/// Reads `files`, each with the path shown to people; `known` is asked first for what was read
/// before and has not changed. The result is in the order of `files`, and no two sources in it
/// have one key. `done` is told how many files have been read so far.
#[must_use]
pub fn load(
    files: &[(PathBuf, String)],
    options: &Options,
    known: &HashMap<&Path, &Loaded>,
    done: &(dyn Fn(usize) + Sync),
) -> Vec<Loaded> {
    let count = AtomicUsize::new(0);
    let mut loaded: Vec<Loaded> = files
        .par_iter()
        .map(|(path, shown)| {
            done(count.fetch_add(1, Ordering::Relaxed));
            let stamp = Stamp::of(path);
            let same = |old: &&&Loaded| stamp.is_some() && old.stamp == stamp && shown_of(old) == Some(shown.as_str());
            match known.get(path.as_path()).filter(same) {
                Some(old) => (*old).clone(),
                None => load_one(path, shown, stamp, options),
            }
        })
        .collect();
    distinguish(&mut loaded);
    loaded
}

/// Reads one file as a source: the first document in it.
///
/// # Errors
/// Why it cannot be one.
pub fn read_file(path: &Path, shown: &str, options: &Options) -> Result<Source, Skipped> {
    first(path, shown, worker::read(path, options))
}

/// Reads `text` as the source that a file at `path` with this content would be.
///
/// # Errors
/// Why it cannot be one.
pub fn from_text(path: &Path, shown: &str, text: &str) -> Result<Source, Skipped> {
    first(path, shown, file::read_bytes(&File::new(text.as_bytes(), path, &Options::default())))
}

fn first(path: &Path, shown: &str, parts: Result<Vec<Part>, String>) -> Result<Source, Skipped> {
    let first = parts.and_then(|parts| parts.into_iter().next().ok_or_else(|| "holds no text".to_owned()));
    match first {
        Ok(part) => part_of(path, shown, part, &mut Vec::new()),
        Err(reason) => Err(skipped(path, shown, reason)),
    }
}

fn shown_of(loaded: &Loaded) -> Option<&str> {
    let shown = match loaded.parts.first()? {
        Ok(source) => &source.shown,
        Err(skipped) => &skipped.shown,
    };
    Some(shown.split_once('#').map_or(shown.as_str(), |(file, _)| file))
}

fn load_one(path: &Path, shown: &str, stamp: Option<Stamp>, options: &Options) -> Loaded {
    let mut notices = Vec::new();
    let parts = match worker::read(path, options) {
        Ok(parts) => {
            let parts = parts.into_iter().map(|part| part_of(path, shown, part, &mut notices).map(Arc::new));
            parts.collect()
        }
        Err(reason) => vec![Err(skipped(path, shown, reason))],
    };
    Loaded { path: path.to_path_buf(), stamp, parts, notices }
}

/// The source that a part of the file at `path` is.
fn part_of(path: &Path, shown: &str, part: Part, notices: &mut Vec<String>) -> Result<Source, Skipped> {
    let suffix = part.fragment.map(|fragment| format!("#{fragment}")).unwrap_or_default();
    let shown = format!("{shown}{suffix}");
    match part.document {
        Ok(document) => {
            let key = format!("{}{suffix}", stem(path));
            let (source, said) = source(path, key, &shown, document);
            notices.extend(said.into_iter().map(|notice| format!("{shown} {notice}")));
            Ok(source)
        }
        Err(reason) => Err(skipped(path, &shown, reason)),
    }
}

fn skipped(path: &Path, shown: &str, reason: String) -> Skipped {
    Skipped { path: path.to_path_buf(), shown: shown.to_owned(), reason }
}

/// Reads what the document says.
fn source(path: &Path, key: String, shown: &str, document: Document) -> (Source, Vec<String>) {
    let Document { format, text, prose, offsets, blocks, locators, metadata, voice, notices } = document;
    let source = Source {
        key,
        aliases: Vec::new(),
        path: path.to_path_buf(),
        shown: shown.to_owned(),
        format,
        offsets,
        lines: LineIndex::new(&text),
        locators,
        metadata,
        voice,
        reading: read(&prose, &blocks, &mut Memo::default()),
        words: words(&prose),
        text,
        prose,
        blocks,
    };
    (source, notices)
}

/// The name of the file without its endings, of which a packed file has two.
fn stem(path: &Path) -> String {
    let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let packed = path.extension().is_some_and(|ending| readers::is_wrapper(&ending.to_string_lossy()));
    match Path::new(&stem).file_stem() {
        Some(inner) if packed => inner.to_string_lossy().into_owned(),
        _ => stem,
    }
}

/// Gives sources whose files share a stem keys of their own, and says so: the first keeps the
/// stem, the others take their folder or ending with it.
fn distinguish(loaded: &mut [Loaded]) {
    let mut taken: HashMap<String, String> = HashMap::new();
    for one in loaded.iter_mut() {
        one.notices.retain(|notice| !notice.contains(SHARED_KEY));
        for source in one.parts.iter_mut().flatten() {
            let fragment = source.shown.split_once('#').map(|(_, fragment)| format!("#{fragment}"));
            let wanted = format!("{}{}", stem(&source.path), fragment.unwrap_or_default());
            let key = free_key(&wanted, &source.path, &taken);
            if let Some(first) = taken.get(&wanted) {
                one.notices.push(format!("{} {SHARED_KEY} {first}; cite it as [@{{{key}}}]", source.shown));
            }
            taken.insert(key.clone(), source.shown.clone());
            if source.key != key {
                Arc::make_mut(source).key = key;
            }
        }
    }
}

const SHARED_KEY: &str = "has the same key as";

fn free_key(stem: &str, path: &Path, taken: &HashMap<String, String>) -> String {
    let folder = path.parent().and_then(Path::file_name).map(|name| name.to_string_lossy().into_owned());
    let ending = path.extension().map(|ending| ending.to_string_lossy().into_owned());
    let options = std::iter::once(stem.to_owned())
        .chain(folder.map(|folder| format!("{stem} ({folder})")))
        .chain(ending.map(|ending| format!("{stem}.{ending}")))
        .chain((2u32..).map(|n| format!("{stem} ({n})")));
    let mut free = options.filter(|key| !taken.contains_key(key));
    free.next().unwrap_or_default()
}
