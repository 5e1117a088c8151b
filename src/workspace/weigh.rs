//! From passages to evidence: who speaks there, where, and whether that is whom the draft names.

use smallvec::smallvec;

use crate::archive::{Archive, SourceId};
use crate::draft::Draft;
use crate::prose::{Attribution, Directory, Person, Reading, Sameness, written};
use crate::rules::{Evidence, NamedSpeaker, Standing};
use crate::source::Source;
use crate::verify::{Alteration, AlterationKind, Extent, Grade, Wording};

use super::reference::{Names, Reference};
use super::sighting::Sighting;

/// What evidence is weighed with.
pub(super) struct Weighing<'a> {
    pub archive: &'a Archive,
    pub people: &'a Directory,
    pub cited: &'a [SourceId],
    pub draft: &'a Draft,
    /// Who the draft says speaks.
    pub ours: Option<&'a Attribution>,
    /// How sure it is whom the draft means.
    pub reference: &'a dyn Fn() -> Reference,
    /// The draft's words.
    pub wording: &'a Wording,
}

impl Weighing<'_> {
    /// The evidence for the draft's words, the best first: passages for all of them before those for
    /// a part, and those before mere neighbours; cited sources before others, then the fewest changes, then speech before prose, then whoever the draft
    /// names before others.
    pub(super) fn weigh(&self, sightings: &[Sighting]) -> Vec<Evidence> {
        let speaker = self.ours.and_then(|a| a.speaker.person).and_then(|id| self.draft.reading.person(id));
        let mut evidence: Vec<Evidence> = sightings.iter().filter_map(|s| self.one(s, speaker)).collect();
        evidence.sort_by(|a, b| rank(a).cmp(&rank(b)).then(b.similarity.total_cmp(&a.similarity)));
        evidence
    }

    fn one(&self, sighting: &Sighting, speaker: Option<&Person>) -> Option<Evidence> {
        let found = &sighting.found;
        let source = self.archive.source(found.source)?;
        let Saying { attribution, quoted_by, own } = saying(&source, sighting.standing);
        let person = attribution.and_then(|a| a.speaker.person).and_then(|id| source.reading.person(id));
        let author = if sighting.standing == Standing::Own { author(&source) } else { None };
        let theirs = person.or(author.as_ref());
        let sameness = match (speaker, theirs) {
            (Some(ours), Some(theirs)) => self.people.compare(ours, theirs),
            _ => Sameness::Unknown,
        };
        let reference =
            if sameness == Sameness::Different { self.reference(&source, attribution) } else { Reference::Sure };
        // Words that the speaker of the source sets off, without saying whose they are, may be anybody's.
        let unsettled = reference == Reference::Ambiguous || (!own && sameness == Sameness::Different);
        let sameness = if unsettled { Sameness::Unknown } else { sameness };
        let quoted_by = quoted_by.map(|outer| {
            let person = outer.speaker.person.and_then(|id| source.reading.person(id));
            let same = match (speaker, person) {
                (Some(ours), Some(theirs)) => self.people.compare(ours, theirs),
                _ => Sameness::Unknown,
            };
            (same, spoken_by(self.people, &source.reading, outer))
        });
        let named = attribution.map(|a| spoken_by(self.people, &source.reading, a));
        let by_author = author.as_ref().map(|a| NamedSpeaker { mention: a.name.clone(), name: Some(a.name.clone()) });
        let cited = self.cited.contains(&found.source);
        let alterations = found.alterations.iter().cloned();
        let venues = attribution.map(|a| a.venues.clone()).unwrap_or_default();
        Some(Evidence {
            source: found.source,
            span: found.span,
            pieces: found.pieces.clone(),
            cited,
            standing: sighting.standing,
            speaker: named.or(by_author),
            speaker_confidence: attribution.map_or(0.0, |a| a.confidence),
            sameness,
            quoted_by,
            settled: reference == Reference::Sure,
            venue: venues.first().map(|v| v.name.clone()),
            venues,
            date: attribution.and_then(|a| a.when.as_ref()).map(|when| {
                let day = when.resolved(source.card.metadata.date.as_deref());
                day.map_or_else(|| when.text.clone(), written)
            }),
            when: attribution.and_then(|a| a.when.clone()),
            alterations: if cited { alterations.collect() } else { alterations.map(|a| self.silence(a)).collect() },
            omissions: found.omissions.clone(),
            clip: found.clip.clone(),
            spliced: found.spliced,
            similarity: found.similarity,
            extent: found.extent,
        })
    }

    /// Words at an end of the quotation that a source does not have may simply be more than it
    /// printed. Unless it is the one cited, that it lacks them does not show that they turn the sense.
    fn silence(&self, alteration: Alteration) -> Alteration {
        let first = self.wording.words().next().map(|word| word.span.start);
        let last = self.wording.words().last().map(|word| word.span.end);
        let at_end = first == Some(alteration.draft.start) || last == Some(alteration.draft.end);
        if alteration.kind == AlterationKind::Added && alteration.grade == Grade::Sense && at_end {
            return Alteration { grade: Grade::Words, sense: None, ..alteration };
        }
        alteration
    }

    /// How sure it is whom the draft and the source mean, by the less sure of the two.
    fn reference(&self, source: &Source, theirs: Option<&Attribution>) -> Reference {
        let ours = self.ours.map(|_| (self.reference)());
        let theirs = theirs.map(|a| Names::of(&source.reading).reference(&source.prose, &source.blocks, a));
        ours.into_iter().chain(theirs).min().unwrap_or(Reference::Likely)
    }
}

