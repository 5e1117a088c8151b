//! The passages of one source that come nearest to a claim, however far that is.
//!
//! The index promises passages of which some words stand as they are quoted. Where a draft cites a
//! source and that promise yields nothing, every word of the source is looked at: each that the
//! claim has, or one that begins alike, counts by how seldom the source has it (in bits, as
//! Robertson and Spärck Jones weigh terms, 1976), each word between two of them against it, and the
//! stretches with the greatest sums are the nearest. The order of the words hardly matters, so that
//! a line that was turned round in memory is found, too. Takes one pass over the source.

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use super::atoms::Claim;
use super::lexicon::Lexicon;
use crate::source::Source;
use crate::text::WordKey;

/// How many passages are returned.
const MOST: usize = 8;
/// The bits of a word that a reader meets in any sentence.
const COMMON: f32 = 2.0;
/// What a common word of the claim still counts.
const LEAST: f32 = 0.25;
/// What a word of grammar counts at most: a row of them is no likeness.
const GRAMMAR: f32 = 3.0;
/// What a word counts that only begins like one of the claim's, as a share of its own.
const KIN: f32 = 0.7;
/// What a word counts where the passage has it more often than the claim.
const AGAIN: f32 = 0.1;
/// What two words count besides, at most, that stand side by side as in the claim: as much as the
/// commoner of the two.
const BESIDE: f32 = 4.0;
/// What each word between two of the claim's takes away.
const BETWEEN: f32 = 0.5;

/// A passage that comes near.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Near {
    /// From its first word in common to the last, as indices into the source's words.
    pub(super) words: Range<usize>,
    /// What speaks for it, in bits.
    pub(super) bits: f32,
    /// The same as a share of what the whole claim would have, 0 to 1.
    pub(super) share: f32,
}

/// A word of the source that the claim has too.
#[derive(Clone, Copy)]
struct Hit {
    at: usize,
    term: usize,
    exact: bool,
}

/// The words of a claim by which a passage is known.
#[derive(Default)]
struct Terms {
    keys: FxHashMap<WordKey, usize>,
    /// How often the claim has each.
    times: Vec<usize>,
    /// Which are words of grammar.
    grammar: Vec<bool>,
    heads: FxHashMap<[u8; 4], usize>,
    /// Which stand side by side.
    pairs: FxHashSet<(usize, usize)>,
}

/// The nearest passages of `source`, the nearest first.
pub(super) fn nearest(claim: &Claim, prose: &str, source: &Source) -> Vec<Near> {
    let terms = Terms::of(claim, prose);
    let hits = terms.hits(source);
    let mut exact = vec![0_usize; terms.keys.len()];
    let mut alike = vec![0_usize; terms.keys.len()];
    for hit in &hits {
        let counts = if hit.exact { &mut exact } else { &mut alike };
        if let Some(count) = counts.get_mut(hit.term) {
            *count += 1;
        }
    }
    let all = source.words.len();
    let weights: Vec<(f32, f32)> = exact
        .iter()
        .zip(&alike)
        .zip(&terms.grammar)
        .map(|((exact, alike), grammar)| {
            let most = if *grammar { GRAMMAR } else { f32::INFINITY };
            (bits(all, *exact).clamp(LEAST, most), KIN * bits(all, exact + alike).max(0.0))
        })
        .collect();
    let exact = |term: usize| weights.get(term).map_or(0.0, |weight: &(f32, f32)| weight.0);
    #[expect(clippy::cast_precision_loss, reason = "a claim has few words")]
    let own: f32 = terms.times.iter().enumerate().map(|(term, times)| *times as f32 * exact(term)).sum();
    let whole = own + terms.pairs.iter().map(|&(a, b)| beside(exact(a), exact(b))).sum::<f32>();
    let mut found = stretches(&terms, &hits, &weights);
    found.sort_by(|a, b| b.bits.total_cmp(&a.bits).then(a.words.start.cmp(&b.words.start)));
    found.truncate(MOST);
    for near in &mut found {
        near.share = (near.bits / whole.max(1.0)).clamp(0.0, 1.0);
    }
    found
}

/// How telling a word is that stands `count` times among `all`.
fn bits(all: usize, count: usize) -> f32 {
    #[expect(clippy::cast_precision_loss, reason = "a weight need not be exact")]
    let share = all.max(1) as f32 / count.max(1) as f32;
    share.log2() - COMMON
}

/// What two neighbouring words count besides.
fn beside(a: f32, b: f32) -> f32 {
    a.min(b).min(BESIDE)
}

