//! What describes a candidate: the shape of the quotation, what stands between it and the clause that
//! may give it, what was said before.
//!
//! None of the features looks at a particular word; words come in by their classes alone.

use super::candidates::{Candidate, Gather, Last, Source, sentence_of};
use super::document::{Document, Place, Raw};
use super::features::{Features, Group};
use super::frames::{Frame, FrameKind, Link};
use super::lexicon::{Language, class};
use super::mentions::{Mention, MentionForm};
use super::scan::Scan;
use super::tokens::{Kind, Token};

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
    /// Whether a verb of its first sentence says that somebody's words are reported.
    pub(super) reported: bool,
}

/// What lies further away than this many tokens is only known to be far.
const FAR: usize = 300;

/// The shape of the words of `raw`.
pub(super) fn shape(document: &Document<'_>, raw: &Raw) -> Shape {
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
    let first = document.scans.get(raw.first.block);
    let sentence = first.and_then(|scan| scan.tokens.sentences.get(sentence_of(scan, raw.first.token)?));
    let reported = first.zip(sentence).is_some_and(|(scan, sentence)| {
        let tokens = scan.tokens.all.get(sentence.clone()).unwrap_or_default();
        document.language == Language::German && tokens.iter().take(FAR).any(|token| token.is(class::REPORTED))
    });
    let titled = capitals * 3 >= count * 2 && capitals > 1;
    Shape { edges: usize::from(begins) * 3 + ends, length, titled, position, reported }
}

impl Gather<'_> {
    pub(super) fn common(&self, source: Source) -> Features {
        let mut features = Features::default();
        let source = source as usize;
        features.push(Group::SourceShape, source * 6 + self.shape.edges);
        features.push(Group::SourceLength, source * 4 + self.shape.length);
        features.push(Group::SourcePosition, source * 4 + self.shape.position);
        if self.shape.reported {
            features.push(Group::Reported, source);
        }
        features
    }

    /// What lies between a clause and the quotation.
    pub(super) fn gap(
        &self,
        place: Place,
        frame: &Frame,
        mention: &Mention,
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

    pub(super) fn continued(&mut self, last: Last) {
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

    pub(super) fn nobody(&mut self, unspoken: bool) {
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

/// How much stands between a clause and a quotation.
pub(super) struct Between {
    pub(super) frames: usize,
    pub(super) quotes: usize,
}

fn is_strong(frame: &Frame) -> bool {
    matches!(frame.kind, FrameKind::Say | FrameKind::Tell | FrameKind::Participle | FrameKind::According)
}

/// How many further clauses of speech its sentence has behind `frame`.
pub(super) fn later_frames(scan: &Scan, frame: &Frame, index: usize) -> usize {
    let rest = scan.frames.get(index + 1..).unwrap_or_default();
    rest.iter().take(8).take_while(|other| other.sentence == frame.sentence).filter(|other| is_strong(other)).count()
}

pub(super) fn ends_in_colon(scan: &Scan, sentence: usize) -> bool {
    let last = scan.tokens.sentences.get(sentence).and_then(|range| scan.tokens.all.get(range.end.checked_sub(1)?));
    last.is_some_and(|token| matches!(token.kind, Kind::Colon))
}

/// 0 to 8: what stands between a cue and a quotation.
pub(super) fn gap_class(tokens: &[Token]) -> usize {
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
