//! What a document without front matter says about itself at its top. Little is taken, and only
//! where the form leaves no doubt: a wrong outlet or author does more harm than none.

use super::{Metadata, dates};
use crate::prose::{Block, BlockKind};

/// How many blocks from the top are looked at.
const TOP: usize = 8;

/// The lines at the top of the document.
pub(super) fn top_lines<'a>(prose: &'a str, blocks: &'a [Block]) -> impl Iterator<Item = &'a str> {
    let lines = blocks.iter().take(TOP).flat_map(|block| block.span.of(prose).lines());
    lines.map(str::trim).filter(|line| !line.is_empty())
}

/// Fills what `metadata` lacks from the top of the document.
pub(super) fn complete(metadata: &mut Metadata, prose: &str, blocks: &[Block]) {
    let top = blocks.get(..blocks.len().min(TOP)).unwrap_or_default();
    if metadata.title.is_none() {
        metadata.title = title(prose, top);
    }
    for block in top {
        let line = tidy(block.span.of(prose));
        if metadata.authors.is_empty() {
            metadata.authors = byline(&line).unwrap_or_default();
        }
        if metadata.date.is_none() {
            metadata.date = dates::read(line.strip_prefix("Published").unwrap_or(&line).trim_start_matches([':', ' ']));
        }
    }
    if metadata.outlet.is_none() {
        metadata.outlet = metadata.url.as_deref().and_then(host).map(str::to_owned);
    }
}

/// The host of a web address, without `www.`.
#[must_use]
pub fn host(url: &str) -> Option<&str> {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#', ':']).next()?;
    let host = host.strip_prefix("www.").unwrap_or(host);
    (host.contains('.') && !host.contains(char::is_whitespace)).then_some(host)
}

/// The first heading; in plain text a first line that is like a headline: short, not a
/// sentence, no quotation, with more behind it.
fn title(prose: &str, top: &[Block]) -> Option<String> {
    if let Some(heading) = top.iter().find(|block| block.kind == BlockKind::Heading) {
        let text = tidy(heading.span.of(prose));
        return (!text.is_empty()).then_some(text);
    }
    let first = top.first().filter(|_| top.len() > 1)?;
    let text = tidy(first.span.of(prose));
    let words = text.split_whitespace().count();
    let ends = text.ends_with(['.', ',', ';', ':', '?', '!', '"', '”']);
    let headline = (2..=40).contains(&words) && text.len() <= 240 && !ends && !text.starts_with(['"', '“', '-', '—']);
    // A saved page often begins with where its reader was: "Home | News | Headline", "Headline".
    let repeated = top.get(1).map(|block| tidy(block.span.of(prose)));
    let repeated = repeated.filter(|next| next.split_whitespace().count() >= 4 && text.ends_with(next.as_str()));
    headline.then(|| repeated.unwrap_or(text)).filter(|title| title.split_whitespace().count() <= 25)
}

/// The names of a line that is "By Ann Gale" or "by Ann Gale and Bo Reed, Harbour Times".
fn byline(line: &str) -> Option<Vec<String>> {
    let rest = line.strip_prefix("By ").or_else(|| line.strip_prefix("by ")).or_else(|| line.strip_prefix("BY "));
    let rest = rest.or_else(|| line.strip_prefix("Author: "))?;
    let names: Vec<&str> = rest.split([',', '|', '/']).next()?.split(" and ").map(str::trim).collect();
    names.iter().all(|name| is_name(name)).then(|| names.into_iter().map(str::to_owned).collect())
}

/// Two to five words, each with a capital, but for particles.
fn is_name(text: &str) -> bool {
    const PARTICLES: &[&str] = &["de", "la", "von", "van", "der", "den", "bin", "al", "el", "of", "du", "da", "di"];
    let words: Vec<&str> = text.split_whitespace().collect();
    let capital = |word: &&str| word.starts_with(char::is_uppercase) || PARTICLES.contains(word);
    let lettered = |word: &&str| word.chars().all(|c| c.is_alphabetic() || matches!(c, '.' | '-' | '\'' | '’'));
    (2..=5).contains(&words.len()) && words.iter().all(|word| capital(word) && lettered(word))
}

/// `text` on one line.
fn tidy(text: &str) -> String {
    text.split(|c: char| c.is_whitespace() || crate::text::is_joint(c))
        .filter(|w| !w.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn guessed(text: &str) -> Metadata {
        let mut metadata = Metadata::default();
        complete(&mut metadata, text, &crate::prose::paragraphs(text));
        metadata
    }

    #[test]
    fn a_headline_a_byline_and_a_date_are_taken() {
        let found = guessed(
            "Ferry Talks Fail Again\n\nBy Ann Gale and Bo de la Reed, Harbour Times\n\nMay 2, 2031\n\nThe talks failed.",
        );
        assert_eq!(found.title.as_deref(), Some("Ferry Talks Fail Again"));
        assert_eq!(found.authors, ["Ann Gale", "Bo de la Reed"]);
        assert_eq!(found.date.as_deref(), Some("2031-05-02"));
    }

    #[test]
    fn a_headline_behind_a_trail_of_links_stands_alone() {
        let found =
            guessed("Home | News Ferry talks fail once again\n\nFerry talks fail once again\n\nThe talks failed.");
        assert_eq!(found.title.as_deref(), Some("Ferry talks fail once again"));
    }

    #[test]
    fn sentences_are_no_headlines_and_no_bylines() {
        assert_eq!(
            guessed("The talks failed on Sunday.\n\nBy then it was late.\n\nMay I go, she said."),
            Metadata::default()
        );
        assert_eq!(guessed("“We failed,” she said\n\nx"), Metadata::default());
        assert_eq!(guessed("Only a line"), Metadata::default());
    }

    #[test]
    fn an_address_names_its_outlet() {
        assert_eq!(host("https://www.harbour.example:80/a"), Some("harbour.example"));
        assert_eq!(host("notes"), None);
    }
}
