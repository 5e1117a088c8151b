//! Who is who within one text: names, their shorter forms, and the roles that go with them.

use rustc_hash::FxHashMap;

use super::candidates::MentionId;
use super::document::Document;
use super::mentions::{Mention, MentionForm};
use super::names::{NameParts, folded, given_agree};
use super::tokens::Kind;
use super::{Gender, Person, PersonId, PersonKind};

/// The people of a text, and which mentions are whose.
#[derive(Debug, Default)]
pub(super) struct People {
    pub(super) people: Vec<Person>,
    pub(super) of: FxHashMap<MentionId, PersonId>,
    /// The given name of each, folded.
    pub(super) givens: Vec<Option<String>>,
    /// How often each was named.
    pub(super) counts: Vec<usize>,
    /// By the last word of a name, those who bear it.
    pub(super) by_last: FxHashMap<String, Vec<PersonId>>,
    /// By the first word of a name of several words.
    by_first: FxHashMap<String, Vec<PersonId>>,
    /// By a name of several words.
    by_name: FxHashMap<String, PersonId>,
    /// By each word of a role, those with names who bear it.
    pub(super) by_role: FxHashMap<String, Vec<PersonId>>,
    /// Those known by a role alone.
    pub(super) unnamed: FxHashMap<String, PersonId>,
}

/// How many people of one surname, forms of one name, roles of one person are kept apart; no
/// sensible text has more, and looking through them stays cheap.
const MOST: usize = 24;

impl People {
    /// Reads all names of `document`.
    pub(super) fn of_document(document: &Document<'_>) -> Self {
        let mut people = Self::default();
        for (block, scan) in document.scans.iter().enumerate() {
            for (index, mention) in scan.mentions.iter().enumerate() {
                if mention.name.is_some() {
                    let id = people.named(&mention.name_text, mention);
                    people.of.insert(MentionId { block, index }, id);
                    people.add_role(id, &mention.role_text);
                }
            }
            people.appositions(block, document);
        }
        people
    }

    /// The person a mention means, where that is settled.
    pub(super) fn person(&self, mention: MentionId) -> Option<PersonId> {
        self.of.get(&mention).copied()
    }

    pub(super) fn get(&self, id: PersonId) -> Option<&Person> {
        self.people.get(id.0)
    }

    /// The person of this name, known already or new.
    pub(super) fn named(&mut self, name: &str, mention: &Mention) -> PersonId {
        if let Some(known) = self.by_name.get(name).copied() {
            self.count(known);
            return known;
        }
        let id = self.find(name, mention).unwrap_or_else(|| self.add(name, mention.kind));
        self.count(id);
        if name.contains(' ') {
            self.by_name.insert(name.to_owned(), id);
        }
        let Some(person) = self.people.get_mut(id.0) else { return id };
        if person.forms.len() < MOST && !person.forms.iter().any(|form| form == name) {
            person.forms.push(name.to_owned());
        }
        if name.split(' ').count() > person.name.split(' ').count() {
            name.clone_into(&mut person.name);
            if let Some(given) = self.givens.get_mut(id.0) {
                *given = given_of(name);
            }
            if let Some(first) = name.split(' ').next() {
                push(&mut self.by_first, first, id);
            }
        }
        if person.kind == PersonKind::Unknown {
            person.kind = mention.kind;
        }
        if person.gender == Gender::Unknown {
            person.gender = mention.gender;
        }
        id
    }

    fn count(&mut self, id: PersonId) {
        if let Some(count) = self.counts.get_mut(id.0) {
            *count += 1;
        }
    }

    pub(super) fn add(&mut self, name: &str, kind: PersonKind) -> PersonId {
        let id = PersonId(self.people.len());
        self.people.push(Person { name: name.to_owned(), kind, ..Person::default() });
        self.counts.push(0);
        self.givens.push(given_of(name));
        let mut words = name.split(' ');
        let last = words.next_back().unwrap_or_default();
        push(&mut self.by_last, last, id);
        if let Some(first) = words.next() {
            push(&mut self.by_first, first, id);
        }
        id
    }

