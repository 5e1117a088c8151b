//! `--reporter jsonl`: what `json` says of each draft, one draft a line.

use std::io::{self, Write};

use super::model::Report;

/// Writes each draft of `report` as one line of JSON.
///
/// # Errors
/// Those of `out`.
pub fn write(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    for draft in &report.drafts {
        serde_json::to_writer(&mut *out, draft)?;
        writeln!(out)?;
    }
    Ok(())
}
