//! A Markdown draft: its prose, its citations, its suppressions.
//!
//! Invariant: parsing does no I/O and cannot fail; every span is bytes into the draft's text.

use crate::prose::{Block, Memo, Reading, read};
use crate::text::{LineIndex, Span};

/// A draft, parsed.
#[derive(Clone, Debug)]
pub struct Draft {
    /// The text as it stands in the file or the editor.
    pub text: String,
    /// As long as `text`, with all that is not prose blanked.
    pub prose: String,
    /// Where lines begin in `text`.
    pub lines: LineIndex,
    /// The blocks of prose, in order.
    pub blocks: Vec<Block>,
    /// What the prose says.
    pub reading: Reading,
    /// The citations, by where they begin.
    pub citations: Vec<Citation>,
    /// The ignore comments, by where they stand.
    pub suppressions: Vec<Suppression>,
    /// For each of `reading.quotations`, the citations (by index) that stand for it.
    pub cited: Vec<Vec<usize>>,
}

/// The claim that ties a quotation to a source.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Citation {
    /// What a reader sees as the citation: `@key` inside `[@key, p. 3; @other]`, a whole link, a
    /// footnote's reference, an outlet's name.
    pub span: Span,
    /// The part that names the source, to be replaced when the source is another: the key
    /// without `@`, the link's target, the outlet's name.
    pub target_span: Span,
    /// What it points to.
    pub target: Target,
    /// The page or section it names, as written: "p. 3".
    pub locator: Option<String>,
}

/// What a citation points to.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Target {
    /// A key: a source's file stem or a bibliography's entry.
    Key(String),
    /// A web address.
    Url(String),
    /// A file, relative to the draft.
    Path(String),
    /// An outlet named in the prose; leads to a source only where one of that outlet exists.
    Outlet(String),
}

/// `<!-- verbatim: ignore CODE because … -->`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Suppression {
    /// The whole comment.
    pub span: Span,
    /// The codes it silences, each with where it stands in the comment; empty means every rule.
    pub codes: Vec<(String, Span)>,
    /// Why, as the writer put it.
    pub reason: Option<String>,
    /// The stretch of the draft in which it holds.
    pub reach: Span,
}

/// Parses `text`; `memo` carries what unchanged blocks said last time.
#[must_use]
pub fn parse(text: &str, memo: &mut Memo) -> Draft {
    let blocks = Vec::new();
    let reading = read(text, &blocks, memo);
    Draft {
        prose: text.to_owned(),
        lines: LineIndex::new(text),
        text: text.to_owned(),
        cited: vec![Vec::new(); reading.quotations.len()],
        blocks,
        reading,
        citations: Vec::new(),
        suppressions: Vec::new(),
    }
}
