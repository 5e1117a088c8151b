//! Whether what stands between quotation marks is somebody's words, or the name of something or a
//! term, which nobody says.
//!
//! A logistic model over the shape of the words, what stands beside the marks, what kind of sentence
//! they stand in, and how probable it is that anybody named around them speaks. As in the model of
//! speakers, words come in by their classes alone; `examples/train_nature.rs` fits the weights.

use super::candidates::{Source, sentence_of};
use super::data::natures::{ENGLISH, GERMAN};
use super::document::{Document, Raw};
use super::frames::FrameKind;
use super::lexicon::{Language, Lexicon, class};
use super::tokens::{Kind, Token};
use crate::text::Span;

/// A family of features, each with its number of members.
#[derive(Clone, Copy)]
enum Group {
    Bias,
    Length,
    Shape,
    Foreign,
    End,
    Before,
    BeforeShape,
    BeforeTwo,
    After,
    AfterShape,
    AfterTwo,
    Around,
    Apposition,
    AppositionShape,
    ShortForm,
    NearWork,
    NearSpeech,
    Speech,
    SpeechShape,
    Reported,
    ReportedShape,
    That,
    Marks,
    Heading,
    Nobody,
    Source,
    Cue,
}

/// Kinds of lengths: up to two words, up to five, more.
const LENGTHS: usize = 3;
/// Kinds of shapes: see `shape`.
const SHAPES: usize = 8;
/// Kinds of neighbours: see [`neighbour`].
const NEIGHBOURS: usize = 22;
/// What stands further from a quotation than this many tokens is no part of its sentence, so that a
/// text without a stop costs no more than another.
const FAR: usize = 200;
/// Steps of the probability that nobody speaks.
const STEPS: usize = 7;

/// The groups in their order, with how many features each has.
const SIZES: [(Group, usize); 27] = [
    (Group::Bias, 1),
    (Group::Length, 9),
    (Group::Shape, SHAPES * LENGTHS),
    (Group::Foreign, LENGTHS),
    (Group::End, 4 * LENGTHS),
    (Group::Before, NEIGHBOURS * LENGTHS),
    (Group::BeforeShape, NEIGHBOURS * SHAPES),
    (Group::BeforeTwo, NEIGHBOURS * NEIGHBOURS),
    (Group::After, NEIGHBOURS * LENGTHS),
    (Group::AfterShape, NEIGHBOURS * SHAPES),
    (Group::AfterTwo, NEIGHBOURS * NEIGHBOURS),
    (Group::Around, NEIGHBOURS * NEIGHBOURS),
    (Group::Apposition, 3 * LENGTHS),
    (Group::AppositionShape, 3 * SHAPES),
    (Group::ShortForm, 1),
    (Group::NearWork, 4 * SHAPES),
    (Group::NearSpeech, 2 * LENGTHS),
    (Group::Speech, 3 * LENGTHS),
    (Group::SpeechShape, 3 * SHAPES),
    (Group::Reported, 2 * LENGTHS),
    (Group::ReportedShape, 2 * SHAPES),
    (Group::That, LENGTHS),
    (Group::Marks, 2 * LENGTHS),
    (Group::Heading, 2 * LENGTHS),
    (Group::Nobody, STEPS * LENGTHS),
    (Group::Source, Source::COUNT * LENGTHS),
    (Group::Cue, (FrameKind::COUNT + 1) * LENGTHS),
];

/// Where each group begins, and behind them how many features there are.
const OFFSETS: [usize; SIZES.len() + 1] = {
    let mut offsets = [0; SIZES.len() + 1];
    let mut i = 0;
    while i < SIZES.len() {
        offsets[i + 1] = offsets[i] + SIZES[i].1;
        i += 1;
    }
    offsets
};

/// How many features there are.
pub(super) const COUNT: usize = OFFSETS[SIZES.len()];

/// Who would speak a quotation if anybody does.
#[derive(Clone, Copy, Debug)]
pub(super) struct Speaking {
    /// How probable it is, 0 to 1, that nobody does.
    pub(super) nobody: f32,
    /// Where the likeliest speaker stands.
    pub(super) source: Source,
    /// The clause that names them.
    pub(super) cue: Option<FrameKind>,
}

