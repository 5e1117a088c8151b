//! The project's own archive, through its public interface.

use std::fs::{self, File};
use std::io::BufWriter;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, Result};
use verbatim::archive::{Archive, Query, Segment, SegmentWriter};
use verbatim::prose::Reading;
use verbatim::source::{Metadata, OffsetMap, Source, Voice};
use verbatim::text::{LineIndex, WordKey, words};

use super::{Answer, Asked, Built, Engine, Hit};
use crate::clock::Clock;
use crate::corpus::Rounds;
use crate::process::peak_memory;

/// Memory of the writer, in bytes: as much as tantivy's has.
const MEMORY: usize = 400_000_000;

/// An archive that is open.
pub(crate) struct Ours {
    pub(crate) archive: Archive,
}

impl Ours {
    /// Where the archive of the first `count` rounds lies.
    pub(crate) fn folder(rounds: &Rounds, count: usize) -> PathBuf {
        rounds.beside("verbatim", count)
    }

    /// Packs the first `count` rounds.
    pub(crate) fn build(rounds: &Rounds, count: usize) -> Result<Built> {
        let folder = Self::folder(rounds, count);
        fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
        let begun = Clock::process();
        let mut built = Built::default();
        let mut writer: Option<SegmentWriter<BufWriter<File>>> = None;
        let mut segments = 0;
        let mut keys: Vec<WordKey> = Vec::new();
        for text in rounds.documents(count) {
            let text = text?;
            built.text += text.len() as u64;
            keys.clear();
            keys.extend(words(&text).iter().map(|word| word.key));
            if let Some(full) = writer.take_if(|writer| writer.is_full(keys.len())) {
                full.finish()?;
            }
            let open = match &mut writer {
                Some(open) => open,
                None => {
                    segments += 1;
                    writer.insert(SegmentWriter::create(&segment(&folder, segments), MEMORY)?)
                }
            };
            // The text itself is no part of the index, and no other engine keeps it.
            open.add(&keys, &[], &[])?;
        }
        if let Some(last) = writer {
            last.finish()?;
        }
        built.time = begun.elapsed();
        built.peak = peak_memory();
        for n in 1..=segments {
            let size = Segment::open(&segment(&folder, n))?.index_size();
            built.words += size.words;
            built.index += size.lists + size.vocabulary;
        }
        Ok(built)
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

fn segment(folder: &Path, n: usize) -> PathBuf {
    folder.join(format!("{n:03}.segment"))
}
