//! `--reporter rdjson`: the diagnostic format of reviewdog, which comments on changes wherever they are reviewed.
//!
//! <https://github.com/reviewdog/reviewdog/tree/master/proto/rdf>. Columns there are bytes of UTF-8, from 1.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::model::{self, Finding};
use super::{DraftReport, Run, printable};
use crate::rules::Severity;
use crate::text::Position;

/// Writes the findings of `run` as one diagnostic result.
///
/// # Errors
/// Those of `out`.
pub fn write(run: &Run, out: &mut dyn Write) -> io::Result<()> {
    let told = |draft: &DraftReport| -> Vec<Value> {
        let Some(details) = &draft.details else { return Vec::new() };
        details.all_findings().into_iter().map(|finding| diagnostic(draft, finding)).collect()
    };
    let result = json!({
        "source": {"name": "verbatim", "url": env!("CARGO_PKG_REPOSITORY")},
        "diagnostics": run.drafts.iter().flat_map(told).collect::<Vec<_>>(),
    });
    serde_json::to_writer_pretty(&mut *out, &result)?;
    writeln!(out)
}

fn diagnostic(draft: &DraftReport, finding: &Finding) -> Value {
    // A suggestion is one replacement; of a fix with several none stands for the whole.
    let suggestions = finding.fixes.iter().filter_map(|fix| match fix.edits.as_slice() {
        [edit] => Some(json!({"range": range(draft, &edit.range), "text": edit.text})),
        _ => None,
    });
    json!({
        "message": printable::text(&finding.message),
        "location": {"path": draft.shown, "range": range(draft, &finding.range)},
        "severity": match finding.severity {
            Severity::Error => "ERROR",
            Severity::Warning => "WARNING",
            Severity::Information | Severity::Hint | Severity::Off => "INFO",
        },
        "code": {"value": finding.code, "url": finding.code.href()},
        "suggestions": suggestions.collect::<Vec<_>>(),
    })
}

fn range(draft: &DraftReport, range: &model::Range) -> Value {
    json!({"start": position(draft, range.start), "end": position(draft, range.end)})
}

fn position(draft: &DraftReport, at: Position) -> Value {
    let line = draft.lines.span(&draft.text, at.line - 1).of(&draft.text);
    let before: usize = line.chars().take(at.column - 1).map(char::len_utf8).sum();
    json!({"line": at.line, "column": before + 1})
}
