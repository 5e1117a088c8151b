//! `verbatim.toml`: what it may say, and where it is found.

mod load;
mod profile;
mod user;

pub use load::{ConfigError, find, load, parse};
pub use profile::Profile;
pub use user::{User, user, user_path};

use std::collections::BTreeMap;
use std::path::PathBuf;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::rules::{Code, Severity};
use crate::source::{Fields, Limits, Options, SourceKind};

/// The name of the configuration file.
pub const FILE_NAME: &str = "verbatim.toml";

/// All settings. Unknown keys are errors, so that a misspelt one is noticed.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// The house style, where style guides disagree.
    pub profile: Profile,
    /// Where sources are.
    pub sources: Sources,
    /// Names, spellings and roles that cannot be learned from the sources: a person's name, and
    /// what else they are called.
    pub people: BTreeMap<String, Vec<String>>,
    /// Severities by rule: `off`, `hint`, `information`, `warning`, `error`.
    pub rules: BTreeMap<Code, Severity>,
    /// Which drafts are checked.
    pub drafts: Drafts,
}

/// `[sources]`.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Sources {
    /// Folders and files, relative to the configuration file. When none is given: the nearest
    /// folder `sources` beside or above the draft.
    pub paths: Vec<PathBuf>,
    /// Bibliographies, relative to the configuration file. Those among the sources need not be named.
    pub bibliography: Vec<PathBuf>,
    /// The most files that are read.
    pub max_files: usize,
    /// The largest file that is read, in bytes.
    pub max_file_size: u64,
    /// What kind of document sources are whose form does not show it: globs, relative to the
    /// configuration file, each with a kind. Where several match, the longest decides. Stronger than
    /// what the file says of itself.
    pub kinds: BTreeMap<String, SourceKind>,
    /// Files of packed sources, relative to the configuration file, that come after all others. They
    /// are made with `verbatim sources --pack` and only read.
    pub shards: Vec<PathBuf>,
    /// The folder in which the index of the sources is kept, relative to the configuration file. When
    /// it is empty: one in the folder that the platform has for such.
    pub cache: PathBuf,
    /// How the fields of tables and exports are called.
    pub fields: Fields,
}

impl Default for Sources {
    fn default() -> Self {
        let Limits { max_files, max_file_size, .. } = Limits::default();
        Self {
            paths: Vec::new(),
            bibliography: Vec::new(),
            max_files,
            max_file_size,
            kinds: BTreeMap::new(),
            fields: Fields::default(),
            shards: Vec::new(),
            cache: PathBuf::new(),
        }
    }
}

impl Sources {
    /// How much is read.
    #[must_use]
    pub fn limits(&self) -> Limits {
        Limits { max_files: self.max_files, max_file_size: self.max_file_size, ..Limits::default() }
    }
}

impl Sources {
    /// How sources are read.
    #[must_use]
    pub fn options(&self) -> Options {
        Options { limits: self.limits(), fields: self.fields.clone(), preprocess: Vec::new() }
    }
}

/// `[drafts]`.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Drafts {
    /// Globs of the drafts, relative to the configuration file.
    pub include: Vec<String>,
    /// Globs of files that are no drafts.
    pub exclude: Vec<String>,
}

impl Default for Drafts {
    fn default() -> Self {
        Self { include: vec!["**/*.md".to_owned(), "**/*.markdown".to_owned()], exclude: Vec::new() }
    }
}

impl Config {
    /// How loudly `code` is reported: as `[rules]` says, else as the profile does.
    #[must_use]
    pub fn severity(&self, code: Code) -> Severity {
        self.rules.get(&code).copied().unwrap_or_else(|| self.profile.severity(code))
    }
}
