//! From a file's bytes to text, with the way back.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, ISO_2022_JP, UTF_16BE, UTF_16LE};

use super::OffsetMap;

/// A decoded file.
#[derive(Debug)]
pub struct Decoded {
    /// Its text, without a byte order mark.
    pub text: String,
    /// From bytes of `text` to bytes of the file.
    pub offsets: OffsetMap,
    /// What had to be guessed or repaired, for people.
    pub notice: Option<String>,
}

/// Decodes `bytes`: UTF-8, UTF-16, else the encoding that the bytes look most like.
///
/// # Errors
/// Why the bytes are no text: "is not text (binary data at byte 12)".
pub fn decode(bytes: &[u8]) -> Result<Decoded, String> {
    if let Some(rest) = bytes.strip_prefix(b"\xef\xbb\xbf") {
        let mut decoded = decode_utf8(rest)?;
        decoded.offsets = decoded.offsets.shifted(bytes.len() - rest.len());
        return Ok(decoded);
    }
    if let Some(encoding) = utf_16(bytes) {
        return Ok(decode_with(bytes, encoding, None));
    }
    decode_utf8(bytes)
}

/// Decodes `bytes` with `encoding`, which they are known to have.
pub(super) fn decode_as(bytes: &[u8], encoding: &'static Encoding) -> Decoded {
    decode_with(bytes, encoding, None)
}

/// As [`decode`], of bytes that are text for certain, though control characters may have strayed in.
pub(super) fn decode_leniently(bytes: &[u8]) -> Result<Decoded, String> {
    let stray = || bytes.iter().filter(|byte| is_binary(**byte)).count();
    match decode(bytes) {
        Err(_) if stray() * 100 < bytes.len() => {
            let encoding = if is_mostly_utf8(bytes) { encoding_rs::UTF_8 } else { encoding_rs::WINDOWS_1252 };
            Ok(decode_with(bytes, encoding, None))
        }
        outcome => outcome,
    }
}

fn decode_utf8(bytes: &[u8]) -> Result<Decoded, String> {
    if let Some(at) = first_binary(bytes) {
        return Err(match known_format(bytes) {
            Some(name) => format!("is {name}, not text"),
            None => format!("is not text (binary data at byte {at})"),
        });
    }
    let error = match std::str::from_utf8(bytes) {
        Ok(text) => return Ok(Decoded { text: text.to_owned(), offsets: OffsetMap::identity(), notice: None }),
        Err(error) => error,
    };
    let at = error.valid_up_to();
    if is_mostly_utf8(bytes) {
        let notice = format!("is UTF-8 with broken bytes, the first at byte {at}; they are shown as “\u{fffd}”");
        return Ok(decode_with(bytes, encoding_rs::UTF_8, Some(notice)));
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let encoding = detector.guess(None, Utf8Detection::Deny);
    let notice = format!("is not UTF-8 (byte {at}) and was read as {}", encoding.name());
    Ok(decode_with(bytes, encoding, Some(notice)))
}

/// Control characters that no text holds: all below a space but those from 7 to 13 and the escape, 27.
fn is_binary(byte: u8) -> bool {
    // Without branches, so that many bytes are looked at with one instruction.
    (byte < 7) | (byte.wrapping_sub(14) < 13) | (byte.wrapping_sub(28) < 4)
}

/// Where the first byte stands that no text holds.
fn first_binary(bytes: &[u8]) -> Option<usize> {
    const STEP: usize = 256;
    let is_in = |chunk: &[u8]| chunk.iter().fold(false, |found, byte| found | is_binary(*byte));
    let start = bytes.chunks(STEP).position(is_in)? * STEP;
    let ahead = bytes.get(start..)?.iter().position(|byte| is_binary(*byte))?;
    Some(start + ahead)
}

/// What common formats begin with.
fn known_format(bytes: &[u8]) -> Option<&'static str> {
    const FORMATS: &[(&[u8], &str)] = &[
        (b"%PDF", "a PDF"),
        (b"PK\x03\x04", "a ZIP archive or an Office document"),
        (b"\xd0\xcf\x11\xe0", "an old Office document"),
        (b"\x89PNG", "a picture"),
        (b"\xff\xd8\xff", "a picture"),
        (b"GIF8", "a picture"),
        (b"\x1f\x8b", "a gzip archive"),
        (b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
        (b"SQLite format 3", "a database"),
    ];
    FORMATS.iter().find(|(magic, _)| bytes.starts_with(magic)).map(|(_, name)| *name)
}

/// UTF-16 by its byte order mark, or by the zero bytes that Latin text has in it.
fn utf_16(bytes: &[u8]) -> Option<&'static Encoding> {
    if bytes.starts_with(b"\xff\xfe") {
        return Some(UTF_16LE);
    }
    if bytes.starts_with(b"\xfe\xff") {
        return Some(UTF_16BE);
    }
    const SAMPLE: usize = 512;
    let sample = bytes.get(..bytes.len().min(SAMPLE)).unwrap_or_default();
    if sample.len() < 8 || !bytes.len().is_multiple_of(2) {
        return None;
    }
    let zeros = |offset: usize| sample.iter().skip(offset).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let most = sample.len() / 2 * 7 / 10;
    match (even, odd) {
        (0, odd) if odd > most => Some(UTF_16LE),
        (even, 0) if even > most => Some(UTF_16BE),
        _ => None,
    }
}

