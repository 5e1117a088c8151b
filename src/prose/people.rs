//! People across documents: one person under several spellings, titles and roles.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;
use smol_str::SmolStr;

use super::bodies::compare_bodies;
use super::entries::{Entry, Seen, Those, once};
use super::last_names::{LastNames, same_last};
use super::names::{NameParts, folded, given_agree, role_words};
use super::roles::Roles;
use super::{Person, PersonKind};
use crate::remembered::Remembered;
use crate::text::Few;

/// Everybody the archive and the configuration know.
#[derive(Clone, Debug, Default, serde::Serialize, serde::Deserialize)]
pub struct Directory {
    entries: Vec<Entry>,
    /// Full names, folded, and aliases.
    by_name: FxHashMap<SmolStr, usize>,
    /// Last words of names, folded.
    by_last: FxHashMap<SmolStr, Those>,
    /// Given names, folded.
    by_given: FxHashMap<SmolStr, Those>,
    /// The first three letters of last words, for other spellings.
    by_start: FxHashMap<SmolStr, Those>,
    roles: Roles,
    /// Whom the people asked for lately are: a name that hundreds bear takes long to tell apart, and texts ask for the
    /// same few people again and again.
    #[serde(skip)]
    asked: Remembered<Description, Bearer, MOST_ASKED>,
}

/// What the directory goes by: name, kind and roles.
type Description = (SmolStr, PersonKind, Few<SmolStr>);

/// So many people are remembered.
const MOST_ASKED: usize = 2_048;

/// Whether two mentions mean one person.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Sameness {
    /// The same person.
    Same,
    /// Two different people, beyond reasonable doubt.
    Different,
    /// Cannot be told; nobody may be accused.
    Unknown,
}

/// Whom a name or role stands for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Bearer {
    One(usize),
    Several,
    Nobody,
}

