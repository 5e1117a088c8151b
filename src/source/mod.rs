//! A source file: text with the way back to the file's bytes, metadata, and what it says.
//!
//! A file goes through [`discover()`], a [`Reader`] for its format, and [`contents()`], which adds what
//! its prose says. Files are hostile: a reader is bounded, a failure is a reason shown to people.

mod address;
mod bibliography;
mod compose;
mod dates;
mod decode;
mod discover;
mod docx;
mod epub;
mod file;
mod front_matter;
mod guess;
mod html;
mod keys;
mod kind;
mod kinds;
mod language;
mod library;
mod load;
mod locators;
mod mail;
mod markdown;
mod model;
mod odt;
pub mod pack;
mod package;
mod packed;
mod pdf;
mod plain;
mod preprocess;
mod reader;
mod readers;
mod rtf;
mod subtitles;
mod table;
mod text_link;
mod warc;
mod worker;
mod xml;

pub(crate) use address::{address, domain_stem};
pub use bibliography::{Bibliography, Entry};
pub use decode::{Decoded, decode};
pub(crate) use discover::reason_of;
pub use discover::{Discovered, discover, home, shown, unwalkable};
pub use file::{bytes_of, documents};
pub use guess::host;
pub(crate) use keys::part_of;
pub use keys::{Named, keys};
pub use library::Library;
pub use load::{Contents, Stamp, contents, from_text, read_file};
pub use locators::{Locator, LocatorKind, Locators};
pub use model::{Card, Metadata, OffsetMap, Source, SourceKind, Voice};
pub use preprocess::Preprocess;
pub use reader::{Document, Fields, File, Options, Part, Reader};

use self::compose::Composed;
use self::front_matter::Said;
use crate::draft::FrontMatter;
pub use text_link::text_link;
pub use worker::{read_in_workers, serve};

use crate::prose::Block;

/// How much is read.
#[derive(Clone, Copy, PartialEq, Eq, Debug, serde::Serialize, serde::Deserialize)]
pub struct Limits {
    /// The most files.
    pub max_files: usize,
    /// The largest file, in bytes.
    pub max_file_size: u64,
    /// How many folders deep.
    pub max_depth: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { max_files: 100_000, max_file_size: 64_000_000, max_depth: 32 }
    }
}

/// Makes a document of decoded text: adds what its front matter says, what its top shows, and
/// from both whose voice it has.
fn describe(decoded: Decoded, prose: String, blocks: Vec<Block>, front: Option<FrontMatter>) -> Document {
    let mut said = match front {
        Some(front) => front_matter::read(&decoded.text, front),
        None => front_matter::read_header(guess::top_lines(&prose, &blocks)).unwrap_or_default(),
    };
    let notices = decoded.notice.into_iter().chain(said.notice.take()).collect();
    let (metadata, voice) = complete(said, &prose, &blocks);
    let Decoded { text, offsets, .. } = decoded;
    Document {
        format: String::new(),
        text,
        prose,
        offsets,
        blocks,
        locators: Locators::default(),
        metadata,
        voice,
        notices,
    }
}

/// Makes a document of a text that was put together from a file which says `said` of it.
fn assemble(composed: Composed, said: Said) -> Document {
    let Composed { text, blocks, offsets, locators } = composed;
    let notices = said.notice.clone().into_iter().collect();
    let (metadata, voice) = complete(said, &text, &blocks);
    Document { format: String::new(), prose: text.clone(), text, offsets, blocks, locators, metadata, voice, notices }
}

/// Adds to what a file says of its text what the text shows itself.
fn complete(said: Said, prose: &str, blocks: &[Block]) -> (Metadata, Voice) {
    let mut metadata = said.metadata;
    if !said.names_kind {
        metadata.kind = kind::recognised(prose, blocks, &metadata);
    }
    guess::complete(&mut metadata, prose, blocks);
    metadata.date = metadata.date.or(said.made);
    if metadata.language.is_none() {
        metadata.language = language::detect(prose);
    }
    let voice = metadata.kind.voice();
    (metadata, voice)
}
