//! What stands beside sources and says something of them: bibliographies and sidecars.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};

use super::bibliography::{self, Bibliography};
use super::{Card, Limits, SourceKind, Stamp, kinds, shown};

/// The bibliographies and sidecars of an archive.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Library {
    bibliographies: Vec<Bibliography>,
    sidecars: Vec<PathBuf>,
    /// How the sidecars are: they are read each time they are applied.
    stamps: Vec<Option<Stamp>>,
    /// All files by themselves without their ending, where there are sidecars.
    stems: HashMap<PathBuf, Vec<PathBuf>>,
    problems: Vec<String>,
    /// The kinds that the configuration names, by globs relative to `root`.
    kinds: BTreeMap<String, SourceKind>,
    root: PathBuf,
}

impl Library {
    /// Takes the bibliographies and sidecars out of `files`, each with the path shown to people, and
    /// reads the bibliographies, those at `named` as well. Paths are shown relative to `root`.
    pub fn take(files: &mut Vec<(PathBuf, String)>, named: &[PathBuf], root: &Path, limits: Limits) -> Self {
        let mut library = Self::default();
        // Without a file that may be one, nobody asks whose sidecar it is.
        let asked = files.iter().any(|(path, _)| bibliography::may_be_sidecar(path));
        for (path, _) in files.iter().filter(|_| asked) {
            library.stems.entry(path.with_extension("")).or_default().push(path.clone());
        }
        let mut seen: Vec<PathBuf> = Vec::new();
        for path in named {
            match bibliography::read(path, &shown(path, root), limits) {
                Ok(Some(read)) => library.add(read),
                Ok(None) => library.problems.push(format!("{} is no bibliography that is known", shown(path, root))),
                Err(reason) => library.problems.push(format!("{} {reason}", shown(path, root))),
            }
            seen.extend(path.canonicalize());
        }
        files.retain(|(path, shown)| {
            if asked && bibliography::is_sidecar(path, &library.stems) {
                library.stamps.push(Stamp::of(path));
                library.sidecars.push(path.clone());
                return false;
            }
            if !bibliography::may_be(path) {
                return true;
            }
            if path.canonicalize().is_ok_and(|real| seen.contains(&real)) {
                return false;
            }
            match bibliography::read(path, shown, limits) {
                Ok(Some(read)) => {
                    library.add(read);
                    false
                }
                // What is none may be a source; what cannot be read is told of as one.
                Ok(None) | Err(_) => true,
            }
        });
        library
    }

    /// The same library, which also says of which kind the sources are that `kinds` names by globs
    /// relative to `root`. That is stronger than what anything else says.
    #[must_use]
    pub fn with_kinds(self, kinds: &BTreeMap<String, SourceKind>, root: &Path) -> Self {
        Self { kinds: kinds.clone(), root: root.to_path_buf(), ..self }
    }

    fn add(&mut self, read: Bibliography) {
        self.problems.extend(read.problems.iter().cloned());
        self.bibliographies.push(read);
    }

    /// Gives the sources with these `cards` their keys and what is said of them. Returns what could not be
    /// understood, as whole sentences.
    pub fn apply(&self, cards: &mut [Card]) -> Vec<String> {
        let mut problems = self.problems.clone();
        problems.extend(bibliography::apply_sidecars(cards, &self.sidecars, &self.stems));
        bibliography::apply(cards, &self.bibliographies);
        kinds::apply(&self.kinds, &self.root, cards);
        problems
    }

    /// The bibliographies.
    #[must_use]
    pub fn bibliographies(&self) -> &[Bibliography] {
        &self.bibliographies
    }
}
