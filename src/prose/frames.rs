//! Clauses that can report words: a verb or another cue, and who is its subject.

use std::ops::Range;

use super::lexicon::{Lexicon, class};
use super::mentions::{Mention, MentionForm};
use super::tokens::{Kind, Token, Tokens};

/// A cue with its subject.
#[derive(Clone, Debug)]
pub(super) struct Frame {
    pub(super) kind: FrameKind,
    /// The words of the cue, as tokens.
    pub(super) cue: Range<usize>,
    /// Who is its subject, by index into the block's mentions.
    pub(super) subject: Option<usize>,
    /// How the subject was found.
    pub(super) link: Link,
    /// Which sentence of the block it stands in.
    pub(super) sentence: usize,
    /// Whether it stands in what an earlier clause of speech says: "X said that Y called …".
    pub(super) embedded: bool,
}

/// What a cue is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum FrameKind {
    /// said, wrote
    Say,
    /// told, asked
    Tell,
    /// called, praised
    Weak,
    /// adding, calling
    Participle,
    /// "was told", "is called"
    Passive,
    /// A word in -ed that no table knows.
    Unknown,
    /// Any other verb.
    Other,
    /// is, has
    Be,
    /// according to
    According,
    /// "X's words", "a statement from X"
    Noun,
}

impl FrameKind {
    /// How many kinds there are.
    pub(super) const COUNT: usize = 10;

    /// How strongly it marks its subject as somebody who speaks.
    pub(super) fn strength(self) -> f32 {
        match self {
            Self::Say | Self::Tell => 1.5,
            Self::Weak | Self::Unknown | Self::Participle => 1.2,
            Self::According => 1.0,
            Self::Other | Self::Be | Self::Passive => 0.9,
            Self::Noun => 0.3,
        }
    }

    /// The one of the two that marks its subject more strongly.
    pub(super) fn stronger(self, other: Self) -> Self {
        if other.strength() > self.strength() { other } else { self }
    }
}

/// How the subject of a cue was found.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Link {
    /// Right before the verb, adverbs and auxiliaries aside.
    Before,
    /// Before something between commas or brackets.
    Apposition,
    /// It is "who".
    Relative,
    /// Shared with an earlier verb: "… and said".
    Shared,
    /// Behind the verb: "said X".
    Inverted,
    /// The cue's own complement: "according to X", "X's words".
    Complement,
    /// Between "what" and the verb: "what X called".
    Named,
    /// None was found.
    Missing,
}

impl Link {
    /// How many there are.
    pub(super) const COUNT: usize = 8;
}

/// The frames of a block, by where their cues stand.
pub(super) fn frames(block: &str, tokens: &Tokens, mentions: &[Mention], lexicon: &Lexicon) -> Vec<Frame> {
    let mut finder = Finder {
        block,
        all: &tokens.all,
        mentions,
        ending: Marked::new(tokens.all.len(), mentions.iter().map(|mention| mention.tokens.end)),
        starting: Marked::new(tokens.all.len(), mentions.iter().map(|mention| mention.tokens.start)),
        lexicon,
        found: Vec::with_capacity(tokens.all.len() / 8),
    };
    for (i, sentence) in tokens.sentences.iter().enumerate() {
        finder.sentence(i, sentence.clone());
    }
    finder.found
}

/// Which mention is marked at each place between tokens.
pub(super) struct Marked(Vec<u32>);

impl Marked {
    /// Stands where nothing is marked.
    const NONE: u32 = u32::MAX;

    /// For a block of `tokens` tokens, the mentions by their `places`.
    fn new(tokens: usize, places: impl Iterator<Item = usize>) -> Self {
        let mut marked = vec![Self::NONE; tokens + 1];
        for (mention, place) in (0..Self::NONE).zip(places) {
            if let Some(slot) = marked.get_mut(place) {
                *slot = mention;
            }
        }
        Self(marked)
    }

