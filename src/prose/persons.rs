//! Who is who within one text: names, their shorter forms, and the roles that go with them.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::candidates::MentionId;
use super::document::Document;
use super::mentions::{Mention, MentionForm};
use super::names::{NameParts, folded, given_agree, given_names_agree, last_word};
use super::scan::Scan;
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
    by_last: FxHashMap<String, Vec<PersonId>>,
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
        let named = |scan: &Arc<Scan>| scan.mentions.iter().filter(|mention| mention.name.is_some()).count();
        people.of.reserve(document.scans.iter().map(named).sum());
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
    fn named(&mut self, name: &str, mention: &Mention) -> PersonId {
        if let Some(known) = self.by_name.get(name).copied() {
            self.count(known);
            return known;
        }
        let id = self.find(name, mention).unwrap_or_else(|| self.add(name, mention.kind));
        self.count(id);
        if spaces(name) > 0 {
            self.by_name.insert(name.to_owned(), id);
        }
        let Some(person) = self.people.get_mut(id.0) else { return id };
        if person.forms.len() < MOST && !person.forms.iter().any(|form| form == name) {
            person.forms.push(name.to_owned());
        }
        if spaces(name) > spaces(&person.name) {
            name.clone_into(&mut person.name);
            if let Some(given) = self.givens.get_mut(id.0) {
                *given = given_of(name);
            }
            if let Some((first, _)) = name.split_once(' ') {
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

    fn add(&mut self, name: &str, kind: PersonKind) -> PersonId {
        let id = PersonId(self.people.len());
        self.people.push(Person { name: name.to_owned(), kind, ..Person::default() });
        self.counts.push(0);
        self.givens.push(given_of(name));
        push(&mut self.by_last, last_word(name), id);
        if let Some((first, _)) = name.split_once(' ') {
            push(&mut self.by_first, first, id);
        }
        id
    }

    fn find(&self, name: &str, mention: &Mention) -> Option<PersonId> {
        let last = last_word(name);
        let same_last = self.by_last.get(last).map(Vec::as_slice).unwrap_or_default();
        let gender_fits = |id: &PersonId| {
            let known = self.get(*id).map_or(Gender::Unknown, |person| person.gender);
            known == Gender::Unknown || mention.gender == Gender::Unknown || known == mention.gender
        };
        if last.len() < name.len() {
            let exact = same_last
                .iter()
                .find(|id| self.get(**id).is_some_and(|person| person.forms.iter().any(|form| form == name)));
            return exact
                .or_else(|| {
                    let folded = if same_last.is_empty() { String::new() } else { folded(name) };
                    let own = NameParts::of(&folded).given;
                    same_last.iter().filter(|id| gender_fits(id)).find(|id| {
                        match (self.givens.get(id.0).and_then(Option::as_deref), own) {
                            (Some(known), Some(own)) => given_agree(known, own),
                            _ => true,
                        }
                    })
                })
                .copied();
        }
        let mut fitting = same_last.iter().copied().filter(gender_fits);
        match (fitting.next(), fitting.next()) {
            (Some(only), None) => Some(only),
            (None, _) => self.by_first.get(name).and_then(|ids| match ids.as_slice() {
                [only] => Some(*only),
                _ => None,
            }),
            (Some(first), Some(second)) => {
                let several: Vec<PersonId> = [first, second].into_iter().chain(fitting).collect();
                self.foremost(&several)
            }
        }
    }

    /// Of several with one surname the one whom the bare surname means: one already known by it
    /// alone, or by far the most often named.
    fn foremost(&self, several: &[PersonId]) -> Option<PersonId> {
        let bare = several.iter().find(|id| self.get(**id).is_some_and(|person| !person.name.contains(' ')));
        if let Some(bare) = bare {
            return Some(*bare);
        }
        let count = |id: &PersonId| self.counts.get(id.0).copied().unwrap_or(0);
        let top = several.iter().copied().max_by_key(|id| (count(id), std::cmp::Reverse(id.0)))?;
        let second = several.iter().filter(|id| **id != top).map(count).max().unwrap_or(0);
        (count(&top) >= 3 * second.max(1)).then_some(top)
    }

    /// The person whom a transcript's label names: "MARSH", "MR. MARSH", "Ada Marsh (chair)".
    pub(super) fn labelled(&mut self, label: &str) -> Option<PersonId> {
        const TITLES: [&str; 12] =
            ["MR", "MRS", "MS", "MISS", "DR", "SEN", "REP", "GOV", "PROF", "SENATOR", "PRESIDENT", "SECRETARY"];
        let plain = label.split('(').next().unwrap_or_default();
        let words: Vec<String> = plain
            .split_whitespace()
            .skip_while(|word| TITLES.contains(&word.trim_end_matches('.').to_uppercase().as_str()))
            .map(capitalised)
            .collect();
        let name = words.join(" ");
        if name.chars().count() < 2 {
            return None;
        }
        let last = words.last()?;
        let known = self.by_last.get(last).map(Vec::as_slice).unwrap_or_default();
        let fitting: Vec<PersonId> = known
            .iter()
            .copied()
            .filter(|id| self.get(*id).is_some_and(|person| given_names_agree(&person.name, &name)))
            .collect();
        match fitting.as_slice() {
            [only] => Some(*only),
            [] => Some(self.add(&name, PersonKind::Human)),
            several => self.foremost(several),
        }
    }

    fn add_role(&mut self, id: PersonId, role: &str) {
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

fn spaces(name: &str) -> usize {
    name.bytes().filter(|byte| *byte == b' ').count()
}

fn given_of(name: &str) -> Option<String> {
    NameParts::of(&folded(name)).given.map(str::to_owned)
}

fn push(index: &mut FxHashMap<String, Vec<PersonId>>, word: &str, id: PersonId) {
    if let Some(bearers) = index.get_mut(word) {
        if bearers.len() < MOST {
            bearers.push(id);
        }
    } else {
        index.insert(word.to_owned(), vec![id]);
    }
}

/// "MARSH" as "Marsh"; a word in mixed case stays.
fn capitalised(word: &str) -> String {
    if word.chars().any(char::is_lowercase) {
        return word.to_owned();
    }
    let mut letters = word.chars();
    letters.next().map(|first| first.to_string() + &letters.as_str().to_lowercase()).unwrap_or_default()
}

fn closes(token: Option<&super::tokens::Token>) -> bool {
    token.is_none_or(|token| matches!(token.kind, Kind::Comma | Kind::Stop | Kind::Lower | Kind::Quote(_) | Kind::Dash))
}
