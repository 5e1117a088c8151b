//! More text than there is: a Markov chain of order two over the real text.
//!
//! The words that may follow two words are those that follow them somewhere in the real text. Most
//! pairs of words occur once, and after such a pair the chain would copy its source; so one step in
//! eight looks at the last word alone. Three words in a hundred are replaced by words that the real
//! text does not have, few of them often and most seldom, more of them the longer the text grows
//! (Heaps' law with an exponent of 0.6).

use fastrand::Rng;
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use verbatim::text::{WordKey, words};

use super::real::Document;

/// One step in so many follows the last word alone.
const LOOSE: u32 = 8;
/// So many words in a thousand are new.
const NEW: u32 = 30;
/// Longer stretches between two words are not copied: they are tables and rules.
const GAP: usize = 24;
/// A fabricated text goes on only after pairs that occur at least so often.
const USUAL: usize = 3;

/// The chain.
pub(crate) struct Chain {
    text: String,
    /// Where each word stands in `text`.
    spans: Vec<(u32, u32)>,
    /// Each word's number among the distinct words.
    ids: Vec<u32>,
    /// Whether a word is the last of its document.
    last: Vec<bool>,
    /// Words that another follows, sorted by their own and the next word's number.
    order: Vec<u32>,
    /// For each word its stretch in `order`: all with the same word and the same next word.
    pair: Vec<(u32, u32)>,
    /// For each distinct word its stretch in `order`.
    single: Vec<(u32, u32)>,
    /// How many words each document has.
    lengths: Vec<usize>,
}

impl Chain {
    pub(crate) fn new(documents: &[Document]) -> Self {
        let parsed: Vec<_> = documents.par_iter().map(|document| words(&document.text)).collect();
        let mut chain = Self {
            text: String::new(),
            spans: Vec::new(),
            ids: Vec::new(),
            last: Vec::new(),
            order: Vec::new(),
            pair: Vec::new(),
            single: Vec::new(),
            lengths: parsed.iter().map(Vec::len).collect(),
        };
        let mut known: FxHashMap<WordKey, u32> = FxHashMap::default();
        for (document, words) in documents.iter().zip(&parsed) {
            let base = chain.text.len();
            chain.text.push_str(&document.text);
            for word in words {
                let fresh = narrow(known.len());
                chain.ids.push(*known.entry(word.key).or_insert(fresh));
                chain.spans.push((narrow(base + word.span.start), narrow(base + word.span.end)));
                chain.last.push(false);
            }
            if let Some(last) = chain.last.last_mut() {
                *last = true;
            }
        }
        chain.sort(known.len());
        chain
    }

    fn sort(&mut self, distinct: usize) {
        let ids = &self.ids;
        let key = |at: u32| (ids[at as usize], ids[at as usize + 1], at);
        self.order = (0..narrow(ids.len())).filter(|&at| !self.last[at as usize]).collect();
        self.order.par_sort_unstable_by_key(|&at| key(at));
        self.pair = vec![(0, 0); ids.len()];
        self.single = vec![(0, 0); distinct];
        let mut start = 0;
        for same in self.order.chunk_by(|&a, &b| ids[a as usize] == ids[b as usize]) {
            self.single[ids[same[0] as usize] as usize] = (start, start + narrow(same.len()));
            for pairs in same.chunk_by(|&a, &b| ids[a as usize + 1] == ids[b as usize + 1]) {
                let end = start + narrow(pairs.len());
                pairs.iter().for_each(|&at| self.pair[at as usize] = (start, end));
                start = end;
            }
        }
    }

    /// How many distinct words the real text has.
    pub(crate) fn distinct(&self) -> usize {
        self.single.len()
    }

    /// As many documents as there are real ones, of the same lengths.
    pub(crate) fn round(&self, round: usize, seed: u64) -> impl Iterator<Item = String> {
        let mut random = Rng::with_seed(seed.wrapping_mul(1_000_003).wrapping_add(round as u64));
        #[expect(
            clippy::cast_precision_loss,
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "an estimate"
        )]
        let pool = (self.distinct() as f64 * ((round as f64 + 1.0).powf(0.6) - 1.0)) as usize;
        self.lengths.iter().map(move |&length| self.document(length, pool.max(1), &mut random))
    }

    fn document(&self, length: usize, pool: usize, random: &mut Rng) -> String {
        let mut text = String::new();
        let mut at = random.usize(..self.ids.len());
        for _ in 0..length {
            let gap = self.gap(at);
            text.push_str(if gap.is_empty() { " " } else { gap });
            if random.u32(..1_000) < NEW {
                text.push_str(&invented(pool, random))
            } else {
                text.push_str(self.word(at))
            }
            let next = if random.u32(..LOOSE) == 0 { self.single[self.ids[at] as usize] } else { self.pair[at] };
            at = self.follow(at, next, random);
        }
        text
    }

    /// So many words in a row that no source has, though all their pairs are usual.
    pub(crate) fn fabricated(&self, length: usize, random: &mut Rng) -> Vec<&str> {
        let mut at = random.usize(..self.ids.len());
        let mut words = Vec::with_capacity(length);
        for _ in 0..length {
            words.push(self.word(at));
            let pair = self.pair[at];
            let usual = (pair.1 - pair.0) as usize >= USUAL;
            at = self.follow(at, if usual { pair } else { self.single[self.ids[at] as usize] }, random);
        }
        words
    }

    /// The word behind one of `order[from..upto]`; any word behind the last of a document.
    fn follow(&self, at: usize, (from, upto): (u32, u32), random: &mut Rng) -> usize {
        if self.last[at] || from == upto {
            return random.usize(..self.ids.len());
        }
        self.order[random.u32(from..upto) as usize] as usize + 1
    }

    fn word(&self, at: usize) -> &str {
        let (start, end) = self.spans[at];
        &self.text[start as usize..end as usize]
    }

    /// What stands before a word, if it is short.
    fn gap(&self, at: usize) -> &str {
        let Some(before) = at.checked_sub(1).filter(|&before| !self.last[before]) else { return " " };
        let gap = &self.text[self.spans[before].1 as usize..self.spans[at].0 as usize];
        if gap.len() <= GAP { gap } else { " " }
    }
}

/// One of `pool` invented words; the n-th is met half as often as the one with half its number.
fn invented(pool: usize, random: &mut Rng) -> String {
    const SYLLABLES: [&str; 16] =
        ["ka", "re", "mi", "to", "su", "len", "dor", "vi", "pa", "shu", "gra", "zo", "bel", "ny", "fro", "qui"];
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a rank, roughly"
    )]
    let mut rest = (pool as f64).powf(random.f64()) as usize;
    let mut word = String::from("x");
    for least in 0.. {
        if rest == 0 && least > 2 {
            break;
        }
        word.push_str(SYLLABLES[rest % SYLLABLES.len()]);
        rest /= SYLLABLES.len();
    }
    word
}

/// The real text has less than 2³² bytes.
fn narrow(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
