//! What brackets may stand for.
//!
//! Brackets name whom a pronoun means, fit a verb to the sentence, complete a name, date a "tomorrow"
//! (Chicago 13.60, APA 8.31, MLA 6.56). They do not take a negation away, put another number in, or
//! say the opposite; and a word that has nothing to do with the source's is one the speaker did not use.

use super::Sense;
use super::atoms::Atom;
use super::lexicon::{Class, Lexicon, Opposition};
use super::sense::{self, Rest};
use crate::text::WordKey;

/// What a bracket does.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Verdict {
    /// What brackets are for.
    Allowed,
    /// It stands for unrelated words.
    Other,
    /// It turns the sense.
    Turns(Sense),
}

/// Modals that differ in tense alone.
const TENSES: &[(&str, &str)] = &[("will", "would"), ("can", "could"), ("may", "might"), ("shall", "should")];
/// Words that point at something named elsewhere.
const POINTERS: &[&str] = &[
    "it",
    "its",
    "itself",
    "this",
    "that",
    "these",
    "those",
    "there",
    "here",
    "one",
    "ones",
    "so",
    "such",
    "who",
    "which",
    "what",
    "somebody",
    "someone",
    "something",
    "everybody",
    "everyone",
    "nobody",
    "other",
    "others",
    "then",
    "today",
    "tomorrow",
    "yesterday",
    "tonight",
    "now",
    "thing",
    "things",
    "guy",
    "guys",
    "folks",
];
/// More words in brackets, where none of the source's stand, are an explanation of the writer's.
const EXPLANATION: usize = 2;

/// What brackets with the words `draft` do that stand for `source`; both without what they share.
pub(super) fn judge(draft: &Rest<'_>, source: &Rest<'_>) -> Verdict {
    if source.atoms.is_empty() {
        let negates = draft.atoms.len() <= EXPLANATION && draft.atoms.iter().any(|a| a.class == Class::Negation);
        return if negates { Verdict::Turns(Sense::Negation) } else { Verdict::Allowed };
    }
    if let Some(sense) = turned(draft, source) {
        return Verdict::Turns(sense);
    }
    let explains = source.atoms.iter().all(|atom| !is_telling(atom) || is_kept(draft, source, atom));
    if explains { Verdict::Allowed } else { Verdict::Other }
}

/// In what way brackets turn the sense. Names, pronouns and tenses may differ: that is what they are for.
fn turned(draft: &Rest<'_>, source: &Rest<'_>) -> Option<Sense> {
    match sense::turned(draft, source, false)? {
        Sense::Name => None,
        Sense::Modality => (!is_tense(draft, source)).then_some(Sense::Modality),
        // "Tomorrow" may be dated, "Monday" may not become "Tuesday".
        Sense::Date => (!points(source, Class::Date)).then_some(Sense::Date),
        Sense::Quantity => (!points(source, Class::Quantity)).then_some(Sense::Quantity),
        sense => Some(sense),
    }
}

/// Whether all modals of the source stand in another tense, or are no modals any more.
fn is_tense(draft: &Rest<'_>, source: &Rest<'_>) -> bool {
    let modals = |rest: &Rest<'_>| -> Vec<WordKey> {
        rest.atoms.iter().filter(|atom| atom.class == Class::Modal).map(|atom| atom.key).collect()
    };
    let (ours, theirs) = (modals(draft), modals(source));
    let pairs = |a: WordKey, b: WordKey| {
        TENSES.iter().any(|(x, y)| {
            let (x, y) = (WordKey::of(x), WordKey::of(y));
            (x, y) == (a, b) || (y, x) == (a, b)
        })
    };
    let hedged = |rest: &Rest<'_>| rest.atoms.iter().any(|atom| atom.class == Class::Hedge);
    !hedged(draft)
        && !hedged(source)
        && match (ours.as_slice(), theirs.as_slice()) {
            ([a], [b]) => pairs(*a, *b),
            // "He will go" in the past: "he [went]".
            ([], [only]) => *only == WordKey::of("will"),
            ([only], []) => *only == WordKey::of("would") || *only == WordKey::of("will"),
            _ => false,
        }
}

/// Whether the source's words of a class point at something rather than name it.
fn points(source: &Rest<'_>, class: Class) -> bool {
    source.atoms.iter().filter(|atom| atom.class == class).all(|atom| is_pointer(atom.key))
}

fn is_pointer(key: WordKey) -> bool {
    POINTERS.iter().any(|word| WordKey::of(word) == key)
}

fn is_telling(atom: &Atom) -> bool {
    !atom.function && !matches!(atom.class, Class::Pronoun | Class::Title) && !is_pointer(atom.key)
}

/// Whether a word of the source stands in the brackets in another form: begun alike ("say", "said"),
/// or the same verb.
fn is_kept(draft: &Rest<'_>, source: &Rest<'_>, atom: &Atom) -> bool {
    let theirs = source.form(atom);
    draft.atoms.iter().any(|other| {
        let ours = draft.form(other);
        let shared = ours.chars().zip(theirs.chars()).take_while(|(a, b)| a == b).count();
        let shorter = ours.chars().count().min(theirs.chars().count());
        let same_verb = Lexicon::get().verb(other.key).is_some_and(|verb| Lexicon::get().verb(atom.key) == Some(verb));
        let opposed = matches!(
            Lexicon::get().opposition(other.key, atom.key),
            Some(Opposition::Antonym | Opposition::Comparison)
        );
        !opposed && (same_verb || (shared >= 3 && shared * 2 >= shorter) || (shared == 2 && shorter <= 3))
    })
}
