//! The passages of one source that come nearest to a claim, however far that is.
//!
//! The index promises passages of which some words stand as they are quoted. Where a draft cites a
//! source and that promise yields nothing, all of the source is looked at, by its [`Concordance`]:
//! each word that the claim has, a word of its family, one akin to it or begun alike, counts by how
//! seldom the source has it (in bits, as Robertson and Spärck Jones weigh terms, 1976) and by how
//! near it is. Where much of the claim stands close together, the words are looked at one by one:
//! each word between two of the claim's counts against the place, and the stretches with the
//! greatest sums are the nearest. The order of the words hardly matters, so that a line that was
//! turned round in memory is found, too.

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use super::atoms::Claim;
use super::concordance::{Concordance, head};
use super::families::Families;
use super::lexicon::Lexicon;
use crate::source::Source;
use crate::text::{Span, WordKey, normal_form};

/// How many passages are returned.
const MOST: usize = 8;
/// The bits of a word that a reader meets in any sentence.
const COMMON: f32 = 2.0;
/// What a common word of the claim still counts.
const LEAST: f32 = 0.25;
/// What a word of grammar counts at most: a row of them is no likeness.
const GRAMMAR: f32 = 3.0;
/// What a word of the same family counts, as a share of its own.
const FAMILY: f32 = 0.85;
/// What a word counts that says much the same.
const AKIN: f32 = 0.6;
/// What a word counts that only begins like one of the claim's.
const ALIKE: f32 = 0.5;
/// What a word counts where the passage has it more often than the claim.
const AGAIN: f32 = 0.1;
/// What two words count besides, at most, that stand side by side as in the claim: as much as the
/// commoner of the two.
const BESIDE: f32 = 4.0;
/// Telling words that follow each other in the claim may stand so far apart in the passage to count as
/// side by side, for a part of what that counts.
const NEIGHBOURS: (usize, f32) = (4, 0.7);
/// What each word between two of the claim's takes away.
const BETWEEN: f32 = 0.5;
/// How many words a source is parted into blocks of, to see where to look.
const BLOCK: usize = 24;
/// How many pairs of neighbouring blocks are looked at.
const LOOKED_AT: usize = 100;
/// How many words beyond a passage its sentence may reach to be shown whole, on either side.
const SENTENCE: usize = 24;

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

/// A word of the claim as a source has it.
struct Term {
    /// How often the claim has it.
    times: usize,
    /// Whether it is a word of grammar.
    grammar: bool,
    /// What meeting it as it stands counts.
    bits: f32,
    /// The source's words that stand for it, by number, each with what it counts; as it stands first.
    words: Vec<(u32, f32)>,
}

/// A word of the source that stands for one of the claim's.
#[derive(Clone, Copy)]
struct Hit {
    at: usize,
    term: usize,
    bits: f32,
}

/// The nearest passages of `source`, the nearest first.
pub(super) fn nearest(claim: &Claim, prose: &str, source: &Source, concordance: &Concordance) -> Vec<Near> {
    let Terms { terms, pairs, neighbours } = terms(claim, prose, concordance);
    let plain = terms.iter().filter(|term| !term.grammar).count() < 2;
    #[expect(clippy::cast_precision_loss, reason = "a claim has few words")]
    let own: f32 = terms.iter().map(|term| term.times as f32 * term.bits).sum();
    let bits = |term: usize| terms.get(term).map_or(0.0, |term| term.bits);
    let whole = own + pairs.iter().map(|&(a, b)| beside(bits(a), bits(b))).sum::<f32>();
    let mut stands_for: FxHashMap<WordKey, (usize, f32)> = FxHashMap::default();
    for (n, term) in terms.iter().enumerate() {
        for &(number, bits) in &term.words {
            let Some(key) = concordance.key(number) else { continue };
            let known = stands_for.entry(key).or_insert((n, bits));
            if known.1 < bits {
                *known = (n, bits);
            }
        }
    }
    let mut found: Vec<Near> = Vec::new();
    for range in promising(&terms, concordance) {
        let words = source.words.get(range.clone()).unwrap_or_default();
        let hit = |(at, word): (usize, &crate::text::Word)| {
            stands_for.get(&word.key).map(|&(term, bits)| Hit { at: range.start + at, term, bits })
        };
        let hits: Vec<Hit> = words.iter().enumerate().filter_map(hit).collect();
        found.extend(stretches(&terms, &pairs, &neighbours, plain, &hits));
    }
    found.sort_by(|a, b| b.bits.total_cmp(&a.bits).then(a.words.start.cmp(&b.words.start)));
    let mut apart: Vec<Near> = Vec::new();
    for near in found {
        let overlaps = |other: &Near| near.words.start < other.words.end && other.words.start < near.words.end;
        if apart.len() < MOST && !apart.iter().any(overlaps) {
            apart.push(Near { share: (near.bits / whole.max(1.0)).clamp(0.0, 1.0), ..near });
        }
    }
    apart
}

