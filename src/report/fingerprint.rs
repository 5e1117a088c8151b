//! What a finding is known by from run to run.

use std::collections::HashMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{CheckedDraft, paths};
use crate::rules::{Code, Finding};
use crate::text::{Span, reading_text};

/// A name for a finding that stays when lines move: made of the draft's path, the rule, the words it is about and
/// the quotation they stand in. Of several that are alike in all of these, the order in the draft decides.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
#[schemars(inline)]
pub struct Fingerprint(String);

impl Fingerprint {
    /// As it is written in reports and files: 32 hexadecimal digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The fingerprints of all findings of a draft, by place and rule.
#[derive(Debug, Default)]
pub(super) struct Fingerprints(HashMap<(Span, Code), Fingerprint>);

impl Fingerprints {
    /// That of `finding`, which is one of the draft's.
    pub(super) fn of(&self, finding: &Finding) -> Fingerprint {
        self.0.get(&(finding.span, finding.code)).cloned().unwrap_or_else(|| Fingerprint(String::new()))
    }
}

/// The fingerprints of all findings of `draft`.
pub(super) fn fingerprints(draft: &CheckedDraft) -> Fingerprints {
    let path = paths::shown(&draft.path, &draft.workspace.root);
    let checked = &draft.checked;
    let mut all = HashMap::new();
    let mut times: HashMap<[u8; 32], u64> = HashMap::new();
    for finding in checked.all_findings() {
        let around = checked.quotations.iter().find(|quotation| quotation.findings.contains(finding));
        let around = around.map_or(String::new(), |quotation| reading_text(&checked.draft.prose, quotation.inner));
        // Text and not prose: an ignore comment is no prose.
        let words = reading_text(&checked.draft.text, finding.span);
        let mut hasher = blake3::Hasher::new();
        for part in [&path, finding.code.as_str(), &words, &around] {
            hasher.update(&(part.len() as u64).to_le_bytes()).update(part.as_bytes());
        }
        let before = times.entry(*hasher.finalize().as_bytes()).or_default();
        hasher.update(&before.to_le_bytes());
        *before += 1;
        let digits: String = hasher.finalize().to_hex().chars().take(32).collect();
        all.entry((finding.span, finding.code)).or_insert(Fingerprint(digits));
    }
    Fingerprints(all)
}