    fn find(&self, name: &str, mention: &Mention) -> Option<PersonId> {
        let words: Vec<&str> = name.split(' ').collect();
        let (&first, &last) = (words.first()?, words.last()?);
        let same_last = self.by_last.get(last).map(Vec::as_slice).unwrap_or_default();
        let gender_fits = |id: &PersonId| {
            let known = self.get(*id).map_or(Gender::Unknown, |person| person.gender);
            known == Gender::Unknown || mention.gender == Gender::Unknown || known == mention.gender
        };
        if words.len() > 1 {
            let folded = folded(name);
            let own = NameParts::of(&folded).given;
            let exact = same_last
                .iter()
                .find(|id| self.get(**id).is_some_and(|person| person.forms.iter().any(|form| form == name)));
            return exact
                .or_else(|| {
                    same_last.iter().filter(|id| gender_fits(id)).find(|id| {
                        match (self.givens.get(id.0).and_then(Option::as_deref), own) {
                            (Some(known), Some(own)) => given_agree(known, own),
                            _ => true,
                        }
                    })
                })
                .copied();
        }
        let fitting: Vec<PersonId> = same_last.iter().copied().filter(gender_fits).collect();
        match fitting.as_slice() {
            [only] => Some(*only),
            [] => self.by_first.get(first).and_then(|ids| match ids.as_slice() {
                [only] => Some(*only),
                _ => None,
            }),
            several => self.foremost(several),
        }
    }

    /// Of several with one surname the one whom the bare surname means: one already known by it
    /// alone, or by far the most often named.
    pub(super) fn foremost(&self, several: &[PersonId]) -> Option<PersonId> {
        let bare = several.iter().find(|id| self.get(**id).is_some_and(|person| !person.name.contains(' ')));
        if let Some(bare) = bare {
            return Some(*bare);
        }
        let count = |id: &PersonId| self.counts.get(id.0).copied().unwrap_or(0);
        let top = several.iter().copied().max_by_key(|id| (count(id), std::cmp::Reverse(id.0)))?;
        let second = several.iter().filter(|id| **id != top).map(count).max().unwrap_or(0);
        (count(&top) >= 3 * second.max(1)).then_some(top)
    }

    pub(super) fn add_role(&mut self, id: PersonId, role: &str) {
        let Some(person) = self.people.get_mut(id.0).filter(|_| !role.is_empty()) else { return };
        if person.roles.len() < MOST && !person.roles.iter().any(|known| known == role) {
            person.roles.push(role.to_owned());
            for word in role.split(' ') {
                let bearers = self.by_role.entry(word.to_owned()).or_default();
                if bearers.len() < MOST && !bearers.contains(&id) {
                    bearers.push(id);
                }
            }
        }
    }

    /// "Rowan, the harbour envoy, …" and "the envoy, Ada Rowan, …".
    fn appositions(&mut self, block: usize, document: &Document<'_>) {
        let Some(scan) = document.scans.get(block) else { return };
        for (index, pair) in scan.mentions.windows(2).enumerate() {
            let [first, second] = pair else { continue };
            let comma = scan.tokens.all.get(first.tokens.end).is_some_and(|token| token.kind == Kind::Comma);
            if !comma || second.tokens.start != first.tokens.end + 1 {
                continue;
            }
            let (name, role, role_index) = match (first.form, second.form) {
                (MentionForm::Name, MentionForm::Role) => (index, second, index + 1),
                (MentionForm::Role, MentionForm::Name) if closes(scan.tokens.all.get(second.tokens.end)) => {
                    (index + 1, first, index)
                }
                _ => continue,
            };
            if let Some(person) = self.person(MentionId { block, index: name })
                && self.get(person).is_some_and(|person| person.kind != PersonKind::Organisation)
            {
                self.add_role(person, &role.role_text);
                self.of.insert(MentionId { block, index: role_index }, person);
            }
        }
    }
}

fn given_of(name: &str) -> Option<String> {
    NameParts::of(&folded(name)).given.map(str::to_owned)
}

fn push(index: &mut FxHashMap<String, Vec<PersonId>>, word: &str, id: PersonId) {
    let bearers = index.entry(word.to_owned()).or_default();
    if bearers.len() < MOST {
        bearers.push(id);
    }
}

fn closes(token: Option<&super::tokens::Token>) -> bool {
    token.is_none_or(|token| matches!(token.kind, Kind::Comma | Kind::Stop | Kind::Lower | Kind::Quote(_) | Kind::Dash))
}
