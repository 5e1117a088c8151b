//! Plain text.

use super::reader::{File, Part, Reader};
use super::{decode, describe};
use crate::draft::find_front_matter;
use crate::text::Mask;

/// Reads plain text, with or without front matter.
#[derive(Debug)]
pub(super) struct PlainText;

impl Reader for PlainText {
    fn format(&self) -> &'static str {
        "plain text"
    }

    fn endings(&self) -> &'static [&'static str] {
        &["txt", "text", "asc", "log"]
    }

    fn is_isolated(&self) -> bool {
        false
    }

    fn read(&self, file: &File<'_>) -> Result<Vec<Part>, String> {
        let decoded = decode(file.bytes)?;
        let front = find_front_matter(&decoded.text);
        let mut mask = Mask::new(&decoded.text);
        if let Some(front) = front {
            mask.blank(front.span);
        }
        let prose = mask.finish();
        let blocks = crate::prose::paragraphs(&prose);
        Ok(Part::whole(describe(decoded, prose, blocks, front)))
    }
}
