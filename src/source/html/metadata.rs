//! What a page says of itself: JSON-LD first, then OpenGraph and the older names, then what it shows.

use std::path::Path;

use serde_json::Value;

use super::entities::unescaped;
use super::page::{Head, Page, Run};
use crate::source::{Metadata, SourceKind, dates};
use crate::text::Span;

/// How deep JSON-LD is looked into.
const DEEPEST: usize = 6;
/// The longest JSON-LD that is read, in bytes.
const LONGEST: usize = 2_000_000;

const TITLES: &[&str] =
    &["og:title", "twitter:title", "headline", "dc.title", "citation_title", "sailthru.title", "parsely-title"];
const OUTLETS: &[&str] = &[
    "og:site_name",
    "citation_journal_title",
    "dc.publisher",
    "publisher",
    "application-name",
    "al:ios:app_name",
    "cre",
];
const AUTHORS: &[&str] = &[
    "author",
    "article:author",
    "citation_author",
    "dc.creator",
    "dcterms.creator",
    "sailthru.author",
    "parsely-author",
    "byl",
    "byline",
];
const DATES: &[&str] = &[
    "article:published_time",
    "og:published_time",
    "og:article:published_time",
    "datepublished",
    "article.published",
    "published",
    "pubdate",
    "publishdate",
    "publish_date",
    "publish-date",
    "publication_date",
    "originalpublicationdate",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date",
    "dcterms.date",
    "dc.date.created",
    "dcterms.created",
    "citation_publication_date",
    "citation_date",
    "citation_online_date",
    "sailthru.date",
    "parsely-pub-date",
    "article_date_original",
    "article:published",
    "cxenseparse:recs:publishtime",
    "cxenseparse:publishtime",
    "date",
    "created",
    "date_published",
    "displaydate",
    "ptime",
    "article:post_date",
    "rnews:datepublished",
    "iso-8601-publish-date",
    "bt:pubdate",
    "releasedate",
    "pub_date",
    "lastmod",
    "article:modified_time",
    "og:updated_time",
];
const ADDRESSES: &[&str] = &["og:url", "twitter:url", "identifier-url", "al:web:url"];

/// Reads what `page`, whose bytes are `text`, says of itself; `name` is its file's.
/// `first` is the first leaf of its article.
pub(super) fn read(page: &Page, text: &str, name: &Path, first: usize) -> Metadata {
    let head = &page.head;
    let linked = head.json_ld.iter().filter_map(|span| json(span.of(text))).find_map(|value| article(&value, 0));
    let linked = linked.unwrap_or_default();
    let meta = |keys: &[&str]| keys.iter().find_map(|key| meta(head, key));
    let url = [head.canonical.clone(), meta(ADDRESSES), linked.url, saved_from(text)];
    let url = url.into_iter().flatten().find(|url| url.starts_with("http"));
    let outlet = linked.outlet.or_else(|| meta(OUTLETS));
    let title = linked
        .title
        .or_else(|| meta(TITLES))
        .or_else(|| head.title.map(|span| without_outlet(&line(span.of(text)), outlet.as_deref())));
    let authors = if linked.authors.is_empty() { authors(head, text) } else { linked.authors };
    let language = head
        .language
        .as_deref()
        .or_else(|| head.metas.iter().find(|(key, _)| key == "og:locale").map(|(_, value)| value.as_str()));
    Metadata {
        title: title.filter(|title| !title.is_empty()),
        outlet: outlet.filter(|outlet| !outlet.is_empty()),
        authors,
        date: linked
            .date
            .or_else(|| date(head))
            .or_else(|| date_shown(head, text))
            .or_else(|| date_above(page, text, first))
            .or_else(|| date_of_address(url.as_deref(), name)),
        url,
        language: language.and_then(|language| language.split(['-', '_']).next()).map(str::to_ascii_lowercase),
        kind: SourceKind::Article,
    }
}

fn meta(head: &Head, wanted: &str) -> Option<String> {
    let found = head.metas.iter().find(|(key, value)| key == wanted && !value.trim().is_empty());
    found.map(|(_, value)| line(value))
}

