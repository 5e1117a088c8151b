//! Files that people keep beside their drafts: read as a whole or refused, and written so that they are there as a
//! whole or as they were.

use std::io::{self, Write as _};
use std::path::Path;

use serde::de::DeserializeOwned;

/// The TOML file at `path`, called `name` to people; `None` where there is no such file. `version_of` tells the version
/// of its format, which has to be `version`.
///
/// # Errors
/// Why it cannot be read, as a sentence with its path.
pub(crate) fn read<T: DeserializeOwned>(
    path: &Path,
    name: &str,
    version: u32,
    version_of: impl Fn(&T) -> u32,
) -> Result<Option<T>, String> {
    let fails = |why: String| Err(format!("the {name} {} cannot be read: {why}", path.display()));
    let text = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return fails(error.to_string()),
    };
    match toml::from_str::<T>(&text) {
        Ok(read) if version_of(&read) == version => Ok(Some(read)),
        Ok(read) => fails(format!("it is of version {}, this program knows {version}", version_of(&read))),
        Err(error) => fails(error.to_string()),
    }
}

/// Puts `text` in the place of the file at `path`, which keeps its permissions.
///
/// # Errors
/// Those of the file system; then nothing has changed.
pub(crate) fn replace(path: &Path, text: &str) -> io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    builder.prefix(".verbatim-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = std::fs::metadata(path).map_or(0o666, |known| known.permissions().mode());
        builder.permissions(std::fs::Permissions::from_mode(mode));
    }
    let mut file = builder.tempfile_in(folder)?;
    file.write_all(text.as_bytes())?;
    file.as_file().sync_all()?;
    file.persist(path)?;
    Ok(())
}
