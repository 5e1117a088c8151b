//! Reading the words round a block, and what of a query stands there.

use super::super::segment::{BLOCK, Segment, WordId};
use super::kernel::Kernel;
use super::surroundings::Surroundings;
use super::{Found, Scope};

/// Looks for one query in many places.
pub(super) struct Verifier<'a> {
    segment: &'a Segment,
    scope: Scope<'a>,
    kernel: &'a Kernel,
    /// How many words the query has.
    len: usize,
    text: Vec<WordId>,
    /// How many words were looked at.
    pub(super) examined: usize,
    /// Ends of passages: document, place behind the last word, errors.
    ends: Vec<(u32, usize, usize)>,
}

impl<'a> Verifier<'a> {
    /// Looks for the query of `kernel`, which has `len` words.
    pub(super) fn new(segment: &'a Segment, kernel: &'a Kernel, len: usize, scope: Scope<'a>) -> Self {
        Self { segment, scope, kernel, len, text: Vec::new(), examined: 0, ends: Vec::new() }
    }

    /// How many words a passage has at most that differs by `errors` words.
    pub(super) fn longest(&self, errors: usize) -> usize {
        self.len + errors
    }

    /// How many words are looked at round a block.
    pub(super) fn window(&self, errors: usize) -> usize {
        BLOCK + 2 * self.longest(errors)
    }

    /// Puts what is to be seen round `blocks`, as far as a passage of `longest` words may reach, in the place of what
    /// `into` holds.
    pub(super) fn approach(&self, blocks: impl Iterator<Item = u32>, longest: usize, into: &mut Vec<Surroundings>) {
        Surroundings::put(into, self.segment, blocks, longest, self.scope.is_live);
    }

    /// Looks at all passages that have a word in a block and at most `longest` words. Returns the fewest errors met
    /// there, where they are no more than `most`.
    pub(super) fn look_round(&mut self, place: &Surroundings, longest: usize, most: usize) -> Option<usize> {
        self.text.clear();
        let offset = place.read(self.segment, longest, &mut self.text);
        self.scan(place.document, offset, most)
    }

    /// Looks at all of a document. Returns the fewest errors met there, where they are no more than `most`.
    pub(super) fn look_through(&mut self, document: u32, most: usize) -> Option<usize> {
        let blocks = self.segment.blocks_of(document).filter(|_| (self.scope.is_live)(document))?;
        self.text.clear();
        self.segment.read(blocks, &mut self.text);
        self.scan(document, 0, most)
    }

    /// Looks at the words that were read, the first of which is the one of the document with the number `offset`.
    fn scan(&mut self, document: u32, offset: usize, most: usize) -> Option<usize> {
        self.examined += self.text.len();
        let mut fewest = None;
        let ends = &mut self.ends;
        let close = self.len.div_ceil(2);
        let begin = ends.len();
        self.kernel.scan(&self.text, most, |end, errors| {
            fewest = Some(fewest.map_or(errors, |fewest: usize| fewest.min(errors)));
            let end = offset + end;
            match ends.get_mut(begin..).and_then(<[_]>::last_mut) {
                Some(last) if end - last.1 <= close => {
                    if errors < last.2 {
                        *last = (document, end, errors);
                    }
                }
                _ => ends.push((document, end, errors)),
            }
        });
        fewest
    }

    /// The passages met: of ends close together only the best.
    pub(super) fn passages(mut self) -> Vec<Found> {
        self.ends.sort_unstable();
        let close = self.len.div_ceil(2);
        let mut best: Vec<(u32, usize, usize)> = Vec::new();
        for end in self.ends {
            match best.last_mut() {
                Some(last) if last.0 == end.0 && end.1 - last.1 <= close => {
                    if end.2 < last.2 {
                        *last = end;
                    }
                }
                _ => best.push(end),
            }
        }
        let len = self.len;
        let passage = |(document, end, errors): (u32, usize, usize)| Found {
            document,
            words: end.saturating_sub(len + errors)..end,
            errors,
        };
        best.into_iter().map(passage).collect()
    }
}
