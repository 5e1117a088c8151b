//! Where words were said: programmes, outlets, platforms, occasions.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::data::venues::{
    APPEARANCES, AT, BROADCASTS, OCCASIONS, OUTLET_NOUNS, OUTLETS, PLATFORMS, PROGRAMMES, UNNAMED,
};
use super::lexicon::class;
use super::scan::Scan;
use super::table::WordTable;
use super::tokens::{Kind, Token};
use super::{Venue, VenueKind};
use crate::text::{Span, one_line};

/// A venue named in a sentence, and the pair of marks, by index, that holds its name.
pub(super) struct Found {
    pub(super) venue: Venue,
    pub(super) pair: Option<usize>,
}

/// How far from a quotation, in tokens, its venue may be named.
const FAR: usize = 120;
/// The longest name in the tables, in words.
const LONGEST: usize = 5;
/// The longest name in the tables, in bytes, with room to spare.
const LONGEST_BYTES: usize = 40;

/// The venues named in sentence `sentence` of a block, around its token `near`; spans are bytes of the text, whose block
/// begins at `base`.
pub(super) fn venues(block: &str, base: usize, scan: &Scan, sentence: usize, near: usize) -> Vec<Found> {
    let Some(range) = scan.tokens.sentences.get(sentence) else { return Vec::new() };
    let range = range.start.max(near.saturating_sub(FAR))..range.end.min(near.saturating_add(FAR));
    let tokens = scan.tokens.all.get(range).unwrap_or_default();
    let reader = Reader { block, base, scan, tokens };
    let mut found: Vec<Found> = Vec::new();
    for at in 0..tokens.len() {
        if found.len() >= 6 {
            break;
        }
        reader.at(at, &mut found);
    }
    found
}

/// The venues of an attribution line, where no preposition need stand before them: "— Name, CNN".
pub(super) fn signature_venues(block: &str, base: usize, scan: &Scan, sentence: usize) -> Vec<Found> {
    let near = scan.tokens.sentences.get(sentence).map_or(0, |range| range.start);
    let mut found = venues(block, base, scan, sentence, near);
    let Some(range) = scan.tokens.sentences.get(sentence) else { return found };
    let reader = Reader { block, base, scan, tokens: scan.tokens.all.get(range.clone()).unwrap_or_default() };
    for at in 0..reader.tokens.len() {
        if reader.token(at).is_some_and(|token| token.kind == Kind::Comma)
            && found.len() < 6
            && !reader.named(at + 1, false, &mut found)
        {
            reader.quoted_programme(at + 1, &mut found);
        }
    }
    found
}

/// Reads venues out of the tokens of a sentence.
pub(super) struct Reader<'a> {
    pub(super) block: &'a str,
    base: usize,
    scan: &'a Scan,
    tokens: &'a [Token],
}

