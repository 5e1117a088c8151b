//! The lock: for every verified quotation what it rests on, so that nobody edits, replaces or removes a source under
//! it unnoticed; and who accepted which finding, with the reason.

mod compare;
mod file;
mod record;

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::report::Fingerprint;
use crate::rules::{Code, Verdict};

pub use compare::{Comparison, Locked};
pub use record::{SignOff, accept, record};

/// The name of the file, which lies beside the configuration.
pub const FILE_NAME: &str = "verbatim.lock";

/// What is locked in one workspace.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lock {
    version: u32,
    /// The sources, by path.
    #[serde(default, rename = "source", skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<LockedSource>,
    /// The quotations, by draft, words and source.
    #[serde(default, rename = "quotation", skip_serializing_if = "Vec::is_empty")]
    pub quotations: Vec<LockedQuotation>,
    /// The findings that somebody accepted, by draft and words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub accepted: Vec<Accepted>,
}

/// A source as it was.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LockedSource {
    /// Its file, relative to the folder of the configuration.
    pub path: String,
    /// The SHA-256 of the file.
    pub sha256: String,
    /// Its title, where it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Who published it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outlet: Option<String>,
    /// When.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// Where it is on the web.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// A quotation with the passage it rests on, which is named as a `TextQuoteSelector` of the Web Annotation Data Model
/// does (<https://www.w3.org/TR/annotation-model/#text-quote-selector>).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LockedQuotation {
    /// The draft, relative to the folder of the configuration.
    pub draft: String,
    /// The words of the draft.
    pub text: String,
    /// Their SHA-256.
    pub sha256: String,
    /// The outcome.
    verdict: LockedVerdict,
    /// Who said them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub speaker: Option<String>,
    /// The source's file, with what names the document within it behind a `#`.
    pub source: String,
    /// The page, time or section.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub locator: Option<String>,
    /// The passage.
    pub exact: String,
    /// What stands before it.
    pub prefix: String,
    /// What stands behind it.
    pub suffix: String,
}

/// The verdicts that are locked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum LockedVerdict {
    Verbatim,
    Edited,
}

impl LockedVerdict {
    fn of(verdict: Verdict) -> Option<Self> {
        match verdict {
            Verdict::Verbatim => Some(Self::Verbatim),
            Verdict::Edited => Some(Self::Edited),
            Verdict::Altered | Verdict::NotFound | Verdict::Unchecked => None,
        }
    }
}

/// A finding that somebody accepted.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Accepted {
    /// The draft, relative to the folder of the configuration.
    pub draft: String,
    /// The words that the finding is about.
    pub words: String,
    /// The rule.
    pub rule: Code,
    /// What was found.
    pub message: String,
    /// Who accepted it.
    pub by: String,
    /// Why.
    pub reason: String,
    /// What the finding is known by.
    pub fingerprint: Fingerprint,
}

/// Where the lock of the workspace in `root` lies.
#[must_use]
pub fn path(root: &Path) -> PathBuf {
    root.join(FILE_NAME)
}

/// The SHA-256 of `bytes`, in hexadecimal digits.
fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
