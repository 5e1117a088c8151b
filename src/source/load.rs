//! From files to sources.

use std::fs::Metadata;
use std::path::Path;
use std::sync::{Arc, OnceLock};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};

use super::keys::{name, part_of};
use super::reader::{Document, File, Options, Part};
use super::{Card, Source, file, worker};
use crate::archive::Skipped;
use crate::prose::{Nature, read_once};
use crate::text::words;

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
    /// The sources in it, or why there are none, each with what names it within the file: usually one, unnamed.
    pub parts: Vec<(Option<String>, Result<Source, String>)>,
    /// What was wrong and did not keep it from being read: ends of sentences that begin with its path as shown, with
    /// what parts the two.
    pub notices: Vec<String>,
}

/// What the file at `path`, shown as `shown`, holds. It is read in a worker where its format asks for one.
#[must_use]
pub fn contents(path: &Path, shown: &str, options: &Options) -> Contents {
    let mut notices = Vec::new();
    let parts = match worker::read(path, options) {
        Ok(parts) => parts
            .into_iter()
            .map(|part| {
                let suffix = part.fragment.as_ref().map(|fragment| format!("#{fragment}")).unwrap_or_default();
                let source = part.document.map(|document| {
                    let (source, said) = source(path, shown, part.fragment.clone(), document);
                    notices.extend(said.into_iter().map(|notice| format!("{suffix} {notice}")));
                    source
                });
                (part.fragment, source)
            })
            .collect(),
        Err(reason) => vec![(None, Err(reason))],
    };
    Contents { parts, notices }
}

/// Reads one document of a file as a source: the one that `fragment` names within it, else the first.
///
/// # Errors
/// Why it cannot be one.
pub fn read_file(path: &Path, shown: &str, fragment: Option<&str>, options: &Options) -> Result<Source, Skipped> {
    named(path, shown, fragment, worker::read(path, options))
}

/// Reads `text` as the source that a file at `path` with this content would be.
///
/// # Errors
/// Why it cannot be one.
pub fn from_text(path: &Path, shown: &str, text: &str) -> Result<Source, Skipped> {
    named(path, shown, None, file::read_bytes(&File::new(text.as_bytes(), path, &Options::default())))
}

fn named(
    path: &Path,
    shown: &str,
    fragment: Option<&str>,
    parts: Result<Vec<Part>, String>,
) -> Result<Source, Skipped> {
    let found = parts.and_then(|parts| {
        let mut parts = parts.into_iter();
        let wanted = |part: &Part| fragment.is_none() || part.fragment.as_deref() == fragment;
        parts.find(wanted).ok_or_else(|| "holds no such text".to_owned())
    });
    let document = found.and_then(|part| Ok((part.fragment, part.document?)));
    document.map(|(fragment, document)| source(path, shown, fragment, document).0).map_err(|reason| Skipped {
        path: path.to_path_buf(),
        shown: shown.to_owned(),
        reason,
    })
}

/// Reads what the document says, and gives it the key of its file's stem.
fn source(path: &Path, shown: &str, fragment: Option<String>, document: Document) -> (Source, Vec<String>) {
    let Document { format, text, prose, offsets, blocks, locators, metadata, voice, notices } = document;
    let reading = read_once(&prose, &blocks);
    let words = words(&prose);
    let card = Card {
        key: name(path, fragment.as_deref()),
        aliases: Vec::new(),
        path: path.to_path_buf(),
        shown: part_of(shown, fragment.as_deref()),
        fragment,
        format,
        metadata,
        voice,
        words: words.len(),
        quotations: reading.quotations.iter().filter(|quotation| quotation.nature == Nature::Speech).count(),
    };
    let lines = OnceLock::new();
    (Source { card: Arc::new(card), text, prose, offsets, lines, blocks, locators, reading, words }, notices)
}
