//! What a hover shows: a card, in Markdown or in plain text.

mod markup;
mod passage;
mod quotation;
mod quoted;
mod source;

pub(super) use markup::{Card, Format};
pub(super) use passage::passage;
pub(super) use quotation::quotation;
pub(super) use quoted::quoted;
pub(super) use source::source;
