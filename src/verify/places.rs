//! Where in the archive to look.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::atoms::Claim;
use super::lexicon::Lexicon;
use super::{Token, Wording};
use crate::archive::{Archive, Candidates, Passage, Query, SourceId};
use crate::text::WordKey;

/// A run of words with no mark of editing inside, and how many words stand before it.
#[derive(Clone)]
struct Run {
    words: Vec<WordKey>,
    before: usize,
}

impl Run {
    /// The run with its contractions written out, and with what can be contracted so written: to the archive "don't"
    /// and "do not" have nothing in common. Those that differ from it by no more than `within` words are left out.
    fn variants(&self, within: usize) -> impl Iterator<Item = Self> {
        let lexicon = Lexicon::get();
        let long: Vec<WordKey> = self
            .words
            .iter()
            .flat_map(|word| lexicon.written_out(*word).map_or_else(|| vec![*word], <[WordKey]>::to_vec))
            .collect();
        let mut short: Vec<WordKey> = Vec::with_capacity(self.words.len());
        for word in &self.words {
            match short.last().and_then(|last| lexicon.contracted(*last, *word)) {
                Some(one) => {
                    short.pop();
                    short.push(one);
                }
                None => short.push(*word),
            }
        }
        let before = self.before;
        // For each word that one has more than the other, another word differs.
        let differ = move |words: &Vec<WordKey>| 2 * words.len().abs_diff(self.words.len()).max(1) > within;
        let others = [long, short].into_iter().filter(|words| *words != self.words).filter(differ);
        others.map(move |words| Self { words, before })
    }
}

/// Shorter runs are looked up only when there are no longer ones.
const TELLING: usize = 4;
/// How many runs of one quotation are looked up.
const RUNS: usize = 64;
/// Words beside a passage that are looked at, besides as many as differ.
const SLACK: usize = 6;
/// Words of an attribution in the middle of an utterance.
const ASIDE: usize = 40;
/// Words that an ellipsis may leave out between two runs that both were found.
const ELLIPSIS: usize = 250;
/// Words of a part that is looked for by itself.
const PART: usize = 6;
/// Of longer claims no parts are looked for: the archive looks for their stretches anyway.
const WHOLE: usize = 96;
/// Of how many runs of which no passage was found parts are looked for.
const LOST: usize = 4;
/// How many parts are looked for, and looked at.
const PARTS: usize = 40;
/// Words that are looked at for an ellipsis on whose other side nothing was found.
const BLIND: usize = 60;

/// Where a wording may stand.
pub(super) struct Places {
    /// For each source the stretches, as indices into its words.
    pub(super) by_source: BTreeMap<SourceId, Vec<Range<usize>>>,
    /// Whether the archive looked everywhere it had to.
    pub(super) complete: bool,
}

/// The stretches of each source in which the wording may stand.
pub(super) fn places(wording: &Wording, archive: &Archive, prefer: &[SourceId]) -> Places {
    let (mut runs, total) = runs(wording);
    let longest = runs.iter().map(|run| run.words.len()).max().unwrap_or_default();
    let telling = longest.min(TELLING);
    runs.retain(|run| run.words.len() >= telling);
    // Of a quotation in a thousand pieces, the longest say where it comes from.
    runs.sort_by_key(|run| std::cmp::Reverse(run.words.len()));
    runs.truncate(RUNS);
    let elided = wording.tokens.iter().any(|token| matches!(token, Token::Ellipsis(_)));
    let mut asked = Asked::all(runs.iter().cloned(), archive, None);
    // What stands somewhere as it is was not written in another form.
    let altered = asked.iter().filter(|asked| !asked.stands());
    let variants: Vec<Run> = altered.flat_map(|asked| asked.run.variants(asked.reach())).collect();
    asked.extend(Asked::all(variants, archive, None));
    let complete = asked.iter().all(|asked| asked.answer.complete);
    // A cited source may have it more than once, and not alike.
    if !prefer.is_empty() {
        let forms = runs.iter().flat_map(|run| std::iter::once(run.clone()).chain(run.variants(0)));
        asked.extend(Asked::all(forms, archive, Some(prefer)));
    }
    let answered = asked.iter().filter(|asked| !asked.answer.passages.is_empty());
    let found: BTreeSet<usize> = answered.map(|asked| asked.run.before).collect();
    let mut places: BTreeMap<SourceId, Vec<Place>> = BTreeMap::new();
    for Asked { run, answer, .. } in asked {
        for passage in answer.passages {
            places.entry(passage.source).or_default().push(Place::around(&passage, &run, total, elided));
        }
    }
    for (run, passage) in fragments(&runs, &found, archive) {
        places.entry(passage.source).or_default().push(Place::beside(&passage, &run, total, elided, ASIDE));
    }
    let ranges = |places: Vec<Place>| {
        let mut ranges = apart(places);
        if elided {
            merge(&mut ranges, ELLIPSIS, 6 * total + 1500);
        }
        ranges
    };
    Places { by_source: places.into_iter().map(|(source, places)| (source, ranges(places))).collect(), complete }
}

