//! Which files are sources.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use ignore::WalkBuilder;
use rustc_hash::FxHashMap;

use super::Limits;
use crate::archive::Skipped;

/// The files below some folders, and what was left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Discovered {
    /// Files, with the path shown to people, by the path shown.
    pub files: Vec<(PathBuf, String)>,
    /// What could not be walked, by the path shown.
    pub skipped: Vec<Skipped>,
}

/// Finds the files below `paths`, which are files and folders. Paths are shown relative to `root`.
///
/// Folders of what belongs to saved pages (`page_files` beside `page.html`) are left out.
/// Hidden files and what ignore files inside the folders name are left out; ignore files above
/// them are not asked, because a folder of sources is often kept out of version control on
/// purpose. Links are followed, a file that is reached twice counts once.
#[must_use]
pub fn discover(paths: &[PathBuf], root: &Path, limits: Limits) -> Discovered {
    let mut walk = Walk {
        root,
        limits,
        files: BTreeMap::new(),
        seen: FxHashMap::default(),
        real_folders: FxHashMap::default(),
        skipped: Vec::new(),
    };
    for path in paths {
        match unwalkable(path) {
            Some(reason) => walk.skip(path, reason),
            None if path.is_file() => walk.add(path, true),
            None => walk.folder(path),
        }
    }
    walk.skipped.sort_by(|a, b| (&a.shown, &a.reason).cmp(&(&b.shown, &b.reason)));
    walk.skipped.dedup();
    Discovered { files: walk.files.into_iter().map(|(shown, path)| (path, shown)).collect(), skipped: walk.skipped }
}

/// Why the folder at `path` is never walked: it holds far more than sources.
#[must_use]
pub fn unwalkable(path: &Path) -> Option<String> {
    let real = path.canonicalize().ok()?;
    if real.parent().is_none() {
        return Some("is the root of the file system, which is never searched; name a folder of sources".to_owned());
    }
    let home = home().and_then(|home| home.canonicalize().ok())?;
    home.starts_with(&real)
        .then(|| "is or holds the home directory, which is never searched; name a folder of sources".to_owned())
}

/// The user's home directory.
#[must_use]
pub fn home() -> Option<PathBuf> {
    std::env::home_dir().filter(|home| !home.as_os_str().is_empty() && home.parent().is_some())
}

/// `path` as shown to people: relative to `root` where it lies inside, with `/`.
#[must_use]
pub fn shown(path: &Path, root: &Path) -> String {
    // Paths of letters alone are compared as such; part by part takes ten times as long.
    let letters = path.to_str().zip(root.to_str()).and_then(|(path, root)| path.strip_prefix(root)?.strip_prefix('/'));
    let relative = match letters {
        Some(relative) if std::path::MAIN_SEPARATOR == '/' && !relative.starts_with(['/', '.']) => Path::new(relative),
        _ => path.strip_prefix(root).unwrap_or(path),
    };
    let text = relative.to_string_lossy();
    if std::path::MAIN_SEPARATOR == '/' { text.into_owned() } else { text.replace(std::path::MAIN_SEPARATOR, "/") }
}

struct Walk<'a> {
    root: &'a Path,
    limits: Limits,
    files: BTreeMap<String, PathBuf>,
    /// Files by where they really are, with the path shown first. Not as paths, which are compared
    /// part by part.
    seen: FxHashMap<OsString, String>,
    /// Folders walked and where they really are: asking costs more than all the rest.
    real_folders: FxHashMap<OsString, PathBuf>,
    skipped: Vec<Skipped>,
}

