//! What the blocks around a quotation tell of it: who speaks, where, when, and whether it is words at all. Whom
//! a mention means is another question, for which the whole text counts.

use super::candidates::{Source, sentence_of};
use super::document::{Document, Place, Raw};
use super::frames::Frame;
use super::lexicon::class;
use super::speakers::{Choice, Way, choose, is_open};
use super::venues::{is_programme, is_title, venues};
use super::when::{When, when};
use super::{Form, Nature, Venue};
use crate::text::Span;

/// What the blocks around one quotation tell of it.
#[derive(Clone, Debug)]
pub(super) struct Nearby {
    /// Who speaks, where that had to be decided.
    pub(super) choice: Option<Choice>,
    /// What it is.
    pub(super) nature: Nature,
    /// The words that say that somebody speaks.
    pub(super) cue: Option<Span>,
    /// The venues named in its sentence and in that of the clause that gives it.
    pub(super) venues: Vec<Venue>,
    /// Of these, the names that stand in marks of their own.
    pub(super) titles: Vec<Span>,
    /// When it was said.
    pub(super) when: Option<When>,
}

impl Nearby {
    /// What is told of `raw`, before which `way` went.
    pub(super) fn of(document: &Document<'_>, raw: &Raw, way: &Way) -> Self {
        let choice = is_open(raw).then(|| way.choice(document, raw, |found| choose(document, raw, found))).flatten();
        let nature = nature(document, raw, choice.as_ref());
        let mut nearby = Self { choice, nature, cue: None, venues: Vec::new(), titles: Vec::new(), when: None };
        if let Some(choice) = nearby.choice.clone().filter(|choice| choice.mention.is_some()) {
            let frame = choice.frame.and_then(|(block, index)| {
                let frame = document.scans.get(block)?.frames.get(index)?;
                Some((block, frame))
            });
            nearby.cue = frame.and_then(|(block, frame)| cue(document, block, frame));
            nearby.when = frame.and_then(|(block, frame)| {
                let base = document.blocks.get(block)?.span.start;
                when(document.block_text(block), base, document.scans.get(block)?, frame)
            });
            nearby.find_venues(document, raw, frame, choice.source);
        }
        nearby
    }

    fn find_venues(&mut self, document: &Document<'_>, raw: &Raw, frame: Option<(usize, &Frame)>, source: Source) {
        let of_place = |place: Place| {
            let scan = document.scans.get(place.block)?;
            Some((place.block, sentence_of(scan, place.token)?, place.token))
        };
        let mut sentences: Vec<(usize, usize, usize)> =
            [of_place(raw.first), of_place(raw.last)].into_iter().flatten().collect();
        if !matches!(source, Source::Continued) {
            sentences.extend(frame.map(|(block, frame)| (block, frame.sentence, frame.cue.start)));
        }
        sentences.sort_unstable();
        sentences.dedup_by_key(|(block, sentence, _)| (*block, *sentence));
        for (block, sentence, near) in sentences {
            let (Some(scan), Some(base)) =
                (document.scans.get(block), document.blocks.get(block).map(|block| block.span.start))
            else {
                continue;
            };
            for venue in venues(document.block_text(block), base, scan, sentence, near) {
                let own = raw.span.covers(venue.venue.span);
                if own || self.venues.contains(&venue.venue) {
                    continue;
                }
                if venue.pair.is_some() {
                    self.titles.push(venue.venue.span);
                }
                self.venues.push(venue.venue);
            }
        }
    }

    /// Moves it from block `from`, which begins at byte `start`, to block `to`, which begins at byte `end`.
    pub(super) fn move_to(&mut self, (from, start): (usize, usize), (to, end): (usize, usize)) {
        let block = |at: &mut usize| *at = at.wrapping_sub(from).wrapping_add(to);
        let span = |span: &mut Span| *span = span.moved(start, end);
        if let Some(choice) = &mut self.choice {
            choice.mention.iter_mut().for_each(|mention| block(&mut mention.block));
            choice.frame.iter_mut().for_each(|(at, _)| block(at));
            choice.others.iter_mut().for_each(|(mention, _)| block(&mut mention.block));
        }
        self.cue.iter_mut().for_each(span);
        self.venues.iter_mut().for_each(|venue| span(&mut venue.span));
        self.titles.iter_mut().for_each(span);
        self.when.iter_mut().for_each(|when| span(&mut when.span));
    }
}

fn cue(document: &Document<'_>, block: usize, frame: &Frame) -> Option<Span> {
    let scan = document.scans.get(block)?;
    let first = scan.tokens.all.get(frame.cue.start)?.span;
    let last = scan.tokens.all.get(frame.cue.end.checked_sub(1)?)?.span;
    Some(first.join(last).shifted(document.blocks.get(block)?.span.start))
}

fn nature(document: &Document<'_>, raw: &Raw, choice: Option<&Choice>) -> Nature {
    let words = raw.parts.first().map_or("", |part| part.of(document.text));
    let unspoken = choice.filter(|choice| choice.source == Source::Nobody && raw.form == Form::Marks);
    if raw.form == Form::Marks && is_titled(document, raw, words) {
        return Nature::Title;
    }
    match unspoken {
        Some(choice) => nature_of(words, document.is_heading(raw.first.block), choice.alone),
        None => Nature::Speech,
    }
}

/// Whether a quotation is a title beyond doubt: written like one, and either with small words
/// between the capitals ("The Old Man and the Sea"), or the name of a programme that everybody
/// knows, or right beside a word for a work ("the film", "programme").
fn is_titled(document: &Document<'_>, raw: &Raw, words: &str) -> bool {
    let name = words.trim_matches(|c: char| c.is_whitespace() || matches!(c, ',' | '.'));
    if raw.within.is_some() || raw.parts.len() != 1 || !is_title(name) {
        return false;
    }
    let tokens = document.scans.get(raw.first.block).map(|scan| scan.tokens.all.as_slice()).unwrap_or_default();
    let at = raw.first.token;
    let neighbours = [at.checked_sub(1).and_then(|before| tokens.get(before)), tokens.get(at + 1)];
    let beside_work = neighbours.into_iter().flatten().any(|token| token.is(class::WORK));
    beside_work || is_programme(name) || name.split_whitespace().any(|word| SMALL.contains(&word))
}

/// Words that a title leaves small and a sentence in capitals would not have.
const SMALL: &[&str] = &["of", "the", "and", "in", "on", "to", "for", "at", "with", "a", "an"];

/// What a quotation is that nobody speaks. Many words are somebody's even where nobody is named
/// who could have said them, as in a quotation that stands `alone` with its citation.
fn nature_of(words: &str, heading: bool, alone: bool) -> Nature {
    const MANY: usize = 6;
    if heading || is_title(words.trim_matches(|c: char| c.is_whitespace() || matches!(c, ',' | '.'))) {
        Nature::Title
    } else if alone && words.split_whitespace().count() >= MANY {
        Nature::Speech
    } else {
        Nature::Term
    }
}
