//! What is done to the words of a quotation.

use fastrand::Rng;

use crate::corpus::{Corpus, WordId};

/// A word with what stands before it.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    pub(super) id: WordId,
    pub(super) text: String,
}

/// Alters quotations with words of a corpus.
pub(super) struct Alter<'a> {
    pub(super) corpus: &'a Corpus,
}

impl Alter<'_> {
    /// Half of the time a word as often as it occurs, half of the time any word.
    fn word(&self, random: &mut Rng) -> Piece {
        let id = if random.bool() {
            self.corpus.word_at(random.usize(..self.corpus.words()))
        } else {
            WordId::try_from(random.usize(..self.corpus.distinct())).unwrap_or_default()
        };
        Piece { id, text: format!(" {}", self.corpus.form(id)) }
    }

    fn other(&self, than: &Piece, random: &mut Rng) -> Piece {
        loop {
            let word = self.word(random);
            if word.id != than.id {
                return word;
            }
        }
    }

    /// So many words in a hundred: half replaced, a quarter dropped, a quarter preceded by another.
    pub(super) fn at_random(&self, pieces: Vec<Piece>, percent: u32, random: &mut Rng) -> Vec<Piece> {
        let mut altered = Vec::with_capacity(pieces.len());
        for piece in &pieces {
            if random.u32(..100) >= percent {
                altered.push(piece.clone());
                continue;
            }
            match random.u8(..4) {
                0 => {}
                1 => altered.extend([self.word(random), piece.clone()]),
                _ => altered.push(self.other(piece, random)),
            }
        }
        if altered.len() < 4 { pieces } else { altered }
    }

    /// Three words in ten, as far from each other as can be.
    pub(super) fn evenly(&self, mut pieces: Vec<Piece>, random: &mut Rng) -> Vec<Piece> {
        let errors = pieces.len() * 3 / 10;
        for n in 0..errors {
            let at = (2 * n + 1) * pieces.len() / (2 * errors);
            pieces[at] = self.other(&pieces[at], random);
        }
        pieces
    }

    /// Three words in ten, in a row.
    pub(super) fn burst(&self, mut pieces: Vec<Piece>, random: &mut Rng) -> Vec<Piece> {
        let errors = pieces.len() * 3 / 10;
        let start = random.usize(..=pieces.len() - errors);
        for piece in pieces.iter_mut().skip(start).take(errors) {
            *piece = self.other(piece, random);
        }
        pieces
    }

    /// One to four words more, up to two fewer behind them.
    pub(super) fn bracketed(&self, mut pieces: Vec<Piece>, random: &mut Rng) -> Vec<Piece> {
        let at = random.usize(..=pieces.len());
        let left_out = random.usize(..3).min(pieces.len() - at);
        let put_in: Vec<Piece> = (0..random.usize(1..5)).map(|_| self.word(random)).collect();
        pieces.splice(at..at + left_out, put_in);
        pieces
    }
}