/// A passage with all of the sentences it stands in, as far as they are not too long.
pub(super) fn in_sentences(source: &Source, words: &Range<usize>) -> Option<Span> {
    let ends = |before: usize| match (source.words.get(before), source.words.get(before + 1)) {
        (Some(a), Some(b)) if a.span.end <= b.span.start => {
            let gap = Span::new(a.span.end, b.span.start).of(&source.text);
            gap.contains(['.', '!', '?', '“', '”', '"']) || gap.contains("\n\n") || gap.contains("\r\n\r\n")
        }
        _ => true,
    };
    let last = words.end.checked_sub(1)?;
    let before = (0..SENTENCE).take_while(|n| words.start > *n && !ends(words.start - n - 1)).count();
    let behind = (0..SENTENCE).take_while(|n| !ends(last + n)).count();
    let first = source.words.get(words.start - before)?;
    let last = source.words.get(last + behind)?;
    Some(first.span.join(last.span))
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

/// The words of a claim as a source has them.
struct Terms {
    terms: Vec<Term>,
    /// Which stand side by side.
    pairs: FxHashSet<(usize, usize)>,
    /// Which telling ones follow each other with only words of grammar between.
    neighbours: FxHashSet<(usize, usize)>,
}

fn terms(claim: &Claim, prose: &str, concordance: &Concordance) -> Terms {
    let lexicon = Lexicon::get();
    let mut known: FxHashMap<WordKey, usize> = FxHashMap::default();
    let mut terms: Vec<Term> = Vec::new();
    let (mut pairs, mut neighbours) = (FxHashSet::default(), FxHashSet::default());
    let (mut last, mut telling) = (None, None);
    for word in &claim.side.words {
        let term = *known.entry(word.key).or_insert_with(|| {
            terms.push(Term::new(word.key, Some(&normal_form(word.span.of(prose))), concordance));
            terms.len() - 1
        });
        if let Some(term) = terms.get_mut(term) {
            term.times += 1;
        }
        pairs.extend(last.map(|last| (last, term)));
        last = Some(term);
        if terms.get(term).is_some_and(|term| !term.grammar) {
            neighbours.extend(telling.map(|before| (before, term)));
            telling = Some(term);
        }
    }
    // "don't" may stand there as "do not".
    for word in &claim.side.words {
        for &key in lexicon.written_out(word.key).unwrap_or_default() {
            known.entry(key).or_insert_with(|| {
                terms.push(Term::new(key, None, concordance));
                terms.len() - 1
            });
        }
    }
    Terms { terms, pairs, neighbours }
}

impl Term {
    /// The word with this key, and this normal form where that is known.
    fn new(key: WordKey, form: Option<&str>, concordance: &Concordance) -> Self {
        let grammar = Lexicon::get().entry_of(key).is_some_and(|entry| entry.function);
        let most = if grammar { GRAMMAR } else { f32::INFINITY };
        let all = concordance.len();
        let weight = |count: usize, share: f32| (share * bits(all, count)).clamp(0.0, most);
        let exact = concordance.word(key);
        let count = |number: u32| concordance.places(number).len();
        let own = bits(all, exact.map_or(0, count)).clamp(LEAST, most);
        let mut words: Vec<(u32, f32)> = exact.map(|number| (number, own)).into_iter().collect();
        let mut add = |group: Vec<u32>, share: f32| {
            let new: Vec<u32> = group.into_iter().filter(|n| !words.iter().any(|known| known.0 == *n)).collect();
            let counted: usize = words.iter().map(|known| known.0).chain(new.iter().copied()).map(count).sum();
            let bits = weight(counted, share);
            if bits > LEAST {
                words.extend(new.into_iter().map(|number| (number, bits)));
            }
        };
        if let Some(form) = form {
            let families = Families::get();
            let family = families.family(form);
            add(concordance.of_family(family).collect(), FAMILY);
            if !grammar {
                for other in families.akin(family) {
                    add(concordance.of_family(other).collect(), AKIN);
                }
                if let Some(head) = head(form) {
                    add(concordance.with_head(head).collect(), ALIKE);
                }
            }
        }
        Self { times: 0, grammar, bits: own, words }
    }
}

/// Where most of the claim's words stand close together, as ranges of the source's words.
fn promising(terms: &[Term], concordance: &Concordance) -> Vec<Range<usize>> {
    let blocks = concordance.len() / BLOCK + 1;
    let mut sums = vec![0.0_f32; blocks + 1];
    // For each block the last term that it was credited with, and with how much.
    let mut credited: Vec<(usize, f32)> = vec![(usize::MAX, 0.0); blocks + 1];
    // What is met everywhere says nothing about where to look.
    let telling = terms.iter().any(|term| !term.grammar && term.words.iter().any(|word| word.1 > GRAMMAR));
    let least = if telling { 2.0 * LEAST } else { 0.0 };
    for (n, term) in terms.iter().enumerate() {
        for &(number, bits) in term.words.iter().filter(|word| word.1 > least) {
            for &place in concordance.places(number) {
                let block = place as usize / BLOCK;
                if let (Some(sum), Some(credited)) = (sums.get_mut(block), credited.get_mut(block)) {
                    let before = if credited.0 == n { credited.1 } else { 0.0 };
                    *sum += (bits - before).max(0.0);
                    *credited = (n, bits.max(before));
                }
            }
        }
    }
    let mut pairs: Vec<(f32, usize)> = sums
        .windows(2)
        .enumerate()
        .filter_map(|(n, pair)| Some((pair.first()? + pair.get(1)?, n)))
        .filter(|pair| pair.0 > 0.0)
        .collect();
    // A place shows in two pairs, of which one is enough.
    let wanted = 3 * LOOKED_AT;
    let order = |a: &(f32, usize), b: &(f32, usize)| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1));
    if pairs.len() > wanted {
        pairs.select_nth_unstable_by(wanted, order);
        pairs.truncate(wanted);
    }
    pairs.sort_by(order);
    let mut chosen: Vec<usize> = Vec::new();
    for (_, block) in pairs {
        if chosen.len() < LOOKED_AT && !chosen.iter().any(|other| other.abs_diff(block) <= 1) {
            chosen.push(block);
        }
    }
    chosen.sort_unstable();
    let mut ranges: Vec<Range<usize>> = Vec::new();
    for block in chosen {
        let range = block.saturating_sub(1) * BLOCK..((block + 3) * BLOCK).min(concordance.len());
        match ranges.last_mut().filter(|last| last.end >= range.start) {
            Some(last) => last.end = range.end,
            None => ranges.push(range),
        }
    }
    ranges
}

