//! Reading files as sources, in parallel, with the same result whatever the order.

use std::collections::HashMap;
use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use rayon::prelude::*;

use super::reader::{Document, reader_for};
use super::{Limits, Source};
use crate::archive::Skipped;
use crate::prose::read_once;
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
    /// The source, or why there is none.
    pub outcome: Result<Arc<Source>, Skipped>,
    /// What was wrong with it and did not keep it from being read, as whole sentences.
    pub notices: Vec<String>,
}

/// Reads `files`, each with the path shown to people; `known` is asked first for what was read
/// before and has not changed. The result is in the order of `files`, and no two sources in it
/// have one key.
#[must_use]
pub fn load(files: &[(PathBuf, String)], limits: Limits, known: &HashMap<&Path, &Loaded>) -> Vec<Loaded> {
    let mut loaded: Vec<Loaded> = files
        .par_iter()
        .map(|(path, shown)| {
            let stamp = Stamp::of(path);
            let same = |old: &&&Loaded| stamp.is_some() && old.stamp == stamp && shown_of(old) == shown;
            match known.get(path.as_path()).filter(same) {
                Some(old) => (*old).clone(),
                None => load_one(path, shown, stamp, limits),
            }
        })
        .collect();
    distinguish(&mut loaded);
    loaded
}

/// Reads one file as a source.
///
/// # Errors
/// Why it cannot be one.
pub fn read_file(path: &Path, shown: &str, limits: Limits) -> Result<Source, Skipped> {
    read_document(path, limits)
        .map(|document| source(path, shown, document).0)
        .map_err(|reason| skipped(path, shown, reason))
}

/// Reads `text` as the source that a file at `path` with this content would be.
///
/// # Errors
/// Why it cannot be one.
pub fn from_text(path: &Path, shown: &str, text: &str) -> Result<Source, Skipped> {
    reader_for(path)
        .and_then(|reader| reader.read(text.as_bytes(), path))
        .map(|document| source(path, shown, document).0)
        .map_err(|reason| skipped(path, shown, reason))
}

fn shown_of(loaded: &Loaded) -> &str {
    match &loaded.outcome {
        Ok(source) => &source.shown,
        Err(skipped) => &skipped.shown,
    }
}

fn load_one(path: &Path, shown: &str, stamp: Option<Stamp>, limits: Limits) -> Loaded {
    let path_buf = path.to_path_buf();
    match read_document(path, limits) {
        Ok(document) => {
            let (source, notices) = source(path, shown, document);
            let notices = notices.into_iter().map(|notice| format!("{shown} {notice}")).collect();
            Loaded { path: path_buf, stamp, outcome: Ok(Arc::new(source)), notices }
        }
        Err(reason) => {
            Loaded { path: path_buf, stamp, outcome: Err(skipped(path, shown, reason)), notices: Vec::new() }
        }
    }
}

fn skipped(path: &Path, shown: &str, reason: String) -> Skipped {
    Skipped { path: path.to_path_buf(), shown: shown.to_owned(), reason }
}

fn read_document(path: &Path, limits: Limits) -> Result<Document, String> {
    let reader = reader_for(path)?;
    let bytes = read_bytes(path, limits)?;
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err("is empty".to_owned());
    }
    reader.read(&bytes, path)
}

fn read_bytes(path: &Path, limits: Limits) -> Result<Vec<u8>, String> {
    let failed = |error: std::io::Error| format!("cannot be read: {error}");
    let found = std::fs::metadata(path).map_err(failed)?;
    if !found.is_file() {
        return Err("is not a regular file".to_owned());
    }
    let most = limits.max_file_size;
    let too_large = || {
        let limit = most / 1_000_000;
        format!("is larger than {limit} MB; raise `max-file-size` in [sources] to read it")
    };
    if found.len() > most {
        return Err(too_large());
    }
    // The file may grow while it is read.
    let mut bytes = Vec::with_capacity(usize::try_from(found.len()).unwrap_or_default());
    File::open(path).map_err(failed)?.take(most + 1).read_to_end(&mut bytes).map_err(failed)?;
    if bytes.len() as u64 > most { Err(too_large()) } else { Ok(bytes) }
}

/// Reads what the document says, and gives it the key of its file's stem.
fn source(path: &Path, shown: &str, document: Document) -> (Source, Vec<String>) {
    let Document { text, prose, offsets, blocks, metadata, voice, notices } = document;
    let source = Source {
        key: stem(path),
        path: path.to_path_buf(),
        shown: shown.to_owned(),
        offsets,
        lines: LineIndex::new(&text),
        metadata,
        voice,
        reading: read_once(&prose, &blocks),
        words: words(&prose),
        text,
        prose,
        blocks,
    };
    (source, notices)
}

fn stem(path: &Path) -> String {
    path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default()
}

/// Gives sources whose files share a stem keys of their own, and says so: the first keeps the
/// stem, the others take their folder or ending with it.
fn distinguish(loaded: &mut [Loaded]) {
    let mut taken: HashMap<String, String> = HashMap::new();
    for one in loaded.iter_mut() {
        let Ok(source) = &mut one.outcome else { continue };
        let stem = stem(&source.path);
        one.notices.retain(|notice| !notice.contains(SHARED_KEY));
        let key = free_key(&stem, &source.path, &taken);
        if let Some(first) = taken.get(&stem) {
            one.notices.push(format!("{} {SHARED_KEY} {first}; cite it as [@{{{key}}}]", source.shown));
        }
        taken.insert(key.clone(), source.shown.clone());
        if source.key != key {
            Arc::make_mut(source).key = key;
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
