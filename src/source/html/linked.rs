//! What a page says of its article in JSON-LD (schema.org).

use serde_json::Value;

use super::head::Head;
use super::metadata::{byline, line};

/// How deep JSON-LD is looked into.
const DEEPEST: usize = 6;
/// The longest JSON-LD that is read, in bytes.
const LONGEST: usize = 2_000_000;

/// What JSON-LD says of the article of a page.
#[derive(Debug, Default)]
pub(super) struct Linked {
    pub(super) title: Option<String>,
    pub(super) outlet: Option<String>,
    pub(super) authors: Vec<String>,
    /// When it was published, as written.
    pub(super) date: Option<String>,
    pub(super) url: Option<String>,
}

impl Linked {
    /// What the JSON-LD of a page says, whose bytes are `text`.
    pub(super) fn of(head: &Head, text: &str) -> Self {
        let values: Vec<Value> = head.json_ld.iter().filter_map(|span| json(span.of(text))).collect();
        // A page is less surely about what it says of itself than about what it says of its article.
        let said = |is_one: fn(&str) -> bool| values.iter().find_map(|value| article(value, is_one, 0));
        said(is_article).or_else(|| said(is_page)).unwrap_or_default()
    }
}

/// Whether a script of JSON-LD cannot be read as such.
pub(super) fn is_broken(text: &str) -> bool {
    json(text).is_none()
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

/// What the first object in JSON-LD says whose type `is_one`.
fn article(value: &Value, is_one: fn(&str) -> bool, depth: usize) -> Option<Linked> {
    if depth > DEEPEST {
        return None;
    }
    match value {
        Value::Array(items) => items.iter().take(64).find_map(|item| article(item, is_one, depth + 1)),
        Value::Object(fields) => {
            if is_typed(fields.get("@type"), is_one)
                && (fields.contains_key("headline") || fields.contains_key("datePublished"))
            {
                return Some(Linked {
                    title: text(fields.get("headline").or_else(|| fields.get("name"))),
                    outlet: fields.get("publisher").or_else(|| fields.get("isPartOf")).and_then(named),
                    authors: fields.get("author").or_else(|| fields.get("creator")).map(people).unwrap_or_default(),
                    date: ["datePublished", "dateCreated", "uploadDate"].iter().find_map(|key| text(fields.get(*key))),
                    url: text(fields.get("url")).or_else(|| fields.get("mainEntityOfPage").and_then(address)),
                });
            }
            ["@graph", "mainEntity", "mainEntityOfPage"]
                .iter()
                .find_map(|key| article(fields.get(*key)?, is_one, depth + 1))
        }
        _ => None,
    }
}

fn is_typed(kind: Option<&Value>, is_one: fn(&str) -> bool) -> bool {
    let named = |kind: &Value| kind.as_str().is_some_and(|kind| is_one(kind.rsplit('/').next().unwrap_or_default()));
    match kind {
        Some(Value::Array(kinds)) => kinds.iter().any(named),
        Some(kind) => named(kind),
        None => false,
    }
}

fn is_article(kind: &str) -> bool {
    kind.ends_with("Article") || kind.ends_with("Posting") || ["Report", "Review", "CriticReview"].contains(&kind)
}

fn is_page(kind: &str) -> bool {
    ["WebPage", "ItemPage", "CreativeWork", "VideoObject", "PodcastEpisode", "Recipe"].contains(&kind)
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
