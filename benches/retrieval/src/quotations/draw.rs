//! Draws the quotations, the same in each run.

use fastrand::Rng;
use verbatim::text::WordKey;

use super::alter::{Alter, Piece};
use super::spans::{Spans, Stretch, length};
use super::{Class, Quotation, Truth};
use crate::corpus::{Chain, Corpus, Document};

/// Parts of a quotation in two parts are altered in so many words of a hundred.
const SLIPS: u32 = 10;
/// Words between two stretches of one document that are far apart.
const FAR: usize = 60;

/// `each` quotations of each class. `corpus` holds the real documents alone, so that each quotation is
/// the same whatever the size of the corpus it is looked for in.
pub(crate) fn draw(documents: &[Document], corpus: &Corpus, each: usize, seed: u64) -> Vec<Quotation> {
    let draw = Draw { spans: Spans::new(documents, corpus), alter: Alter { corpus }, chain: Chain::new(documents) };
    let mut quotations = Vec::with_capacity(each * Class::ALL.len());
    for (n, class) in (0_u64..).zip(Class::ALL) {
        // Each class has numbers of its own, so that more of one do not change the others.
        let mut random = Rng::with_seed(seed.wrapping_mul(31).wrapping_add(n));
        quotations.extend((0..each).map(|_| draw.one(class, &mut random)));
    }
    quotations
}

struct Draw<'a> {
    spans: Spans<'a>,
    alter: Alter<'a>,
    chain: Chain,
}

impl Draw<'_> {
    fn one(&self, class: Class, random: &mut Rng) -> Quotation {
        let alter = &self.alter;
        match class {
            Class::Exact => self.whole(class, random, |pieces, _| pieces),
            Class::Random10 => self.whole(class, random, |pieces, random| alter.at_random(pieces, 10, random)),
            Class::Random30 => self.whole(class, random, |pieces, random| alter.at_random(pieces, 30, random)),
            Class::Spaced30 => self.whole(class, random, |pieces, random| alter.evenly(pieces, random)),
            Class::Burst30 => self.whole(class, random, |pieces, random| alter.burst(pieces, random)),
            Class::Bracketed => self.whole(class, random, |pieces, random| alter.bracketed(pieces, random)),
            Class::ElidedMarked | Class::Elided => {
                let (first, second) = self.elided(random);
                self.joined(class, [first, second], random)
            }
            Class::SplicedMarked | Class::Spliced => {
                let parts = [random.usize(6..21), random.usize(6..21)];
                let parts = parts.map(|length| self.spans.of_length(length, random));
                self.joined(class, parts, random)
            }
            Class::TwoPlaces => {
                let (first, second) = self.apart(random);
                self.joined(class, [first, second], random)
            }
            Class::Fabricated => self.fabricated(random),
            Class::Short => {
                let stretch = self.spans.of_length(random.usize(1..4), random);
                quotation(class, vec![(stretch.pieces.clone(), Some(stretch))], false)
            }
        }
    }

    fn whole(&self, class: Class, random: &mut Rng, alter: impl Fn(Vec<Piece>, &mut Rng) -> Vec<Piece>) -> Quotation {
        let stretch = self.spans.any(random);
        quotation(class, vec![(alter(stretch.pieces.clone(), random), Some(stretch))], false)
    }

    /// Two stretches of 5 to 20 words of one passage, 3 to 60 words apart.
    fn elided(&self, random: &mut Rng) -> (Stretch, Stretch) {
        let [first, second] = [random.usize(5..21), random.usize(5..21)];
        let gap = random.usize(3..61);
        let document = self.spans.document(first + gap + second, random);
        let start = random.usize(..=self.spans.length_of(document) - first - gap - second);
        let behind = start + first + gap;
        (self.spans.stretch(document, start..start + first), self.spans.stretch(document, behind..behind + second))
    }

    /// Two stretches of one document that are far apart, in any order.
    fn apart(&self, random: &mut Rng) -> (Stretch, Stretch) {
        let [first, second] = [random.usize(6..21), random.usize(6..21)];
        let document = self.spans.document(3 * FAR + first + second, random);
        loop {
            let count = self.spans.length_of(document);
            let (a, b) = (random.usize(..=count - first), random.usize(..=count - second));
            if a.abs_diff(b) >= FAR {
                return (self.spans.stretch(document, a..a + first), self.spans.stretch(document, b..b + second));
            }
        }
    }

    fn joined(&self, class: Class, parts: [Stretch; 2], random: &mut Rng) -> Quotation {
        let marked = matches!(class, Class::ElidedMarked | Class::SplicedMarked);
        let parts = parts.map(|part| (self.alter.at_random(part.pieces.clone(), SLIPS, random), Some(part)));
        quotation(class, parts.into(), marked)
    }

    fn fabricated(&self, random: &mut Rng) -> Quotation {
        let words = self.chain.fabricated(length(random).max(6), random);
        let piece = |word: &str| {
            let id = self.alter.corpus.id(WordKey::of(&verbatim::text::normal_form(word)))?;
            Some(Piece { id, text: format!(" {word}") })
        };
        let pieces = words.into_iter().filter_map(piece).collect();
        quotation(Class::Fabricated, vec![(pieces, None)], false)
    }
}

/// Puts a quotation together of altered stretches.
fn quotation(class: Class, stretches: Vec<(Vec<Piece>, Option<Stretch>)>, marked: bool) -> Quotation {
    let mut quotation =
        Quotation { class, text: String::new(), words: Vec::new(), parts: Vec::new(), truth: Vec::new() };
    for (pieces, stretch) in stretches {
        let start = quotation.words.len();
        if start > 0 {
            quotation.text.push_str(if marked { " … " } else { " " });
        }
        let text: String = pieces.iter().map(|piece| piece.text.as_str()).collect();
        quotation.text.push_str(text.trim());
        quotation.words.extend(pieces.iter().map(|piece| piece.id));
        let of = start..quotation.words.len();
        quotation.parts.push(of.clone());
        quotation.truth.extend(stretch.map(|s| Truth { of, document: s.document, words: s.words }));
    }
    if !marked {
        quotation.parts = std::iter::once(0..quotation.words.len()).collect();
    }
    quotation
}
