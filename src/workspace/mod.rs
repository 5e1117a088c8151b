//! Configuration, archive and drafts in, findings out. The command and the server both ask here,
//! so an editor and CI can never disagree.

mod ahead;
mod beginnings;
mod check;
mod cites;
mod claim;
mod conclusions;
mod digest;
mod drafts;
mod keys;
mod leads;
mod memo;
mod open;
pub mod read;
mod reference;
mod sighting;
mod speakers;
mod utterances;
mod weigh;

pub use beginnings::is_named;
pub use cites::Cites;
pub use drafts::FoundDrafts;
pub use keys::Keys;
pub use open::Done;
pub use speakers::Speakers;
pub use utterances::Utterance;

use std::path::PathBuf;
use std::sync::Arc;

use crate::archive::{Archive, Catalogue, SourceId};
use crate::config::Config;
use crate::draft::Draft;
use crate::prose::Directory;
pub use crate::rules::{Evidence, NamedSpeaker, Standing};
use crate::rules::{Finding, Verdict};
use crate::text::{Few, Span};
use crate::verify::Concordances;

pub use memo::Memo;
pub use open::Watcher;

/// A folder of drafts with its configuration and its archive. Cheap to clone; immutable, so a
/// clone is a snapshot.
#[derive(Clone, Debug)]
pub struct Workspace {
    /// The folder of the configuration file, else of the sources, else the one asked for.
    pub root: PathBuf,
    /// The configuration file, if there is one.
    pub config_path: Option<PathBuf>,
    /// The settings.
    pub config: Arc<Config>,
    /// The sources.
    pub archive: Arc<Archive>,
    /// Where each word of a source stands, for those sources that were searched word by word.
    concordances: Arc<Concordances>,
    /// Which source a citation leads to.
    pub catalogue: Arc<Catalogue>,
    /// Everybody the sources know.
    pub people: Arc<Directory>,
    /// What people should know about the sources as a whole, as sentences: that there are none,
    /// that two have one key, that front matter is broken.
    pub notices: Vec<String>,
    /// What it was read from.
    origin: open::Origin,
}

/// Why a workspace could not be opened. The message says what, where and what to do.
#[derive(Debug)]
pub struct OpenError {
    /// The file or folder it is about.
    pub path: PathBuf,
    /// Where in it, when that is known: bytes.
    pub span: Option<Span>,
    /// What is wrong and what to do.
    pub message: String,
}

impl std::fmt::Display for OpenError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.path.display(), self.message)
    }
}

impl std::error::Error for OpenError {}

/// All that was found out about one draft.
#[derive(Clone, Debug)]
pub struct Checked {
    /// The draft, parsed.
    pub draft: Arc<Draft>,
    /// Every quotation that stands in no other, by where it begins.
    pub quotations: Vec<Arc<CheckedQuotation>>,
    /// Every citation, by where it begins; same indices as [`Draft::citations`].
    pub citations: Vec<CheckedCitation>,
    /// Findings about neither: suppressions that silence nothing.
    pub findings: Vec<Finding>,
}

impl Checked {
    /// All findings, by where they stand.
    #[must_use]
    pub fn all_findings(&self) -> Vec<&Finding> {
        let quotations = self.quotations.iter().flat_map(|q| &q.findings);
        let citations = self.citations.iter().flat_map(|c| &c.findings);
        let mut all: Vec<_> = quotations.chain(citations).chain(&self.findings).collect();
        all.sort_by_key(|finding| (finding.span, finding.code));
        all
    }

    /// The citations that stand for `quotation`, by index.
    #[must_use]
    pub fn cited_for(&self, quotation: &CheckedQuotation) -> &[usize] {
        self.draft.cited.get(quotation.index).map(Few::as_slice).unwrap_or_default()
    }
}

/// What was found out about one quotation.
#[derive(Clone, Debug)]
pub struct CheckedQuotation {
    /// Which one: an index into the draft's reading.
    pub index: usize,
    /// With its marks, bytes into the draft.
    pub span: Span,
    /// The words without the outer marks, bytes into the draft.
    pub inner: Span,
    /// Who the draft says said it.
    pub speaker: Option<Arc<NamedSpeaker>>,
    /// The outcome.
    pub verdict: Verdict,
    /// The passages it rests on, the best first: a cited source before others.
    pub evidence: Arc<[Arc<Evidence>]>,
    /// What to tell the writer, the gravest first.
    pub findings: Vec<Finding>,
}

/// What was found out about one citation.
#[derive(Clone, Debug)]
pub struct CheckedCitation {
    /// The sources it leads to: usually one; several where one outlet has several.
    pub sources: Arc<[SourceId]>,
    /// What to tell the writer.
    pub findings: Vec<Finding>,
}

#[cfg(test)]
mod tests;
