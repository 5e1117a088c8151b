//! `<!-- verbatim: ignore CODE because … -->`.

use super::model::Suppression;
use super::outline::Comment;
use crate::text::Span;

/// The suppressions among `comments` of `text`.
pub(super) fn read(text: &str, comments: &[Comment]) -> Vec<Suppression> {
    let mut found: Vec<_> = comments.iter().filter_map(|comment| parse(text, comment)).collect();
    found.sort_by_key(|suppression| suppression.span);
    found
}

/// Reads one comment. Codes come first, parted by commas or spaces; the reason follows
/// "because", a dash or a colon, and a word that is no code begins one too.
fn parse(text: &str, comment: &Comment) -> Option<Suppression> {
    let content = comment.span.of(text).strip_prefix("<!--")?;
    let content = content.strip_suffix("-->").unwrap_or(content);
    let start = comment.span.start + 4;
    let after = content.trim_start().strip_prefix("verbatim")?.trim_start().strip_prefix(':')?.trim_start();
    let rest = after.strip_prefix("ignore").filter(|r| !r.starts_with(|c: char| c.is_alphanumeric() || c == '-'))?;
    let mut at = content.len() - rest.len();
    let mut codes = Vec::new();
    loop {
        let rest = content.get(at..).unwrap_or_default();
        at += rest.len() - rest.trim_start_matches(|c: char| c.is_whitespace() || c == ',').len();
        let rest = content.get(at..).unwrap_or_default();
        let end =
            rest.find(|c: char| c.is_whitespace() || matches!(c, ',' | ':' | '—' | '–' | ';')).unwrap_or(rest.len());
        let word = rest.get(..end).unwrap_or_default();
        if !is_code_like(word) {
            break;
        }
        codes.push((word.to_owned(), Span::new(start + at, start + at + end)));
        at += end;
    }
    Some(Suppression {
        span: comment.span,
        codes,
        reason: reason(content.get(at..).unwrap_or_default()),
        reach: comment.reach,
    })
}

/// Codes are lower-case words with a hyphen; a wrong one is noticed by whoever knows them all.
fn is_code_like(word: &str) -> bool {
    word.contains('-')
        && word.starts_with(|c: char| c.is_ascii_alphabetic())
        && word.ends_with(|c: char| c.is_ascii_alphabetic())
        && word.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
}

fn reason(rest: &str) -> Option<String> {
    let rest = rest.trim_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '-' | '—' | '–' | ';'));
    let first = rest.split_whitespace().next().unwrap_or_default();
    let said = if first.eq_ignore_ascii_case("because") { rest.get(first.len()..).unwrap_or_default() } else { rest };
    let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
    (!said.is_empty()).then_some(said)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_one(text: &str) -> Option<(Vec<&str>, Option<String>)> {
        let span = Span::new(0, text.len());
        let found = parse(text, &Comment { span, reach: span })?;
        Some((found.codes.iter().map(|(_, s)| s.of(text)).collect(), found.reason))
    }

    #[test]
    fn codes_and_reasons_in_every_spelling() {
        let because = |codes: &[&'static str], reason: &str| Some((codes.to_vec(), Some(reason.to_owned())));
        assert_eq!(
            read_one("<!-- verbatim: ignore altered-quote, wrong-venue because the tape differs -->"),
            because(&["altered-quote", "wrong-venue"], "the tape differs")
        );
        assert_eq!(read_one("<!--verbatim:ignore altered-quote -- on tape-->"), because(&["altered-quote"], "on tape"));
        assert_eq!(read_one("<!-- verbatim: ignore: a joke -->"), because(&[], "a joke"));
        assert_eq!(read_one("<!-- verbatim: ignore altered-qoute: x -->"), because(&["altered-qoute"], "x"));
        assert_eq!(read_one("<!-- verbatim: ignore -->"), Some((vec![], None)));
    }

    #[test]
    fn other_comments_are_none() {
        assert_eq!(read_one("<!-- ignore this -->"), None);
        assert_eq!(read_one("<!-- verbatim: ignored -->"), None);
        assert_eq!(read_one("<!-- verbatim copy of the statement -->"), None);
    }
}
