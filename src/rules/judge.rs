//! From a case to its verdict and the findings that are told.

use crate::verify::Grade;

use super::case::{Case, Claim};
use super::model::{Code, Finding, Related, Verdict};
use super::{
    altered_quote, changed_meaning, cleaned_up_quote, disputed_speaker, disputed_wording, misattributed_quote,
    paraphrase_as_quote, quote_not_found, spliced_quote, style_variant, uncited_quote, unmarked_omission, wrong_source,
    wrong_venue,
};

/// Every rule about a quotation, in the order in which findings are told.
const RULES: &[fn(&Case<'_>) -> Option<Finding>] = &[
    quote_not_found::check,
    spliced_quote::check,
    paraphrase_as_quote::check,
    wrong_source::check,
    misattributed_quote::check,
    changed_meaning::check,
    altered_quote::check,
    unmarked_omission::check,
    wrong_venue::check,
    disputed_speaker::check,
    disputed_wording::check,
    cleaned_up_quote::check,
    style_variant::check,
    uncited_quote::check,
];

/// What a finding explains: those are not told beside it.
fn explained_by(code: Code) -> &'static [Code] {
    use Code::{
        AlteredQuote, ChangedMeaning, CleanedUpQuote, DisputedSpeaker, DisputedWording, MisattributedQuote,
        ParaphraseAsQuote, QuoteNotFound, SplicedQuote, StyleVariant, UncitedQuote, UnmarkedOmission, WrongSource,
        WrongVenue,
    };
    match code {
        QuoteNotFound => &[
            ParaphraseAsQuote,
            SplicedQuote,
            WrongSource,
            MisattributedQuote,
            ChangedMeaning,
            AlteredQuote,
            UnmarkedOmission,
            WrongVenue,
            DisputedSpeaker,
            DisputedWording,
            CleanedUpQuote,
            StyleVariant,
        ],
        SplicedQuote | ParaphraseAsQuote => &[
            MisattributedQuote,
            ChangedMeaning,
            AlteredQuote,
            UnmarkedOmission,
            WrongVenue,
            DisputedSpeaker,
            DisputedWording,
            CleanedUpQuote,
            StyleVariant,
        ],
        WrongSource => &[AlteredQuote, UnmarkedOmission, DisputedWording, CleanedUpQuote, StyleVariant, UncitedQuote],
        MisattributedQuote => &[WrongVenue, DisputedSpeaker, DisputedWording],
        ChangedMeaning => &[AlteredQuote, UnmarkedOmission, DisputedWording, CleanedUpQuote, StyleVariant],
        AlteredQuote => &[UnmarkedOmission, DisputedWording, CleanedUpQuote, StyleVariant],
        UnmarkedOmission => &[DisputedWording, CleanedUpQuote, StyleVariant],
        CleanedUpQuote => &[StyleVariant],
        _ => &[],
    }
}

/// What to tell the writer about a quotation, in the order of telling.
#[must_use]
pub fn judge(case: &Case<'_>) -> Vec<Finding> {
    if case.claim == Claim::Nothing {
        return Vec::new();
    }
    let mut told: Vec<Finding> = Vec::new();
    for finding in RULES.iter().filter_map(|check| check(case)) {
        match told.iter_mut().find(|earlier| explained_by(earlier.code).contains(&finding.code)) {
            Some(earlier) => note(earlier, finding.related),
            None => told.push(finding),
        }
    }
    told
}

/// Adds passages that are not yet among the related ones.
fn note(finding: &mut Finding, related: Vec<Related>) {
    for passage in related {
        let known = finding.related.iter().any(|r| r.source == passage.source && r.span == passage.span);
        if !known {
            finding.related.push(passage);
        }
    }
}

/// The one-word outcome of a case, given what was found.
#[must_use]
pub fn verdict(case: &Case<'_>, findings: &[Finding]) -> Verdict {
    let has = |code| findings.iter().any(|f: &Finding| f.code == code);
    let Some(evidence) = case.primary() else {
        let proved = has(Code::QuoteNotFound);
        return if proved { Verdict::NotFound } else { Verdict::Unchecked };
    };
    if has(Code::QuoteNotFound) {
        return Verdict::NotFound;
    }
    if case.claim == Claim::Nothing && evidence.grade() > Grade::Typography {
        return Verdict::Unchecked;
    }
    let untrue = [Code::SplicedQuote, Code::ParaphraseAsQuote, Code::ChangedMeaning].into_iter().any(has);
    match evidence.grade() {
        _ if untrue => Verdict::Altered,
        Grade::Omission | Grade::Words | Grade::Sense => Verdict::Altered,
        Grade::Style | Grade::CleanedUp => Verdict::Edited,
        Grade::Same | Grade::Typography if has_marked_edits(case) => Verdict::Edited,
        Grade::Same | Grade::Typography => Verdict::Verbatim,
    }
}

fn has_marked_edits(case: &Case<'_>) -> bool {
    use crate::verify::Token;
    case.wording.tokens.iter().any(|token| !matches!(token, Token::Word(_)))
}
