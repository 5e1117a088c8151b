//! The drafts that a command line asks for, each with the workspace it belongs to.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::opening;
use crate::source::Decoded;
use crate::workspace::{Workspace, read};

/// A draft to be checked.
#[derive(Debug)]
pub(super) struct Input {
    /// Where it is, or would be: absolute.
    pub(super) path: PathBuf,
    pub(super) text: Decoded,
    pub(super) workspace: Arc<Workspace>,
}

/// What is gathered from a command line.
#[derive(Debug, Default)]
pub(super) struct Inputs {
    /// The drafts, each once, in the order in which they were asked for.
    pub(super) drafts: Vec<Input>,
    /// What could not be read or opened, as messages.
    pub(super) failures: Vec<String>,
    /// What people should know all the same.
    pub(super) notices: Vec<String>,
    seen: BTreeSet<PathBuf>,
    workspaces: Workspaces,
}

impl Inputs {
    /// Nothing yet; `config` takes the place of the configuration that would be found.
    pub(super) fn new(config: Option<&Path>) -> Self {
        let workspaces = Workspaces { config: config.map(Path::to_path_buf), ..Workspaces::default() };
        Self { workspaces, ..Self::default() }
    }

    /// Adds the draft or the folder with drafts at `path` (absolute), called `shown` in messages.
    pub(super) fn add(&mut self, path: &Path, shown: &str) {
        if path.is_dir() {
            self.add_folder(path);
        } else {
            self.add_file(path, shown);
        }
    }

    /// Adds what standard input says, as a version of the file at `path` (absolute).
    pub(super) fn add_standard_input(&mut self, path: PathBuf) {
        let Some(workspace) = self.workspace(&path) else { return };
        match read::draft_from(io::stdin().lock()) {
            Ok(text) => self.push(Input { path, text, workspace }, "standard input"),
            Err(reason) => self.failures.push(format!("standard input {reason}")),
        }
    }

    /// The drafts below `folder`. Where a folder inside has a configuration or sources of its own,
    /// those say what is a draft there.
    fn add_folder(&mut self, folder: &Path) {
        let Some(workspace) = self.workspace(folder) else { return };
        let found = workspace.drafts(&[folder.to_path_buf()]);
        self.failures.extend(found.skipped.into_iter().map(|skipped| format!("{} {}", skipped.shown, skipped.reason)));
        let mut inner: BTreeMap<PathBuf, BTreeSet<PathBuf>> = BTreeMap::new();
        for path in found.files {
            let Some(own) = self.workspace(&path) else { continue };
            let root = own.root.clone();
            let belongs = root == workspace.root
                || inner
                    .entry(root)
                    .or_insert_with_key(|root| own.drafts(std::slice::from_ref(root)).files.into_iter().collect())
                    .contains(&path);
            if belongs {
                let shown = path.strip_prefix(folder).unwrap_or(&path).display().to_string();
                self.add_file(&path, &shown);
            }
        }
    }

    fn add_file(&mut self, path: &Path, shown: &str) {
        let real = path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
        if !self.seen.insert(real) {
            return;
        }
        match read::draft(path) {
            Ok(text) => {
                if let Some(workspace) = self.workspace(path) {
                    self.push(Input { path: path.to_path_buf(), text, workspace }, shown);
                }
            }
            Err(reason) => self.failures.push(format!("{shown} {reason}")),
        }
    }

    fn push(&mut self, input: Input, shown: &str) {
        self.notices.extend(input.text.notice.iter().map(|notice| format!("{shown} {notice}")));
        self.drafts.push(input);
    }

    /// The workspace of the draft or folder at `path`; a failure is noted the first time.
    fn workspace(&mut self, path: &Path) -> Option<Arc<Workspace>> {
        let folder = if path.is_dir() { path } else { path.parent().unwrap_or(path) };
        match self.workspaces.of(folder) {
            Ok((workspace, new)) => {
                // That there are no sources matters only to a draft that quotes, see `check`.
                let speaks = new && workspace.archive.sources().len() > 0;
                self.notices.extend(workspace.notices.iter().filter(|_| speaks).cloned());
                Some(workspace)
            }
            Err(failure) => {
                self.failures.extend(failure);
                None
            }
        }
    }
}

/// The workspaces of a run, each opened once.
#[derive(Debug, Default)]
struct Workspaces {
    /// The configuration to use instead of the one that would be found.
    config: Option<PathBuf>,
    opened: Vec<Arc<Workspace>>,
    /// Which of them serves which folder; `None` where it could not be opened.
    by_folder: BTreeMap<PathBuf, Option<Arc<Workspace>>>,
    failures: BTreeSet<String>,
}

impl Workspaces {
    /// The workspace of drafts in `folder`, and whether it is new.
    ///
    /// # Errors
    /// The message why it cannot be opened; `None` when that was said before.
    fn of(&mut self, folder: &Path) -> Result<(Arc<Workspace>, bool), Option<String>> {
        if let Some(known) = self.by_folder.get(folder) {
            return known.clone().map(|workspace| (workspace, false)).ok_or(None);
        }
        let known = self.opened.iter().find(|workspace| workspace.serves(folder)).cloned();
        if let Some(workspace) = known {
            self.by_folder.insert(folder.to_path_buf(), Some(Arc::clone(&workspace)));
            return Ok((workspace, false));
        }
        let opened = opening::watched(folder, self.config.as_deref());
        match opened.map(Arc::new) {
            Ok(workspace) => {
                self.opened.push(Arc::clone(&workspace));
                self.by_folder.insert(folder.to_path_buf(), Some(Arc::clone(&workspace)));
                Ok((workspace, true))
            }
            Err(error) => {
                self.by_folder.insert(folder.to_path_buf(), None);
                let message = opening::message(&error);
                Err(self.failures.insert(message.clone()).then_some(message))
            }
        }
    }
}
