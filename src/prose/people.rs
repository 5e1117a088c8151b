//! People across documents: one person under several spellings, titles and roles.

use super::{Person, Reading};

/// Everybody the archive and the configuration know.
#[derive(Clone, Debug, Default)]
pub struct Directory {}

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

impl Directory {
    /// Learns from what all sources say, then from `aliases`: a name, and other names, spellings
    /// and roles of that person. The order of `readings` does not matter.
    #[must_use]
    pub fn learn<'a>(readings: impl Iterator<Item = &'a Reading>, aliases: &[(String, Vec<String>)]) -> Self {
        let _ = (readings.count(), aliases);
        Self {}
    }

    /// Whether `a` and `b` are one person.
    #[must_use]
    pub fn compare(&self, a: &Person, b: &Person) -> Sameness {
        if a.name == b.name { Sameness::Same } else { Sameness::Unknown }
    }

    /// The name to show for `person`: the fullest that the directory knows, else their own.
    #[must_use]
    pub fn name_of(&self, person: &Person) -> Option<String> {
        (!person.name.is_empty()).then(|| person.name.clone())
    }
}