impl Walk<'_> {
    fn skip(&mut self, path: &Path, reason: String) {
        self.skipped.push(Skipped { path: path.to_path_buf(), shown: shown(path, self.root), reason });
    }

    /// Where the file at `path` really is, links resolved.
    fn real(&mut self, path: &Path, is_link: bool) -> PathBuf {
        let canonical = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
        match (path.parent(), path.file_name()) {
            (Some(folder), Some(name)) if !is_link => {
                if !self.real_folders.contains_key(folder.as_os_str()) {
                    self.real_folders.insert(folder.as_os_str().to_owned(), canonical(folder));
                }
                match self.real_folders.get(folder.as_os_str()) {
                    Some(real) if real.as_os_str() != folder.as_os_str() => real.join(name),
                    _ => path.to_path_buf(),
                }
            }
            _ => canonical(path),
        }
    }

    fn add(&mut self, path: &Path, is_link: bool) {
        let name = shown(path, self.root);
        let real = self.real(path, is_link);
        match self.seen.get(real.as_os_str()) {
            Some(first) if *first != name => self.skip(path, format!("is the same file as {first}")),
            Some(_) => {}
            None => {
                self.seen.insert(real.into_os_string(), name.clone());
                self.files.insert(name, path.to_path_buf());
            }
        }
    }

    fn folder(&mut self, folder: &Path) {
        let outward = Arc::new(Mutex::new(Vec::new()));
        let walker = WalkBuilder::new(folder)
            .follow_links(true)
            .filter_entry(inside(folder, &outward))
            .parents(false)
            .require_git(false)
            .git_global(false)
            .git_exclude(false)
            .max_depth(Some(self.limits.max_depth))
            // Files of one folder, so that their letters tell their order; parts of paths take ten times as long.
            .sort_by_file_path(|a, b| a.as_os_str().cmp(b.as_os_str()))
            .build();
        let most = self.limits.max_files;
        for entry in walker {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    let (path, reason) = reason_of(&error);
                    self.skip(path.as_deref().unwrap_or(folder), reason);
                    continue;
                }
            };
            let kind = entry.file_type();
            if kind.is_some_and(|kind| kind.is_file()) {
                if self.files.len() >= most {
                    let remedy = "raise `max-files` in [sources] to read the rest";
                    self.skip(folder, format!("holds more than {most} files; {remedy}"));
                    break;
                }
                self.add(entry.path(), entry.path_is_symlink());
            } else if kind.is_some_and(|kind| kind.is_dir()) && entry.depth() == self.limits.max_depth {
                self.skip(entry.path(), format!("lies {} folders deep, and deeper is not read", entry.depth()));
            }
        }
        for link in outward.lock().unwrap_or_else(PoisonError::into_inner).iter() {
            self.skip(link, "is a link to a folder that it lies in".to_owned());
        }
    }
}

/// A filter that follows no link out of `folder` into a folder around it, where drafts and much
/// else may lie; such links are added to `outward`.
fn inside(
    folder: &Path,
    outward: &Arc<Mutex<Vec<PathBuf>>>,
) -> impl Fn(&ignore::DirEntry) -> bool + Send + Sync + 'static {
    let real = folder.canonicalize().unwrap_or_else(|_| folder.to_path_buf());
    let outward = Arc::clone(outward);
    move |entry| {
        let leads_out = entry.depth() > 0
            && entry.path_is_symlink()
            && entry.path().canonicalize().is_ok_and(|target| real.starts_with(target));
        if leads_out {
            outward.lock().unwrap_or_else(PoisonError::into_inner).push(entry.path().to_path_buf());
        }
        let is_folder = entry.file_type().is_some_and(|kind| kind.is_dir());
        !(leads_out || (is_folder && is_of_page(entry.path())))
    }
}

/// Whether the folder at `path` holds what belongs to a saved page: its pictures and scripts. Browsers
/// name it as the page, in the language of the system.
fn is_of_page(path: &Path) -> bool {
    const ENDS: &[&str] = &[
        "_files",
        ".files",
        "-Dateien",
        "_fichiers",
        "-filer",
        "_bestanden",
        "_archivos",
        "_file",
        "_arquivos",
        "-tiedostot",
        "_pliki",
    ];
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    ENDS.iter().filter_map(|end| name.strip_suffix(end)).any(|page| {
        ["html", "htm", "xhtml", "HTML", "HTM"]
            .iter()
            .any(|ending| path.with_file_name(format!("{page}.{ending}")).is_file())
    })
}

/// The path that an error is about, and the end of a sentence that begins with it.
pub(crate) fn reason_of(error: &ignore::Error) -> (Option<PathBuf>, String) {
    match error {
        ignore::Error::WithPath { path, err } => (Some(path.clone()), reason_of(err).1),
        ignore::Error::Glob { err, .. } => (None, format!("is no pattern: {err}")),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => reason_of(err),
        ignore::Error::Loop { child, .. } => (Some(child.clone()), "is a link to a folder that holds it".to_owned()),
        ignore::Error::Io(error) => (None, format!("cannot be read: {error}")),
        other => (None, format!("cannot be walked: {other}")),
    }
}