impl<'a> Reader<'a> {
    pub(super) fn token(&self, at: usize) -> Option<&'a Token> {
        self.tokens.get(at)
    }

    pub(super) fn text(&self, at: usize) -> &'a str {
        self.token(at).map_or("", |token| token.span.of(self.block))
    }

    pub(super) fn venue(&self, span: Span, name: &str, kind: VenueKind) -> Venue {
        let name = one_line(name);
        Venue { span: span.shifted(self.base), name: name.trim_end_matches([',', '.']).into(), kind }
    }

    /// Reads a venue behind the preposition or verb of telling at `at`.
    fn at(&self, at: usize, found: &mut Vec<Found>) {
        let Some(token) = self.token(at) else { return };
        let reported =
            at.checked_sub(1).and_then(|before| self.token(before)).is_some_and(|before| before.is(class::ACCORDING));
        let place = token.is(class::PREPOSITION) && !reported && is_in(list::AT, self.text(at));
        let telling = token.is(class::TELL) && token.is(class::FINITE | class::SAY_ING | class::BASE);
        if !place && !telling {
            return;
        }
        if self.named(at + 1, telling, found) {
            return;
        }
        let mut start = at + 1;
        while self.token(start).is_some_and(|token| {
            token.is(class::DETERMINER | class::POSSESSIVE | class::CALENDAR) || token.kind == Kind::Genitive
        }) && start < at + 4
        {
            start += 1;
        }
        if telling && self.token(start).is_some_and(|token| token.is(class::ADDRESSEE)) {
            let span = self.token(start).map_or(Span::default(), |token| token.span);
            found.push(Found { venue: self.venue(span, span.of(self.block), VenueKind::Unnamed), pair: None });
            return;
        }
        let named = self.quoted_programme(start, found)
            || self.named(start, telling, found)
            || self.by_form(start, at, telling, found);
        if named || !place {
            return;
        }
        self.occasion(start, found);
    }

    /// “This Week”
    pub(super) fn quoted_programme(&self, at: usize, found: &mut Vec<Found>) -> bool {
        let Some(Token { kind: Kind::Quote(pair), .. }) = self.token(at) else { return false };
        let pair = *pair as usize;
        let Some(inner) = self.scan.pairs.get(pair).map(|pair| pair.inner) else { return false };
        let name = inner.of(self.block).trim_matches(|c: char| c.is_whitespace() || matches!(c, ',' | '.'));
        if !is_title(name) {
            return false;
        }
        found.push(Found { venue: self.venue(inner, name, VenueKind::Programme), pair: Some(pair) });
        true
    }

    /// An outlet, a platform or a programme of the tables.
    fn named(&self, start: usize, telling: bool, found: &mut Vec<Found>) -> bool {
        // "told Sunday Morning Futures host …", "told reporters on CNN": names may begin a little later.
        let upto = if telling { start + 3 } else { start + 1 };
        for from in start..upto {
            if !matches!(self.token(from).map(|token| token.kind), Some(Kind::Capital | Kind::Number)) {
                break;
            }
            for count in (1..=LONGEST).rev() {
                let Some(last) =
                    self.token(from + count - 1).filter(|last| last.is_word() || last.kind == Kind::Number)
                else {
                    continue;
                };
                let Some(first) = self.token(from) else { continue };
                let span = first.span.join(last.span);
                let words = span.of(self.block);
                let Some(kind) = known(words, count) else { continue };
                found.push(Found { venue: self.venue(span, words, kind), pair: None });
                self.behind_outlet(from + count, kind, found);
                return true;
            }
        }
        false
    }

    /// "CNN's “State of the Union”", "NBC's Meet the Press", "ABC “This Week”".
    fn behind_outlet(&self, at: usize, kind: VenueKind, found: &mut Vec<Found>) {
        if kind != VenueKind::Outlet {
            return;
        }
        let mut at = at;
        while at < self.tokens.len()
            && (self.token(at).is_some_and(|token| token.kind == Kind::Genitive || token.is(class::CALENDAR))
                || is_in(list::BROADCASTS, self.text(at)))
        {
            at += 1;
        }
        if !self.quoted_programme(at, found)
            && !self.emphasised(at, found)
            && self.token(at.wrapping_sub(1)).is_some_and(|token| token.kind == Kind::Genitive)
        {
            self.named(at, false, found);
        }
    }

    /// "a news conference in Brussels", "an interview", "a statement".
    fn occasion(&self, start: usize, found: &mut Vec<Found>) {
        let mut head = start;
        while head < start + 6 && self.token(head).is_some_and(|token| token.is_word() && !token.is(class::PREPOSITION))
        {
            let word = self.text(head);
            let next_is_noun = self
                .token(head + 1)
                .is_some_and(|next| is_in(list::OCCASIONS, self.text(head + 1)) && next.kind == Kind::Lower);
            if next_is_noun {
                head += 1;
                continue;
            }
            let (Some(first), Some(last)) = (self.token(start), self.token(head)) else { return };
            if is_in(list::OCCASIONS, word) {
                let (span, named) = self.with_place(first.span.join(last.span), head + 1);
                let named =
                    named || (start..=head).any(|at| self.token(at).is_some_and(|token| token.kind == Kind::Capital));
                let kind = if named { VenueKind::Event } else { VenueKind::Unnamed };
                found.push(Found { venue: self.venue(span, span.of(self.block), kind), pair: None });
                return;
            }
            if is_in(list::UNNAMED, word) {
                found.push(Found {
                    venue: self.venue(
                        first.span.join(last.span),
                        first.span.join(last.span).of(self.block),
                        VenueKind::Unnamed,
                    ),
                    pair: None,
                });
                return;
            }
            head += 1;
        }
    }

    /// Adds "in Brussels" to an occasion.
    fn with_place(&self, span: Span, at: usize) -> (Span, bool) {
        if !matches!(self.text(at), "in" | "at" | "near" | "outside") {
            return (span, false);
        }
        let mut end = at + 1;
        let mut last = None;
        while end < at + 6
            && self.token(end).is_some_and(|token| {
                token.kind == Kind::Capital && !token.is(class::CALENDAR) || token.is(class::DETERMINER)
            })
        {
            if let Some(token) = self.token(end).filter(|token| token.kind == Kind::Capital) {
                last = Some(token.span);
            }
            end += 1;
        }
        last.map_or((span, false), |last| (span.join(last), true))
    }
}

