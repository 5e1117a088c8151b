//! A source file: text with the way back to the file's bytes, metadata, and what it says.

mod model;

pub use model::{Metadata, OffsetMap, Source, SourceKind, Voice};
