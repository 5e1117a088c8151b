//! All that a rule may look at: one quotation, what it claims, and the evidence.

use std::sync::Arc;

use crate::archive::{Archive, SourceId};
use crate::draft::{Citation, Draft};
use crate::prose::{Attribution, Quotation};
use crate::source::{Card, Source};
use crate::text::{Span, sentences, words_in};
use crate::verify::{Extent, Wording};

use super::evidence::{Evidence, NamedSpeaker};

/// Below this confidence of either attribution nobody is accused of a false speaker or venue.
pub const SURE: f32 = 0.8;

/// One quotation of a draft with everything that bears on it.
#[derive(Debug)]
pub struct Case<'a> {
    /// The draft.
    pub draft: &'a Draft,
    /// The quotation.
    pub quotation: &'a Quotation,
    /// Who the draft says said it.
    pub speaker: Option<NamedSpeaker>,
    /// Its words and marked edits.
    pub wording: &'a Wording,
    /// The citations that stand for it.
    pub citations: Vec<&'a Citation>,
    /// The sources that these lead to.
    pub cited: Vec<SourceId>,
    /// Whether a citation leads to something that could not be looked at: a page of which the
    /// archive has no copy, a file that could not be read, nothing at all.
    pub cites_unseen: bool,
    /// Whether the draft names the source itself, its outlet or its author as the speaker.
    pub quotes_source: bool,
    /// Whether the quotation is checked at all, or only shown when it happens to be found.
    pub claim: Claim,
    /// The passages, the best first.
    pub evidence: &'a [Evidence],
    /// Further passages of cited sources, which accuse of nothing: other versions of the words, and
    /// the nearest passages where none is near enough to be evidence.
    pub aside: &'a [Evidence],
    /// Whether retrieval looked everywhere: otherwise "not found" is not proved.
    pub complete: bool,
    /// The sources.
    pub archive: &'a Archive,
}

/// How much a quotation claims.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Claim {
    /// Nothing: a title, a term, scare quotes, or too short.
    Nothing,
    /// A few words, tied to a cited source: they must be there.
    InCitedSource,
    /// Somebody's words: they must be somewhere.
    Anywhere,
}

impl<'a> Case<'a> {
    /// The evidence that the verdict rests on: a cited source that has the words, else another
    /// that has them, else the best there is.
    #[must_use]
    pub fn primary(&self) -> Option<&'a Evidence> {
        let having = |cited: bool| self.evidence.iter().find(move |e| e.cited == cited && e.holds());
        having(true).or_else(|| having(false)).or_else(|| self.evidence.first())
    }

    /// The passage of a cited source that comes nearest, where none there is near enough to be
    /// evidence.
    #[must_use]
    pub fn nearest(&self) -> Option<&'a Evidence> {
        self.aside.iter().find(|e| e.extent == Extent::Nearest)
    }

    /// The draft's attribution, where it is sure enough to build an accusation on.
    #[must_use]
    pub fn sure_attribution(&self) -> Option<&'a Attribution> {
        self.quotation.attribution.as_ref().filter(|a| a.confidence >= SURE)
    }

    /// The source of a piece of evidence.
    #[must_use]
    pub fn source(&self, evidence: &Evidence) -> Option<Arc<Source>> {
        self.archive.source(evidence.source)
    }

    /// What is known of the source of a piece of evidence without looking into it.
    #[must_use]
    pub fn card(&self, evidence: &Evidence) -> Option<&'a Card> {
        self.archive.card(evidence.source).map(AsRef::as_ref)
    }

    /// The words of the draft's prose in the same sentence before the quotation, lower case.
    #[must_use]
    pub fn lead_in(&self) -> Vec<String> {
        let start = self.quotation.span.start;
        let block = self.draft.blocks.iter().find(|block| block.span.contains(start));
        let Some(block) = block else { return Vec::new() };
        let before = Span::new(block.span.start, start);
        let sentence = sentences(&self.draft.prose, before).last().copied().unwrap_or(before);
        let ended = sentence.of(&self.draft.prose).ends_with(['.', '!', '?']);
        let sentence = if ended { Span::at(start) } else { sentence };
        words_in(&self.draft.prose, sentence)
            .iter()
            .map(|word| crate::text::normal_form(word.span.of(&self.draft.prose)))
            .collect()
    }
}
