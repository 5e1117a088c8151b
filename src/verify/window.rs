//! A stretch of a source, ready to be compared.

use std::ops::Range;

use super::atoms::Side;
use super::wording::is_editorial;
use crate::archive::SourceId;
use crate::prose::{Nature, Quotation};
use crate::source::{Source, Voice};
use crate::text::{Span, Word};

/// Bytes that may stand between two quotations of one utterance: `,” the minister said, “`.
const ASIDE: usize = 400;
/// Letters of a note in brackets: "(APPLAUSE AND CHEERING)".
const NOTE: usize = 60;
/// Words of a speaker's label: "SENATOR MARA LINDQVIST (D-OHIO):".
const LABEL: usize = 6;

/// A stretch of a source.
pub(super) struct Window<'a> {
    pub(super) id: SourceId,
    pub(super) source: &'a Source,
    /// Which words of the source.
    pub(super) words: Range<usize>,
    pub(super) side: Side,
    /// For each atom where it stands.
    pub(super) places: Vec<Place>,
}

/// Where a word stands, as to what somebody said.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Place {
    /// In somebody's words, as far as is known.
    Said,
    /// In a reporter's own prose.
    Outside,
    /// Between the parts of one utterance: an attribution in the middle, a label, "(Applause)".
    Aside,
}

impl<'a> Window<'a> {
    /// Takes `words` of `source`; a range that reaches beyond its words is cut.
    pub(super) fn new(id: SourceId, source: &'a Source, words: Range<usize>) -> Self {
        let end = words.end.min(source.words.len());
        let words = words.start.min(end)..end;
        let taken = source.words.get(words.clone()).unwrap_or_default();
        let side = Side::new(&source.prose, taken);
        let of_words = places(source, taken);
        let places = side.atoms.iter().map(|atom| of_words.get(atom.word).copied().unwrap_or(Place::Said)).collect();
        Self { id, source, words, side, places }
    }

    /// Whether an atom stands between the parts of an utterance.
    pub(super) fn is_aside(&self, atom: usize) -> bool {
        self.places.get(atom) == Some(&Place::Aside)
    }

    /// The source's text from the end of one word to the start of the next, both by atom.
    pub(super) fn between(&self, before: usize, after: usize) -> &'a str {
        let word = |atom: usize| self.side.atoms.get(atom).and_then(|atom| self.side.words.get(atom.word));
        match (word(before), word(after)) {
            (Some(a), Some(b)) if a.span.end <= b.span.start => {
                Span::new(a.span.end, b.span.start).of(&self.source.text)
            }
            _ => "",
        }
    }

    /// The text between an atom's word and the one before it.
    pub(super) fn before(&self, atom: usize) -> &'a str {
        atom.checked_sub(1).map_or("", |previous| self.between(previous, atom))
    }
}

/// For each of `words` where it stands.
fn places(source: &Source, words: &[Word]) -> Vec<Place> {
    let prose = if source.card.voice == Voice::Reporter && !source.reading.quotations.is_empty() {
        Place::Outside
    } else {
        Place::Said
    };
    let mut found = vec![prose; words.len()];
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return found };
    let all = first.span.join(last.span);
    let quotations = &source.reading.quotations;
    let upto = quotations.partition_point(|q| q.span.start < all.end);
    let outer: Vec<&Quotation> = quotations
        .get(..upto)
        .unwrap_or_default()
        .iter()
        .rev()
        .filter(|q| q.within.is_none() && q.nature == Nature::Speech)
        .take_while(|q| q.span.end + ASIDE > all.start)
        .collect();
    for quotation in &outer {
        mark(words, quotation.span, Place::Said, &mut found);
    }
    for pair in outer.windows(2) {
        let [later, earlier] = pair else { continue };
        let gap = Span::new(earlier.span.end, later.span.start);
        if gap.len() <= ASIDE && is_one_utterance(source, earlier, later, gap) {
            mark(words, gap, Place::Aside, &mut found);
        }
        for parts in earlier.parts.windows(2) {
            if let [a, b] = parts {
                mark(words, Span::new(a.end, b.start), Place::Aside, &mut found);
            }
        }
    }
    for (n, word) in words.iter().enumerate() {
        let begins = n
            .checked_sub(1)
            .and_then(|before| words.get(before))
            .is_none_or(|before| Span::new(before.span.end, word.span.start).of(&source.text).contains('\n'));
        if begins && let Some(len) = label(source, words.get(n..).unwrap_or_default()) {
            found.iter_mut().skip(n).take(len).for_each(|found| *found = Place::Aside);
        }
    }
    for (n, word) in words.iter().enumerate() {
        if is_footnote(source, word)
            && let Some(found) = found.get_mut(n)
        {
            *found = Place::Aside;
        }
        if let Some(len) = stage_direction(source, word, words.get(n..).unwrap_or_default()) {
            found.iter_mut().skip(n).take(len).for_each(|found| *found = Place::Aside);
        }
    }
    found
}

