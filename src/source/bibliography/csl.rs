//! CSL-JSON, as Zotero and pandoc write it: a list of objects. Each is read by itself.

use serde_json::Value;

use super::{Entry, Lines, Read};
use crate::source::{Metadata, dates, front_matter};

/// Whether `text` is CSL-JSON: a list whose first object has an id and a type.
pub(super) fn recognises(text: &str) -> bool {
    let head = text.trim_start_matches('\u{feff}').trim_start();
    head.starts_with('[')
        && objects(text).next().is_some_and(|(at, object)| {
            let _ = at;
            object.contains("\"id\"") && object.contains("\"type\"") && !object.contains("\"body\"")
        })
}

/// Reads a bibliography.
pub(super) fn read(text: &str) -> Read {
    let (mut entries, mut problems) = (Vec::new(), Vec::new());
    let mut lines = Lines::of(text);
    for (at, object) in objects(text) {
        let line = lines.at(at);
        match serde_json::from_str::<Value>(object) {
            Ok(value) => match entry(&value, line) {
                Some(entry) => entries.push(entry),
                None => problems.push((line, "the entry has no `id` and was left out".to_owned())),
            },
            Err(error) => {
                let line = line + error.line().saturating_sub(1);
                problems.push((line, format!("the entry cannot be understood and was left out: {error}")));
            }
        }
    }
    (entries, problems)
}

/// The outermost objects of the list, with the bytes at which they begin.
fn objects(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + bytes.get(at..)?.iter().position(|byte| *byte == b'{')?;
        let (mut depth, mut quoted) = (0usize, false);
        at = start;
        while let Some(byte) = bytes.get(at) {
            at += 1;
            match byte {
                b'\\' if quoted => at += 1,
                b'"' => quoted = !quoted,
                // No string goes over the end of a line.
                b'\n' => quoted = false,
                b'{' if !quoted => depth += 1,
                b'}' if !quoted => {
                    depth -= 1;
                    if depth == 0 {
                        return Some((start, text.get(start..at)?));
                    }
                }
                _ => {}
            }
        }
        text.get(start..).map(|rest| (start, rest))
    })
}

fn entry(value: &Value, line: usize) -> Option<Entry> {
    let text = |names: &[&str]| {
        names.iter().find_map(|name| match value.get(*name)? {
            Value::String(text) if !text.trim().is_empty() => Some(text.trim().to_owned()),
            Value::Number(number) => Some(number.to_string()),
            _ => None,
        })
    };
    let kind = text(&["genre"])
        .and_then(|genre| front_matter::kind_named(&genre))
        .or_else(|| front_matter::kind_named(&text(&["type"])?));
    let authors = value.get("author").and_then(Value::as_array);
    let metadata = Metadata {
        title: text(&["title"]),
        authors: authors.into_iter().flatten().filter_map(name).collect(),
        outlet: text(&["container-title", "publisher"]),
        date: value.get("issued").and_then(date),
        url: text(&["URL"]).filter(|url| url.starts_with("http")),
        language: text(&["language"]).and_then(|code| Some(code.split('-').next()?.to_lowercase())),
        kind: kind.unwrap_or_default(),
    };
    let files = value.get("file").or_else(|| value.get("attachments"));
    let files = match files {
        Some(Value::String(field)) => super::files::split(field),
        Some(Value::Array(items)) => {
            items.iter().filter_map(|item| item.get("path").unwrap_or(item).as_str().map(str::to_owned)).collect()
        }
        _ => Vec::new(),
    };
    Some(Entry { key: text(&["citation-key", "id"])?, metadata, files, line })
}

fn name(person: &Value) -> Option<String> {
    let part = |name: &str| person.get(name).and_then(Value::as_str).filter(|part| !part.is_empty());
    if let Some(literal) = part("literal") {
        return Some(literal.to_owned());
    }
    let parts: Vec<&str> = ["given", "non-dropping-particle", "dropping-particle", "family", "suffix"]
        .into_iter()
        .filter_map(part)
        .collect();
    (!parts.is_empty()).then(|| parts.join(" "))
}

fn date(issued: &Value) -> Option<String> {
    if let Some(raw) = issued.get("raw").or_else(|| issued.get("literal")).and_then(Value::as_str) {
        return Some(dates::normalised(raw));
    }
    let parts = issued.get("date-parts")?.as_array()?.first()?.as_array()?;
    let number = |part: &Value| part.as_u64().or_else(|| part.as_str()?.parse().ok());
    let parts: Vec<u64> = parts.iter().map_while(number).collect();
    match parts.as_slice() {
        [year, month, day, ..] => Some(format!("{year:04}-{month:02}-{day:02}")),
        [year, month] => Some(format!("{year:04}-{month:02}")),
        [year] => Some(format!("{year:04}")),
        [] => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_are_read_one_by_one() {
        let text = "[\n {\"id\":\"gale\",\"type\":\"article-newspaper\",\"title\":\"Ferry\",\"author\":[{\"family\":\"Gale\",\"given\":\"Ann\"},{\"literal\":\"Staff\"}],\"issued\":{\"date-parts\":[[2031,5,2]]},\"custom\":{\"a\":{\"b\":1}}},\n {\"id\":\"broken\" \"type\":\"book\"},\n {\"id\":7,\"type\":\"book\",\"title\":\"Quay {\"}\n]\n";
        assert!(recognises(text));
        let (entries, problems) = read(text);
        assert_eq!(entries.iter().map(|entry| entry.key.as_str()).collect::<Vec<_>>(), ["gale", "7"]);
        assert_eq!(entries[0].metadata.authors, ["Ann Gale", "Staff"]);
        assert_eq!(entries[0].metadata.date.as_deref(), Some("2031-05-02"));
        assert_eq!(problems.iter().map(|(line, _)| *line).collect::<Vec<_>>(), [3]);
        assert!(!recognises("[{\"text\":\"x\"}]"));
    }
}
