//! Opening a workspace: configuration, sources, index, people.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;

use super::drafts::globs;
use super::{OpenError, Workspace};
use crate::archive::{Archive, Catalogue, Observer, Progress, Shard, Skipped, Stock, Store};
use crate::config::{self, Config};
use crate::prose::{Directory, Person};
use crate::source::{self, Discovered, Library, Options, Preprocess};
use crate::text::Span;
use crate::verify::Concordances;

/// The folder of sources that is looked for when no configuration names one.
const DEFAULT_SOURCES: &str = "sources";

/// Who is told how many files have been read, and of how many.
pub type Done<'a> = dyn Fn(usize, usize) + Sync + 'a;

/// What the files said when the workspace was opened, to tell later what has changed.
#[derive(Clone, Debug, Default)]
pub(super) struct Origin {
    /// What the workspace was opened for.
    asked: PathBuf,
    /// The configuration that was named, if it was not looked for.
    named_config: Option<PathBuf>,
    /// The folders and files that sources were looked for in.
    places: Vec<PathBuf>,
    /// The files below them, with the paths shown.
    files: Arc<Vec<(PathBuf, String)>>,
    library: Arc<Library>,
    pub(super) stock: Arc<Stock>,
    skipped: Vec<Skipped>,
    /// The folder in which the index is kept, where it is.
    pub(super) kept_in: Option<PathBuf>,
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
        Self::open_watched(path, config, &())
    }

    /// As [`Workspace::open_with`], and tells `watcher` how far it is.
    ///
    /// # Errors
    /// As for [`Workspace::open`], and when the watcher has reading stopped.
    pub fn open_watched(path: &Path, config: Option<&Path>, watcher: &dyn Watcher) -> Result<Self, OpenError> {
        Self::assemble(path, config, None, watcher)
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
        self.refreshed_watched(&())
    }

    /// As [`Workspace::refreshed`], and tells `watcher` how far it is.
    ///
    /// # Errors
    /// As for [`Workspace::open_watched`].
    pub fn refreshed_watched(&self, watcher: &dyn Watcher) -> Result<Self, OpenError> {
        Self::assemble(&self.origin.asked, self.origin.named_config.as_deref(), Some(self), watcher)
    }

    /// The folder in which the index of the workspace of `path` is kept, whether it is there or not; those
    /// of others are beside it. `None` where there is no place for such.
    ///
    /// # Errors
    /// When the configuration cannot be read or understood.
    pub fn cache_of(path: &Path) -> Result<Option<PathBuf>, OpenError> {
        Ok(Place::of(path, None)?.store(Vec::new()).folder().map(Path::to_path_buf))
    }

    /// The folders and files from which sources are taken.
    #[must_use]
    pub fn source_places(&self) -> &[PathBuf] {
        &self.origin.places
    }

    /// The bibliographies that say something of the sources; they may be anywhere.
    pub fn bibliographies(&self) -> impl Iterator<Item = &Path> {
        self.origin.library.bibliographies().iter().map(|read| read.path.as_path())
    }

    /// A workspace in `root` over `archive`, without files: for texts that are in memory.
    #[must_use]
    pub fn over(root: &Path, config: Config, archive: Archive) -> Self {
        let people = learn(&archive, &config.people);
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

    fn assemble(
        asked: &Path,
        named_config: Option<&Path>,
        before: Option<&Self>,
        watcher: &dyn Watcher,
    ) -> Result<Self, OpenError> {
        let place = Place::of(asked, named_config)?;
        let limits = place.config.sources.limits();
        let user = config::user(&place.root).map_err(|(path, error)| fails(&path, error.span, error.message))?;
        let store = place.store(user.preprocess);
        let before = before.filter(|before| before.config.sources == place.config.sources && before.root == place.root);
        let known = before.map(|before| before.origin.stock.as_ref());
        // What is kept is brought in while the files are looked at that it should be of.
        let (discovered, (kept, directory)) = rayon::join(
            || {
                let Discovered { mut files, skipped } = source::discover(&place.sources, &place.root, limits);
                let named = place.config.sources.bibliography.iter().map(|path| place.root.join(path));
                let named: Vec<PathBuf> = named.collect();
                let library = Library::take(&mut files, &named, &place.root, limits);
                (files, Arc::new(library.with_kinds(&place.config.sources.kinds, &place.root)), skipped)
            },
            || {
                let kept = store.kept(known);
                let of = kept.as_ref().filter(|_| known.is_none());
                let directory = of.map(|stock| {
                    let (store, key) = (store.clone(), people_key(stock, &place.config));
                    std::thread::spawn(move || kept_people(&store, key))
                });
                (kept, Mutex::new(directory))
            },
        );
        let (files, library, skipped) = discovered;
        let found = Found { asked, named_config, place, files: Arc::new(files), library, skipped, store, directory };
        let interim = Interim { found: &found, watcher };
        let mut stock = found.store.bring(&found.files, known, kept, &interim).map_err(|_| {
            fails(&found.place.root, None, "reading the sources was stopped before they were all read".to_owned())
        })?;
        stock.shards = found.shards(known);
        if let Some(before) = before
            && before.config_path == found.place.config_path
            && *before.config == found.place.config
            && before.origin.skipped == found.skipped
            && before.origin.files == found.files
            && before.origin.library == found.library
            && before.origin.stock.is_same(&stock)
        {
            return Ok(before.clone());
        }
        Ok(found.workspace(stock, true))
    }
}

