//! Opening a workspace: configuration, sources, index, people.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::drafts::globs;
use super::kinds;
use super::{OpenError, Workspace};
use crate::archive::{Archive, Catalogue};
use crate::config::{self, Config};
use crate::prose::Directory;
use crate::source::{self, Discovered, Loaded};
use crate::text::Span;
use crate::verify::Concordances;

/// The folder of sources that is looked for when no configuration names one.
const DEFAULT_SOURCES: &str = "sources";

/// What the files said when the workspace was opened, to tell later what has changed.
#[derive(Clone, Debug, Default)]
pub(super) struct Origin {
    /// What the workspace was opened for.
    asked: PathBuf,
    /// The configuration that was named, if it was not looked for.
    named_config: Option<PathBuf>,
    /// The folders and files that sources were looked for in.
    places: Vec<PathBuf>,
    loaded: Arc<Vec<Loaded>>,
    skipped: Vec<crate::archive::Skipped>,
}

impl Workspace {
    /// Opens the workspace of `path`, a draft or a folder: finds the configuration, reads the
    /// sources, indexes them, learns who is who.
    ///
    /// # Errors
    /// When the configuration cannot be read or understood, or a folder it names is absent.
    /// A source that cannot be read is no error: it is listed in [`Archive::skipped`].
    pub fn open(path: &Path) -> Result<Self, OpenError> {
        Self::open_with(path, None)
    }

    /// As [`Workspace::open`]; `config`, where there is one, takes the place of the configuration
    /// file that would be found.
    ///
    /// # Errors
    /// As for [`Workspace::open`].
    pub fn open_with(path: &Path, config: Option<&Path>) -> Result<Self, OpenError> {
        Self::assemble(path, config, None)
    }

    /// Whether the drafts in `folder` belong to this workspace: opening it for them would find
    /// the same configuration and the same sources.
    #[must_use]
    pub fn serves(&self, folder: &Path) -> bool {
        Place::of(folder, self.origin.named_config.as_deref()).is_ok_and(|place| {
            place.root == self.root && place.config_path == self.config_path && place.sources == self.origin.places
        })
    }

    /// The workspace as it is now on disk: what a fresh [`Workspace::open`] would give, at the
    /// cost of the files that have changed. When nothing has, the archive is the same `Arc`.
    ///
    /// # Errors
    /// As for [`Workspace::open`].
    pub fn refreshed(&self) -> Result<Self, OpenError> {
        Self::assemble(&self.origin.asked, self.origin.named_config.as_deref(), Some(self))
    }

    /// The folders and files from which sources are taken.
    #[must_use]
    pub fn source_places(&self) -> &[PathBuf] {
        &self.origin.places
    }

    /// A workspace in `root` over `archive`, without files: for texts that are in memory.
    #[must_use]
    pub fn over(root: &Path, config: Config, archive: Archive) -> Self {
        let people = learn(&archive, &config);
        Self {
            root: root.to_path_buf(),
            config_path: None,
            config: Arc::new(config),
            catalogue: Arc::new(Catalogue::new(&archive)),
            concordances: Arc::new(Concordances::of(&archive)),
            archive: Arc::new(archive),
            people: Arc::new(people),
            notices: Vec::new(),
            origin: Origin { asked: root.to_path_buf(), ..Origin::default() },
        }
    }

    fn assemble(asked: &Path, named_config: Option<&Path>, before: Option<&Self>) -> Result<Self, OpenError> {
        let place = Place::of(asked, named_config)?;
        let limits = place.config.sources.limits();
        let Discovered { files, skipped } = source::discover(&place.sources, &place.root, limits);
        let known: HashMap<&Path, &Loaded> = before
            .filter(|before| before.config.sources == place.config.sources)
            .map(|before| before.origin.loaded.iter().map(|loaded| (loaded.path.as_path(), loaded)).collect())
            .unwrap_or_default();
        let mut loaded = source::load(&files, limits, &known);
        kinds::apply(&place.config.sources.kinds, &place.root, &mut loaded);
        let mut notices = place.notices;
        notices.extend(loaded.iter().flat_map(|one| one.notices.iter().cloned()));
        if notices.is_empty() && !loaded.iter().any(|one| one.outcome.is_ok()) {
            let folders: Vec<String> = place.sources.iter().map(|path| source::shown(path, &place.root)).collect();
            notices.push(format!(
                "there are no sources in {}: no quotation can be checked; put there what you quote from",
                folders.join(", ")
            ));
        }
        if let Some(before) = before
            && before.root == place.root
            && before.config_path == place.config_path
            && *before.config == place.config
            && before.origin.skipped == skipped
            && same(&before.origin.loaded, &loaded)
        {
            return Ok(before.clone());
        }
        let sources = loaded.iter().filter_map(|one| one.outcome.as_ref().ok().cloned()).collect();
        let unread = loaded.iter().filter_map(|one| one.outcome.as_ref().err().cloned());
        let archive = Archive::build(sources, unread.chain(skipped.iter().cloned()).collect());
        let people = learn(&archive, &place.config);
        Ok(Self {
            root: place.root,
            config_path: place.config_path,
            config: Arc::new(place.config),
            catalogue: Arc::new(Catalogue::new(&archive)),
            concordances: Arc::new(Concordances::of(&archive)),
            archive: Arc::new(archive),
            people: Arc::new(people),
            notices,
            origin: Origin {
                asked: asked.to_path_buf(),
                named_config: named_config.map(Path::to_path_buf),
                places: place.sources,
                loaded: Arc::new(loaded),
                skipped,
            },
        })
    }
}

