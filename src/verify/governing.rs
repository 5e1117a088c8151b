//! Words on which others hang: "critics say", "I doubt that", "he joked".

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::lexicon::{after_colon, rows};
use crate::text::WordKey;

/// What a verb makes of the clause it governs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Governing {
    /// Somebody's claim.
    Says,
    /// Somebody's claim, where "that" follows.
    Holds,
    /// What is not so.
    Denies,
}

/// What a verb makes of the clause right behind it.
pub(super) fn governing(verb: WordKey) -> Option<Governing> {
    tables().verbs.get(&verb).copied()
}

/// Whether somebody who says something with this word, in normal form, does not mean it.
#[must_use]
pub fn is_jest(word: &str) -> bool {
    tables().jests.contains(&WordKey::of(word))
}

struct Tables {
    verbs: FxHashMap<WordKey, Governing>,
    jests: Vec<WordKey>,
}

fn tables() -> &'static Tables {
    static TABLES: LazyLock<Tables> = LazyLock::new(|| {
        let mut tables = Tables { verbs: FxHashMap::default(), jests: Vec::new() };
        for line in rows(include_str!("data/governing.txt")) {
            let kind = match line.split(':').next() {
                Some("say") => Governing::Says,
                Some("hold") => Governing::Holds,
                Some("deny") => Governing::Denies,
                _ => {
                    tables.jests = after_colon(line).split_whitespace().map(WordKey::of).collect();
                    continue;
                }
            };
            tables.verbs.extend(after_colon(line).split_whitespace().map(|form| (WordKey::of(form), kind)));
        }
        tables
    });
    &TABLES
}
