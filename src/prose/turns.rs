//! Labelled turns: "TAPPER: …", "Q: …", "Interviewer: …".

use super::lexicon::Lexicon;
use super::lexicon::class;
use crate::text::{Span, is_joint};

/// The label in front of a block's words.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Label {
    /// Who speaks, in bytes of the block.
    pub(super) name: Span,
    /// Where the words begin.
    pub(super) words: usize,
}

/// The longest label, in bytes.
const LONGEST: usize = 48;

/// The label that begins `block`, if one does: a name in capitals, with a title or a given name, a
/// role, or Q and A, then a colon and words.
pub(super) fn label(block: &str, lexicon: &Lexicon) -> Option<Label> {
    let filler = |c: char| c.is_whitespace() || is_joint(c);
    let trimmed = block.trim_start_matches(|c: char| filler(c) || matches!(c, '"' | '“' | '‘' | '*' | '_' | '['));
    let start = block.len() - trimmed.len();
    let head = trimmed.get(..trimmed.floor_char_boundary(LONGEST))?;
    let colon = head.find(':')?;
    let name = head.get(..colon)?.trim_end_matches(|c: char| filler(c) || matches!(c, '*' | '_' | ']'));
    let after = trimmed.get(colon + 1..)?.trim_start_matches(|c: char| filler(c) || matches!(c, '*' | '_'));
    let spoken = after.starts_with(|c: char| {
        c.is_alphanumeric() || matches!(c, '“' | '"' | '‘' | '\'' | '[' | '(' | '…' | '.' | '$')
    });
    if !spoken || !names_somebody(name, lexicon) {
        return None;
    }
    Some(Label { name: Span::new(start, start + name.len()), words: block.len() - after.len() })
}

fn names_somebody(name: &str, lexicon: &Lexicon) -> bool {
    let plain = name.split('(').next().unwrap_or_default().trim();
    let words: Vec<&str> = plain.split_whitespace().collect();
    let Some(first) = words.first() else { return false };
    if words.len() > 5 || !words.iter().all(|word| word.starts_with(char::is_uppercase)) {
        return false;
    }
    let first_classes = lexicon.classes(first);
    if first_classes & class::CALENDAR != 0 || (first_classes & class::STOP != 0 && words.len() == 1 && plain != "A") {
        return false;
    }
    let shouted = plain.chars().filter(|c| c.is_alphabetic()).count() > 2 && !plain.chars().any(char::is_lowercase);
    matches!(plain, "Q" | "A") || shouted || first_classes & (class::GIVEN | class::TITLE | class::ROLE) != 0
}

/// Whether a text of blocks with these labels is a transcript: several labels, one of them more
/// than once, and most blocks labelled.
pub(super) fn is_transcript<'a>(labels: impl Iterator<Item = Option<&'a str>>) -> bool {
    let (mut blocks, mut labelled) = (0usize, 0usize);
    let mut names: Vec<&str> = Vec::new();
    let mut recurs = false;
    for label in labels {
        blocks += 1;
        let Some(name) = label else { continue };
        labelled += 1;
        if names.contains(&name) {
            recurs = true;
        } else if names.len() < 64 {
            names.push(name);
        }
    }
    labelled >= 3 && recurs && names.len() >= 2 && labelled * 5 >= blocks * 2
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prose::lexicon::Language;

    fn of(block: &str) -> Option<(&str, &str)> {
        label(block, Lexicon::of(Language::English)).map(|label| (label.name.of(block), &block[label.words..]))
    }

    #[test]
    fn labels_name_somebody() {
        assert_eq!(of("MARSH: We go on."), Some(("MARSH", "We go on.")));
        assert_eq!(of("\"MR. ROWAN: We go on."), Some(("MR. ROWAN", "We go on.")));
        assert_eq!(of("Q: Will you?"), Some(("Q", "Will you?")));
        assert_eq!(of("Interviewer: Will you?"), Some(("Interviewer", "Will you?")));
        assert_eq!(of("Note: this is not speech."), None);
        assert_eq!(of("Monday: rain."), None);
        assert_eq!(of("He said: “Go.”"), None);
    }

    #[test]
    fn a_transcript_has_labels_that_recur() {
        assert!(is_transcript([Some("Q"), Some("A"), Some("Q"), Some("A")].into_iter()));
        assert!(!is_transcript([Some("NEW YORK"), None, None, None, Some("NOTE"), None, None].into_iter()));
    }
}
