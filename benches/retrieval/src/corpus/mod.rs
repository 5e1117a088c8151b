//! The texts that are searched: real ones, and more that are grown from them.

mod disk;
mod grow;
mod packed;
mod real;

use std::ops::Range;

use anyhow::Result;
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use verbatim::text::{Word, WordKey, normal_form, small_number, words};

pub(crate) use disk::Rounds;
pub(crate) use grow::Chain;
pub(crate) use real::{Document, read};

/// So many bytes of text are read into words at a time.
const BATCH: usize = 32_000_000;

/// The number of a distinct word of a corpus.
pub(crate) type WordId = u32;

/// All words of a corpus, as numbers, for the exhaustive scan and for the verification of what
/// engines without one of their own propose.
pub(crate) struct Corpus {
    ids: Vec<WordId>,
    /// Where each document begins in `ids`; one more for the end.
    starts: Vec<usize>,
    known: FxHashMap<WordKey, WordId>,
    keys: Vec<WordKey>,
    forms: Vec<Box<str>>,
    bytes: u64,
}

impl Corpus {
    /// The words of the first `count` rounds.
    pub(crate) fn load(rounds: &Rounds, count: usize) -> Result<Self> {
        let folder = rounds.beside("words", count);
        if folder.exists() {
            return Self::unpack(&folder);
        }
        let corpus = Self::parse(rounds, count)?;
        corpus.pack(&folder)?;
        Ok(corpus)
    }

    fn parse(rounds: &Rounds, count: usize) -> Result<Self> {
        let mut corpus = Self {
            ids: Vec::new(),
            starts: vec![0],
            known: FxHashMap::default(),
            keys: Vec::new(),
            forms: Vec::new(),
            bytes: 0,
        };
        let mut batch: Vec<String> = Vec::new();
        let mut bytes = 0;
        for text in rounds.documents(count) {
            let text = text?;
            bytes += text.len();
            batch.push(text);
            if bytes >= BATCH {
                corpus.add(&batch);
                batch.clear();
                bytes = 0;
            }
        }
        corpus.add(&batch);
        Ok(corpus)
    }

    fn add(&mut self, texts: &[String]) {
        let parsed: Vec<Vec<Word>> = texts.par_iter().map(|text| words(text)).collect();
        for (text, words) in texts.iter().zip(parsed) {
            for word in words {
                let fresh = WordId::try_from(self.keys.len()).unwrap_or(WordId::MAX);
                let id = *self.known.entry(word.key).or_insert_with(|| {
                    self.keys.push(word.key);
                    self.forms.push(form(word.span.of(text)).into());
                    fresh
                });
                self.ids.push(id);
            }
            self.starts.push(self.ids.len());
            self.bytes += text.len() as u64;
        }
    }

    /// Bytes of text.
    pub(crate) fn bytes(&self) -> u64 {
        self.bytes
    }

    /// Bytes of text in millions.
    pub(crate) fn megabytes(&self) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "for people")]
        let bytes = self.bytes as f64;
        bytes / 1e6
    }

    /// How many words there are.
    pub(crate) fn words(&self) -> usize {
        self.ids.len()
    }

    /// How many distinct words there are.
    pub(crate) fn distinct(&self) -> usize {
        self.keys.len()
    }

    /// How many documents there are.
    pub(crate) fn documents(&self) -> usize {
        self.starts.len() - 1
    }

    /// The words of a document.
    pub(crate) fn document(&self, document: usize) -> &[WordId] {
        &self.ids[self.starts[document]..self.starts[document + 1]]
    }

    /// Some words of a document, as far as it has them.
    pub(crate) fn passage(&self, document: usize, words: Range<usize>) -> &[WordId] {
        let all = self.document(document);
        &all[words.start.min(all.len())..words.end.min(all.len())]
    }

    /// The number of a word; `None` when no document has it.
    pub(crate) fn id(&self, key: WordKey) -> Option<WordId> {
        self.known.get(&key).copied()
    }

    /// What the word is compared by.
    pub(crate) fn key(&self, id: WordId) -> WordKey {
        self.keys[id as usize]
    }

    /// The word as [`form`] writes it.
    pub(crate) fn form(&self, id: WordId) -> &str {
        &self.forms[id as usize]
    }

    /// The word at a place among all words of all documents.
    pub(crate) fn word_at(&self, place: usize) -> WordId {
        self.ids[place]
    }
}

/// A word as it is written for engines that take text: the same for all words with one [`WordKey`].
pub(crate) fn form(word: &str) -> String {
    let form = normal_form(word);
    small_number(&form).map_or(form, |number| number.to_string())
}
