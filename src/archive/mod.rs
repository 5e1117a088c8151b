//! All sources, and the one question asked of them: which passages might this quotation come from?

mod catalogue;
mod model;

pub use catalogue::Lookup;
pub use model::{Archive, Candidates, Passage, Query, Skipped, SourceId};
