//! Labels of turns: "TAPPER: …", "Q. …", "**Interviewer:** …", `[00:01:02] Ada Marsh: …`, ">> MARSH: …".
//!
//! What one line shows by itself. Whether labels make a transcript is asked of the whole text, in
//! `transcript`.

use super::lexicon::{Lexicon, class};
use crate::text::{Span, is_joint, next_byte};

/// What stands at the start of a line to say that somebody else speaks from there.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Label {
    /// Where its line begins, in bytes of the block.
    pub(super) line: usize,
    /// Who speaks, in bytes of the block; empty when only a mark says that somebody else does.
    pub(super) name: Span,
    /// What the label says of them behind a comma: "JOHN TARN, HARBOUR RADIO HOST".
    pub(super) role: Option<Span>,
    /// Where the words begin, in bytes of the block.
    pub(super) words: usize,
    pub(super) kind: LabelKind,
    /// Whether a time stands beside it.
    pub(super) timed: bool,
}

/// How much a label shows by itself.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum LabelKind {
    /// A name in capitals, a title or a given name, a role.
    Sure,
    /// Capitalised words that may be a name, and may be the start of any line.
    Likely,
    /// "Q".
    Question,
    /// "A".
    Answer,
    /// ">>" without a name: somebody else.
    Change,
    /// A dash, which in subtitles alone is a change of speaker.
    Dash,
}

/// The longest label, in bytes: what stands behind it on its line may be a long title.
const LONGEST: usize = 120;

/// The most words of a name in a label.
const MOST_WORDS: usize = 6;

/// The labels of `block`, one for each line that begins with one.
pub(super) fn labels(block: &str, lexicon: &Lexicon) -> Vec<Label> {
    let mut found = Vec::new();
    let mut start = 0;
    while start < block.len() {
        let end = next_byte(block.as_bytes(), start, |byte| (byte == b'\n') | (byte == b'\r'));
        let end = end.map_or(block.len(), |end| end + 1);
        found.extend(label(block, Span::new(start, end), lexicon));
        start = end;
    }
    found
}

fn filler(c: char) -> bool {
    c.is_whitespace() || is_joint(c)
}

fn marks(c: char) -> bool {
    filler(c) || matches!(c, '*' | '_')
}

/// The label at the start of `line`, a span of `block`.
fn label(block: &str, line: Span, lexicon: &Lexicon) -> Option<Label> {
    let all = line.of(block);
    let head = all.get(..all.floor_char_boundary(LONGEST)).unwrap_or_default();
    // Most lines have none of these and are passed over quickly.
    let pointed = next_byte(head.as_bytes(), 0, |byte| (byte == b':') | (byte == b'>')).is_some();
    if !pointed && !all.starts_with(['Q', 'A', 'F', '-', '–', '—', '*', '_', '\u{7f}']) {
        return None;
    }
    let opened = |c: char| marks(c) || matches!(c, '"' | '“' | '‘');
    let mut rest = head.trim_start_matches(opened);
    let (changed, dashed) = (rest.starts_with(">>"), rest.starts_with(['-', '–', '—']));
    if changed {
        rest = rest.trim_start_matches(|c: char| c == '>' || marks(c));
    } else if dashed {
        rest = rest.trim_start_matches(['-', '–', '—', ' ']);
    }
    let stamp = timestamp(rest);
    rest = rest.get(stamp..)?.trim_start_matches(|c: char| marks(c) || matches!(c, '-' | '–'));
    let at = |rest: &str| line.start + head.len() - rest.len();
    let make = |name: Span, role, words: usize, kind, timed| {
        let spoken = block.get(words..).unwrap_or_default();
        let words = block.len() - spoken.trim_start_matches(filler).len();
        Some(Label { line: line.start, name, role, words, kind, timed })
    };
    if let Some((name, kind, words)) = lettered(rest, lexicon) {
        let start = at(rest);
        return make(Span::new(start, start + name), None, start + words, kind, stamp > 0);
    }
    if let Some(parts) = named(rest, stamp > 0, lexicon) {
        let start = at(rest);
        let role = parts.role.map(|role| role.shifted(start));
        return make(parts.name.shifted(start), role, start + parts.words, parts.kind, stamp > 0 || parts.timed);
    }
    let kind = match (changed, dashed) {
        (true, _) => LabelKind::Change,
        (_, true) => LabelKind::Dash,
        _ => return None,
    };
    let start = at(rest);
    (!rest.trim().is_empty()).then(|| make(Span::at(start), None, start, kind, stamp > 0))?
}

