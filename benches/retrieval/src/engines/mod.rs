//! The engines that are measured, behind one door.

mod bigrams;
mod ours;
mod ripgrep;
mod tantivy;

use std::ops::Range;
use std::time::Duration;

use verbatim::text::WordKey;

use crate::corpus::WordId;

pub(crate) use ours::{Changing, Ours, Reach, keys};
pub(crate) use ripgrep::Ripgrep;
pub(crate) use tantivy::{Tantivy, Terms, register, schema};

/// What is looked for: one unbroken stretch of a quotation.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Asked<'a> {
    pub(crate) words: &'a [WordId],
    /// The same, as the library compares them.
    pub(crate) keys: &'a [WordKey],
    /// Whether parts of it may come from several places.
    pub(crate) in_parts: bool,
}

/// Where it may stand.
#[derive(Clone, Debug)]
pub(crate) struct Hit {
    pub(crate) document: usize,
    /// The words of the document, the passage among them.
    pub(crate) words: Range<usize>,
    /// How many words differ, as the engine says.
    pub(crate) errors: usize,
}

/// What an engine found.
#[derive(Clone, Debug, Default)]
pub(crate) struct Answer {
    pub(crate) hits: Vec<Hit>,
    /// Whether the engine claims that it missed nothing.
    pub(crate) complete: bool,
}

/// An engine with its index.
pub(crate) trait Engine {
    /// As it is called in the tables.
    fn name(&self) -> &'static str;

    /// Looks a stretch up and verifies what it finds.
    fn look_up(&mut self, asked: &Asked<'_>) -> Answer;
}

/// An engine by its name.
#[derive(Clone, Copy, PartialEq, Eq, Debug, clap::ValueEnum)]
pub(crate) enum Peer {
    Verbatim,
    Pairs,
    Words,
}

impl Peer {
    /// As it is called in the tables.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Verbatim => Reach::Nearest.name(),
            Self::Pairs => Terms::Pairs.name(),
            Self::Words => Terms::Words.name(),
        }
    }

    /// As it is called in an argument.
    pub(crate) fn argument(self) -> &'static str {
        match self {
            Self::Verbatim => "verbatim",
            Self::Pairs => "pairs",
            Self::Words => "words",
        }
    }
}

/// What it took to build an index.
#[derive(Clone, Copy, Debug, Default, serde::Serialize, serde::Deserialize)]
pub(crate) struct Built {
    /// The time on a processor, of all threads together.
    pub(crate) time: Duration,
    /// Bytes of text.
    pub(crate) text: u64,
    /// Bytes of the index, without `words`.
    pub(crate) index: u64,
    /// Bytes of the words that verification reads.
    pub(crate) words: u64,
    /// The most memory that the process had, in bytes.
    pub(crate) peak: u64,
}
