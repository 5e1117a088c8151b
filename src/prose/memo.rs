//! What blocks said, kept from one reading to the next.

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHasher};

use super::document::Document;
use super::lexicon::{Language, Lexicon};
use super::neighbourhoods::Neighbourhoods;
use super::reading::reading;
use super::scan::Scan;
use super::tokens::is_letter;
use super::{Block, Reading};

/// Remembers what blocks said, so that an edit costs the block it touches.
///
/// It keeps the blocks of the last reading and no others, so it never outgrows one text.
#[derive(Debug, Default)]
pub struct Memo {
    language: Language,
    kept: FxHashMap<u64, Vec<Kept>>,
    round: u64,
    /// How many blocks were scanned so far.
    scanned: u64,
    quotations: Neighbourhoods,
}

#[derive(Debug)]
struct Kept {
    text: Box<str>,
    next: Option<char>,
    scan: Arc<Scan>,
    id: u64,
    round: u64,
}

impl Memo {
    /// Reads `text`: each block is scanned, or taken from the reading before.
    pub(super) fn read(&mut self, text: &str, blocks: &[Block]) -> Reading {
        let document = self.document(text, blocks);
        self.quotations.begin(&document);
        let reading = reading(&document, Some(&mut self.quotations));
        self.quotations.end();
        reading
    }

    fn document<'a>(&mut self, text: &'a str, blocks: &'a [Block]) -> Document<'a> {
        let language = language_of(text, blocks);
        if language != self.language {
            self.kept.clear();
            self.quotations.clear();
            self.language = language;
        }
        let lexicon = Lexicon::of(language);
        self.round += 1;
        let (scans, ids) = with_next(text, blocks).map(|(block, next)| self.scan(block, next, lexicon)).unzip();
        let round = self.round;
        self.kept.retain(|_, same| {
            same.retain(|kept| kept.round == round);
            !same.is_empty()
        });
        Document { text, blocks, scans, ids, language }
    }

    /// What `block` says, with a number that no other scan of this memo has.
    fn scan(&mut self, block: &str, next: Option<char>, lexicon: &Lexicon) -> (Arc<Scan>, u64) {
        let mut hasher = FxHasher::default();
        block.hash(&mut hasher);
        let same = self.kept.entry(hasher.finish()).or_default();
        if let Some(kept) = same.iter_mut().find(|kept| &*kept.text == block && kept.next == next) {
            kept.round = self.round;
            return (Arc::clone(&kept.scan), kept.id);
        }
        let scan = Arc::new(Scan::new(block, next, lexicon));
        self.scanned += 1;
        let id = self.scanned;
        same.push(Kept { text: block.into(), next, scan: Arc::clone(&scan), id, round: self.round });
        (scan, id)
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
