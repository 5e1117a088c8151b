//! Verbatim tells a writer, while they write, whether the words between their quotation marks
//! are the words that were said, by the person they name, in the source they cite.
//!
//! The house, in the order in which a text walks through it:
//!
//! - [`text`]: byte spans, words, sentences, lines; normalisation that never loses the offset.
//! - [`prose`]: what prose says: quotations, mentions, who speaks, where. One engine for drafts and sources.
//! - [`draft`]: a Markdown draft: blocks, citations, suppressions.
//! - [`source`]: a source file: one reader per format; text, metadata, and what it says.
//! - [`archive`]: all sources and the index over them; its question is `candidates`.
//! - [`verify`]: a quotation against passages: alignment, alterations, verdict.
//! - [`rules`]: one file per rule; from evidence to findings.
//! - [`config`]: the settings, `verbatim.toml`.
//! - [`workspace`]: configuration, archive and drafts in, findings out; the one door for `cli` and `server`.
//! - [`report`]: one file per output format.
//! - [`baseline`]: the findings that were there before a team adopted the check.
//! - [`lock`]: what verified quotations rest on, kept for later, and who accepted what.
//! - [`results`]: outcomes kept from run to run.
//! - [`server`]: the language server; the only room that knows the protocol.
//! - [`cli`]: one file per subcommand.

pub mod archive;
pub mod baseline;
pub mod cli;
pub mod config;
pub mod draft;
mod kept;
pub mod lock;
pub mod prose;
mod remembered;
pub mod report;
pub mod results;
pub mod rules;
pub mod server;
pub mod source;
pub mod text;
pub mod verify;
pub mod workspace;
