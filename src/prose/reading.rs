//! Puts together what a text says: quotations, what they are, who speaks, where.

use rustc_hash::FxHashSet;

use super::candidates::{MentionId, Source, sentence_of};
use super::document::{Document, Raw, Signature};
use super::frames::Frame;
use super::inner::attribute_inner;
use super::lexicon::class;
use super::mentions::Mention;
use super::persons::People;
use super::resolve::Meaning;
use super::speakers::{Choice, decide, pattern};
use super::transcript::LabelId;
use super::venues::{is_programme, is_title, signature_venues, venues};
use super::when::when;
use super::{Attribution, Form, LABEL, Nature, PersonId, Quotation, Reading, Speaker, Venue};
use crate::text::{Span, one_line};

/// Reads a scanned document.
pub(super) fn reading(document: &Document<'_>) -> Reading {
    let (quotations, _, people) = parts(document);
    Reading { quotations, people: people.people }
}

/// The quotations of a scanned document, what they were before anybody asked who speaks, and the
/// people with their mentions.
pub(super) fn parts(document: &Document<'_>) -> (Vec<Quotation>, Vec<Raw>, People) {
    let raws = document.quotations();
    let choices = decide(document, &raws);
    let people = People::of_document(document);
    let mut reader = Reader {
        document,
        people,
        quotations: Vec::with_capacity(raws.len()),
        last: None,
        titles: FxHashSet::default(),
    };
    for (raw, choice) in raws.iter().zip(choices) {
        reader.quotation(raw, choice);
    }
    let Reader { mut people, mut quotations, titles, .. } = reader;
    attribute_inner(document, &raws, &mut people, &mut quotations);
    for quotation in &mut quotations {
        if quotation.parts.first().is_some_and(|part| titles.contains(part)) {
            quotation.nature = Nature::Title;
            quotation.attribution = None;
        }
    }
    (quotations, raws, people)
}

struct Reader<'a> {
    document: &'a Document<'a>,
    people: People,
    quotations: Vec<Quotation>,
    /// Who spoke the quotation before.
    last: Option<PersonId>,
    /// What stands in marks as the name of a programme.
    titles: FxHashSet<Span>,
}