/// The stretches with the greatest sums (after Kadane's algorithm): one ends where what stands
/// between outweighs all before.
/// Where the claim is all but `plain` words of grammar, these tell as much as others.
fn stretches(
    terms: &[Term],
    pairs: &FxHashSet<(usize, usize)>,
    neighbours: &FxHashSet<(usize, usize)>,
    plain: bool,
    hits: &[Hit],
) -> Vec<Near> {
    let mut found: Vec<Near> = Vec::new();
    // For each term the stretch in which it was last met, and how often there.
    let mut met: Vec<(usize, usize)> = vec![(usize::MAX, 0); terms.len()];
    let (mut last, mut last_telling): (Option<Hit>, Option<Hit>) = (None, None);
    // Whether the stretch has a telling word yet.
    let mut tells = false;
    let (mut sum, mut start) = (0.0_f32, 0);
    for hit in hits {
        let Some(term) = terms.get(hit.term) else { continue };
        #[expect(clippy::cast_precision_loss, reason = "a distance need not be exact")]
        let gap = last.map_or(0.0, |last| (hit.at - last.at - 1) as f32);
        sum -= BETWEEN * gap;
        // Words of grammar that stand apart neither begin a stretch nor end it.
        let begins = sum <= 0.0 || last.is_none() || (!tells && gap > 0.0);
        if begins {
            (sum, start, tells) = (0.0, hit.at, false);
        }
        if begins {
            last_telling = None;
        }
        let grammar = term.grammar && !plain;
        tells |= !grammar;
        let times = match met.get_mut(hit.term) {
            Some(met) => {
                *met = (start, if met.0 == start { met.1 + 1 } else { 1 });
                met.1
            }
            None => 1,
        };
        let wanted = term.times.max(1);
        sum += if times > wanted { AGAIN * hit.bits } else { hit.bits };
        if let Some(last) = last.filter(|last| !begins && last.at + 1 == hit.at && times <= wanted)
            && pairs.contains(&(last.term, hit.term))
        {
            sum += beside(last.bits, hit.bits);
        } else if let Some(before) = last_telling.filter(|before| hit.at - before.at <= NEIGHBOURS.0 && times <= wanted)
            && neighbours.contains(&(before.term, hit.term))
        {
            sum += NEIGHBOURS.1 * beside(before.bits, hit.bits);
        }
        if !term.grammar {
            last_telling = Some(*hit);
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
    use super::super::concordance::Concordances;
    use super::super::tests::{claim_of, speech};
    use super::*;
    use crate::archive::SourceId;

    const TIDES: &str = "The harbour was full that night. A keeper who sleeps should beware lest the tide make him \
        a beggar. The boats came in with the tide, and the keeper counted them. Every hope of a quiet \
        night was gone, and the boats went out again.";

    fn found(claim: &str, source: &str) -> Option<(String, bool)> {
        let source = speech("s", source);
        let concordance = Concordances::default().get(SourceId(0), &source);
        let near = nearest(&claim_of(claim), claim, &source, &concordance).into_iter().next()?;
        let words = source.words.get(near.words)?;
        let text = words.first()?.span.join(words.last()?.span).of(&source.text).to_owned();
        Some((text, near.share > 0.99))
    }

    #[test]
    fn a_line_far_altered_is_found_where_its_rare_words_stand() {
        let (text, whole) = found("Sleep not, keeper, lest ye become a beggar.", TIDES).unwrap();
        assert_eq!(text, "A keeper who sleeps should beware lest the tide make him a beggar");
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
