//! Writing files that people keep, so that they are there as a whole or as they were.

use std::io::{self, Write as _};
use std::path::Path;

/// Puts `text` in the place of the file at `path`, which keeps its permissions.
///
/// # Errors
/// Those of the file system; then nothing has changed.
pub(crate) fn file(path: &Path, text: &str) -> io::Result<()> {
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
