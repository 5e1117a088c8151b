//! Words as they are compared: contractions taken apart, other forms of one word folded.

use std::ops::Range;

use super::lexicon::{Class, Lexicon};
use super::{Token, Wording};
use crate::text::{Span, Word, WordKey, normal_form};

/// The smallest thing that is compared: a word, or one of the words a contraction stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Atom {
    /// What it is compared by.
    pub(super) key: WordKey,
    /// Which word of its side it belongs to.
    pub(super) word: usize,
    /// Its first four bytes in lower case: words that begin alike are paired rather than others.
    pub(super) head: u32,
    /// In what way it carries the sense.
    pub(super) class: Class,
    /// Atoms of one class and value mean the same.
    pub(super) value: u16,
    /// Whether it is a word of grammar.
    pub(super) function: bool,
    /// Which ambiguous ending it is ("'s", "'d"), as a bit.
    short: u8,
    /// Which ambiguous endings may stand for it, as bits.
    long: u8,
}

impl Atom {
    /// Whether the two are the same word, written out or not.
    pub(super) fn same(&self, other: &Self) -> bool {
        self.key == other.key || (self.short & other.long) | (self.long & other.short) != 0
    }

    /// Whether it may be the same as an atom with another key: "'s", "is".
    pub(super) fn is_wild(&self) -> bool {
        self.short | self.long != 0
    }

    /// How much it says about where a quotation comes from.
    pub(super) fn weight(&self) -> u32 {
        Self::weigh(1, u32::from(!self.function))
    }

    /// The weight of `all` atoms of which `telling` are no words of grammar.
    pub(super) fn weigh(all: u32, telling: u32) -> u32 {
        2 * all + 3 * telling
    }

    /// Whether it is long enough to begin like another.
    pub(super) fn begins(&self) -> bool {
        self.head > 0xff_ffff
    }

    /// Whether the two are likely to stand for each other: they begin alike, or are of a kind.
    pub(super) fn kin(&self, other: &Self) -> bool {
        (self.head == other.head && self.begins()) || (self.class == other.class && self.class != Class::Plain)
    }
}

const ENDS_IN_S: u8 = 1;
const ENDS_IN_D: u8 = 2;

/// One side of a comparison.
#[derive(Clone, Debug, Default)]
pub(super) struct Side {
    /// The words.
    pub(super) words: Vec<Word>,
    /// Their atoms, in order.
    pub(super) atoms: Vec<Atom>,
}

impl Side {
    /// Takes `words` of `text` apart.
    pub(super) fn new(text: &str, words: &[Word]) -> Self {
        let mut side = Self { words: Vec::with_capacity(words.len()), atoms: Vec::with_capacity(words.len() + 8) };
        words.iter().for_each(|word| side.push(text, *word));
        side
    }

    /// Adds a word.
    pub(super) fn push(&mut self, text: &str, word: Word) {
        let lexicon = Lexicon::get();
        let n = self.words.len();
        self.words.push(word);
        let written = word.span.of(text);
        // Few words have a mark inside; the leading bytes of the typographic ones are enough to tell.
        let is_plain = !written.bytes().any(|byte| matches!(byte, b'[' | b']' | b'\'' | b'`' | 0xca | 0xe2));
        // `[W]e're`: the bracket is no part of the word.
        let bare: String;
        let raw = if !is_plain && written.contains(['[', ']']) {
            bare = written.chars().filter(|c| !matches!(c, '[' | ']')).collect();
            bare.as_str()
        } else {
            written
        };
        if let Some(expansion) = lexicon.expansion(word.key) {
            self.atoms.extend(expansion.iter().map(|&key| atom(lexicon, key, n, 0)));
            return;
        }
        if is_plain || !raw.contains(['\'', '’', '‘', 'ʼ', '`']) {
            let key = if is_number_sign(text, word.span) { WordKey::of("number") } else { word.key };
            let mut atom = atom(lexicon, key, n, head(raw));
            if is_month_of_may(text, word.span) {
                (atom.class, atom.value) = (Class::Date, u16::MAX);
            }
            self.atoms.push(atom);
            return;
        }
        let form = normal_form(raw);
        let parts = form.strip_suffix("n't").map(|stem| (stem, "not")).or_else(|| {
            let (stem, ending) = form.rsplit_once('\'')?;
            let long = match ending {
                "re" => "are",
                "ll" => "will",
                "ve" => "have",
                "m" => "am",
                "s" => "'s",
                "d" => "'d",
                _ => return None,
            };
            Some((stem, long))
        });
        match parts {
            Some((stem, long)) if !stem.is_empty() => {
                self.atoms.push(atom(lexicon, WordKey::of(stem), n, head(stem)));
                self.atoms.push(atom(lexicon, WordKey::of(long), n, 0));
            }
            _ => self.atoms.push(atom(lexicon, word.key, n, head(raw))),
        }
    }

