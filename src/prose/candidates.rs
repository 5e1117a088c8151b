//! Who could speak a quotation: the clauses and mentions around it, described by features.
//!
//! Candidates are gathered from the sentence of the quotation, the sentences beside it and the
//! block before, and one repeats the speaker of the quotation before. None of the features looks
//! at a particular word; words come in by their classes alone.

use super::document::{Document, Place, Raw};
use super::frames::{Frame, FrameKind, Link};
use super::lexicon::class;
use super::mentions::MentionForm;
use super::scan::Scan;
use super::tokens::{Kind, Token};
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

/// The shape of a quotation's words.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shape {
    /// 0 to 5: how it begins (capital or not) and ends (comma, stop, neither).
    pub(super) edges: usize,
    /// 0 to 3: one or two words, up to five, up to twelve, more.
    pub(super) length: usize,
    /// Whether most words begin with a capital.
    pub(super) titled: bool,
    /// 0 to 3: bit 0 begins its block, bit 1 ends it.
    pub(super) position: usize,
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

fn shape(document: &Document<'_>, raw: &Raw) -> Shape {
    let words = raw.parts.first().map_or("", |part| part.of(document.text)).trim();
    let tail = raw
        .parts
        .last()
        .map_or("", |part| part.of(document.text))
        .trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '’' | '\'' | '”' | '"'));
    let begins = words.chars().find(|c| c.is_alphanumeric() || *c == '…').is_some_and(|c| !c.is_lowercase());
    let ends = match tail.chars().last() {
        Some(',') => 0,
        Some('.' | '!' | '?' | '…' | '—' | '-') => 1,
        _ => 2,
    };
    let mut count = 0usize;
    let mut capitals = 0usize;
    for word in words.split_whitespace().take(14) {
        count += 1;
        capitals += usize::from(word.chars().find(|c| c.is_alphanumeric()).is_some_and(char::is_uppercase));
    }
    let length = match count {
        0..=2 => 0,
        3..=5 => 1,
        6..=12 => 2,
        _ => 3,
    };
    let size = document.scans.get(raw.last.block).map_or(0, |scan| scan.tokens.all.len());
    let position = usize::from(raw.first.token == 0) | (usize::from(raw.last.token.saturating_add(2) > size) << 1);
    Shape { edges: usize::from(begins) * 3 + ends, length, titled: capitals * 3 >= count * 2 && capitals > 1, position }
}

/// How many clauses on one side of a quotation are looked at beside the main one.
const MOST: usize = 12;
/// What lies further away than this many tokens is only known to be far.
const FAR: usize = 300;

struct Gather<'a> {
    document: &'a Document<'a>,
    raw: &'a Raw,
    shape: Shape,
    found: Vec<Candidate>,
}

impl<'a> Gather<'a> {
    fn scan(&self, block: usize) -> Option<&'a Scan> {
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

