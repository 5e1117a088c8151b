//! What a source is once it has been read.

use std::path::PathBuf;
use std::sync::Arc;

use crate::prose::{Block, Quotation, Reading};
use crate::text::{LineIndex, Span, Word};

/// What is known of a source without looking into it: what listings and citations need.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Card {
    /// What citations call it: a bibliography key, or the stem of the file's name.
    pub key: String,
    /// The file.
    pub path: PathBuf,
    /// The file as shown to people: relative to the workspace where it lies inside, with `/`.
    pub shown: String,
    /// Title, outlet, author, date, address.
    pub metadata: Metadata,
    /// Whose words stand outside quotation marks.
    pub voice: Voice,
    /// How many words it has.
    pub words: usize,
    /// How many quotations in it are somebody's words.
    pub quotations: usize,
}

/// A document that quotations are checked against.
#[derive(Clone, Debug)]
pub struct Source {
    /// What is known of it without looking into it.
    pub card: Arc<Card>,
    /// Its decoded text, as an editor shows it.
    pub text: String,
    /// As long as `text`, with all that is not prose blanked.
    pub prose: String,
    /// From bytes of `text` to bytes of the file.
    pub offsets: OffsetMap,
    /// Where lines begin in `text`.
    pub lines: LineIndex,
    /// The blocks of prose, in order.
    pub blocks: Vec<Block>,
    /// What the prose says.
    pub reading: Reading,
    /// The words of `prose`, all of them, in order.
    pub words: Vec<Word>,
}

impl Source {
    /// The innermost quotation of the source in which all of `span` stands, by index.
    #[must_use]
    pub fn quotation_at(&self, span: Span) -> Option<(usize, &Quotation)> {
        // Quotations are sorted by start and an inner one follows its outer one, so the last that covers is innermost.
        let upto = self.reading.quotations.partition_point(|q| q.span.start <= span.start);
        self.reading.quotations.iter().enumerate().take(upto).rev().find(|(_, q)| q.span.covers(span))
    }
}

/// What is known about a source as a publication.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Metadata {
    /// Its headline or title.
    pub title: Option<String>,
    /// Who published it: "Reuters", "The Harbour Times".
    pub outlet: Option<String>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// When, as `YYYY-MM-DD` where that could be read, else as written.
    pub date: Option<String>,
    /// Where it is on the web.
    pub url: Option<String>,
    /// What kind of document it is.
    pub kind: SourceKind,
}

/// What kind of document a source is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SourceKind {
    /// News prose: outside quotation marks the reporter speaks.
    #[default]
    Article,
    /// Turns of labelled speakers.
    Transcript,
    /// One person's speech.
    Speech,
    /// A book or play.
    Book,
    /// A press release or statement.
    Release,
    /// A report, a law, a study.
    Report,
}

/// Whose words a source's text is where no quotation marks stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Voice {
    /// The reporter's: words quoted from there as somebody else's speech are a paraphrase.
    #[default]
    Reporter,
    /// The author's or the labelled speakers': the whole text may be quoted as theirs.
    Author,
}

/// From bytes of a decoded text to bytes of the file it was decoded from.
///
/// Most files are UTF-8 and need no map. Otherwise the map holds anchors, sorted, and between
/// two anchors the distance is taken as constant.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct OffsetMap {
    anchors: Vec<(usize, usize)>,
}

impl OffsetMap {
    /// The map of a text whose offsets are the file's own.
    #[must_use]
    pub fn identity() -> Self {
        Self::default()
    }

    /// A map from `anchors`: pairs of (byte in the text, byte in the file), both ascending.
    #[must_use]
    pub fn from_anchors(anchors: Vec<(usize, usize)>) -> Self {
        Self { anchors }
    }

    /// The same map for a file with `by` more bytes in front.
    #[must_use]
    pub fn shifted(mut self, by: usize) -> Self {
        if self.anchors.first().is_none_or(|(text, _)| *text > 0) {
            self.anchors.insert(0, (0, 0));
        }
        self.anchors.iter_mut().for_each(|(_, file)| *file += by);
        self
    }

    /// The byte of the file for a byte of the text.
    #[must_use]
    pub fn to_file(&self, offset: usize) -> usize {
        let after = self.anchors.partition_point(|(text, _)| *text <= offset);
        match after.checked_sub(1).and_then(|i| self.anchors.get(i)) {
            Some((text, file)) => file + (offset - text),
            None => offset,
        }
    }
}
