//! What is quoted in the articles, and any other stretch of any document.

use std::ops::Range;

use fastrand::Rng;
use rayon::prelude::*;
use verbatim::text::{Span, Word, words};

use super::alter::Piece;
use crate::corpus::{Corpus, Document};

/// How many words a quotation has.
const LENGTHS: Range<usize> = 4..81;

/// Stretches of the real documents.
pub(super) struct Spans<'a> {
    documents: &'a [Document],
    corpus: &'a Corpus,
    /// What stands between quotation marks in an article: the document, and its words.
    quoted: Vec<(usize, Range<usize>)>,
}

/// A stretch of a document.
pub(super) struct Stretch {
    pub(super) document: usize,
    pub(super) words: Range<usize>,
    pub(super) pieces: Vec<Piece>,
}

impl<'a> Spans<'a> {
    pub(super) fn new(documents: &'a [Document], corpus: &'a Corpus) -> Self {
        let articles: Vec<usize> = (0..documents.len()).filter(|&n| documents[n].is_article).collect();
        let quoted = articles.into_par_iter().flat_map_iter(|n| {
            let text = &documents[n].text;
            let words = words(text);
            let found: Vec<_> = quoted(text).filter_map(|span| within(&words, span)).collect();
            found.into_iter().filter(|words| LENGTHS.contains(&words.len())).map(move |words| (n, words))
        });
        Self { documents, corpus, quoted: quoted.collect() }
    }

    /// Half of the time what an article quotes, half of the time anything.
    pub(super) fn any(&self, random: &mut Rng) -> Stretch {
        if random.bool() && !self.quoted.is_empty() {
            let (document, words) = self.quoted[random.usize(..self.quoted.len())].clone();
            return self.stretch(document, words);
        }
        self.of_length(length(random), random)
    }

    /// Any stretch of `length` words.
    pub(super) fn of_length(&self, length: usize, random: &mut Rng) -> Stretch {
        loop {
            let document = random.usize(..self.documents.len());
            let count = self.corpus.document(document).len();
            if count >= length {
                let start = random.usize(..=count - length);
                return self.stretch(document, start..start + length);
            }
        }
    }

    pub(super) fn stretch(&self, document: usize, range: Range<usize>) -> Stretch {
        let text = &self.documents[document].text;
        let words = words(text);
        let pieces = range.clone().map(|n| {
            let before = if n == range.start { words[n].span.start } else { words[n - 1].span.end };
            Piece { id: self.corpus.document(document)[n], text: text[before..words[n].span.end].to_owned() }
        });
        Stretch { document, pieces: pieces.collect(), words: range }
    }

    /// How many words a document has.
    pub(super) fn length_of(&self, document: usize) -> usize {
        self.corpus.document(document).len()
    }

    /// Any document of at least so many words.
    pub(super) fn document(&self, words: usize, random: &mut Rng) -> usize {
        loop {
            let document = random.usize(..self.documents.len());
            if self.length_of(document) >= words {
                return document;
            }
        }
    }
}

/// A length: as often below 8 words as between 8 and 16, more seldom above.
pub(super) fn length(random: &mut Rng) -> usize {
    match random.u8(..10) {
        0..=2 => random.usize(4..8),
        3..=5 => random.usize(8..16),
        6..=7 => random.usize(16..31),
        _ => random.usize(31..LENGTHS.end),
    }
}

/// What stands between two marks, on one line.
fn quoted(text: &str) -> impl Iterator<Item = Span> {
    let mut open: Option<usize> = None;
    text.char_indices().filter_map(move |(at, c)| match c {
        '“' | '„' => {
            open = Some(at + c.len_utf8());
            None
        }
        '”' => open.take().map(|start| Span::new(start, at)),
        '"' => match open.take() {
            Some(start) => Some(Span::new(start, at)),
            None => {
                open = Some(at + 1);
                None
            }
        },
        '\n' => {
            open = None;
            None
        }
        _ => None,
    })
}

/// The words that lie in `span`.
fn within(words: &[Word], span: Span) -> Option<Range<usize>> {
    let start = words.partition_point(|word| word.span.start < span.start);
    let end = words.partition_point(|word| word.span.end <= span.end);
    (start < end).then_some(start..end)
}
