//! How grave a difference is.

use std::ops::Range;

use super::atoms::{Atom, Claim};
use super::brackets::{self, Verdict};
use super::forms::{self, Likeness, Phrase};
use super::governing::{Governing, governing};
use super::lexicon::{Class, Lexicon};
use super::script::Beside;
use super::sense::{self, Rest};
use super::window::Window;
use super::{Grade, Sense};
use super::{grammar, numbers};
use crate::text::{Span, Word, WordKey, normal_form};

/// A run of words longer than this, put in for others, is another text: no single word in it counts.
const LONG: usize = 12;
/// A dropped run longer than this is judged by its edges, not by each word in it.
const SHORT: usize = 8;

/// Atoms of a claim and of a source that stand against each other.
pub(super) struct Difference<'a> {
    claim: &'a Claim,
    prose: &'a str,
    window: &'a Window<'a>,
    draft: Range<usize>,
    source: Range<usize>,
    beside: Beside,
}

impl<'a> Difference<'a> {
    pub(super) fn new(
        claim: &'a Claim,
        prose: &'a str,
        window: &'a Window<'a>,
        draft: Range<usize>,
        source: Range<usize>,
        beside: Beside,
    ) -> Self {
        Self { claim, prose, window, draft, source, beside }
    }

    fn draft_atoms(&self) -> &[Atom] {
        self.claim.side.atoms.get(self.draft.clone()).unwrap_or_default()
    }

    fn source_atoms(&self) -> &[Atom] {
        self.window.side.atoms.get(self.source.clone()).unwrap_or_default()
    }

    fn draft_words(&self) -> &[Word] {
        words_of(self.draft_atoms(), &self.claim.side.words)
    }

    fn source_words(&self) -> &[Word] {
        words_of(self.source_atoms(), &self.window.side.words)
    }

    /// Whether both sides have the same words in the same form.
    pub(super) fn is_identical(&self) -> bool {
        let (draft, source) = (self.draft_words(), self.source_words());
        draft.len() == source.len()
            && draft.iter().zip(source).all(|(a, b)| {
                let (x, y) = (a.span.of(self.prose), b.span.of(&self.window.source.prose));
                a.key == b.key && (x.eq_ignore_ascii_case(y) || (same_script(x, y) && !differently_abridged(x, y)))
            })
    }

    /// How many sentences end inside the source's words, the end before the first word included.
    pub(super) fn sentence_ends(&self) -> usize {
        (self.source.start..=self.source.end).filter(|&atom| ends_sentence(self.window.before(atom))).count()
    }
}

/// "5" and "five" have one key; "don’t" and "don't" do too, and are the same.
fn same_script(a: &str, b: &str) -> bool {
    let strip = |text: &str| -> String { normal_form(text).chars().filter(|c| !matches!(c, '[' | ']')).collect() };
    strip(a) == strip(b)
}

/// "U.S." and "US", "%" and "percent": one word, abbreviated in one of the two otherwise.
fn differently_abridged(a: &str, b: &str) -> bool {
    let points = |word: &str| word.contains('.') && word.contains(char::is_alphabetic);
    let sign = |word: &str| !word.contains(char::is_alphanumeric);
    points(a) != points(b) || sign(a) != sign(b)
}

fn words_of<'a>(atoms: &[Atom], words: &'a [Word]) -> &'a [Word] {
    match (atoms.first(), atoms.last()) {
        (Some(first), Some(last)) => words.get(first.word..=last.word).unwrap_or_default(),
        _ => &[],
    }
}

/// Whether a sentence ends in what stands between two words; "..." is a pause.
fn ends_sentence(gap: &str) -> bool {
    gap.contains(['!', '?']) || (gap.contains('.') && !gap.contains(".."))
}

/// How words that are the same differ in form; `None` when they do not.
pub(super) fn form(difference: &Difference<'_>) -> Option<(Grade, Option<Sense>)> {
    let (draft, source) = (difference.draft_words(), difference.source_words());
    let source_text = difference.window.source.prose.as_str();
    if difference.draft_atoms().iter().any(|atom| atom.class == Class::Number)
        && let (Some(first), Some(other)) = (draft.first(), source.first())
        && let (Some(ours), Some(theirs)) =
            (numbers::sign_before(difference.prose, first.span), numbers::sign_before(source_text, other.span))
        && ours != theirs
    {
        return Some((Grade::Sense, Some(Sense::Number)));
    }
    if difference.is_identical() {
        return None;
    }
    Some(match likeness(difference) {
        Likeness::Typography => return None,
        Likeness::Numeral => (Grade::Numeral, None),
        Likeness::Style | Likeness::None => (Grade::Style, None),
    })
}

