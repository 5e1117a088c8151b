//! Which source a citation leads to.

use std::path::Path;

use super::{Archive, Skipped, SourceId};
use crate::draft::Target;

/// Where a citation leads.
#[derive(Clone, Debug)]
pub enum Lookup<'a> {
    /// To these sources.
    Found(Vec<SourceId>),
    /// To a file that could not be read.
    Unreadable(&'a Skipped),
    /// Nowhere.
    Unknown {
        /// The key it resembles.
        nearest: Option<String>,
    },
}

impl Archive {
    /// Where `target`, in a draft in `folder`, leads.
    #[must_use]
    pub fn look_up(&self, target: &Target, folder: &Path) -> Lookup<'_> {
        let _ = (target, folder);
        Lookup::Unknown { nearest: None }
    }
}
