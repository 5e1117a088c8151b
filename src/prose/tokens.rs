//! The words and stops of one block, with its quotations folded into single tokens.

use std::ops::Range;

use super::lexicon::class::{self, Classes};
use super::lexicon::{Language, Lexicon};
use super::marks::Pair;
use crate::text::{Span, is_joint, is_letter};

/// One word, stop or whole quotation.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    /// Its bytes in the block.
    pub(super) span: Span,
    pub(super) kind: Kind,
    /// What kind of word it is; none for other tokens.
    pub(super) classes: Classes,
}

/// What a token is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    /// A word in lower case.
    Lower,
    /// A word that begins with a capital.
    Capital,
    /// A number.
    Number,
    /// The genitive ending of the word before it: 's or an apostrophe.
    Genitive,
    /// An outermost quotation, by index into the block's pairs.
    Quote(u32),
    Comma,
    Colon,
    Semicolon,
    Dash,
    /// The end of a sentence.
    Stop,
    OpenBracket,
    CloseBracket,
    Other,
}

impl Token {
    /// Whether it is of one of these classes.
    #[inline]
    pub(super) fn is(&self, classes: Classes) -> bool {
        self.classes & classes != 0
    }

    /// Whether it is a word.
    pub(super) fn is_word(&self) -> bool {
        matches!(self.kind, Kind::Lower | Kind::Capital)
    }

    /// Whether it is a finite verb of speech or may be one.
    pub(super) fn says(&self) -> bool {
        self.is(class::SAY) && self.is(class::FINITE)
    }
}

/// The tokens of `block` and its sentences as ranges of them.
#[derive(Clone, Debug, Default)]
pub(super) struct Tokens {
    pub(super) all: Vec<Token>,
    pub(super) sentences: Vec<Range<usize>>,
}

/// Reads the tokens of `block`, whose quotations are `pairs`.
pub(super) fn tokens(block: &str, pairs: &[Pair], lexicon: &Lexicon) -> Tokens {
    let mut reader = Reader { block, lexicon, all: Vec::with_capacity(block.len() / 6 + 4) };
    let mut at = 0;
    for (i, pair) in pairs.iter().enumerate().filter(|(_, pair)| pair.within.is_none()) {
        reader.plain(Span::new(at, pair.outer.start));
        let kind = Kind::Quote(u32::try_from(i).unwrap_or(u32::MAX));
        reader.all.push(Token { span: pair.outer, kind, classes: 0 });
        at = pair.outer.end;
    }
    reader.plain(Span::new(at, block.len()));
    let sentences = sentences(block, &reader.all, pairs);
    Tokens { all: reader.all, sentences }
}

struct Reader<'a> {
    block: &'a str,
    lexicon: &'a Lexicon,
    all: Vec<Token>,
}

