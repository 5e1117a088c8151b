//! What the engine returns.

use std::borrow::Cow;
use std::collections::BTreeSet;

use smol_str::SmolStr;

use crate::text::Span;
use crate::text::few::{self, Few};

/// A stretch of prose that stands by itself.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, serde::Serialize, serde::Deserialize)]
pub struct Block {
    /// Its bytes, without the markup in front of it.
    pub span: Span,
    /// What it is.
    pub kind: BlockKind,
}

/// What a block is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, serde::Serialize, serde::Deserialize)]
pub enum BlockKind {
    /// A title over a section.
    Heading,
    /// An ordinary paragraph.
    Paragraph,
    /// A paragraph of a block quote; paragraphs of one block quote share `quote`.
    BlockQuote {
        /// Numbers the block quotes of a document from 0.
        quote: u32,
    },
    /// A paragraph of a list item.
    ListItem,
    /// A cell of a table.
    TableCell,
    /// A paragraph of a footnote.
    Footnote,
}

/// All that a text says that bears on quotations.
#[derive(Clone, Debug, Default, serde::Serialize, serde::Deserialize)]
pub struct Reading {
    /// The quotations, by where they begin; an inner quotation follows the one it stands in.
    pub quotations: Vec<Quotation>,
    /// Whoever is mentioned, each once.
    pub people: Vec<Person>,
}

impl Reading {
    /// The person with this id.
    #[must_use]
    pub fn person(&self, id: PersonId) -> Option<&Person> {
        self.people.get(id.0)
    }

    /// The quotations of `text`, whose reading this is, that are somebody's words in marks of their
    /// own, by index: no titles and terms, none inside another, and no turns of a transcript, which are
    /// all of its text. Doubled apostrophes are what some archives made of other marks, and of inner
    /// ones too, so they are left out as well.
    pub fn quoted_speech<'a>(&'a self, text: &'a str) -> impl Iterator<Item = (usize, &'a Quotation)> {
        self.quotations.iter().enumerate().filter(move |(_, quotation)| {
            let turn = quotation.form == Form::Block
                && quotation.attribution.as_ref().is_some_and(|attribution| attribution.pattern == LABEL);
            let speech = quotation.within.is_none() && quotation.nature == Nature::Speech;
            speech && !turn && !quotation.span.of(text).starts_with("''")
        })
    }

    /// The quotations that are somebody's words and stand in no other.
    pub fn speech(&self) -> impl Iterator<Item = &Quotation> {
        self.quotations.iter().filter(|quotation| quotation.within.is_none() && quotation.nature == Nature::Speech)
    }

    /// Those whose words the text has, each once.
    #[must_use]
    pub fn speakers(&self) -> Vec<&Person> {
        let spoken = self.speech().filter_map(|quotation| quotation.attribution.as_ref()?.speaker.person);
        let ids: BTreeSet<PersonId> = spoken.collect();
        ids.into_iter().filter_map(|id| self.person(id)).collect()
    }

    /// The person who speaks `quotation`, when that is known.
    #[must_use]
    pub fn speaker_of(&self, quotation: &Quotation) -> Option<&Person> {
        quotation.attribution.as_ref()?.speaker.person.and_then(|id| self.person(id))
    }
}

/// A span of a text that claims to be somebody's words.
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
pub struct Quotation {
    /// All of it, its marks included.
    pub span: Span,
    /// The words without the marks: one span for each paragraph it runs over, in order.
    #[serde(with = "few")]
    pub parts: Few<Span>,
    /// How it is marked.
    pub form: Form,
    /// What it is: only speech is checked.
    pub nature: Nature,
    /// The quotation, by index, inside whose marks this one stands.
    pub within: Option<usize>,
    /// The earlier quotation, by index, whose utterance this one continues: the second half of
    /// "…," he said. "…", or of a paragraph that goes on quoting the same speaker.
    pub continues: Option<usize>,
    /// Who is said to have said it, where known.
    pub attribution: Option<Attribution>,
}

