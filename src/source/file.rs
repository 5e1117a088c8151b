//! From a file to the documents in it.

use std::fs;
use std::io::Read as _;
use std::path::Path;

use super::reader::{File, Part};
use super::{Limits, Options, readers};

/// Reads the file at `path`.
///
/// # Errors
/// Why it is no source, as the end of a sentence that begins with its name.
pub(super) fn read(path: &Path, options: &Options) -> Result<Vec<Part>, String> {
    if let Some(program) = options.preprocess.iter().find(|program| program.is_for(path)) {
        let bytes = program.run(path, options.limits.max_file_size)?;
        return read_bytes(&File::new(&bytes, &path.with_extension(&program.writes), options));
    }
    let bytes = bytes_of(path, options.limits)?;
    read_bytes(&File::new(&bytes, path, options))
}

/// Reads `bytes`, the content of a file called `name`, in this process: what a reader cannot bound is
/// not bounded. [`contents`](super::contents()) reads where it can do no harm.
///
/// # Errors
/// Why they are no source, as the end of a sentence that begins with the file's name.
pub fn documents(bytes: &[u8], name: &Path, options: &Options) -> Result<Vec<Part>, String> {
    readers::by_name(name)?;
    read_bytes(&File::new(bytes, name, options))
}

/// Reads `file` with the reader for it.
///
/// # Errors
/// Why it is no source, as the end of a sentence that begins with its name.
pub(super) fn read_bytes(file: &File<'_>) -> Result<Vec<Part>, String> {
    if file.bytes.iter().all(u8::is_ascii_whitespace) {
        return Err("is empty".to_owned());
    }
    let reader = readers::reader_for(file.name, file.bytes)?;
    let mut parts = reader.read(file)?;
    for document in parts.iter_mut().filter_map(|part| part.document.as_mut().ok()) {
        // What is packed was read as what it packs.
        if document.format.is_empty() {
            reader.format().clone_into(&mut document.format);
        }
    }
    Ok(parts)
}

/// The bytes of the file at `path`, if a file so named is read at all.
///
/// # Errors
/// Why it is not read, as the end of a sentence that begins with its name.
pub fn bytes_of(path: &Path, limits: Limits) -> Result<Vec<u8>, String> {
    readers::by_name(path)?;
    let failed = |error: std::io::Error| format!("cannot be read: {error}");
    let found = fs::metadata(path).map_err(failed)?;
    if !found.is_file() {
        return Err("is not a regular file".to_owned());
    }
    let most = limits.max_file_size;
    let too_large = || {
        let limit = most / 1_000_000;
        format!("is larger than {limit} MB; raise `max-file-size` in [sources] to read it")
    };
    if found.len() > most {
        return Err(too_large());
    }
    // The file may grow while it is read.
    let mut bytes = Vec::with_capacity(usize::try_from(found.len()).unwrap_or_default());
    fs::File::open(path).map_err(failed)?.take(most + 1).read_to_end(&mut bytes).map_err(failed)?;
    if bytes.len() as u64 > most { Err(too_large()) } else { Ok(bytes) }
}
