//! What the cut at an end of a quotation took away.
//!
//! A quotation may begin and end where it likes, unless the cut removes what governs it: the "not"
//! right before the first word, the "if" of its clause, the "critics say" it hangs on.

use super::atoms::{Atom, Side};
use super::grade::is_only_not;
use super::lexicon::{Class, Lexicon};
use super::{Clip, Sense};
use crate::source::{Source, Voice};
use crate::text::{Span, Word, WordKey};

/// How many words before the first and after the last are looked at.
const REACH: usize = 24;
/// Words of grammar that may stand between a negation and the first word quoted.
const BETWEEN: usize = 3;

/// Verbs whose negation is that of what follows: "I don't think it is", "does not want to".
const RAISING: &[&str] =
    &["think", "believe", "say", "know", "want", "need", "mean", "expect", "suppose", "going", "yet"];
/// Words that begin a clause of its own.
const OPENERS: &[&str] = &[
    "and", "but", "or", "because", "when", "while", "where", "what", "who", "which", "whose", "how", "why", "than",
    "as", "although", "though", "since", "after", "before", "so", "until",
];
/// Verbs that make what follows somebody's claim.
const CLAIMS: &[&str] =
    &["say", "says", "said", "claim", "claims", "claimed", "argue", "argues", "argued", "alleges", "alleged"];

/// What the cut before byte `start` and after byte `end` of `source` took away; an end at which
/// the words differ anyway is `None`.
pub(super) fn clip(source: &Source, start: Option<usize>, end: Option<usize>) -> Option<Clip> {
    start.and_then(|start| before(source, start)).or_else(|| end.and_then(|end| after(source, end)))
}

fn before(source: &Source, start: usize) -> Option<Clip> {
    let upto = source.words.partition_point(|word| word.span.start < start);
    let words = source.words.get(upto.saturating_sub(REACH)..upto)?;
    let side = Side::new(&source.prose, words);
    let gap = |n: usize| gap_after(source, words, n, start);
    let atoms = &side.atoms;
    let found = |atom: usize, sense| {
        let word = atoms.get(atom).and_then(|a| words.get(a.word))?;
        Some(Clip { source: Span::new(word.span.start, words.last().map_or(start, |last| last.span.end)), sense })
    };
    let is = |atom: usize, list: &[&str]| {
        atoms.get(atom).is_some_and(|a| list.iter().any(|word| WordKey::of(word) == a.key))
    };
    let mut claims: Option<usize> = None;
    for (distance, at) in (0..atoms.len()).rev().enumerate() {
        let atom = atoms.get(at)?;
        // Between a word's own atoms ("are", "not") there is no gap.
        let inside = atoms.get(at + 1).is_some_and(|next| next.word == atom.word);
        if !inside && breaks(gap(atom.word)) {
            break;
        }
        if distance > BETWEEN && claims.is_none() {
            break;
        }
        if let Some(verb) = claims {
            // "critics say", but not "I say" or "as I said".
            let own = is(at, &["i", "we", "as", "have", "had", "to", "not", "that", "which", "who"]);
            return if own || !quotes_itself(source, start) { None } else { found(verb.min(at), Sense::Modality) };
        }
        if atom.class == Class::Negation && !is_only_not(atoms, at) {
            // "Why don't they …": a question suggests what it seems to deny.
            let next = atoms.get(at + 1).map(|next| next.key).or_else(|| source.words.get(upto).map(|word| word.key));
            let asks = is(at, &["not"]) && inside_word(atoms, at) && next.is_some_and(is_subject);
            return if asks { None } else { found(at, Sense::Negation) };
        }
        if is(at, &["if", "unless"]) {
            return found(at, Sense::Condition);
        }
        if is(at, CLAIMS) && distance <= 1 {
            claims = Some(at);
            continue;
        }
        let known = Lexicon::get().entry_of(atom.key).is_some_and(|entry| entry.function);
        if is(at, OPENERS) || !(known || is(at, RAISING)) {
            break;
        }
    }
    condition_before(source, words, start)
}

/// Whether an atom is the second part of a contraction: the "not" of "don't".
fn inside_word(atoms: &[Atom], at: usize) -> bool {
    match (at.checked_sub(1).and_then(|before| atoms.get(before)), atoms.get(at)) {
        (Some(before), Some(atom)) => before.word == atom.word,
        _ => false,
    }
}

fn is_subject(word: WordKey) -> bool {
    ["i", "you", "he", "she", "it", "we", "they"].iter().any(|subject| WordKey::of(subject) == word)
}

/// Whether the words before are part of what the same person says.
fn quotes_itself(source: &Source, start: usize) -> bool {
    source.card.voice == Voice::Author
        || source.quotation_at(Span::at(start)).is_some_and(|(_, q)| q.inner().start + 8 < start)
}

/// "If they ask me, ‖I will go": the first words of the sentence.
fn condition_before(source: &Source, words: &[Word], start: usize) -> Option<Clip> {
    let last = words.len().checked_sub(1)?;
    let gap = gap_after(source, words, last, start);
    if !gap.trim_end().ends_with(',') {
        return None;
    }
    // Back to the start of the sentence.
    let mut first = last;
    while first > 0 && !ends(gap_after(source, words, first - 1, start)) {
        if gap_after(source, words, first - 1, start).contains(',') {
            // Something stands between the condition and what hangs on it.
            return None;
        }
        first -= 1;
    }
    if first == 0 && words.len() == REACH {
        return None;
    }
    let opener = words.get(first)?;
    let conditional = ["if", "unless"].iter().any(|word| WordKey::of(word) == opener.key);
    let span = Span::new(opener.span.start, words.get(last)?.span.end);
    conditional.then_some(Clip { source: span, sense: Sense::Condition })
}

fn after(source: &Source, end: usize) -> Option<Clip> {
    let from = source.words.partition_point(|word| word.span.start < end);
    let next = source.words.get(from)?;
    let gap = Span::new(end, next.span.start).of(&source.text);
    let conditional = ["if", "unless", "provided"].iter().any(|word| WordKey::of(word) == next.key);
    if !conditional || gap.trim().trim_start_matches(',').contains(|c: char| !c.is_whitespace()) {
        return None;
    }
    let rest = source.words.get(from..)?;
    let upto = (0..rest.len().min(REACH)).find(|&n| {
        rest.get(n + 1).is_none_or(|after| {
            rest.get(n).is_some_and(|word| breaks(Span::new(word.span.end, after.span.start).of(&source.text)))
        })
    })?;
    Some(Clip { source: next.span.join(rest.get(upto)?.span), sense: Sense::Condition })
}

/// What stands between word `n` and the next one, or `start` behind the last.
fn gap_after<'a>(source: &'a Source, words: &[Word], n: usize, start: usize) -> &'a str {
    let Some(word) = words.get(n) else { return "" };
    let next = words.get(n + 1).map_or(start, |next| next.span.start);
    Span::new(word.span.end, next).of(&source.text)
}

fn breaks(gap: &str) -> bool {
    gap.contains([',', ';', ':', '.', '!', '?', '—', '–', '(', ')', '[', ']', '“', '”', '"', '«', '»', '„'])
        || gap.contains("\n\n")
        || gap.contains("--")
}

fn ends(gap: &str) -> bool {
    gap.contains(['.', '!', '?', '“', '"', '\n', ':', ';'])
}