/// Whether the words of `raw` are somebody's. Many words are, unless much speaks against it; a
/// paragraph of its own is, what somebody is "known as" is not.
pub(super) fn spoken(document: &Document<'_>, raw: &Raw, speaking: Speaking) -> bool {
    const MANY: usize = 6;
    let around = Surroundings::of(document, raw);
    let is = |back: usize, classes: u64| around.before(back).is_some_and(|token| token.is(classes));
    if is(1, class::LIKE) && is(2, class::WORK) {
        return false;
    }
    let stop = |token: &Token| !token.is_word() && token.kind != Kind::Number;
    if around.before.is_empty() && around.after.iter().all(stop) && !document.is_heading(raw.first.block) {
        return !is_crosshead(document, raw);
    }
    if around.is_led_up_to() && begins_sentence(raw.parts.first().map_or("", |part| part.of(document.text))) {
        return true;
    }
    let weights = match document.language {
        Language::English => ENGLISH,
        Language::German => GERMAN,
    };
    let mut score = 0.0;
    let words = features(document, raw, speaking, |id| score += weights.get(id).copied().unwrap_or(0.0));
    let probability = 1.0 / (1.0 + f32::exp(-score));
    probability > if words < MANY { 0.5 } else { 0.25 }
}

/// Whether a few words in single marks, a paragraph of their own, part a text whose other quotations
/// stand in double marks: some papers set their crossheads so.
fn is_crosshead(document: &Document<'_>, raw: &Raw) -> bool {
    const MOST: usize = 6;
    let words = raw.span.of(document.text);
    let short = words.split_whitespace().nth(MOST).is_none();
    let double = || document.scans.iter().flat_map(|scan| &scan.pairs).any(|pair| pair.kind.is_double());
    is_single(words) && short && double()
}

/// Whether words begin like a sentence.
fn begins_sentence(words: &str) -> bool {
    words.chars().find(|c| c.is_alphanumeric()).is_some_and(char::is_uppercase)
}

/// Whether a quotation stands in single marks.
fn is_single(quotation: &str) -> bool {
    quotation.starts_with(['\'', '‘', '‚', '‹']) && !quotation.starts_with("''")
}

/// Calls `found` with the features of `raw`, as indices below [`COUNT`]; returns how many words it has
/// (of many only the first are counted).
pub(super) fn features(document: &Document<'_>, raw: &Raw, speaking: Speaking, mut found: impl FnMut(usize)) -> usize {
    let mut push = |group: Group, member: usize| {
        let at = group as usize;
        let (Some(offset), Some((_, size))) = (OFFSETS.get(at), SIZES.get(at)) else { return };
        debug_assert!(member < *size, "{at} {member}");
        if member < *size {
            found(offset + member);
        }
    };
    let words = raw.parts.first().map_or("", |part| part.of(document.text)).trim();
    let lexicon = Lexicon::of(document.language);
    let word = Words::of(words, lexicon);
    let (length, shape) = (word.length, word.shape);

    push(Group::Bias, 0);
    push(Group::Length, word.count.saturating_sub(1).min(8));
    push(Group::Shape, shape * LENGTHS + length);
    if word.foreign {
        push(Group::Foreign, length);
    }
    let end = raw.parts.last().map_or("", |part| part.of(document.text)).trim_end();
    let end = match end.chars().next_back() {
        Some(',') => 0,
        Some('.' | '…') => 1,
        Some('!' | '?') => 2,
        _ => 3,
    };
    push(Group::End, end * LENGTHS + length);

    let single = is_single(raw.span.of(document.text));
    push(Group::Marks, usize::from(single) * LENGTHS + length);
    push(Group::Heading, usize::from(document.is_heading(raw.first.block)) * LENGTHS + length);

    let step = [0.02, 0.1, 0.25, 0.5, 0.75, 0.9].iter().filter(|bound| speaking.nobody > **bound).count();
    push(Group::Nobody, step * LENGTHS + length);
    push(Group::Source, speaking.source as usize * LENGTHS + length);
    push(Group::Cue, speaking.cue.map_or(0, |kind| kind as usize + 1) * LENGTHS + length);

    let place = Surroundings::of(document, raw);
    let (before, after) = (place.before(1), place.after(1));
    let kinds = [before, place.before(2), after, place.after(2)].map(neighbour);
    let [one, two, next, second] = kinds;
    push(Group::Before, one * LENGTHS + length);
    push(Group::BeforeShape, one * SHAPES + shape);
    push(Group::BeforeTwo, one * NEIGHBOURS + two);
    push(Group::After, next * LENGTHS + length);
    push(Group::AfterShape, next * SHAPES + shape);
    push(Group::AfterTwo, next * NEIGHBOURS + second);
    push(Group::Around, one * NEIGHBOURS + next);
    let apposition = place.apposition();
    push(Group::Apposition, apposition * LENGTHS + length);
    push(Group::AppositionShape, apposition * SHAPES + shape);
    if place.short_form_follows(document, raw) {
        push(Group::ShortForm, 0);
    }
    let work = usize::from((1..=4).any(|back| place.before(back).is_some_and(|token| token.is(class::WORK))))
        + 2 * usize::from((1..=3).any(|on| place.after(on).is_some_and(|token| token.is(class::WORK))));
    push(Group::NearWork, work * SHAPES + shape);
    let speech = (1..=4).any(|back| place.before(back).is_some_and(|token| token.is(class::SAY | class::WEAK)));
    push(Group::NearSpeech, usize::from(speech) * LENGTHS + length);

    let says = place.count(class::SAY | class::WEAK | class::ACCORDING).min(2);
    push(Group::Speech, says * LENGTHS + length);
    push(Group::SpeechShape, says * SHAPES + shape);
    let reported = place.count(class::REPORTED).min(1);
    push(Group::Reported, reported * LENGTHS + length);
    push(Group::ReportedShape, reported * SHAPES + shape);
    if place.sentence_before().iter().any(|token| token.is(class::THAT)) {
        push(Group::That, length);
    }
    word.count
}