/// Lists of words, as bits.
pub(super) mod list {
    pub(in crate::prose) const AT: u64 = 1;
    pub(in crate::prose) const BROADCASTS: u64 = 2;
    pub(in crate::prose) const OCCASIONS: u64 = 4;
    pub(in crate::prose) const UNNAMED: u64 = 8;
    pub(in crate::prose) const OUTLET_NOUNS: u64 = 16;
    pub(in crate::prose) const APPEARANCES: u64 = 32;
}

/// Whether `word` is on one of `lists`, whatever its case.
pub(super) fn is_in(lists: u64, word: &str) -> bool {
    static WORDS: LazyLock<WordTable> = LazyLock::new(|| {
        let mut words = WordTable::default();
        for (bits, list) in [
            (list::AT, AT),
            (list::BROADCASTS, BROADCASTS),
            (list::OCCASIONS, OCCASIONS),
            (list::UNNAMED, UNNAMED),
            (list::OUTLET_NOUNS, OUTLET_NOUNS),
            (list::APPEARANCES, APPEARANCES),
        ] {
            list.split_whitespace().for_each(|word| words.add(word, bits));
        }
        words
    });
    WORDS.get(word).is_some_and(|found| found & lists != 0)
}

/// What the tables know `words` as.
fn known(words: &str, count: usize) -> Option<VenueKind> {
    static KINDS: LazyLock<FxHashMap<&'static str, VenueKind>> = LazyLock::new(|| {
        let names = |table: &'static [(&str, &str)], kind| table.iter().map(move |(name, _)| (*name, kind));
        let outlets = names(PLATFORMS, VenueKind::Platform).chain(names(OUTLETS, VenueKind::Outlet));
        outlets.chain(names(PROGRAMMES, VenueKind::Programme)).collect()
    });
    if words.len() > LONGEST_BYTES {
        return None;
    }
    let kind = if words.is_ascii() {
        let mut lower = [0u8; LONGEST_BYTES];
        let lower = lower.get_mut(..words.len())?;
        lower.copy_from_slice(words.as_bytes());
        lower.make_ascii_lowercase();
        *KINDS.get(std::str::from_utf8(lower).ok()?)?
    } else {
        *KINDS.get(words.to_lowercase().replace('’', "'").as_str())?
    };
    // "Today" by itself is a day more often than a programme.
    let plain = kind == VenueKind::Programme && count == 1 && words.len() <= 6;
    (words.starts_with(|c: char| !c.is_lowercase()) && !plain).then_some(kind)
}

/// Whether `name` is that of a programme in the tables.
pub(super) fn is_programme(name: &str) -> bool {
    known(name, name.split_whitespace().count()) == Some(VenueKind::Programme)
}

/// Whether most words begin with a capital or a digit, as those of a title do.
pub(super) fn is_title(name: &str) -> bool {
    let (mut words, mut capitals) = (0usize, 0usize);
    for word in name.split_whitespace().take(10) {
        let small =
            matches!(word, "of" | "the" | "and" | "with" | "in" | "on" | "a" | "an" | "to" | "for" | "&" | "at");
        words += usize::from(!small);
        capitals += usize::from(!small && word.starts_with(|c: char| c.is_uppercase() || c.is_numeric()));
    }
    words > 0
        && words == capitals
        && name.starts_with(|c: char| c.is_uppercase() || c.is_numeric())
        && name.split_whitespace().count() <= 8
}