/// "Q: …", "Q. …", "Answer: …": how long the label is, what it is, where the words begin.
fn lettered(rest: &str, lexicon: &Lexicon) -> Option<(usize, LabelKind, usize)> {
    let end = rest.find(|c: char| !c.is_alphabetic()).filter(|end| (1..=8).contains(end))?;
    let word = rest.get(..end)?;
    let kind = if lexicon.asks(word) {
        LabelKind::Question
    } else if lexicon.answers(word) {
        LabelKind::Answer
    } else {
        return None;
    };
    let behind = rest.get(end..)?.trim_start_matches(|c: char| matches!(c, '*' | '_' | ')') || is_joint(c));
    let words = behind.strip_prefix(':').or_else(|| {
        let words = behind.strip_prefix('.').filter(|_| end == 1)?;
        words.starts_with(marks).then_some(words)
    })?;
    let words = words.trim_start_matches(marks);
    (word.starts_with(char::is_uppercase) && begins_words(words)).then(|| (end, kind, rest.len() - words.len()))
}

/// A label with a name, as spans of the line's rest.
struct Named {
    name: Span,
    role: Option<Span>,
    words: usize,
    kind: LabelKind,
    timed: bool,
}

fn named(rest: &str, timed: bool, lexicon: &Lexicon) -> Option<Named> {
    let (before, after) = match colon(rest) {
        Some(at) => (rest.get(..at)?, rest.get(at + 1..)?),
        // "Ada Marsh  00:12" on a line of its own.
        None => {
            let line = rest.trim_end();
            let stamped = line.rfind(|c: char| !(c.is_ascii_digit() || matches!(c, ':' | '.' | '(' | ')' | '[' | ']')));
            let name = line.get(..stamped? + 1)?;
            let stamp = line.get(name.len()..).unwrap_or_default();
            if stamp.is_empty() || timestamp(stamp) != stamp.len() {
                return None;
            }
            (line, "")
        }
    };
    let words = after.trim_start_matches(marks);
    let stamp = timestamp(words);
    let words = words.get(stamp..)?.trim_start_matches(marks);
    let alone = words.is_empty();
    if !alone && !begins_words(words) {
        return None;
    }
    let (label, inner_stamp) = without_timestamp(before.trim_end_matches(marks));
    let (name, role) = parts(label, lexicon);
    let kind = names_somebody(name.of(label), lexicon)?;
    let timed = timed || stamp > 0 || inner_stamp;
    (kind == LabelKind::Sure || !alone || timed).then(|| Named {
        name,
        role,
        words: rest.len() - words.len(),
        kind,
        timed,
    })
}

/// The colon that ends a label: outside brackets, and no part of a time.
fn colon(rest: &str) -> Option<usize> {
    let bytes = rest.as_bytes();
    let digit = |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_digit);
    let mut depth = 0usize;
    for (at, byte) in bytes.iter().enumerate() {
        match byte {
            b'(' | b'[' => depth += 1,
            b')' | b']' => depth = depth.saturating_sub(1),
            b':' if depth == 0 && !(digit(at.checked_sub(1)) && digit(Some(at + 1))) => return Some(at),
            b'\n' | b'\r' | b'?' | b'!' | b';' => return None,
            _ => {}
        }
    }
    None
}

fn begins_words(words: &str) -> bool {
    words.starts_with(|c: char| {
        c.is_alphanumeric()
            || matches!(c, '“' | '"' | '‘' | '\'' | '„' | '«' | '»' | '[' | '(' | '…' | '.' | '$' | '—' | '–' | '¿')
    })
}