/// Whether what is not ASCII is well-formed UTF-8 far more often than not.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good > 4 * bad
}

/// Decodes with `encoding`; ASCII in one go, all else byte by byte, so that every character
/// knows where it came from.
fn decode_with(bytes: &[u8], encoding: &'static Encoding, notice: Option<String>) -> Decoded {
    let mut decoder = encoding.new_decoder_with_bom_removal();
    let by_ascii = encoding.is_ascii_compatible() && encoding != ISO_2022_JP;
    let mut text = String::with_capacity(bytes.len() + bytes.len() / 2);
    let mut anchors = Anchors::default();
    let mut at = 0;
    // The first byte of the character being read.
    let mut from = 0;
    while at < bytes.len() {
        let rest = bytes.get(at..).unwrap_or_default();
        let ascii = if by_ascii && from == at { rest.iter().take_while(|b| b.is_ascii()).count() } else { 0 };
        let take = ascii.max(1);
        let before = text.len();
        text.reserve(take * 3 + 16);
        let piece = rest.get(..take).unwrap_or_default();
        let last = at + take == bytes.len();
        let _ = decoder.decode_to_string(piece, &mut text, last);
        at += take;
        if text.len() > before {
            anchors.push(before, from);
            from = at;
        }
    }
    Decoded { text, offsets: OffsetMap::from_anchors(anchors.kept), notice }
}

/// Anchors, of which those are left out that say nothing new.
#[derive(Default)]
struct Anchors {
    kept: Vec<(usize, usize)>,
}

impl Anchors {
    fn push(&mut self, text: usize, file: usize) {
        let follows = self.kept.last().is_some_and(|(t, f)| text - t == file - f);
        let is_identity_so_far = self.kept.is_empty() && text == file;
        if !(follows || is_identity_so_far) {
            self.kept.push((text, file));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn utf_8_needs_no_map_and_a_mark_shifts_it() {
        let plain = decode("“Yes”".as_bytes()).unwrap();
        assert_eq!((plain.text.as_str(), plain.offsets), ("“Yes”", OffsetMap::identity()));
        let marked = decode("\u{feff}Yes".as_bytes()).unwrap();
        assert_eq!((marked.text.as_str(), marked.offsets.to_file(1)), ("Yes", 4));
    }

    #[test]
    fn utf_16_is_read_with_and_without_its_mark() {
        let units: Vec<u8> = "\u{feff}He said “yes” 🎉 twice".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let decoded = decode(&units).unwrap();
        assert_eq!(decoded.text, "He said “yes” 🎉 twice");
        let at = decoded.text.find("twice").unwrap();
        assert_eq!(units.get(decoded.offsets.to_file(at)..).map(<[u8]>::len), Some(10));
        let bare: Vec<u8> = "He said no to it all".encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(decode(&bare).unwrap().text, "He said no to it all");
    }

    #[test]
    fn old_encodings_are_guessed_and_offsets_lead_back() {
        let bytes = b"He said \x93caf\xe9 au lait\x94 and left; the na\xefve clich\xe9 stayed.";
        let decoded = decode(bytes).unwrap();
        assert!(decoded.text.starts_with("He said “café au lait” and left"), "{}", decoded.text);
        let at = decoded.text.find("left").unwrap();
        assert_eq!(bytes.get(decoded.offsets.to_file(at)..).map(|b| b.starts_with(b"left")), Some(true));
        assert!(decoded.notice.is_some());
    }

    #[test]
    fn one_broken_byte_spoils_no_utf_8() {
        let mut bytes = "“Über” äöü ñandú “so”".as_bytes().to_vec();
        bytes.extend(b" \xff end");
        let decoded = decode(&bytes).unwrap();
        assert!(decoded.text.contains("“Über”") && decoded.text.ends_with("\u{fffd} end"));
        let at = decoded.text.find("end").unwrap();
        assert_eq!(decoded.offsets.to_file(at), bytes.len() - 3);
    }

    #[test]
    fn binary_data_is_refused_with_its_place() {
        assert_eq!(decode(b"abc\x00def").unwrap_err(), "is not text (binary data at byte 3)");
        let late = [b"a".repeat(700), b"\x1f".to_vec()].concat();
        assert_eq!(decode(&late).unwrap_err(), "is not text (binary data at byte 700)");
        assert!(decode(b"\x1b[0m\x07\x08\x0b\x0c").is_ok());
        assert_eq!(decode(b"%PDF-1.7\n\x00").unwrap_err(), "is a PDF, not text");
    }
}
