//! `--format concise`: one finding a line, as editors and `grep` like it.

use std::io::{self, Write};

use super::{Run, printable, style};

/// Writes each finding of `run` as `path:line:column: severity[code] message`, then the summary.
///
/// # Errors
/// Those of `out`.
pub fn write(run: &Run, out: &mut dyn Write) -> io::Result<()> {
    for draft in &run.drafts {
        let text = &draft.checked.draft;
        for finding in draft.checked.all_findings() {
            let at = text.lines.position(&text.text, finding.span.start);
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
    writeln!(out, "{}", run.summary())
}
