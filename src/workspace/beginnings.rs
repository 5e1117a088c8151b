//! How words of names begin: the way from what is typed of a name to those who may bear it.

/// Names, each with a number, by the beginnings of their words.
#[derive(Debug, Default)]
pub(super) struct Beginnings {
    /// How each word of each name begins, in lower case, and whose name it is; sorted.
    heads: Vec<(Head, u32)>,
}

/// The first bytes of a word, zeros behind a shorter one.
type Head = [u8; 4];

impl Beginnings {
    /// Of these names; a number may have several.
    pub(super) fn of<'a>(names: impl IntoIterator<Item = (u32, &'a str)>) -> Self {
        let mut heads = Vec::new();
        for (number, name) in names {
            let name = name.to_lowercase();
            let words = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
            heads.extend(words.map(|word| (padded(word, 0), number)));
        }
        heads.sort_unstable();
        heads.dedup();
        heads.shrink_to_fit();
        Self { heads }
    }

    /// The numbers of the names that may hold every word of `wanted`, in lower case, as the beginning of one of
    /// theirs, ascending, each once. `None` where anybody may.
    pub(super) fn leading_to(&self, wanted: &str) -> Option<Vec<u32>> {
        let first = wanted.split_whitespace().next().filter(|first| first.starts_with(char::is_alphanumeric))?;
        let letters = first.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        let (from, to) = (padded(letters, 0), padded(letters, u8::MAX));
        let start = self.heads.partition_point(|(head, _)| *head < from);
        let end = self.heads.partition_point(|(head, _)| *head <= to);
        let mut found: Vec<u32> = self.heads.get(start..end).unwrap_or_default().iter().map(|(_, at)| *at).collect();
        found.sort_unstable();
        found.dedup();
        Some(found)
    }
}

fn padded(word: &str, with: u8) -> Head {
    let mut bytes = word.bytes().chain(std::iter::repeat(with));
    std::array::from_fn(|_| bytes.next().unwrap_or(with))
}

/// Whether every word of `wanted`, in lower case, begins a word of `name`.
#[must_use]
pub fn is_named(name: &str, wanted: &str) -> bool {
    let name = name.to_lowercase();
    let begins = |word: &str| {
        name.match_indices(word)
            .any(|(at, _)| !name.get(..at).is_some_and(|before| before.ends_with(char::is_alphanumeric)))
    };
    wanted.split_whitespace().all(begins)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_missed() {
        let names = ["Ada Marsh", "Tilda Okafor", "Jean-Luc O’Marr", "É. Marx", "Li Ma"];
        let beginnings = Beginnings::of((0..).zip(names));
        let named = |at: &u32, wanted: &str| is_named(names[*at as usize], wanted);
        for wanted in ["mar", "marsh", "ma", "m", "luc", "o’m", "é", "li m", "x", "ok t"] {
            let found: Vec<u32> =
                beginnings.leading_to(wanted).unwrap().into_iter().filter(|at| named(at, wanted)).collect();
            let all: Vec<u32> = (0..5).filter(|at| named(at, wanted)).collect();
            assert_eq!(found, all, "{wanted}");
        }
        assert_eq!(beginnings.leading_to("mar"), Some(vec![0, 2, 3]));
        assert_eq!(beginnings.leading_to("’m"), None);
        assert_eq!(beginnings.leading_to(""), None);
    }

    #[test]
    fn names_are_met_by_the_beginnings_of_their_words() {
        assert!(is_named("Tilda Okafor", "oka"));
        assert!(is_named("Tilda Okafor", "okafor t"));
        assert!(!is_named("Tilda Okafor", "ilda"));
        assert!(!is_named("Tilda Okafor", "tilda marsh"));
    }
}
