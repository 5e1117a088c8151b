//! A Markdown draft: its prose, its citations, its suppressions.
//!
//! The text is walked once by a Markdown parser, which tells prose from markup; a second look at
//! the prose finds what Pandoc, Quarto, MyST and Obsidian add. What is no prose is blanked, byte
//! for byte, so that all spans are bytes into the draft's text.
//!
//! Invariant: parsing does no I/O and cannot fail.

mod around;
mod citations;
mod cited;
mod dialect;
mod front_matter;
mod html;
mod links;
mod markdown;
mod masker;
mod model;
mod outlets;
mod outline;
mod pieces;
mod pinpoint;
mod prepare;
mod roles;
mod sentence;
mod suppressions;

pub use front_matter::{FrontMatter, Syntax, find as find_front_matter};
pub use model::{Citation, CitationForm, Draft, Note, Suppression, Target};
pub use outlets::{OutletNames, Unnamed, cite_outlets};
pub use pinpoint::Pinpoint;

use crate::prose::{self, Block, Quotation, read_beside};
use crate::text::{LONG, LineIndex};

/// What is kept of a draft from one parse to the next, so that an edit costs what it touches. Belongs to one draft;
/// empty to begin with.
#[derive(Debug, Default)]
pub struct Memo {
    /// What unchanged blocks said.
    pub prose: prose::Memo,
    pieces: pieces::Pieces,
}

/// Parses `text`; `memo` carries what unchanged parts said last time.
#[must_use]
pub fn parse(text: &str, memo: &mut Memo) -> Draft {
    let mut prepare = || memo.pieces.prepare(text);
    // Of a long text the lines are counted while it is parsed.
    let is_long = text.len() >= LONG;
    let (lines, prepared) =
        if is_long { rayon::join(|| LineIndex::new(text), prepare) } else { (LineIndex::new(text), prepare()) };
    let prepare::Prepared { prose, blocks, citations, notes, suppressions, layout } = prepared;
    let beside = |quotations: &[Quotation]| {
        let cited = cited::tie(&prose, &layout, quotations, &citations, &notes, |_| true);
        (cited, around::around(text, &prose, &blocks, quotations))
    };
    let (reading, (cited, around)) = read_beside(&prose, &blocks, &mut memo.prose, beside);
    Draft {
        lines,
        text: text.to_owned(),
        prose,
        blocks,
        reading,
        citations,
        notes,
        suppressions,
        cited,
        around,
        layout,
    }
}

/// The prose of the Markdown in `text` and its blocks, for whoever needs neither citations nor
/// quotations: a source that is written in Markdown.
#[must_use]
pub fn prose_of(text: &str) -> (String, Vec<Block>) {
    let prepared = prepare::prepare(text);
    (prepared.prose, prepared.blocks)
}

#[cfg(test)]
mod tests;
