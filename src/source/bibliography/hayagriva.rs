//! Hayagriva's YAML, as Typst uses it: entries by their keys. Each is read by itself.

use serde_json::Value;

use super::{Entry, Read, given_first};
use crate::source::{Metadata, dates, front_matter};

/// Whether `text` is such a bibliography: keys on the left edge, with a `type` below the first.
pub(super) fn recognises(text: &str) -> bool {
    pieces(text).next().is_some_and(|(_, _, piece)| {
        piece.lines().skip(1).any(|line| line.starts_with([' ', '\t']) && line.trim_start().starts_with("type:"))
    })
}

/// Reads a bibliography.
pub(super) fn read(text: &str) -> Read {
    let (mut entries, mut problems) = (Vec::new(), Vec::new());
    for (line, key, piece) in pieces(text) {
        match serde_saphyr::from_str::<Value>(piece) {
            Ok(Value::Object(fields)) => entries.extend(fields.iter().map(|(key, value)| entry(key, value, line))),
            Ok(_) => problems.push((line, format!("the entry `{key}` says nothing and was left out"))),
            Err(error) => {
                let error = error.to_string();
                let first = error.lines().next().unwrap_or_default();
                problems.push((line, format!("the entry `{key}` cannot be understood and was left out: {first}")));
            }
        }
    }
    (entries, problems)
}

/// The stretches that begin with a key on the left edge: the line, the key, the text.
fn pieces(text: &str) -> impl Iterator<Item = (usize, &str, &str)> {
    let mut starts: Vec<(usize, usize)> = Vec::new();
    let mut at = 0;
    for (n, line) in text.split_inclusive('\n').enumerate() {
        let edge = !line.starts_with([' ', '\t', '#', '-', '\n', '\r', '}', ']', '%']);
        if edge && line.contains(':') {
            starts.push((at, n + 1));
        }
        at += line.len();
    }
    let ends: Vec<usize> = starts.iter().skip(1).map(|(at, _)| *at).chain([text.len()]).collect();
    starts.into_iter().zip(ends).filter_map(move |((start, line), end)| {
        let piece = text.get(start..end)?;
        let key = piece.split(':').next()?.trim().trim_matches(['"', '\'']);
        Some((line, key, piece))
    })
}

fn entry(key: &str, value: &Value, line: usize) -> Entry {
    let text = |value: &Value, names: &[&str]| names.iter().find_map(|name| string(value.get(*name)?));
    let parent = match value.get("parent") {
        Some(Value::Array(parents)) => parents.first(),
        other => other,
    };
    let authors = match value.get("author") {
        Some(Value::Array(people)) => people.iter().filter_map(person).collect(),
        Some(other) => person(other).into_iter().collect(),
        None => Vec::new(),
    };
    let kind = text(value, &["genre"])
        .and_then(|genre| front_matter::kind_named(&genre))
        .or_else(|| front_matter::kind_named(&text(value, &["type"])?));
    let metadata = Metadata {
        title: text(value, &["title"]),
        authors,
        outlet: parent
            .and_then(|parent| text(parent, &["title"]))
            .or_else(|| text(value, &["publisher", "organization"])),
        date: text(value, &["date"]).map(|date| dates::normalised(&date)),
        url: text(value, &["url"]).filter(|url| url.starts_with("http")),
        language: text(value, &["language"]).and_then(|code| Some(code.split('-').next()?.to_lowercase())),
        kind: kind.unwrap_or_default(),
    };
    let files = text(value, &["file", "path"]).into_iter().collect();
    Entry { key: key.to_owned(), metadata, files, line }
}

fn string(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
        Value::Number(number) => Some(number.to_string()),
        Value::Object(fields) => string(fields.get("value").or_else(|| fields.get("name"))?),
        _ => None,
    }
}

fn person(value: &Value) -> Option<String> {
    match value {
        Value::Object(fields) => {
            let part = |name: &str| fields.get(name).and_then(Value::as_str);
            let parts: Vec<&str> = ["given-name", "prefix", "name"].into_iter().filter_map(part).collect();
            (!parts.is_empty()).then(|| parts.join(" "))
        }
        other => string(other).map(|name| given_first(&name)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_are_read_one_by_one() {
        let text = "# Ours\ngale2031:\n  type: article\n  title: Ferry talks\n  author: [\"Gale, Ann\", {name: Reed, given-name: Bo}]\n  date: 2031-05-02\n  url: {value: https://harbour.example/a, date: 2031-05-03}\n  parent:\n    type: newspaper\n    title: The Harbour Times\nbroken:\n  type: [article\ncole:\n  type: book\n  title: {value: Order, short: O}\n";
        assert!(recognises(text));
        let (entries, problems) = read(text);
        assert_eq!(
            entries.iter().map(|entry| (entry.key.as_str(), entry.line)).collect::<Vec<_>>(),
            [("gale2031", 2), ("cole", 13)]
        );
        assert_eq!(entries[0].metadata.authors, ["Ann Gale", "Bo Reed"]);
        assert_eq!(entries[0].metadata.outlet.as_deref(), Some("The Harbour Times"));
        assert_eq!(entries[0].metadata.url.as_deref(), Some("https://harbour.example/a"));
        assert_eq!(problems.iter().map(|(line, _)| *line).collect::<Vec<_>>(), [11]);
        assert!(!recognises("title: Ferry\nauthor: Ann\n"));
    }
}