/// Whether two readings of the files are the same one.
fn same(before: &[Loaded], now: &[Loaded]) -> bool {
    before.len() == now.len()
        && before.iter().zip(now).all(|(a, b)| {
            a.path == b.path
                && match (&a.outcome, &b.outcome) {
                    (Ok(a), Ok(b)) => Arc::ptr_eq(a, b),
                    (Err(a), Err(b)) => a == b,
                    _ => false,
                }
        })
}

fn learn(archive: &Archive, config: &Config) -> Directory {
    let aliases: Vec<(String, Vec<String>)> = config.people.iter().map(|(n, o)| (n.clone(), o.clone())).collect();
    Directory::learn(archive.sources().map(|(_, source)| &source.reading), &aliases)
}

/// Where everything is.
struct Place {
    root: PathBuf,
    config_path: Option<PathBuf>,
    config: Config,
    sources: Vec<PathBuf>,
    notices: Vec<String>,
}

impl Place {
    /// The place of the draft or folder `asked`, with the configuration at `named_config` or the
    /// nearest one.
    fn of(asked: &Path, named_config: Option<&Path>) -> Result<Self, OpenError> {
        let absolute =
            std::path::absolute(asked).map_err(|error| fails(asked, None, format!("cannot be found: {error}")))?;
        let folder = if absolute.is_dir() { absolute.as_path() } else { absolute.parent().unwrap_or(&absolute) };
        let config = match named_config {
            Some(named) => Some(
                std::path::absolute(named).map_err(|error| fails(named, None, format!("cannot be found: {error}")))?,
            ),
            None => config::find(folder),
        };
        match config {
            Some(path) => Self::configured(path, folder),
            None => Ok(Self::by_default(folder)),
        }
    }

    fn configured(path: PathBuf, folder: &Path) -> Result<Self, OpenError> {
        let config = config::load(&path).map_err(|error| fails(&path, error.span, error.message))?;
        let root = path.parent().unwrap_or(&path).to_path_buf();
        for patterns in [&config.drafts.include, &config.drafts.exclude] {
            globs(&root, patterns).map_err(|(pattern, why)| {
                fails(&path, place_of(&path, &pattern), format!("the pattern `{pattern}` {why}"))
            })?;
        }
        let kinds: Vec<String> = config.sources.kinds.keys().cloned().collect();
        globs(&root, &kinds).map_err(|(pattern, why)| {
            fails(&path, place_of(&path, &pattern), format!("the pattern `{pattern}` {why}"))
        })?;
        if config.sources.paths.is_empty() {
            let found = Self::by_default(folder);
            return Ok(Self { root, config_path: Some(path), config, ..found });
        }
        let sources: Vec<PathBuf> = config.sources.paths.iter().map(|named| root.join(named)).collect();
        for (named, full) in config.sources.paths.iter().zip(&sources) {
            let problem = if full.exists() { source::unwalkable(full) } else { Some("does not exist".to_owned()) };
            if let Some(problem) = problem {
                let span = place_of(&path, &named.display().to_string());
                return Err(fails(&path, span, format!("the source path `{}` {problem}", named.display())));
            }
        }
        Ok(Self { root, config_path: Some(path), config, sources, notices: Vec::new() })
    }

    /// Without configuration: the nearest folder `sources` in `folder` or above it, not beyond the
    /// repository, and never that of the home directory or the root of the file system.
    fn by_default(folder: &Path) -> Self {
        let home = source::home();
        let mut found = None;
        for above in folder.ancestors() {
            let beyond = above.parent().is_none() || home.as_deref() == Some(above);
            if beyond && above != folder {
                break;
            }
            let candidate = above.join(DEFAULT_SOURCES);
            if candidate.is_dir() && above.parent().is_some() {
                found = Some((above.to_path_buf(), candidate));
                break;
            }
            if above.join(".git").exists() {
                break;
            }
        }
        let notices = match &found {
            Some(_) => Vec::new(),
            None => vec![format!(
                "there is no folder `{DEFAULT_SOURCES}` beside or above {}, and no {} names another: no quotation can be checked",
                folder.display(),
                config::FILE_NAME
            )],
        };
        let (root, sources) =
            found.map_or_else(|| (folder.to_path_buf(), Vec::new()), |(root, path)| (root, vec![path]));
        Self { root, config_path: None, config: Config::default(), sources, notices }
    }
}

fn fails(path: &Path, span: Option<Span>, message: String) -> OpenError {
    OpenError { path: path.to_path_buf(), span, message }
}

/// Where the configuration at `path` names `named`.
fn place_of(path: &Path, named: &str) -> Option<Span> {
    let text = std::fs::read_to_string(path).ok()?;
    let quoted = format!("\"{named}\"");
    let start = text.find(&quoted)?;
    Some(Span::new(start, start + quoted.len()))
}
