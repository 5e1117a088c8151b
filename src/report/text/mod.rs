//! `--format text`: each finding as a good compiler shows an error: what is wrong, the draft's
//! line with the words underlined, the source's passage beside it, what to do.

mod excerpt;
mod frame;
mod passage;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::path::Path;

use self::excerpt::Mark;
use self::frame::Frame;
pub use self::passage::Passage;
use super::summary::counted;
use super::{CheckedDraft, Run, style};
use crate::archive::SourceId;
use crate::rules::{Evidence, Finding, Fix, Severity};
use crate::text::Span;

/// How many passages are shown for one finding.
const MOST_PASSAGES: usize = 3;

/// Writes the findings of `run` in at most `width` columns, what the archive could not read, and
/// the summary.
///
/// # Errors
/// Those of `out`.
pub fn write(run: &Run, width: usize, out: &mut dyn Write) -> io::Result<()> {
    for draft in &run.drafts {
        let page = Page { draft, base: &run.base, width };
        for group in page.groups() {
            writeln!(out, "{}", page.group(&group))?;
        }
    }
    let mut seen = BTreeSet::new();
    for workspace in run.drafts.iter().map(|draft| &draft.workspace).filter(|w| seen.insert(&w.root)) {
        let skipped = workspace.archive.skipped().len();
        if skipped > 0 {
            let files = counted(skipped, "file of the archive", "files of the archive");
            writeln!(out, "{files} could not be read; `verbatim sources` says which and why")?;
        }
    }
    writeln!(out, "{}", run.summary())
}

/// Findings that belong together: those of one quotation, of one citation, or one alone.
struct Group<'a> {
    findings: Vec<&'a Finding>,
    evidence: &'a [Evidence],
}

/// One draft being reported.
struct Page<'a> {
    draft: &'a CheckedDraft,
    base: &'a Path,
    width: usize,
}

impl<'a> Page<'a> {
    /// All findings of the draft, those of one quotation together, by where they stand.
    fn groups(&self) -> Vec<Group<'a>> {
        let checked = &self.draft.checked;
        let mut groups = Vec::new();
        for quotation in &checked.quotations {
            groups.push(Group { findings: quotation.findings.iter().collect(), evidence: &quotation.evidence });
        }
        for citation in &checked.citations {
            groups.push(Group { findings: citation.findings.iter().collect(), evidence: &[] });
        }
        for finding in &checked.findings {
            groups.push(Group { findings: vec![finding], evidence: &[] });
        }
        groups.retain(|group| !group.findings.is_empty());
        groups.sort_by_key(|group| group.findings.iter().map(|finding| finding.span).min());
        groups
    }

    /// A group, ended by a blank line.
    fn group(&self, group: &Group<'_>) -> String {
        let mut frame = Frame::new(self.gutter(group), self.width);
        let mut passages: Vec<(SourceId, Span)> = Vec::new();
        let mut words = None;
        for finding in &group.findings {
            frame.title(finding);
            let draft = &self.draft.checked.draft;
            let at = draft.lines.position(&draft.text, finding.span.start);
            frame.place("-->", &format!("{}:{}:{}", self.draft.shown, at.line, at.column), "");
            // What one quotation's findings share is shown once.
            if words.replace(finding.span) != Some(finding.span) {
                let mark = Mark { span: finding.span, with: '^', style: style::of(finding.severity) };
                frame.rule_off();
                frame.excerpt(&draft.text, &draft.lines, &[mark]);
            }
            for (id, span) in self.passages(finding, group.evidence) {
                if passages.iter().any(|(other, seen)| *other == id && seen.covers(span)) {
                    continue;
                }
                passages.push((id, span));
                self.passage(&mut frame, id, span, group.evidence);
            }
            frame.rule_off();
            if let Some(fix) = finding.fixes.first() {
                frame.help(&advice(fix));
            }
        }
        frame.finish()
    }

    /// The passages to show beside `finding`: those it rests on.
    fn passages(&self, finding: &Finding, evidence: &[Evidence]) -> Vec<(SourceId, Span)> {
        let related = finding.related.iter().map(|related| (related.source, related.span));
        let related: Vec<_> = related.take(MOST_PASSAGES).collect();
        if related.is_empty() && finding.severity >= Severity::Warning {
            return evidence.iter().take(1).map(|evidence| (evidence.source, evidence.span)).collect();
        }
        related
    }

    fn passage(&self, frame: &mut Frame, id: SourceId, span: Span, evidence: &[Evidence]) {
        let Some((source, path)) = self.draft.source(id, self.base) else {
            return;
        };
        let here = evidence.iter().find(|evidence| evidence.source == id && evidence.span.overlaps(span));
        match here {
            Some(evidence) => Passage::with(&source, span, evidence).show(&path, frame),
            None => Passage::of(&source, span, &[]).show(&path, frame),
        }
    }

    /// How many digits the largest line number of `group` has.
    fn gutter(&self, group: &Group<'_>) -> usize {
        let draft = &self.draft.checked.draft;
        let own = group.findings.iter().map(|finding| draft.lines.line_of(finding.span.start) + 1);
        let sources = group.findings.iter().flat_map(|finding| self.passages(finding, group.evidence));
        let sources = sources.filter_map(|(id, span)| {
            let (source, _) = self.draft.source(id, self.base)?;
            Some(source.lines.line_of(span.end) + 1)
        });
        own.chain(sources).max().unwrap_or(1).to_string().len()
    }
}

/// What a fix does; with the new words where they are few and the title does not name them.
fn advice(fix: &Fix) -> String {
    const FEW: usize = 60;
    match fix.edits.as_slice() {
        [edit] if (1..=FEW).contains(&edit.text.trim().len()) && !fix.title.contains(edit.text.trim()) => {
            format!("{}: “{}”", fix.title, edit.text.trim())
        }
        _ => fix.title.clone(),
    }
}
