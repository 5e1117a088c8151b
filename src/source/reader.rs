//! One reader for each format, behind one trait.

use std::path::Path;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Limits, Locators, Metadata, OffsetMap, Preprocess, Voice};
use crate::prose::Block;

/// Reads one format. Adding a format is one file that implements this and one line in
/// [`READERS`](super::readers).
///
/// A reader does no I/O and trusts nothing it is given. What its library cannot bound in time and
/// memory is bounded from outside: see [`Reader::is_isolated`].
pub trait Reader: Sync {
    /// What the format is called: "Markdown".
    fn format(&self) -> &'static str;

    /// The endings of its files' names, in lower case without the dot.
    fn endings(&self) -> &'static [&'static str];

    /// Whether `bytes`, the beginning of a file whose ending says nothing, are in this format.
    fn recognises(&self, bytes: &[u8]) -> bool {
        let _ = bytes;
        false
    }

    /// Whether files are read in a process of their own, which can be stopped and can fail without
    /// harm. All but the plainest formats are.
    fn is_isolated(&self) -> bool {
        true
    }

    /// Reads a file: usually one document, several where the format holds several.
    ///
    /// # Errors
    /// Why the file is no source, as the end of a sentence that begins with its name.
    fn read(&self, file: &File<'_>) -> Result<Vec<Part>, String>;
}

/// How files are read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Options {
    /// How much is read.
    pub limits: Limits,
    /// How the fields of tables and exports are called.
    pub fields: Fields,
    /// Programs that read further formats.
    pub preprocess: Vec<Preprocess>,
}

/// The names that an export gives to what a source says of itself. What is not named is looked for
/// under the usual names.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Fields {
    /// The element that is one document, in XML.
    pub record: Option<String>,
    /// The text.
    pub text: Option<String>,
    /// What names the document within its file.
    pub id: Option<String>,
    /// The title.
    pub title: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// When.
    pub date: Option<String>,
    /// Where it is on the web.
    pub url: Option<String>,
    /// What kind of document it is.
    pub kind: Option<String>,
}

/// What a reader is given.
#[derive(Clone, Copy, Debug)]
pub struct File<'a> {
    /// All its bytes.
    pub bytes: &'a [u8],
    /// Its name.
    pub name: &'a Path,
    /// How it is read.
    pub options: &'a Options,
    /// In how many other files it is packed.
    pub depth: usize,
}

impl<'a> File<'a> {
    /// A file that is packed in no other.
    #[must_use]
    pub fn new(bytes: &'a [u8], name: &'a Path, options: &'a Options) -> Self {
        Self { bytes, name, options, depth: 0 }
    }

    /// The most bytes that may be made of it.
    #[must_use]
    pub fn most(&self) -> u64 {
        self.options.limits.max_file_size
    }
}

/// One of the documents in a file.
#[derive(Debug, Serialize, Deserialize)]
pub struct Part {
    /// What names it within the file, as it stands behind `#`; `None` when it is all of the file.
    pub fragment: Option<String>,
    /// The document, or why there is none: as the end of a sentence that begins with its name.
    pub document: Result<Document, String>,
}

impl Part {
    /// A file that is one document.
    #[must_use]
    pub fn whole(document: Document) -> Vec<Self> {
        vec![Self { fragment: None, document: Ok(document) }]
    }
}

/// What a reader makes of a document.
#[derive(Debug, Serialize, Deserialize)]
pub struct Document {
    /// What it was read as: "HTML".
    pub format: String,
    /// The text, as an editor shows it; of a format that no editor shows, as it is read.
    pub text: String,
    /// As long as `text`, with all that is not prose blanked.
    pub prose: String,
    /// From bytes of `text` to bytes of the file.
    pub offsets: OffsetMap,
    /// The blocks of prose, in order.
    pub blocks: Vec<Block>,
    /// Pages, times, sections.
    pub locators: Locators,
    /// Title, outlet, author, date, address.
    pub metadata: Metadata,
    /// Whose words stand outside quotation marks.
    pub voice: Voice,
    /// What was wrong and did not keep it from being read: as the end of a sentence that begins
    /// with the file's name.
    pub notices: Vec<String>,
}
