//! Markdown.

use super::reader::{File, Part, Reader};
use super::{decode, describe};
use crate::draft::{find_front_matter, prose_of};

/// Reads Markdown, with or without front matter.
#[derive(Debug)]
pub(super) struct Markdown;

impl Reader for Markdown {
    fn format(&self) -> &'static str {
        "Markdown"
    }

    fn endings(&self) -> &'static [&'static str] {
        &["md", "markdown", "mdown", "mkd", "mkdn", "qmd", "rmd", "mdx"]
    }

    fn is_isolated(&self) -> bool {
        false
    }

    fn read(&self, file: &File<'_>) -> Result<Vec<Part>, String> {
        let decoded = decode(file.bytes)?;
        let front = find_front_matter(&decoded.text);
        let (prose, blocks) = prose_of(&decoded.text);
        Ok(Part::whole(describe(decoded, prose, blocks, front)))
    }
}
