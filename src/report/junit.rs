//! `--reporter junit`: test results, which every CI system shows. A draft is a suite, a quotation a case.
//!
//! JUnit has no specification; what is written follows the strictest schema in use, that of the Ant task
//! (<https://github.com/windyroad/JUnit-Schema>).

use std::io::{self, Write};

use quick_xml::Writer;
use quick_xml::events::BytesText;

use super::model::{Draft, Finding, Report};
use super::printable;
use crate::rules::Severity;
use crate::text::Position;

/// The schema wants a time, and the same drafts shall give the same report.
const TIMESTAMP: &str = "1970-01-01T00:00:00";

/// How many characters of a quotation name its case.
const NAME: usize = 60;

/// One case: a quotation, or a finding about something else.
struct Case<'a> {
    name: String,
    findings: Vec<&'a Finding>,
}

/// Writes `report` as test suites. Findings of at least `fail_on` make a case fail, others stand in its suite's output.
///
/// # Errors
/// Those of `out`.
pub fn write(report: &Report<'_>, fail_on: Severity, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, r#"<?xml version="1.0" encoding="UTF-8"?>"#)?;
    let mut writer = Writer::new_with_indent(out, b' ', 2);
    writer.create_element("testsuites").write_inner_content(|writer| {
        report.drafts.iter().enumerate().try_for_each(|(id, draft)| suite(writer, id, draft, fail_on))
    })?;
    writeln!(writer.into_inner())
}

fn suite(writer: &mut Writer<&mut dyn Write>, id: usize, draft: &Draft, fail_on: Severity) -> io::Result<()> {
    let cases = cases(draft);
    let fails = |case: &Case<'_>| case.findings.iter().any(|finding| finding.severity >= fail_on);
    let failures = cases.iter().filter(|case| fails(case)).count();
    let (id, tests, failures) = (id.to_string(), cases.len().to_string(), failures.to_string());
    let path = printable::text(&draft.path);
    let attributes = [
        ("package", "verbatim"),
        ("id", id.as_str()),
        ("name", path.as_ref()),
        ("timestamp", TIMESTAMP),
        ("hostname", "localhost"),
        ("tests", tests.as_str()),
        ("failures", failures.as_str()),
        ("errors", "0"),
        ("time", "0"),
    ];
    writer.create_element("testsuite").with_attributes(attributes).write_inner_content(|writer| {
        writer.create_element("properties").write_empty()?;
        for case in &cases {
            let name = ("name", case.name.as_str());
            let element =
                writer.create_element("testcase").with_attributes([("classname", path.as_ref()), name, ("time", "0")]);
            let failing: Vec<_> = case.findings.iter().copied().filter(|f| f.severity >= fail_on).collect();
            match failing.first() {
                None => drop(element.write_empty()?),
                Some(first) => drop(element.write_inner_content(|writer| failure(writer, &path, first, &failing))?),
            }
        }
        let others = cases.iter().flat_map(|case| &case.findings).filter(|finding| finding.severity < fail_on);
        let lines: Vec<String> = others.map(|finding| line(&path, finding)).collect();
        writer.create_element("system-out").write_text_content(BytesText::new(&lines.join("\n")))?;
        writer.create_element("system-err").write_empty()?;
        Ok(())
    })?;
    Ok(())
}

fn failure(writer: &mut Writer<&mut dyn Write>, path: &str, first: &Finding, failing: &[&Finding]) -> io::Result<()> {
    let lines: Vec<String> = failing.iter().map(|finding| line(path, finding)).collect();
    writer
        .create_element("failure")
        .with_attributes([("type", first.code.as_str()), ("message", printable::text(&first.message).as_ref())])
        .write_text_content(BytesText::new(&lines.join("\n")))?;
    Ok(())
}

/// The quotations of `draft`, and whatever else has a finding.
fn cases(draft: &Draft) -> Vec<Case<'_>> {
    let quotations = draft.quotations.iter().map(|quotation| Case {
        name: named(quotation.range.start, &format!("“{}”", cut(&quotation.text))),
        findings: quotation.findings.iter().collect(),
    });
    let citations = draft.citations.iter().filter(|citation| !citation.findings.is_empty()).map(|citation| Case {
        name: named(citation.range.start, &citation.key),
        findings: citation.findings.iter().collect(),
    });
    let others = draft
        .findings
        .iter()
        .map(|finding| Case { name: named(finding.range.start, finding.code.as_str()), findings: vec![finding] });
    quotations.chain(citations).chain(others).collect()
}

fn named(at: Position, what: &str) -> String {
    format!("line {}: {}", at.line, printable::text(what))
}

/// The first words of a quotation.
fn cut(text: &str) -> String {
    if text.chars().count() <= NAME {
        return text.to_owned();
    }
    let head: String = text.chars().take(NAME).collect();
    format!("{}…", head.rsplit_once(' ').map_or(head.as_str(), |(words, _)| words))
}

fn line(path: &str, finding: &Finding) -> String {
    let Position { line, column } = finding.range.start;
    let message = printable::text(&finding.message);
    format!("{path}:{line}:{column}: {}[{}] {message}", finding.severity, finding.code)
}
