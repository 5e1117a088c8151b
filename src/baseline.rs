//! The baseline: findings that were there when a team adopted the check. Later runs tell only of others, and a
//! finding that is gone has to leave the baseline, so that it can only shrink.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::kept;
use crate::report::{DraftReport, Fingerprint, paths};
use crate::rules::Code;
use crate::text::reading_text;

/// The name of the file, which lies beside the configuration.
pub const FILE_NAME: &str = "verbatim-baseline.toml";

/// The version of the format.
const VERSION: u32 = 1;

/// What a file begins with.
const HEAD: &str = "\
# Findings that were there when `verbatim check --write-baseline` was run: `verbatim check` tells only of others.
# A finding that is gone has to leave this file: `verbatim check --prune-baseline` sees to it.

";

/// How many characters of a finding's words stand in the file.
const WORDS: usize = 80;

/// The findings that were there before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Baseline {
    version: u32,
    #[serde(default, rename = "finding")]
    findings: Vec<Entry>,
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// The draft, relative to the folder of the configuration.
    pub draft: String,
    /// The rule.
    pub rule: Code,
    /// The words it is about, for people.
    pub words: String,
    /// What it is known by.
    fingerprint: Fingerprint,
}

/// What a baseline did to a run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Applied {
    /// How many findings it held back.
    pub known: usize,
    /// Those that are not there any more.
    pub gone: Vec<Entry>,
}

impl Baseline {
    /// The baseline at `path`; `None` where there is no such file.
    ///
    /// # Errors
    /// Why it cannot be read, as a sentence with its path: a baseline that is not understood must not hide or tell anything.
    pub fn read(path: &Path) -> Result<Option<Self>, String> {
        kept::read(path, "baseline", VERSION, |read: &Self| read.version)
    }

    /// The findings of `drafts`, all of one workspace.
    #[must_use]
    pub fn of(drafts: &[&mut DraftReport]) -> Self {
        let entries = |draft: &DraftReport| -> Vec<Entry> {
            let path = path_of(draft);
            let told = draft.outcome.findings();
            let entry = |told: &crate::report::Told| Entry {
                draft: path.clone(),
                rule: told.finding.code,
                words: cut(&reading_text(&draft.text, told.finding.span)),
                fingerprint: told.fingerprint.clone(),
            };
            told.map(entry).collect()
        };
        let mut findings: Vec<Entry> = drafts.iter().flat_map(|draft| entries(draft)).collect();
        findings.sort();
        Self { version: VERSION, findings }
    }

    /// How many findings it holds.
    #[must_use]
    pub fn len(&self) -> usize {
        self.findings.len()
    }

    /// Whether it holds none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.findings.is_empty()
    }

    /// Holds back what is known in `drafts`, all of the workspace in `root`. Of drafts that are there and were not
    /// checked nothing is said.
    pub fn apply(&self, drafts: &mut [&mut DraftReport], root: &Path) -> Applied {
        let mut known: BTreeMap<&str, BTreeSet<Fingerprint>> = BTreeMap::new();
        for entry in &self.findings {
            known.entry(&entry.draft).or_default().insert(entry.fingerprint.clone());
        }
        let mut found: BTreeMap<String, BTreeSet<Fingerprint>> = BTreeMap::new();
        for draft in drafts {
            let path = path_of(draft);
            let silenced = known.get(path.as_str()).map(|known| draft.silence(known)).unwrap_or_default();
            found.insert(path, silenced);
        }
        let is_gone = |entry: &&Entry| match found.get(&entry.draft) {
            Some(silenced) => !silenced.contains(&entry.fingerprint),
            None => !root.join(&entry.draft).exists(),
        };
        let gone = self.findings.iter().filter(is_gone).cloned().collect();
        Applied { known: found.values().map(BTreeSet::len).sum(), gone }
    }

    /// The same without what is `gone`.
    #[must_use]
    pub fn without(mut self, gone: &[Entry]) -> Self {
        self.findings.retain(|entry| !gone.contains(entry));
        self
    }

    /// Writes it to `path`, as a whole or not at all.
    ///
    /// # Errors
    /// Those of the file system.
    pub fn write(&self, path: &Path) -> io::Result<()> {
        let text = toml::to_string(self).map_err(io::Error::other)?;
        kept::replace(path, &format!("{HEAD}{text}"))
    }
}

fn path_of(draft: &DraftReport) -> String {
    paths::shown(&draft.path, &draft.workspace.root)
}

/// Where the baseline of the workspace in `root` lies.
#[must_use]
pub fn path(root: &Path) -> PathBuf {
    root.join(FILE_NAME)
}

fn cut(words: &str) -> String {
    let head: String = words.chars().take(WORDS).collect();
    if head.len() < words.len() { head + "…" } else { head }
}
