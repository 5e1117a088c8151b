//! What verification takes and returns.

use crate::archive::SourceId;
use crate::text::{Few, Span, Word};

/// The words a quotation claims, in order, with its marked edits.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wording {
    /// Words and marks of editing, in order. Spans are bytes into the draft.
    pub tokens: Vec<Token>,
}

impl Wording {
    /// The words that are claimed as the speaker's own.
    pub fn words(&self) -> impl Iterator<Item = &Word> {
        self.tokens.iter().filter_map(|token| match token {
            Token::Word(word) => Some(word),
            Token::Ellipsis(_) | Token::Bracket { .. } => None,
        })
    }

    /// The same words in a draft in which what was at byte `from` is now at byte `to`.
    #[must_use]
    pub fn moved(&self, from: usize, to: usize) -> Self {
        let word = |word: &Word| Word { span: word.span.moved(from, to), key: word.key };
        let token = |token: &Token| match token {
            Token::Word(w) => Token::Word(word(w)),
            Token::Ellipsis(span) => Token::Ellipsis(span.moved(from, to)),
            Token::Bracket { span, words } => {
                Token::Bracket { span: span.moved(from, to), words: words.iter().map(word).collect() }
            }
        };
        Self { tokens: self.tokens.iter().map(token).collect() }
    }
}

/// One word or mark of editing in a quotation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Token {
    /// A word of the speaker. `[T]he` is one word too: only the capital is bracketed.
    Word(Word),
    /// An ellipsis in any spelling: something was left out.
    Ellipsis(Span),
    /// `[inserted or replaced]`, `[sic]`, `[emphasis added]`.
    Bracket {
        /// With the brackets.
        span: Span,
        /// The words inside; none for `[sic]` and its like.
        words: Vec<Word>,
    },
}

/// What the archive has of a quotation.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    /// The passages, the best first.
    pub matches: Vec<Match>,
    /// `false` when a passage that is much altered may have been missed, as the words are too
    /// common to look at every place that has some of them: that nothing was found proves nothing then.
    pub complete: bool,
}

/// A passage that a quotation comes from, aligned word by word.
#[derive(Clone, Debug, PartialEq)]
pub struct Match {
    /// The source.
    pub source: SourceId,
    /// From the first matched word to the last, in bytes of the source's text, in source order.
    pub span: Span,
    /// The stretches of the source that stand for the quotation, in the quotation's order. More
    /// than one where something lies between: an ellipsis, an attribution, a splice.
    pub pieces: Few<Span>,
    /// Every difference, in the quotation's order, marked edits included.
    pub alterations: Vec<Alteration>,
    /// What each ellipsis left out.
    pub omissions: Vec<Omission>,
    /// What the cut before the first or after the last word took away that turns the sense.
    pub clip: Option<Clip>,
    /// How much of the quotation's words is there, 0 to 1.
    pub similarity: f32,
    /// Whether the pieces come from places that do not belong together: far apart, or in
    /// another order, with no mark of omission that could hold them together.
    pub spliced: bool,
    /// How much of the quotation the passage stands for.
    pub extent: Extent,
}

/// How much of a quotation a passage stands for.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, serde::Serialize, serde::Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Extent {
    /// All of it: near enough to be the same utterance.
    Whole,
    /// A part, several telling words in a row; of cited sources alone.
    Part,
    /// All of it, in other words than a better passage of the same cited source.
    Version,
    /// Nothing for certain: the nearest passage of a cited source that has nothing else.
    Nearest,
}

impl Match {
    /// The gravest unmarked alteration.
    #[must_use]
    pub fn grade(&self) -> Grade {
        self.alterations.iter().map(|a| a.grade).max().unwrap_or(Grade::Same)
    }
}

/// One word-level difference between a quotation and its passage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alteration {
    /// What was done.
    pub kind: AlterationKind,
    /// How much it matters.
    pub grade: Grade,
    /// Why it turns the sense, for [`Grade::Sense`].
    pub sense: Option<Sense>,
    /// The draft's words, bytes into the draft; empty, at the place, when words were dropped.
    pub draft: Span,
    /// The source's words, bytes into the source's text; empty, at the place, when words were added.
    pub source: Span,
    /// Whether the source itself left something out here, or put it in brackets: what was said is
    /// then not known from it, and nothing is wrong with the draft's words.
    pub abridged: bool,
}

/// What was done to the words.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum AlterationKind {
    /// The source's words stand as others.
    Replaced,
    /// The source's words are missing.
    Dropped,
    /// The source has no such words.
    Added,
    /// The same words stand elsewhere.
    Moved,
    /// Brackets say that words were put in or replaced.
    Bracketed,
}

/// How grave an alteration is; the gravest decides the verdict.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, serde::Serialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Grade {
    /// None.
    Same,
    /// Typography or a marked edit: nothing is said.
    Typography,
    /// The same number, in figures or in words: "5"/"five".
    Numeral,
    /// The same words in another form: a contraction, British or American spelling.
    Style,
    /// Fillers, false starts, repeated words dropped.
    CleanedUp,
    /// Brackets stand for other words than a pronoun, a tense, a part of a name.
    Bracketed,
    /// An obvious slip of spelling set right.
    Typo,
    /// The speaker's grammar set right.
    Grammar,
    /// Words left out without an ellipsis, the sense as it was.
    Omission,
    /// Other words.
    Words,
    /// Another sense.
    Sense,
}

/// In what way the sense was turned.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Sense {
    /// A negation came or went.
    Negation,
    /// A number or unit differs.
    Number,
    /// A modal or a hedge differs.
    Modality,
    /// A name, or who did it, differs.
    Name,
    /// A date or day differs.
    Date,
    /// A comparison turned round.
    Comparison,
    /// How many it is said of: some, all.
    Quantity,
    /// The opposite word.
    Antonym,
    /// A condition was cut off.
    Condition,
    /// What it is said of was cut off: "the love of" money.
    Subject,
}

/// What an ellipsis left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Omission {
    /// The ellipsis, bytes into the draft.
    pub draft: Span,
    /// What is left out, bytes into the source's text.
    pub source: Span,
    /// Why that turns the sense, if it does.
    pub sense: Option<Sense>,
}

/// What the cut at an end of a quotation took away that turns the sense.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clip {
    /// The words cut off, bytes into the source's text: the "not" before the first word.
    pub source: Span,
    /// In what way that turns the sense.
    pub sense: Sense,
}
