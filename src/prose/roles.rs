//! Who, in all documents, bears which role.

use rustc_hash::FxHashMap;
use smol_str::SmolStr;

use super::entries::{Entry, Those};

/// The roles of all entries of the directory.
#[derive(Clone, Debug, Default, serde::Serialize, serde::Deserialize)]
pub(super) struct Roles {
    /// Each role, as [`super::names::role_words`] has it, with those who bear it; sorted.
    roles: Vec<(SmolStr, Those)>,
    /// The roles that have a word.
    by_word: FxHashMap<SmolStr, Those>,
}

impl Roles {
    /// Takes their roles from `entries`.
    pub(super) fn taken_from(entries: &mut [Entry]) -> Self {
        let mut borne: Vec<(SmolStr, usize)> = Vec::new();
        for (at, entry) in entries.iter_mut().enumerate() {
            borne.extend(std::mem::take(&mut entry.roles).into_iter().map(|role| (role, at)));
        }
        borne.sort_unstable();
        let mut roles = Self::default();
        for bearers in borne.chunk_by(|a, b| a.0 == b.0) {
            let Some((role, _)) = bearers.first() else { continue };
            for word in role.split(' ') {
                roles.by_word.entry(word.into()).or_default().add(roles.roles.len());
            }
            let mut those = Those::default();
            bearers.iter().for_each(|(_, at)| those.add(*at));
            roles.roles.push((role.clone(), those));
        }
        roles
    }

    /// Those who bear a role that has all the words of `role`; whoever bears several may come several times.
    pub(super) fn bearing<'a>(&'a self, role: &'a str) -> impl Iterator<Item = usize> + 'a {
        let each = role.split(' ').map(|word| self.by_word.get(word));
        // All of them stand where the rarest word leads.
        let rarest = each.min_by_key(|those| those.map_or(0, Those::count)).flatten();
        let known = rarest.into_iter().flat_map(Those::iter).filter_map(|at| self.roles.get(at));
        let fits =
            move |known: &&(SmolStr, Those)| role.split(' ').all(|word| known.0.split(' ').any(|own| own == word));
        known.filter(fits).flat_map(|(_, those)| those.iter())
    }
}
