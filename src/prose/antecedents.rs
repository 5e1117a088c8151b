//! Whom a pronoun or a role stands for, of those the text has met.

use smallvec::SmallVec;
use smol_str::SmolStr;

use super::candidates::MentionId;
use super::document::Document;
use super::lexicon::{Lexicon, class};
use super::mentions::Mention;
use super::names::last_word;
use super::persons::{Known, People};
use super::resolve::{Meaning, Met};
use super::{Gender, PersonId, PersonKind};

/// How far back a pronoun may look, in blocks and in mentions.
const BLOCKS_BACK: usize = 3;
const MENTIONS_BACK: usize = 40;
/// How many of the best antecedents are weighed against each other.
const RIVALS: usize = 6;

impl People {
    /// The person a pronoun stands for. `last` spoke the quotation before.
    pub(super) fn antecedent(
        &self,
        document: &Document<'_>,
        pronoun: &Mention,
        (block, sentence): (usize, usize),
        last: Option<PersonId>,
    ) -> Option<Meaning> {
        let mut scores: SmallVec<[(PersonId, f32); RIVALS]> = SmallVec::new();
        let mut consider = |person: PersonId, score: f32| {
            if let Some((_, best)) = scores.iter_mut().find(|(known, _)| *known == person) {
                *best = best.max(score);
            } else if scores.len() < RIVALS {
                scores.push((person, score));
            }
        };
        for met in self.trail.iter().rev().take(MENTIONS_BACK) {
            if met.block + BLOCKS_BACK < block {
                break;
            }
            let Some(fit) = self.fits(met.person, pronoun.gender) else { continue };
            let mut score = fit + met.salience + distance(document, met, block, sentence);
            score += if last == Some(met.person) { 0.6 } else { 0.0 };
            consider(met.person, score);
        }
        if let Some(last) = last
            && self.fits(last, pronoun.gender).is_some()
        {
            consider(last, -2.5);
        }
        best(&scores)
    }

    /// How well a pronoun of `gender` fits somebody; `None` when it does not.
    fn fits(&self, person: PersonId, gender: Gender) -> Option<f32> {
        let known = self.get(person)?;
        let other = known.gender != Gender::Unknown && gender != Gender::Unknown && known.gender != gender;
        let human = match known.kind {
            PersonKind::Human => Some(0.5),
            PersonKind::Unknown => self.known.get(person.0).is_some_and(Known::may_be_human).then_some(0.0),
            PersonKind::Organisation | PersonKind::Group => None,
        };
        human.filter(|_| !other).map(|human| human + if known.gender == gender { 0.6 } else { 0.0 })
    }

    /// Who bears the role that `mention` names.
    pub(super) fn bearer(&self, document: &Document<'_>, mention: &Mention, id: MentionId) -> Option<Meaning> {
        let text = document.block_text(id.block);
        let indefinite = mention.span.of(text).split_whitespace().next().is_some_and(|word| {
            matches!(word.to_lowercase().as_str(), "a" | "an" | "another" | "one" | "ein" | "eine")
        });
        if indefinite {
            return None;
        }
        let words: Vec<&str> = mention.role_text.split(' ').collect();
        let head = *words.last()?;
        let fits = |id: &PersonId| {
            self.get(*id).is_some_and(|person| {
                let any = mention.gender == Gender::Unknown || person.gender == Gender::Unknown;
                any || person.gender == mention.gender
            })
        };
        let of_role = |bears: &dyn Fn(&str) -> bool| -> Vec<PersonId> {
            let known = self.by_role.of(head).iter().copied().filter(fits);
            known.filter(|id| self.get(*id).is_some_and(|person| person.roles.iter().any(|role| bears(role)))).collect()
        };
        let whole = of_role(&|role| words.iter().all(|word| role.split(' ').any(|known| known == *word)));
        if let [only] = whole.as_slice() {
            return Some(Meaning::certain(*only));
        }
        if !mention.determined {
            return None;
        }
        // "The Ohio governor" where the text calls somebody governor and nothing more.
        let lexicon = Lexicon::of(document.language);
        let from = |word: &&str| lexicon.classes(word) & (class::DEMONYM | class::PLACE) != 0;
        let plain = if whole.is_empty() && words.iter().rev().skip(1).all(from) {
            of_role(&|role| role == head)
        } else {
            whole
        };
        self.nearest(&plain, id.block).map(|person| Meaning { person, certainty: SHARED_ROLE })
    }

