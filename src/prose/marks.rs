//! Quotation marks within one block: which opens, which closes, which is an apostrophe.
//!
//! One pass over the characters collects the marks; a second pairs them with a stack. Both are
//! linear: what must be known about the rest of the block is computed from its end beforehand.

use super::lexicon::Lexicon;
use crate::text::{Span, is_joint, next_byte};

/// A quotation found in a block, in bytes of the block.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Pair {
    /// With the marks.
    pub(super) outer: Span,
    /// Without them.
    pub(super) inner: Span,
    /// The pair, by index, inside which this one stands.
    pub(super) within: Option<usize>,
    /// Which marks.
    pub(super) kind: Kind,
    /// Whether the closing mark is missing, so that it runs to the end of the block.
    pub(super) open_ended: bool,
}

/// A family of marks that close each other.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    /// " "
    Straight,
    /// “ ” „ “ „ ” ” ”
    Double,
    /// ' '
    StraightSingle,
    /// ‘ ’ ‚ ‘
    Single,
    /// « » » «
    Guillemet,
    /// ‹ › › ‹
    SingleGuillemet,
    /// `` '' and '' ''
    Tex,
}

impl Kind {
    /// Whether these are the marks in which most texts set quotations.
    pub(super) fn is_double(self) -> bool {
        matches!(self, Self::Straight | Self::Double | Self::Guillemet)
    }
}

/// How deep quotations may stand in one another; deeper marks are not read as quotations.
const DEPTH: usize = 8;

#[derive(Clone, Copy)]
struct Mark {
    at: usize,
    len: usize,
    c: char,
    before: char,
    after: char,
}

