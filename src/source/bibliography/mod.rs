//! Bibliographies: what they say of sources, and which file each entry is about.
//!
//! One file for each format. A broken entry costs that entry and is named with its line.

mod bibtex;
mod csl;
mod files;
mod hayagriva;
mod ris;
mod sidecar;
mod tie;

use std::fs;
use std::path::{Path, PathBuf};

use super::{Limits, Metadata, decode};

pub(super) use sidecar::{apply as apply_sidecars, is_sidecar, may_be_sidecar};
pub(super) use tie::apply;

/// What a bibliography says of one work.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// What citations call it.
    pub key: String,
    /// Title, outlet, authors, date, address.
    pub metadata: Metadata,
    /// The files that hold it, as the program that wrote the entry names them.
    pub files: Vec<String>,
    /// The line on which it begins, from 1.
    pub line: usize,
}

/// A bibliography that was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bibliography {
    /// The file.
    pub path: PathBuf,
    /// The path shown to people.
    pub shown: String,
    /// Its entries, in order.
    pub entries: Vec<Entry>,
    /// What could not be understood: whole sentences that name the place.
    pub problems: Vec<String>,
}

impl Bibliography {
    /// Reads `text`, the content of the file at `path`, which is shown as `shown`; `None` when it is no
    /// bibliography.
    #[must_use]
    pub fn of_text(path: &Path, shown: &str, text: &str) -> Option<Self> {
        let (entries, problems) = reader(path, text)?(text);
        let problems = problems.into_iter().map(|(line, problem)| format!("{shown}:{line}: {problem}")).collect();
        Some(Self { path: path.to_path_buf(), shown: shown.to_owned(), entries, problems })
    }
}

/// What a format's reader makes of a text: its entries, and problems with their lines.
type Read = (Vec<Entry>, Vec<(usize, String)>);

/// The reader for a file named `name` that begins with `text`: `None` when it is no bibliography.
fn reader(name: &Path, text: &str) -> Option<fn(&str) -> Read> {
    let ending = name.extension()?.to_string_lossy().to_ascii_lowercase();
    match ending.as_str() {
        "bib" | "bibtex" | "biblatex" => Some(bibtex::read),
        "ris" => Some(ris::read),
        "json" if csl::recognises(text) => Some(csl::read),
        "yaml" | "yml" if hayagriva::recognises(text) => Some(hayagriva::read),
        _ => None,
    }
}

/// Whether a file may be a bibliography, by its name.
#[must_use]
pub(super) fn may_be(name: &Path) -> bool {
    let ending = name.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase()).unwrap_or_default();
    ["bib", "bibtex", "biblatex", "ris", "json", "yaml", "yml"].contains(&ending.as_str())
}

/// Reads the bibliography at `path`; `None` when it is none.
///
/// # Errors
/// Why it cannot be read, as the end of a sentence that begins with its name.
pub(super) fn read(path: &Path, shown: &str, limits: Limits) -> Result<Option<Bibliography>, String> {
    if !may_be(path) {
        return Ok(None);
    }
    let size = fs::metadata(path).map_err(|error| format!("cannot be read: {error}"))?.len();
    if size > limits.max_file_size {
        return Err("is larger than any bibliography".to_owned());
    }
    let bytes = fs::read(path).map_err(|error| format!("cannot be read: {error}"))?;
    Ok(Bibliography::of_text(path, shown, &decode(&bytes)?.text))
}

/// Counts the lines of a text: what is asked for in order is counted once.
#[derive(Debug)]
struct Lines<'a> {
    text: &'a str,
    /// Up to where lines were counted, and the number of the line there, from 1.
    counted: (usize, usize),
}

impl<'a> Lines<'a> {
    fn of(text: &'a str) -> Self {
        Self { text, counted: (0, 1) }
    }

    /// The number of the line in which byte `at` stands, from 1.
    fn at(&mut self, at: usize) -> usize {
        let (from, line) = if at < self.counted.0 { (0, 1) } else { self.counted };
        let between = self.text.as_bytes().get(from..at).unwrap_or_default();
        self.counted = (at, line + between.iter().filter(|byte| **byte == b'\n').count());
        self.counted.1
    }
}

/// "Gale, Ann" as "Ann Gale".
fn given_first(name: &str) -> String {
    match name.split_once(',') {
        Some((family, given)) if !given.trim().is_empty() => format!("{} {}", given.trim(), family.trim()),
        _ => name.trim().to_owned(),
    }
}
