//! The project's own search, through its public interface: packed segments as parts of an archive.

use std::fs::{self, File};
use std::io::BufWriter;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, Result, ensure};
use verbatim::archive::{Packed, Part, Passage, Query, Segment, SegmentWriter, SourceId, fragments};
use verbatim::text::{WordKey, words};

use super::{Answer, Asked, Built, Engine, Hit};
use crate::clock::Clock;
use crate::corpus::{Corpus, Rounds};
use crate::kernel::held;
use crate::process::peak_memory;

/// Memory of the writer, in bytes: as much as tantivy's has.
const MEMORY: usize = 400_000_000;
/// So many words at an edge of a quotation that a passage lacks may come from elsewhere.
const LOST: usize = 4;

/// How much is asked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Reach {
    /// The nearest passages, as of all other engines.
    Nearest,
    /// Those that are hardly further, too, as the project asks to tell which source is meant.
    Near,
}

impl Reach {
    /// As the search is called in the tables when it is asked so.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Nearest => "verbatim",
            Self::Near => "verbatim, hardly further ones too",
        }
    }
}

/// The parts of an archive.
pub(crate) struct Ours {
    parts: Vec<Packed>,
    /// How many documents they have together.
    documents: u32,
    reach: Reach,
    corpus: Option<Arc<Corpus>>,
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
        for text in rounds.documents(count) {
            let text = text?;
            built.text += text.len() as u64;
            let keys = keys(&text);
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

    /// Opens the archive of the first `count` rounds. `corpus` has their words, for the alignment of what was
    /// found; without it nothing is looked for in parts.
    pub(crate) fn open(rounds: &Rounds, count: usize, reach: Reach, corpus: Option<Arc<Corpus>>) -> Result<Self> {
        let folder = Self::folder(rounds, count);
        let mut ours = Self { parts: Vec::new(), documents: 0, reach, corpus };
        let mut n = 1;
        while segment(&folder, n).exists() {
            ours.add(Segment::open(&segment(&folder, n))?);
            n += 1;
        }
        ensure!(
            !ours.parts.is_empty(),
            "there is no index of {count} rounds in {}: `--only build` makes it",
            folder.display()
        );
        Ok(ours)
    }

    /// An archive in memory of documents with these words.
    pub(crate) fn of<'a>(documents: impl IntoIterator<Item = &'a [WordKey]>) -> Result<Self> {
        let mut ours = Self { parts: Vec::new(), documents: 0, reach: Reach::Nearest, corpus: None };
        ours.add(packed(documents)?);
        Ok(ours)
    }

    fn add(&mut self, segment: Segment) {
        let (first, count) = (self.documents, segment.documents());
        let sources = (first..first + count).map(|document| Some(SourceId(document))).collect();
        self.documents += count;
        self.parts.push(Packed::new(Arc::new(segment), sources));
    }

    /// All passages of all parts, the nearest first, and whether all are there.
    pub(crate) fn candidates(&self, keys: &[WordKey]) -> (Vec<Passage>, bool) {
        let mut query = match self.reach {
            Reach::Nearest => Query::nearest(keys),
            Reach::Near => Query::new(keys),
        };
        let mut complete = true;
        let mut passages = Vec::new();
        for part in &self.parts {
            for answer in part.candidates(&[query], None) {
                complete &= answer.complete;
                query.narrow(&answer);
                passages.extend(answer.passages);
            }
        }
        passages.sort_unstable_by_key(|passage| (passage.errors, passage.source, passage.words.start));
        (passages, complete)
    }

    /// Whether the passage holds the words to both ends but a few.
    fn is_whole(corpus: &Corpus, asked: &Asked<'_>, passage: &Passage) -> bool {
        if passage.errors < LOST {
            return true;
        }
        let text = corpus.passage(passage.source.0 as usize, passage.words.clone());
        let held = held(asked.words, text);
        held.start < LOST && held.end + LOST > asked.words.len()
    }
}

impl Engine for Ours {
    fn name(&self) -> &'static str {
        self.reach.name()
    }

    fn look_up(&mut self, asked: &Asked<'_>) -> Answer {
        let (mut passages, complete) = self.candidates(asked.keys);
        let near = passages.first().filter(|nearest| nearest.errors <= asked.keys.len() * 3 / 10);
        if let Some(corpus) = self.corpus.as_ref().filter(|_| asked.in_parts)
            && !near.is_some_and(|nearest| Self::is_whole(corpus, asked, nearest))
        {
            let parts = self.parts.iter().map(|part| part as &dyn Part);
            passages.extend(fragments(asked.keys, parts).into_iter().map(|fragment| fragment.passage));
        }
        let hits = passages.into_iter().map(|passage| Hit {
            document: passage.source.0 as usize,
            words: passage.words,
            errors: passage.errors,
        });
        Answer { hits: hits.collect(), complete }
    }
}

/// An archive in memory of which single documents change.
pub(crate) struct Changing {
    packed: Arc<Segment>,
    sources: Vec<Option<SourceId>>,
    parts: Vec<Packed>,
}

impl Changing {
    pub(crate) fn new<'a>(documents: impl IntoIterator<Item = &'a [WordKey]>) -> Result<Self> {
        let packed = Arc::new(packed(documents)?);
        let sources = (0..packed.documents()).map(|document| Some(SourceId(document))).collect();
        Ok(Self { packed, sources, parts: Vec::new() })
    }

    /// Puts another text in the place of the `n`-th: a part of its own, and the others without the old one.
    pub(crate) fn replace(&mut self, n: usize, text: &str) -> Result<()> {
        let changed = packed([keys(text).as_slice()])?;
        let mut others = self.sources.clone();
        others[n] = None;
        let id = SourceId(u32::try_from(n)?);
        self.parts =
            vec![Packed::new(Arc::clone(&self.packed), others), Packed::new(Arc::new(changed), vec![Some(id)])];
        Ok(())
    }

    /// How many passages have exactly these words.
    pub(crate) fn count(&self, keys: &[WordKey]) -> usize {
        let of = |part: &Packed| part.candidates(&[Query::nearest(keys)], None);
        let passages = self.parts.iter().flat_map(of).flat_map(|answer| answer.passages);
        passages.filter(|passage| passage.errors == 0).count()
    }
}

/// The words of a text, as the project compares them.
pub(crate) fn keys(text: &str) -> Vec<WordKey> {
    words(text).iter().map(|word| word.key).collect()
}

fn packed<'a>(documents: impl IntoIterator<Item = &'a [WordKey]>) -> Result<Segment> {
    let mut writer = SegmentWriter::in_memory()?;
    for keys in documents {
        writer.add(keys, &[], &[])?;
    }
    Ok(writer.into_segment()?)
}

fn segment(folder: &Path, n: usize) -> PathBuf {
    folder.join(format!("{n:03}.segment"))
}
