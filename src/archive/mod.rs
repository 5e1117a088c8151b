//! All sources, and the one question asked of them: which passages might this quotation come from?
//!
//! # What is guaranteed
//!
//! A query of `m` words may differ from a passage by `e = ⌊3m/10⌋` words, each one replaced, dropped
//! or put in. The query is cut into `e + 1` pieces of one to three words that do not overlap. One
//! difference spoils at most one piece, so at least one piece stands in the passage unchanged (the
//! pigeonhole principle; Navarro and Raffinot, "Flexible Pattern Matching in Strings", 6.4). Every
//! place of every piece is looked at, and the windows round them are returned, those with the
//! rarest pieces first. A word that was moved counts as one dropped and one put in. Queries of up
//! to three words are looked up as they stand. A long query is cut into stretches of 48 words and
//! more, each looked for by itself: of all stretches one differs no more, in its measure, than the
//! whole query.
//!
//! Of all ways to cut, the one whose pieces occur least often is taken. Where even that would
//! visit more than a fixed number of places, or where more such passages were found than are returned,
//! [`Candidates::complete`] is `false`: the passage may then have been missed, and the answer says so.

mod catalogue;
mod documents;
mod fragments;
mod merge;
mod model;
mod name_index;
mod part;
mod query;
mod search;
mod segment;
mod store;
#[cfg(test)]
mod tests;

pub(crate) use catalogue::paths_of;
pub use catalogue::{Catalogue, Listed, Lookup};
pub(crate) use documents::Place;
pub use fragments::{Fragment, Held, fragments};
pub use model::{Archive, Skipped, SourceId};
pub use part::{Packed, Part};
pub use query::{Candidates, Passage, Query};
pub use segment::{Damage, Segment, SegmentSize, SegmentWriter};
pub use store::{Kept, Progress, default_cache, kept};
pub(crate) use store::{Observer, Shard, Stock, Store};
