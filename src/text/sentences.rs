//! Sentence boundaries in English-like prose.

use super::Span;

/// Words that end with a point without ending a sentence.
const ABBREVIATIONS: &[&str] = &[
    "mr", "mrs", "ms", "dr", "prof", "sen", "rep", "gov", "gen", "col", "lt", "sgt", "capt", "maj", "adm", "rev",
    "hon", "st", "jr", "sr", "vs", "etc", "inc", "corp", "ltd", "co", "no", "vol", "fig", "pp", "cf", "eg", "ie",
    "approx", "dept", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sept", "sep", "oct", "nov", "dec", "mt",
];

/// The sentences of `text` inside `span`, white space at their ends left out.
///
/// A sentence ends behind `.`, `!`, `?` or `…` and any closing marks, where white space and then
/// a capital, a digit or an opening mark follow; never behind an abbreviation or an initial.
#[must_use]
pub fn sentences(text: &str, span: Span) -> Vec<Span> {
    let slice = span.of(text);
    let mut found = Vec::new();
    let mut start = 0;
    let mut chars = slice.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if !matches!(c, '.' | '!' | '?' | '…') {
            continue;
        }
        let mut end = at + c.len_utf8();
        while let Some(&(next_at, next)) = chars.peek() {
            if !matches!(next, '.' | '!' | '?' | '…' | '"' | '\'' | '”' | '’' | '»' | ')' | ']') {
                break;
            }
            end = next_at + next.len_utf8();
            chars.next();
        }
        let after = slice.get(end..).unwrap_or_default();
        let next = after.trim_start().chars().next();
        let parted = after.starts_with(char::is_whitespace);
        let opens = next.is_none_or(|n| {
            n.is_uppercase() || n.is_numeric() || matches!(n, '"' | '\'' | '“' | '‘' | '„' | '«' | '(' | '[')
        });
        let abbreviated = end == at + 1 && c == '.' && ends_in_abbreviation(slice.get(start..at).unwrap_or_default());
        if (after.is_empty() || (parted && opens)) && !abbreviated {
            push(text, Span::new(span.start + start, span.start + end), &mut found);
            start = end;
        }
    }
    push(text, Span::new(span.start + start, span.end), &mut found);
    found
}

fn push(text: &str, span: Span, found: &mut Vec<Span>) {
    let trimmed = span.trimmed(text);
    if !trimmed.is_empty() {
        found.push(trimmed);
    }
}

fn ends_in_abbreviation(text: &str) -> bool {
    let last =
        text.rsplit(|c: char| c.is_whitespace() || matches!(c, '(' | '“' | '"' | '‘')).next().unwrap_or_default();
    let mut letters = last.chars();
    let one_capital = letters.next().is_some_and(char::is_uppercase) && letters.next().is_none();
    let dotted = last.contains('.') && last.split('.').all(|part| part.chars().count() == 1);
    one_capital || dotted || ABBREVIATIONS.contains(&last.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn abbreviations_and_initials_end_nothing() {
        let text = "Mr. Fox of the U.S. Senate spoke. “No.” He left! J. Doe stayed.";
        let split: Vec<_> = sentences(text, Span::new(0, text.len())).iter().map(|s| s.of(text)).collect();
        assert_eq!(split, ["Mr. Fox of the U.S. Senate spoke.", "“No.”", "He left!", "J. Doe stayed."]);
    }
}
