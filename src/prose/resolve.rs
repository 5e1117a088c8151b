//! Who is meant: each mention of a text that stands for somebody named elsewhere, in order.

use smallvec::smallvec;
use smol_str::SmolStr;

use super::bearers::Name;
use super::candidates::{MentionId, sentence_of};
use super::document::Document;
use super::mentions::{Mention, MentionForm};
use super::names::role_words;
use super::persons::People;
use super::{Gender, Person, PersonId, PersonKind};

/// Whom a mention means.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Meaning {
    pub(super) person: PersonId,
    /// How sure that is, 0 to 1.
    pub(super) certainty: f32,
}

impl Meaning {
    pub(super) fn certain(person: PersonId) -> Self {
        Self { person, certainty: 1.0 }
    }
}

/// Somebody met on the way through a text, for the pronouns and roles that come later.
#[derive(Clone, Copy, Debug)]
pub(super) struct Met {
    pub(super) person: PersonId,
    pub(super) block: usize,
    pub(super) sentence: usize,
    /// How much the mention's place in its clause makes it what the text is about.
    pub(super) salience: f32,
}

impl People {
    /// Whom the mention of a speaker means. `last` spoke the quotation before.
    pub(super) fn resolve(
        &mut self,
        document: &Document<'_>,
        id: MentionId,
        last: Option<PersonId>,
    ) -> Option<Meaning> {
        self.follow(document, id, last);
        if let Some(known) = self.meaning(id) {
            return Some(known);
        }
        let mention = document.scans.get(id.block)?.mentions.get(id.index)?;
        let found = match mention.form {
            MentionForm::It => {
                let body =
                    |last: &PersonId| self.get(*last).is_some_and(|person| person.kind == PersonKind::Organisation);
                last.filter(body).map(|person| Meaning { person, certainty: IT })
            }
            _ => self.author(document, id, mention),
        };
        let found = found.or_else(|| self.unnamed(document, mention, id).map(Meaning::certain))?;
        self.settle(id, found);
        self.meet(document, id, mention, found.person);
        Some(found)
    }

    /// Goes on through the text up to the mention `end`, settling pronouns and roles on the way:
    /// what "he" means shows in whom the text was about before.
    fn follow(&mut self, document: &Document<'_>, end: MentionId, last: Option<PersonId>) {
        while self.next <= end {
            let id = self.next;
            let Some(scan) = document.scans.get(id.block) else { return };
            let Some(mention) = scan.mentions.get(id.index) else {
                self.next = MentionId { block: id.block + 1, index: 0 };
                continue;
            };
            self.next.index += 1;
            let sentence = sentence_of(scan, mention.tokens.start).unwrap_or(0);
            let meaning = self.meaning(id).or_else(|| {
                let found = match mention.form {
                    MentionForm::Personal | MentionForm::Object | MentionForm::Possessive => {
                        self.antecedent(document, mention, (id.block, sentence), last)
                    }
                    MentionForm::Relative => self.before_relative(document, id),
                    MentionForm::Role => self
                        .bearer(document, mention, id)
                        .or_else(|| self.anaphor(document, mention, (id.block, sentence), last)),
                    MentionForm::Body => self.body(mention, id.block),
                    _ => None,
                }?;
                self.settle(id, found);
                Some(found)
            });
            if let Some(Meaning { person, .. }) = meaning {
                if matches!(mention.form, MentionForm::Personal) {
                    self.is_human(person, mention.gender);
                }
                self.meet(document, id, mention, person);
            }
        }
    }

    fn meet(&mut self, document: &Document<'_>, id: MentionId, mention: &Mention, person: PersonId) {
        let Some(scan) = document.scans.get(id.block) else { return };
        let sentence = sentence_of(scan, mention.tokens.start).unwrap_or(0);
        let leads = id
            .index
            .checked_sub(1)
            .and_then(|before| scan.mentions.get(before))
            .is_none_or(|before| sentence_of(scan, before.tokens.start) != Some(sentence));
        let salience = salience(mention) + if leads { LEADS } else { 0.0 };
        self.trail.push(Met { person, block: id.block, sentence, salience });
    }

