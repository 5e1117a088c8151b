//! What blocks said, kept from one reading to the next.

use std::sync::Arc;

use rustc_hash::FxHashMap;
use xxhash_rust::xxh3::xxh3_128;

use super::document::Document;
use super::lexicon::{Language, Lexicon};
use super::neighbourhoods::Neighbourhoods;
use super::reading::reading;
use super::scan::Scan;
use super::{Block, Quotation, Reading};
use crate::remembered::Rounds;
use crate::text::is_letter;

/// Remembers what blocks said, so that an edit costs the block it touches.
///
/// It keeps the blocks of the last few readings and no others, so it never outgrows a few texts.
#[derive(Debug, Default)]
pub struct Memo {
    language: Language,
    scans: Scans,
    quotations: Neighbourhoods,
}

/// What blocks said, and what somebody says who quotes others.
#[derive(Debug, Default)]
pub(super) struct Scans {
    /// By a digest of the words and the mark that begins the next block.
    kept: FxHashMap<(u128, Option<char>), Kept>,
    rounds: Rounds,
    /// How many blocks were scanned so far.
    scanned: u64,
}

#[derive(Debug)]
struct Kept {
    scan: Arc<Scan>,
    id: u64,
    round: u64,
}

impl Memo {
    /// Reads `text`: each block is scanned, or taken from a reading before. `beside` is done meanwhile.
    pub(super) fn read<T: Send>(
        &mut self,
        text: &str,
        blocks: &[Block],
        beside: impl FnOnce(&[Quotation]) -> T + Send,
    ) -> (Reading, T) {
        let document = self.document(text, blocks);
        self.quotations.begin(&document);
        let read = reading(&document, Some((&mut self.quotations, &mut self.scans)), beside);
        self.quotations.end();
        self.scans.end();
        read
    }

    fn document<'a>(&mut self, text: &'a str, blocks: &'a [Block]) -> Document<'a> {
        let language = language_of(text, blocks);
        if language != self.language {
            self.scans.kept.clear();
            self.quotations.clear();
            self.language = language;
        }
        let lexicon = Lexicon::of(language);
        self.scans.rounds.begin();
        let (scans, ids) = with_next(text, blocks).map(|(block, next)| self.scans.of(block, next, lexicon)).unzip();
        Document { text, blocks, scans, ids, language }
    }
}

impl Scans {
    /// What `block` says, with a number that no other scan of this memo has.
    pub(super) fn of(&mut self, block: &str, next: Option<char>, lexicon: &Lexicon) -> (Arc<Scan>, u64) {
        let round = self.rounds.now();
        let scanned = &mut self.scanned;
        let kept = self.kept.entry((xxh3_128(block.as_bytes()), next)).or_insert_with(|| {
            *scanned += 1;
            Kept { scan: Arc::new(Scan::new(block, next, lexicon)), id: *scanned, round }
        });
        kept.round = round;
        (Arc::clone(&kept.scan), kept.id)
    }

    /// Ends a reading: what was not asked for lately, the text no longer holds.
    fn end(&mut self) {
        if let Some(oldest) = self.rounds.oldest() {
            self.kept.retain(|_, kept| kept.round >= oldest);
        }
    }
}

/// The document of a text that is read but once.
pub(super) fn document_once<'a>(text: &'a str, blocks: &'a [Block]) -> Document<'a> {
    let language = language_of(text, blocks);
    let lexicon = Lexicon::of(language);
    let scans = with_next(text, blocks).map(|(block, next)| Arc::new(Scan::new(block, next, lexicon))).collect();
    Document { text, blocks, scans, ids: Vec::new(), language }
}

/// The words of each block, with the mark that begins the next.
fn with_next<'a>(text: &'a str, blocks: &'a [Block]) -> impl Iterator<Item = (&'a str, Option<char>)> {
    let next = blocks.iter().skip(1).map(move |block| opening_mark(block.span.of(text))).chain([None]);
    blocks.iter().map(move |block| block.span.of(text)).zip(next)
}

/// The quotation mark with which `block` begins.
fn opening_mark(block: &str) -> Option<char> {
    block.trim_start().chars().next().filter(|c| matches!(c, '"' | '“' | '”' | '„' | '«' | '»'))
}

/// How much of a text is looked at to tell its language, in bytes.
const SAMPLE: usize = 2000;
/// The language of the text, by its commonest words.
fn language_of(text: &str, blocks: &[Block]) -> Language {
    let (mut english, mut german, mut seen) = (0usize, 0usize, 0usize);
    for block in blocks {
        let parts = |byte: &u8| !is_letter(*byte) && byte.is_ascii();
        for word in block.span.of(text).as_bytes().split(parts).take(200) {
            seen += word.len() + 1;
            if word.len() > 5 {
                continue;
            }
            english +=
                usize::from(matches!(word, b"the" | b"and" | b"of" | b"to" | b"in" | b"that" | b"said" | b"with"));
            german += usize::from(matches!(
                word,
                b"der" | b"die" | b"und" | b"das" | b"ist" | b"von" | b"den" | b"mit" | b"nicht" | b"auf"
            ));
        }
        if seen > SAMPLE {
            break;
        }
    }
    if german > english { Language::German } else { Language::English }
}
