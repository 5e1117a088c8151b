//! What the cut at an end of a quotation took away.
//!
//! A quotation may begin and end where it likes, unless the cut removes what governs it: the "not"
//! right before the first word, the "if" of its clause, the "critics say" it hangs on, the words that
//! say what a sentence is about.

use super::atoms::{Atom, Side};
use super::governing::{Governing, governing};
use super::grade::is_only_not;
use super::lexicon::{Class, Lexicon};
use super::{Clip, Sense};
use crate::source::{Source, SourceKind, Voice};
use crate::text::{Span, Word, WordKey};

/// How many words before the first and after the last are looked at.
const REACH: usize = 24;
/// How many words before the first a condition may be long.
const CONDITION: usize = 48;
/// Words of grammar that may stand between a negation and the first word quoted.
const BETWEEN: usize = 3;

/// Words whose negation is that of what follows: "I don't think it is", "it is not true that".
const RAISING: &[&str] = &[
    "think", "thinks", "thought", "believe", "believes", "believed", "say", "says", "said", "know", "knows", "knew",
    "want", "wants", "wanted", "need", "needs", "mean", "means", "expect", "expects", "expected", "suppose", "going",
    "yet", "true", "certain", "sure", "clear", "evidence", "proof", "case", "possible",
];
/// Words that begin a clause of its own.
const OPENERS: &[&str] = &[
    "and", "but", "or", "because", "when", "while", "where", "what", "who", "which", "whose", "how", "why", "than",
    "as", "although", "though", "since", "after", "before", "so", "until",
];
/// Words beside a verb that make what follows no mere claim of others.
const OWN: &[&str] = &[
    "i", "we", "my", "our", "as", "have", "to", "not", "that", "which", "who", "you", "what", "can", "could", "would",
    "must", "should", "let", "did", "do", "does", "like",
];
/// "It would be wrong to say": a judgement that denies what is said.
const WRONG: &[&str] = &["wrong", "false", "untrue", "misleading", "foolish", "absurd", "ridiculous", "mistake", "lie"];
/// Words that take something away from what stands right behind them.
const NEARLY: &[&str] = &["nearly", "almost", "practically", "virtually"];
/// Words behind which stands what a noun before them is about: "the love of money".
const ABOUT: &[&str] = &["of", "for", "about", "from", "with", "against", "between", "without"];
/// Words that open what a sentence is about.
const OPENING: &[&str] =
    &["a", "an", "my", "your", "his", "her", "its", "our", "their", "no", "every", "any", "some", "such", "each"];
/// What says of the words before it what they are or do.
const FINITE: &[&str] =
    &["is", "are", "was", "were", "has", "had", "will", "would", "can", "could", "must", "may", "might", "should"];
/// Words of what a sentence is about that are shown.
const SHOWN: usize = 6;

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
    if let Some(clip) = subject_before(source, words, upto, start) {
        return Some(clip);
    }
    let that = atoms.len().checked_sub(1).is_some_and(|last| is(last, &["that"]));
    let mut claims: Option<usize> = None;
    for (distance, at) in (0..atoms.len()).rev().enumerate() {
        let atom = atoms.get(at)?;
        // Between a word's own atoms ("are", "not") there is no gap.
        let inside = atoms.get(at + 1).is_some_and(|next| next.word == atom.word);
        let introduces = distance == 0 && governing(atom.key) == Some(Governing::Says) && gap(atom.word).trim() == ",";
        if !inside && breaks(gap(atom.word)) && !introduces {
            break;
        }
        if distance > BETWEEN && claims.is_none() {
            break;
        }
        if let Some(verb) = claims {
            if atom.class == Class::Negation && !is_only_not(atoms, at) {
                return found(at, Sense::Negation);
            }
            // "It would be wrong to say": what stands before decides.
            if is(at, &["to"]) {
                claims = None;
                continue;
            }
            // "critics say", but not "I say" or "as I said".
            let own = is(at, OWN) || (is(at, &["had"]) && at.checked_sub(1).is_some_and(|before| is(before, OWN)));
            // "The claim we reserve": a noun, unless several are said to claim.
            let noun = is(verb, &["claim", "claims"])
                && !that
                && atom.class != Class::Pronoun
                && !words.get(atom.word).is_some_and(|word| word.span.of(&source.prose).ends_with('s'));
            let aside = own || noun || ends(gap(atom.word)) || !quotes_itself(source, start);
            return if aside { None } else { found(verb.min(at), Sense::Modality) };
        }
        let opens = || atom.word.checked_sub(1).is_none_or(|before| ends(gap(before)));
        let first = source.words.get(upto).map(|word| word.key);
        let few = is(at, &["a"]) && ["few", "little"].iter().any(|word| Some(WordKey::of(word)) == first);
        if distance == 0 && (few || is(at, NEARLY) || (is(at, &["only"]) && opens())) {
            return found(at, Sense::Quantity);
        }
        if governing(atom.key) == Some(Governing::Denies) && (that || distance == 0) {
            return found(at.saturating_sub(1), Sense::Negation);
        }
        if is(at, WRONG) && atoms.get(at + 1..).is_some_and(|rest| !rest.is_empty()) {
            return found(at, Sense::Negation);
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
        let told = distance <= 1 || (that && distance == 2 && atoms.get(at + 1).is_some_and(is_person));
        let claimed = match governing(atom.key) {
            Some(Governing::Says) => told,
            Some(Governing::Holds) => told && that,
            _ => false,
        };
        if claimed {
            claims = Some(at);
            continue;
        }
        let known = Lexicon::get().entry_of(atom.key).is_some_and(|entry| entry.function);
        if is(at, OPENERS) || !(known || is(at, RAISING)) {
            break;
        }
    }
    condition_before(source, upto, start)
}

