//! The project's own archive, through its public interface.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Result;
use verbatim::archive::{Archive, Query};
use verbatim::prose::Reading;
use verbatim::source::{Metadata, OffsetMap, Source, Voice};
use verbatim::text::{LineIndex, words};

use super::{Answer, Asked, Engine, Hit};
use crate::corpus::Rounds;

/// An archive that is open.
pub(crate) struct Ours {
    pub(crate) archive: Archive,
}

impl Ours {
    /// Where the archive of the first `count` rounds lies.
    pub(crate) fn folder(rounds: &Rounds, count: usize) -> PathBuf {
        rounds.beside("verbatim", count)
    }

    /// Opens the archive of the first `count` rounds.
    pub(crate) fn open(rounds: &Rounds, count: usize) -> Result<Self> {
        let mut sources = Vec::new();
        for (n, text) in rounds.documents(count).enumerate() {
            sources.push(source(n, text?));
        }
        Ok(Self { archive: Archive::build(sources, Vec::new()) })
    }

    /// The archive of some texts.
    pub(crate) fn of(texts: impl IntoIterator<Item = String>) -> Self {
        let sources = texts.into_iter().enumerate().map(|(n, text)| source(n, text));
        Self { archive: Archive::build(sources.collect(), Vec::new()) }
    }

    /// Publishes the archive with another text in the place of the `n`-th.
    pub(crate) fn replace(&mut self, n: usize, text: String) {
        let changed = source(n, text);
        let others = self.archive.sources().filter(|(id, _)| id.0 as usize != n).map(|(_, other)| Arc::clone(other));
        let sources = others.chain(std::iter::once(changed)).collect();
        self.archive = Archive::build(sources, Vec::new());
    }
}

impl Engine for Ours {
    fn name(&self) -> &'static str {
        "verbatim"
    }

    fn look_up(&mut self, asked: &Asked<'_>) -> Answer {
        let Some(found) = self.archive.candidates(&[Query { words: asked.keys }]).pop() else {
            return Answer::default();
        };
        let hits = found.passages.into_iter().map(|passage| Hit {
            document: passage.source.0 as usize,
            words: passage.words,
            errors: passage.errors,
        });
        Answer { hits: hits.collect(), complete: found.complete }
    }
}

/// The source that a text file of this text is, its speakers unread: the search does not look at them.
/// Sources are sorted by the path shown, so the n-th has the n-th place.
pub(crate) fn source(n: usize, text: String) -> Arc<Source> {
    let key = format!("{n:09}");
    Arc::new(Source {
        path: Path::new(&key).to_path_buf(),
        shown: key.clone(),
        key,
        prose: text.clone(),
        offsets: OffsetMap::identity(),
        lines: LineIndex::new(&text),
        blocks: Vec::new(),
        metadata: Metadata::default(),
        voice: Voice::Author,
        reading: Reading::default(),
        words: words(&text),
        text,
    })
}
