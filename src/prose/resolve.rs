//! Who is meant by a pronoun, by "who", by a role without a name.

use super::candidates::{MentionId, sentence_of};
use super::document::Document;
use super::frames::FrameKind;
use super::mentions::{Mention, MentionForm};
use super::names::role_words;
use super::persons::People;
use super::scan::Scan;
use super::{Gender, Person, PersonId, PersonKind};

/// How far back a pronoun may look, in blocks and in mentions.
const BLOCKS_BACK: usize = 3;
const MENTIONS_BACK: usize = 40;

impl People {
    /// Resolves the mention of a speaker: a role, a pronoun. `last` spoke the quotation before.
    pub(super) fn resolve(
        &mut self,
        document: &Document<'_>,
        id: MentionId,
        last: Option<PersonId>,
    ) -> Option<PersonId> {
        if let Some(known) = self.person(id) {
            return Some(known);
        }
        let scan = document.scans.get(id.block)?;
        let mention = scan.mentions.get(id.index)?;
        let found = match mention.form {
            MentionForm::Personal | MentionForm::Object | MentionForm::Possessive => {
                self.antecedent(document, id, mention.gender, last)
            }
            MentionForm::Relative => self.before_relative(document, id),
            MentionForm::Role => self.bearer(document, mention, id),
            MentionForm::It => {
                last.filter(|last| self.get(*last).is_some_and(|person| person.kind == PersonKind::Organisation))
            }
            MentionForm::Body
            | MentionForm::Group
            | MentionForm::They
            | MentionForm::First
            | MentionForm::Phrase
            | MentionForm::Name => None,
        };
        let found = found.or_else(|| self.unnamed(document, mention, id))?;
        if mention.form == MentionForm::Personal
            && let Some(person) = self.people.get_mut(found.0)
            && person.gender == Gender::Unknown
        {
            person.gender = mention.gender;
            person.kind = PersonKind::Human;
        }
        self.of.insert(id, found);
        Some(found)
    }

    /// Somebody known by a role alone: a person without a name.
    fn unnamed(&mut self, document: &Document<'_>, mention: &Mention, id: MentionId) -> Option<PersonId> {
        if !matches!(mention.form, MentionForm::Role | MentionForm::Body | MentionForm::Group | MentionForm::Phrase) {
            return None;
        }
        let role = if mention.role.is_some() {
            mention.role_text.to_string()
        } else {
            role_words(mention.span.of(document.block_text(id.block)))
        };
        (!role.is_empty()).then(|| self.unnamed_in(role, mention.kind, mention.gender))
    }

    /// The person known by `role` alone, known already or new.
    pub(super) fn unnamed_in(&mut self, role: String, kind: PersonKind, gender: Gender) -> PersonId {
        if let Some(known) = self.unnamed.get(&role) {
            return *known;
        }
        let found = PersonId(self.people.len());
        self.unnamed.insert(role.clone(), found);
        self.people.push(Person { roles: vec![role], kind, gender, ..Person::default() });
        self.counts.push(0);
        self.givens.push(None);
        found
    }

    /// Who bears the role that `mention` names: exactly one person must.
    fn bearer(&self, document: &Document<'_>, mention: &Mention, id: MentionId) -> Option<PersonId> {
        let text = document.block_text(id.block);
        let indefinite = mention.span.of(text).split_whitespace().next().is_some_and(|word| {
            matches!(word.to_lowercase().as_str(), "a" | "an" | "another" | "one" | "ein" | "eine")
        });
        if indefinite {
            return None;
        }
        let words: Vec<&str> = mention.role_text.split(' ').collect();
        let gender = mention.gender;
        let bears = |id: &&PersonId| {
            self.get(**id).is_some_and(|person| {
                let gender_fits =
                    gender == Gender::Unknown || person.gender == Gender::Unknown || person.gender == gender;
                gender_fits
                    && person.roles.iter().any(|known| words.iter().all(|word| known.split(' ').any(|k| k == *word)))
            })
        };
        let mut bearers = self.by_role.get(*words.last()?)?.iter().filter(bears);
        match (bearers.next(), bearers.next()) {
            (Some(only), None) => Some(*only),
            _ => None,
        }
    }

    fn before_relative(&self, document: &Document<'_>, id: MentionId) -> Option<PersonId> {
        let scan = document.scans.get(id.block)?;
        let who = scan.mentions.get(id.index)?;
        let before = id.index.checked_sub(1)?;
        let mention = scan.mentions.get(before)?;
        let near = who.tokens.start.saturating_sub(mention.tokens.end) <= 1;
        near.then(|| self.person(MentionId { block: id.block, index: before })).flatten()
    }

    /// The person a pronoun of this gender stands for.
    fn antecedent(
        &self,
        document: &Document<'_>,
        id: MentionId,
        gender: Gender,
        last: Option<PersonId>,
    ) -> Option<PersonId> {
        let mut best: Option<(f32, PersonId)> = None;
        let mut seen = 0;
        let own = document.scans.get(id.block)?.mentions.get(id.index)?;
        let mut consider = |score: f32, person: PersonId| {
            if best.is_none_or(|(top, _)| score > top) {
                best = Some((score, person));
            }
        };
        for block in (id.block.saturating_sub(BLOCKS_BACK)..=id.block).rev() {
            let Some(scan) = document.scans.get(block) else { continue };
            let end = if block == id.block { id.index } else { scan.mentions.len() };
            let own_sentence =
                if block == id.block { sentence(scan, own.tokens.start) } else { scan.tokens.sentences.len() };
            let distance = (id.block - block) as f32;
            for index in (0..end).rev() {
                seen += 1;
                if seen > MENTIONS_BACK {
                    return best.map(|(_, person)| person);
                }
                let Some(mention) = scan.mentions.get(index) else { continue };
                let Some(person) = self.person(MentionId { block, index }) else { continue };
                let Some(known) = self.get(person) else { continue };
                if !gender_fits(known, gender) {
                    continue;
                }
                let back = (own_sentence.saturating_sub(sentence(scan, mention.tokens.start))) as f32;
                let mut score = -0.6 * back - 1.4 * distance;
                if back == 0.0 && distance == 0.0 {
                    score -= 0.5;
                }
                score += mention.subject_of.map_or(0.0, FrameKind::strength);
                score -=
                    f32::from(u8::from(mention.after_preposition)) * 0.8 + f32::from(u8::from(mention.genitive)) * 0.4;
                score += if known.gender == gender { 0.6 } else { 0.0 };
                score += if known.kind == PersonKind::Human { 0.5 } else { 0.0 };
                score += if last == Some(person) { 0.6 } else { 0.0 };
                consider(score, person);
            }
        }
        if let Some(last) = last
            && self.get(last).is_some_and(|person| gender_fits(person, gender))
        {
            consider(-2.5, last);
        }
        best.map(|(_, person)| person)
    }
}

fn sentence(scan: &Scan, token: usize) -> usize {
    sentence_of(scan, token).unwrap_or(0)
}

fn gender_fits(person: &Person, gender: Gender) -> bool {
    !matches!(person.kind, PersonKind::Organisation | PersonKind::Group)
        && (person.gender == Gender::Unknown || gender == Gender::Unknown || person.gender == gender)
}