/// Whether the words of a difference are the same in another form.
fn likeness(difference: &Difference<'_>) -> Likeness {
    let (draft, source) = (difference.draft_words(), difference.source_words());
    let (text, source_text) = (difference.prose, difference.window.source.prose.as_str());
    let (ours, theirs) = (forms::normal_forms(text, draft), forms::normal_forms(source_text, source));
    let draft = Phrase { text, words: draft, forms: &ours };
    forms::likeness(draft, Phrase { text: source_text, words: source, forms: &theirs })
}

/// Whether brackets say that the words differ: then how much that matters all the same, and in
/// what way it turns the sense. `None` when the difference is not theirs.
pub(super) fn bracketed(difference: &Difference<'_>, claim: &Claim) -> Option<(Grade, Option<Sense>)> {
    let range = &difference.draft;
    let beside = claim.marks_at(range).any(|mark| mark.from < mark.upto);
    let all_inserted = range.clone().all(|atom| claim.inserted.get(atom).copied().unwrap_or_default());
    if !beside || !all_inserted {
        return None;
    }
    let source_is_empty = difference.source.is_empty();
    let (draft, source) = rests(difference.draft_atoms(), difference.source_atoms());
    let draft = Rest { text: difference.prose, words: &claim.side.words, atoms: draft };
    let window = difference.window;
    let source = Rest { text: &window.source.prose, words: &window.side.words, atoms: source };
    // At an end brackets may add to what is quoted rather than replace what stands there. They replace
    // when they end where the source's sentence does, and add across punctuation.
    let (from, upto) = (difference.source.start, difference.source.end);
    let (inner, outer) = if range.start == 0 { (upto, from) } else { (from, upto) };
    let is_mark = |at: usize| window.before(at).contains([',', '.', ';', ':', '!', '?', '“', '”', '"', '\n']);
    let at_end = range.start == 0 || range.end == claim.side.atoms.len();
    if at_end && !source_is_empty && is_mark(inner) {
        return Some((Grade::Typography, None));
    }
    let replaces = !at_end || is_mark(outer) || outer == 0 || outer == window.side.atoms.len();
    Some(match brackets::judge(&draft, &source) {
        Verdict::Other if replaces => (Grade::Bracketed, None),
        Verdict::Allowed | Verdict::Other => (Grade::Typography, None),
        Verdict::Turns(sense) => (Grade::Sense, Some(sense)),
    })
}

/// Grades what no bracket explains.
pub(super) fn grade(difference: &Difference<'_>) -> (Grade, Option<Sense>) {
    match likeness(difference) {
        Likeness::Typography => return (Grade::Typography, None),
        Likeness::Numeral => return (Grade::Numeral, None),
        Likeness::Style => return (Grade::Style, None),
        Likeness::None => {}
    }
    if difference.beside.abridged {
        return (Grade::Typography, None);
    }
    let (draft, source) = (difference.draft_atoms(), difference.source_atoms());
    let only_drops = draft.is_empty();
    if only_drops && is_cleaned_up(difference) {
        return (Grade::CleanedUp, None);
    }
    if source.is_empty() && is_joint(draft) && (difference.beside.joins || begins_sentence(difference)) {
        return (Grade::CleanedUp, None);
    }
    if only_drops && source.len() > SHORT {
        return match left_out(difference.window, difference.source.clone()) {
            Some(sense) => (Grade::Sense, Some(sense)),
            None => (Grade::Omission, None),
        };
    }
    if draft.len() > LONG {
        return (Grade::Words, None);
    }
    let (draft_rest, source_rest) = rests(draft, source);
    let draft_rest = Rest { text: difference.prose, words: &difference.claim.side.words, atoms: draft_rest };
    let source_rest =
        Rest { text: &difference.window.source.prose, words: &difference.window.side.words, atoms: source_rest };
    let initial = difference.draft.start == 0 || begins_sentence(difference);
    match sense::turned(&draft_rest, &source_rest, initial) {
        Some(sense) => (Grade::Sense, Some(sense)),
        None if only_drops => (Grade::Omission, None),
        None if is_slip(&draft_rest, &source_rest) => (Grade::Typo, None),
        None if is_repaired(difference, &draft_rest, &source_rest) => (Grade::Grammar, None),
        None => (Grade::Words, None),
    }
}

