//! `--reporter gitlab`: a code quality report, which GitLab shows in merge requests.
//!
//! <https://docs.gitlab.com/ci/testing/code_quality/>. GitLab keeps one entry for each fingerprint, and stops
//! reading at the first that lacks something.

use std::io::{self, Write};

use serde::Serialize;

use super::model::{Finding, Report};
use super::{Fingerprint, printable};
use crate::rules::Severity;

#[derive(Serialize)]
struct Entry<'a> {
    description: String,
    check_name: &'static str,
    fingerprint: &'a Fingerprint,
    severity: &'static str,
    location: Location<'a>,
}

#[derive(Serialize)]
struct Location<'a> {
    path: &'a str,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: usize,
    end: usize,
}

/// Writes the findings of `report` as one JSON array.
///
/// # Errors
/// Those of `out`.
pub fn write(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let all: Vec<Entry<'_>> = report.drafts.iter().flat_map(|draft| entries(draft)).collect();
    serde_json::to_writer_pretty(&mut *out, &all)?;
    writeln!(out)
}

fn entries(draft: &super::model::Draft) -> Vec<Entry<'_>> {
    draft.all_findings().into_iter().map(|finding| entry(&draft.path, finding)).collect()
}

fn entry<'a>(path: &'a str, finding: &'a Finding) -> Entry<'a> {
    Entry {
        description: printable::text(&finding.message).into_owned(),
        check_name: finding.code.as_str(),
        fingerprint: &finding.fingerprint,
        severity: match finding.severity {
            Severity::Error => "major",
            Severity::Warning => "minor",
            Severity::Information | Severity::Hint | Severity::Off => "info",
        },
        location: Location { path, lines: Lines { begin: finding.range.start.line, end: finding.range.end.line } },
    }
}
