//! How much a quotation claims, before anything is known of what the archive has.

use super::check::Asked;
use crate::draft::Draft;
use crate::prose::{BlockKind, Form, LABEL, Nature, Quotation};
use crate::rules::{self, Claim};
use crate::text::{Few, words_in};
use crate::verify::Wording;

/// Fewer words than this claim nothing by themselves: they are anybody's.
const FEWEST_ANYWHERE: usize = 4;

/// Fewer words than this claim nothing even where a source is cited for them.
const FEWEST_CITED: usize = 2;

/// Bytes of marks and spaces between a quotation and the citation right behind it.
const GAP: usize = 6;

/// A speaker who is less certain is none: so nobody is named in a list, and one word claims nothing.
pub(super) const LIKELY: f32 = 0.5;

/// How much a quotation claims, by what it is and how many words it has.
pub(super) fn claim(draft: &Draft, asked: &Asked<'_>, wording: &Wording) -> Claim {
    let count = wording.words().count();
    let is_tied = !asked.cited.is_empty();
    let alone = is_tied && stands_alone(draft, asked);
    let marked = is_tied && is_cited_right_behind(draft, asked);
    match asked.quotation.nature {
        Nature::Title if !(alone && is_sentence_case(draft, wording)) => Claim::Nothing,
        Nature::Term if !alone && !marked => Claim::Nothing,
        _ if is_nobodys_turn(draft, asked.quotation) => Claim::Nothing,
        _ if count >= FEWEST_ANYWHERE => Claim::Anywhere,
        _ if asked.quotation.form == Form::Block && count > 0 => Claim::Anywhere,
        _ if count >= FEWEST_CITED && is_tied && (alone || marked || is_attributed(asked.quotation)) => {
            Claim::InCitedSource
        }
        // One word, said to be somebody's, with its source right behind it.
        _ if count == 1 && marked && has_speaker(asked.quotation) => Claim::InCitedSource,
        _ => Claim::Nothing,
    }
}

/// Whether nothing but a citation stands beside the quotation in its paragraph. A term or scare
/// quotes are part of a sentence; words that stand for themselves, with their source, are quoted.
fn stands_alone(draft: &Draft, asked: &Asked<'_>) -> bool {
    let own = asked.quotation.span;
    let Some(block) = draft.blocks.iter().find(|block| block.span.covers(own)) else { return false };
    if block.kind == BlockKind::Heading {
        return false;
    }
    let tied = draft.cited.get(asked.index).map(Few::as_slice).unwrap_or_default();
    let citations = || tied.iter().filter_map(|c| draft.citations.get(*c));
    words_in(&draft.prose, block.span)
        .iter()
        .all(|word| own.covers(word.span) || citations().any(|citation| citation.span.covers(word.span)))
}

/// Whether a citation stands right behind the closing mark: whoever wrote it there vouches for the
/// words, however few.
fn is_cited_right_behind(draft: &Draft, asked: &Asked<'_>) -> bool {
    let end = asked.quotation.span.end;
    let tied = draft.cited.get(asked.index).map(Few::as_slice).unwrap_or_default();
    let starts = tied.iter().filter_map(|c| draft.citations.get(*c)).map(|citation| citation.span.start);
    starts.filter(|start| *start >= end).any(|start| {
        let between = draft.text.get(end..start).unwrap_or("word");
        between.len() <= GAP && !between.contains(char::is_alphanumeric) && !between.contains('\n')
    })
}

/// Whether some word is in lower case that a title would not leave small.
fn is_sentence_case(draft: &Draft, wording: &Wording) -> bool {
    /// Words that titles leave small have fewer letters, but for these.
    const LONG: usize = 4;
    const SMALL: &[&str] = &["with", "from", "into", "over", "upon", "than", "that", "when", "about", "after"];
    wording.words().any(|word| {
        let text = word.span.of(&draft.prose);
        text.starts_with(char::is_lowercase) && text.chars().count() >= LONG && !SMALL.contains(&text)
    })
}

/// Whether it is a turn whose label names nobody: "Q: …", "Interviewer: …". Whoever writes down a
/// conversation, or a list of questions and answers, asks in their own words.
fn is_nobodys_turn(draft: &Draft, quotation: &Quotation) -> bool {
    let named = || draft.reading.speaker_of(quotation).is_some_and(|person| !person.name.is_empty());
    quotation.attribution.as_ref().is_some_and(|attribution| attribution.pattern == LABEL) && !named()
}

fn is_attributed(quotation: &Quotation) -> bool {
    quotation.attribution.as_ref().is_some_and(|a| a.confidence >= rules::SURE)
}

fn has_speaker(quotation: &Quotation) -> bool {
    quotation.attribution.as_ref().is_some_and(|a| a.confidence >= LIKELY)
}
