//! The drafts that a command line asks for, read.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use crate::source::OffsetMap;
use crate::text::{LineIndex, Span};

/// Above this a file is no draft that anybody wrote.
const MOST_BYTES: u64 = 16 << 20;

/// A draft's text, and the way back to the bytes of its file.
#[derive(Debug)]
pub(super) struct Text {
    pub(super) text: String,
    pub(super) offsets: OffsetMap,
}

/// Reads the draft at `path`.
///
/// # Errors
/// What is wrong with the file and what to do, without its name.
pub(super) fn read(path: &Path) -> Result<Text, String> {
    let file = File::open(path).map_err(|error| reason(&error))?;
    if file.metadata().is_ok_and(|data| data.is_dir()) {
        return Err("is a folder".to_owned());
    }
    read_from(file)
}

/// Reads a draft from `input`.
///
/// # Errors
/// What is wrong and what to do.
pub(super) fn read_from(input: impl Read) -> Result<Text, String> {
    let mut bytes = Vec::new();
    input.take(MOST_BYTES + 1).read_to_end(&mut bytes).map_err(|error| reason(&error))?;
    if bytes.len() as u64 > MOST_BYTES {
        return Err(format!("is larger than {} MB, too large for a draft", MOST_BYTES >> 20));
    }
    decode(bytes)
}

fn decode(mut bytes: Vec<u8>) -> Result<Text, String> {
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return Err("is UTF-16; save it as UTF-8".to_owned());
    }
    if let Some(at) = bytes.iter().position(|byte| *byte == 0) {
        return Err(format!("is not text: it holds binary data (a zero at byte {at})"));
    }
    let mut offsets = OffsetMap::identity();
    if bytes.starts_with(b"\xef\xbb\xbf") {
        bytes.drain(..3);
        offsets = OffsetMap::from_anchors(vec![(0, 3)]);
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok(Text { text, offsets }),
        Err(broken) => {
            let at = broken.utf8_error().valid_up_to();
            let before = String::from_utf8_lossy(broken.as_bytes().get(..at).unwrap_or_default());
            let line = LineIndex::new(&before).line_of(Span::at(before.len()).start) + 1;
            let byte = broken.as_bytes().get(at).copied().unwrap_or_default();
            Err(format!("is not UTF-8 (byte 0x{byte:02x} on line {line}); save it as UTF-8"))
        }
    }
}

/// Why a file could not be read, in words.
pub(super) fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "does not exist".to_owned(),
        io::ErrorKind::PermissionDenied => "may not be read: permission denied".to_owned(),
        io::ErrorKind::IsADirectory => "is a folder".to_owned(),
        _ => format!("cannot be read: {error}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byte_order_mark_shifts_the_bytes_of_the_file() {
        let read = decode(b"\xef\xbb\xbfwords".to_vec()).unwrap();
        assert_eq!(read.text, "words");
        assert_eq!(read.offsets.to_file(2), 5);
    }

    #[test]
    fn what_is_no_text_is_said_where() {
        assert_eq!(
            decode(b"one\ntw\xff".to_vec()).unwrap_err(),
            "is not UTF-8 (byte 0xff on line 2); save it as UTF-8"
        );
        assert_eq!(decode(b"ab\0".to_vec()).unwrap_err(), "is not text: it holds binary data (a zero at byte 2)");
        assert_eq!(decode(b"\xff\xfea\0".to_vec()).unwrap_err(), "is UTF-16; save it as UTF-8");
    }
}