impl Terms {
    fn of(claim: &Claim, prose: &str) -> Self {
        let lexicon = Lexicon::get();
        let mut terms = Self::default();
        let mut last = None;
        for word in &claim.side.words {
            let next = terms.keys.len();
            let term = *terms.keys.entry(word.key).or_insert(next);
            terms.times.resize(terms.keys.len(), 0);
            if let Some(times) = terms.times.get_mut(term) {
                *times += 1;
            }
            if let Some(last) = last {
                terms.pairs.insert((last, term));
            }
            last = Some(term);
            let function = lexicon.entry_of(word.key).is_some_and(|entry| entry.function);
            if let Some(head) = head(word.span.of(prose)).filter(|_| !function) {
                terms.heads.entry(head).or_insert(term);
            }
        }
        // "don't" may stand there as "do not".
        let written: Vec<WordKey> =
            claim.side.words.iter().filter_map(|word| lexicon.written_out(word.key)).flatten().copied().collect();
        for key in written {
            let next = terms.keys.len();
            terms.keys.entry(key).or_insert(next);
        }
        terms.times.resize(terms.keys.len(), 0);
        terms.grammar = vec![false; terms.keys.len()];
        for (key, &term) in &terms.keys {
            let function = lexicon.entry_of(*key).is_some_and(|entry| entry.function);
            if let Some(grammar) = terms.grammar.get_mut(term) {
                *grammar = function;
            }
        }
        terms
    }

    fn hits(&self, source: &Source) -> Vec<Hit> {
        let hit = |(at, word): (usize, &crate::text::Word)| match self.keys.get(&word.key) {
            Some(&term) => Some(Hit { at, term, exact: true }),
            None => {
                let head = head(word.span.of(&source.prose))?;
                self.heads.get(&head).map(|&term| Hit { at, term, exact: false })
            }
        };
        source.words.iter().enumerate().filter_map(hit).collect()
    }
}

/// The first four letters, where a word has so many of the Latin alphabet.
fn head(word: &str) -> Option<[u8; 4]> {
    let mut head: [u8; 4] = word.as_bytes().first_chunk().copied()?;
    head.make_ascii_lowercase();
    head.is_ascii().then_some(head)
}

/// The stretches with the greatest sums (after Kadane's algorithm): one ends where what stands
/// between outweighs all before.
fn stretches(terms: &Terms, hits: &[Hit], weights: &[(f32, f32)]) -> Vec<Near> {
    let mut found: Vec<Near> = Vec::new();
    // For each term the stretch in which it was last met, and how often there.
    let mut met: Vec<(usize, usize)> = vec![(usize::MAX, 0); terms.keys.len()];
    let weight = |term: usize| weights.get(term).copied().unwrap_or_default();
    let mut last: Option<Hit> = None;
    // Whether the stretch has a telling word yet.
    let mut tells = false;
    let (mut sum, mut start) = (0.0_f32, 0);
    for hit in hits {
        let grammar = terms.grammar.get(hit.term).copied().unwrap_or_default();
        #[expect(clippy::cast_precision_loss, reason = "a distance need not be exact")]
        let gap = last.map_or(0.0, |last| (hit.at - last.at - 1) as f32);
        sum -= BETWEEN * gap;
        // Words of grammar that stand apart neither begin a stretch nor end it.
        let begins = sum <= 0.0 || last.is_none() || (!tells && gap > 0.0);
        if begins {
            (sum, start, tells) = (0.0, hit.at, false);
        }
        tells |= !grammar;
        let times = match met.get_mut(hit.term) {
            Some(met) => {
                *met = (start, if met.0 == start { met.1 + 1 } else { 1 });
                met.1
            }
            None => 1,
        };
        let own = if hit.exact { weight(hit.term).0 } else { weight(hit.term).1 };
        let wanted = terms.times.get(hit.term).copied().unwrap_or_default().max(1);
        sum += if times > wanted { AGAIN * own } else { own };
        if let Some(last) = last.filter(|last| !begins && last.at + 1 == hit.at && times <= wanted)
            && terms.pairs.contains(&(last.term, hit.term))
        {
            sum += beside(weight(last.term).0, weight(hit.term).0);
        }
        match found.last_mut().filter(|near| near.words.start == start) {
            Some(near) if grammar && gap > 0.0 && near.bits < sum => {}
            Some(near) if near.bits < sum => (near.words.end, near.bits) = (hit.at + 1, sum),
            Some(_) => {}
            None => found.push(Near { words: start..hit.at + 1, bits: sum, share: 0.0 }),
        }
        last = Some(*hit);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::tests::{claim_of, speech};
    use super::*;

    const TIDES: &str = "The harbour was full that night. A keeper who sleeps should beware lest the tide make him \
        a beggar. The boats came in with the tide, and the keeper counted them. Every hope of a quiet \
        night was gone, and the boats went out again.";

    fn found(claim: &str, source: &str) -> Option<(String, bool)> {
        let source = speech("s", source);
        let near = nearest(&claim_of(claim), claim, &source).into_iter().next()?;
        let words = source.words.get(near.words)?;
        let text = words.first()?.span.join(words.last()?.span).of(&source.text).to_owned();
        Some((text, near.share > 0.99))
    }

    #[test]
    fn a_line_far_altered_is_found_where_its_rare_words_stand() {
        let (text, whole) = found("Sleep not, keeper, lest ye become a beggar.", TIDES).unwrap();
        assert_eq!(text, "keeper who sleeps should beware lest the tide make him a beggar");
        assert!(!whole);
    }

    #[test]
    fn the_order_does_not_matter() {
        assert_eq!(found("Abandon the night, ye of quiet hope", TIDES).unwrap().0, "hope of a quiet night");
    }

    #[test]
    fn words_that_the_source_lacks_are_nowhere() {
        assert_eq!(found("Zinc prices rose", TIDES), None);
        assert_eq!(found("Anything", ""), None);
    }
}
