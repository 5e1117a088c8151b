//! `--reporter markdown`: a summary for people who look at a change: what was checked, and a table of what was found.

use std::io::{self, Write};

use super::model::{Draft, Finding, Report};
use super::printable;
use super::summary::counted;
use crate::rules::Severity;

/// How many findings are listed: a summary on GitHub may take a megabyte.
const MOST: usize = 500;

/// Writes `report` as a summary.
///
/// # Errors
/// Those of `out`.
pub fn write(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "## Quotations\n\n{}\n", report.summary)?;
    let told = report.drafts.iter().flat_map(|draft| draft.all_findings().into_iter().map(move |f| (*draft, f)));
    let mut told: Vec<(&Draft, &Finding)> = told.collect();
    if told.is_empty() {
        return Ok(());
    }
    // The gravest first; within those, where they stand.
    told.sort_by_key(|(_, finding)| std::cmp::Reverse(finding.severity));
    writeln!(out, "| | Where | Rule | What |\n| --- | --- | --- | --- |")?;
    for (draft, finding) in told.iter().take(MOST) {
        let at = finding.range.start;
        writeln!(
            out,
            "| {} | `{}:{}` | [{}]({}) | {} |",
            label(finding.severity),
            cell_code(&draft.path),
            at.line,
            finding.code,
            finding.code.href(),
            text(&finding.message)
        )?;
    }
    if told.len() > MOST {
        writeln!(out, "\n… and {} more.", counted(told.len() - MOST, "finding", "findings"))?;
    }
    Ok(())
}

fn label(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "❌ error",
        Severity::Warning => "⚠️ warning",
        Severity::Information => "ℹ️ information",
        Severity::Hint | Severity::Off => "💡 hint",
    }
}

/// `text` between backticks in a cell of a table.
fn cell_code(text: &str) -> String {
    printable::text(text).replace('`', "'").replace('|', "\\|")
}

/// `text` as words: nothing in it is markup, a link, a mention of somebody or a number of an issue.
pub(super) fn text(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in printable::text(text).chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '@' => escaped.push_str("&#64;"),
            '#' => escaped.push_str("&#35;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '$' => escaped.extend(['\\', c]),
            c => escaped.push(c),
        }
    }
    escaped.replace("://", "&#58;//").replace("www.", "www&#46;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stay_words() {
        assert_eq!(text("<b> | *x* @ada #3 [y](z)"), r"&lt;b&gt; \| \*x\* &#64;ada &#35;3 \[y\](z)");
        assert_eq!(text("see https://a.example"), "see https&#58;//a.example");
    }
}
