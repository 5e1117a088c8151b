//! Who bears a name, by a digest of it: nothing is copied to remember a name, and no texts are compared to find it.

use rustc_hash::FxHashMap;
use smallvec::smallvec;
use xxhash_rust::xxh3::xxh3_128;

use super::PersonId;
use crate::text::Few;

/// How many bear one name at most; no sensible text has more, and looking through them stays cheap.
const MOST: usize = 24;

/// A name or a word of one.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(super) struct Name(u128);

impl Name {
    /// That which `name` is.
    pub(super) fn of(name: &str) -> Self {
        Self(xxh3_128(name.as_bytes()))
    }
}

/// Those who bear each name, in the order in which the text has them.
#[derive(Debug, Default)]
pub(super) struct Bearers(FxHashMap<Name, Few<PersonId>>);

impl Bearers {
    /// Makes room for so many names more.
    pub(super) fn reserve(&mut self, names: usize) {
        self.0.reserve(names);
    }

    /// Those who bear `name`.
    pub(super) fn of(&self, name: &str) -> &[PersonId] {
        self.0.get(&Name::of(name)).map(Few::as_slice).unwrap_or_default()
    }

    /// Notes that `id` bears `name`.
    pub(super) fn add(&mut self, name: &str, id: PersonId) {
        self.put(name, id, |known| known.len() < MOST);
    }

    /// Notes that `id` bears `name`, which may be known.
    pub(super) fn add_once(&mut self, name: &str, id: PersonId) {
        self.put(name, id, |known| known.len() < MOST && !known.contains(&id));
    }

    fn put(&mut self, name: &str, id: PersonId, may_join: impl FnOnce(&[PersonId]) -> bool) {
        self.0
            .entry(Name::of(name))
            .and_modify(|few| {
                if may_join(few) {
                    few.push(id);
                }
            })
            .or_insert_with(|| smallvec![id]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_leads_to_those_who_bear_it_and_to_no_more_than_a_few() {
        let mut bearers = Bearers::default();
        (0..MOST + 5).for_each(|id| bearers.add("Marsh", PersonId(id)));
        bearers.add_once("envoy", PersonId(1));
        bearers.add_once("envoy", PersonId(1));
        bearers.add_once("envoy", PersonId(0));
        assert_eq!(bearers.of("Marsh"), (0..MOST).map(PersonId).collect::<Vec<_>>());
        assert_eq!(bearers.of("envoy"), [PersonId(1), PersonId(0)]);
        assert_eq!(bearers.of("Rowan"), []);
    }
}
