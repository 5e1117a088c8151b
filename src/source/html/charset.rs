//! The encoding that a page names.

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

use crate::source::decode::{Decoded, decode_as, decode_leniently};

/// How far into a page its encoding is looked for, as the HTML standard has it.
const PRESCAN: usize = 1024;

/// Decodes a page: by its byte order mark, else by what it names, else by what its bytes look like.
///
/// # Errors
/// When the bytes are no text.
pub(super) fn decode_page(bytes: &[u8]) -> Result<Decoded, String> {
    match named(bytes) {
        // Pages that are UTF-8 and say so, and those that say something else and are UTF-8 all the same.
        Some(encoding) if encoding != UTF_8 && std::str::from_utf8(bytes).is_err() => Ok(decode_as(bytes, encoding)),
        _ => decode_leniently(bytes),
    }
}

/// The encoding that the beginning of the page names.
fn named(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..bytes.len().min(PRESCAN))?.to_ascii_lowercase();
    let at = head.windows(7).position(|window| window == b"charset")? + 7;
    let value = head.get(at..)?;
    let start = value.iter().position(|byte| !matches!(byte, b'=' | b' ' | b'"' | b'\''))?;
    let value = value.get(start..)?;
    let end = value.iter().position(|byte| !byte.is_ascii_alphanumeric() && !b"-_.:".contains(byte))?;
    let encoding = Encoding::for_label(value.get(..end)?)?;
    // A page whose name could be read byte by byte is no UTF-16, whatever it says.
    Some(if encoding.is_ascii_compatible() { encoding } else { WINDOWS_1252 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_read_in_the_encoding_it_names() {
        let page =
            b"<meta http-equiv=Content-Type content=\"text/html; charset=windows-1251\"><p>\xcf\xf0\xe8\xe2\xe5\xf2";
        assert!(decode_page(page).unwrap().text.ends_with("Привет"));
        let honest = "<meta charset='iso-8859-1'><p>naïve";
        assert!(decode_page(honest.as_bytes()).unwrap().text.ends_with("naïve"));
    }
}
