//! Whether an engine's answers hold what is known to be there.

use std::collections::HashMap;

use rayon::prelude::*;

use crate::corpus::Corpus;
use crate::engines::{Answer, Hit};
use crate::kernel::Scanner;
use crate::quotations::{Class, Quotation};

/// What became of the quotations of a class.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Tally {
    /// Those that lie within three changes in ten of some passage; of short ones all.
    pub(crate) eligible: u64,
    /// Of these, those for which a passage as close as the closest one known was found.
    pub(crate) found: u64,
    /// Of these, those that were not found though the engine says that it looked everywhere.
    pub(crate) missed: u64,
    /// Answers, found or not, of which the engine says that they may not be all.
    pub(crate) incomplete: u64,
    /// Stretches of quotations put together of two.
    pub(crate) segments: u64,
    /// Of these, those for which a passage as close as theirs was found.
    pub(crate) segments_found: u64,
}

/// The fewest changes that an exhaustive scan finds, by the quotation's place in the list.
pub(crate) type Optima = HashMap<usize, usize>;

/// Scans the whole corpus for the first `each` quotations of each class that comes from one passage,
/// or from none.
pub(crate) fn exhaustive(corpus: &Corpus, quotations: &[Quotation], each: usize) -> Optima {
    let mut taken: HashMap<Class, usize> = HashMap::new();
    let chosen: Vec<usize> = (0..quotations.len())
        .filter(|&n| {
            let class = quotations[n].class;
            let taken = taken.entry(class).or_default();
            *taken += 1;
            *taken <= each && (class.is_whole() || class == Class::Fabricated)
        })
        .collect();
    let scan = |scanner: &mut Scanner, n: usize| {
        scanner.seek(&quotations[n].words);
        let fewest = (0..corpus.documents()).map(|document| scanner.best(corpus.document(document)).errors).min();
        (n, fewest.unwrap_or(usize::MAX))
    };
    chosen.into_par_iter().map_init(|| Scanner::new(corpus.distinct()), scan).collect()
}

/// Judges answers.
pub(crate) struct Judge<'a> {
    corpus: &'a Corpus,
    scanner: Scanner,
}

impl<'a> Judge<'a> {
    pub(crate) fn new(corpus: &'a Corpus) -> Self {
        Self { corpus, scanner: Scanner::new(corpus.distinct()) }
    }

    /// Adds what became of `quotation`: one answer for each part of it. `optimum` is what the
    /// exhaustive scan found, if it was asked.
    pub(crate) fn add(&mut self, tally: &mut Tally, quotation: &Quotation, answers: &[Answer], optimum: Option<usize>) {
        let complete = answers.iter().all(|answer| answer.complete);
        tally.incomplete += u64::from(!complete);
        let hits: Vec<&Hit> = answers.iter().flat_map(|answer| &answer.hits).collect();
        let class = quotation.class;
        if !class.is_whole() && !matches!(class, Class::Fabricated | Class::Short) {
            for truth in &quotation.truth {
                let words = &quotation.words[truth.of.clone()];
                self.scanner.seek(words);
                let theirs = self.scanner.best(self.corpus.passage(truth.document, truth.words.clone())).errors;
                tally.segments += 1;
                tally.segments_found += u64::from(hits.iter().any(|hit| self.errors(hit) <= theirs));
            }
            return;
        }
        self.scanner.seek(&quotation.words);
        let known = quotation.truth.first().map(|truth| self.scanner.best(self.corpus.document(truth.document)).errors);
        let Some(closest) = optimum.or(known) else { return };
        if closest > quotation.words.len() * 3 / 10 {
            return;
        }
        let found = hits.iter().any(|hit| self.errors(hit) <= closest);
        tally.eligible += 1;
        tally.found += u64::from(found);
        tally.missed += u64::from(!found && complete);
    }

    /// The fewest changes that make what is sought of a passage, whatever the engine says.
    fn errors(&self, hit: &Hit) -> usize {
        self.scanner.best(self.corpus.passage(hit.document, hit.words.clone())).errors
    }
}
