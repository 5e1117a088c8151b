//! # unreadable-source
//!
//! The cited source exists and could not be read.
//!
//! ## Why it matters
//!
//! The quotation was not checked, and the writer should not believe that it was.
//!
//! ## Example
//!
//! ```text
//! “We will rebuild,” she said [@tribune].
//! ```
//!
//! The file sources/tribune.txt holds binary data.
//!
//! ## How to fix
//!
//! The message says why the file could not be read: save it in a format that can.

use crate::archive::Skipped;
use crate::draft::Citation;

use super::model::{Code, Finding};

/// Reports a citation whose source could not be read.
pub(crate) fn check(citation: &Citation, skipped: &Skipped) -> Finding {
    let message = format!("{} could not be read: {}", skipped.shown, skipped.reason);
    Finding::new(Code::UnreadableSource, citation.span, message)
}
