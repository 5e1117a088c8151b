//! # stale-evidence
//!
//! The source was edited, replaced or removed under a quotation since the quotation was locked.
//!
//! ## Why it matters
//!
//! A quotation was verified against a passage, and `verbatim.lock` says against which. When the passage
//! reads otherwise now, either the source was corrected and the draft should follow, or somebody changed
//! the evidence. Nobody should learn of that from a reader.
//!
//! ## Example
//!
//! ```text
//! “We will mend the gate before winter,” she said [@courier].
//! ```
//!
//! When it was locked, sources/courier.md had these words. Now it has “We may mend the gate before winter”.
//!
//! ## How to fix
//!
//! Look at the source. Where the change is right, correct the draft and run `verbatim lock` again; its
//! difference shows a reviewer what has changed. Where it is not, bring the source back.
//!
//! ## What is not reported
//!
//! Only `verbatim check --locked` looks. A source that was edited elsewhere, or only has another name,
//! is `edited-source`.

use crate::text::Span;

use super::model::{Code, Finding};

/// What became of the passage.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Stale {
    /// It has other words.
    Changed {
        /// The source's file.
        source: String,
        /// What it had, and what it has now; either may be nothing.
        differences: Vec<(String, String)>,
    },
    /// The source is there, and has nothing like it.
    Gone {
        /// The source's file.
        source: String,
    },
    /// The source is not there any more.
    Removed {
        /// The source's file.
        source: String,
    },
}

/// How many differences are named.
const MOST: usize = 3;

/// Reports what became of the passage that the quotation at `quotation` rests on.
pub(crate) fn check(quotation: Span, stale: &Stale) -> Finding {
    let message = match stale {
        Stale::Changed { source, differences } => {
            let named = differences.iter().take(MOST).map(difference).collect::<Vec<_>>().join("; ");
            let more = if differences.len() > MOST { "; and more" } else { "" };
            format!("{source} has changed under this quotation since it was locked: {named}{more}")
        }
        Stale::Gone { source } => {
            format!("{source} no longer has the passage that this quotation was locked with")
        }
        Stale::Removed { source } => {
            format!("{source}, which this quotation was locked with, is not among the sources any more")
        }
    };
    Finding::new(Code::StaleEvidence, quotation, message)
}

fn difference((before, now): &(String, String)) -> String {
    match (before.is_empty(), now.is_empty()) {
        (true, _) => format!("“{now}” is new"),
        (_, true) => format!("“{before}” is gone"),
        _ => format!("it had “{before}”, now “{now}”"),
    }
}
