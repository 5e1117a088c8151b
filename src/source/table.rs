//! Tables and exports: JSON Lines, JSON and CSV. Each record with a text is a document.

use serde_json::{Map, Value};

use super::compose::Composer;
use super::decode::decode_leniently;
use super::front_matter::{self, Said};
use super::html::read_whole;
use super::reader::{Document, Fields, File, Part, Reader};
use super::{Metadata, SourceKind, assemble};
use crate::prose::{Block, BlockKind, paragraphs};

/// What exports usually call the text.
const TEXTS: &[&str] =
    &["text", "body", "content", "article", "articlebody", "fulltext", "full_text", "maintext", "transcript", "story"];
/// What exports usually call that which names a record.
const IDS: &[&str] = &["id", "_id", "guid", "uri", "key", "doc_id", "article_id"];
/// How many records are read.
const MOST: usize = 200_000;

/// Reads JSON Lines: a record on each line.
#[derive(Debug)]
pub(super) struct JsonLines;

impl Reader for JsonLines {
    fn format(&self) -> &'static str {
        "JSON Lines"
    }

    fn endings(&self) -> &'static [&'static str] {
        &["jsonl", "ndjson"]
    }

    fn read(&self, file: &File<'_>) -> Result<Vec<Part>, String> {
        let text = decode_leniently(file.bytes)?.text;
        let mut parts = Vec::new();
        for (n, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()).take(MOST) {
            let number = n + 1;
            match serde_json::from_str::<Value>(line) {
                Ok(record) => parts.extend(part(&record, number, file)),
                Err(error) => parts
                    .push(Part { fragment: Some(number.to_string()), document: Err(format!("is no JSON: {error}")) }),
            }
        }
        named(parts, "JSON Lines")
    }
}

/// Reads JSON: one record, or a list of them.
#[derive(Debug)]
pub(super) struct Json;

impl Reader for Json {
    fn format(&self) -> &'static str {
        "JSON"
    }

    fn endings(&self) -> &'static [&'static str] {
        &["json"]
    }

    fn read(&self, file: &File<'_>) -> Result<Vec<Part>, String> {
        let text = decode_leniently(file.bytes)?.text;
        let value = serde_json::from_str::<Value>(&text).map_err(|error| format!("is no JSON: {error}"))?;
        if text_of(&value, &file.options.fields).is_some() {
            let one = part(&value, 1, file).into_iter().map(|part| Part { fragment: None, ..part });
            return named(one.collect(), "JSON");
        }
        let list = match &value {
            Value::Array(items) => Some(items),
            // The list of an export stands beside its head: {"total": 2, "articles": […]}.
            Value::Object(fields) => fields.values().filter_map(Value::as_array).max_by_key(|items| items.len()),
            _ => None,
        };
        let records = list.into_iter().flatten().take(MOST).enumerate();
        named(records.filter_map(|(n, record)| part(record, n + 1, file)).collect(), "JSON")
    }
}

/// Reads CSV and other tables of text whose first row names the columns.
#[derive(Debug)]
pub(super) struct Csv;

impl Reader for Csv {
    fn format(&self) -> &'static str {
        "table"
    }

    fn endings(&self) -> &'static [&'static str] {
        &["csv", "tsv"]
    }

    fn read(&self, file: &File<'_>) -> Result<Vec<Part>, String> {
        let text = decode_leniently(file.bytes)?.text;
        let head = text.lines().next().unwrap_or_default();
        let count = |mark: u8| head.bytes().filter(|byte| *byte == mark).count();
        let delimiter =
            [b',', b';', b'\t', b'|'].into_iter().max_by_key(|mark| (count(*mark), *mark == b',')).unwrap_or(b',');
        let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(text.as_bytes());
        let columns = reader.headers().map_err(|error| format!("is no table: {error}"))?.clone();
        let mut parts = Vec::new();
        for (n, row) in reader.records().take(MOST).enumerate() {
            let number = n + 1;
            match row {
                Ok(row) => {
                    let fields: Map<String, Value> = columns
                        .iter()
                        .zip(&row)
                        .map(|(column, cell)| (column.trim().to_owned(), Value::from(cell)))
                        .collect();
                    parts.extend(part(&Value::Object(fields), number, file));
                }
                Err(error) => parts.push(Part {
                    fragment: Some(number.to_string()),
                    document: Err(format!("is no row of the table: {error}")),
                }),
            }
        }
        named(parts, "a table")
    }
}

/// The parts, or what to do where there are none; two parts of one name are told apart.
fn named(mut parts: Vec<Part>, what: &str) -> Result<Vec<Part>, String> {
    if parts.is_empty() {
        return Err(format!(
            "is {what} without a field of text that is known; name it in verbatim.toml: [sources.fields] text = \"…\""
        ));
    }
    let mut taken = std::collections::HashSet::new();
    for (n, part) in parts.iter_mut().enumerate() {
        if let Some(fragment) = &mut part.fragment
            && !taken.insert(fragment.clone())
        {
            *fragment = format!("{fragment} ({})", n + 1);
            taken.insert(fragment.clone());
        }
    }
    Ok(parts)
}

/// A field of `record`: by the name that the configuration gives, else by the first usual one.
/// Dots lead into records within: "article.body".
fn field<'a>(record: &'a Value, given: Option<&String>, usual: &[&str]) -> Option<&'a Value> {
    if let Some(given) = given {
        return given.split('.').try_fold(record, |value, name| value.get(name));
    }
    let fields = record.as_object()?;
    usual.iter().find_map(|name| fields.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value))
}