impl Mark {
    fn end(self) -> usize {
        self.at + self.len
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Reading {
    Opens(Kind),
    Closes(Kind),
    /// Closes when one is open, else opens.
    Either(Kind),
    Nothing,
}

#[derive(Clone, Copy)]
struct Open {
    mark: Mark,
    kind: Kind,
    pair: usize,
}

/// The quotations of `block`, by where they begin. A quotation that is not closed is reported
/// as open-ended when it can be one that goes on in the next block or lost its closing mark. `next` is
/// the character with which the block behind begins.
pub(super) fn pairs(block: &str, next: Option<char>, lexicon: &Lexicon) -> Vec<Pair> {
    let marks = collect(block);
    if marks.is_empty() {
        return Vec::new();
    }
    let closers = single_closers_ahead(&marks);
    let mut found: Vec<Pair> = Vec::new();
    let mut stack: Vec<Open> = Vec::new();
    for (i, &mark) in marks.iter().enumerate() {
        let later_closer = closers.get(i).copied().unwrap_or(false);
        match read(block, mark, &stack, later_closer, lexicon) {
            Reading::Opens(kind) => open(mark, kind, &mut stack, &mut found),
            Reading::Closes(kind) => {
                close(mark, kind, &mut stack, &mut found);
            }
            Reading::Either(kind) => {
                if !close(mark, kind, &mut stack, &mut found) {
                    open(mark, kind, &mut stack, &mut found);
                }
            }
            Reading::Nothing => {}
        }
    }
    keep_open_ended(block, next, &stack, &mut found);
    settle(found)
}

/// Whether a mark may begin with `byte`; everything else is passed over quickly, several bytes at a time.
#[inline]
fn may_begin(byte: u8) -> bool {
    (byte == b'"') | (byte == b'\'') | (byte == b'`') | (byte == 0xc2) | (byte == 0xe2)
}

fn collect(block: &str) -> Vec<Mark> {
    let mut marks: Vec<Mark> = Vec::new();
    let bytes = block.as_bytes();
    let mut at = 0;
    while let Some(next) = next_byte(bytes, at, may_begin) {
        at = next;
        let Some(&byte) = bytes.get(at) else { break };
        let Some(c) = block.get(at..).and_then(|rest| rest.chars().next()) else { break };
        let len = c.len_utf8();
        let doubled = matches!(c, '`' | '\'') && bytes.get(at + 1) == Some(&byte);
        let (c, len) = match c {
            '`' if doubled => ('\u{1}', 2),
            '\'' if doubled => ('\u{2}', 2),
            c => (c, len),
        };
        if matches!(c, '"' | '\'' | '“' | '”' | '„' | '‟' | '‘' | '’' | '‚' | '«' | '»' | '‹' | '›' | '\u{1}' | '\u{2}')
        {
            let before = block.get(..at).and_then(|s| s.chars().rev().find(|c| !is_joint(*c))).unwrap_or(' ');
            let after = block.get(at + len..).and_then(|s| s.chars().find(|c| !is_joint(*c))).unwrap_or(' ');
            marks.push(Mark { at, len, c, before, after });
        }
        at += len;
    }
    marks
}

/// For each mark, whether a single mark that can only close comes later, before another opens.
fn single_closers_ahead(marks: &[Mark]) -> Vec<bool> {
    let mut ahead = vec![false; marks.len()];
    let mut seen = false;
    for (i, mark) in marks.iter().enumerate().rev() {
        if let Some(slot) = ahead.get_mut(i) {
            *slot = seen;
        }
        match mark.c {
            '’' | '\'' if closes_by_place(*mark) => seen = true,
            '‘' | '‚' => seen = false,
            '\'' if opens_by_place(*mark) => seen = false,
            _ => {}
        }
    }
    ahead
}

fn is_space(c: char) -> bool {
    c.is_whitespace()
}

fn opens_by_place(mark: Mark) -> bool {
    let free_before = is_space(mark.before)
        || matches!(
            mark.before,
            '(' | '[' | '{' | '—' | '–' | '-' | '/' | '"' | '“' | '„' | '«' | '‘' | '‹' | '*' | '_' | '|'
        );
    free_before && !is_space(mark.after) && !matches!(mark.after, ',' | ';' | ')' | ']' | '”')
}

fn closes_by_place(mark: Mark) -> bool {
    let free_after =
        is_space(mark.after) || !(mark.after.is_alphanumeric() || matches!(mark.after, '[' | '(' | '$' | '#' | '@'));
    !is_space(mark.before) && free_after
}

/// What a mark is, by its shape, its neighbours and what is open.
fn read(block: &str, mark: Mark, stack: &[Open], later_closer: bool, lexicon: &Lexicon) -> Reading {
    let is_open = |kind: Kind| stack.iter().any(|open| open.kind == kind);
    let opened_by = |c: char| stack.iter().any(|open| open.mark.c == c);
    match mark.c {
        '„' | '‟' => Reading::Opens(Kind::Double),
        '‚' if !is_space(mark.after) => Reading::Opens(Kind::Single),
        '“' if opened_by('„') => Reading::Closes(Kind::Double),
        '“' if opened_by('“') && !opens_by_place(mark) && closes_by_place(mark) => Reading::Closes(Kind::Double),
        '“' => Reading::Opens(Kind::Double),
        '”' if is_open(Kind::Double) => Reading::Closes(Kind::Double),
        '”' if is_open(Kind::Straight) && closes_by_place(mark) => Reading::Closes(Kind::Straight),
        '”' if opens_by_place(mark) => Reading::Opens(Kind::Double),
        '"' => straight(block, mark, stack),
        '«' | '»' => guillemet(mark, Kind::Guillemet, stack),
        '‹' | '›' => guillemet(mark, Kind::SingleGuillemet, stack),
        '\u{1}' => Reading::Opens(Kind::Tex),
        '\u{2}' if is_open(Kind::Tex) => Reading::Closes(Kind::Tex),
        '\u{2}' if opens_by_place(mark) => Reading::Opens(Kind::Tex),
        '‘' | '’' | '\'' => single(block, mark, stack, later_closer, lexicon),
        _ => Reading::Nothing,
    }
}

fn guillemet(mark: Mark, kind: Kind, stack: &[Open]) -> Reading {
    let points_out = matches!(mark.c, '«' | '‹');
    match stack.iter().rev().find(|open| open.kind == kind) {
        Some(open) if open.mark.c != mark.c => Reading::Closes(kind),
        // »…« was not opened, or one opens inside another.
        _ if points_out => Reading::Opens(kind),
        _ if opens_by_place(mark) => Reading::Opens(kind),
        _ => Reading::Nothing,
    }
}

fn straight(block: &str, mark: Mark, stack: &[Open]) -> Reading {
    // The value of an attribute in markup.
    if mark.before == '=' {
        return Reading::Nothing;
    }
    let open = stack.iter().rev().find(|open| open.kind == Kind::Straight);
    let typographic = stack.iter().rev().find(|open| open.kind == Kind::Double);
    if mark.before.is_ascii_digit() && open.is_none() && is_measure(block, mark.at) {
        return Reading::Nothing;
    }
    match (opens_by_place(mark), closes_by_place(mark)) {
        (true, false) => Reading::Opens(Kind::Straight),
        (false, true) if open.is_none() && typographic.is_some() => Reading::Closes(Kind::Double),
        (false, true) => Reading::Closes(Kind::Straight),
        (false, false) if is_space(mark.before) && is_space(mark.after) => Reading::Either(Kind::Straight),
        _ => Reading::Either(Kind::Straight),
    }
}

/// Whether the mark at `at` counts inches: 5'10", 12".
fn is_measure(block: &str, at: usize) -> bool {
    let before = block
        .get(..at)
        .unwrap_or_default()
        .trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | '/' | '½'));
    before.ends_with(['\'', '’', '′', ' ', '(', '-', 'x', '×'])
}