/// How many of `words` are a note in brackets that nobody said: `(APPLAUSE)`, `[crosstalk]`, and
/// whatever a reporter put between square ones.
fn stage_direction(source: &Source, first: &Word, words: &[Word]) -> Option<usize> {
    let before = source.prose.get(..first.span.start)?.chars().next_back()?;
    let close = match before {
        '(' => ')',
        '[' => ']',
        _ => return None,
    };
    let rest = source.prose.get(first.span.start..)?;
    let (end, _) = rest.char_indices().take(NOTE).find(|(_, c)| matches!(c, ')' | ']' | '('))?;
    let inside = rest.get(..end)?;
    let shouted =
        inside.len() > 3 && !inside.chars().any(char::is_lowercase) && !inside.contains(|c: char| c.is_ascii_digit());
    let is_note = rest.get(end..)?.starts_with(close)
        && (shouted
            || is_editorial(inside)
            || is_callout(inside, close)
            || (close == ']' && source.card.voice == Voice::Reporter));
    let end = first.span.start + end;
    is_note.then(|| words.iter().take_while(|word| word.span.end <= end).count())
}

/// Whether brackets hold a reference that nobody reads out: `[12]`, "(Venn, 2019, p. 4)", "(Venn and
/// Dahl 2019)", `[00:12:05]`.
fn is_callout(inside: &str, close: char) -> bool {
    let figures = |text: &str| {
        !text.is_empty() && text.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | ' ' | '–' | '-' | ':' | '.'))
    };
    if figures(inside) {
        return inside.contains(|c: char| c.is_ascii_digit()) && (close == ']' || inside.contains(':'));
    }
    let is_year = |word: &str| {
        let digits = word.trim_end_matches(|c: char| c.is_ascii_lowercase());
        digits.len() == 4
            && (digits.starts_with("1") || digits.starts_with("20"))
            && digits.bytes().all(|b| b.is_ascii_digit())
    };
    let parts: Vec<&str> =
        inside.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';')).filter(|part| !part.is_empty()).collect();
    let names = |part: &&str| {
        is_year(part)
            || part.starts_with(char::is_uppercase)
            || matches!(part.trim_end_matches('.'), "and" | "&" | "et" | "al" | "p" | "pp" | "ch" | "see" | "cf")
            || figures(part)
    };
    inside.starts_with(char::is_uppercase) && parts.iter().any(|part| is_year(part)) && parts.iter().all(names)
}

/// Whether a word is a footnote's number set right behind a mark: "the river.12 The next".
fn is_footnote(source: &Source, word: &Word) -> bool {
    let is_number = word.span.len() <= 3 && word.span.of(&source.prose).bytes().all(|b| b.is_ascii_digit());
    let before = || source.prose.get(..word.span.start).unwrap_or_default();
    let after = || source.prose.get(word.span.end..).unwrap_or_default();
    is_number && {
        let text = before();
        let stem = text.trim_end_matches(['.', ',', ';', '!', '?', '”', '"', '’', ')']);
        let marks = text.len() - stem.len();
        let letters = stem.chars().rev().take_while(|c| c.is_alphabetic()).count();
        (1..=8).contains(&marks) && letters > 2 && (after().is_empty() || after().starts_with(char::is_whitespace))
    }
}

fn mark(words: &[Word], gap: Span, place: Place, found: &mut [Place]) {
    let from = words.partition_point(|word| word.span.start < gap.start);
    let upto = words.partition_point(|word| word.span.end <= gap.end);
    found.iter_mut().take(upto).skip(from).for_each(|found| *found = place);
}

/// Whether what stands between two neighbouring quotations interrupts one person's words: within a
/// paragraph unless somebody else is known to speak, across paragraphs when the speaker is known
/// to be the same.
fn is_one_utterance(source: &Source, earlier: &Quotation, later: &Quotation, gap: Span) -> bool {
    if !may_be_one_speaker(earlier, later) {
        return false;
    }
    let known = |q: &Quotation| q.attribution.as_ref().and_then(|a| a.speaker.person).is_some();
    let gap = gap.of(&source.text);
    !gap.contains('\n') || gap.trim().is_empty() || (known(earlier) && known(later))
}

/// Whether two neighbouring quotations may be one person's: nothing says that they are not.
pub(super) fn may_be_one_speaker(a: &Quotation, b: &Quotation) -> bool {
    let person = |q: &Quotation| q.attribution.as_ref().and_then(|a| a.speaker.person);
    match (person(a), person(b)) {
        (Some(a), Some(b)) => a == b,
        _ => true,
    }
}

/// How many of `words`, at the start of a line, are the label of a turn: "LINDQVIST:".
fn label(source: &Source, words: &[Word]) -> Option<usize> {
    for (n, word) in words.iter().take(LABEL).enumerate() {
        let text = word.span.of(&source.text);
        if !text.chars().next().is_some_and(char::is_uppercase) {
            return None;
        }
        let end = words.get(n + 1).map_or(source.text.len(), |next| next.span.start);
        let after = Span::new(word.span.end, end).of(&source.text);
        if after.trim_start_matches(['*', ')', ']', '_', '.']).starts_with(':') {
            return Some(n + 1);
        }
        if after.contains(['\n', '!', '?', ';', '“', '"']) {
            return None;
        }
    }
    None
}