    /// The bytes of the words from the one of atom `from` up to the one before atom `upto`; where
    /// there is none, the place between the words on either side.
    pub(super) fn span(&self, from: usize, upto: usize) -> Span {
        let word = |atom: usize| self.atoms.get(atom).and_then(|atom| self.words.get(atom.word)).map(|word| word.span);
        match (word(from), upto.checked_sub(1).and_then(word)) {
            (Some(first), Some(last)) if from < upto => first.join(last),
            (_, Some(before)) => Span::at(before.end),
            (Some(after), None) => Span::at(after.start),
            (None, None) => Span::default(),
        }
    }
}

/// "No." before a figure: the abbreviation, no negation.
fn is_number_sign(text: &str, word: Span) -> bool {
    let behind = || text.get(word.end..).and_then(|rest| rest.strip_prefix('.')).map(str::trim_start);
    matches!(word.of(text), "No" | "no" | "Nos" | "nos")
        && behind().is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
}

/// "May" with a capital inside a sentence: the month, no modal.
fn is_month_of_may(text: &str, word: Span) -> bool {
    let before = || text.get(..word.start).unwrap_or_default();
    word.of(text) == "May"
        && before().ends_with(' ')
        && before().trim_end().ends_with(|c: char| c.is_alphanumeric() || c == ',')
}

fn atom(lexicon: &Lexicon, key: WordKey, word: usize, head: u32) -> Atom {
    thread_local! {
        static WILD: [(WordKey, u8, u8); 8] = [
            (WordKey::of("'s"), ENDS_IN_S, 0),
            (WordKey::of("'d"), ENDS_IN_D, 0),
            (WordKey::of("is"), 0, ENDS_IN_S),
            (WordKey::of("has"), 0, ENDS_IN_S),
            (WordKey::of("does"), 0, ENDS_IN_S),
            (WordKey::of("would"), 0, ENDS_IN_D),
            (WordKey::of("had"), 0, ENDS_IN_D),
            (WordKey::of("did"), 0, ENDS_IN_D),
        ];
    }
    let Some(entry) = lexicon.entry_of(key) else {
        let class = if (head >> 24) as u8 >= b'0' && (head >> 24) as u8 <= b'9' { Class::Number } else { Class::Plain };
        return Atom { key, word, head, class, value: 0, function: false, short: 0, long: 0 };
    };
    let (short, long) =
        WILD.with(|wild| wild.iter().find(|wild| wild.0 == key).map_or((0, 0), |wild| (wild.1, wild.2)));
    Atom { key: entry.canon, word, head, class: entry.class, value: entry.value, function: entry.function, short, long }
}

/// The first four bytes in lower case, the first on top; fewer leave zeros below.
fn head(word: &str) -> u32 {
    let mut head = [0; 4];
    for (place, byte) in head.iter_mut().zip(word.bytes()) {
        *place = byte.to_ascii_lowercase();
    }
    u32::from_be_bytes(head)
}

/// What may be left out or put in, and where, before the atom at an index.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) struct Edits {
    /// An ellipsis stands here.
    pub(super) ellipsis: bool,
    /// A bracket stands here.
    pub(super) bracket: bool,
}

