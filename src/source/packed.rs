//! Files packed with gzip or Zstandard: read as what they pack.

use std::io::{ErrorKind, Read};
use std::path::Path;

use flate2::read::MultiGzDecoder;
use ruzstd::decoding::StreamingDecoder;

use super::file::read_bytes;
use super::reader::{File, Part, Reader};

/// How many files may be packed into each other.
const DEEPEST: usize = 4;

/// Reads gzip files.
#[derive(Debug)]
pub(super) struct Gzip;

impl Reader for Gzip {
    fn format(&self) -> &'static str {
        "gzip"
    }

    fn endings(&self) -> &'static [&'static str] {
        &["gz"]
    }

    fn recognises(&self, bytes: &[u8]) -> bool {
        bytes.starts_with(b"\x1f\x8b")
    }

    fn read(&self, file: &File<'_>) -> Result<Vec<Part>, String> {
        inner(file, MultiGzDecoder::new(file.bytes))
    }
}

/// Reads Zstandard files.
#[derive(Debug)]
pub(super) struct Zstandard;

impl Reader for Zstandard {
    fn format(&self) -> &'static str {
        "Zstandard"
    }

    fn endings(&self) -> &'static [&'static str] {
        &["zst"]
    }

    fn recognises(&self, bytes: &[u8]) -> bool {
        bytes.starts_with(b"\x28\xb5\x2f\xfd")
    }

    fn read(&self, file: &File<'_>) -> Result<Vec<Part>, String> {
        let decoder = StreamingDecoder::new(file.bytes).map_err(|error| format!("is broken: {error}"))?;
        inner(file, decoder)
    }
}

/// Reads what `unpacked` gives as the file whose name stands before the last ending.
fn inner(file: &File<'_>, unpacked: impl Read) -> Result<Vec<Part>, String> {
    if file.depth >= DEEPEST {
        return Err("is packed more often than any file needs to be".to_owned());
    }
    let most = file.most();
    let mut bytes = Vec::new();
    let read = unpacked.take(most + 1).read_to_end(&mut bytes);
    if bytes.len() as u64 > most {
        let limit = most / 1_000_000;
        return Err(format!("unpacks to more than {limit} MB; raise `max-file-size` in [sources] to read it"));
    }
    read.map_err(|error| match error.kind() {
        ErrorKind::OutOfMemory => {
            "needs more memory than a reader may use, as files made to do harm do; it was given up".to_owned()
        }
        _ => format!("is broken: {error}"),
    })?;
    let name = Path::new(file.name.file_stem().unwrap_or_default());
    read_bytes(&File { bytes: &bytes, name, depth: file.depth + 1, ..*file })
}
