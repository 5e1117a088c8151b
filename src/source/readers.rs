//! Which reader reads a file.

use std::path::Path;

use super::reader::Reader;
use super::{docx, epub, html, mail, markdown, odt, packed, pdf, plain, rtf, subtitles, table, warc, xml};

/// All readers. A file is read by the one that claims its ending, else by the first that recognises
/// its beginning, else as plain text.
static READERS: &[&dyn Reader] = &[
    &markdown::Markdown,
    &plain::PlainText,
    &html::Html,
    &pdf::Pdf,
    &docx::Docx,
    &odt::Odt,
    &epub::Epub,
    &rtf::Rtf,
    &subtitles::Subtitles,
    &mail::Eml,
    &mail::Mbox,
    &mail::Mhtml,
    &table::JsonLines,
    &table::Json,
    &table::Csv,
    &xml::Xml,
    &warc::Warc,
    &packed::Gzip,
    &packed::Zstandard,
];

/// Formats that are known and not read, by the ending of the file's name.
const UNREAD: &[(&[&str], &str)] = &[
    (&["doc", "dot", "pages", "wpd", "wps"], "a word processor's document"),
    (&["mobi", "azw", "azw3"], "an e-book"),
    (&["ass", "ssa", "sub"], "a file of subtitles"),
    (&["msg", "pst"], "mail"),
    (&["xls", "xlsx", "ods", "ppt", "pptx", "odp", "sqlite", "db"], "data"),
    (&["zip", "xz", "bz2", "tar", "7z", "rar", "tgz"], "an archive"),
    (&["png", "jpg", "jpeg", "gif", "webp", "svg", "tif", "tiff", "heic", "bmp", "ico"], "a picture"),
    (&["mp3", "mp4", "m4a", "wav", "mov", "mkv", "webm", "ogg", "flac"], "a recording"),
    (&["css", "js", "mjs", "woff", "woff2", "ttf", "otf"], "part of a web page"),
    (&["exe", "dll", "so", "bin", "class", "jar", "wasm"], "a program"),
];

/// The reader that claims the ending of `name`; `None` when none does.
///
/// # Errors
/// Why files of this kind are not read, as the end of a sentence that begins with the file's name.
pub(super) fn by_name(name: &Path) -> Result<Option<&'static dyn Reader>, String> {
    let ending = name.extension().map(|e| e.to_string_lossy().to_ascii_lowercase()).unwrap_or_default();
    let ending = ending.as_str();
    if let Some(reader) = READERS.iter().find(|reader| reader.endings().contains(&ending)) {
        return Ok(Some(*reader));
    }
    match UNREAD.iter().find(|(endings, _)| endings.contains(&ending)) {
        Some((_, kind)) => Err(format!(
            "is {kind} (.{ending}), a format that is not read; save it as one that is, or its text as .txt"
        )),
        None => Ok(None),
    }
}

/// The reader for a file named `name` with this content.
///
/// # Errors
/// Why files of this kind are not read, as the end of a sentence that begins with the file's name.
pub(super) fn reader_for(name: &Path, bytes: &[u8]) -> Result<&'static dyn Reader, String> {
    let recognised = || READERS.iter().find(|reader| reader.recognises(bytes)).copied();
    Ok(by_name(name)?.or_else(recognised).unwrap_or(&plain::PlainText))
}

/// Whether `ending` is that of a file that packs one other.
pub(super) fn is_wrapper(ending: &str) -> bool {
    ["gz", "zst"].contains(&ending.to_ascii_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings_choose_the_reader() {
        let format = |name: &str| reader_for(Path::new(name), b"").map(Reader::format);
        assert_eq!(format("a.MD"), Ok("Markdown"));
        assert_eq!(format("a.txt"), Ok("plain text"));
        assert_eq!(format("README"), Ok("plain text"));
        assert!(format("a.png").unwrap_err().starts_with("is a picture (.png)"));
    }
}