/// Who wants to know how opening a workspace goes on.
pub trait Watcher: Sync {
    /// Is told from time to time; breaks where reading shall stop.
    fn progress(&self, _progress: Progress) -> ControlFlow<()> {
        ControlFlow::Continue(())
    }

    /// Is given a workspace of the sources that were read by now, a few times while many are. Nothing
    /// it does not find is proved to be nowhere; see [`Archive::is_partial`].
    fn interim(&self, _workspace: Workspace) {}
}

/// Nobody wants to know.
impl Watcher for () {}

/// What is found before a source is read.
struct Found<'a> {
    asked: &'a Path,
    named_config: Option<&'a Path>,
    place: Place,
    files: Arc<Vec<(PathBuf, String)>>,
    library: Arc<Library>,
    skipped: Vec<Skipped>,
    store: Store,
    /// A thread that brings in the directory of all people, as it was kept.
    directory: Mutex<Option<JoinHandle<Option<Kept>>>>,
}

impl Found<'_> {
    /// The shards that the configuration names; those that are known and have not changed stay open.
    fn shards(&self, known: Option<&Stock>) -> Vec<Shard> {
        let known = known.map(|stock| stock.shards.as_slice()).unwrap_or_default();
        let named = self.place.config.sources.shards.iter().map(|shard| self.place.root.join(shard));
        named.map(|path| Shard::open(path.clone(), source::shown(&path, &self.place.root), known)).collect()
    }

    /// Everybody the sources and the configuration know: as it was kept, where nothing has changed since.
    fn known_people(&self, stock: &Stock, archive: &Archive) -> Directory {
        let key = people_key(stock, &self.place.config);
        let begun = self.directory.lock().unwrap_or_else(PoisonError::into_inner).take();
        let brought = begun.and_then(|thread| thread.join().ok().flatten()).filter(|(of, _)| *of == key);
        if let Some((_, kept)) = brought.or_else(|| kept_people(&self.store, key.clone())) {
            return kept;
        }
        let people = learn(archive, &self.place.config.people);
        if let Ok(bytes) = postcard::to_stdvec(&people) {
            self.store.keep_people(&key, &bytes);
        }
        people
    }

    /// The workspace over `stock`, which is all there is, or what was read by now.
    fn workspace(&self, stock: Stock, is_all: bool) -> Workspace {
        let Place { root, config_path, config, sources, notices } = self.place.clone();
        let (archive, about_files) = stock.archive(&self.files, &self.library, self.skipped.clone());
        let archive = if is_all { archive } else { archive.partial() };
        let mut notices = notices;
        notices.extend(about_files);
        if is_all && notices.is_empty() && archive.is_empty() {
            let folders: Vec<String> = sources.iter().map(|path| source::shown(path, &root)).collect();
            notices.push(format!(
                "there are no sources in {}: no quotation can be checked; put there what you quote from",
                folders.join(", ")
            ));
        }
        notices.extend(stock.notices.iter().cloned());
        // Each takes about as long as the others where there are ten thousand sources.
        let ((people, catalogue), concordances) = rayon::join(
            || {
                rayon::join(
                    || self.known_people(&stock, &archive),
                    || Catalogue::new(&archive).listing(self.library.bibliographies()),
                )
            },
            || Concordances::of(&archive),
        );
        Workspace {
            root,
            config_path,
            config: Arc::new(config),
            catalogue: Arc::new(catalogue),
            concordances: Arc::new(concordances),
            archive: Arc::new(archive),
            people: Arc::new(people),
            notices,
            origin: Origin {
                asked: self.asked.to_path_buf(),
                named_config: self.named_config.map(Path::to_path_buf),
                places: sources,
                files: Arc::clone(&self.files),
                library: Arc::clone(&self.library),
                stock: Arc::new(stock),
                skipped: self.skipped.clone(),
                kept_in: self.store.in_use().map(Path::to_path_buf),
            },
        }
    }
}