    /// Whom "the lawmaker" means where nobody is known to be one: whoever the text is about, unless
    /// they are known to be something else.
    pub(super) fn anaphor(
        &self,
        document: &Document<'_>,
        role: &Mention,
        place: (usize, usize),
        last: Option<PersonId>,
    ) -> Option<Meaning> {
        let text = document.block_text(place.0);
        let words: Vec<&str> = role.role_text.split(' ').collect();
        let lexicon = Lexicon::of(document.language);
        let (head, before) = words.split_last()?;
        // "The senator" is an office that one may hold; "the woman", "the spokesman" are others.
        let office = lexicon.classes(head) & (class::TITLE | class::BYSTANDER) == class::TITLE;
        let plain = before.iter().all(|word| lexicon.classes(word) & (class::MODIFIER | class::DEMONYM) != 0);
        let the = matches!(role.span.of(text).split(' ').next(), Some("the" | "The" | "der" | "Der" | "die" | "Die"));
        if !(office && plain && the) {
            return None;
        }
        let found = self.antecedent(document, role, place, last)?;
        let person = self.get(found.person)?;
        let foremost = self.known.get(found.person.0)?.count >= self.most;
        let shares = |known: &SmolStr| before.iter().any(|word| known.split(' ').any(|known| known == *word));
        // Whoever runs for an office may hold another.
        let runs = |known: &SmolStr| lexicon.classes(last_word(known)) & class::RUNNING != 0;
        let open = person.roles.iter().all(runs) || person.roles.iter().any(shares);
        let certainty = found.certainty * SHARED_ROLE;
        (foremost && open && !person.name.is_empty()).then_some(Meaning { certainty, ..found })
    }

    /// The body that "the ministry", "the group" means: one whose name has that word, else the
    /// one the text was about just before.
    pub(super) fn body(&self, mention: &Mention, block: usize) -> Option<Meaning> {
        let head = mention.role_text.split(' ').next_back().filter(|head| !head.is_empty())?;
        if !mention.determined || mention.role_text.contains(' ') {
            return None;
        }
        let recent = || {
            let near = self.trail.iter().rev().take(MENTIONS_BACK).take_while(|met| met.block + BLOCKS_BACK >= block);
            near.filter(|met| {
                self.get(met.person)
                    .is_some_and(|known| known.kind == PersonKind::Organisation && !known.name.is_empty())
            })
        };
        let has_word = |met: &&Met| {
            let name = self.get(met.person).map_or("", |person| person.name.as_str());
            name.split(' ').any(|word| word.eq_ignore_ascii_case(head))
        };
        if let Some(named) = recent().find(has_word) {
            return Some(Meaning { person: named.person, certainty: NAMED_BODY });
        }
        let any =
            matches!(head, "group" | "organization" | "organisation" | "company" | "firm" | "agency" | "association");
        let found = recent().find(|met| any && met.salience > 0.0)?;
        Some(Meaning { person: found.person, certainty: NEAREST_BODY })
    }

    /// The one of `several` whom the text named last, if that was not far back.
    fn nearest(&self, several: &[PersonId], block: usize) -> Option<PersonId> {
        let back = self.trail.iter().rev().take(ROLE_MENTIONS_BACK);
        let near = back.take_while(|met| met.block + ROLE_BLOCKS_BACK >= block);
        near.map(|met| met.person).find(|person| several.contains(person))
    }
}

/// How far back the bearer of a role that several bear may stand, in blocks and in mentions.
const ROLE_BLOCKS_BACK: usize = 8;
const ROLE_MENTIONS_BACK: usize = 120;
/// How sure one is of the nearest of several who bear a role.
const SHARED_ROLE: f32 = 0.5;
/// How sure one is of the body that a word for bodies means by its name, and without.
const NAMED_BODY: f32 = 0.8;
const NEAREST_BODY: f32 = 0.5;

/// What the way back to a mention costs.
fn distance(document: &Document<'_>, met: &Met, block: usize, sentence: usize) -> f32 {
    let blocks = block - met.block;
    let end = if blocks == 0 {
        sentence
    } else {
        document.scans.get(met.block).map_or(0, |scan| scan.tokens.sentences.len())
    };
    match (blocks, end.saturating_sub(met.sentence)) {
        (0, 0) => -0.5,
        (blocks, sentences) => -0.6 * sentences as f32 - 1.4 * blocks as f32,
    }
}

/// The best of those that `scores` has, as sure as its lead over the others makes it.
fn best(scores: &[(PersonId, f32)]) -> Option<Meaning> {
    let (person, top) = scores.iter().copied().reduce(|best, other| if other.1 > best.1 { other } else { best })?;
    let rivals: f32 = scores.iter().map(|(_, score)| (STEEPNESS * (score - top)).exp()).sum();
    Some(Meaning { person, certainty: 1.0 / rivals })
}

/// How fast a lead in score makes one sure.
const STEEPNESS: f32 = 3.0;
