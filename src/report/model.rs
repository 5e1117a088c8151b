//! What `verbatim check --reporter json` says. A public contract: it changes only by addition, or
//! with another [`VERSION`]. `schema/check.schema.json` is generated from these types.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Fingerprint, Summary};
use crate::rules::{Code, Severity, Verdict};
use crate::text::{Position, Span};
use crate::verify::{AlterationKind, Extent};

/// The version of the format.
pub const VERSION: u32 = 1;

/// The outcome of `verbatim check`.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "verbatim check --reporter json")]
pub struct Report<'a> {
    /// The version of this format.
    #[schemars(extend("const" = VERSION))]
    pub version: u32,
    /// The drafts that were checked, in the order of the command line, those of a folder by path.
    pub drafts: Vec<&'a Draft>,
    /// Counts over all drafts.
    pub summary: Summary,
}

/// One draft.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Draft {
    /// The file, relative to the folder in which the command ran, with `/`.
    pub path: String,
    /// Its quotations, by where they begin. A quotation inside another is not listed.
    pub quotations: Vec<Quotation>,
    /// Its citations, by where they begin.
    pub citations: Vec<Citation>,
    /// Findings about neither: ignore comments that silence nothing.
    pub findings: Vec<Finding>,
}

/// One quotation of a draft.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Quotation {
    /// Where its words stand, without the outer marks.
    pub range: Range,
    /// The same place in bytes of the draft's file.
    pub bytes: Bytes,
    /// Its words as they read, without markup; a blank line between paragraphs.
    pub text: String,
    /// Whom the draft gives the words to; null when nobody.
    pub speaker: Option<Speaker>,
    /// The citations that stand for it: keys, addresses, paths or outlets as written.
    pub citations: Vec<String>,
    /// The outcome.
    pub verdict: Verdict,
    /// The passages that bear on it, the best first; a cited source comes before others.
    pub evidence: Vec<Evidence>,
    /// What to tell the writer, the gravest first.
    pub findings: Vec<Finding>,
}

/// Whose words they are.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Speaker {
    /// As the text names them: "the envoy", "he".
    pub mention: String,
    /// The person, where that could be settled: "Steve Witkoff".
    pub name: Option<String>,
}

/// A passage of a source that bears on a quotation.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Evidence {
    /// The source's key.
    pub source: String,
    /// The source's file, relative to the folder in which the command ran, with `/`.
    pub path: String,
    /// Where in the source's text.
    pub range: Range,
    /// The same place in bytes of the source's file.
    pub bytes: Bytes,
    /// The page, time or section it stands on, as a citation names it; null where the source has none.
    pub locator: Option<String>,
    /// The passage as it reads.
    pub text: String,
    /// Whether the draft cites this source for the quotation.
    pub cited: bool,
    /// How much of the quotation the passage stands for.
    pub extent: Extent,
    /// Whom the source gives the words to; null when they are its own prose or it is unsettled.
    pub speaker: Option<Speaker>,
    /// Where the source says it was said; null when it does not say.
    pub venue: Option<String>,
    /// The day it was said, `2031-03-04` where that can be told, else as the source words it; null when it names none.
    pub date: Option<String>,
    /// The differences between the quotation and the passage, in the quotation's order.
    pub alterations: Vec<Alteration>,
}

/// One word-level difference.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Alteration {
    /// What was done to the source's words.
    pub kind: AlterationKind,
    /// The draft's words; empty where words were dropped.
    pub draft: String,
    /// The source's words; empty where words were added.
    pub source: String,
    /// Where the draft's words stand, or would stand, in bytes of the draft's file.
    pub bytes: Bytes,
}

/// One citation of a draft.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Citation {
    /// The key, address, path or outlet as written.
    pub key: String,
    /// Where it stands.
    pub range: Range,
    /// The same place in bytes of the draft's file.
    pub bytes: Bytes,
    /// The key of the source it leads to, the first where there are several; null when none.
    pub source: Option<String>,
    /// What to tell the writer.
    pub findings: Vec<Finding>,
}

/// One thing to tell the writer.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Finding {
    /// The rule.
    pub code: Code,
    /// How loudly; never `off`.
    pub severity: Severity,
    /// What it is known by from run to run, wherever its lines have moved to; no other finding has it.
    pub fingerprint: Fingerprint,
    /// What is wrong, in one line that stands by itself.
    pub message: String,
    /// The words it is about.
    pub range: Range,
    /// The same place in bytes of the draft's file.
    pub bytes: Bytes,
    /// The passages that show it.
    pub related: Vec<Related>,
    /// Changes of the draft that would settle it, the best first.
    pub fixes: Vec<Fix>,
}

/// A passage of a source that a finding rests on.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Related {
    /// The source's key.
    pub source: String,
    /// The source's file, relative to the folder in which the command ran, with `/`.
    pub path: String,
    /// Where in the source's text.
    pub range: Range,
    /// The same place in bytes of the source's file.
    pub bytes: Bytes,
    /// What it shows.
    pub message: String,
}

/// A change of the draft.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Fix {
    /// What it does.
    pub title: String,
    /// Whether it leaves what the draft claims as it is, so that it may be applied unasked.
    pub safe: bool,
    /// The replacements, in order, not overlapping.
    pub edits: Vec<Edit>,
}

/// A replacement.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Edit {
    /// What is replaced.
    pub range: Range,
    /// The same place in bytes of the draft's file.
    pub bytes: Bytes,
    /// By what.
    pub text: String,
}

/// A place for a reader. Lines and columns count from 1, columns in Unicode scalar values.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Range {
    /// The first character.
    pub start: Position,
    /// Behind the last character.
    pub end: Position,
}

/// First byte and the byte after the last, from 0.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[schemars(inline)]
pub struct Bytes(pub usize, pub usize);

impl Draft {
    /// All findings, by where they stand.
    #[must_use]
    pub fn all_findings(&self) -> Vec<&Finding> {
        let quotations = self.quotations.iter().flat_map(|quotation| &quotation.findings);
        let citations = self.citations.iter().flat_map(|citation| &citation.findings);
        let mut all: Vec<_> = quotations.chain(citations).chain(&self.findings).collect();
        all.sort_by_key(|finding| (finding.range.start, finding.range.end, finding.code));
        all
    }

    /// Drops the findings that `goes` names, wherever they stand.
    pub(super) fn drop_findings(&mut self, goes: impl Fn(&Fingerprint) -> bool) {
        let quotations = self.quotations.iter_mut().map(|quotation| &mut quotation.findings);
        let citations = self.citations.iter_mut().map(|citation| &mut citation.findings);
        for findings in quotations.chain(citations).chain([&mut self.findings]) {
            findings.retain(|finding| !goes(&finding.fingerprint));
        }
    }
}

impl From<Span> for Bytes {
    fn from(span: Span) -> Self {
        Self(span.start, span.end)
    }
}
