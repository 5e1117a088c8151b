//! One reader for each format, behind one trait.

use std::path::Path;

use super::{Metadata, OffsetMap, Voice};
use crate::prose::Block;

/// Reads one format. Adding a format is one file that implements this and one line in [`READERS`].
///
/// A reader does no I/O, trusts nothing it is given, and is bounded in time and memory by the
/// length of its input.
pub trait Reader: Sync {
    /// What the format is called: "Markdown".
    fn format(&self) -> &'static str;

    /// The endings of its files' names, in lower case without the dot.
    fn endings(&self) -> &'static [&'static str];

    /// Reads the bytes of a file named `name`.
    ///
    /// # Errors
    /// Why the file is no source, as the end of a sentence that begins with its name.
    fn read(&self, bytes: &[u8], name: &Path) -> Result<Document, String>;
}

/// What a reader makes of a file.
#[derive(Debug)]
pub struct Document {
    /// The text, as an editor shows it.
    pub text: String,
    /// As long as `text`, with all that is not prose blanked.
    pub prose: String,
    /// From bytes of `text` to bytes of the file.
    pub offsets: OffsetMap,
    /// The blocks of prose, in order.
    pub blocks: Vec<Block>,
    /// Title, outlet, author, date, address.
    pub metadata: Metadata,
    /// Whose words stand outside quotation marks.
    pub voice: Voice,
    /// What was wrong and did not keep it from being read: as the end of a sentence that begins
    /// with the file's name.
    pub notices: Vec<String>,
}

/// All readers. The last reads every file that is text and has no ending known here.
static READERS: &[&dyn Reader] = &[&super::markdown::Markdown, &super::plain::PlainText];

/// Formats that are known and not read, by the ending of the file's name.
const UNREAD: &[(&[&str], &str)] = &[
    (&["html", "htm", "xhtml", "mhtml", "mht"], "a web page"),
    (&["pdf"], "a PDF"),
    (&["docx", "doc", "odt", "rtf", "pages"], "a word processor's document"),
    (&["epub", "mobi", "azw3"], "an e-book"),
    (&["srt", "vtt", "ass"], "a file of subtitles"),
    (&["eml", "mbox", "msg"], "mail"),
    (&["json", "jsonl", "csv", "tsv", "xml", "yaml", "yml", "toml"], "data"),
    (&["bib", "ris", "csl"], "a bibliography"),
    (&["warc", "gz", "zst", "zip", "xz", "bz2", "tar", "7z"], "an archive"),
    (&["png", "jpg", "jpeg", "gif", "webp", "svg", "tif", "tiff", "heic", "bmp", "ico"], "a picture"),
    (&["mp3", "mp4", "m4a", "wav", "mov", "mkv", "webm", "ogg", "flac"], "a recording"),
];

/// The reader for a file named `name`.
///
/// # Errors
/// Why files of this kind are not read, as the end of a sentence that begins with the file's name.
pub fn reader_for(name: &Path) -> Result<&'static dyn Reader, String> {
    let ending = name.extension().map(|e| e.to_string_lossy().to_ascii_lowercase()).unwrap_or_default();
    let ending = ending.as_str();
    if let Some(reader) = READERS.iter().find(|reader| reader.endings().contains(&ending)) {
        return Ok(*reader);
    }
    match UNREAD.iter().find(|(endings, _)| endings.contains(&ending)) {
        Some((_, kind)) => {
            Err(format!("is {kind} (.{ending}), a format that is not read; save its text as .txt or .md"))
        }
        None => Ok(&super::plain::PlainText),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings_choose_the_reader() {
        let format = |name: &str| reader_for(Path::new(name)).map(Reader::format);
        assert_eq!(format("a.MD"), Ok("Markdown"));
        assert_eq!(format("a.txt"), Ok("plain text"));
        assert_eq!(format("README"), Ok("plain text"));
        assert!(format("a.pdf").unwrap_err().starts_with("is a PDF (.pdf)"));
    }
}
