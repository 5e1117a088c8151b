//! All sources, and the one question asked of them: which passages might this quotation come from?

mod model;

pub use model::{Archive, Candidates, Passage, Query, Skipped, SourceId};