/// Whether the source's words are known misspellings of the draft's.
fn is_slip(draft: &Rest<'_>, source: &Rest<'_>) -> bool {
    let lexicon = Lexicon::get();
    !draft.atoms.is_empty()
        && draft.atoms.len() == source.atoms.len()
        && draft.atoms.iter().zip(&source.atoms).all(|(ours, theirs)| lexicon.corrected(theirs.key) == Some(ours.key))
}

/// Whether one word was set right, and that is all.
fn is_repaired(difference: &Difference<'_>, draft: &Rest<'_>, source: &Rest<'_>) -> bool {
    let ([ours], [theirs]) = (draft.atoms.as_slice(), source.atoms.as_slice()) else { return false };
    let window = difference.window;
    let at = difference.source.clone().find(|&at| window.side.atoms.get(at) == Some(theirs));
    let before = at.and_then(|at| at.checked_sub(1)).and_then(|at| window.side.atoms.get(at));
    let before = before.map(|atom| source.form(atom)).unwrap_or_default();
    // A contraction has one form for both its atoms: its first half is what stands before.
    let before = before.split('\'').next().unwrap_or_default();
    grammar::is_repair(&draft.half(ours), &source.half(theirs), before)
}

/// What each side has that the other lacks, whatever the order.
fn rests(draft: &[Atom], source: &[Atom]) -> (Vec<Atom>, Vec<Atom>) {
    let mut left: Vec<Atom> = source.to_vec();
    let mut rest = Vec::new();
    for atom in draft {
        match left.iter().position(|other| atom.same(other)) {
            Some(at) => drop(left.remove(at)),
            None => rest.push(*atom),
        }
    }
    (rest, left)
}

fn begins_sentence(difference: &Difference<'_>) -> bool {
    ends_sentence(difference.window.before(difference.source.start))
}

/// One word that only joins sentences.
fn is_joint(atoms: &[Atom]) -> bool {
    matches!(atoms, [one] if ["and", "but", "so", "now"].iter().any(|word| WordKey::of(word) == one.key))
}

/// Fillers, repeated words, false starts, a joint between two sentences.
fn is_cleaned_up(difference: &Difference<'_>) -> bool {
    let (window, range) = (difference.window, &difference.source);
    let atoms = difference.source_atoms();
    if atoms.is_empty() {
        return false;
    }
    let at_start =
        begins_sentence(difference) || range.start.checked_sub(1).is_some_and(|before| window.is_aside(before));
    if is_joint(atoms) && (at_start || difference.beside.joins || range.start == 0) {
        return true;
    }
    is_filler(difference) || is_repeated(window, range) || is_false_start(window, range)
}

fn is_filler(difference: &Difference<'_>) -> bool {
    let lexicon = Lexicon::get();
    let window = difference.window;
    let words = difference.source_words();
    let keys: Vec<WordKey> = words.iter().map(|word| word.key).collect();
    let edge = |gap: &str| gap.contains([',', '.', '!', '?', ';', ':', '—', '–', '…', '\n']) || gap.contains("--");
    let first = difference.source_atoms().first().map_or(0, |atom| atom.word);
    let gap = |word: usize| {
        let end = |n: usize| window.side.words.get(n).map(|word| word.span);
        match (word.checked_sub(1).and_then(end), end(word)) {
            (Some(a), Some(b)) if a.end <= b.start => Span::new(a.end, b.start).of(&window.source.text),
            _ => ".",
        }
    };
    let mut at = 0;
    while let Some(rest) = keys.get(at..).filter(|rest| !rest.is_empty()) {
        let (len, guarded) = lexicon.filler(rest);
        if len == 0 || (guarded && !(edge(gap(first + at)) && edge(gap(first + at + len)))) {
            // "so", "well", "and you know": at the start of a sentence no comma need follow.
            let opens = guarded && len > 0 && at == 0 && ends_sentence(gap(first)) && keys.len() > len;
            if !opens {
                return false;
            }
        }
        at += len;
    }
    true
}

