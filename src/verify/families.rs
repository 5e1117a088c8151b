//! Which words are forms of one another, and which say much the same.
//!
//! Whoever quotes from memory keeps the thought and changes the words: "thy" becomes "your",
//! "spareth" "spare", "weapon" "sword". Words of one *family* are forms of one word: inflected,
//! derived, or spelled as older English did. Families are *akin* when a thesaurus would name the one
//! under the other. Both serve to find a passage, never to say that its words are the same.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::lexicon::{Lexicon, after_colon, rows};
use crate::text::WordKey;

/// Stems are not made shorter than this many letters.
const SHORTEST: usize = 3;

/// Endings of inflected and derived words, of older English too; the longest first.
const ENDINGS: &[&str] = &[
    "fulness", "lessly", "ations", "ation", "ments", "iness", "ingly", "fully", "ness", "ment", "less", "edly", "ings",
    "able", "ible", "ious", "ful", "ing", "eth", "est", "ies", "ied", "ers", "ous", "ity", "ion", "ive", "ed", "'d",
    "er", "or", "es", "ly", "al", "'s", "s", "y",
];

/// The tables.
#[derive(Default)]
pub(super) struct Families {
    /// Forms that no ending explains, with the word they are forms of.
    older: FxHashMap<WordKey, &'static str>,
    /// For each family the groups of the thesaurus it is in.
    groups: FxHashMap<WordKey, Vec<usize>>,
    /// The families of each group.
    members: Vec<Vec<WordKey>>,
}

impl Families {
    /// The tables, read once.
    pub(super) fn get() -> &'static Self {
        static FAMILIES: LazyLock<Families> = LazyLock::new(Families::read);
        &FAMILIES
    }

    fn read() -> Self {
        let mut families = Self::default();
        for line in rows(include_str!("data/older.txt")) {
            let word = line.split(':').next().unwrap_or_default().trim();
            families.older.extend(after_colon(line).split_whitespace().map(|form| (WordKey::of(form), word)));
        }
        for line in rows(include_str!("data/akin.txt")) {
            let group: Vec<WordKey> = line.split_whitespace().map(|word| families.family(word)).collect();
            for family in &group {
                families.groups.entry(*family).or_default().push(families.members.len());
            }
            families.members.push(group);
        }
        families
    }

    /// What stands for all forms of a word, given in normal form.
    pub(super) fn family(&self, normal: &str) -> WordKey {
        let mut word = self.older.get(&WordKey::of(normal)).copied().unwrap_or(normal);
        if let Some(bare) = normal.strip_suffix("eth").filter(|bare| bare.len() >= 2)
            && Lexicon::get().verb(WordKey::of(bare)).is_some()
        {
            word = bare;
        }
        match Lexicon::get().verb(WordKey::of(word)) {
            Some(verb) => WordKey::of(&format!("verb {verb}")),
            None => WordKey::of(&stem(word)),
        }
    }

    /// The other families that say much the same.
    pub(super) fn akin(&self, family: WordKey) -> impl Iterator<Item = WordKey> {
        let groups = self.groups.get(&family).into_iter().flatten();
        groups.filter_map(|&group| self.members.get(group)).flatten().copied().filter(move |other| *other != family)
    }
}

/// A word without its endings; letters that change before one are folded ("stopped", "stop"; "tries", "try").
fn stem(word: &str) -> String {
    let mut stem = word;
    // "carelessly": at most two endings.
    for _ in 0..2 {
        let bare = ENDINGS.iter().find_map(|ending| {
            let bare = stem.strip_suffix(ending)?;
            let vowel = bare.contains(['a', 'e', 'i', 'o', 'u', 'y']);
            (vowel && bare.chars().count() >= SHORTEST && !(*ending == "s" && bare.ends_with('s'))).then_some(bare)
        });
        match bare {
            Some(bare) => stem = bare,
            None => break,
        }
    }
    let mut stem = stem.trim_end_matches(['e', 'y', 'i', '\'']).to_owned();
    let mut last = stem.chars().rev();
    if let (Some(a), Some(b)) = (last.next(), last.next())
        && a == b
        && stem.chars().count() > SHORTEST
    {
        stem.pop();
    }
    if stem.is_empty() { word.to_owned() } else { stem }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_one_word_are_one_family() {
        let families = Families::get();
        for (a, b) in [
            ("spareth", "spare"),
            ("stopped", "stop"),
            ("tries", "try"),
            ("thy", "your"),
            ("unto", "to"),
            ("goeth", "went"),
            ("doth", "did"),
            ("borrower", "borrow"),
            ("carelessness", "careless"),
            ("honour'd", "honour"),
            ("hath", "has"),
            ("dreams", "dreamt"),
        ] {
            assert_eq!(families.family(a), families.family(b), "{a} {b}");
        }
        for (a, b) in [("rose", "rod"), ("thing", "the"), ("sea", "see"), ("bless", "ble"), ("gulls", "gun")] {
            assert_ne!(families.family(a), families.family(b), "{a} {b}");
        }
    }

    #[test]
    fn a_thesaurus_joins_families() {
        let families = Families::get();
        let akin = |a: &str, b: &str| families.akin(families.family(a)).any(|other| other == families.family(b));
        assert!(akin("road", "ways"));
        assert!(akin("begins", "commenced"));
        assert!(!akin("road", "sea"));
        assert!(!akin("road", "roads"));
    }
}
