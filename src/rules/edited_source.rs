//! # edited-source
//!
//! The source was edited or renamed since the quotation was locked; the passage is what it was.
//!
//! ## Why it matters
//!
//! The quotation stands. But a correction further down, or a new name, may be worth knowing before the
//! lock is renewed.
//!
//! ## Example
//!
//! ```text
//! “We will mend the gate before winter,” she said [@courier].
//! ```
//!
//! sources/courier.md still has these words, and another headline.
//!
//! ## How to fix
//!
//! Look at what was edited, then run `verbatim lock` to record the source as it is now.
//!
//! ## What is not reported
//!
//! Only `verbatim check --locked` looks. Where the passage itself has changed, that is `stale-evidence`.

use crate::text::Span;

use super::model::{Code, Finding};

/// What became of the source.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Edited {
    /// It was edited, but not where the passage is.
    Elsewhere {
        /// Its file.
        source: String,
    },
    /// Another file has its content.
    Renamed {
        /// Its file as it was.
        source: String,
        /// Its file as it is.
        now: String,
    },
}

/// Reports what became of the source that the quotation at `quotation` rests on.
pub(crate) fn check(quotation: Span, edited: &Edited) -> Finding {
    let message = match edited {
        Edited::Elsewhere { source } => {
            format!("{source} was edited since this quotation was locked; the passage is what it was")
        }
        Edited::Renamed { source, now } => {
            format!("{source} is {now} now; `verbatim lock` records that")
        }
    };
    Finding::new(Code::EditedSource, quotation, message)
}