/// How many bytes of `text` are a time at its start: `[00:01:02]`, `(0:12)`, `00:01:02.500`.
pub(super) fn timestamp(text: &str) -> usize {
    let open = text.strip_prefix(['[', '(']).unwrap_or(text);
    let digits =
        open.len() - open.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, ':' | '.' | ',')).len();
    let stamp = open.get(..digits).unwrap_or_default();
    let mut fields = stamp.split(':');
    let first =
        fields.next().is_some_and(|hours| (1..=2).contains(&hours.len()) && hours.bytes().all(|b| b.is_ascii_digit()));
    let later: Vec<&str> = fields.collect();
    let two = |field: &&str| field.get(..2).is_some_and(|two| two.bytes().all(|b| b.is_ascii_digit()));
    if !first || later.is_empty() || later.len() > 2 || !later.iter().all(two) {
        return 0;
    }
    let behind = open.get(digits..).unwrap_or_default();
    match (open.len() < text.len(), behind.strip_prefix([']', ')'])) {
        (true, Some(behind)) => text.len() - behind.len(),
        (true, None) => 0,
        (false, _) if behind.starts_with(char::is_alphanumeric) => 0,
        (false, _) => digits,
    }
}

/// A label without a time behind the name: "Ada Marsh (00:12)"; whether there was one.
fn without_timestamp(label: &str) -> (&str, bool) {
    let Some(space) = label.rfind(char::is_whitespace) else { return (label, false) };
    let last = label.get(space..).unwrap_or_default().trim_start();
    let timed = !last.is_empty() && timestamp(last) == last.len();
    if timed { (label.get(..space).unwrap_or_default().trim_end(), true) } else { (label, false) }
}

/// The name in a label, and what is said of its bearer: "JOHN TARN, HOST", "Ada Marsh (Harbour
/// Party)", "The Minister for Harbours (Ada Marsh)".
fn parts(label: &str, lexicon: &Lexicon) -> (Span, Option<Span>) {
    let cut = label.find([',', '(', '[']).unwrap_or(label.len());
    let head = Span::new(0, cut).trimmed(label);
    let behind = label.get(cut..).unwrap_or_default();
    let inside =
        Span::new((cut + 1).min(label.len()), label.find([')', ']']).unwrap_or(label.len()).max(cut)).trimmed(label);
    if behind.starts_with('(') {
        let office =
            head.of(label).split_whitespace().next().is_some_and(|word| lexicon.classes(word) & class::DETERMINER != 0);
        let person =
            inside.of(label).split_whitespace().filter(|word| word.starts_with(char::is_uppercase)).count() >= 2;
        return if office && person { (inside, Some(head)) } else { (head, None) };
    }
    let role = behind
        .strip_prefix(',')
        .map(|role| Span::new(cut + 1, cut + 1 + role.find('(').unwrap_or(role.len())).trimmed(label));
    (head, role.filter(|role| !role.is_empty()))
}

