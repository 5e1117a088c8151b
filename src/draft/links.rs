//! What the destination of a link is.

use crate::text::Span;

use super::model::Target;

/// File name endings of documents, as opposed to pictures, pages and programs.
const DOCUMENTS: &[&str] =
    &["txt", "text", "md", "markdown", "qmd", "rmd", "pdf", "docx", "odt", "rtf", "epub", "srt", "vtt", "eml"];

/// Whether `path` ends like a document that could be a source.
pub(super) fn is_document(path: &str) -> bool {
    let name = path.split(['#', '?']).next().unwrap_or_default();
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    !name.starts_with('/') && ending.is_some_and(|ending| DOCUMENTS.contains(&ending.as_str()))
}

/// What a link to `destination` claims; `None` when it can be no source: a place in the draft
/// itself, a mail address, a template's placeholder.
pub(super) fn target_of(destination: &str) -> Option<Target> {
    let destination = destination.trim();
    if destination.is_empty() || destination.starts_with(['#', '?']) || destination.contains("{{") {
        return None;
    }
    if is_web_address(destination) || destination.starts_with("//") || destination.starts_with("www.") {
        return Some(Target::Url(destination.to_owned()));
    }
    if let Some(path) = destination.strip_prefix("file://") {
        return Some(Target::Path(path.to_owned()));
    }
    // A scheme has at least two letters, so that a Windows drive is none.
    let scheme = destination.split_once(':').map(|(scheme, _)| scheme);
    if scheme.is_some_and(|s| s.len() > 1 && s.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))) {
        return None;
    }
    Some(Target::Path(destination.to_owned()))
}

/// What `[[destination]]` claims: a note's name, without its folder, ending and heading.
pub(super) fn wiki_target(destination: &str) -> Option<Target> {
    let note = destination.split(['#', '^']).next().unwrap_or_default();
    let name = note.rsplit('/').next().unwrap_or_default().trim();
    let stem = name.strip_suffix(".md").unwrap_or(name);
    (!stem.is_empty()).then(|| Target::Key(stem.to_owned()))
}

fn is_web_address(text: &str) -> bool {
    let starts = |scheme: &str| text.get(..scheme.len()).is_some_and(|s| s.eq_ignore_ascii_case(scheme));
    starts("https://") || starts("http://")
}

/// The bare web addresses inside `span` of `text`, as a reader takes them: without the
/// punctuation of the sentence behind.
pub(super) fn bare_addresses(text: &str, span: Span) -> Vec<Span> {
    let slice = span.of(text);
    let mut found: Vec<Span> = Vec::new();
    let mut at = 0;
    while let Some(next) = slice.get(at..).and_then(|rest| rest.find("http")) {
        let start = at + next;
        at = start + 4;
        let rest = slice.get(start..).unwrap_or_default();
        let before = slice.get(..start).and_then(|b| b.chars().next_back());
        if !is_web_address(rest) || before.is_some_and(char::is_alphanumeric) {
            continue;
        }
        let length = address_length(rest);
        found.push(Span::new(span.start + start, span.start + start + length));
        at = start + length;
    }
    found
}

fn address_length(rest: &str) -> usize {
    let is_end = |c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '“' | '”' | '«' | '»' | '|' | '\u{7f}');
    let mut kept = rest.split(is_end).next().unwrap_or_default();
    loop {
        let shorter = kept.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '’', '*', '_', ']', '…']);
        // A closing bracket belongs to the address only when it was opened there.
        let unopened = shorter.ends_with(')') && shorter.matches(')').count() > shorter.matches('(').count();
        let shorter = if unopened { shorter.strip_suffix(')').unwrap_or(shorter) } else { shorter };
        if shorter.len() == kept.len() {
            return kept.len();
        }
        kept = shorter;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn destinations_are_told_apart() {
        let url = |s: &str| Some(Target::Url(s.to_owned()));
        let path = |s: &str| Some(Target::Path(s.to_owned()));
        assert_eq!(target_of("https://harbour.example/a"), url("https://harbour.example/a"));
        assert_eq!(target_of("sources/a.txt#p3"), path("sources/a.txt#p3"));
        assert_eq!(target_of("C:/notes/a.txt"), path("C:/notes/a.txt"));
        assert_eq!(target_of("#top"), None);
        assert_eq!(target_of("mailto:a@b.example"), None);
        assert_eq!(target_of("{{ url }}"), None);
        assert_eq!(wiki_target("sources/harbour.md#Second day"), Some(Target::Key("harbour".to_owned())));
    }

    #[test]
    fn a_bare_address_ends_before_the_sentence_does() {
        let text = "See https://a.example/x_(y), (http://b.example/?q=1).";
        let found: Vec<_> = bare_addresses(text, Span::new(0, text.len())).iter().map(|s| s.of(text)).collect();
        assert_eq!(found, ["https://a.example/x_(y)", "http://b.example/?q=1"]);
    }

    #[test]
    fn only_documents_must_exist() {
        assert!(is_document("notes/a.TXT#x"));
        assert!(!is_document("chart.png"));
        assert!(!is_document("/about/a.md"));
    }
}
