//! `--reporter concise`: one finding a line, as editors and `grep` like it.

use std::io::{self, Write};

use super::{Run, printable, style, summary};

/// Writes each finding of `run` as `path:line:column: severity[code] message`, then the summary.
///
/// # Errors
/// Those of `out`.
pub fn write(run: &Run, out: &mut dyn Write) -> io::Result<()> {
    for draft in &run.drafts {
        let mut findings: Vec<_> = draft.outcome.findings().map(|told| &told.finding).collect();
        findings.sort_by_key(|finding| (finding.span, finding.code));
        for finding in findings {
            let at = draft.lines.position(&draft.text, finding.span.start);
            writeln!(
                out,
                "{}:{}:{}: {} {}",
                printable::text(&draft.shown),
                at.line,
                at.column,
                style::paint(style::of(finding.severity), &format!("{}[{}]", finding.severity, finding.code)),
                printable::text(&finding.message)
            )?;
        }
    }
    summary::write(run, out)
}
