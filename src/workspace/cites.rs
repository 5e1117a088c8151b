//! Which sources a draft cites, without checking it.

use std::path::Path;

use super::{Memo, Workspace};
use crate::archive::{Lookup, SourceId};
use crate::draft::{Unnamed, cite_outlets, parse};

/// What the citations of a draft lead to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cites {
    /// The sources, each once.
    pub sources: Vec<SourceId>,
    /// Whether some citation leads to none: a source that it led to may be gone.
    pub misses: bool,
}

impl Workspace {
    /// What the citations of the draft at `path` whose text is `text` lead to.
    #[must_use]
    pub fn cites(&self, path: &Path, text: &str) -> Cites {
        let mut draft = parse(text, &mut Memo::default().draft);
        cite_outlets(&mut draft, self.catalogue.outlet_names(), &mut Unnamed::default());
        let folder = path.parent().unwrap_or(Path::new(""));
        let mut cites = Cites::default();
        for citation in &draft.citations {
            match self.catalogue.look_up(&citation.target, folder) {
                Lookup::Found(sources) => cites.sources.extend(sources.to_vec()),
                Lookup::Unreadable(_) | Lookup::Missing(_) | Lookup::Unknown { .. } => cites.misses = true,
            }
        }
        cites.sources.sort_unstable();
        cites.sources.dedup();
        cites
    }
}
