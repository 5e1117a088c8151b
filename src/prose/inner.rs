//! Who speaks a quotation inside a quotation: whom the outer speaker quotes.
//!
//! “He told me, ‘I will not sign,’ ” she said: the words of the outer quotation are read as a text of
//! their own, in which “he” says something. Only a clause of speech in those words settles it;
//! otherwise the inner marks may stand for a term, or for the outer speaker's own earlier words.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::candidates::{MentionId, Source, sentence_of};
use super::document::{Document, Raw};
use super::frames::FrameKind;
use super::lexicon::Lexicon;
use super::memo::Scans;
use super::mentions::{Mention, MentionForm};
use super::names::clean;
use super::persons::People;
use super::scan::Scan;
use super::speakers::{Choice, decide, pattern};
use super::{Attribution, Block, BlockKind, Gender, PersonId, Speaker};
use crate::text::Span;

/// How sure one can be at most of whom a speaker quotes by name: what people say is less regular
/// than what papers print.
const NAMED: f32 = 0.9;
/// The same where a pronoun stands: whom the speaker means is often left to the hearers.
const PRONOUN: f32 = 0.85;
/// The same where the speaker says "I".
const OWN: f32 = 0.95;
/// How many words may stand between "I said" and the words: "I said to them all, …".
const NEAR: usize = 6;
/// How far back a pronoun may look, in paragraphs of the quotation and in mentions of each.
const BLOCKS_BACK: usize = 3;
const MENTIONS_BACK: usize = 24;
/// Below this a clause is not taken for one that says who speaks.
const LEAST: f32 = 0.6;

/// A quotation that holds others, by index, as these are, and what is said in it.
pub(super) struct Around<'a> {
    outer: usize,
    inside: Vec<usize>,
    speech: Speech<'a>,
}

/// What is said in those of `raws`, the quotations of `document`, that hold others, by where they begin; `known` is
/// what stretches of it said before.
pub(super) fn around<'a>(document: &Document<'a>, raws: &[Raw], mut known: Option<&mut Scans>) -> Vec<Around<'a>> {
    let mut inside: FxHashMap<usize, Vec<usize>> = FxHashMap::default();
    for (index, raw) in raws.iter().enumerate() {
        if let Some(outer) = raw.within {
            inside.entry(outer).or_default().push(index);
        }
    }
    let mut all: Vec<(usize, Vec<usize>)> = inside.into_iter().collect();
    all.sort_unstable();
    let speech = |(outer, inside): (usize, Vec<usize>)| {
        let speech = Speech::new(document, raws.get(outer)?, known.as_deref_mut());
        Some(Around { outer, inside, speech })
    };
    all.into_iter().filter_map(speech).collect()
}

/// Gives the quotations that stand in others their speakers. `all` is what those around them say, by where they begin,
/// so that who speaks around is known before who is quoted inside; `raws` are all quotations, in the same order as
/// `attributions`.
pub(super) fn attribute_inner(
    all: Vec<Around<'_>>,
    raws: &[Raw],
    people: &mut People,
    attributions: &mut [Option<Attribution>],
) {
    for Around { outer, inside, speech } in all {
        let speaker = attributions.get(outer).and_then(speaker_of);
        for index in inside {
            let attribution = raws.get(index).and_then(|raw| speech.attribution(raw.span, speaker, people));
            if let Some(place) = attributions.get_mut(index) {
                *place = attribution;
            }
        }
    }
}

fn speaker_of(attribution: &Option<Attribution>) -> Option<PersonId> {
    attribution.as_ref()?.speaker.person
}

/// What one person says, read as a text.
struct Speech<'a> {
    text: &'a str,
    blocks: Vec<Block>,
    scans: Vec<Arc<Scan>>,
    found: Vec<(Raw, Option<Choice>)>,
}

impl<'a> Speech<'a> {
    fn new(document: &Document<'a>, raw: &Raw, mut known: Option<&mut Scans>) -> Self {
        let text = document.text;
        let lexicon = Lexicon::of(document.language);
        let blocks: Vec<Block> =
            raw.parts.iter().map(|part| Block { span: *part, kind: BlockKind::Paragraph }).collect();
        let scan = |block: &Block| match &mut known {
            Some(known) => known.of(block.span.of(text), None, lexicon).0,
            None => Arc::new(Scan::new(block.span.of(text), None, lexicon)),
        };
        let scans: Vec<Arc<Scan>> = blocks.iter().map(scan).collect();
        let inner =
            Document { text, blocks: &blocks, scans: scans.clone(), ids: Vec::new(), language: document.language };
        let quoted = inner.quotations();
        let choices = decide(&inner, &quoted);
        let found = quoted.into_iter().zip(choices).collect();
        Self { text, blocks, scans, found }
    }