/// Sorts evidence: smaller is better.
fn rank(evidence: &Evidence) -> (Extent, bool, bool, Grade, bool, u8, SourceId, usize) {
    let kinship = match evidence.sameness {
        Sameness::Same => 0,
        Sameness::Unknown => 1,
        Sameness::Different => 2,
    };
    (
        evidence.extent,
        !evidence.cited,
        evidence.spliced,
        evidence.grade(),
        !evidence.is_spoken(),
        kinship,
        evidence.source,
        evidence.span.start,
    )
}

/// How a text names the speaker of `attribution`, and who that is.
pub(super) fn spoken_by(people: &Directory, reading: &Reading, attribution: &Attribution) -> NamedSpeaker {
    let person = attribution.speaker.person.and_then(|id| reading.person(id));
    NamedSpeaker { mention: attribution.speaker.text.clone(), name: person.and_then(|p| people.name_of(p)) }
}

/// Whom a source gives a passage to.
#[derive(Clone, Copy, Default)]
struct Saying<'a> {
    attribution: Option<&'a Attribution>,
    /// Who quotes them, where the passage is a quotation inside another with a speaker of its own.
    quoted_by: Option<&'a Attribution>,
    /// Whether the attribution is the passage's own, and not that of the quotation around it.
    own: bool,
}

fn saying(source: &Source, standing: Standing) -> Saying<'_> {
    let index = match standing {
        Standing::Speech(index) | Standing::Mixed { quotation: index } => index,
        Standing::Prose | Standing::Own => return Saying { own: true, ..Saying::default() },
    };
    let Some(quotation) = source.reading.quotations.get(index) else { return Saying::default() };
    let outer = quotation.within.and_then(|outer| source.reading.quotations.get(outer)?.attribution.as_ref());
    let own = quotation.attribution.as_ref();
    match (own, outer) {
        // “I said, ‘No’”: nobody else is quoted.
        (Some(own), Some(outer)) => {
            let another = own.speaker.person.is_none() || own.speaker.person != outer.speaker.person;
            Saying { attribution: Some(own), quoted_by: another.then_some(outer), own: true }
        }
        (own, outer) => Saying { attribution: own.or(outer), quoted_by: None, own: own.is_some() || outer.is_none() },
    }
}

/// The author of a source that is all in their own voice, when it names just one.
fn author(source: &Source) -> Option<Person> {
    match source.card.metadata.authors.as_slice() {
        [name] => Some(Person { name: name.into(), forms: smallvec![name.into()], ..Person::default() }),
        _ => None,
    }
}

/// Whether the draft names a source itself as the speaker: its outlet, its author, its key.
pub(super) fn quotes_source(
    archive: &Archive,
    speaker: Option<&NamedSpeaker>,
    evidence: &[Evidence],
    cited: &[SourceId],
) -> bool {
    let Some(speaker) = speaker else { return false };
    let ours: Vec<String> =
        [Some(speaker.mention.as_str()), speaker.name.as_deref()].into_iter().flatten().map(plain).collect();
    let ids = evidence.iter().map(|e| e.source).chain(cited.iter().copied());
    ids.filter_map(|id| archive.card(id)).any(|card| {
        let metadata = &card.metadata;
        let names =
            metadata.authors.iter().map(String::as_str).chain(metadata.outlet.as_deref()).chain([card.key.as_str()]);
        names.map(plain).any(|name| !name.is_empty() && ours.contains(&name))
    }) || ours.iter().any(|name| PUBLICATIONS.contains(&name.as_str()))
}

/// What a draft calls a source without naming it.
const PUBLICATIONS: &[&str] =
    &["article", "report", "paper", "newspaper", "story", "author", "outlet", "reporter", "agency"];

/// Letters and digits in lower case, without a leading article.
fn plain(name: &str) -> String {
    let lower = name.to_lowercase();
    let bare = lower.strip_prefix("the ").unwrap_or(&lower);
    bare.chars().filter(|c| c.is_alphanumeric()).collect()
}
