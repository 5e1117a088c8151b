//! Sources as bytes, and back.
//!
//! A source is packed into two records. The *label* has what is asked of every source when an archive
//! is opened: what a card says and whom the source knows. The *body* has the rest, and is unpacked
//! when somebody looks at a passage. The keys of the words are kept by whoever keeps the records,
//! because an index holds them anyway.
//!
//! Records come from files that anybody may have written: unpacking checks what it reads, and
//! takes no more memory than the length of a record allows.

mod mask;
mod spans;

use std::fmt;
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64_with_seed;

use super::{Card, Locators, Metadata, OffsetMap, Source, Voice, part_of};
use crate::prose::{Block, Person, Reading};
use crate::text::WordKey;

/// Why a record cannot be unpacked.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Unfit(&'static str);

impl Unfit {
    /// There is no record.
    pub(crate) const ABSENT: Self = Self("is not there");
}

impl fmt::Display for Unfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl std::error::Error for Unfit {}

/// What is asked of every source when an archive is opened: a card, but for what depends on where
/// the file is and on other sources.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Label {
    /// What names it within its file, where the file holds several.
    pub fragment: Option<String>,
    /// What it was read as.
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

/// What the record of a label holds, in the order of its bytes.
#[derive(Serialize, Deserialize)]
struct LabelRecord<'a> {
    label: Label,
    /// Those it mentions by name: only asked for when the directory of all people is made anew.
    people: &'a [u8],
    /// Those whose words it has: only asked for when somebody looks for a speaker.
    speakers: &'a [u8],
    /// The path shown of the source's file, where the record travels without its file; else empty.
    shown: &'a str,
}

impl Label {
    /// The label of `source`, as a record.
    #[must_use]
    pub fn pack(source: &Source) -> Vec<u8> {
        let Card { fragment, format, metadata, voice, words, quotations, .. } = source.card.as_ref();
        let label = Self {
            fragment: fragment.clone(),
            format: format.clone(),
            metadata: metadata.clone(),
            voice: *voice,
            words: *words,
            quotations: *quotations,
        };
        let named = source.reading.people.iter().filter(|person| !person.name.is_empty());
        let people = postcard::to_stdvec(&named.collect::<Vec<_>>()).unwrap_or_default();
        let speakers = postcard::to_stdvec(&source.reading.speakers()).unwrap_or_default();
        let record = LabelRecord { label, people: &people, speakers: &speakers, shown: "" };
        sealed(postcard::to_stdvec(&record).unwrap_or_default())
    }

    /// The label that `record` holds.
    ///
    /// # Errors
    /// When it holds none.
    pub fn unpack(record: &[u8]) -> Result<Self, Unfit> {
        Ok(Self::record(record)?.label)
    }

    /// The card of the source when its file is at `path`, shown as `shown`. It has no key yet.
    #[must_use]
    pub fn card(self, path: PathBuf, shown: &str) -> Card {
        let Self { fragment, format, metadata, voice, words, quotations } = self;
        let shown = part_of(shown, fragment.as_deref());
        let (key, aliases) = (String::new(), Vec::new());
        Card { key, aliases, path, shown, fragment, format, metadata, voice, words, quotations }
    }

    /// Those whom the source of a label mentions by name.
    ///
    /// # Errors
    /// When `record` holds no label.
    pub fn people(record: &[u8]) -> Result<Vec<Person>, Unfit> {
        postcard::from_bytes(Self::record(record)?.people).map_err(|_| NO_LABEL)
    }

    /// Those whose words the source of a label has.
    ///
    /// # Errors
    /// When `record` holds no label.
    pub fn speakers(record: &[u8]) -> Result<Vec<Person>, Unfit> {
        postcard::from_bytes(Self::record(record)?.speakers).map_err(|_| NO_LABEL)
    }

    /// The same record for a source that is to be known as `shown` without its file.
    ///
    /// # Errors
    /// When `record` holds no label.
    pub fn named(record: &[u8], shown: &str) -> Result<Vec<u8>, Unfit> {
        let record = LabelRecord { shown, ..Self::record(record)? };
        Ok(sealed(postcard::to_stdvec(&record).unwrap_or_default()))
    }