fn single(block: &str, mark: Mark, stack: &[Open], later_closer: bool, lexicon: &Lexicon) -> Reading {
    let kind = if mark.c == '\'' { Kind::StraightSingle } else { Kind::Single };
    if mark.before.is_alphanumeric() && mark.after.is_alphanumeric() {
        return Reading::Nothing;
    }
    let after = block.get(mark.end()..).unwrap_or_default();
    let word = after.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    if word.eq_ignore_ascii_case("n") || is_decade(word) {
        return Reading::Nothing;
    }
    let elision = lexicon.is_elision(word);
    if mark.c != '’' && opens_by_place(mark) {
        let may_open = mark.after.is_alphanumeric()
            || matches!(mark.after, '[' | '$' | '.' | '…' | '“' | '"' | '#' | '@' | '(' | '¿' | '¡');
        let inside_same = stack.last().is_some_and(|open| open.kind == kind);
        return if may_open && !inside_same && (!elision || later_closer) && (later_closer || mark.c == '‘') {
            Reading::Opens(kind)
        } else {
            Reading::Nothing
        };
    }
    // An apostrophe in front of a word ('em), or the mark of the last open single quotation.
    let Some(open) = stack.last().filter(|open| matches!(open.kind, Kind::Single | Kind::StraightSingle)) else {
        return Reading::Nothing;
    };
    if opens_by_place(mark) && mark.after.is_alphanumeric() {
        return Reading::Nothing;
    }
    // dogs' bones: a genitive, when a better closing mark follows.
    let genitive = mark.before == 's'
        && is_space(mark.after)
        && later_closer
        && after.trim_start().starts_with(char::is_alphabetic);
    if genitive || !closes_by_place(mark) { Reading::Nothing } else { Reading::Closes(open.kind) }
}

fn is_decade(word: &str) -> bool {
    word.strip_suffix('s').unwrap_or(word).len() == 2 && word.starts_with(|c: char| c.is_ascii_digit())
}

fn open(mark: Mark, kind: Kind, stack: &mut Vec<Open>, found: &mut Vec<Pair>) {
    if stack.len() >= DEPTH {
        return;
    }
    let within = stack.last().map(|open| open.pair);
    stack.push(Open { mark, kind, pair: found.len() });
    // An empty outer span marks a quotation that was not closed (yet).
    let inner = Span::at(mark.end());
    found.push(Pair { outer: Span::at(mark.at), inner, within, kind, open_ended: false });
}

/// Closes the innermost open quotation of `kind`; what was opened inside it is given up.
fn close(mark: Mark, kind: Kind, stack: &mut Vec<Open>, found: &mut [Pair]) -> bool {
    let Some(place) = stack.iter().rposition(|open| open.kind == kind) else { return false };
    let Some(opened) = stack.get(place).copied() else { return false };
    stack.truncate(place);
    if let Some(pair) = found.get_mut(opened.pair) {
        pair.outer = Span::new(opened.mark.at, mark.end());
        pair.inner = Span::new(opened.mark.end(), mark.at);
    }
    true
}

/// Of the quotations still open at the end of the block, lets the outermost that can be one run
/// to the end: one that begins the block, is led up to by a stop, or goes on in the block behind,
/// which then begins with the same mark.
fn keep_open_ended(block: &str, next: Option<char>, stack: &[Open], found: &mut [Pair]) {
    let stopped = block.trim_end().ends_with(['.', '!', '?', '…', '—', '–']);
    for open in stack {
        let before =
            block.get(..open.mark.at).unwrap_or_default().trim_end_matches(|c: char| c.is_whitespace() || is_joint(c));
        let at_start = before.is_empty();
        let introduced = before.ends_with([',', ':', '.', '!', '?', '”', '"', '—', '–']);
        let single = matches!(open.kind, Kind::Single | Kind::StraightSingle);
        let words = block.get(open.mark.end()..).unwrap_or_default().split_whitespace().take(4).count();
        let goes_on = stopped && next == Some(open.mark.c);
        if (at_start || ((introduced || goes_on) && !single)) && words >= 3 {
            let end = block.trim_end().len();
            if let Some(pair) = found.get_mut(open.pair) {
                pair.outer = Span::new(open.mark.at, end);
                pair.inner = Span::new(open.mark.end(), end);
                pair.open_ended = true;
            }
            return;
        }
    }
}

