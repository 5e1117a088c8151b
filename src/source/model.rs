//! What a source is once it has been read.

use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use serde::{Deserialize, Serialize};

use super::Locators;
use crate::prose::{Block, Quotation, Reading};
use crate::text::{LineIndex, Span, Word};

/// What is known of a source without looking into it: what listings and citations need.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Card {
    /// What citations call it: a bibliography key, or the stem of the file's name.
    pub key: String,
    /// What else they may call it.
    pub aliases: Vec<String>,
    /// The file.
    pub path: PathBuf,
    /// The file as shown to people: relative to the workspace where it lies inside, with `/`.
    pub shown: String,
    /// What names it within its file, where the file holds several: behind the `#` of the path shown.
    pub fragment: Option<String>,
    /// What it was read as: "HTML".
    pub format: String,
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
    /// The blocks of prose, in order.
    pub blocks: Vec<Block>,
    /// Pages, times, sections.
    pub locators: Locators,
    /// What the prose says.
    pub reading: Reading,
    /// The words of `prose`, all of them, in order.
    pub words: Vec<Word>,
    /// Where lines begin in `text`, once somebody has asked.
    pub(crate) lines: OnceLock<LineIndex>,
}

impl Source {
    /// Where lines begin in [`Source::text`].
    pub fn lines(&self) -> &LineIndex {
        self.lines.get_or_init(|| LineIndex::new(&self.text))
    }

    /// The innermost quotation of the source in which all of `span` stands, by index.
    #[must_use]
    pub fn quotation_at(&self, span: Span) -> Option<(usize, &Quotation)> {
        // Quotations are sorted by start and an inner one follows its outer one, so the last that covers is innermost.
        let upto = self.reading.quotations.partition_point(|q| q.span.start <= span.start);
        self.reading.quotations.iter().enumerate().take(upto).rev().find(|(_, q)| q.span.covers(span))
    }
}

/// What is known about a source as a publication.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
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
    /// The language it is written in, as a code of ISO 639: "en".
    pub language: Option<String>,
    /// What kind of document it is.
    pub kind: SourceKind,
}

/// What kind of document a source is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
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

impl SourceKind {
    /// Whose words stand in such a document outside quotation marks.
    #[must_use]
    pub fn voice(self) -> Voice {
        if self == Self::Article { Voice::Reporter } else { Voice::Author }
    }
}

/// Whose words a source's text is where no quotation marks stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Voice {
    /// The reporter's: words quoted from there as somebody else's speech are a paraphrase.
    #[default]
    Reporter,
    /// The author's or the labelled speakers': the whole text may be quoted as theirs.
    Author,
}

/// From bytes of a text to bytes of the file it was read from.
///
/// Most plain files are UTF-8 and need no map. Otherwise the map holds anchors, sorted, and between
/// two anchors the distance is taken as constant. Where something of the file was left out, two
/// anchors stand at one byte of the text: where the last of it ended and where the next begins.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
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

    /// The map from the text of `self` to what the file of `self` was itself read from by `outer`.
    #[must_use]
    pub fn through(self, outer: &Self) -> Self {
        if outer.anchors.is_empty() {
            return self;
        }
        if self.anchors.is_empty() {
            return outer.clone();
        }
        let mut anchors = Vec::with_capacity(self.anchors.len() + outer.anchors.len());
        for (n, (text, file)) in self.anchors.iter().enumerate() {
            anchors.push((*text, outer.to_file(*file)));
            // The anchors of the outer map that stand inside this stretch stay anchors.
            let next = self.anchors.get(n + 1);
            let most = next.map_or(usize::MAX, |(next, _)| file + (next - text));
            let first = outer.anchors.partition_point(|(at, _)| at <= file);
            let inside = outer.anchors.iter().skip(first).take_while(|(at, _)| *at < most);
            anchors.extend(inside.map(|(at, outside)| (text + (at - file), *outside)));
        }
        Self { anchors }
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

    /// The bytes of the file from which `span` of the text was read, without what was left out behind
    /// its end.
    #[must_use]
    pub fn span_to_file(&self, span: Span) -> Span {
        let start = self.to_file(span.start);
        let first = self.anchors.partition_point(|(text, _)| *text < span.end);
        let end = match self.anchors.get(first) {
            Some((text, file)) if *text == span.end && !span.is_empty() => *file,
            _ => self.to_file(span.end),
        };
        Span::new(start, end.max(start))
    }
}
