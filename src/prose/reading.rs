//! Puts together what a text says: quotations, what they are, who speaks, where.

use rustc_hash::FxHashSet;

use super::candidates::{MentionId, sentence_of};
use super::document::{Document, Raw, Signature};
use super::inner;
use super::memo::Scans;
use super::mentions::Mention;
use super::names::clean;
use super::nearby::Nearby;
use super::neighbourhoods::Neighbourhoods;
use super::persons::People;
use super::resolve::Meaning;
use super::speakers::{Choice, Way, is_open, pattern};
use super::transcript::LabelId;
use super::venues::signature_venues;
use super::{Attribution, LABEL, Nature, PersonId, Quotation, Reading, Speaker, Venue};
use crate::text::{LONG, Span};

/// What is known of a text from before: what was told of its quotations, and what stretches of it say.
pub(super) type Known<'a> = (&'a mut Neighbourhoods, &'a mut Scans);

/// Reads a scanned document of which so much is known. `beside` is done meanwhile, by another thread where the document
/// is long: it is given the quotations before anybody asks who speaks.
pub(super) fn reading<T: Send>(
    document: &Document<'_>,
    known: Option<Known<'_>>,
    beside: impl FnOnce(&[Quotation]) -> T + Send,
) -> (Reading, T) {
    let (Parts { quotations, people, .. }, done) = parts(document, known, beside);
    (Reading { quotations, people: people.people }, done)
}

/// What a text says, and how it was found.
pub(super) struct Parts {
    pub(super) quotations: Vec<Quotation>,
    /// The quotations before anybody asked who speaks.
    pub(super) raws: Vec<Raw>,
    /// The people with their mentions.
    pub(super) people: People,
}

/// Reads a scanned document as [`reading`] does.
pub(super) fn parts<T: Send>(
    document: &Document<'_>,
    known: Option<Known<'_>>,
    beside: impl FnOnce(&[Quotation]) -> T + Send,
) -> (Parts, T) {
    let (known, scans) = known.unzip();
    let quoted = || {
        let raws = document.quotations();
        let all = nearby(document, &raws, known);
        (raws, all)
    };
    let named = || People::of_document(document);
    // Neither asks the other; waking a thread pays where there is much to read.
    let is_long = document.text.len() >= LONG;
    let ((raws, all), people) = if is_long { rayon::join(quoted, named) } else { (quoted(), named()) };
    let mut quotations: Vec<Quotation> = raws.iter().zip(&all).map(unattributed).collect();
    let attributed = || {
        let attributions = Vec::with_capacity(raws.len());
        let mut reader = Reader { document, people, attributions, last: None, titles: FxHashSet::default() };
        for (raw, nearby) in raws.iter().zip(all) {
            reader.quotation(raw, nearby);
        }
        reader
    };
    let beside = || (inner::around(document, &raws, scans), beside(&quotations));
    let (reader, (inner, done)) = if is_long { rayon::join(attributed, beside) } else { (attributed(), beside()) };
    let Reader { mut people, mut attributions, titles, .. } = reader;
    inner::attribute_inner(inner, &raws, &mut people, &mut attributions);
    for (quotation, attribution) in quotations.iter_mut().zip(attributions) {
        quotation.attribution = attribution;
        if quotation.parts.first().is_some_and(|part| titles.contains(part)) {
            quotation.nature = Nature::Title;
            quotation.attribution = None;
        }
    }
    (Parts { quotations, raws, people }, done)
}

/// The quotation that is `raw`, of which `nearby` is told, before anybody asks who speaks.
fn unattributed((raw, nearby): (&Raw, &Nearby)) -> Quotation {
    Quotation {
        span: raw.span,
        parts: raw.parts.clone(),
        form: raw.form,
        nature: nearby.nature,
        within: raw.within,
        continues: nearby.choice.as_ref().and_then(|choice| choice.continues),
        attribution: None,
    }
}

/// What the blocks around each of `raws` tell of it.
fn nearby(document: &Document<'_>, raws: &[Raw], mut known: Option<&mut Neighbourhoods>) -> Vec<Nearby> {
    let mut way = Way::default();
    let mut all = Vec::with_capacity(raws.len());
    for (index, raw) in raws.iter().enumerate() {
        let nearby = match &mut known {
            Some(known) => known.nearby(document, raw, &way),
            None => Nearby::of(document, raw, &way),
        };
        if is_open(raw) {
            way.pass(index, raw, nearby.choice.as_ref());
        }
        all.push(nearby);
    }
    all
}

struct Reader<'a> {
    document: &'a Document<'a>,
    people: People,
    /// Whose the quotations so far are.
    attributions: Vec<Option<Attribution>>,
    /// Who spoke the quotation before.
    last: Option<PersonId>,
    /// What stands in marks as the name of a programme.
    titles: FxHashSet<Span>,
}

impl Reader<'_> {
    fn quotation(&mut self, raw: &Raw, nearby: Nearby) {
        let nature = nearby.nature;
        let attribution = match raw.signature {
            Some(Signature::Line(block, line)) => self.signed(block, line),
            Some(Signature::Label(label)) => self.labelled(label),
            None => self.attributed(nearby),
        };
        // A title is nobody's words.
        self.attributions.push(attribution.filter(|_| nature != Nature::Title));
    }

    /// Whose the quotation with this index is, one of those before.
    fn before(&self, index: Option<usize>) -> Option<&Attribution> {
        self.attributions.get(index?)?.as_ref()
    }

    fn mention(&self, id: MentionId) -> Option<(&Mention, usize)> {
        let mention = self.document.scans.get(id.block)?.mentions.get(id.index)?;
        Some((mention, self.document.blocks.get(id.block)?.span.start))
    }

    fn attributed(&mut self, nearby: Nearby) -> Option<Attribution> {
        let Nearby { choice, cue, mut venues, titles, mut when, .. } = nearby;
        let choice = choice?;
        let id = choice.mention?;
        let (mention, base) = self.mention(id)?;
        let span = mention.span.shifted(base);
        let meaning = self.people.resolve(self.document, id, self.last);
        let person = meaning.map(|meaning| meaning.person);
        self.last = person.or(self.last);
        self.titles.extend(titles);
        if let Some(before) = self.before(choice.continues) {
            if venues.is_empty() {
                venues.clone_from(&before.venues);
            }
            when = when.or_else(|| before.when.clone());
        }
        let frame = choice.frame.and_then(|(block, index)| self.document.scans.get(block)?.frames.get(index));
        Some(Attribution {
            speaker: Speaker { mention: Some(span), text: clean(span.of(self.document.text)), person },
            cue,
            venues,
            when,
            confidence: self.confidence(&choice, meaning),
            pattern: pattern(choice.source, frame.map(|frame| (frame.kind, frame.link))).into(),
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
        self.before(continues).map_or(1.0, |before| before.confidence)
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
            speaker: Speaker { mention: Some(span), text: clean(span.of(self.document.text)), person },
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
            speaker: Speaker { mention: Some(span), text: clean(span.of(self.document.text)), person },
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
