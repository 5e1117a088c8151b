//! What parsing a draft returns.

use std::sync::Arc;

use crate::prose::{Block, Reading};
use crate::text::{Few, LineIndex, Span};

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
    /// The references to footnotes that hold a citation, by where they stand.
    pub notes: Vec<Note>,
    /// The ignore comments, by where they stand.
    pub suppressions: Vec<Suppression>,
    /// For each of `reading.quotations`, the citations (by index) that stand for it.
    pub cited: Vec<Few<usize>>,
    /// For each of `reading.quotations`, a digest of the blocks that it touches and where it stands in them.
    pub around: Vec<u128>,
    /// What else is needed to tie citations to quotations, once the archive's outlets are known.
    pub(super) layout: super::cited::Layout,
}

/// The claim that ties a quotation to a source.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Citation {
    /// What a reader sees as the citation: `@key` inside `[@key, p. 3; @other]`, a whole link, an
    /// outlet's name.
    pub span: Span,
    /// The part that names the source, to be replaced when the source is another: the key
    /// without `@`, the link's target, the outlet's name.
    pub target_span: Span,
    /// What it points to.
    pub target: Arc<Target>,
    /// Where it names a page, a section or a time: "p. 3".
    pub locator: Option<Span>,
    /// How it is written.
    pub form: CitationForm,
}

impl Citation {
    /// The same, in a text that stands behind `by` more bytes; its target behind `home`.
    pub(super) fn shifted(&self, by: usize, home: usize) -> Self {
        Self {
            span: self.span.shifted(by),
            target_span: self.target_span.shifted(home),
            target: Arc::clone(&self.target),
            locator: self.locator.map(|locator| locator.shifted(by)),
            form: self.form,
        }
    }

    /// Whether a citation that leads to no source is a mistake of the draft.
    ///
    /// A bracketed key claims a source. A bare `@name` may be somebody's handle, a web address a
    /// page that nobody keeps, a wiki link a person's note, so these claim one only where it is
    /// there. A relative path claims a file, where its ending is a document's: whether the file
    /// exists is for the caller to see.
    #[must_use]
    pub fn must_lead(&self) -> bool {
        match (&self.form, &*self.target) {
            (CitationForm::Bracketed, _) => true,
            (CitationForm::Link, Target::Path(path)) => super::links::is_document(path),
            (CitationForm::Link | CitationForm::Narrative | CitationForm::Wiki | CitationForm::Outlet, _) => false,
        }
    }
}

/// How a citation is written.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum CitationForm {
    /// A key in brackets, `[@key]`, or a footnote's reference without a footnote.
    Bracketed,
    /// A key in the running text, `@key`.
    Narrative,
    /// A link or a bare address.
    Link,
    /// `[[note]]`.
    Wiki,
    /// An outlet's name in the running text.
    Outlet,
}

/// What a citation points to.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Target {
    /// A key: a source's file stem or a bibliography's entry.
    Key(String),
    /// A web address.
    Url(String),
    /// A file, relative to the draft, as written.
    Path(String),
    /// An outlet named in the prose; leads to a source only where one of that outlet exists.
    Outlet(String),
}

/// A footnote's reference in the running text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Note {
    /// The reference, `[^1]`.
    pub span: Span,
    /// The citations, by index, that the footnote holds.
    pub citations: Vec<usize>,
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

impl Suppression {
    /// The same, in a text that stands behind `by` more bytes.
    pub(super) fn shifted(&self, by: usize) -> Self {
        Self {
            span: self.span.shifted(by),
            codes: self.codes.iter().map(|(code, span)| (code.clone(), span.shifted(by))).collect(),
            reason: self.reason.clone(),
            reach: self.reach.shifted(by),
        }
    }
}