/// "we, we", "the fact is, the fact is": the words stand once more right beside.
fn is_repeated(window: &Window<'_>, range: &Range<usize>) -> bool {
    let atoms = &window.side.atoms;
    let len = range.len();
    let run = atoms.get(range.clone()).unwrap_or_default();
    let equals = |from: usize| {
        atoms.get(from..from + len).is_some_and(|other| other.iter().zip(run).all(|(a, b)| a.key == b.key))
    };
    equals(range.end) || range.start.checked_sub(len).is_some_and(equals)
}

/// "we have — we need": a few words broken off by a dash and begun again.
fn is_false_start(window: &Window<'_>, range: &Range<usize>) -> bool {
    let after = window.before(range.end);
    let broken =
        after.contains(['—', '–', '…']) || after.contains("--") || after.contains("...") || after.contains(" - ");
    let first = window.side.atoms.get(range.start).map(|atom| atom.key);
    let again = window.side.atoms.iter().skip(range.end).take(3).any(|next| Some(next.key) == first);
    broken && again && range.len() <= 6
}

/// In what way leaving out `range` turns what stands on either side of it: a negation next to the
/// kept words, or a condition they hang on.
pub(super) fn left_out(window: &Window<'_>, range: Range<usize>) -> Option<Sense> {
    let atoms = &window.side.atoms;
    let negates = |atom: &Atom| atom.class == Class::Negation;
    let breaks = |gap: &str| gap.contains([',', ';', ':', '.', '!', '?', '—', '–', '(', ')', '“', '”', '"']);
    // Right behind the words before: "we do [not want to] leave".
    for at in range.clone().take(2) {
        if breaks(window.before(at)) {
            break;
        }
        if atoms.get(at).is_some_and(negates) && !is_only_not(atoms, at) {
            return Some(Sense::Negation);
        }
    }
    // Right before the words behind: "we are [surely not] ready".
    for at in range.clone().rev().take(3) {
        if breaks(window.before(at + 1)) {
            break;
        }
        if atoms.get(at).is_some_and(negates) && !is_only_not(atoms, at) {
            return Some(Sense::Negation);
        }
        if !atoms.get(at).is_some_and(|atom| atom.function) {
            break;
        }
    }
    if hides_attribution(window, &range) {
        return Some(Sense::Modality);
    }
    // "I will resign [if they ask me]": a condition in the sentence of the words before.
    for at in range {
        if ends_sentence(window.before(at)) {
            break;
        }
        let conditional = atoms.get(at).is_some_and(|atom| {
            atom.class == Class::Condition && ["if", "unless"].iter().any(|word| WordKey::of(word) == atom.key)
        });
        if conditional {
            return Some(Sense::Condition);
        }
    }
    None
}

/// More words than this are no mere attribution.
const ATTRIBUTION: usize = 5;

/// Whether what was left out is an attribution to others on which the words beside it hang: "They say
/// [the gate is safe]", "the gate, critics say, is safe".
fn hides_attribution(window: &Window<'_>, range: &Range<usize>) -> bool {
    let atoms = window.side.atoms.get(range.clone()).unwrap_or_default();
    let is = |atom: &Atom, words: &[&str]| words.iter().any(|word| WordKey::of(word) == atom.key);
    let that = atoms.last().is_some_and(|atom| is(atom, &["that"]));
    let said = atoms.get(..atoms.len() - usize::from(that)).unwrap_or_default();
    let own = |atom: &Atom| is(atom, &["i", "we", "as", "to", "you", "what", "not", "can", "could", "would", "must"]);
    let (Some(verb), Some(first)) = (said.last(), said.first()) else { return false };
    let begins = ends_sentence(window.before(range.start)) || window.before(range.start).contains([',', ';', '—', '–']);
    said.len() > 1
        && said.len() <= ATTRIBUTION
        && (governing(verb.key) == Some(Governing::Says) || (that && governing(verb.key).is_some()))
        && begins
        && !said.iter().any(own)
        && !is(
            first,
            &["and", "but", "or", "because", "which", "who", "whatever", "when", "while", "like", "how", "where"],
        )
}

/// "not only": no negation.
pub(super) fn is_only_not(atoms: &[Atom], at: usize) -> bool {
    let only = ["only", "just", "merely", "simply", "least"];
    atoms.get(at + 1).is_some_and(|next| only.iter().any(|word| WordKey::of(word) == next.key))
}