/// A run, and where the archive has it.
struct Asked {
    run: Run,
    /// Passages were asked for that differ by so many words more than the nearest.
    beyond: usize,
    answer: Candidates,
}

impl Asked {
    /// Asks for all `runs`, in the sources `only`, when they are given.
    fn all(runs: impl IntoIterator<Item = Run>, archive: &Archive, only: Option<&[SourceId]>) -> Vec<Self> {
        let runs: Vec<Run> = runs.into_iter().collect();
        let query = |run| if only.is_some() { Query::new(run) } else { archive.query(run) };
        let queries: Vec<Query<'_>> = runs.iter().map(|run| query(run.words.as_slice())).collect();
        let answers = match only {
            Some(only) => archive.candidates_in(&queries, only),
            None => archive.candidates(&queries),
        };
        let beyond: Vec<usize> = queries.iter().map(|query| query.beyond).collect();
        let asked = runs.into_iter().zip(beyond).zip(answers);
        asked.map(|((run, beyond), answer)| Self { run, beyond, answer }).collect()
    }

    /// Whatever differs from the run by so many words, and in nothing else that the nearest passage does not differ in,
    /// is among the passages.
    fn reach(&self) -> usize {
        if self.answer.passages.is_empty() { 0 } else { self.beyond }
    }

    /// Whether the run stands somewhere as it is.
    fn stands(&self) -> bool {
        self.answer.passages.iter().any(|passage| passage.errors == 0)
    }
}

/// Of runs of which no passage was `found`, in whatever form, the parts that stand somewhere: it may have been run
/// together from several places.
fn fragments(runs: &[Run], found: &BTreeSet<usize>, archive: &Archive) -> Vec<(Run, Passage)> {
    let lost = runs.iter().filter(|run| !found.contains(&run.before) && run.words.len() <= WHOLE).take(LOST);
    let parts = lost.flat_map(|run| {
        archive.fragments(&run.words).into_iter().filter_map(|fragment| {
            let words = run.words.get(fragment.of_query.clone())?.to_vec();
            Some((Run { words, before: run.before + fragment.of_query.start }, fragment.passage))
        })
    });
    parts.collect()
}

/// The stretches of a source that hold some words in a row of the claim, where they do not hold
/// all of it.
pub(super) fn of_parts(claim: &Claim, archive: &Archive, source: SourceId) -> Vec<Range<usize>> {
    let keys: Vec<WordKey> = claim.side.words.iter().map(|word| word.key).collect();
    if keys.len() <= PART || keys.len() > WHOLE {
        return Vec::new();
    }
    let starts: Vec<usize> = (0..keys.len() - PART + 1).step_by(PART / 2).take(PARTS).collect();
    let queries: Vec<Query<'_>> =
        starts.iter().filter_map(|&start| Some(Query::new(keys.get(start..start + PART)?))).collect();
    let answers = archive.candidates_in(&queries, &[source]);
    let mut found: Vec<(usize, Range<usize>)> = Vec::new();
    for (start, answer) in starts.into_iter().zip(answers) {
        for passage in answer.passages.iter().filter(|passage| passage.errors <= 1) {
            let before = start + SLACK;
            let behind = keys.len() - start - PART + SLACK;
            found.push((passage.errors, passage.words.start.saturating_sub(before)..passage.words.end + behind));
        }
    }
    found.sort_by_key(|(errors, range)| (*errors, range.start));
    found.truncate(PARTS);
    found.into_iter().map(|(_, range)| range).collect()
}

fn runs(wording: &Wording) -> (Vec<Run>, usize) {
    let mut runs = vec![Run { words: Vec::new(), before: 0 }];
    let mut total = 0;
    for token in &wording.tokens {
        if let (Token::Word(word), Some(run)) = (token, runs.last_mut()) {
            run.words.push(word.key);
            total += 1;
        } else if runs.last().is_some_and(|run| !run.words.is_empty()) {
            runs.push(Run { words: Vec::new(), before: total });
        }
    }
    runs.retain(|run| !run.words.is_empty());
    (runs, total)
}

