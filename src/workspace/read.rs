//! Reading a draft.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use crate::source::{Decoded, decode};

/// Above this a file is no draft that anybody wrote.
const MOST_BYTES: u64 = 16 << 20;

/// Reads the draft at `path`, in whatever encoding it is.
///
/// # Errors
/// What is wrong with the file, without its name.
pub fn draft(path: &Path) -> Result<Decoded, String> {
    draft_from(File::open(path).map_err(|error| reason(&error))?)
}

/// Reads a draft from `input`.
///
/// # Errors
/// What is wrong with it.
pub fn draft_from(input: impl Read) -> Result<Decoded, String> {
    let mut bytes = Vec::new();
    input.take(MOST_BYTES + 1).read_to_end(&mut bytes).map_err(|error| reason(&error))?;
    if bytes.len() as u64 > MOST_BYTES {
        return Err(format!("is larger than {} MB, too large for a draft", MOST_BYTES >> 20));
    }
    decode(&bytes)
}

fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "does not exist".to_owned(),
        io::ErrorKind::PermissionDenied => "may not be read: permission denied".to_owned(),
        _ => format!("cannot be read: {error}"),
    }
}
