//! The manual: each rule's page is the doc comment of its file.

use super::model::Code;

/// The manual page of a rule, in Markdown: what it says, why it matters, an example, how to fix it.
#[must_use]
pub fn manual(code: Code) -> String {
    let file = source(code);
    let lines = file.lines().map_while(|line| line.strip_prefix("//!"));
    let page: Vec<&str> = lines.map(|line| line.strip_prefix(' ').unwrap_or(line)).collect();
    page.join("\n") + "\n"
}

fn source(code: Code) -> &'static str {
    match code {
        Code::QuoteNotFound => include_str!("quote_not_found.rs"),
        Code::AlteredQuote => include_str!("altered_quote.rs"),
        Code::ChangedMeaning => include_str!("changed_meaning.rs"),
        Code::StyleVariant => include_str!("style_variant.rs"),
        Code::CleanedUpQuote => include_str!("cleaned_up_quote.rs"),
        Code::UnmarkedOmission => include_str!("unmarked_omission.rs"),
        Code::SplicedQuote => include_str!("spliced_quote.rs"),
        Code::ParaphraseAsQuote => include_str!("paraphrase_as_quote.rs"),
        Code::MisattributedQuote => include_str!("misattributed_quote.rs"),
        Code::DisputedSpeaker => include_str!("disputed_speaker.rs"),
        Code::DisputedWording => include_str!("disputed_wording.rs"),
        Code::WrongVenue => include_str!("wrong_venue.rs"),
        Code::WrongSource => include_str!("wrong_source.rs"),
        Code::WrongLocator => include_str!("wrong_locator.rs"),
        Code::UnknownCitation => include_str!("unknown_citation.rs"),
        Code::UnreadableSource => include_str!("unreadable_source.rs"),
        Code::UncitedQuote => include_str!("uncited_quote.rs"),
        Code::UnusedSuppression => include_str!("unused_suppression.rs"),
        Code::TurnedQuestion => include_str!("turned_question.rs"),
        Code::BracketedReplacement => include_str!("bracketed_replacement.rs"),
        Code::RepairedGrammar => include_str!("repaired_grammar.rs"),
        Code::CorrectedTypo => include_str!("corrected_typo.rs"),
        Code::NumeralForWord => include_str!("numeral_for_word.rs"),
        Code::UnbracketedCapital => include_str!("unbracketed_capital.rs"),
        Code::UnmarkedEmphasis => include_str!("unmarked_emphasis.rs"),
        Code::UnmarkedEnding => include_str!("unmarked_ending.rs"),
        Code::EdgeEllipsis => include_str!("edge_ellipsis.rs"),
        Code::StaleEvidence => include_str!("stale_evidence.rs"),
        Code::EditedSource => include_str!("edited_source.rs"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_has_a_page_with_the_parts_a_reader_looks_for() {
        for code in Code::ALL {
            let page = manual(code);
            assert!(page.starts_with(&format!("# {code}\n\n")), "{code}: the page begins with its code");
            for part in ["## Why it matters", "## Example", "## How to fix"] {
                assert!(page.contains(part), "{code}: lacks {part:?}");
            }
            let file = format!("{}/index.html", code.as_str().replace('-', "_"));
            assert!(code.href().ends_with(&file), "{code}: the link leads to its module's page");
        }
    }
}
