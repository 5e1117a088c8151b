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
        let read = self.archive.sources().map(|(_, card)| card.path.as_path());
        let mut search = Search {
            root: &self.root,
            include: globs(&self.root, &patterns.include).unwrap_or_else(|_| Gitignore::empty()),
            exclude: globs(&self.root, &patterns.exclude).unwrap_or_else(|_| Gitignore::empty()),
            sources: read.chain(self.archive.skipped().iter().map(|skipped| skipped.path.as_path())).collect(),
            files: BTreeSet::new(),
            skipped: Vec::new(),
        };
        for path in paths {
            if !path.exists() {
                search.skip(path, "does not exist".to_owned());
            } else if path.is_file() {
                search.files.insert(path.clone());
            } else if let Some(reason) = unwalkable(path) {
                search.skip(path, reason);
            } else {
                search.folder(path);
            }
        }
        FoundDrafts { files: search.files.into_iter().collect(), skipped: search.skipped }
    }
}

/// A search for drafts.
struct Search<'a> {
    root: &'a Path,
    include: Gitignore,
    exclude: Gitignore,
    /// The files of the archive, those that could not be read included.
    sources: BTreeSet<&'a Path>,
    files: BTreeSet<PathBuf>,
    skipped: Vec<Skipped>,
}

impl Search<'_> {
    fn skip(&mut self, path: &Path, reason: String) {
        self.skipped.push(Skipped { path: path.to_path_buf(), shown: shown(path, self.root), reason });
    }

    fn folder(&mut self, folder: &Path) {
        let most = Limits::default().max_files;
        let before = self.files.len();
        let mut sources = 0usize;
        for entry in walker(folder) {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    let (at, reason) = reason_of(&error);
                    self.skip(at.as_deref().unwrap_or(folder), reason);
                    continue;
                }
            };
            if !entry.file_type().is_some_and(|kind| kind.is_file()) || !self.includes(entry.path(), folder) {
                continue;
            }
            let full = std::path::absolute(entry.path()).unwrap_or_else(|_| entry.path().to_path_buf());
            if self.sources.contains(full.as_path()) {
                sources += 1;
            } else if self.files.len() < most {
                self.files.insert(entry.into_path());
            } else {
                self.skip(folder, format!("holds more than {most} drafts"));
                return;
            }
        }
        if sources > 0 && self.files.len() == before {
            self.skip(
                folder,
                "holds no draft: what could be one is among the sources, and is checked when it is named".to_owned(),
            );
        }
    }

    /// Whether the configuration's globs make the file at `path`, found in `folder`, a draft.
    fn includes(&self, path: &Path, folder: &Path) -> bool {
        let full = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
        let below_root = full.strip_prefix(self.root);
        let Ok(relative) = below_root.or_else(|_| path.strip_prefix(folder)) else { return false };
        let matches = |globs: &Gitignore| globs.matched_path_or_any_parents(relative, false).is_ignore();
        matches(&self.include) && !matches(&self.exclude)
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
