//! From a case to its verdict and the findings that are told.

use crate::text::Few;
use crate::verify::Grade;

use super::case::{Case, Claim};
use super::model::{Code, Finding, Related, Verdict};
use super::{
    altered_quote, bracketed_replacement, changed_meaning, cleaned_up_quote, corrected_typo, disputed_speaker,
    disputed_wording, edge_ellipsis, misattributed_quote, numeral_for_word, paraphrase_as_quote, quote_not_found,
    repaired_grammar, spliced_quote, style_variant, turned_question, unbracketed_capital, uncited_quote,
    unmarked_emphasis, unmarked_ending, unmarked_omission, wrong_locator, wrong_source, wrong_venue,
};

/// Every rule about a quotation, in the order in which findings are told.
const RULES: &[fn(&Case<'_>) -> Option<Finding>] = &[
    quote_not_found::check,
    spliced_quote::check,
    paraphrase_as_quote::check,
    wrong_source::check,
    wrong_locator::check,
    misattributed_quote::check,
    changed_meaning::check,
    altered_quote::check,
    unmarked_omission::check,
    turned_question::check,
    wrong_venue::check,
    disputed_speaker::check,
    disputed_wording::check,
    repaired_grammar::check,
    corrected_typo::check,
    bracketed_replacement::check,
    cleaned_up_quote::check,
    style_variant::check,
    numeral_for_word::check,
    unbracketed_capital::check,
    unmarked_ending::check,
    edge_ellipsis::check,
    unmarked_emphasis::check,
    uncited_quote::check,
];

/// Nuances of form: beside words that are not the source's they are nothing.
const FORM: &[Code] = &[
    Code::DisputedWording,
    Code::BracketedReplacement,
    Code::RepairedGrammar,
    Code::CorrectedTypo,
    Code::CleanedUpQuote,
    Code::StyleVariant,
    Code::NumeralForWord,
    Code::TurnedQuestion,
    Code::UnbracketedCapital,
    Code::UnmarkedEnding,
    Code::UnmarkedEmphasis,
    Code::EdgeEllipsis,
];

/// Whether a finding explains another, which is then not told beside it.
fn explains(code: Code, other: Code) -> bool {
    use Code::{
        AlteredQuote, ChangedMeaning, CleanedUpQuote, DisputedSpeaker, DisputedWording, MisattributedQuote,
        NumeralForWord, ParaphraseAsQuote, QuoteNotFound, SplicedQuote, StyleVariant, UncitedQuote, UnmarkedOmission,
        WrongSource, WrongVenue,
    };
    let (form, others): (bool, &[Code]) = match code {
        QuoteNotFound => (
            true,
            &[
                ParaphraseAsQuote,
                SplicedQuote,
                WrongSource,
                MisattributedQuote,
                ChangedMeaning,
                AlteredQuote,
                UnmarkedOmission,
                WrongVenue,
                DisputedSpeaker,
            ],
        ),
        SplicedQuote | ParaphraseAsQuote => {
            (true, &[MisattributedQuote, ChangedMeaning, AlteredQuote, UnmarkedOmission, WrongVenue, DisputedSpeaker])
        }
        WrongSource => (true, &[AlteredQuote, UnmarkedOmission, UncitedQuote]),
        MisattributedQuote => (false, &[WrongVenue, DisputedSpeaker, DisputedWording]),
        ChangedMeaning => (true, &[AlteredQuote, UnmarkedOmission]),
        AlteredQuote => (true, &[UnmarkedOmission]),
        UnmarkedOmission => (true, &[]),
        CleanedUpQuote => (false, &[StyleVariant, NumeralForWord]),
        _ => (false, &[]),
    };
    others.contains(&other) || (form && FORM.contains(&other))
}

/// What to tell the writer about a quotation, in the order of telling.
#[must_use]
pub fn judge(case: &Case<'_>) -> Vec<Finding> {
    if case.claim == Claim::Nothing {
        return Vec::new();
    }
    let mut told: Vec<Finding> = Vec::new();
    for finding in RULES.iter().filter_map(|check| check(case)) {
        match told.iter_mut().find(|earlier| explains(earlier.code, finding.code)) {
            Some(earlier) => note(earlier, finding.related),
            None => told.push(finding),
        }
    }
    told
}

/// Adds passages that are not yet among the related ones.
fn note(finding: &mut Finding, related: Few<Related>) {
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
        Grade::Numeral | Grade::Style | Grade::CleanedUp | Grade::Bracketed | Grade::Typo | Grade::Grammar => {
            Verdict::Edited
        }
        Grade::Same | Grade::Typography if has_marked_edits(case) => Verdict::Edited,
        Grade::Same | Grade::Typography => Verdict::Verbatim,
    }
}

fn has_marked_edits(case: &Case<'_>) -> bool {
    use crate::verify::Token;
    case.wording.tokens.iter().any(|token| !matches!(token, Token::Word(_)))
}
