//! Who could speak a quotation: the clauses and mentions around it, described by features.
//!
//! Candidates are gathered from the sentence of the quotation, the sentences beside it and the
//! block before, and one repeats the speaker of the quotation before.

use super::description::{Shape, ends_in_colon, gap_class, later_frames, shape};
use super::document::{Document, Place, Raw};
use super::frames::{Frame, FrameKind, Link};
use super::mentions::MentionForm;
use super::scan::Scan;
use super::{BlockKind, features::Features, features::Group};

/// Somebody who could speak a quotation.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    /// Where it comes from.
    pub(super) source: Source,
    /// The clause, when there is one: block and index into its frames.
    pub(super) frame: Option<(usize, usize)>,
    /// The mention: block and index into its mentions; `None` says that nobody speaks.
    pub(super) mention: Option<MentionId>,
    pub(super) features: Features,
}

/// A mention by its block and its index there.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub(super) struct MentionId {
    pub(super) block: usize,
    pub(super) index: usize,
}

/// Where a candidate stands as seen from the quotation.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Source {
    /// Before it, in its sentence.
    Before,
    /// Behind it, in its sentence.
    After,
    /// In the sentence before, in its block.
    Previous,
    /// Two sentences before, in its block.
    Earlier,
    /// In the sentence behind, in its block.
    Next,
    /// In the last sentence of the block before.
    BlockBefore,
    /// Elsewhere in the block before.
    BlockEarlier,
    /// The speaker of the quotation before.
    Continued,
    /// Nobody.
    Nobody,
}

impl Source {
    /// How many there are.
    pub(super) const COUNT: usize = 9;
}

/// What is known of the quotation before.
#[derive(Clone, Copy, Debug)]
pub(super) struct Last {
    /// Where it ended.
    pub(super) place: Place,
    /// Whom it was given to.
    pub(super) mention: MentionId,
    /// The clause that gave it.
    pub(super) frame: Option<(usize, usize)>,
    /// Where that was found.
    pub(super) source: Source,
}

/// Gathers the candidates for `raw`. `last` is the last quotation that somebody spoke; `unspoken`
/// says that another followed it in this block, which nobody spoke.
pub(super) fn candidates(document: &Document<'_>, raw: &Raw, last: Option<Last>, unspoken: bool) -> Vec<Candidate> {
    let shape = shape(document, raw);
    let mut gather = Gather { document, raw, shape, found: Vec::with_capacity(12) };
    gather.sentence(raw.first, true);
    gather.sentence(raw.last, false);
    gather.beside();
    gather.block_before();
    if let Some(last) = last {
        gather.continued(last);
    }
    gather.nobody(unspoken);
    gather.found
}

/// How many clauses on one side of a quotation are looked at beside the main one.
const MOST: usize = 12;

/// Gathers the candidates of one quotation.
pub(super) struct Gather<'a> {
    pub(super) document: &'a Document<'a>,
    pub(super) raw: &'a Raw,
    pub(super) shape: Shape,
    pub(super) found: Vec<Candidate>,
}