impl Quotation {
    /// From the first word to the last, without the outer marks.
    #[must_use]
    pub fn inner(&self) -> Span {
        match (self.parts.first(), self.parts.last()) {
            (Some(first), Some(last)) => first.join(*last),
            _ => self.span,
        }
    }
}

/// How a quotation is marked.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, serde::Serialize, serde::Deserialize)]
pub enum Form {
    /// By quotation marks.
    Marks,
    /// As a block quote.
    Block,
}

/// What stands between quotation marks.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, serde::Serialize, serde::Deserialize)]
pub enum Nature {
    /// Words that somebody is said to have said or written.
    Speech,
    /// The title of a work, a programme, a ship.
    Title,
    /// A term, a nickname, scare quotes.
    Term,
}

/// The claim that ties a quotation to a speaker, a venue, a date.
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
pub struct Attribution {
    /// Who speaks.
    pub speaker: Speaker,
    /// The words that say so: "said", "according to", a colon.
    pub cue: Option<Span>,
    /// Where it was said.
    pub venues: Vec<Venue>,
    /// When it was said.
    pub when: Option<super::When>,
    /// How sure the engine is of the speaker, 0 to 1, calibrated: of all attributions with 0.9,
    /// nine in ten are right.
    pub confidence: f32,
    /// The pattern that found it, for people who ask why: "mention verb quote".
    pub pattern: Cow<'static, str>,
}

/// The pattern of a turn that a label attributes: "MARSH: …".
pub const LABEL: &str = "label";

/// Whose words they are.
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
pub struct Speaker {
    /// Where the text names them; `None` when the speaker is only understood.
    pub mention: Option<Span>,
    /// How the text names them: "the envoy", "he", "Secretary Rubio".
    pub text: SmolStr,
    /// Who that is, when it could be settled.
    pub person: Option<PersonId>,
}

/// Where something was said.
#[derive(Clone, PartialEq, Eq, Debug, serde::Serialize, serde::Deserialize)]
pub struct Venue {
    /// Where the text names it.
    pub span: Span,
    /// Its name as the text has it, without quotation marks: "Meet the Press", "CNN".
    pub name: SmolStr,
    /// What it is.
    pub kind: VenueKind,
}

/// What a venue is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, serde::Serialize, serde::Deserialize)]
pub enum VenueKind {
    /// A programme: "Meet the Press".
    Programme,
    /// A network, newspaper or agency: "NBC", "Reuters".
    Outlet,
    /// A platform: "X", "Truth Social".
    Platform,
    /// An occasion: "a news conference in Brussels".
    Event,
    /// Nothing that can be told apart from others: "reporters", "a statement".
    Unnamed,
}

/// A person or body, by index into [`Reading::people`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, serde::Serialize, serde::Deserialize)]
pub struct PersonId(pub usize);

/// Whoever a text mentions.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Person {
    /// Their fullest name in this text, without titles: "Marco Rubio". Empty when only a role is known.
    pub name: SmolStr,
    /// Every form of the name seen, without titles: "Marco Rubio", "Rubio".
    #[serde(with = "few")]
    pub forms: Few<SmolStr>,
    /// Titles and roles the text gives them, lower case: "secretary of state", "special envoy".
    #[serde(with = "few")]
    pub roles: Few<SmolStr>,
    /// What they are.
    pub kind: PersonKind,
    /// As the text's pronouns and titles have it.
    pub gender: Gender,
}

/// What whoever speaks is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default, serde::Serialize, serde::Deserialize)]
pub enum PersonKind {
    /// Not settled.
    #[default]
    Unknown,
    /// One human being.
    Human,
    /// A body: a ministry, a company, a newspaper, a government by its capital.
    Organisation,
    /// Several, unnamed: "officials", "critics".
    Group,
}

/// Grammatical gender of the pronouns that fit somebody.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default, serde::Serialize, serde::Deserialize)]
pub enum Gender {
    /// Not settled.
    #[default]
    Unknown,
    /// "she".
    Female,
    /// "he".
    Male,
    /// "they", of one or several.
    Neutral,
}