/// What the words between the marks look like.
struct Words {
    count: usize,
    length: usize,
    shape: usize,
    /// Whether a function word of another language stands among them.
    foreign: bool,
}

impl Words {
    fn of(words: &str, lexicon: &Lexicon) -> Self {
        const SMALL: u64 = class::DETERMINER | class::PREPOSITION | class::CONJUNCTION;
        let (mut count, mut capitals, mut small, mut lower) = (0usize, 0usize, 0usize, 0usize);
        let mut foreign = false;
        let mut first = None;
        for word in words.split_whitespace().take(14) {
            let plain = word.trim_matches(|c: char| !c.is_alphanumeric());
            let Some(letter) = plain.chars().next() else { continue };
            count += 1;
            first = first.or(Some(letter));
            if letter.is_lowercase() {
                let classes = lexicon.classes(plain);
                if classes & SMALL != 0 {
                    small += 1;
                } else {
                    lower += 1;
                }
                foreign |= lexicon.language != Language::English
                    && (classes == class::PARTICLE
                        || (classes == 0 && Lexicon::of(Language::English).classes(plain) & SMALL != 0));
            } else {
                capitals += 1;
            }
        }
        let length = match count {
            0..=2 => 0,
            3..=5 => 1,
            _ => 2,
        };
        let arrangement = match () {
            () if count <= 1 => 0,
            () if small + lower == 0 => 1,
            () if lower == 0 && capitals > 0 => 2,
            () => 3,
        };
        let shape = arrangement * 2 + usize::from(first.is_some_and(char::is_lowercase));
        Self { count, length, shape, foreign }
    }
}

/// The tokens before and behind a quotation, within its block.
struct Surroundings<'a> {
    before: &'a [Token],
    after: &'a [Token],
    /// Of `before` and `after`, how many belong to the quotation's sentences.
    reach: (usize, usize),
}

impl<'a> Surroundings<'a> {
    fn of(document: &'a Document<'_>, raw: &Raw) -> Self {
        let scan = |block: usize| document.scans.get(block).map(AsRef::as_ref);
        let (first, last) = (scan(raw.first.block), scan(raw.last.block));
        let before = first.and_then(|scan| scan.tokens.all.get(..raw.first.token)).unwrap_or_default();
        let after = last.and_then(|scan| scan.tokens.all.get(raw.last.token.saturating_add(1)..)).unwrap_or_default();
        let start = first.and_then(|scan| scan.tokens.sentences.get(sentence_of(scan, raw.first.token)?));
        let end = last.and_then(|scan| scan.tokens.sentences.get(sentence_of(scan, raw.last.token)?));
        let reach = (
            start.map_or(0, |sentence| raw.first.token.saturating_sub(sentence.start).min(FAR)),
            end.map_or(0, |sentence| sentence.end.saturating_sub(raw.last.token.saturating_add(1)).min(FAR)),
        );
        Self { before, after, reach }
    }

