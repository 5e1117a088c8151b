//! Whether a difference turns the sense.

use super::Sense;
use super::atoms::Atom;
use super::lexicon::{Class, Lexicon, Opposition};
use crate::text::{Word, WordKey, normal_form};

/// The atoms of one side of a difference that the other side lacks, with their words.
pub(super) struct Rest<'a> {
    pub(super) text: &'a str,
    pub(super) words: &'a [Word],
    pub(super) atoms: Vec<Atom>,
}

impl Rest<'_> {
    fn has(&self, class: Class) -> bool {
        self.atoms.iter().any(|atom| atom.class == class)
    }

    fn values(&self, class: Class) -> Vec<u16> {
        let mut values: Vec<u16> = self.atoms.iter().filter(|a| a.class == class).map(|a| a.value).collect();
        values.sort_unstable();
        values.dedup();
        values
    }

    fn has_word(&self, word: &str) -> bool {
        let key = WordKey::of(word);
        self.atoms.iter().any(|atom| atom.key == key)
    }

    fn has_any(&self, words: &[&str]) -> bool {
        words.iter().any(|word| self.has_word(word))
    }

    fn denies(&self) -> bool {
        self.has(Class::Negation)
            || (self.has(Class::Failure) && self.has_word("to"))
            || (self.has_word("far") && self.has_word("from"))
            || (self.has_word("anything") && self.has_word("but"))
    }

    /// Whether it denies with "rarely" or "hardly", which leave a little.
    fn rarely(&self) -> bool {
        self.has_any(&["hardly", "scarcely", "barely", "rarely", "seldom"])
    }

    /// Whether it says that a number is a bound: "more than", "at least".
    fn bounds(&self) -> bool {
        (self.has_word("than") && self.has_any(&["more", "less", "fewer"]))
            || (self.has_word("at") && self.has_any(&["least", "most"]))
    }

    /// The half of the day, where it names one: whether it is after noon. "p.m.", "pm", and of "p.m." the "p".
    fn after_noon(&self) -> Option<bool> {
        self.atoms.iter().find_map(|atom| {
            let end = self.words.get(atom.word)?.span.end;
            let pointed = self.text.get(end..).is_some_and(|rest| rest.starts_with(".m"));
            match self.form(atom).as_str() {
                "am" => Some(false),
                "pm" => Some(true),
                "a" if pointed => Some(false),
                "p" if pointed => Some(true),
                _ => None,
            }
        })
    }

    /// The text of an atom's word, in normal form.
    pub(super) fn form(&self, atom: &Atom) -> String {
        self.words.get(atom.word).map(|word| normal_form(word.span.of(self.text))).unwrap_or_default()
    }

    /// The part of a contraction that an atom is: "do" or "n't" of "don't"; else the whole word.
    pub(super) fn half(&self, atom: &Atom) -> String {
        let form = self.form(atom);
        let is_first = WordKey::of(&form) != atom.key;
        match form.find('\'') {
            Some(_) if form.ends_with("n't") && is_first => form.trim_end_matches("n't").to_owned(),
            Some(at) if is_first && atom.is_wild() => form.get(at..).unwrap_or_default().to_owned(),
            Some(at) if is_first => form.get(..at).unwrap_or_default().to_owned(),
            _ => form,
        }
    }

    /// The names, in normal form, when all that is left are names: capitals, no titles.
    fn names(&self) -> Option<Vec<String>> {
        let telling: Vec<&Atom> = self.atoms.iter().filter(|atom| !atom.function).collect();
        let is_name = |atom: &&Atom| {
            let raw = self.words.get(atom.word).map_or("", |word| word.span.of(self.text));
            let mut letters = raw.chars();
            atom.class != Class::Title
                && letters.next().is_some_and(char::is_uppercase)
                && letters.any(char::is_lowercase)
        };
        (!telling.is_empty() && telling.iter().all(is_name))
            .then(|| telling.into_iter().map(|atom| self.form(atom)).collect())
    }
}

/// Words that make an estimate, a view or an exception of a statement when they come or go.
const WEIGHTY: &[&str] =
    &["all", "every", "most", "some", "few", "only", "almost", "nearly", "half", "entirely", "partly", "mostly"];