    /// The path shown of a source that travels without its file.
    ///
    /// # Errors
    /// When `record` holds no label.
    pub fn shown(record: &[u8]) -> Result<&str, Unfit> {
        Ok(Self::record(record)?.shown)
    }

    fn record(record: &[u8]) -> Result<LabelRecord<'_>, Unfit> {
        postcard::from_bytes(unsealed(record)?).map_err(|_| NO_LABEL)
    }
}

const NO_LABEL: Unfit = Unfit("is no label of a source");

/// What a body holds, in the order of its bytes.
#[derive(Serialize, Deserialize)]
struct Body<'a> {
    /// How many bytes the text has.
    len: usize,
    /// The text, compressed.
    text: &'a [u8],
    mask: &'a [u8],
    spans: &'a [u8],
    offsets: OffsetMap,
    blocks: Vec<Block>,
    locators: Locators,
    reading: Reading,
}

/// Packs all of `source` but its card and the keys of its words.
#[must_use]
pub fn pack(source: &Source) -> Vec<u8> {
    let body = Body {
        len: source.text.len(),
        text: &lz4_flex::block::compress(source.text.as_bytes()),
        mask: &mask::pack(&source.text, &source.prose),
        spans: &spans::pack(&source.words),
        offsets: source.offsets.clone(),
        blocks: source.blocks.clone(),
        locators: source.locators.clone(),
        reading: source.reading.clone(),
    };
    sealed(postcard::to_stdvec(&body).unwrap_or_default())
}

/// The source that `record` holds, the words of which have these `keys`.
///
/// # Errors
/// When it holds none, or one with other words.
pub fn unpack(record: &[u8], keys: &[WordKey], card: Arc<Card>) -> Result<Source, Unfit> {
    /// No byte of compressed text stands for more than so many.
    const DENSEST: usize = 255;
    let body: Body<'_> = postcard::from_bytes(unsealed(record)?).map_err(|_| Unfit("is no record of a source"))?;
    if body.len / DENSEST > body.text.len() {
        return Err(Unfit("has a text that cannot be as long as it says"));
    }
    let mut text = vec![0; body.len];
    let written = lz4_flex::block::decompress_into(body.text, &mut text);
    if written.ok() != Some(body.len) {
        return Err(Unfit("has a text that is not whole"));
    }
    let earlier = |index: usize, other: Option<usize>| other.is_none_or(|other| other < index);
    let mut quotations = body.reading.quotations.iter().enumerate();
    if !quotations.all(|(index, q)| earlier(index, q.within) && earlier(index, q.continues)) {
        return Err(Unfit("has quotations out of order"));
    }
    let text = String::from_utf8(text).map_err(|_| Unfit("has a text that is not UTF-8"))?;
    let prose = mask::unpack(&text, body.mask).ok_or(Unfit("has prose that does not fit its text"))?;
    let words = spans::unpack(body.spans, keys, &prose).ok_or(Unfit("has words that do not fit its text"))?;
    Ok(Source {
        card,
        lines: OnceLock::new(),
        offsets: body.offsets,
        blocks: body.blocks,
        locators: body.locators,
        reading: body.reading,
        words,
        text,
        prose,
    })
}

/// Raised whenever the same bytes would mean something else: records are shared between releases.
const FORMAT: u64 = 3;

/// `bytes` behind their checksum, which is another for each format.
fn sealed(bytes: Vec<u8>) -> Vec<u8> {
    let mut record = xxh3_64_with_seed(&bytes, FORMAT).to_le_bytes().to_vec();
    record.extend(bytes);
    record
}

/// The bytes behind the checksum of `record`.
fn unsealed(record: &[u8]) -> Result<&[u8], Unfit> {
    let (checksum, bytes) = record.split_first_chunk().ok_or(Unfit("is cut off"))?;
    let fits = xxh3_64_with_seed(bytes, FORMAT) == u64::from_le_bytes(*checksum);
    if fits { Ok(bytes) } else { Err(Unfit("is damaged, or of another release")) }
}

#[cfg(test)]
mod tests;
