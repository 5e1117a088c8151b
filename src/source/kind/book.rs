//! Books, plays, scripture.

use crate::source::Metadata;

/// Shorter texts are no books.
const LONG: usize = 20_000;
/// Shorter texts with numbered headings may be lists.
const LONGER_THAN_LISTS: usize = 30_000;
/// Longer texts are no articles.
const LONGER_THAN_ARTICLES: usize = 250_000;

/// A long text in chapters, acts or numbered verses; one catalogued by author and year, as works
/// are, and not by day, as news is; or one longer than any article.
pub(super) fn is_book<'a>(prose: &str, lines: impl Iterator<Item = &'a str>, metadata: &Metadata) -> bool {
    if prose.len() < LONG {
        return false;
    }
    if prose.len() > LONGER_THAN_ARTICLES || is_catalogued(metadata) {
        return true;
    }
    let (mut divisions, mut verses, mut total) = (0usize, 0usize, 0usize);
    let mut number = 0;
    for line in lines {
        total += 1;
        divisions += usize::from(is_division(line));
        verses += usize::from(is_verse(line));
        number += usize::from(heading_number(line) == Some(number + 1));
    }
    divisions >= 3 || verses * 2 > total || (number >= 3 && prose.len() > LONGER_THAN_LISTS)
}

/// Whether an author and a bare year are known: "1892", "600 BC".
fn is_catalogued(metadata: &Metadata) -> bool {
    let bare = |date: &String| {
        let date = date.trim_end_matches(|c: char| c.is_alphabetic() || c == '.' || c.is_whitespace());
        (1..=4).contains(&date.len()) && date.bytes().all(|b| b.is_ascii_digit())
    };
    !metadata.authors.is_empty() && metadata.date.as_ref().is_some_and(bare)
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

/// The number of a heading that begins with one: "IV", "4. The Storm", "## IV - How the storm came".
fn heading_number(line: &str) -> Option<usize> {
    let marked = line.starts_with('#');
    let line = line.trim_start_matches(['#', ' ']);
    let end = line.find(|c: char| !c.is_alphanumeric()).unwrap_or(line.len());
    let (number, rest) = line.split_at(end);
    let parted = rest.is_empty() || rest.trim_start().starts_with(['.', '-', '–', '—', ':', ')']);
    let short = line.len() <= 80 && !rest.trim_end().ends_with([',', ';']);
    let stands = marked || rest.is_empty() || !rest.trim_end().ends_with('.');
    (parted && short && stands).then(|| number.parse().ok().or_else(|| roman(number))).flatten()
}

/// The value of a Roman number in capitals, up to 89.
fn roman(number: &str) -> Option<usize> {
    let digit = |b: u8| {
        Some(match b {
            b'I' => 1,
            b'V' => 5,
            b'X' => 10,
            b'L' => 50,
            _ => return None,
        })
    };
    let digits: Vec<usize> = number.bytes().map(digit).collect::<Option<_>>()?;
    let value = |at: usize, own: usize| {
        let smaller = digits.get(at + 1).is_some_and(|next| *next > own);
        if smaller { (0, own) } else { (own, 0) }
    };
    let (plus, minus) = digits
        .iter()
        .enumerate()
        .map(|(at, own)| value(at, *own))
        .fold((0, 0), |sum: (usize, usize), next| (sum.0 + next.0, sum.1 + next.1));
    plus.checked_sub(minus).filter(|value| *value > 0)
}

/// "3:16 For God so loved".
fn is_verse(line: &str) -> bool {
    let Some((chapter, rest)) = line.split_once(':') else { return false };
    let digits = |text: &str| !text.is_empty() && text.len() <= 3 && text.bytes().all(|b| b.is_ascii_digit());
    digits(chapter) && rest.split_whitespace().next().is_some_and(digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_with_numbers() {
        for (line, number) in [
            ("IV", Some(4)),
            ("XXIX. The Tide", Some(29)),
            ("## 12 - How the tide came", Some(12)),
            ("### I", Some(1)),
            ("4. The Storm", Some(4)),
            ("4. The storm came, and it went.", None),
            ("I was late", None),
            ("Tide", None),
            ("", None),
        ] {
            assert_eq!(heading_number(line), number, "{line}");
        }
    }
}