    /// A pronoun shows that somebody is a human being, and which gender the text gives them.
    fn is_human(&mut self, person: PersonId, gender: Gender) {
        if let Some(person) = self.people.get_mut(person.0)
            && person.gender == Gender::Unknown
        {
            person.gender = gender;
            person.kind = PersonKind::Human;
        }
    }

    /// "Rowan, who": whoever is named right before.
    fn before_relative(&self, document: &Document<'_>, id: MentionId) -> Option<Meaning> {
        let scan = document.scans.get(id.block)?;
        let who = scan.mentions.get(id.index)?;
        let before = id.index.checked_sub(1)?;
        let mention = scan.mentions.get(before)?;
        let near = who.tokens.start.saturating_sub(mention.tokens.end) <= 1;
        near.then(|| self.meaning(MentionId { block: id.block, index: before })).flatten()
    }

    /// Whose a document is that speaks: "the council's letter", "a letter from the council".
    fn author(&self, document: &Document<'_>, id: MentionId, mention: &Mention) -> Option<Meaning> {
        if !matches!(mention.form, MentionForm::Body | MentionForm::Phrase) {
            return None;
        }
        let scan = document.scans.get(id.block)?;
        let beside = |index: usize| Some((scan.mentions.get(index)?, MentionId { block: id.block, index }));
        let before = id.index.checked_sub(1).and_then(beside).filter(|(owner, _)| {
            owner.genitive && owner.tokens.end + 1 == mention.tokens.start && mention.kind != PersonKind::Human
        });
        let behind = beside(id.index + 1).filter(|(owner, _)| {
            let joint = scan.tokens.all.get(mention.tokens.end);
            let joint = joint.map_or("", |joint| joint.span.of(document.block_text(id.block)));
            matches!(joint, "from" | "by" | "von") && owner.tokens.start == mention.tokens.end + 1
        });
        let (mut owner, mut id) = before.or(behind)?;
        // "A statement from Rowan's lawyer": the lawyer's.
        while owner.genitive && owner.tokens.start > mention.tokens.start {
            let (owned, next) = beside(id.index + 1).filter(|(owned, _)| owned.tokens.start == owner.tokens.end + 1)?;
            (owner, id) = (owned, next);
        }
        self.meaning(id)
    }

    /// Somebody known by a role alone: a person without a name.
    fn unnamed(&mut self, document: &Document<'_>, mention: &Mention, id: MentionId) -> Option<PersonId> {
        if !matches!(mention.form, MentionForm::Role | MentionForm::Body | MentionForm::Group | MentionForm::Phrase) {
            return None;
        }
        let role = if mention.role.is_some() {
            mention.role_text.clone()
        } else {
            role_words(mention.span.of(document.block_text(id.block))).into()
        };
        (!role.is_empty()).then(|| self.unnamed_in(role, mention.kind, mention.gender))
    }

    /// The person known by `role` alone, known already or new.
    pub(super) fn unnamed_in(&mut self, role: SmolStr, kind: PersonKind, gender: Gender) -> PersonId {
        let name = Name::of(&role);
        if let Some(known) = self.unnamed.get(&name) {
            return *known;
        }
        let found = self.push(Person { roles: smallvec![role], kind, gender, ..Person::default() });
        self.unnamed.insert(name, found);
        found
    }
}

/// "It" is seldom a speaker.
const IT: f32 = 0.7;

/// What the first to be named in a sentence has before the others.
const LEADS: f32 = 0.5;

/// Subjects of speech are what a text goes on about; what a preposition governs seldom is.
fn salience(mention: &Mention) -> f32 {
    let part = |holds: bool, weight: f32| if holds { weight } else { 0.0 };
    mention.subject_of.map_or(0.0, super::frames::FrameKind::strength)
        - part(mention.governed, 0.8)
        - part(mention.genitive, 0.4)
}