/// Drops what was never closed and what is empty, and mends the links to what stands around.
fn settle(found: Vec<Pair>) -> Vec<Pair> {
    let mut kept: Vec<Pair> = Vec::with_capacity(found.len());
    let mut place: Vec<Option<usize>> = Vec::with_capacity(found.len());
    for pair in &found {
        // What stands around was opened earlier, so its place is known by now.
        let within = pair.within.and_then(|outer| place.get(outer).copied().flatten());
        if pair.inner.is_empty() {
            // Given up: what stands in it stands in what is around it.
            place.push(within);
        } else {
            place.push(Some(kept.len()));
            kept.push(Pair { within, ..*pair });
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prose::lexicon::Language;

    fn quoted(text: &str) -> Vec<String> {
        pairs(text, None, Lexicon::of(Language::English))
            .iter()
            .map(|pair| {
                let depth = if pair.within.is_some() { ">" } else { "" };
                let end = if pair.open_ended { "…" } else { "" };
                format!("{depth}{}{end}", pair.inner.of(text))
            })
            .collect()
    }

    #[test]
    fn marks_of_every_shape() {
        assert_eq!(quoted("She said \"yes\" and “no” twice."), ["yes", "no"]);
        assert_eq!(quoted("Er sagte „ja“ und »nein« und ‚so‘."), ["ja", "nein", "so"]);
        assert_eq!(quoted("Il dit « oui » ou ‹ non ›."), [" oui ", " non "]);
        assert_eq!(quoted("He said 'yes, it is' again."), ["yes, it is"]);
        assert_eq!(quoted("``Well,'' she said."), ["Well,"]);
        assert_eq!(quoted("''They said, 'Go,''' she said."), ["They said, 'Go,"]);
    }

    #[test]
    fn apostrophes_are_no_quotes() {
        for text in [
            "I don't know, we're the dogs' friends.",
            "Rock 'n' roll of the '90s, ’tis said.",
            "He stood 5'10\" tall, with a 12\" ruler.",
            "The Joneses’ car and the Smiths’ house.",
        ] {
            assert!(quoted(text).is_empty(), "{text}: {:?}", quoted(text));
        }
        assert_eq!(quoted("‘The dogs’ bones, isn’t it?’ she asked."), ["The dogs’ bones, isn’t it?"]);
    }

    #[test]
    fn quotations_stand_in_quotations() {
        assert_eq!(quoted("“He said ‘go’ and I went,” she said."), ["He said ‘go’ and I went,", ">go"]);
        assert_eq!(quoted("'He said \"go\" and I went,' she said."), ["He said \"go\" and I went,", ">go"]);
        assert_eq!(
            quoted("\"We heard 'no, \"never\" again' from them,\" she said."),
            ["We heard 'no, \"never\" again' from them,", ">no, \"never\" again", ">never"]
        );
    }

    #[test]
    fn an_unclosed_mark_swallows_its_paragraph_at_most() {
        assert_eq!(quoted("“We go on and on."), ["We go on and on.…"]);
        assert_eq!(quoted("The so-called “deal is off, he said."), Vec::<String>::new());
        assert_eq!(quoted("He said: “We go on. The “deal” is off."), ["We go on. The “deal” is off.…", ">deal"]);
    }

    #[test]
    fn a_paragraph_that_goes_on_proves_the_quotation_before_it() {
        let lexicon = Lexicon::of(Language::English);
        let found =
            |text: &str, next| pairs(text, next, lexicon).iter().map(|pair| pair.open_ended).collect::<Vec<_>>();
        let text = "Marsh said the town was not “ready for the flood that came.";
        assert_eq!(found(text, Some('“')), [true]);
        assert!(found(text, Some('"')).is_empty());
        assert!(found("The so-called “deal is off, he said", Some('“')).is_empty());
    }

    #[test]
    fn markup_is_no_quotation() {
        assert!(quoted("<post author=\"Ada Marsh\" date=\"May 4\"> We go on.").is_empty());
    }

    #[test]
    fn brackets_dashes_and_punctuation_stand_around() {
        assert_eq!(quoted("He wants peace—\"at last\"—now (\"soon\")."), ["at last", "soon"]);
        assert_eq!(quoted("\"Yes\"; \"no\"? \"[M]aybe\"."), ["Yes", "no", "[M]aybe"]);
    }
}