/// `text` on one line, with its character references resolved and without tags.
fn line(text: &str) -> String {
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

fn json(text: &str) -> Option<Value> {
    if text.len() > LONGEST {
        return None;
    }
    let text = text.trim().trim_start_matches("<!--").trim_end_matches("-->").trim();
    let text = text.trim_start_matches("//<![CDATA[").trim_end_matches("//]]>").trim_end_matches(';');
    serde_json::from_str(text).ok().or_else(|| {
        // Line breaks within strings are not allowed and common.
        let tidied: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        serde_json::from_str(&tidied).ok()
    })
}

#[derive(Debug, Default)]
struct Linked {
    title: Option<String>,
    outlet: Option<String>,
    authors: Vec<String>,
    date: Option<String>,
    url: Option<String>,
}

/// What the first article in JSON-LD says.
fn article(value: &Value, depth: usize) -> Option<Linked> {
    if depth > DEEPEST {
        return None;
    }
    match value {
        Value::Array(items) => items.iter().take(64).find_map(|item| article(item, depth + 1)),
        Value::Object(fields) => {
            if is_article(fields.get("@type"))
                && (fields.contains_key("headline") || fields.contains_key("datePublished"))
            {
                return Some(Linked {
                    title: text(fields.get("headline").or_else(|| fields.get("name"))),
                    outlet: fields.get("publisher").or_else(|| fields.get("isPartOf")).and_then(named),
                    authors: fields.get("author").or_else(|| fields.get("creator")).map(people).unwrap_or_default(),
                    date: ["datePublished", "dateCreated", "uploadDate"]
                        .iter()
                        .find_map(|key| text(fields.get(*key)))
                        .and_then(|date| dates::read(&date)),
                    url: text(fields.get("url")).or_else(|| fields.get("mainEntityOfPage").and_then(address)),
                });
            }
            ["@graph", "mainEntity", "mainEntityOfPage", "itemListElement"]
                .iter()
                .find_map(|key| article(fields.get(*key)?, depth + 1))
        }
        _ => None,
    }
}

fn is_article(kind: Option<&Value>) -> bool {
    let named = |kind: &Value| {
        kind.as_str().is_some_and(|kind| {
            kind.ends_with("Article")
                || kind.ends_with("BlogPosting")
                || ["Report", "LiveBlogPosting", "WebPage", "CreativeWork"].contains(&kind)
        })
    };
    match kind {
        Some(Value::Array(kinds)) => kinds.iter().any(named),
        Some(kind) => named(kind),
        None => false,
    }
}

fn text(value: Option<&Value>) -> Option<String> {
    let text = match value? {
        Value::String(text) => line(text),
        Value::Array(items) => return text(items.first()),
        Value::Object(fields) => return text(fields.get("@value")),
        _ => return None,
    };
    (!text.is_empty()).then_some(text)
}

fn named(value: &Value) -> Option<String> {
    match value {
        Value::Object(fields) => text(fields.get("name")),
        Value::Array(items) => items.iter().find_map(named),
        other => text(Some(other)),
    }
}

fn address(value: &Value) -> Option<String> {
    match value {
        Value::Object(fields) => text(fields.get("@id").or_else(|| fields.get("url"))),
        other => text(Some(other)),
    }
}

fn people(value: &Value) -> Vec<String> {
    let names: Vec<String> = match value {
        Value::Array(items) => items.iter().filter_map(named).collect(),
        other => named(other).into_iter().collect(),
    };
    names.iter().flat_map(|name| byline(name)).collect()
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
fn clipped(span: Span) -> Span {
    if span.len() > 2000 { Span::new(span.start, span.start) } else { span }
}

/// The names of "By Ann Gale and Bo Reed, Harbour Times".
fn byline(text: &str) -> Vec<String> {
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

fn date(head: &Head) -> Option<String> {
    let metas = DATES.iter().find_map(|wanted| {
        let written = meta(head, wanted)?;
        dates::read(&written).or_else(|| dates::in_address(&written))
    });
    let published = || head.times.iter().filter(|(_, published)| *published).find_map(|(when, _)| dates::read(when));
    metas.or_else(published)
}

/// The date in a byline, else the first `<time>` of the page.
fn date_shown(head: &Head, text: &str) -> Option<String> {
    let shown = head.bylines.iter().find_map(|span| dates::find(&line(clipped(*span).of(text))));
    shown.or_else(|| head.times.iter().find_map(|(when, _)| dates::read(when)))
}

/// The date on a short line just above the text of the article.
fn date_above(page: &Page, text: &str, first: usize) -> Option<String> {
    let leaves = page.leaves.get(first.saturating_sub(8)..page.leaves.len().min(first + 2))?;
    let lines = leaves.iter().rev().flat_map(|leaf| {
        let runs = page.runs.get(leaf.first..leaf.end).unwrap_or_default();
        runs.split(|run| matches!(run, Run::Break)).map(|runs| {
            let words: String = runs.iter().map(|run| super::words(*run, text)).collect();
            line(&words)
        })
    });
    lines.filter(|line| line.len() <= 80).find_map(|line| dates::find(&line))
}

/// The date in an address, "/2031/05/02/", or in the name of the file.
fn date_of_address(url: Option<&str>, name: &Path) -> Option<String> {
    let name = name.file_name().map(|name| name.to_string_lossy().into_owned());
    [url.map(str::to_owned), name].into_iter().flatten().find_map(|text| dates::in_address(&text))
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