fn text_of<'a>(record: &'a Value, fields: &Fields) -> Option<std::borrow::Cow<'a, str>> {
    match field(record, fields.text.as_ref(), TEXTS)? {
        Value::String(text) if !text.trim().is_empty() => Some(text.into()),
        Value::Array(items) => {
            let paragraphs: Vec<&str> = items.iter().filter_map(Value::as_str).collect();
            (!paragraphs.is_empty()).then(|| paragraphs.join("\n\n").into())
        }
        _ => None,
    }
}

/// The document that `record`, which stands at `number`, holds.
fn part(record: &Value, number: usize, file: &File<'_>) -> Option<Part> {
    let fields = &file.options.fields;
    let text = text_of(record, fields)?;
    let id = match field(record, fields.id.as_ref(), IDS) {
        Some(Value::String(id)) if !id.is_empty() && id.len() <= 80 && !id.contains(['#', '\n']) => id.clone(),
        Some(Value::Number(id)) => id.to_string(),
        _ => number.to_string(),
    };
    Some(Part { fragment: Some(id), document: Ok(document(&text, said(record, fields))) })
}

/// What the record says of its text, its fields called as front matter calls them.
fn said(record: &Value, fields: &Fields) -> Said {
    let mut usual = record.as_object().cloned().unwrap_or_default();
    let given = [
        ("title", &fields.title),
        ("outlet", &fields.outlet),
        ("author", &fields.author),
        ("date", &fields.date),
        ("url", &fields.url),
        ("kind", &fields.kind),
    ];
    for (name, given) in given {
        if let Some(value) = given.as_ref().and_then(|given| field(record, Some(given), &[])) {
            usual.insert(name.to_owned(), value.clone());
        }
    }
    front_matter::said(&Value::Object(usual))
}

/// A document of `text`, which may be HTML.
pub(super) fn document(text: &str, said: Said) -> Document {
    let mut composer = Composer::default();
    let looks_like_html = ["<p>", "<p ", "<br", "<div", "</p>"].iter().any(|tag| text.contains(tag));
    if looks_like_html {
        read_whole(text, &mut composer, |_, _| ());
    } else {
        for Block { span, kind } in paragraphs(text) {
            composer.begin(kind);
            composer.flow(span.of(text), None);
        }
    }
    assemble(composer.finish(), said)
}

/// A document of headline and paragraphs.
pub(super) fn of_paragraphs<'a>(
    title: Option<&str>,
    texts: impl Iterator<Item = &'a str>,
    metadata: Metadata,
) -> Document {
    let mut composer = Composer::default();
    if let Some(title) = title {
        composer.begin(BlockKind::Heading);
        composer.flow(title, None);
    }
    for text in texts {
        composer.begin(BlockKind::Paragraph);
        composer.flow(text, None);
    }
    let metadata = Metadata { kind: SourceKind::Article, ..metadata };
    assemble(composer.finish(), Said { metadata, names_kind: true, made: None, notice: None })
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::source::Options;

    fn read(reader: &dyn Reader, text: &str, options: &Options) -> Vec<(String, Result<Document, String>)> {
        let parts = reader.read(&File::new(text.as_bytes(), Path::new("a"), options)).unwrap();
        parts.into_iter().map(|part| (part.fragment.unwrap_or_default(), part.document)).collect()
    }

    #[test]
    fn records_are_documents() {
        let lines = "{\"id\":\"a1\",\"headline\":\"Ferry\",\"body\":\"We failed.\",\"date\":\"2031-05-02\"}\nnonsense\n{\"body\":\"<p>One</p><p>Two</p>\"}\n{\"other\":1}\n";
        let found = read(&JsonLines, lines, &Options::default());
        let names: Vec<_> = found.iter().map(|(name, document)| (name.as_str(), document.is_ok())).collect();
        assert_eq!(names, [("a1", true), ("2", false), ("3", true)]);
        let first = found[0].1.as_ref().unwrap();
        assert_eq!(
            (first.text.as_str(), first.metadata.title.as_deref(), first.metadata.date.as_deref()),
            ("We failed.\n", Some("Ferry"), Some("2031-05-02"))
        );
        assert_eq!(found[2].1.as_ref().unwrap().text, "One\n\nTwo\n");
    }

    #[test]
    fn the_configuration_names_the_fields() {
        let fields = Fields { text: Some("Volltext".to_owned()), title: Some("Titel".to_owned()), ..Fields::default() };
        let options = Options { fields, ..Options::default() };
        let table = "Titel;Volltext\n\"Fähre\";\"Wir gehen nicht; niemals.\"\n";
        let found = read(&Csv, table, &options);
        let first = found[0].1.as_ref().unwrap();
        assert_eq!(
            (first.text.as_str(), first.metadata.title.as_deref()),
            ("Wir gehen nicht; niemals.\n", Some("Fähre"))
        );
        let nested = Fields { text: Some("a.b".to_owned()), ..Fields::default() };
        let found = read(
            &Json,
            "{\"total\":1,\"items\":[{\"a\":{\"b\":\"Yes.\"}}]}",
            &Options { fields: nested, ..Options::default() },
        );
        assert_eq!(found[0].1.as_ref().unwrap().text, "Yes.\n");
    }
}