fn names_somebody(name: &str, lexicon: &Lexicon) -> Option<LabelKind> {
    let words: Vec<&str> = name.split_whitespace().collect();
    let first = words.first()?;
    let plain = |c: char| c.is_alphanumeric() || is_joint(c) || matches!(c, '.' | '-' | '\'' | '’' | '&' | '#' | '/');
    if words.len() > MOST_WORDS || !name.chars().all(|c| plain(c) || c == ' ') {
        return None;
    }
    let capital = |word: &&str| word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    let particle =
        |word: &&str| lexicon.classes(word) & (class::PARTICLE | class::PREPOSITION | class::DETERMINER) != 0;
    if !first.starts_with(char::is_uppercase) || !words.iter().all(|word| capital(word) || particle(word)) {
        return None;
    }
    if lexicon.hides_speaker(name) {
        return Some(LabelKind::Sure);
    }
    let classes = lexicon.classes(first);
    let begins_name = classes & (class::GIVEN | class::TITLE | class::ROLE) != 0;
    let function = class::STOP | class::CALENDAR | class::PREPOSITION | class::CONJUNCTION | class::AUX | class::BE;
    let office = classes & class::DETERMINER != 0 && words.len() > 1;
    if classes & function != 0 && !begins_name && !office {
        return None;
    }
    let noun = |word: &&str| lexicon.classes(word) & (class::ROLE | class::TITLE) != 0;
    let shouted = name.chars().filter(|c| c.is_alphabetic()).count() > 2 && !name.chars().any(char::is_lowercase);
    if shouted || (begins_name && !office) || (office && words.iter().skip(1).any(noun)) {
        Some(LabelKind::Sure)
    } else {
        (!office).then_some(LabelKind::Likely)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prose::lexicon::Language;

    fn of(block: &str) -> Option<(&str, &str)> {
        let labels = labels(block, Lexicon::of(Language::English));
        labels.first().map(|label| (label.name.of(block), &block[label.words..]))
    }

    fn kind(block: &str) -> Option<LabelKind> {
        labels(block, Lexicon::of(Language::English)).first().map(|label| label.kind)
    }

    #[test]
    fn labels_name_somebody() {
        assert_eq!(of("MARSH: We go on."), Some(("MARSH", "We go on.")));
        assert_eq!(of("\"MR. ROWAN: We go on."), Some(("MR. ROWAN", "We go on.")));
        assert_eq!(of("Interviewer: Will you?"), Some(("Interviewer", "Will you?")));
        assert_eq!(of("JOHN TARN, HARBOUR RADIO HOST: Go."), Some(("JOHN TARN", "Go.")));
        assert_eq!(of("Orla Kitto (Harbour Party): Go."), Some(("Orla Kitto", "Go.")));
        assert_eq!(of("The Minister for Harbours (Ada Marsh): Go."), Some(("Ada Marsh", "Go.")));
        assert_eq!(of("UNIDENTIFIED MALE: Go."), Some(("UNIDENTIFIED MALE", "Go.")));
        assert_eq!(of("THE CHAIR: Order."), Some(("THE CHAIR", "Order.")));
    }

    #[test]
    fn times_and_marks_stand_around_a_label() {
        assert_eq!(of("[00:01:02] Ada Marsh: Go."), Some(("Ada Marsh", "Go.")));
        assert_eq!(of("00:01:02 - MARSH: Go."), Some(("MARSH", "Go.")));
        assert_eq!(of("Ada Marsh (00:12): Go."), Some(("Ada Marsh", "Go.")));
        assert_eq!(of("Ada Marsh: (00:12)\nGo."), Some(("Ada Marsh", "Go.")));
        assert_eq!(of("Ada Marsh  0:12\nGo."), Some(("Ada Marsh", "Go.")));
        assert_eq!(of(">> MARSH: Go."), Some(("MARSH", "Go.")));
        assert_eq!(of(">> Go."), Some(("", "Go.")));
        assert_eq!(of("- Go."), Some(("", "Go.")));
    }

    #[test]
    fn questions_and_answers() {
        assert_eq!(of("Q: Will you?"), Some(("Q", "Will you?")));
        assert_eq!(of("Q. Will you?"), Some(("Q", "Will you?")));
        assert_eq!(kind("A. I will."), Some(LabelKind::Answer));
        assert_eq!(kind("A bridge: the plan."), None);
    }

    #[test]
    fn what_may_be_a_name_is_only_likely() {
        assert_eq!(kind("Calloway: It holds."), Some(LabelKind::Likely));
        assert_eq!(kind("Note: this is not speech."), Some(LabelKind::Likely));
        assert_eq!(of("Monday: rain."), None);
        assert_eq!(of("He said: “Go.”"), None);
        assert_eq!(of("WATCH LIVE: the debate."), None);
        assert_eq!(of("At 10:30 it began."), None);
    }

    #[test]
    fn each_line_may_have_one() {
        let block = "MARSH: We go on.\nROWAN: And who\npays?";
        let found = labels(block, Lexicon::of(Language::English));
        assert_eq!(found.iter().map(|label| label.name.of(block)).collect::<Vec<_>>(), ["MARSH", "ROWAN"]);
    }
}