/// The words of a quotation, ready to be compared.
#[derive(Clone, Debug, Default)]
pub(super) struct Claim {
    /// All words, those in brackets included.
    pub(super) side: Side,
    /// For each atom whether it stands in brackets, and so is not claimed.
    pub(super) inserted: Vec<bool>,
    /// For each place before an atom, and the last behind all, the marks that stand there.
    pub(super) edits: Vec<Edits>,
    /// The ellipses and brackets: the atoms that stand before them, those inside, and the span.
    pub(super) marks: Vec<Mark>,
}

/// An ellipsis or a bracket.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Mark {
    /// Where, bytes into the draft.
    pub(super) span: Span,
    /// How many atoms stand before it.
    pub(super) from: usize,
    /// How many atoms stand before its end.
    pub(super) upto: usize,
    /// Which of the two.
    pub(super) ellipsis: bool,
}

impl Claim {
    /// Reads a wording; `prose` is the draft's masked text.
    pub(super) fn new(wording: &Wording, prose: &str) -> Self {
        let mut claim = Self::default();
        for token in &wording.tokens {
            let from = claim.side.atoms.len();
            match token {
                Token::Word(word) => claim.push(prose, *word, false),
                Token::Ellipsis(span) => claim.marks.push(Mark { span: *span, from, upto: from, ellipsis: true }),
                Token::Bracket { span, words } => {
                    words.iter().for_each(|word| claim.push(prose, *word, true));
                    let upto = claim.side.atoms.len();
                    claim.marks.push(Mark { span: *span, from, upto, ellipsis: false });
                }
            }
        }
        claim.mark_parentheses(prose);
        claim.edits = vec![Edits::default(); claim.side.atoms.len() + 1];
        for mark in &claim.marks {
            for edits in claim.edits.iter_mut().take(mark.upto + 1).skip(mark.from) {
                edits.ellipsis |= mark.ellipsis;
                // `[sic]` stands for no word.
                edits.bracket |= mark.from < mark.upto;
            }
        }
        claim
    }

    fn push(&mut self, prose: &str, word: Word, inserted: bool) {
        self.side.push(prose, word);
        self.inserted.resize(self.side.atoms.len(), inserted);
    }

    /// Words in parentheses may be the writer's, as brackets do not pass every wire; where the
    /// source has them, they match all the same.
    fn mark_parentheses(&mut self, prose: &str) {
        let (Some(first), Some(last)) = (self.side.words.first(), self.side.words.last()) else { return };
        let text = first.span.join(last.span);
        let mut open = None;
        let mut found = Vec::new();
        for (at, c) in text.of(prose).char_indices() {
            match c {
                '(' => open = Some(at),
                ')' => found.extend(open.take().map(|from| Span::new(text.start + from, text.start + at + 1))),
                _ => {}
            }
        }
        for span in found {
            let inside = |atom: &Atom| self.side.words.get(atom.word).is_some_and(|word| span.covers(word.span));
            let Some(from) = self.side.atoms.iter().position(inside) else { continue };
            let upto = from + self.side.atoms.iter().skip(from).take_while(|atom| inside(atom)).count();
            self.inserted.iter_mut().take(upto).skip(from).for_each(|inserted| *inserted = true);
            self.marks.push(Mark { span, from, upto, ellipsis: false });
        }
        self.marks.sort_by_key(|mark| mark.span);
    }

    /// The marks that stand inside `atoms`, or right before or behind them.
    pub(super) fn marks_at(&self, atoms: &Range<usize>) -> impl Iterator<Item = &Mark> {
        let from = self.marks.partition_point(|mark| mark.upto < atoms.start);
        let end = atoms.end;
        self.marks.iter().skip(from).take_while(move |mark| mark.from <= end)
    }

    /// How many atoms are claimed as the speaker's.
    pub(super) fn claimed(&self) -> usize {
        self.inserted.iter().filter(|inserted| !**inserted).count()
    }
}
