//! What a page says of itself: JSON-LD first, then OpenGraph and the older names, then what it shows.

use std::path::Path;

use super::dated::{Dates, order};
use super::entities::unescaped;
use super::head::Head;
use super::linked::Linked;
use super::page::Page;
use crate::source::{Metadata, SourceKind};
use crate::text::Span;

/// Names of `<meta>`, letters and digits alone, the most certain first.
const TITLES: &[&str] =
    &["ogtitle", "twittertitle", "headline", "dctitle", "citationtitle", "sailthrutitle", "parselytitle"];
const OUTLETS: &[&str] =
    &["ogsitename", "citationjournaltitle", "dcpublisher", "publisher", "applicationname", "aliosappname", "cre"];
const AUTHORS: &[&str] = &[
    "author",
    "articleauthor",
    "citationauthor",
    "dccreator",
    "dctermscreator",
    "sailthruauthor",
    "parselyauthor",
    "byl",
    "byline",
];
const ADDRESSES: &[&str] = &["ogurl", "twitterurl", "identifierurl", "alweburl"];

/// Reads what `page`, whose bytes are `text`, says of itself; `name` is its file's.
/// `first` is the first leaf of its article.
pub(super) fn read(page: &Page, text: &str, name: &Path, first: usize) -> Metadata {
    let head = &page.head;
    let linked = Linked::of(head, text);
    let meta = |keys: &[&str]| keys.iter().find_map(|key| meta(head, key));
    let url = [head.canonical.clone(), meta(ADDRESSES), linked.url, saved_from(text)];
    let url = url.into_iter().flatten().find(|url| url.starts_with("http"));
    let outlet = linked.outlet.or_else(|| meta(OUTLETS));
    let title = linked
        .title
        .or_else(|| meta(TITLES))
        .or_else(|| head.title.map(|span| without_outlet(&line(span.of(text)), outlet.as_deref())));
    let authors = if linked.authors.is_empty() { authors(head, text) } else { linked.authors };
    let locale = head.metas.iter().find(|(key, _)| key == "oglocale").map(|(_, value)| value.as_str());
    let language = head.language.as_deref().filter(|language| !language.is_empty());
    // One that names the country as well says more.
    let language = match (language, locale) {
        (Some(language), Some(locale)) if locale.starts_with(language) => Some(locale),
        (language, locale) => language.or(locale),
    };
    let linked_date = linked.date.as_deref();
    let date =
        Dates { page, text, first, order: order(language, url.as_deref()) }.best(linked_date, url.as_deref(), name);
    Metadata {
        title: title.filter(|title| !title.is_empty()),
        outlet: outlet.filter(|outlet| !outlet.is_empty()),
        authors,
        date,
        url,
        language: language.and_then(|language| language.split(['-', '_']).next()).map(str::to_ascii_lowercase),
        kind: SourceKind::Article,
    }
}

/// The content of the first `<meta>` called `wanted` that has any.
pub(super) fn meta(head: &Head, wanted: &str) -> Option<String> {
    let found = head.metas.iter().find(|(key, value)| key == wanted && !value.trim().is_empty());
    found.map(|(_, value)| line(value))
}

/// `text` on one line, with its character references resolved and without tags.
pub(super) fn line(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, tag)) = rest.split_once('<') {
        plain.push_str(before);
        plain.push(' ');
        rest = tag.split_once('>').map_or("", |(_, after)| after);
    }
    plain.push_str(rest);
    unescaped(&plain).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// "Ferry talks fail - The Harbour Times" without the outlet.
fn without_outlet(title: &str, outlet: Option<&str>) -> String {
    for separator in [" | ", " - ", " – ", " — ", " :: ", " » "] {
        if let Some((headline, tail)) = title.rsplit_once(separator) {
            let named = outlet.is_some_and(|outlet| tail.eq_ignore_ascii_case(outlet));
            let short = tail.split_whitespace().count() <= 4 && headline.split_whitespace().count() >= 4;
            if named || short {
                return headline.trim().to_owned();
            }
        }
    }
    title.to_owned()
}

