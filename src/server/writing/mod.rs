//! What somebody is writing at the cursor, and how they write: pure functions of the text around it.

mod style;
mod typing;

pub(super) use style::{CitationStyle, Marks};
pub(super) use typing::Typing;