    /// The mention at `place`, by index.
    pub(super) fn at(&self, place: usize) -> Option<usize> {
        self.0.get(place).filter(|mention| **mention != Self::NONE).map(|mention| *mention as usize)
    }
}

pub(super) struct Finder<'a> {
    block: &'a str,
    pub(super) all: &'a [Token],
    pub(super) mentions: &'a [Mention],
    /// The mention that ends before token i.
    pub(super) ending: Marked,
    /// The mention that begins at token i.
    pub(super) starting: Marked,
    pub(super) lexicon: &'a Lexicon,
    pub(super) found: Vec<Frame>,
}

/// How far back a subject may stand before what lies between commas, in tokens.
pub(super) const FAR: usize = 45;

impl Finder<'_> {
    pub(super) fn is(&self, at: usize, classes: u64) -> bool {
        self.all.get(at).is_some_and(|token| token.is(classes))
    }

    pub(super) fn kind(&self, at: usize) -> Option<Kind> {
        self.all.get(at).map(|token| token.kind)
    }

    pub(super) fn text(&self, at: usize) -> &str {
        self.all.get(at).map_or("", |token| token.span.of(self.block))
    }

    fn sentence(&mut self, index: usize, range: Range<usize>) {
        let first = self.found.len();
        let mut at = range.start;
        while at < range.end {
            if let Some(mut frame) = self.cue(index, at, &range, first) {
                frame.embedded = self.is_embedded(&frame, first);
                at = frame.cue.end.max(at + 1);
                self.found.push(frame);
            } else {
                at += 1;
            }
        }
    }

    fn cue(&self, sentence: usize, at: usize, range: &Range<usize>, first: usize) -> Option<Frame> {
        let token = self.all.get(at)?;
        let frame = |kind, cue, (subject, link)| Some(Frame { kind, cue, subject, link, sentence, embedded: false });
        if let Some(end) = self.according(at) {
            let subject = self.starts_near(end, range);
            return frame(FrameKind::According, at..end, (subject, Link::Complement));
        }
        let reporter = self.beside_words(at, range);
        if reporter.is_some() {
            return frame(FrameKind::According, at..at + 1, (reporter, Link::Complement));
        }
        if let Some((cue, owner)) = self.speech_noun(at, range) {
            return frame(FrameKind::Noun, cue, (Some(owner), Link::Complement));
        }
        if !token.is_word()
            || self.starting.at(at).is_some_and(|m| {
                self.mentions.get(m).is_some_and(|m| m.form != MentionForm::Phrase && m.tokens.len() == 1)
            })
        {
            return None;
        }
        let kind = self.verb_kind(at, token, range)?;
        let subject = self.subject(at, token, kind, range, first);
        let known = matches!(
            kind,
            FrameKind::Say | FrameKind::Tell | FrameKind::Weak | FrameKind::Participle | FrameKind::Passive
        );
        if subject.0.is_none() && !known {
            return None;
        }
        let named = |subject: usize| {
            let before = self.mentions.get(subject)?.tokens.start.checked_sub(1)?;
            (before >= range.start && self.is(before, class::WHAT)).then_some(Link::Named)
        };
        let link = subject.0.filter(|_| subject.1 == Link::Before && known).and_then(named);
        let subject = (subject.0, link.unwrap_or(subject.1));
        frame(kind, at..at + 1, subject)
    }

    /// Whether an earlier clause of speech goes on up to `frame`, with no "and", "but" or quotation
    /// between that would begin another.
    fn is_embedded(&self, frame: &Frame, first: usize) -> bool {
        let earlier = self.found.get(first..).unwrap_or_default();
        if frame.link == Link::Shared {
            let same = earlier.iter().rev().take(FAR).find(|other| other.subject == frame.subject);
            return same.is_some_and(|other| other.embedded);
        }
        let subject = frame.subject.and_then(|subject| self.mentions.get(subject));
        let start = subject.map_or(frame.cue.start, |subject| subject.tokens.start.min(frame.cue.start));
        let reports = |other: &&Frame| {
            matches!(other.kind, FrameKind::Say | FrameKind::Tell | FrameKind::Participle) && other.cue.end <= start
        };
        let Some(outer) = earlier.iter().rev().take(8).find(reports) else { return false };
        // "While X says so, Y adds …": a clause behind a comma is no part of what X says.
        let joined = start
            .checked_sub(1)
            .filter(|before| *before >= outer.cue.end)
            .is_some_and(|before| self.is(before, class::CONJUNCTION) || self.kind(before) == Some(Kind::Comma));
        let parts = |at: usize| match self.kind(at) {
            Some(Kind::Quote(_) | Kind::Semicolon | Kind::Colon | Kind::Dash | Kind::Stop) => true,
            Some(Kind::Comma) => {
                self.is(at + 1, class::CONJUNCTION | class::SUBORDINATOR | class::WHO) && !self.is(at + 1, class::THAT)
            }
            _ => false,
        };
        let parted = (outer.cue.end..start).rev().take(FAR).any(parts);
        !(joined || parted)
    }

    /// Where the longest phrase like "according to" that begins at `at` ends.
    fn according(&self, at: usize) -> Option<usize> {
        if !self.is(at, class::ACCORDING | class::PREPOSITION) {
            return None;
        }
        let stands =
            |phrase: &&&[&str]| phrase.iter().enumerate().all(|(i, word)| self.text(at + i).eq_ignore_ascii_case(word));
        let longest = self.lexicon.according.iter().filter(stands).map(|phrase| phrase.len()).max()?;
        Some(at + longest)
    }

    /// Who reports by the word at `at` alone: behind it in "“…”, so X", before it in "X zufolge".
    fn beside_words(&self, at: usize, range: &Range<usize>) -> Option<usize> {
        if self.is(at, class::THUS) {
            let before = at.checked_sub(1).filter(|before| *before >= range.start)?;
            let parted = matches!(self.kind(before), Some(Kind::Comma | Kind::Quote(_) | Kind::Dash));
            return self.starting.at(at + 1).filter(|_| parted);
        }
        if self.is(at, class::POSTPOSED) {
            let reporter = self.ending.at(at)?;
            return self.head_of(reporter, range).0.or(Some(reporter));
        }
        None
    }

    /// The mention at `at` or after a determiner or two.
    fn starts_near(&self, at: usize, range: &Range<usize>) -> Option<usize> {
        let mention = (at..(at + 3).min(range.end)).find_map(|at| self.starting.at(at))?;
        // "according to the Post's Mary Rowan": the person, not the paper.
        let owner = self.mentions.get(mention)?;
        if owner.genitive
            && let Some(owned) = self.starting.at(owner.tokens.end + 1)
            && self.mentions.get(owned).is_some_and(|owned| owned.form != MentionForm::Phrase)
        {
            return Some(owned);
        }
        Some(mention)
    }

    /// "X's … statement", "his claim", "a statement from X".
    fn speech_noun(&self, at: usize, range: &Range<usize>) -> Option<(Range<usize>, usize)> {
        if !self.is(at, class::SPEECH_NOUN) || self.kind(at) != Some(Kind::Lower) || self.is(at + 1, class::SPEECH_NOUN)
        {
            return None;
        }
        let back = at.saturating_sub(4).max(range.start);
        let owner = (back..at).rev().find_map(|before| match self.kind(before)? {
            Kind::Genitive => self.ending.at(before),
            _ => self
                .starting
                .at(before)
                .filter(|m| self.mentions.get(*m).is_some_and(|m| m.form == MentionForm::Possessive)),
        });
        let clear = owner.and_then(|m| self.mentions.get(m)).is_some_and(|m| {
            (m.tokens.end..at).all(|between| {
                matches!(self.kind(between), Some(Kind::Lower | Kind::Genitive | Kind::Capital | Kind::Number))
                    && !self.is(between, class::FINITE | class::PREPOSITION | class::BE)
            })
        });
        if clear && let Some(owner) = owner {
            return Some((at..at + 1, owner));
        }
        let from = matches!(self.text(at + 1), "from" | "by" | "of" | "von" | "des");
        let source = from.then(|| self.starting.at(at + 2)).flatten()?;
        self.mentions.get(source).filter(|m| {
            matches!(m.form, MentionForm::Name | MentionForm::Role | MentionForm::Body | MentionForm::Group)
        })?;
        Some((at..at + 2, source))
    }

    fn verb_kind(&self, at: usize, token: &Token, range: &Range<usize>) -> Option<FrameKind> {
        let before = at.checked_sub(1).filter(|before| *before >= range.start);
        let noun_place = before.is_some_and(|before| {
            self.is(before, class::DETERMINER | class::POSSESSIVE | class::MY)
                || self.kind(before) == Some(Kind::Genitive)
                || (self.is(before, class::MODIFIER) && !self.is(before, class::ADVERB))
        });
        let nominal = token.is(class::ROLE | class::BODY | class::GROUP | class::SPEECH_NOUN);
        if noun_place && (nominal || token.is(class::BASE)) {
            return None;
        }
        if nominal && before.is_some_and(|before| self.is(before, class::PREPOSITION)) {
            return None;
        }
        let speech = token.is(class::SAY | class::WEAK);
        if token.is(class::SAY_ING) {
            return speech.then_some(FrameKind::Participle);
        }
        if token.is(class::FINITE) {
            if speech && self.is_passive(at, range) {
                return Some(FrameKind::Passive);
            }
            return Some(match () {
                () if token.is(class::TELL) => FrameKind::Tell,
                () if token.is(class::SAY) => FrameKind::Say,
                () if token.is(class::WEAK) => FrameKind::Weak,
                () => FrameKind::Other,
            });
        }
        if token.is(class::BASE) {
            let helped = before.is_some_and(|before| self.is(before, class::AUX | class::ADVERB | class::NEGATION));
            let plural = self.ending.at(at).and_then(|m| self.mentions.get(m)).is_some_and(|m| {
                matches!(
                    m.form,
                    MentionForm::They
                        | MentionForm::Group
                        | MentionForm::First
                        | MentionForm::Relative
                        | MentionForm::Name
                        | MentionForm::Phrase
                )
            });
            if !(helped || plural) {
                return None;
            }
            return Some(match () {
                () if token.is(class::TELL) => FrameKind::Tell,
                () if token.is(class::SAY) => FrameKind::Say,
                () if token.is(class::WEAK) => FrameKind::Weak,
                () => FrameKind::Other,
            });
        }
        if token.is(class::BE) || (token.is(class::AUX) && !self.text(at).eq_ignore_ascii_case("to")) {
            // "has said" is the frame of "said".
            let verb_follows = (at + 1..at + 4).any(|next| {
                self.is(next, class::FINITE | class::BASE | class::SAY_ING) && self.kind(next) == Some(Kind::Lower)
            });
            return (!verb_follows).then_some(FrameKind::Be);
        }
        let unknown = token.kind == Kind::Lower
            && token.classes & !(class::GIVEN | class::MALE | class::FEMALE | class::REPORTED) == 0;
        (unknown && self.text(at).ends_with("ed") && self.text(at).len() > 4 && !noun_place)
            .then_some(FrameKind::Unknown)
    }

    fn is_passive(&self, at: usize, range: &Range<usize>) -> bool {
        let mut before = at;
        while before > range.start {
            before -= 1;
            if self.is(before, class::BE) {
                return true;
            }
            if !self.is(before, class::ADVERB | class::NEGATION) {
                return false;
            }
        }
        false
    }
}