/// The address that a browser wrote when it saved the page: `saved from url=(0034)https://…`, or the
/// one that SingleFile writes, ` url: https://…`.
fn saved_from(text: &str) -> Option<String> {
    let head = text.get(..text.floor_char_boundary(4096))?;
    let after = head
        .split_once("saved from url=")
        .map(|(_, rest)| rest.trim_start_matches(|c: char| c == '(' || c == ')' || c.is_ascii_digit()));
    let after = after.or_else(|| {
        head.split_once("Page saved with SingleFile")
            .and_then(|(_, rest)| rest.split_once("url:"))
            .map(|(_, rest)| rest.trim_start())
    });
    let url = after?.split(|c: char| c.is_whitespace() || c == '"').next()?;
    url.starts_with("http").then(|| url.to_owned())
}

/// Authors by `<meta>`, else by an element that is named as the byline.
fn authors(head: &Head, text: &str) -> Vec<String> {
    let metas = AUTHORS.iter().map(|wanted| -> Vec<String> {
        let values = head.metas.iter().filter(|(key, _)| key == wanted).map(|(_, value)| line(value));
        values.filter(|value| !value.contains("://")).flat_map(|value| byline(&value)).collect()
    });
    if let Some(names) = metas.into_iter().find(|names| !names.is_empty()) {
        return names;
    }
    let shown = head.bylines.iter().map(|span| line(clipped(*span).of(text)));
    shown
        .map(|shown| byline(&shown))
        .find(|names| names.iter().all(|name| is_name(name)) && !names.is_empty())
        .unwrap_or_default()
}

/// A byline is short; what is longer is something else.
pub(super) fn clipped(span: Span) -> Span {
    if span.len() > 2000 { Span::new(span.start, span.start) } else { span }
}

/// The names of "By Ann Gale and Bo Reed, Harbour Times".
pub(super) fn byline(text: &str) -> Vec<String> {
    let text = text.trim();
    let rest =
        ["By ", "by ", "BY ", "Written by ", "Author: "].iter().find_map(|by| text.strip_prefix(by)).unwrap_or(text);
    let parts = rest.split(" and ").flat_map(|part| part.split([',', '&', '|', ';', '•']));
    let names = parts.map(str::trim).filter(|name| !name.is_empty() && name.len() < 80);
    names.map(str::to_owned).take(12).collect()
}

fn is_name(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    (2..=4).contains(&words.len())
        && words.iter().all(|word| word.starts_with(char::is_uppercase) && !word.contains(|c: char| c.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::html::page;

    fn metadata(html: &str) -> Metadata {
        read(&page::read(html), html, Path::new("a.html"), 0)
    }

    #[test]
    fn json_ld_is_believed_first() {
        let found = metadata(
            r#"<html lang="en-GB"><title>Ferry - Harbour Times</title><meta property="og:title" content="Other">
            <script type="application/ld+json">{"@graph":[{"@type":"WebSite","name":"x"},{"@type":["NewsArticle"],"headline":"Ferry talks &amp; more",
            "author":[{"@type":"Person","name":"Ann Gale"},{"name":"Bo Reed"}],"publisher":{"name":"The Harbour Times"},"datePublished":"2031-05-02T10:00:00Z"}]}</script>
            <link rel=canonical href="https://harbour.example/a">"#,
        );
        assert_eq!(found.title.as_deref(), Some("Ferry talks & more"));
        assert_eq!(found.authors, ["Ann Gale", "Bo Reed"]);
        assert_eq!(found.outlet.as_deref(), Some("The Harbour Times"));
        assert_eq!(found.date.as_deref(), Some("2031-05-02"));
        assert_eq!(found.url.as_deref(), Some("https://harbour.example/a"));
        assert_eq!(found.language.as_deref(), Some("en"));
    }

    #[test]
    fn what_is_shown_is_read_where_nothing_else_is_said() {
        let found = metadata(
            "<title>Ferry talks fail once again | Harbour Times</title><div class=\"byline\">By <b>Ann Gale</b> and Bo Reed</div><span class='date'>Published May 2, 2031</span>",
        );
        assert_eq!(found.title.as_deref(), Some("Ferry talks fail once again"));
        assert_eq!(found.authors, ["Ann Gale", "Bo Reed"]);
        assert_eq!(found.date.as_deref(), Some("2031-05-02"));
        let from = metadata("<!-- saved from url=(0034)https://www.harbour.example/2031/05/02/ferry --><p>x");
        assert_eq!(
            (from.url.as_deref(), from.date.as_deref()),
            (Some("https://www.harbour.example/2031/05/02/ferry"), Some("2031-05-02"))
        );
    }
}
