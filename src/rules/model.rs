//! What rules return.

use std::fmt;
use std::str::FromStr;

use smol_str::SmolStr;

use crate::archive::SourceId;
use crate::text::Span;
use crate::text::few::{self, Few};

/// The one-word outcome for a quotation.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// The source's words.
    Verbatim,
    /// Differs only by changes that style guides allow, all of them marked.
    Edited,
    /// Words differ.
    Altered,
    /// No source holds them.
    NotFound,
    /// Not checked: a title, a term, code, or too short to claim anything.
    Unchecked,
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Verbatim => "verbatim",
            Self::Edited => "edited",
            Self::Altered => "altered",
            Self::NotFound => "not found",
            Self::Unchecked => "unchecked",
        })
    }
}

/// How loudly a finding is said.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, serde::Serialize, serde::Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Not at all.
    Off,
    /// A nuance, shown faintly.
    Hint,
    /// Worth knowing.
    Information,
    /// Probably wrong.
    Warning,
    /// Wrong.
    Error,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Off => "off",
            Self::Hint => "hint",
            Self::Information => "information",
            Self::Warning => "warning",
            Self::Error => "error",
        })
    }
}

/// The code of a rule.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, serde::Serialize, serde::Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "each rule documents itself in its own file")]
pub enum Code {
    QuoteNotFound,
    AlteredQuote,
    ChangedMeaning,
    StyleVariant,
    CleanedUpQuote,
    UnmarkedOmission,
    SplicedQuote,
    ParaphraseAsQuote,
    MisattributedQuote,
    DisputedSpeaker,
    DisputedWording,
    WrongVenue,
    WrongSource,
    WrongLocator,
    UnknownCitation,
    UnreadableSource,
    UncitedQuote,
    UnusedSuppression,
    TurnedQuestion,
    BracketedReplacement,
    RepairedGrammar,
    CorrectedTypo,
    NumeralForWord,
    UnbracketedCapital,
    UnmarkedEmphasis,
    UnmarkedEnding,
    EdgeEllipsis,
    StaleEvidence,
    EditedSource,
}

impl Code {
    /// All of them, in the order of the manual.
    pub const ALL: [Self; 29] = [
        Self::QuoteNotFound,
        Self::AlteredQuote,
        Self::ChangedMeaning,
        Self::StyleVariant,
        Self::CleanedUpQuote,
        Self::UnmarkedOmission,
        Self::SplicedQuote,
        Self::ParaphraseAsQuote,
        Self::MisattributedQuote,
        Self::DisputedSpeaker,
        Self::DisputedWording,
        Self::WrongVenue,
        Self::WrongSource,
        Self::WrongLocator,
        Self::UnknownCitation,
        Self::UnreadableSource,
        Self::UncitedQuote,
        Self::UnusedSuppression,
        Self::TurnedQuestion,
        Self::BracketedReplacement,
        Self::RepairedGrammar,
        Self::CorrectedTypo,
        Self::NumeralForWord,
        Self::UnbracketedCapital,
        Self::UnmarkedEmphasis,
        Self::UnmarkedEnding,
        Self::EdgeEllipsis,
        Self::StaleEvidence,
        Self::EditedSource,
    ];

