//! Sidecars: what a file beside a source says of it. `talk.pdf.yaml`, `talk.yaml` and the same in JSON
//! and TOML are about `talk.pdf`, in the words of front matter.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::tie::override_with;
use crate::source::Card;
use crate::source::front_matter::{self, Said};

/// No sidecar is longer, in bytes.
const LONGEST: u64 = 200_000;

/// Endings of the formats in which sidecars are written.
const ENDINGS: [&str; 4] = ["yaml", "yml", "toml", "json"];

/// Whether the file at `path` may be about another, by its ending.
pub(in crate::source) fn may_be_sidecar(path: &Path) -> bool {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase()).unwrap_or_default();
    ENDINGS.contains(&ending.as_str())
}

/// Whether the file at `path` is about another of `files`, by their names.
pub(in crate::source) fn is_sidecar(path: &Path, files: &HashMap<PathBuf, Vec<PathBuf>>) -> bool {
    about(path, files).is_some()
}

/// The file that the one at `path` is about: that of its whole name without the ending, else the only
/// other one of its stem. `files` are all files by themselves without their ending.
fn about<'a>(path: &Path, files: &'a HashMap<PathBuf, Vec<PathBuf>>) -> Option<&'a PathBuf> {
    if !may_be_sidecar(path) {
        return None;
    }
    let bare = path.with_extension("");
    let whole = files.get(&bare.with_extension("")).into_iter().flatten().find(|file| **file == bare);
    whole.or_else(|| {
        match files.get(&bare)?.iter().filter(|file| !may_be_sidecar(file)).collect::<Vec<_>>().as_slice() {
            [only] => Some(*only),
            _ => None,
        }
    })
}

/// Overrides what sources say of themselves by what the sidecars `paths` say.
pub(in crate::source) fn apply(
    cards: &mut [Card],
    paths: &[PathBuf],
    files: &HashMap<PathBuf, Vec<PathBuf>>,
) -> Vec<String> {
    let mut problems = Vec::new();
    for path in paths {
        let Some(file) = about(path, files) else { continue };
        match read(path) {
            Ok(said) => {
                for card in cards.iter_mut().filter(|card| card.path == *file) {
                    override_with(card, &said.metadata, said.names_kind);
                }
            }
            Err(reason) => problems.push(format!("{} {reason}", path.display())),
        }
    }
    problems
}

fn read(path: &Path) -> Result<Said, String> {
    let size = std::fs::metadata(path).map_err(|error| format!("cannot be read: {error}"))?.len();
    if size > LONGEST {
        return Err("is longer than anything that describes a source".to_owned());
    }
    let text = std::fs::read_to_string(path).map_err(|error| format!("cannot be read: {error}"))?;
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase()).unwrap_or_default();
    let first_line = |message: String| message.lines().next().unwrap_or_default().to_owned();
    let value = match ending.as_str() {
        "json" => serde_json::from_str::<Value>(&text).map_err(|error| first_line(error.to_string())),
        "toml" => toml::from_str::<Value>(&text).map_err(|error| first_line(error.message().to_owned())),
        _ => serde_saphyr::from_str::<Value>(&text).map_err(|error| first_line(error.to_string())),
    };
    value.map(|value| front_matter::said(&value)).map_err(|error| format!("cannot be understood: {error}"))
}