/// Where in a source all of the wording may stand, as one of its runs stands there.
struct Place {
    /// Its words, if as many stand there as are claimed.
    whole: Range<usize>,
    /// How many words of the wording were not found there, or not looked for.
    unsure: usize,
    /// The words to look at.
    range: Range<usize>,
}

impl Place {
    /// The place of a run's passage.
    fn around(passage: &Passage, run: &Run, total: usize, elided: bool) -> Self {
        // Where much is missing, it may stand on the other side of an attribution.
        let aside = if passage.errors * 8 > run.words.len() { ASIDE } else { 0 };
        Self::beside(passage, run, total, elided, aside)
    }

    /// As many words beside the passage as the rest of the claim may take, with `aside` more.
    fn beside(passage: &Passage, run: &Run, total: usize, elided: bool, aside: usize) -> Self {
        let slack = SLACK + passage.errors + aside;
        let blind = if elided { BLIND } else { 0 };
        let before = run.before + slack + if run.before > 0 { blind } else { 0 };
        let behind = total.saturating_sub(run.before + run.words.len());
        let after = behind + slack + if behind > 0 { blind } else { 0 };
        let Range { start, end } = passage.words;
        Self {
            whole: start.saturating_sub(run.before)..end + behind,
            unsure: passage.errors + total.saturating_sub(run.words.len()),
            range: start.saturating_sub(before)..end + after,
        }
    }

    /// Whether most of either is the other: the same words found in two ways.
    fn is(&self, other: &Self) -> bool {
        let both = self.whole.end.min(other.whole.end).saturating_sub(self.whole.start.max(other.whole.start));
        2 * both > self.whole.len().max(other.whole.len())
    }
}

/// The words to look at for each place, ascending. One that was found in several ways is looked at once, as the surest
/// way has it: more words beside it may hold another version of the wording, which is a place of its own.
fn apart(mut places: Vec<Place>) -> Vec<Range<usize>> {
    places.sort_by_key(|place| (place.whole.start, place.whole.end));
    let mut apart: Vec<Place> = Vec::with_capacity(places.len());
    for place in places {
        let Some(last) = apart.last_mut().filter(|last| last.is(&place)) else {
            apart.push(place);
            continue;
        };
        match place.unsure.cmp(&last.unsure) {
            Ordering::Less => *last = place,
            Ordering::Equal => {
                last.range = last.range.start.min(place.range.start)..last.range.end.max(place.range.end);
            }
            Ordering::Greater => {}
        }
    }
    let mut ranges: Vec<Range<usize>> = apart.into_iter().map(|place| place.range).collect();
    ranges.sort_by_key(|range| (range.start, range.end));
    ranges.dedup();
    ranges
}

/// Joins ranges, ascending, that overlap or lie at most `bridge` apart, as long as the whole stays below `most`.
fn merge(ranges: &mut Vec<Range<usize>>, bridge: usize, most: usize) {
    let mut merged: Vec<Range<usize>> = Vec::with_capacity(ranges.len());
    for range in ranges.drain(..) {
        match merged.last_mut() {
            Some(last) if range.start <= last.end + bridge && range.end.max(last.end) - last.start <= most => {
                last.end = last.end.max(range.end);
            }
            _ => merged.push(range),
        }
    }
    *ranges = merged;
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(whole: Range<usize>, unsure: usize, beside: usize) -> Place {
        Place { range: whole.start.saturating_sub(beside)..whole.end + beside, whole, unsure }
    }

    #[test]
    fn a_place_found_twice_is_looked_at_once_as_the_surest_way_has_it() {
        let found = vec![place(100..120, 5, 50), place(102..121, 1, 6), place(101..120, 2, 6), place(130..150, 1, 6)];
        assert_eq!(apart(found), [96..127, 124..156]);
        let alike = vec![place(100..120, 1, 6), place(98..119, 1, 6)];
        assert_eq!(apart(alike), vec![92..126; 1]);
    }

    #[test]
    fn neighbours_are_two_places() {
        let found = vec![place(0..10, 0, 6), place(5..15, 0, 6), place(40..50, 0, 6)];
        assert_eq!(apart(found), [0..16, 0..21, 34..56]);
    }
}
