//! Markdown.

use std::path::Path;

use super::reader::{Document, Reader};
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

    fn read(&self, bytes: &[u8], _name: &Path) -> Result<Document, String> {
        let decoded = decode(bytes)?;
        let front = find_front_matter(&decoded.text);
        let (prose, blocks) = prose_of(&decoded.text);
        Ok(describe(decoded, prose, blocks, front))
    }
}