/// Makes workspaces of what is read by and by.
struct Interim<'a> {
    found: &'a Found<'a>,
    watcher: &'a dyn Watcher,
}

impl Observer for Interim<'_> {
    fn progress(&self, progress: Progress) -> ControlFlow<()> {
        self.watcher.progress(progress)
    }

    fn interim(&self, stock: &Stock) {
        let stock = Stock { shards: self.found.shards(Some(stock)), ..stock.clone() };
        self.watcher.interim(self.found.workspace(stock, false));
    }
}

/// A name for what the directory of all people is made of.
fn people_key(stock: &Stock, config: &Config) -> String {
    let mut key = stock.digest();
    for (name, others) in &config.people {
        key.update(name.as_bytes()).update(&[0]);
        for other in others {
            key.update(other.as_bytes()).update(&[1]);
        }
    }
    key.finalize().to_hex().to_string()
}

/// The directory of all people, with the name of what it was made of.
type Kept = (String, Directory);

/// The directory of all people, where it was kept under `key`.
fn kept_people(store: &Store, key: String) -> Option<Kept> {
    let people = postcard::from_bytes(&store.people(&key)?).ok()?;
    Some((key, people))
}

fn learn(archive: &Archive, aliases: &BTreeMap<String, Vec<String>>) -> Directory {
    let aliases: Vec<(String, Vec<String>)> = aliases.iter().map(|(n, o)| (n.clone(), o.clone())).collect();
    let people: Vec<Person> = archive.people().flatten().collect();
    Directory::learn(people.iter(), &aliases)
}

/// Where everything is.
#[derive(Clone)]
struct Place {
    root: PathBuf,
    config_path: Option<PathBuf>,
    config: Config,
    sources: Vec<PathBuf>,
    notices: Vec<String>,
}

impl Place {
    /// Where the archive is kept.
    fn store(&self, preprocess: Vec<Preprocess>) -> Store {
        let named = Some(&self.config.sources.cache).filter(|cache| !cache.as_os_str().is_empty());
        let cache = named.map(|cache| self.root.join(cache));
        Store::new(cache, &self.root, &self.sources, Options { preprocess, ..self.config.sources.options() })
    }

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
        for named in &config.sources.bibliography {
            if !root.join(named).is_file() {
                let span = place_of(&path, &named.display().to_string());
                return Err(fails(&path, span, format!("the bibliography `{}` does not exist", named.display())));
            }
        }
        if config.sources.paths.is_empty() {
            let mut found = Self::by_default(folder);
            if !config.sources.shards.is_empty() {
                // What is quoted may all be there.
                found.notices.clear();
            }
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
