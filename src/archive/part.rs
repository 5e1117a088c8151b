//! The parts of an archive.

use std::sync::{Arc, OnceLock};

use super::fragments::{Fragment, Held};
use super::search::{self, Found, Interest, Partial, Scope};
use super::segment::Segment;
use super::{Candidates, Passage, Query, SourceId};
use crate::text::WordKey;

/// A part of an archive: some of its sources, and where words stand in them. Whatever can answer these two questions
/// can be one; a search cluster would.
pub trait Part: std::fmt::Debug + Send + Sync {
    /// For each query the passages of this part it might come from, in any order; of the sources `only`, ascending,
    /// when they are given.
    fn candidates(&self, queries: &[Query<'_>], only: Option<&[SourceId]>) -> Vec<Candidates>;

    /// For each query some passages of this part that hold much of it, the best first.
    fn held(&self, queries: &[Query<'_>]) -> Vec<Vec<Held>>;

    /// How often each of `words` stands in this part, and how many words there are.
    fn occurrences(&self, words: &[WordKey]) -> (Vec<usize>, usize);
}

/// A packed segment as a part of an archive.
#[derive(Clone, Debug)]
pub struct Packed {
    segment: Arc<Segment>,
    /// For each document which source it is; `None` when it is one no longer.
    sources: Vec<Option<SourceId>>,
    /// The documents that are sources, by source, once somebody has asked for some.
    documents: OnceLock<Vec<(SourceId, u32)>>,
}

impl Packed {
    /// The part that `segment` is when its documents are `sources`, `None` for those that are not to be found.
    #[must_use]
    pub fn new(segment: Arc<Segment>, sources: Vec<Option<SourceId>>) -> Self {
        Self { segment, sources, documents: OnceLock::new() }
    }

    fn documents(&self) -> &[(SourceId, u32)] {
        self.documents.get_or_init(|| {
            let document = |(document, source): (u32, &Option<SourceId>)| Some(((*source)?, document));
            let mut documents: Vec<(SourceId, u32)> = (0..).zip(&self.sources).filter_map(document).collect();
            documents.sort_unstable();
            documents
        })
    }

    /// The source that a document is.
    fn source(&self, document: u32) -> Option<SourceId> {
        self.sources.get(document as usize).copied().flatten()
    }

    fn passages(&self, found: Vec<Found>) -> Vec<Passage> {
        let source = |found: &Found| self.sources.get(found.document as usize).copied().flatten();
        let passage =
            |found: Found| Some(Passage { source: source(&found)?, words: found.words, errors: found.errors });
        found.into_iter().filter_map(passage).collect()
    }
}

impl Part for Packed {
    fn candidates(&self, queries: &[Query<'_>], only: Option<&[SourceId]>) -> Vec<Candidates> {
        let only: Option<Vec<u32>> = only.map(|only| {
            let all = self.documents();
            let here = |source: &SourceId| {
                let at = all.binary_search_by_key(source, |(source, _)| *source).ok()?;
                all.get(at).map(|(_, document)| *document)
            };
            let mut documents: Vec<u32> = only.iter().filter_map(here).collect();
            documents.sort_unstable();
            documents
        });
        let is_live = |document: u32| self.source(document).is_some();
        let scope = Scope { is_live: &is_live, only: only.as_deref() };
        let answer = |query: &Query<'_>| {
            let interest = Interest { beyond: query.beyond, most: query.most };
            let answer = search::search(&self.segment, query.words, interest, scope);
            Candidates { passages: self.passages(answer.found), complete: answer.complete }
        };
        queries.iter().map(answer).collect()
    }

    fn held(&self, queries: &[Query<'_>]) -> Vec<Vec<Held>> {
        let is_live = |document: u32| self.source(document).is_some();
        let held = |partial: Partial| {
            let source = self.source(partial.document)?;
            let passage = Passage { source, errors: partial.errors, words: partial.words };
            Some(Held { fragment: Fragment { of_query: partial.of_query, passage }, score: partial.score })
        };
        let scope = Scope { is_live: &is_live, only: None };
        let answer =
            |query: &Query<'_>| search::partial(&self.segment, query.words, scope).into_iter().filter_map(held);
        queries.iter().map(|query| answer(query).collect()).collect()
    }

    fn occurrences(&self, words: &[WordKey]) -> (Vec<usize>, usize) {
        let here = |word: Option<_>| word.map_or(0, |word| self.segment.occurrences(word));
        let here = self.segment.words_of_keys(words).into_iter().map(here).collect();
        (here, usize::try_from(self.segment.words()).unwrap_or(usize::MAX))
    }
}