impl<'a> Gather<'a> {
    pub(super) fn scan(&self, block: usize) -> Option<&'a Scan> {
        self.document.scans.get(block).map(AsRef::as_ref)
    }

    /// The clauses and mentions in the sentence of `place`, on one side of it.
    fn sentence(&mut self, place: Place, before: bool) {
        let Some(scan) = self.scan(place.block) else { return };
        let Some(sentence) = sentence_of(scan, place.token) else { return };
        let side = if before { Source::Before } else { Source::After };
        let inside = |token: usize| if before { token < place.token } else { token > place.token };
        let frames = frames_of(scan, sentence);
        let here = scan.frames.partition_point(|frame| frame.cue.start < place.token).clamp(frames.start, frames.end);
        // The main clause of a long sentence, and those near the quotation.
        let near = if before {
            (frames.start..(frames.start + 2).min(here)).chain((here.saturating_sub(MOST)).max(frames.start + 2)..here)
        } else {
            (here..(here + MOST).min(frames.end)).chain(0..0)
        };
        let mut used = Vec::new();
        for index in near {
            let Some(frame) = scan.frames.get(index) else { continue };
            if !inside(frame.cue.start) {
                continue;
            }
            if let Some(subject) = frame.subject {
                used.push(subject);
            }
            self.frame(side, place, index, frame, scan);
        }
        self.bare(side, place, sentence, &used, scan);
    }

    /// Mentions that no clause has for its subject: the nearest two, and the first of the sentence.
    fn bare(&mut self, side: Source, place: Place, sentence: usize, used: &[usize], scan: &Scan) {
        let Some(range) = scan.tokens.sentences.get(sentence) else { return };
        let range = if side == Source::Before {
            range.start..place.token.min(range.end)
        } else {
            (place.token + 1).max(range.start)..range.end
        };
        let free = |index: &usize| {
            let Some(mention) = scan.mentions.get(*index) else { return false };
            !used.contains(index) && !matches!(mention.form, MentionForm::It | MentionForm::First)
        };
        let first = scan.mentions.partition_point(|m| m.tokens.start < range.start);
        let end = scan.mentions.partition_point(|m| m.tokens.end <= range.end);
        let mut chosen: Vec<usize> = if side == Source::Before {
            let mut nearest: Vec<usize> = (first..end).rev().take(12).filter(free).take(2).collect();
            let opening = (first..end).take(6).find(free);
            nearest.extend(opening.filter(|opening| !nearest.contains(opening)));
            nearest
        } else {
            (first..end).take(12).filter(free).take(2).collect()
        };
        chosen.sort_unstable();
        for index in chosen {
            self.mention(side, place, index, first, scan);
        }
    }

    fn frame(&mut self, source: Source, place: Place, index: usize, frame: &Frame, scan: &Scan) {
        let Some(subject) = frame.subject else { return };
        let Some(mention) = scan.mentions.get(subject) else { return };
        let mut features = self.common(source);
        features.push(Group::SourceKind, source as usize * (FrameKind::COUNT + 1) + frame.kind as usize);
        features.push(
            Group::Subject,
            usize::from(matches!(source, Source::Before | Source::After)) * 12 + mention.form as usize,
        );
        features.push(Group::Link, source as usize * Link::COUNT + frame.link as usize);
        features.push(Group::KindForm, frame.kind as usize * 12 + mention.form as usize);
        if matches!(source, Source::Before | Source::After) {
            let (gap, between) = self.gap(place, frame, mention, scan, source);
            let strong = usize::from(matches!(frame.kind, FrameKind::Say | FrameKind::Tell));
            let side = usize::from(source == Source::After);
            features.push(Group::Gap, ((side * 9) + gap) * 2 + strong);
            features.push(Group::GapKind, ((side * 9) + gap) * FrameKind::COUNT + frame.kind as usize);
            features.push(Group::FramesBetween, side * 3 + between.frames.min(2));
            features.push(Group::QuotesBetween, (side * 3 + between.quotes.min(2)) * 2 + strong);
            features.push(Group::GapShape, ((side * 9) + gap) * 6 + self.shape.edges);
        } else {
            let later = later_frames(scan, frame, index);
            features.push(Group::Later, source as usize * 3 + later.min(2));
            features.push(Group::Colon, source as usize * 2 + usize::from(ends_in_colon(scan, frame.sentence)));
        }
        if frame.embedded {
            features.push(Group::Embedded, source as usize);
            features.push(Group::EmbeddedKind, frame.kind as usize * 12 + mention.form as usize);
        } else {
            features.push(Group::Main, source as usize * FrameKind::COUNT + frame.kind as usize);
        }
        if mention.governed {
            features.push(Group::AfterPreposition, source as usize);
        }
        self.found.push(Candidate {
            source,
            frame: Some((place.block, index)),
            mention: Some(MentionId { block: place.block, index: subject }),
            features,
        });
    }

    fn mention(&mut self, source: Source, place: Place, index: usize, first: usize, scan: &Scan) {
        let Some(mention) = scan.mentions.get(index) else { return };
        let mut features = self.common(source);
        features.push(Group::SourceKind, source as usize * (FrameKind::COUNT + 1) + FrameKind::COUNT);
        features.push(Group::Bare, source as usize * 12 + mention.form as usize);
        if matches!(source, Source::Before | Source::After) {
            let side = usize::from(source == Source::After);
            let (from, to) =
                if side == 0 { (mention.tokens.end, place.token) } else { (place.token + 1, mention.tokens.start) };
            features.push(Group::BareGap, side * 9 + gap_class(scan.tokens.all.get(from..to).unwrap_or_default()));
        }
        if mention.governed {
            features.push(Group::AfterPreposition, source as usize);
        }
        if mention.genitive {
            features.push(Group::Genitive, source as usize);
        }
        if index == first {
            features.push(Group::FirstMention, source as usize);
        }
        self.found.push(Candidate {
            source,
            frame: None,
            mention: Some(MentionId { block: place.block, index }),
            features,
        });
    }

    /// The sentences before and behind, in the same block.
    fn beside(&mut self) {
        let first = self.raw.first;
        if let Some(scan) = self.scan(first.block)
            && let Some(sentence) = sentence_of(scan, first.token)
        {
            for (back, source) in [(1, Source::Previous), (2, Source::Earlier)] {
                let Some(before) = sentence.checked_sub(back) else { break };
                self.whole_sentence(source, first.block, before, scan);
            }
        }
        let last = self.raw.last;
        if let Some(scan) = self.scan(last.block)
            && let Some(sentence) = sentence_of(scan, last.token)
        {
            self.whole_sentence(Source::Next, last.block, sentence + 1, scan);
        }
    }

    /// The clauses of a sentence beside, and its first mention.
    fn whole_sentence(&mut self, source: Source, block: usize, sentence: usize, scan: &Scan) {
        let Some(range) = scan.tokens.sentences.get(sentence) else { return };
        let place = Place { block, token: range.end };
        let mut used = Vec::new();
        let frames = frames_of(scan, sentence);
        let start = frames.end.saturating_sub(6).max(frames.start);
        for index in start..frames.end {
            let Some(frame) = scan.frames.get(index) else { continue };
            used.extend(frame.subject);
            self.frame(source, place, index, frame, scan);
        }
        let first = scan.mentions.partition_point(|m| m.tokens.start < range.start);
        let end = scan.mentions.partition_point(|m| m.tokens.end <= range.end);
        for index in first..end.min(first + 1) {
            if !used.contains(&index) {
                self.mention(source, place, index, first, scan);
            }
        }
    }

    fn block_before(&mut self) {
        let Some(before) = previous_block(self.document, self.raw.first.block) else { return };
        let Some(scan) = self.scan(before) else { return };
        let Some(last) = scan.tokens.sentences.len().checked_sub(1) else { return };
        if self.raw.first.token == 0 || sentence_of(scan, self.raw.first.token) == Some(0) {
            self.whole_sentence(Source::BlockBefore, before, last, scan);
            if let Some(earlier) = last.checked_sub(1) {
                self.whole_sentence(Source::BlockEarlier, before, earlier, scan);
            }
        }
    }
}

/// The sentence in which token `token` stands.
pub(super) fn sentence_of(scan: &Scan, token: usize) -> Option<usize> {
    let at = scan.tokens.sentences.partition_point(|sentence| sentence.end <= token);
    (at < scan.tokens.sentences.len()).then_some(at)
}

fn frames_of(scan: &Scan, sentence: usize) -> std::ops::Range<usize> {
    let start = scan.frames.partition_point(|frame| frame.sentence < sentence);
    let end = scan.frames.partition_point(|frame| frame.sentence <= sentence);
    start..end
}

/// The block before `index` that is no heading.
pub(super) fn previous_block(document: &Document<'_>, index: usize) -> Option<usize> {
    let is_prose = |at: &usize| document.blocks.get(*at).is_some_and(|block| block.kind != BlockKind::Heading);
    (index.saturating_sub(3)..index).rev().find(is_prose)
}