    /// The token `back` places before the quotation, from 1.
    fn before(&self, back: usize) -> Option<&'a Token> {
        self.before.get(self.before.len().checked_sub(back)?)
    }

    /// The token `on` places behind the quotation, from 1.
    fn after(&self, on: usize) -> Option<&'a Token> {
        self.after.get(on.checked_sub(1)?)
    }

    /// Whether a verb of telling and a comma or colon stand before the marks, at most whom it was told
    /// between: "told me, ‘…’".
    fn is_led_up_to(&self) -> bool {
        let parted = self.before(1).is_some_and(|token| matches!(token.kind, Kind::Comma | Kind::Colon));
        parted && (2..=3).any(|back| self.before(back).is_some_and(|token| token.is(class::TELL) && token.says()))
    }

    fn sentence_before(&self) -> &'a [Token] {
        self.before.get(self.before.len().saturating_sub(self.reach.0)..).unwrap_or_default()
    }

    /// How many words of its sentences are of `classes`.
    fn count(&self, classes: u64) -> usize {
        let sentence = self.sentence_before().iter().chain(self.after.iter().take(self.reach.1));
        sentence.filter(|token| token.is(classes)).count()
    }

    /// 0 to 2: whether a capital stands right before the marks, and behind what: a name of several
    /// words (1), or one noun behind a determiner, an adjective, a preposition (2), which the
    /// quotation then names in German: "das Schiff „Möwe“".
    fn apposition(&self) -> usize {
        if self.before(1).is_none_or(|token| token.kind != Kind::Capital) {
            return 0;
        }
        1 + usize::from(self.before(2).is_some_and(|token| token.kind == Kind::Lower))
    }

    /// Whether an abbreviation in brackets follows: "„Europäische Hafenunion“ (EHU)".
    fn short_form_follows(&self, document: &Document<'_>, raw: &Raw) -> bool {
        let [open, short, close, ..] = self.after else { return false };
        let base = document.blocks.get(raw.last.block).map_or(0, |block| block.span.start);
        let name = |span: Span| {
            let text = span.shifted(base).of(document.text);
            text.len() <= 8 && text.chars().filter(|c| c.is_uppercase()).count() >= 2
        };
        open.kind == Kind::OpenBracket && close.kind == Kind::CloseBracket && name(short.span)
    }
}

/// 0 to 21: what kind of token stands beside a quotation.
fn neighbour(token: Option<&Token>) -> usize {
    let Some(token) = token else { return 0 };
    match token.kind {
        Kind::Comma => 1,
        Kind::Colon => 2,
        Kind::Dash => 3,
        Kind::Stop | Kind::Semicolon => 4,
        Kind::OpenBracket => 5,
        Kind::CloseBracket => 6,
        Kind::Quote(_) => 7,
        Kind::Genitive => 8,
        Kind::Number => 9,
        Kind::Other => 10,
        _ if token.is(class::WORK) => 11,
        _ if token.is(class::SPEECH_NOUN) => 12,
        _ if token.is(class::SAY | class::WEAK) => 13,
        _ if token.is(class::LIKE) => 14,
        _ if token.is(class::DETERMINER | class::POSSESSIVE) => 15,
        _ if token.is(class::PREPOSITION) => 16,
        _ if token.is(class::CONJUNCTION) => 17,
        _ if token.is(class::BE | class::AUX) => 18,
        Kind::Capital => 19,
        _ if token.is(class::VERB) => 20,
        _ => 21,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_feature_has_a_weight() {
        assert_eq!(ENGLISH.len(), COUNT);
        assert_eq!(GERMAN.len(), COUNT);
        for (i, (group, _)) in SIZES.iter().enumerate() {
            assert_eq!(*group as usize, i);
        }
    }
}