impl Reader<'_> {
    /// Reads a stretch that holds no quotation.
    fn plain(&mut self, stretch: Span) {
        let bytes = self.block.as_bytes();
        let mut at = stretch.start;
        while at < stretch.end {
            let Some(&byte) = bytes.get(at) else { return };
            if byte == b' ' || byte == b'\n' || byte == 0x7f {
                at += 1;
                continue;
            }
            if is_letter(byte) {
                at = self.word(at, stretch.end);
                continue;
            }
            let Some(c) = char_at(self.block, at) else { return };
            if c.is_alphanumeric() || c == '@' || c == '$' || c == '#' {
                at = self.word(at, stretch.end);
                continue;
            }
            let end = at + c.len_utf8();
            if !c.is_whitespace() {
                self.stop(c, Span::new(at, end));
            }
            at = end;
        }
    }

    fn stop(&mut self, c: char, span: Span) {
        let kind = match c {
            ',' => Kind::Comma,
            ':' => Kind::Colon,
            ';' => Kind::Semicolon,
            '—' | '–' | '―' => Kind::Dash,
            '-' if self.spaced(span) => Kind::Dash,
            '.' | '!' | '?' | '…' => Kind::Stop,
            '(' | '[' => Kind::OpenBracket,
            ')' | ']' => Kind::CloseBracket,
            '’' | '\'' if self.ends_word_before(span) => Kind::Genitive,
            _ => Kind::Other,
        };
        if kind == Kind::Dash
            && let Some(last) = self.all.last_mut()
            && last.kind == Kind::Dash
        {
            last.span = last.span.join(span);
            return;
        }
        self.all.push(Token { span, kind, classes: 0 });
    }

    /// A hyphen used as a dash: spaces around it, or another beside it.
    fn spaced(&self, span: Span) -> bool {
        let beside = |byte: Option<&u8>| matches!(byte, None | Some(b' ' | b'-' | b'\n'));
        let bytes = self.block.as_bytes();
        let before = span.start.checked_sub(1).and_then(|at| bytes.get(at));
        beside(before) && beside(bytes.get(span.end))
    }

    fn ends_word_before(&self, span: Span) -> bool {
        self.all.last().is_some_and(|last| last.is_word() && last.span.end == span.start)
    }

    /// Reads the word at `start` and returns where it ends.
    fn word(&mut self, start: usize, limit: usize) -> usize {
        let rest = self.block.get(start..limit).unwrap_or_default();
        let bytes = rest.as_bytes();
        let mut at = 0;
        // Whether it is letters and digits of ASCII alone, as nearly all words are.
        let mut plain = true;
        loop {
            while bytes.get(at).is_some_and(|byte| is_letter(*byte)) {
                at += 1;
            }
            if bytes.get(at) == Some(&b' ') {
                break;
            }
            let Some(c) = char_at(rest, at) else { break };
            let next = char_at(rest, at + c.len_utf8()).unwrap_or(' ');
            let inside = match c {
                c if c.is_alphanumeric() || is_joint(c) => true,
                '-' | '_' | '\u{ad}' | '\u{2011}' => next.is_alphanumeric() && at > 0,
                '\'' | '’' | '‘' => next.is_alphanumeric() && at > 0,
                '.' | ',' => {
                    let digit = |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_digit);
                    next.is_ascii_digit() && digit(at.checked_sub(1))
                }
                '&' => next.is_uppercase() && at > 0,
                '@' | '$' | '#' => at == 0,
                _ => false,
            };
            // The point of initials: "U.S.", "J.D."
            let initial =
                c == '.' && is_initial(rest.get(..at).unwrap_or_default()) && (next.is_alphabetic() || at > 1);
            if !inside && !initial {
                break;
            }
            plain = false;
            at += c.len_utf8();
        }
        if at == 0 {
            return start + rest.chars().next().map_or(1, char::len_utf8);
        }
        self.push_word(Span::new(start, start + at), limit, plain)
    }

    fn push_word(&mut self, span: Span, limit: usize, plain: bool) -> usize {
        let word = span.of(self.block);
        let contraction = if plain { None } else { self.contraction(word) };
        if let Some(middle) = contraction.map(|stem| span.start + stem) {
            self.push_plain(Span::new(span.start, middle));
            let ending = Span::new(middle, span.end);
            let genitive = ending.of(self.block).ends_with(['s', 'S']);
            let (kind, classes) = if genitive { (Kind::Genitive, 0) } else { (Kind::Lower, class::AUX) };
            self.all.push(Token { span: ending, kind, classes });
            return span.end;
        }
        let mut span = span;
        // The point of an abbreviation belongs to it: "Sen.", "Mr.", an initial.
        if span.end < limit && self.block.as_bytes().get(span.end) == Some(&b'.') {
            let dotted = Span::new(span.start, span.end + 1);
            let followed = self.block.get(dotted.end..limit).is_some_and(|rest| !rest.trim_start().is_empty());
            // "D-Calif." as well.
            let last = dotted.of(self.block).rsplit('-').next().unwrap_or_default();
            let abbreviated = self.lexicon.classes(last) & class::ABBREVIATION != 0;
            if followed
                && (is_initial(word)
                    || (abbreviated && word.starts_with(char::is_uppercase))
                    || (abbreviated && word.contains('.')))
            {
                span = dotted;
            }
        }
        self.push_plain(span);
        span.end
    }

    /// Where the ending of a genitive or of a contracted verb begins in `word`: it is a token of
    /// its own, so that the name or pronoun before it stays what it is.
    fn contraction(&self, word: &str) -> Option<usize> {
        if self.lexicon.language != Language::English
            || !word.contains(['\'', '’', '‘'])
            || self.lexicon.classes(word) != 0
        {
            return None;
        }
        let at = word.rfind(['\'', '’', '‘']).filter(|at| *at > 0)?;
        let ending = word.get(at..)?.trim_start_matches(['\'', '’', '‘']);
        ["s", "re", "ve", "ll", "d", "m"].iter().any(|known| ending.eq_ignore_ascii_case(known)).then_some(at)
    }

    fn push_plain(&mut self, span: Span) {
        let word = span.of(self.block);
        let first = char_at(word, 0).unwrap_or(' ');
        let kind = if first.is_numeric() || matches!(first, '$') {
            Kind::Number
        } else if first.is_uppercase() || matches!(first, '@') {
            Kind::Capital
        } else {
            Kind::Lower
        };
        self.all.push(Token { span, kind, classes: self.lexicon.classes(word) });
    }
}

