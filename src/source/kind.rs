//! What kind of document a text is, by its form. An article unless the form is plain.

use super::SourceKind;
use crate::prose::{Block, BlockKind};

/// The kind that the form of `blocks` of `prose` shows beyond doubt.
pub(super) fn recognised(prose: &str, blocks: &[Block]) -> SourceKind {
    let lines =
        || blocks.iter().flat_map(|block| block.span.of(prose).lines()).map(str::trim).filter(|l| !l.is_empty());
    if is_transcript(lines()) {
        SourceKind::Transcript
    } else if is_book(prose, lines()) {
        SourceKind::Book
    } else if is_speech(prose, blocks) {
        SourceKind::Speech
    } else {
        SourceKind::Article
    }
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

/// A long text in chapters, acts or numbered verses; or one longer than any article.
fn is_book<'a>(prose: &str, lines: impl Iterator<Item = &'a str>) -> bool {
    const LONG: usize = 20_000;
    const LONGER_THAN_ARTICLES: usize = 250_000;
    if prose.len() < LONG {
        return false;
    }
    if prose.len() > LONGER_THAN_ARTICLES {
        return true;
    }
    let (mut divisions, mut verses, mut total) = (0usize, 0usize, 0usize);
    for line in lines {
        total += 1;
        divisions += usize::from(is_division(line));
        verses += usize::from(is_verse(line));
    }
    divisions >= 3 || verses * 2 > total
}

/// "CHAPTER IV", "Chapter 4. The Storm", "ACT I", "FIRST ACT", "Scene II. A street."
fn is_division(line: &str) -> bool {
    const DIVISIONS: &[&str] = &["chapter", "act", "scene", "book", "canto", "stave"];
    if line.len() > 80 {
        return false;
    }
    let mut words = line.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let (Some(first), second) = (words.next(), words.next()) else { return false };
    let is_number = |word: &str| {
        word.bytes().all(|b| b.is_ascii_digit()) || word.bytes().all(|b| b"IVXLC".contains(&b.to_ascii_uppercase()))
    };
    let named = |word: &str| DIVISIONS.contains(&word.to_lowercase().as_str());
    let upper = |word: &str| word.chars().all(char::is_uppercase);
    match second {
        Some(second) if named(first) => is_number(second) || (upper(first) && upper(second)),
        Some(second) => named(second) && upper(second) && upper(first),
        None => false,
    }
}

/// "3:16 For God so loved".
fn is_verse(line: &str) -> bool {
    let Some((chapter, rest)) = line.split_once(':') else { return false };
    let digits = |text: &str| !text.is_empty() && text.len() <= 3 && text.bytes().all(|b| b.is_ascii_digit());
    digits(chapter) && rest.split_whitespace().next().is_some_and(digits)
}

/// A text that opens by addressing its hearers, or under a title that calls it an address.
fn is_speech(prose: &str, blocks: &[Block]) -> bool {
    const SALUTATIONS: &[&str] = &[
        "my fellow",
        "fellow-citizens",
        "fellow citizens",
        "fellow-countrymen",
        "fellow countrymen",
        "mr. speaker,",
        "madam speaker,",
        "mr. chairman,",
        "madam president,",
        "ladies and gentlemen,",
        "your excellencies",
        "my lords,",
    ];
    const THANKS: &[&str] = &["thank you very much", "thank you. thank you", "thank you all", "good evening, everyone"];
    const TITLES: &[&str] = &[
        "inaugural address",
        "state of the union address",
        "'s address",
        "’s address",
        "remarks by",
        "address by",
        "speech by",
        "speech of",
        "address of the",
    ];
    /// An address comes before anything else is said.
    const OPENING: usize = 30;
    let starts: Vec<String> = blocks
        .iter()
        .take(3)
        .map(|block| block.span.of(prose).split_whitespace().take(OPENING).collect::<Vec<_>>().join(" ").to_lowercase())
        .collect();
    let titled = blocks.iter().zip(&starts).take(2).any(|(block, start)| {
        let short = block.kind == BlockKind::Heading || block.span.len() < 120;
        short && TITLES.iter().any(|title| start.contains(title))
    });
    // An article may open with somebody else's address, in quotation marks.
    let quotes = |start: &String| start.contains(['"', '“', '«', '„']);
    let opens = |start: &String| {
        !quotes(start)
            && (SALUTATIONS.iter().any(|salutation| start.contains(salutation))
                || THANKS.iter().any(|thanks| start.starts_with(thanks)))
    };
    titled || starts.iter().any(opens)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(text: &str) -> SourceKind {
        recognised(text, &crate::prose::paragraphs(text))
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
}