impl Reader<'_> {
    fn quotation(&mut self, raw: &Raw, choice: Option<Choice>) {
        let words = raw.parts.first().map_or("", |part| part.of(self.document.text));
        let mut continues = None;
        let mut nobody = false;
        let mut alone = false;
        let attribution = match (raw.signature, choice) {
            (Some(Signature::Line(block, line)), _) => self.signed(block, line),
            (Some(Signature::Label(label)), _) => self.labelled(label),
            (None, Some(choice)) => {
                continues = choice.continues;
                nobody = choice.source == Source::Nobody;
                alone = choice.alone;
                self.attributed(raw, &choice)
            }
            (None, None) => None,
        };
        let titled = raw.form == Form::Marks && self.is_titled(raw, words);
        let attribution = if titled { None } else { attribution };
        let heading = self.document.is_heading(raw.first.block);
        let nature = match () {
            () if titled => Nature::Title,
            () if nobody && raw.form == Form::Marks => nature_of(words, heading, alone),
            () => Nature::Speech,
        };
        self.quotations.push(Quotation {
            span: raw.span,
            parts: raw.parts.clone(),
            form: raw.form,
            nature,
            within: raw.within,
            continues,
            attribution,
        });
    }

    /// Whether a quotation is a title beyond doubt: written like one, and either with small words
    /// between the capitals ("The Old Man and the Sea"), or the name of a programme that everybody
    /// knows, or right beside a word for a work ("the film", "programme").
    fn is_titled(&self, raw: &Raw, words: &str) -> bool {
        let name = words.trim_matches(|c: char| c.is_whitespace() || matches!(c, ',' | '.'));
        if raw.within.is_some() || raw.parts.len() != 1 || !is_title(name) {
            return false;
        }
        let tokens =
            self.document.scans.get(raw.first.block).map(|scan| scan.tokens.all.as_slice()).unwrap_or_default();
        let at = raw.first.token;
        let neighbours = [at.checked_sub(1).and_then(|before| tokens.get(before)), tokens.get(at + 1)];
        let beside_work = neighbours.into_iter().flatten().any(|token| token.is(class::WORK));
        beside_work || is_programme(name) || name.split_whitespace().any(|word| SMALL.contains(&word))
    }

    fn mention(&self, id: MentionId) -> Option<(&Mention, usize)> {
        let mention = self.document.scans.get(id.block)?.mentions.get(id.index)?;
        Some((mention, self.document.blocks.get(id.block)?.span.start))
    }

    fn attributed(&mut self, raw: &Raw, choice: &Choice) -> Option<Attribution> {
        let id = choice.mention?;
        let (mention, base) = self.mention(id)?;
        let span = mention.span.shifted(base);
        let meaning = self.people.resolve(self.document, id, self.last);
        let person = meaning.map(|meaning| meaning.person);
        self.last = person.or(self.last);
        let frame = choice.frame.and_then(|(block, index)| {
            let frame = self.document.scans.get(block)?.frames.get(index)?;
            Some((block, frame))
        });
        let cue = frame.and_then(|(block, frame)| {
            let scan = self.document.scans.get(block)?;
            let first = scan.tokens.all.get(frame.cue.start)?.span;
            let last = scan.tokens.all.get(frame.cue.end.checked_sub(1)?)?.span;
            Some(first.join(last).shifted(self.document.blocks.get(block)?.span.start))
        });
        let mut venues = self.venues(raw, frame, choice.source);
        let mut when = frame.and_then(|(block, frame)| {
            let base = self.document.blocks.get(block)?.span.start;
            when(self.document.block_text(block), base, self.document.scans.get(block)?, frame)
        });
        if let Some(before) = choice.continues.and_then(|before| self.quotations.get(before)?.attribution.as_ref()) {
            if venues.is_empty() {
                venues.clone_from(&before.venues);
            }
            when = when.or_else(|| before.when.clone());
        }
        Some(Attribution {
            speaker: Speaker { mention: Some(span), text: one_line(span.of(self.document.text)).into_owned(), person },
            cue,
            venues,
            when,
            confidence: self.confidence(choice, meaning),
            pattern: pattern(choice.source, frame.map(|(_, frame)| (frame.kind, frame.link))).into(),
        })
    }

    /// How sure one can be of the person: of the mention, of whom it means, and of what went before;
    /// whoever else could be the speaker and means the same person makes it surer.
    fn confidence(&self, choice: &Choice, meaning: Option<Meaning>) -> f32 {
        let Some(meaning) = meaning else { return choice.confidence * self.trust(choice.continues) };
        let same = |(mention, share): &(MentionId, f32)| {
            let other = self.people.meaning(*mention).filter(|other| other.person == meaning.person)?;
            Some(share * other.certainty)
        };
        let others: f32 = choice.others.iter().filter_map(same).sum();
        (choice.confidence * meaning.certainty + others).min(1.0) * self.trust(choice.continues)
    }

    /// How far a speaker that goes on can be trusted: as far as the quotation before.
    fn trust(&self, continues: Option<usize>) -> f32 {
        continues
            .and_then(|before| self.quotations.get(before)?.attribution.as_ref())
            .map_or(1.0, |before| before.confidence)
    }

    /// The venues named in the sentence of the quotation and in that of the clause that gives it.
    fn venues(&mut self, raw: &Raw, frame: Option<(usize, &Frame)>, source: Source) -> Vec<Venue> {
        let of_place = |place: super::document::Place| {
            let scan = self.document.scans.get(place.block)?;
            Some((place.block, sentence_of(scan, place.token)?, place.token))
        };
        let mut sentences: Vec<(usize, usize, usize)> =
            [of_place(raw.first), of_place(raw.last)].into_iter().flatten().collect();
        if !matches!(source, Source::Continued) {
            sentences.extend(frame.map(|(block, frame)| (block, frame.sentence, frame.cue.start)));
        }
        sentences.sort_unstable();
        sentences.dedup_by_key(|(block, sentence, _)| (*block, *sentence));
        let mut found: Vec<Venue> = Vec::new();
        for (block, sentence, near) in sentences {
            let (Some(scan), Some(base)) =
                (self.document.scans.get(block), self.document.blocks.get(block).map(|block| block.span.start))
            else {
                continue;
            };
            for venue in venues(self.document.block_text(block), base, scan, sentence, near) {
                let own = raw.span.covers(venue.venue.span);
                if own || found.contains(&venue.venue) {
                    continue;
                }
                if venue.pair.is_some() {
                    self.titles.insert(venue.venue.span);
                }
                found.push(venue.venue);
            }
        }
        found
    }

    /// Who signs a block quote: "— Name, venue".
    fn signed(&mut self, block: usize, line: Span) -> Option<Attribution> {
        let base = self.document.blocks.get(block)?.span.start;
        let scan = self.document.scans.get(block)?;
        let named = |mention: &Mention| mention.span.start >= line.start && mention.name.is_some();
        let index = scan
            .mentions
            .iter()
            .position(named)
            .or_else(|| scan.mentions.iter().position(|mention| mention.span.start >= line.start))?;
        let mention = scan.mentions.get(index)?;
        let span = mention.span.shifted(base);
        let sentence = sentence_of(scan, mention.tokens.start).unwrap_or(0);
        let text = self.document.block_text(block);
        let mut venues: Vec<Venue> = Vec::new();
        for found in signature_venues(text, base, scan, sentence) {
            if found.venue.span.start >= span.end && !venues.contains(&found.venue) {
                venues.push(found.venue);
            }
        }
        let person =
            self.people.resolve(self.document, MentionId { block, index }, self.last).map(|meaning| meaning.person);
        self.last = person.or(self.last);
        Some(Attribution {
            speaker: Speaker { mention: Some(span), text: one_line(span.of(self.document.text)).into_owned(), person },
            cue: None,
            venues,
            when: None,
            confidence: SIGNED,
            pattern: "attribution line".into(),
        })
    }

    /// Who is named before a turn: "MARSH:".
    fn labelled(&mut self, label: LabelId) -> Option<Attribution> {
        let base = self.document.blocks.get(label.block)?.span.start;
        let name = self.document.scans.get(label.block)?.labels.get(label.index)?.name;
        if name.is_empty() {
            return None;
        }
        let span = name.shifted(base);
        let (person, confidence) = self.people.labelled(self.document, label);
        self.last = person.or(self.last);
        Some(Attribution {
            speaker: Speaker { mention: Some(span), text: one_line(span.of(self.document.text)).into_owned(), person },
            cue: None,
            venues: Vec::new(),
            when: None,
            confidence,
            pattern: LABEL.into(),
        })
    }
}

/// How sure an attribution line makes one: such lines were right in all texts looked at.
const SIGNED: f32 = 0.98;

/// Words that a title leaves small and a sentence in capitals would not have.
const SMALL: &[&str] = &["of", "the", "and", "in", "on", "to", "for", "at", "with", "a", "an"];

/// What a quotation is that nobody speaks. Many words are somebody's even where nobody is named
/// who could have said them, as in a quotation that stands `alone` with its citation.
fn nature_of(words: &str, heading: bool, alone: bool) -> Nature {
    const MANY: usize = 6;
    if heading || is_title(words.trim_matches(|c: char| c.is_whitespace() || matches!(c, ',' | '.'))) {
        Nature::Title
    } else if alone && words.split_whitespace().count() >= MANY {
        Nature::Speech
    } else {
        Nature::Term
    }
}