/// The character at byte `at`.
fn char_at(text: &str, at: usize) -> Option<char> {
    let byte = *text.as_bytes().get(at)?;
    if byte.is_ascii() { Some(char::from(byte)) } else { text.get(at..)?.chars().next() }
}

/// "J", "U.S": single capitals parted by points.
fn is_initial(word: &str) -> bool {
    !word.is_empty()
        && word.len() <= 8
        && word.trim_end_matches('.').split('.').all(|part| {
            let mut letters = part.chars();
            letters.next().is_some_and(char::is_uppercase) && letters.next().is_none()
        })
}

/// Splits tokens into sentences. A quotation ends one when its words end with a stop and what
/// follows begins with a capital without saying who spoke.
fn sentences(block: &str, all: &[Token], pairs: &[Pair]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    for (i, token) in all.iter().enumerate() {
        let ends = match token.kind {
            Kind::Stop => ends_at_stop(all.get(i + 1)),
            Kind::Quote(pair) => {
                let inner = pairs.get(pair as usize).map_or("", |pair| pair.inner.of(block));
                ends_after_quote(inner, all.get(i + 1..).unwrap_or_default())
            }
            _ => false,
        };
        if ends {
            found.push(start..i + 1);
            start = i + 1;
        }
    }
    if start < all.len() {
        found.push(start..all.len());
    }
    found
}

/// Whether a stop ends a sentence that `next` follows: not before a small letter or another stop.
fn ends_at_stop(next: Option<&Token>) -> bool {
    next.is_none_or(|next| {
        matches!(
            next.kind,
            Kind::Capital | Kind::Number | Kind::Quote(_) | Kind::OpenBracket | Kind::Dash | Kind::Other
        )
    })
}

fn ends_after_quote(inner: &str, after: &[Token]) -> bool {
    let last = inner
        .trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '’' | '\'' | '”' | '"' | ')' | ']') || is_joint(c))
        .chars()
        .last();
    let Some(last @ ('.' | '!' | '?' | '…' | '-' | '—' | '–')) = last else { return false };
    let Some(next) = after.first() else { return true };
    match next.kind {
        Kind::Capital | Kind::Quote(_) | Kind::Number | Kind::OpenBracket => {}
        _ => return false,
    }
    // "“Why?” Fox asked.", "“Never!” she said.", and sloppy full stops: a subject and its verb of
    // speech at once behind the marks.
    let verb = after.iter().take(5).position(|token| token.says() || token.is(class::SAY) && token.is(class::SAY_ING));
    let simple = |upto: usize| {
        after.iter().take(upto).all(|token| {
            token.kind == Kind::Capital
                || token.is(class::HE | class::SHE | class::THEY | class::ROLE | class::DETERMINER)
        })
    };
    let ends_there = |verb: usize| {
        after.get(verb + 1).is_none_or(|token| {
            !token.is(class::THAT | class::HE | class::SHE | class::THEY | class::DETERMINER)
                && token.kind != Kind::Capital
        })
    };
    !verb.is_some_and(|verb| verb > 0 && last != '.' && simple(verb) && ends_there(verb))
}
