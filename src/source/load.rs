//! From files to sources.

use std::fs::{File, Metadata};
use std::io::Read as _;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};

use super::keys::stem;
use super::reader::{Document, reader_for};
use super::{Card, Limits, Source};
use crate::archive::Skipped;
use crate::prose::{Memo, Nature, read};
use crate::text::{LineIndex, words};

/// What tells a changed file from an unchanged one.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Stamp {
    /// When it was last written, since 1970, where the file system tells.
    modified: Option<Duration>,
    /// When anything about it last changed, its name and place included, where the system tells.
    changed: (i64, i64),
    /// Its length in bytes.
    pub size: u64,
    /// Whether it had rested when the stamp was made. What is written within one tick of the file
    /// system's clock has one time, so a young file may change and keep its stamp.
    rested: bool,
}

impl Stamp {
    /// The stamp of the file at `path`; `None` when there is none.
    #[must_use]
    pub fn of(path: &Path) -> Option<Self> {
        /// No file system's clock is coarser.
        const TICK: Duration = Duration::from_secs(2);
        let found = std::fs::metadata(path).ok()?;
        let modified = found.modified().ok();
        let rested = modified.is_some_and(|at| SystemTime::now().duration_since(at).is_ok_and(|age| age > TICK));
        let modified = modified.and_then(|at| at.duration_since(UNIX_EPOCH).ok());
        Some(Self { modified, changed: changed(&found), size: found.len(), rested })
    }

    /// Whether a file with this stamp is surely what it was when `before` was made of it.
    #[must_use]
    pub fn proves_unchanged(&self, before: &Self) -> bool {
        let same = (self.modified, self.changed, self.size) == (before.modified, before.changed, before.size);
        same && before.rested && self.modified.is_some()
    }
}

#[cfg(unix)]
fn changed(found: &Metadata) -> (i64, i64) {
    use std::os::unix::fs::MetadataExt as _;
    (found.ctime(), found.ctime_nsec())
}

#[cfg(not(unix))]
fn changed(_: &Metadata) -> (i64, i64) {
    (0, 0)
}

/// What a file holds.
#[derive(Debug)]
pub struct Contents {
    /// The sources in it, or why there is none: usually one.
    pub parts: Vec<Result<Source, String>>,
    /// What was wrong and did not keep it from being read: ends of sentences that begin with its name.
    pub notices: Vec<String>,
}

/// What the file at `path`, shown as `shown`, holds when these are its `bytes`. Of its name only the
/// ending matters.
#[must_use]
pub fn contents(path: &Path, shown: &str, bytes: &[u8]) -> Contents {
    match document(path, bytes) {
        Ok(document) => {
            let (source, notices) = source(path, shown, document);
            Contents { parts: vec![Ok(source)], notices }
        }
        Err(reason) => Contents { parts: vec![Err(reason)], notices: Vec::new() },
    }
}

/// Reads one file as a source.
///
/// # Errors
/// Why it cannot be one.
pub fn read_file(path: &Path, shown: &str, limits: Limits) -> Result<Source, Skipped> {
    let document = read_bytes(path, limits).and_then(|bytes| document(path, &bytes));
    document.map(|document| source(path, shown, document).0).map_err(|reason| Skipped {
        path: path.to_path_buf(),
        shown: shown.to_owned(),
        reason,
    })
}

/// Reads `text` as the source that a file at `path` with this content would be.
///
/// # Errors
/// Why it cannot be one.
pub fn from_text(path: &Path, shown: &str, text: &str) -> Result<Source, Skipped> {
    let document = reader_for(path).and_then(|reader| reader.read(text.as_bytes(), path));
    document.map(|document| source(path, shown, document).0).map_err(|reason| Skipped {
        path: path.to_path_buf(),
        shown: shown.to_owned(),
        reason,
    })
}

fn document(path: &Path, bytes: &[u8]) -> Result<Document, String> {
    let reader = reader_for(path)?;
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err("is empty".to_owned());
    }
    reader.read(bytes, path)
}

/// The bytes of the file at `path`, if a file so named is read at all.
///
/// # Errors
/// Why it is not read, as the end of a sentence that begins with its name.
pub fn read_bytes(path: &Path, limits: Limits) -> Result<Vec<u8>, String> {
    reader_for(path)?;
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
    let reading = read(&prose, &blocks, &mut Memo::default());
    let words = words(&prose);
    let card = Card {
        key: stem(path),
        path: path.to_path_buf(),
        shown: shown.to_owned(),
        metadata,
        voice,
        words: words.len(),
        quotations: reading.quotations.iter().filter(|quotation| quotation.nature == Nature::Speech).count(),
    };
    let lines = LineIndex::new(&text);
    (Source { card: Arc::new(card), text, prose, offsets, lines, blocks, reading, words }, notices)
}
