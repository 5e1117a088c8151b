//! Features as numbers, and what each weighs.

use super::candidates::Source;
use super::data::weights::{ENGLISH, GERMAN};
use super::feature_names::describe;
use super::frames::{FrameKind, Link};
use super::lexicon::Language;

/// A family of features, each with its number of members.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Group {
    SourceShape,
    SourceLength,
    SourcePosition,
    SourceKind,
    Subject,
    Link,
    KindForm,
    Gap,
    GapKind,
    GapShape,
    FramesBetween,
    QuotesBetween,
    Later,
    Embedded,
    EmbeddedKind,
    Main,
    Colon,
    AfterPreposition,
    Bare,
    BareGap,
    Genitive,
    FirstMention,
    Distance,
    DistanceShape,
    DistanceSource,
    DistanceNamed,
    DistanceStrong,
    DistanceOwn,
    NobodyShape,
    NobodyBefore,
    NobodyAfter,
    NobodyTitled,
    NobodyOwn,
    NobodyPlace,
    NobodyPair,
    NobodyWork,
    NobodyLast,
    Reported,
}

/// The groups in their order, with how many features each has.
pub(super) const SIZES: [(Group, usize); 38] = [
    (Group::SourceShape, Source::COUNT * 6),
    (Group::SourceLength, Source::COUNT * 4),
    (Group::SourcePosition, Source::COUNT * 4),
    (Group::SourceKind, Source::COUNT * (FrameKind::COUNT + 1)),
    (Group::Subject, 2 * 12),
    (Group::Link, Source::COUNT * Link::COUNT),
    (Group::KindForm, FrameKind::COUNT * 12),
    (Group::Gap, 2 * 9 * 2),
    (Group::GapKind, 2 * 9 * FrameKind::COUNT),
    (Group::GapShape, 2 * 9 * 6),
    (Group::FramesBetween, 2 * 3),
    (Group::QuotesBetween, 2 * 3 * 2),
    (Group::Later, Source::COUNT * 3),
    (Group::Embedded, Source::COUNT),
    (Group::EmbeddedKind, FrameKind::COUNT * 12),
    (Group::Main, Source::COUNT * FrameKind::COUNT),
    (Group::Colon, Source::COUNT * 2),
    (Group::AfterPreposition, Source::COUNT),
    (Group::Bare, Source::COUNT * 12),
    (Group::BareGap, 2 * 9),
    (Group::Genitive, Source::COUNT),
    (Group::FirstMention, Source::COUNT),
    (Group::Distance, 5 * 4),
    (Group::DistanceShape, 5 * 6),
    (Group::DistanceSource, 5 * Source::COUNT),
    (Group::DistanceNamed, 5 * 4),
    (Group::DistanceStrong, 5 * 3),
    (Group::DistanceOwn, 5 * 3),
    (Group::NobodyShape, 4 * 6 * 2),
    (Group::NobodyBefore, 12 * 4),
    (Group::NobodyAfter, 12 * 4),
    (Group::NobodyTitled, 12 * 2 * 4),
    (Group::NobodyOwn, 3 * 4),
    (Group::NobodyPlace, 4 * 4),
    (Group::NobodyPair, 12 * 12),
    (Group::NobodyWork, 3 * 4),
    (Group::NobodyLast, 3 * 4),
    (Group::Reported, Source::COUNT),
];

/// Where each group begins, and behind them how many features there are.
const OFFSETS: [usize; SIZES.len() + 1] = {
    let mut offsets = [0; SIZES.len() + 1];
    let mut i = 0;
    while i < SIZES.len() {
        offsets[i + 1] = offsets[i] + SIZES[i].1;
        i += 1;
    }
    offsets
};

/// How many features there are.
pub(super) const COUNT: usize = OFFSETS[SIZES.len()];

/// The features that hold of one candidate.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Features {
    ids: [u16; Self::MOST],
    len: u8,
}

impl Features {
    const MOST: usize = 20;

    /// Adds feature `member` of `group`; one that does not exist is left out.
    pub(super) fn push(&mut self, group: Group, member: usize) {
        let group = group as usize;
        let (Some(offset), Some(size)) = (OFFSETS.get(group), SIZES.get(group)) else { return };
        debug_assert!(member < size.1, "{group} {member}");
        if member >= size.1 {
            return;
        }
        if let (Some(slot), Ok(id)) = (self.ids.get_mut(usize::from(self.len)), u16::try_from(offset + member)) {
            *slot = id;
            self.len += 1;
        }
    }

    /// The features, as indices into the weights.
    pub(super) fn ids(&self) -> &[u16] {
        self.ids.get(..usize::from(self.len)).unwrap_or_default()
    }

    /// What they weigh together, of `weights` by the feature's number.
    pub(super) fn score(&self, weights: &[f32]) -> f32 {
        self.ids().iter().filter_map(|id| weights.get(usize::from(*id))).sum()
    }

    /// What each says and weighs in a text of `language`, the weightiest first.
    pub(super) fn described(&self, language: Language) -> Vec<(String, f32)> {
        let weights = weights(language);
        let one = |id: &u16| {
            let id = usize::from(*id);
            let group = OFFSETS.partition_point(|offset| *offset <= id).checked_sub(1)?;
            let member = id - OFFSETS.get(group)?;
            Some((describe(SIZES.get(group)?.0, member), *weights.get(id)?))
        };
        let mut found: Vec<(String, f32)> = self.ids().iter().filter_map(one).collect();
        found.sort_by(|(_, a), (_, b)| b.abs().total_cmp(&a.abs()));
        found
    }
}

/// What each feature weighs in a text of `language`.
pub(super) fn weights(language: Language) -> &'static [f32] {
    match language {
        Language::English => ENGLISH,
        Language::German => GERMAN,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_feature_has_a_weight() {
        assert_eq!(ENGLISH.len(), COUNT);
        assert_eq!(GERMAN.len(), COUNT);
        for (i, (group, _)) in SIZES.iter().enumerate() {
            assert_eq!(*group as usize, i);
        }
    }
}