    /// Who speaks the quotation at `span`, where a clause of speech says so; `speaker` says all of it.
    fn attribution(&self, span: Span, speaker: Option<PersonId>, people: &mut People) -> Option<Attribution> {
        let at = self.found.partition_point(|(found, _)| found.span.start < span.start);
        let (raw, choice) = self.found.get(at).filter(|(found, _)| found.span == span)?;
        if let Some((index, frame)) = self.by_speaker(raw) {
            let id = MentionId { block: raw.first.block, index };
            return self.said(id, (raw.first.block, frame), OWN, "mention verb quote", speaker, people);
        }
        let choice = choice.as_ref()?;
        let id = choice.mention?;
        let beside = matches!(choice.source, Source::Before | Source::After | Source::Continued | Source::Previous);
        let (block, index) = choice.frame?;
        let frame = self.scans.get(block)?.frames.get(index)?;
        let reports = matches!(
            frame.kind,
            FrameKind::Say
                | FrameKind::Tell
                | FrameKind::Weak
                | FrameKind::Participle
                | FrameKind::According
                | FrameKind::Noun
        );
        if !beside || !reports || choice.confidence < LEAST {
            return None;
        }
        let named = self.mention(id)?.name.is_some();
        let confidence = choice.confidence.min(if named { NAMED } else { PRONOUN });
        let pattern = pattern(choice.source, Some((frame.kind, frame.link)));
        self.said(id, (block, index), confidence, pattern, speaker, people)
    }

    /// "I said, ‘We will not sign’": mention and clause, by index, where the speaker quotes their own
    /// words right behind. News never has it, so nobody could learn it there.
    fn by_speaker(&self, raw: &Raw) -> Option<(usize, usize)> {
        let scan = self.scans.get(raw.first.block)?;
        let at = raw.first.token;
        let frame = scan.frames.partition_point(|frame| frame.cue.start < at).checked_sub(1)?;
        let clause = scan.frames.get(frame)?;
        let subject = clause.subject?;
        let says = matches!(clause.kind, FrameKind::Say | FrameKind::Tell) && at - clause.cue.end <= NEAR;
        let own = scan.mentions.get(subject)?.form == MentionForm::First;
        (says && own && sentence_of(scan, clause.cue.start) == sentence_of(scan, at)).then_some((subject, frame))
    }

    fn said(
        &self,
        id: MentionId,
        (block, index): (usize, usize),
        confidence: f32,
        pattern: &'static str,
        speaker: Option<PersonId>,
        people: &mut People,
    ) -> Option<Attribution> {
        let cue = self.scans.get(block)?.frames.get(index)?.cue.clone();
        let tokens = &self.scans.get(block)?.tokens.all;
        let cue = tokens.get(cue.start)?.span.join(tokens.get(cue.end.checked_sub(1)?)?.span);
        let mention = self.mention(id)?;
        let at = mention.span.shifted(self.blocks.get(id.block)?.span.start);
        let person = self.person(id, mention, speaker, people);
        Some(Attribution {
            speaker: Speaker { mention: Some(at), text: clean(at.of(self.text)), person },
            cue: Some(cue.shifted(self.blocks.get(block)?.span.start)),
            venues: Vec::new(),
            when: None,
            confidence,
            pattern: pattern.into(),
        })
    }

    fn mention(&self, id: MentionId) -> Option<&Mention> {
        self.scans.get(id.block)?.mentions.get(id.index)
    }

    /// Who is meant: the speaker by "I" and "we", a name, or the only one whom the speaker named
    /// before and whom a pronoun fits.
    fn person(
        &self,
        id: MentionId,
        mention: &Mention,
        speaker: Option<PersonId>,
        people: &mut People,
    ) -> Option<PersonId> {
        match mention.form {
            MentionForm::First => {
                let word = mention.span.of(self.scanned(id.block)).to_lowercase();
                (word != "you" && word != "ihr" && word != "du").then_some(speaker).flatten()
            }
            MentionForm::Name => Some(people.named(&mention.name_text, mention)),
            MentionForm::Personal => {
                let mut named: Vec<PersonId> = Vec::new();
                for block in id.block.saturating_sub(BLOCKS_BACK)..=id.block {
                    let Some(scan) = self.scans.get(block) else { continue };
                    let end = if block == id.block { id.index } else { scan.mentions.len() };
                    let near = scan.mentions.get(end.saturating_sub(MENTIONS_BACK)..end).unwrap_or_default();
                    for name in near.iter().filter(|mention| mention.form == MentionForm::Name) {
                        let person = people.named(&name.name_text, name);
                        let fits = people
                            .get(person)
                            .is_some_and(|person| person.gender == Gender::Unknown || person.gender == mention.gender);
                        if fits && !named.contains(&person) {
                            named.push(person);
                        }
                    }
                }
                match named.as_slice() {
                    [only] => Some(*only),
                    _ => None,
                }
            }
            _ => None,
        }
    }

    fn scanned(&self, block: usize) -> &str {
        self.blocks.get(block).map_or("", |block| block.span.of(self.text))
    }
}