    fn common(&self, source: Source) -> Features {
        let mut features = Features::default();
        let source = source as usize;
        features.push(Group::SourceShape, source * 6 + self.shape.edges);
        features.push(Group::SourceLength, source * 4 + self.shape.length);
        features.push(Group::SourcePosition, source * 4 + self.shape.position);
        features
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
        if mention.after_preposition {
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
        if mention.after_preposition {
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

    /// What lies between a clause and the quotation.
    fn gap(
        &self,
        place: Place,
        frame: &Frame,
        mention: &super::mentions::Mention,
        scan: &Scan,
        source: Source,
    ) -> (usize, Between) {
        let (from, to) = if source == Source::Before {
            let end = if frame.link == Link::Inverted || frame.kind == FrameKind::According {
                frame.cue.end.max(mention.tokens.end)
            } else {
                frame.cue.end
            };
            (end, place.token)
        } else {
            let start = if mention.tokens.start > place.token {
                frame.cue.start.min(mention.tokens.start)
            } else {
                frame.cue.start
            };
            (place.token + 1, start)
        };
        let tokens = scan.tokens.all.get(from.min(to)..to).unwrap_or_default();
        if tokens.len() > FAR {
            return (gap_class(tokens), Between { frames: 2, quotes: 2 });
        }
        let quotes = tokens.iter().filter(|token| matches!(token.kind, Kind::Quote(_))).count();
        let first = scan.frames.partition_point(|other| other.cue.start < from);
        let frames = scan
            .frames
            .get(first..)
            .unwrap_or_default()
            .iter()
            .take_while(|other| other.cue.start < to)
            .filter(|other| is_strong(other))
            .count();
        (gap_class(tokens), Between { frames, quotes })
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

    fn continued(&mut self, last: Last) {
        let mut features = self.common(Source::Continued);
        let first = self.raw.first;
        let apart = first.block - last.place.block.min(first.block);
        let same_sentence = apart == 0
            && self
                .scan(first.block)
                .is_some_and(|scan| sentence_of(scan, first.token) == sentence_of(scan, last.place.token));
        let distance = if same_sentence { 0 } else { (apart + 1).min(4) };
        features.push(Group::Distance, distance * 4 + self.shape.position);
        features.push(Group::DistanceShape, distance * 6 + self.shape.edges);
        features.push(Group::DistanceSource, distance * Source::COUNT + last.source as usize);
        let (named, strong) = self.between(last.place, first);
        features.push(Group::DistanceNamed, distance * 4 + named.min(3));
        features.push(Group::DistanceStrong, distance * 3 + strong.min(2));
        let own = self.own_clauses();
        features.push(Group::DistanceOwn, distance * 3 + own.min(2));
        if let Some(mention) = self.scan(last.mention.block).and_then(|scan| scan.mentions.get(last.mention.index)) {
            features.push(Group::Subject, mention.form as usize);
        }
        self.found.push(Candidate {
            source: Source::Continued,
            frame: last.frame,
            mention: Some(last.mention),
            features,
        });
    }

    /// How many named mentions and strong clauses stand between two places.
    fn between(&self, from: Place, to: Place) -> (usize, usize) {
        let (mut named, mut strong) = (0, 0);
        for block in from.block..=to.block.min(from.block + 3) {
            let Some(scan) = self.scan(block) else { continue };
            let start = if block == from.block { from.token } else { 0 };
            let end = if block == to.block { to.token } else { usize::MAX };
            let first = scan.mentions.partition_point(|m| m.tokens.start < start);
            let mentions =
                scan.mentions.get(first..).unwrap_or_default().iter().take_while(|m| m.tokens.start < end).take(40);
            named += mentions.filter(|m| matches!(m.form, MentionForm::Name | MentionForm::Role)).count();
            let first = scan.frames.partition_point(|f| f.cue.start < start);
            let frames = scan.frames.get(first..).unwrap_or_default().iter().take_while(|f| f.cue.start < end).take(40);
            strong += frames.filter(|frame| is_strong(frame)).count();
        }
        (named, strong)
    }

    /// How many clauses of speech stand in the quotation's own sentence.
    fn own_clauses(&self) -> usize {
        self.found
            .iter()
            .filter(|c| {
                matches!(c.source, Source::Before | Source::After)
                    && c.frame.is_some_and(|(block, index)| {
                        self.scan(block).and_then(|scan| scan.frames.get(index)).is_some_and(is_strong)
                    })
            })
            .count()
    }

    /// Whether a word for a titled work stands right before the quotation (2) or near it (1).
    fn behind_work(&self) -> usize {
        let Some(scan) = self.scan(self.raw.first.block) else { return 0 };
        let at = self.raw.first.token;
        let near = scan.tokens.all.get(at.saturating_sub(3)..at).unwrap_or_default();
        let work = |token: &Token| token.is(class::WORK);
        match near {
            [.., last] if work(last) => 2,
            near if near.iter().any(work) => 1,
            _ => 0,
        }
    }

    fn nobody(&mut self, unspoken: bool) {
        let mut features = self.common(Source::Nobody);
        let titled = usize::from(self.shape.titled);
        features.push(Group::NobodyShape, (self.shape.length * 6 + self.shape.edges) * 2 + titled);
        let scan = self.scan(self.raw.first.block);
        let neighbour = |at: Option<usize>| at.and_then(|at| scan?.tokens.all.get(at)).map_or(0, neighbour_class);
        let before = neighbour(self.raw.first.token.checked_sub(1));
        let after = neighbour(self.raw.last.token.checked_add(1));
        features.push(Group::NobodyBefore, before * 4 + self.shape.length);
        features.push(Group::NobodyAfter, after * 4 + self.shape.length);
        features.push(Group::NobodyTitled, (before * 2 + titled) * 4 + self.shape.length);
        features.push(Group::NobodyPair, before * 12 + after);
        features.push(Group::NobodyWork, self.behind_work() * 4 + self.shape.length);
        features.push(Group::NobodyLast, usize::from(unspoken) * 4 + self.shape.length);
        features.push(Group::NobodyOwn, self.own_clauses().min(2) * 4 + self.shape.length);
        let single = self
            .document
            .text
            .get(self.raw.span.start..)
            .is_some_and(|rest| rest.starts_with(['\'', '‘', '‚']) && !rest.starts_with("''"));
        let opening = self.document.is_heading(self.raw.first.block);
        features.push(Group::NobodyPlace, (usize::from(single) * 2 + usize::from(opening)) * 4 + self.shape.length);
        self.found.push(Candidate { source: Source::Nobody, frame: None, mention: None, features });
    }
}

struct Between {
    frames: usize,
    quotes: usize,
}

fn is_strong(frame: &Frame) -> bool {
    matches!(frame.kind, FrameKind::Say | FrameKind::Tell | FrameKind::Participle | FrameKind::According)
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

/// How many further clauses of speech its sentence has behind `frame`.
fn later_frames(scan: &Scan, frame: &Frame, index: usize) -> usize {
    let rest = scan.frames.get(index + 1..).unwrap_or_default();
    rest.iter().take(8).take_while(|other| other.sentence == frame.sentence).filter(|other| is_strong(other)).count()
}

fn ends_in_colon(scan: &Scan, sentence: usize) -> bool {
    let last = scan.tokens.sentences.get(sentence).and_then(|range| scan.tokens.all.get(range.end.checked_sub(1)?));
    last.is_some_and(|token| matches!(token.kind, Kind::Colon))
}

/// The block before `index` that is no heading.
pub(super) fn previous_block(document: &Document<'_>, index: usize) -> Option<usize> {
    let is_prose = |at: &usize| document.blocks.get(*at).is_some_and(|block| block.kind != BlockKind::Heading);
    (index.saturating_sub(3)..index).rev().find(is_prose)
}

/// 0 to 8: what stands between a cue and a quotation.
fn gap_class(tokens: &[Token]) -> usize {
    match tokens {
        [] => 0,
        [only] if only.kind == Kind::Comma => 1,
        [only] if only.kind == Kind::Colon => 2,
        [only] if only.is(class::THAT) => 3,
        [.., last] if tokens.len() <= 12 && last.kind == Kind::Colon => 4,
        [.., last] if tokens.len() <= 12 && last.is(class::THAT) => 5,
        _ if tokens.len() <= 3 => 6,
        _ if tokens.len() <= 9 => 7,
        _ => 8,
    }
}

/// 0 to 11: what kind of token stands beside a quotation.
fn neighbour_class(token: &Token) -> usize {
    match token.kind {
        Kind::Comma => 1,
        Kind::Colon => 2,
        Kind::Genitive => 3,
        Kind::Stop => 4,
        Kind::OpenBracket | Kind::CloseBracket | Kind::Dash => 5,
        _ if token.is(class::DETERMINER | class::POSSESSIVE) => 6,
        _ if token.is(class::SAY | class::WEAK) => 7,
        _ if token.is(class::PREPOSITION) => 8,
        _ if token.is(class::THAT | class::CONJUNCTION | class::SUBORDINATOR) => 9,
        Kind::Capital => 10,
        _ => 11,
    }
}
