//! The user's own configuration: what a workspace, which may come from anybody, must not decide.

use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::ConfigError;
use super::load::read_toml;
use crate::source::{Preprocess, home};

/// What the user's configuration may say.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct User {
    /// Programs that read formats which Verbatim does not.
    pub preprocess: Vec<Preprocess>,
}

/// Where the user's configuration is: `verbatim/config.toml` in the folder that the system keeps for
/// configurations.
#[must_use]
pub fn user_path() -> Option<PathBuf> {
    let folder = |name: &str| std::env::var_os(name).map(PathBuf::from).filter(|folder| folder.is_absolute());
    let folder = if cfg!(windows) {
        folder("APPDATA")
    } else {
        folder("XDG_CONFIG_HOME").or_else(|| Some(home()?.join(".config")))
    };
    Some(folder?.join("verbatim").join("config.toml"))
}

/// Reads the user's configuration, for the workspace at `root`; nothing where there is none. One that
/// lies inside the workspace is the workspace's, and is not read.
///
/// # Errors
/// When it cannot be read or understood.
pub fn user(root: &Path) -> Result<User, (PathBuf, ConfigError)> {
    let Some(path) = user_path().filter(|path| path.is_file()) else { return Ok(User::default()) };
    let real = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
    if real(&path).starts_with(real(root)) {
        return Ok(User::default());
    }
    read_toml(&path).map_err(|error| (path, error))
}