/// What a sentence is about, where the cut leaves only its last word: "the love of ‖money is the root",
/// "a foolish ‖consistency is". `upto` is the source's first word behind the cut.
fn subject_before(source: &Source, words: &[Word], upto: usize, start: usize) -> Option<Clip> {
    let is = |key: WordKey, list: &[&str]| list.iter().any(|word| WordKey::of(word) == key);
    let plain = |key: WordKey| !Lexicon::get().entry_of(key).is_some_and(|e| e.function || e.class != Class::Plain);
    let (noun, verb) = (source.words.get(upto)?, source.words.get(upto + 1)?);
    let apart =
        |a: &Word, b: &Word| !Span::new(a.span.end, b.span.start.max(a.span.end)).of(&source.text).trim().is_empty();
    if !plain(noun.key) || !is(verb.key, FINITE) || apart(noun, verb) {
        return None;
    }
    let last = words.len().checked_sub(1)?;
    let gap = |n: usize| gap_after(source, words, n, start);
    let before = words.get(last)?;
    if !gap(last).trim().is_empty() {
        return None;
    }
    let lower = before.span.of(&source.text).starts_with(char::is_lowercase);
    let opened = || {
        last.checked_sub(1)
            .and_then(|n| words.get(n).map(|word| (n, word)))
            .is_some_and(|(n, opener)| is(opener.key, OPENING) && gap(n).trim().is_empty())
    };
    let about =
        is(before.key, ABOUT) && last.checked_sub(1).is_some_and(|n| words.get(n).is_some_and(|w| plain(w.key)));
    let modified = || lower && plain(before.key) && opened();
    if !(about || modified()) {
        return None;
    }
    let from = (0..SHOWN.min(last + 1)).take_while(|n| *n == 0 || !breaks(gap(last - n))).last()?;
    let first = words.get(last - from)?;
    Some(Clip { source: first.span.join(before.span), sense: Sense::Subject })
}

/// Whether an atom means a person who may be told something: "told me that", "told them that".
fn is_person(atom: &Atom) -> bool {
    atom.class == Class::Pronoun
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
    // In a book it is the author who tells what others say.
    (source.card.voice == Voice::Author && source.card.metadata.kind != SourceKind::Book)
        || source.quotation_at(Span::at(start)).is_some_and(|(_, q)| q.inner().start + 8 < start)
}

/// Within so many words of a main clause stands its modal.
const WOULD: usize = 4;

/// "If they ask me, ‖I will go": the first words of the sentence.
fn condition_before(source: &Source, upto: usize, start: usize) -> Option<Clip> {
    let words = source.words.get(upto.saturating_sub(CONDITION)..upto)?;
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
    if first == 0 && words.len() == CONDITION {
        return None;
    }
    let opener = words.get(first)?;
    let is = |key: WordKey, list: &[&str]| list.iter().any(|word| WordKey::of(word) == key);
    // "Had they asked me, ‖I would have gone".
    let inverted = is(opener.key, &["had", "were", "should"])
        && words.len() - first > 2
        && source
            .words
            .iter()
            .skip_while(|word| word.span.start < start)
            .take(WOULD)
            .any(|word| is(word.key, &["would", "could", "might", "will"]));
    let conditional = inverted || is(opener.key, &["if", "unless"]);
    let span = Span::new(opener.span.start, words.get(last)?.span.end);
    conditional.then_some(Clip { source: span, sense: Sense::Condition })
}

fn after(source: &Source, end: usize) -> Option<Clip> {
    let from = source.words.partition_point(|word| word.span.start < end);
    let next = source.words.get(from)?;
    let gap = Span::new(end, next.span.start).of(&source.text);
    let is = |n: usize, words: &[&str]| {
        source.words.get(from + n).is_some_and(|found| words.iter().any(|word| WordKey::of(word) == found.key))
    };
    let so_long = is(0, &["as", "so"]) && is(1, &["long"]) && is(2, &["as"]);
    let on_condition = is(0, &["on"]) && (is(1, &["condition"]) || (is(1, &["the"]) && is(2, &["condition"])));
    let conditional = is(0, &["if", "unless", "provided", "assuming"])
        || (is(0, &["only"]) && is(1, &["if", "when"]))
        || (is(0, &["but"]) && is(1, &["only"]) && is(2, &["if"]))
        || so_long
        || on_condition;
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