impl Directory {
    /// Learns from the people of all sources, then from `aliases`: a name, and other names, spellings
    /// and roles of that person. The order of `people` does not matter.
    #[must_use]
    pub fn learn<'a>(people: impl Iterator<Item = &'a Person>, aliases: &[(String, Vec<String>)]) -> Self {
        // Sorted by name, so that the order of the people cannot matter.
        let mut seen: BTreeMap<String, Seen> = BTreeMap::new();
        for person in people {
            if !person.name.is_empty() {
                seen.entry(folded(&person.name)).or_default().add(person);
            }
        }
        let mut directory = Self::default();
        let mut lasts = LastNames::default();
        for (name, seen) in &seen {
            if NameParts::of(name).given.is_some() {
                directory.add(name, seen, &mut lasts);
            }
        }
        for (name, seen) in &seen {
            if NameParts::of(name).given.is_none() {
                directory.add_bare(name, seen, &lasts);
            }
        }
        for (name, others) in aliases {
            directory.add_aliases(name, others);
        }
        directory.index();
        directory
    }

    /// Adds a full name: a new entry, or another spelling of one known.
    fn add(&mut self, name: &str, seen: &Seen, lasts: &mut LastNames) {
        let parts = NameParts::of(name);
        let agrees = |at: &usize| {
            let given = self.entries.get(*at).and_then(|entry| entry.given.as_deref()).unwrap_or_default();
            given_agree(given, parts.given.unwrap_or_default())
        };
        let spelled = lasts.same(parts.last).filter(agrees).min();
        let at = spelled.unwrap_or_else(|| {
            self.entries.push(Entry { given: parts.given.map(SmolStr::from), ..Entry::default() });
            self.entries.len() - 1
        });
        if let Some(entry) = self.entries.get_mut(at) {
            entry.take(parts.last, seen);
        }
        lasts.add(parts.last, at);
        self.by_name.insert(name.into(), at);
    }

    /// Adds a surname or the name of a body: to the one who bears it, else as an entry of its own.
    fn add_bare(&mut self, name: &str, seen: &Seen, lasts: &LastNames) {
        let last = NameParts::of(name).last;
        match lasts.exactly(last) {
            [only] if seen.kind() != PersonKind::Organisation => {
                if let Some(entry) = self.entries.get_mut(*only) {
                    entry.bear(&seen.roles);
                }
            }
            [] | [_] => {
                let mut entry = Entry::default();
                entry.take(last, seen);
                self.by_name.insert(name.into(), self.entries.len());
                self.entries.push(entry);
            }
            // Several bear it: whose roles these are cannot be told.
            _ => {}
        }
    }

    fn add_aliases(&mut self, name: &str, others: &[String]) {
        let key = folded(name);
        let parts = NameParts::of(&key);
        let known = self.by_name.get(key.as_str()).copied().or_else(|| {
            self.entries.iter().position(|entry| {
                entry.lasts.iter().any(|last| last == parts.last)
                    && given_agree(entry.given.as_deref().unwrap_or_default(), parts.given.unwrap_or_default())
            })
        });
        let at = known.unwrap_or_else(|| {
            self.entries.push(Entry {
                given: parts.given.map(SmolStr::from),
                kind: PersonKind::Human,
                ..Entry::default()
            });
            self.entries.len() - 1
        });
        if let Some(entry) = self.entries.get_mut(at) {
            entry.name = name.into();
            once(&mut entry.lasts, parts.last.into());
            for other in others {
                once(&mut entry.roles, role_words(other).into());
            }
        }
        self.by_name.insert(key.into(), at);
        for other in others {
            self.by_name.insert(folded(other).into(), at);
        }
    }

    fn index(&mut self) {
        for (i, entry) in self.entries.iter().enumerate() {
            for last in &entry.lasts {
                self.by_last.entry(last.clone()).or_default().add(i);
                self.by_start.entry(start_of(last)).or_default().add(i);
            }
            if let Some(given) = &entry.given {
                self.by_given.entry(given.clone()).or_default().add(i);
            }
        }
        self.roles = Roles::taken_from(&mut self.entries);
    }

    /// Whether `a` and `b` are one person.
    #[must_use]
    pub fn compare(&self, a: &Person, b: &Person) -> Sameness {
        match (self.bearer(a), self.bearer(b)) {
            (Bearer::One(x), Bearer::One(y)) if x == y => Sameness::Same,
            _ if is_body(a) && is_body(b) => compare_bodies(&a.name, &b.name),
            (Bearer::One(x), Bearer::One(y)) => {
                let human = |i: usize| self.entries.get(i).is_some_and(Entry::is_named_human);
                let named = |person: &Person| !person.name.is_empty();
                if human(x) && human(y) && (named(a) || named(b)) { Sameness::Different } else { Sameness::Unknown }
            }
            (Bearer::Several, _) | (_, Bearer::Several) => Sameness::Unknown,
            _ => compare_names(a, b),
        }
    }

    /// The name to show for `person`: the fullest that the directory knows, else their own.
    #[must_use]
    pub fn name_of(&self, person: &Person) -> Option<SmolStr> {
        match self.bearer(person) {
            Bearer::One(at) => self.entries.get(at).map(|entry| entry.name.clone()),
            _ => (!person.name.is_empty()).then(|| person.name.clone()),
        }
    }

    /// Whom `person` is.
    fn bearer(&self, person: &Person) -> Bearer {
        self.asked.recall((person.name.clone(), person.kind, person.roles.clone()), |_| self.look_up(person))
    }

    fn look_up(&self, person: &Person) -> Bearer {
        if person.name.is_empty() {
            return self.by_roles(person);
        }
        let name = folded(&person.name);
        if let Some(at) = self.by_name.get(name.as_str()) {
            return Bearer::One(*at);
        }
        let parts = NameParts::of(&name);
        if person.kind == PersonKind::Organisation {
            return Bearer::Nobody;
        }
        let given_fits = |i: &usize| {
            let given = self.entries.get(*i).and_then(|entry| entry.given.as_deref());
            parts.given.is_none_or(|ours| given.is_some_and(|known| given_agree(known, ours)))
        };
        let mut found: Vec<usize> = match self.by_last.get(parts.last) {
            Some(bearing) => bearing.iter().filter(given_fits).collect(),
            None => {
                let spelled = |i: &usize| {
                    self.entries.get(*i).is_some_and(|entry| entry.lasts.iter().any(|last| same_last(last, parts.last)))
                };
                let near = self.by_start.get(&start_of(parts.last)).into_iter().flat_map(Those::iter);
                near.filter(given_fits).filter(spelled).collect()
            }
        };
        if found.is_empty() && parts.given.is_none() {
            found = self.by_given.get(parts.last).into_iter().flat_map(Those::iter).collect();
        }
        if found.len() > 1 {
            let bearing = person.roles.iter().flat_map(|role| self.roles.bearing(role));
            if let bearer @ Bearer::One(_) = only(bearing.filter(|i| found.binary_search(i).is_ok())) {
                return bearer;
            }
        }
        only(found.into_iter())
    }

    /// Whom a role alone stands for: exactly one person must bear it.
    fn by_roles(&self, person: &Person) -> Bearer {
        if let Some(alias) = person.roles.iter().find_map(|role| self.by_name.get(role.as_str())) {
            return Bearer::One(*alias);
        }
        only(person.roles.iter().flat_map(|role| self.roles.bearing(role)))
    }
}

