//! Which evidence contradicts the draft's speaker.

use crate::prose::Sameness;

use super::case::{Case, SURE};
use super::evidence::Evidence;

/// Below this share of common words a passage of somebody else's is another utterance.
pub(super) const SAME_UTTERANCE: f32 = 0.8;

/// The fewest words by which an utterance is known: shorter ones are said by many.
pub(super) const FEWEST_WORDS: usize = 4;

/// The best passage in which the words are surely somebody else's; a cited source's first.
pub(super) fn contradicting<'a>(case: &Case<'a>) -> Option<&'a Evidence> {
    if case.wording.words().count() < FEWEST_WORDS {
        return None;
    }
    let contradicts = |e: &&Evidence| {
        e.sameness == Sameness::Different
            && e.speaker.is_some()
            && e.speaker_confidence >= SURE
            && e.similarity >= SAME_UTTERANCE
            && !e.spliced
    };
    case.evidence.iter().find(contradicts)
}
