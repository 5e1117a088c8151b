//! What kind of document a text is, by its form and by what is known of it. An article unless the
//! form is plain. Front matter that names the kind is believed instead.

mod book;
mod paper;
mod speech;

use super::{Metadata, SourceKind};
use crate::prose::Block;

/// The kind that the form of `blocks` of `prose`, and what is known of the text, show beyond doubt.
pub(super) fn recognised(prose: &str, blocks: &[Block], metadata: &Metadata) -> SourceKind {
    let lines =
        || blocks.iter().flat_map(|block| block.span.of(prose).lines()).map(str::trim).filter(|l| !l.is_empty());
    if is_transcript(lines()) || is_recorded_speech(prose, lines()) {
        SourceKind::Transcript
    } else if book::is_book(prose, lines(), metadata) {
        SourceKind::Book
    } else if paper::is_release(lines()) {
        SourceKind::Release
    } else if paper::is_report(lines()) {
        SourceKind::Report
    } else if speech::is_speech(prose, blocks) {
        SourceKind::Speech
    } else {
        SourceKind::Article
    }
}

/// A speaker in capitals before the first words, "MARA LINDQVIST: Thank you", and notes of what the
/// hearers did.
fn is_recorded_speech<'a>(prose: &str, mut lines: impl Iterator<Item = &'a str>) -> bool {
    let first = lines.next().and_then(label);
    first.is_some_and(|label| !label.contains(char::is_lowercase)) && speech::has_stage_notes(prose)
}

/// Turns of labelled speakers: at least six lines that open with a label, at least two labels,
/// one of them back again, and labels on a fifth of all lines.
fn is_transcript<'a>(lines: impl Iterator<Item = &'a str>) -> bool {
    let mut total = 0usize;
    let mut labels: Vec<&str> = Vec::new();
    for line in lines {
        total += 1;
        labels.extend(label(line));
    }
    let turns = labels.len();
    labels.sort_unstable();
    labels.dedup();
    turns >= 6 && (2..turns).contains(&labels.len()) && turns * 5 >= total
}

/// The label of a turn: "RUBIO:", "Q:", "Mr. Reed:", `[00:12] Ann Gale:` and the words on.
pub(super) fn label(line: &str) -> Option<&str> {
    let line = match line.strip_prefix(['[', '(']) {
        Some(timed) if timed.starts_with(|c: char| c.is_ascii_digit()) => timed.split_once([']', ')'])?.1.trim_start(),
        _ => line,
    };
    let (label, _) = line.split_once(':')?;
    let words = label.split_whitespace().count();
    let named = label.split_whitespace().all(|word| word.starts_with(|c: char| c.is_uppercase() || c == '('));
    let plain = label
        .chars()
        .all(|c| c.is_alphabetic() || c.is_whitespace() || matches!(c, '.' | '-' | '\'' | '’' | '(' | ')'));
    ((1..=5).contains(&words) && label.len() <= 50 && named && plain).then_some(label)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(text: &str) -> SourceKind {
        recognised(text, &crate::prose::paragraphs(text), &Metadata::default())
    }

    #[test]
    fn turns_make_a_transcript() {
        let text = "GALE: Good evening.\nMR. REED: Good evening to you.\nGALE: Why?\nREED: Because.\n[00:12] GALE: So?\nREED: So.\n";
        assert_eq!(kind(text), SourceKind::Transcript);
        assert_eq!(
            kind("Note: this failed.\nHe said: “No.”\nUpdate: it worked.\nThe ferry sank."),
            SourceKind::Article
        );
    }

    #[test]
    fn hearers_addressed_make_a_speech() {
        assert_eq!(kind("My fellow citizens, we meet today."), SourceKind::Speech);
        assert_eq!(kind("REMARKS BY THE HARBOUR MASTER\n\nWe meet today."), SourceKind::Speech);
        assert_eq!(
            kind(
                "The mayor gave remarks by the harbour on Sunday, and when the crowd had gone home he told reporters that he would not be back, adding that the ferry was late again."
            ),
            SourceKind::Article
        );
    }

    #[test]
    fn chapters_make_a_book_when_it_is_long() {
        let chapter = |n: &str| format!("CHAPTER {n}\n\n{}\n\n", "It was a dark night on the quay. ".repeat(300));
        assert_eq!(kind(&["I", "II", "III"].map(chapter).concat()), SourceKind::Book);
        assert_eq!(kind("CHAPTER I\n\nCHAPTER II\n\nCHAPTER III"), SourceKind::Article);
    }

    #[test]
    fn one_speaker_and_applause_make_a_transcript() {
        let text = "MARA GALE: Thank you.\n\n(APPLAUSE)\n\nIt was a long night.\n\n(CHEERS AND APPLAUSE)\n\nIt is over.\n\n(APPLAUSE)";
        assert_eq!(kind(text), SourceKind::Transcript);
        assert_eq!(kind(&text.replace("MARA GALE", "Update")), SourceKind::Article);
        assert_eq!(kind(&text.replace("APPLAUSE", "PAUSE").replace("CHEERS AND ", "")), SourceKind::Article);
    }

    #[test]
    fn the_first_person_all_through_makes_a_speech() {
        let said = "We built this harbour, and I tell you that our work is not done. ".repeat(20);
        assert_eq!(kind(&said), SourceKind::Speech);
        let told = format!("The mayor spoke for an hour. “{said}”");
        assert_eq!(kind(&told), SourceKind::Article);
        let news = "The harbour was built last year, and the work is not done, the mayor told us. ".repeat(20);
        assert_eq!(kind(&news), SourceKind::Article);
    }

    #[test]
    fn releases_and_reports_say_what_they_are() {
        assert_eq!(kind("FOR IMMEDIATE RELEASE\n\nThe port opens."), SourceKind::Release);
        assert_eq!(kind("Statement by the Harbour Board\n\nThe port opens."), SourceKind::Release);
        assert_eq!(kind("Statement by mayor angers board\n\nThe port opens."), SourceKind::Article);
        assert_eq!(kind("Press releases flood the town\n\nThe port opens."), SourceKind::Article);
        assert_eq!(
            kind("The port\n\nAbstract\n\nIt opens.\n\n2. Methods\n\nWe went.\n\nReferences\n\nNone."),
            SourceKind::Report
        );
        assert_eq!(kind("SEC. 1. The port opens.\n\nSEC. 2. It closes.\n\nSEC. 3. It pays."), SourceKind::Report);
        assert_eq!(kind("Section 230 protects ports.\n\nNothing else does."), SourceKind::Article);
    }

    #[test]
    fn works_are_catalogued_by_year() {
        let long = "It was a dark night on the quay. ".repeat(700);
        let of = |date: &str| {
            let metadata =
                Metadata { authors: vec!["Ann Gale".to_owned()], date: Some(date.to_owned()), ..Metadata::default() };
            recognised(&long, &crate::prose::paragraphs(&long), &metadata)
        };
        assert_eq!(
            [of("1892"), of("500 BC"), of("2024-03-01")],
            [SourceKind::Book, SourceKind::Book, SourceKind::Article]
        );
    }
}