/// Whoever is the only one `found`, be it more than once.
fn only(mut found: impl Iterator<Item = usize>) -> Bearer {
    match found.next() {
        None => Bearer::Nobody,
        Some(first) if found.all(|other| other == first) => Bearer::One(first),
        Some(_) => Bearer::Several,
    }
}

/// Two people of whom the directory knows at most one.
fn compare_names(a: &Person, b: &Person) -> Sameness {
    if a.name.is_empty() || b.name.is_empty() {
        return Sameness::Unknown;
    }
    let (x, y) = (folded(&a.name), folded(&b.name));
    if x == y {
        return Sameness::Same;
    }
    let (px, py) = (NameParts::of(&x), NameParts::of(&y));
    let one_last = same_last(px.last, py.last);
    let may_be_human = |person: &Person| !matches!(person.kind, PersonKind::Organisation | PersonKind::Group);
    match (px.given, py.given) {
        (Some(g), Some(h)) if one_last && given_agree(g, h) => Sameness::Same,
        (Some(_), Some(_)) if may_be_human(a) && may_be_human(b) => Sameness::Different,
        (None, _) | (_, None) if one_last => Sameness::Same,
        _ if a.kind == PersonKind::Human && b.kind == PersonKind::Human => Sameness::Different,
        _ => Sameness::Unknown,
    }
}

/// Whether it is a body that the text names.
fn is_body(person: &Person) -> bool {
    person.kind == PersonKind::Organisation && !person.name.is_empty()
}

fn start_of(last: &str) -> SmolStr {
    last.chars().take(3).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(name: &str, roles: &[&str]) -> Person {
        Person {
            name: name.into(),
            roles: roles.iter().map(|role| SmolStr::from(*role)).collect(),
            kind: PersonKind::Human,
            ..Person::default()
        }
    }

    fn directory(people: &[Person]) -> Directory {
        Directory::learn(people.iter(), &[])
    }

    #[test]
    fn spellings_roles_and_shorter_forms_are_one_person() {
        let known = directory(&[
            person("Olena Hrytsenko", &["ukrainian president"]),
            person("Marco Silva", &["special envoy"]),
        ]);
        for other in [
            person("Olena Hrytzenko", &[]),
            person("Hrytsenko", &[]),
            person("Hrytzenko", &[]),
            person("", &["ukrainian president"]),
        ] {
            assert_eq!(known.name_of(&other).as_deref(), Some("Olena Hrytsenko"), "{other:?}");
            assert_eq!(known.compare(&other, &person("Olena Hrytsenko", &[])), Sameness::Same);
            assert_eq!(known.compare(&other, &person("Silva", &[])), Sameness::Different);
        }
    }

    #[test]
    fn a_shared_surname_accuses_nobody() {
        let known = directory(&[person("Ada Marsh", &["mayor"]), person("Ben Marsh", &["harbour master"])]);
        assert_eq!(known.compare(&person("Marsh", &[]), &person("Ada Marsh", &[])), Sameness::Unknown);
        assert_eq!(known.compare(&person("Ben Marsh", &[]), &person("Ada Marsh", &[])), Sameness::Different);
        assert_eq!(known.compare(&person("Marsh", &["mayor"]), &person("Ada Marsh", &[])), Sameness::Same);
        assert_eq!(known.name_of(&person("Marsh", &[])).as_deref(), Some("Marsh"));
    }

    #[test]
    fn a_body_and_a_person_are_not_told_apart() {
        let mut body = person("Harbour Office", &[]);
        body.kind = PersonKind::Organisation;
        let known = directory(&[person("Ada Marsh", &["spokeswoman"]), body.clone()]);
        assert_eq!(known.compare(&body, &person("Ada Marsh", &[])), Sameness::Unknown);
    }

    #[test]
    fn aliases_add_names_and_roles() {
        let aliases =
            [("Ada Marsh".to_owned(), vec!["Lady of the Harbour".to_owned(), "the harbour queen".to_owned()])];
        let known = Directory::learn([person("Ada Marsh", &[])].iter(), &aliases);
        assert_eq!(known.name_of(&person("Lady of the Harbour", &[])).as_deref(), Some("Ada Marsh"));
        assert_eq!(known.name_of(&person("", &["harbour queen"])).as_deref(), Some("Ada Marsh"));
    }

    #[test]
    fn the_order_of_people_does_not_matter() {
        let a = [person("Olena Hrytsenko", &["president"])];
        let b = [person("Olena Hrytzenko", &[]), person("Marsh", &[])];
        let one = Directory::learn(a.iter().chain(&b), &[]);
        let two = Directory::learn(b.iter().chain(&a), &[]);
        assert_eq!(format!("{:?}{:?}", one.entries, one.roles), format!("{:?}{:?}", two.entries, two.roles));
    }
}
