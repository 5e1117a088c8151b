//! House styles: how loudly each rule is reported on which style guides disagree.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::rules::{Code, Severity};

/// A house style. It sets the severities of the rules on which guides disagree; `[rules]` overrides
/// each of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Profile {
    /// Wire agencies (Associated Press, Reuters): words stand as they were spoken, or are not quoted.
    NewsStrict,
    /// Newspapers (The New York Times, Canadian Press, The Guardian).
    #[default]
    News,
    /// Scholarship (APA, Chicago).
    Academic,
    /// The MLA Handbook.
    Mla,
    /// Briefs and opinions (The Bluebook).
    Legal,
}

/// The severities of one rule in the profiles, in the order of their definition.
type Row = (Code, [Severity; 5]);

/// The rules on which guides disagree. What stands for [`Profile::News`] is each rule's own default.
///
/// Sources: Associated Press Stylebook, "quotations in the news" and "numerals"; Reuters Handbook of
/// Journalism, "quotes"; Canadian Press Stylebook, "quotations"; Chicago Manual of Style (17th ed.),
/// 13.7–13.57; APA Publication Manual (7th ed.), 8.25–8.36; MLA Handbook (9th ed.), 6.54–6.65; The
/// Bluebook (21st ed.), rule 5.
#[rustfmt::skip]
const DISPUTED: &[Row] = {
    use Severity::{Hint, Information, Off, Warning};
    &[
        //                             news-strict  news         academic     mla          legal
        (Code::CleanedUpQuote,       [Warning,     Information, Warning,     Warning,     Warning]),
        (Code::RepairedGrammar,      [Warning,     Information, Warning,     Warning,     Warning]),
        (Code::CorrectedTypo,        [Warning,     Information, Hint,        Information, Warning]),
        (Code::BracketedReplacement, [Warning,     Information, Hint,        Hint,        Hint]),
        (Code::StyleVariant,         [Hint,        Hint,        Information, Information, Warning]),
        (Code::NumeralForWord,       [Off,         Hint,        Information, Information, Warning]),
        (Code::UnbracketedCapital,   [Off,         Off,         Off,         Hint,        Hint]),
        (Code::UnmarkedEmphasis,     [Hint,        Off,         Information, Information, Warning]),
        (Code::UnmarkedEnding,       [Off,         Off,         Off,         Hint,        Information]),
        (Code::EdgeEllipsis,         [Off,         Off,         Hint,        Off,         Off]),
    ]
};

impl Profile {
    /// How loudly `code` is reported in this house style.
    #[must_use]
    pub fn severity(self, code: Code) -> Severity {
        let row = DISPUTED.iter().find(|row| row.0 == code);
        row.and_then(|row| row.1.get(self as usize).copied()).unwrap_or_else(|| code.default_severity())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn news_is_what_rules_default_to() {
        assert_eq!(Profile::default(), Profile::News);
        for code in Code::ALL {
            assert_eq!(Profile::News.severity(code), code.default_severity(), "{code}");
        }
    }

    #[test]
    fn rules_that_nobody_disputes_are_the_same_everywhere() {
        for profile in [Profile::NewsStrict, Profile::Academic, Profile::Mla, Profile::Legal] {
            assert_eq!(profile.severity(Code::ChangedMeaning), Severity::Error);
            assert_eq!(profile.severity(Code::UnmarkedOmission), Severity::Warning);
        }
    }
}
