//! `verbatim report`: a draft with the evidence for each of its quotations, for the editor or lawyer who signs it off.
//!
//! The page is one file that asks for nothing: its style and its script are in it, and a policy forbids everything else.
//! What stands in drafts and sources can only be text in it: the template escapes, and of the draft's Markdown nothing
//! that could act is kept.

mod draft;
mod html;
mod markdown;
mod model;
mod passage;

pub use html::write as write_html;
pub use markdown::write as write_markdown;
pub use model::Dossier;