    /// As written in configuration, comments and reports: "altered-quote".
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::QuoteNotFound => "quote-not-found",
            Self::AlteredQuote => "altered-quote",
            Self::ChangedMeaning => "changed-meaning",
            Self::StyleVariant => "style-variant",
            Self::CleanedUpQuote => "cleaned-up-quote",
            Self::UnmarkedOmission => "unmarked-omission",
            Self::SplicedQuote => "spliced-quote",
            Self::ParaphraseAsQuote => "paraphrase-as-quote",
            Self::MisattributedQuote => "misattributed-quote",
            Self::DisputedSpeaker => "disputed-speaker",
            Self::DisputedWording => "disputed-wording",
            Self::WrongVenue => "wrong-venue",
            Self::WrongSource => "wrong-source",
            Self::WrongLocator => "wrong-locator",
            Self::UnknownCitation => "unknown-citation",
            Self::UnreadableSource => "unreadable-source",
            Self::UncitedQuote => "uncited-quote",
            Self::UnusedSuppression => "unused-suppression",
            Self::TurnedQuestion => "turned-question",
            Self::BracketedReplacement => "bracketed-replacement",
            Self::RepairedGrammar => "repaired-grammar",
            Self::CorrectedTypo => "corrected-typo",
            Self::NumeralForWord => "numeral-for-word",
            Self::UnbracketedCapital => "unbracketed-capital",
            Self::UnmarkedEmphasis => "unmarked-emphasis",
            Self::UnmarkedEnding => "unmarked-ending",
            Self::EdgeEllipsis => "edge-ellipsis",
            Self::StaleEvidence => "stale-evidence",
            Self::EditedSource => "edited-source",
        }
    }

    /// What it is reported as unless the configuration says otherwise.
    #[must_use]
    pub fn default_severity(self) -> Severity {
        match self {
            Self::QuoteNotFound
            | Self::AlteredQuote
            | Self::ChangedMeaning
            | Self::SplicedQuote
            | Self::ParaphraseAsQuote
            | Self::MisattributedQuote
            | Self::WrongSource
            | Self::UnknownCitation
            | Self::StaleEvidence => Severity::Error,
            Self::UnmarkedOmission
            | Self::DisputedSpeaker
            | Self::WrongVenue
            | Self::WrongLocator
            | Self::UnreadableSource
            | Self::UnusedSuppression
            | Self::TurnedQuestion => Severity::Warning,
            Self::CleanedUpQuote
            | Self::DisputedWording
            | Self::BracketedReplacement
            | Self::RepairedGrammar
            | Self::CorrectedTypo
            | Self::EditedSource => Severity::Information,
            Self::StyleVariant | Self::NumeralForWord => Severity::Hint,
            Self::UncitedQuote
            | Self::UnbracketedCapital
            | Self::UnmarkedEmphasis
            | Self::UnmarkedEnding
            | Self::EdgeEllipsis => Severity::Off,
        }
    }

    /// The web page with the rule's manual page.
    #[must_use]
    pub fn href(self) -> String {
        format!("https://docs.rs/verbatim-ls/latest/verbatim/rules/{}/index.html", self.as_str().replace('-', "_"))
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Code {
    type Err = UnknownCode;

    fn from_str(name: &str) -> Result<Self, UnknownCode> {
        Self::ALL.into_iter().find(|code| code.as_str() == name).ok_or_else(|| UnknownCode::new(name))
    }
}

/// A name that is no rule's code, with the code it resembles.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct UnknownCode {
    /// What was written.
    pub name: String,
    /// The nearest code, when one is near.
    pub nearest: Option<Code>,
}

impl UnknownCode {
    fn new(name: &str) -> Self {
        let nearest = Code::ALL
            .into_iter()
            .map(|code| (strsim::normalized_damerau_levenshtein(name, code.as_str()), code))
            .filter(|(similarity, _)| *similarity > 0.6)
            .max_by(|a, b| a.0.total_cmp(&b.0))
            .map(|(_, code)| code);
        Self { name: name.to_owned(), nearest }
    }
}

impl fmt::Display for UnknownCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "there is no rule \"{}\"", self.name)?;
        match self.nearest {
            Some(code) => write!(f, "; did you mean \"{code}\"?"),
            None => f.write_str("; `verbatim explain` lists them all"),
        }
    }
}

impl std::error::Error for UnknownCode {}

/// One thing to tell the writer.
#[derive(Clone, PartialEq, Debug, serde::Serialize, serde::Deserialize)]
pub struct Finding {
    /// The rule.
    pub code: Code,
    /// How loudly.
    pub severity: Severity,
    /// What is wrong, in one line that stands by itself: what the source says, where, what to do.
    pub message: SmolStr,
    /// The words it is about, bytes into the draft: those to underline.
    pub span: Span,
    /// Passages that show it.
    #[serde(with = "few")]
    pub related: Few<Related>,
    /// What could be done about it, the best first.
    pub fixes: Vec<Fix>,
}

impl Finding {
    /// A finding at its default severity.
    #[must_use]
    pub fn new(code: Code, span: Span, message: impl Into<SmolStr>) -> Self {
        let message = message.into();
        Self { code, severity: code.default_severity(), message, span, related: Few::new(), fixes: Vec::new() }
    }

    /// With a passage that shows it.
    #[must_use]
    pub fn shown_by(mut self, related: Option<Related>) -> Self {
        self.related.extend(related);
        self
    }

    /// With something that could be done about it.
    #[must_use]
    pub fn fixed_by(mut self, fix: Option<Fix>) -> Self {
        self.fixes.extend(fix);
        self
    }
}

/// A passage of a source that a finding rests on.
#[derive(Clone, PartialEq, Eq, Debug, serde::Serialize, serde::Deserialize)]
pub struct Related {
    /// The source.
    pub source: SourceId,
    /// The passage, bytes into the source's text.
    pub span: Span,
    /// What it shows: "breakthrough has: “…willingness…”".
    pub message: SmolStr,
}

/// A change of the draft that would settle a finding.
#[derive(Clone, PartialEq, Eq, Debug, serde::Serialize, serde::Deserialize)]
pub struct Fix {
    /// What it does, as a menu shows it: "Use the source's words".
    pub title: SmolStr,
    /// The edits, in order, not overlapping.
    #[serde(with = "few")]
    pub edits: Few<Edit>,
    /// Whether it cannot change what the draft claims, so that it may be applied unasked.
    pub safe: bool,
}

/// A replacement in the draft.
#[derive(Clone, PartialEq, Eq, Debug, serde::Serialize, serde::Deserialize)]
pub struct Edit {
    /// What is replaced, bytes into the draft.
    pub span: Span,
    /// By what.
    pub text: SmolStr,
}
