//! `--reporter sarif`: SARIF 2.1.0, which code scanning takes
//! (<https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>). What GitHub asks for beyond the standard is
//! there: each rule with its manual page, each result with a fingerprint.

use std::io::{self, Write};

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use serde_json::{Value, json};

use super::model::{Draft, Finding, Fix, Range, Related, Report};
use super::printable;
use crate::rules::{Code, Severity, manual};

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// What may not stand in the path of a URI (RFC 3986, 3.3), but for `/`.
const RESERVED: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}')
    .add(b':');

/// Endings of sources of which the lines of the text are those of the file.
const TEXT: &[&str] = &["txt", "md", "markdown", "srt", "vtt", "html", "htm"];

/// Writes `report` as one log with one run.
///
/// # Errors
/// Those of `out`.
pub fn write(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let results = report
        .drafts
        .iter()
        .flat_map(|draft| draft.all_findings().into_iter().map(|finding| result(draft, finding)).collect::<Vec<_>>());
    let log = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "Verbatim",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "informationUri": env!("CARGO_PKG_REPOSITORY"),
                "rules": Code::ALL.map(rule),
            }},
            "columnKind": "unicodeCodePoints",
            "results": results.collect::<Vec<_>>(),
        }],
    });
    serde_json::to_writer_pretty(&mut *out, &log)?;
    writeln!(out)
}

fn rule(code: Code) -> Value {
    let page = manual(code);
    let sentence = page.lines().skip(1).skip_while(|line| line.is_empty()).take_while(|line| !line.is_empty());
    let sentence = sentence.collect::<Vec<_>>().join(" ");
    json!({
        "id": code,
        "name": pascal(code.as_str()),
        "shortDescription": {"text": sentence},
        "fullDescription": {"text": sentence},
        "helpUri": code.href(),
        "help": {"text": page, "markdown": page},
        "defaultConfiguration": {
            "enabled": code.default_severity() > Severity::Off,
            "level": level(code.default_severity()),
        },
    })
}

fn result(draft: &Draft, finding: &Finding) -> Value {
    let mut result = json!({
        "ruleId": finding.code,
        "ruleIndex": Code::ALL.iter().position(|code| *code == finding.code),
        "level": level(finding.severity),
        "message": {"text": sentence(&finding.message)},
        "locations": [{"physicalLocation": {
            "artifactLocation": {"uri": uri(&draft.path)},
            "region": region(&finding.range),
        }}],
        "partialFingerprints": {"verbatim/v1": finding.fingerprint},
    });
    if let Some(fields) = result.as_object_mut() {
        if !finding.related.is_empty() {
            let related: Vec<Value> = finding.related.iter().enumerate().map(|(id, r)| related(id, r)).collect();
            fields.insert("relatedLocations".to_owned(), related.into());
        }
        if !finding.fixes.is_empty() {
            let fixes: Vec<Value> = finding.fixes.iter().map(|offered| fix(draft, offered)).collect();
            fields.insert("fixes".to_owned(), fixes.into());
        }
    }
    result
}

fn related(id: usize, related: &Related) -> Value {
    let mut place = json!({"artifactLocation": {"uri": uri(&related.path)}});
    let ending = related.path.rsplit_once('.').map(|(_, ending)| ending.to_lowercase()).unwrap_or_default();
    if let (true, Some(place)) = (TEXT.contains(&ending.as_str()), place.as_object_mut()) {
        place.insert("region".to_owned(), region(&related.range));
    }
    let message = if related.message.is_empty() { &related.source } else { &related.message };
    json!({"id": id, "physicalLocation": place, "message": {"text": printable::text(message)}})
}

fn fix(draft: &Draft, fix: &Fix) -> Value {
    let replacements = fix
        .edits
        .iter()
        .map(|edit| json!({"deletedRegion": region(&edit.range), "insertedContent": {"text": edit.text}}));
    json!({
        "description": {"text": fix.title},
        "artifactChanges": [{
            "artifactLocation": {"uri": uri(&draft.path)},
            "replacements": replacements.collect::<Vec<_>>(),
        }],
    })
}

fn region(range: &Range) -> Value {
    json!({
        "startLine": range.start.line,
        "startColumn": range.start.column,
        "endLine": range.end.line,
        "endColumn": range.end.column,
    })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Information | Severity::Hint | Severity::Off => "note",
    }
}

/// Messages of SARIF are sentences; ours are headlines.
fn sentence(message: &str) -> String {
    let text = printable::text(message);
    if text.ends_with(['.', '?', '!', '”']) { text.into_owned() } else { format!("{text}.") }
}

/// "AlteredQuote"
fn pascal(code: &str) -> String {
    let words = code.split('-').map(|word| {
        let mut letters = word.chars();
        letters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(letters).collect::<String>()
    });
    words.collect()
}

/// A path as the relative reference of a URI.
fn uri(path: &str) -> String {
    let encoded = utf8_percent_encode(path, RESERVED).to_string();
    if path.starts_with('/') { format!("file://{encoded}") } else { encoded }
}