/// Verbs that make a view of a statement, after "I".
const VIEWS: &[&str] = &["think", "believe", "guess", "suppose", "suspect", "assume", "hope", "imagine", "expect"];
/// "In my opinion".
const OPINIONS: &[&str] = &["opinion", "view", "mind", "judgment", "judgement"];
/// Modals whose coming or going matters; "will" is mere tense.
const MODALS: &[&str] = &["would", "could", "may", "might", "should", "must", "can"];

/// In a longer difference "more than" is part of other words.
const BOUND: usize = 4;

/// In what way a difference turns the sense. `initial` says that capitals prove nothing, as the
/// difference stands where a sentence begins.
pub(super) fn turned(draft: &Rest<'_>, source: &Rest<'_>, initial: bool) -> Option<Sense> {
    let lexicon = Lexicon::get();
    if draft.denies() != source.denies() {
        return Some(Sense::Negation);
    }
    if draft.denies() && draft.rarely() != source.rarely() {
        return Some(Sense::Quantity);
    }
    if let (Some(a), Some(b)) = (draft.after_noon(), source.after_noon())
        && a != b
    {
        return Some(Sense::Number);
    }
    for a in &draft.atoms {
        for b in &source.atoms {
            match lexicon.opposition(a.key, b.key) {
                Some(Opposition::Antonym) => return Some(Sense::Antonym),
                Some(Opposition::Comparison) => return Some(Sense::Comparison),
                None if a.class == Class::Plain
                    && b.class == Class::Plain
                    && is_negated(&draft.form(a), &source.form(b)) =>
                {
                    return Some(Sense::Negation);
                }
                None => {}
            }
        }
    }
    let differ = |class| {
        let (a, b) = (draft.values(class), source.values(class));
        !a.is_empty() && !b.is_empty() && a != b
    };
    let comes_or_goes = |words: &[&str]| draft.has_any(words) != source.has_any(words);
    if draft.bounds() != source.bounds() && draft.atoms.len() + source.atoms.len() <= BOUND {
        return Some(Sense::Comparison);
    }
    if numbers_differ(draft, source) || differ(Class::Unit) || draft.values(Class::Scale) != source.values(Class::Scale)
    {
        return Some(Sense::Number);
    }
    if differ(Class::Date) {
        return Some(Sense::Date);
    }
    if comes_or_goes(&["if", "unless", "provided"]) {
        return Some(Sense::Condition);
    }
    let views = |rest: &Rest<'_>| {
        (rest.has_word("i") && rest.has_any(VIEWS)) || (rest.has_word("my") && rest.has_any(OPINIONS))
    };
    if differ(Class::Modal)
        || comes_or_goes(MODALS)
        || draft.has(Class::Hedge) != source.has(Class::Hedge)
        || views(draft) != views(source)
    {
        return Some(Sense::Modality);
    }
    if differ(Class::Pronoun) {
        return Some(Sense::Name);
    }
    let short = draft.atoms.len() + source.atoms.len() <= 4;
    if differ(Class::Quantity) || (short && comes_or_goes(WEIGHTY)) {
        return Some(Sense::Quantity);
    }
    if let (false, Some(a), Some(b)) = (initial, draft.names(), source.names())
        && !a.iter().any(|a| b.iter().any(|b| a.starts_with(b.as_str()) || b.starts_with(a.as_str())))
    {
        return Some(Sense::Name);
    }
    None
}

fn numbers_differ(draft: &Rest<'_>, source: &Rest<'_>) -> bool {
    // "One" is a number only where another number stands against it.
    let one = WordKey::of("one");
    let numbers = |rest: &Rest<'_>| {
        let counts = |atom: &&Atom| atom.class == Class::Number || atom.key == one;
        let mut keys: Vec<WordKey> = rest.atoms.iter().filter(counts).map(|atom| atom.key).collect();
        keys.sort_unstable();
        keys
    };
    let (a, b) = (numbers(draft), numbers(source));
    (draft.has(Class::Number) || source.has(Class::Number)) && !a.is_empty() && !b.is_empty() && a != b
}

/// "happy", "unhappy": one is the other with a prefix that denies it.
fn is_negated(a: &str, b: &str) -> bool {
    let denies = |long: &str, short: &str| {
        short.len() > 3
            && ["un", "in", "im", "ir", "il", "dis", "non"].iter().any(|p| long.strip_prefix(p) == Some(short))
    };
    denies(a, b) || denies(b, a)
}
