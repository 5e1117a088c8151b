//! Which files are drafts.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use ignore::WalkBuilder;
use ignore::gitignore::{Gitignore, GitignoreBuilder};

use super::Workspace;
use crate::archive::Skipped;
use crate::source::{Limits, reason_of, shown, unwalkable};

/// Drafts, and what was asked for and is none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FoundDrafts {
    /// The drafts, by path.
    pub files: Vec<PathBuf>,
    /// What could not be walked, with the reason.
    pub skipped: Vec<Skipped>,
}

impl Workspace {
    /// The drafts among `paths`. A file is a draft because it was named; in a folder, the files
    /// that the configuration includes, does not exclude, that no ignore file names and that
    /// are no sources.
    #[must_use]
    pub fn drafts(&self, paths: &[PathBuf]) -> FoundDrafts {
        let patterns = &self.config.drafts;
        let include = globs(&self.root, &patterns.include).unwrap_or_else(|_| Gitignore::empty());
        let exclude = globs(&self.root, &patterns.exclude).unwrap_or_else(|_| Gitignore::empty());
        let sources = self.source_files();
        let mut files = BTreeSet::new();
        let mut skipped = Vec::new();
        let mut skip = |path: &Path, reason: String| {
            skipped.push(Skipped { path: path.to_path_buf(), shown: shown(path, &self.root), reason });
        };
        for path in paths {
            if !path.exists() {
                skip(path, "does not exist".to_owned());
            } else if path.is_file() {
                files.insert(path.clone());
            } else if let Some(reason) = unwalkable(path) {
                skip(path, reason);
            } else {
                for entry in walker(path) {
                    let entry = match entry {
                        Ok(entry) => entry,
                        Err(error) => {
                            let (at, reason) = reason_of(&error);
                            skip(at.as_deref().unwrap_or(path), reason);
                            continue;
                        }
                    };
                    let full = std::path::absolute(entry.path()).unwrap_or_else(|_| entry.path().to_path_buf());
                    let Ok(relative) = full.strip_prefix(&self.root).or_else(|_| entry.path().strip_prefix(path))
                    else {
                        continue;
                    };
                    let matches = |globs: &Gitignore| globs.matched_path_or_any_parents(relative, false).is_ignore();
                    let is_file = entry.file_type().is_some_and(|kind| kind.is_file());
                    if is_file && !sources.contains(&full) && matches(&include) && !matches(&exclude) {
                        files.insert(entry.into_path());
                    }
                    if files.len() > Limits::default().max_files {
                        skip(path, format!("holds more than {} drafts", Limits::default().max_files));
                        break;
                    }
                }
            }
        }
        FoundDrafts { files: files.into_iter().collect(), skipped }
    }

    /// The files of the archive, those that could not be read included.
    fn source_files(&self) -> BTreeSet<PathBuf> {
        let read = self.archive.sources().map(|(_, source)| source.path.clone());
        read.chain(self.archive.skipped().iter().map(|skipped| skipped.path.clone())).collect()
    }
}

fn walker(folder: &Path) -> ignore::Walk {
    WalkBuilder::new(folder).git_global(false).require_git(false).sort_by_file_name(|a, b| a.cmp(b)).build()
}

/// A matcher of `patterns`, in the syntax of ignore files, below `root`.
///
/// # Errors
/// The pattern that is none, and why.
pub(super) fn globs(root: &Path, patterns: &[String]) -> Result<Gitignore, (String, String)> {
    let mut builder = GitignoreBuilder::new(root);
    for pattern in patterns {
        builder.add_line(None, pattern).map_err(|error| (pattern.clone(), reason_of(&error).1))?;
    }
    builder.build().map_err(|error| (String::new(), reason_of(&error).1))
}
