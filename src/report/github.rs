//! `--reporter github`: workflow commands, which GitHub shows as annotations beside the lines of a change.
//!
//! <https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions>

use std::io::{self, Write};

use super::model::{Finding, Report};
use super::printable;
use crate::rules::Severity;

/// Writes each finding of `report` as one workflow command.
///
/// # Errors
/// Those of `out`.
pub fn write(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    for draft in &report.drafts {
        for finding in draft.all_findings() {
            writeln!(out, "{}", command(&draft.path, finding))?;
        }
    }
    Ok(())
}

fn command(path: &str, finding: &Finding) -> String {
    let name = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Information | Severity::Hint | Severity::Off => "notice",
    };
    let (start, end) = (finding.range.start, finding.range.end);
    let mut place = format!("file={},line={},endLine={}", property(path), start.line, end.line);
    // Columns are for findings on one line alone.
    if start.line == end.line {
        place.push_str(&format!(",col={},endColumn={}", start.column, end.column));
    }
    let code = finding.code.as_str();
    format!("::{name} {place},title={}::{}", property(code), data(&finding.message))
}

/// What would end a message or begin an escape stands as a code.
fn data(text: &str) -> String {
    printable::text(text).replace('%', "%25")
}

/// As [`data`], for the properties in front of the message.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_message_or_a_path_can_be_a_command() {
        assert_eq!(property("a,b:c%.md"), "a%2Cb%3Ac%25.md");
        assert_eq!(data("50 %\n::error::no\r\n"), "50 %25 ::error::no  ");
    }
}
