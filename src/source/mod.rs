//! A source file: text with the way back to the file's bytes, metadata, and what it says.
//!
//! A file goes through [`discover()`], a [`Reader`] for its format, and [`contents()`], which adds what
//! its prose says. Files are hostile: a reader is bounded, a failure is a reason shown to people.

mod dates;
mod decode;
mod discover;
mod front_matter;
mod guess;
mod keys;
mod kind;
mod load;
mod markdown;
mod model;
pub mod pack;
mod plain;
mod reader;

pub use decode::{Decoded, decode};
pub(crate) use discover::reason_of;
pub use discover::{Discovered, discover, home, shown, unwalkable};
pub use guess::host;
pub use keys::keys;
pub use load::{Contents, Stamp, contents, from_text, read_bytes, read_file};
pub use model::{Card, Metadata, OffsetMap, Source, SourceKind, Voice};
pub use reader::{Document, Reader, reader_for};

use crate::draft::FrontMatter;
use crate::prose::Block;

/// How much is read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
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
    let said = match front {
        Some(front) => front_matter::read(&decoded.text, front),
        None => front_matter::read_header(guess::top_lines(&prose, &blocks)).unwrap_or_default(),
    };
    let mut metadata = said.metadata;
    if !said.names_kind {
        metadata.kind = kind::recognised(&prose, &blocks, &metadata);
    }
    guess::complete(&mut metadata, &prose, &blocks);
    let voice = if metadata.kind == SourceKind::Article { Voice::Reporter } else { Voice::Author };
    Document {
        text: decoded.text,
        prose,
        offsets: decoded.offsets,
        blocks,
        metadata,
        voice,
        notices: decoded.notice.into_iter().chain(said.notice).collect(),
    }
}
